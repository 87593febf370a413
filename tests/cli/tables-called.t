# No message of what is stale has a table's inner name: it is said in words.
--- run
tiny_weighed
serial=$(dtxhh show r.dtxhh answers --csv | awk -F, '$3 == "U1" && $4 == "Q1" && $5 == "A" { print $1; exit }')
dtxhh correct r.dtxhh "$serial" Q1.U1=B --reason x --keyer mai --as lan --quiet
dtxhh score r.dtxhh --as a --quiet; DTXHH_LANG=vi dtxhh score r.dtxhh --as a --quiet
echo '# every table of the round file that others are made of has words: as a table of the definition, or its own'
grep -oE '^CREATE TABLE "?[a-z_]+' "$ROOT/survey/store/schema.sql" | sed 's/.*[ "]//' | grep -vE '^(log|head|secret|score.*)$' |
    while read -r table; do grep -qE "\{\"$table\", *(N_\()?\"" "$ROOT/survey/round/tables.c" || echo "$table has none"; done
--- stdout
# every table of the round file that others are made of has words: as a table of the definition, or its own
--- stderr
dtxhh: the weights are stale: the table "ballots keyed or corrected later" changed since; `dtxhh weigh` first
dtxhh: trọng số đã cũ: bảng "phiếu nhập hoặc sửa về sau" đã thay đổi sau đó; hãy chạy `dtxhh weigh` trước
--- status 0
