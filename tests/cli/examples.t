# Every small example is built, rehearsed, scored, reported and verified; its points, totals and ranks are the
# ones plain SQL computes (tests/cli/examples.sql), and follow from what explain says of every unit and criterion
# (tests/cli/trace.sh: texts, equations, groups); twice the same bytes.  examples/hanoi-2024 is tested by tests/cli/demo.sh.
--- run
export DTXHH=dtxhh
for folder in "$ROOT"/examples/*/; do
    example=$(basename "$folder")
    [ "$example" != hanoi-2024 ] || continue
    rm -rf 1 2
    sh "$ROOT/examples/run.sh" "$example" 1 >out 2>&1 || cat out
    sh "$ROOT/examples/run.sh" "$example" 2 >out 2>&1 || cat out
    cmp "1/$example.dtxhh" "2/$example.dtxhh" && cmp "1/$example.xlsx" "2/$example.xlsx"
    ls 1 | tr '\n' ' '
    echo
    sqlite3 "1/$example.dtxhh" <"$ROOT/tests/cli/examples.sql"
    sh "$ROOT/tests/cli/trace.sh" "1/$example.dtxhh" 2>&1
done
# A group that rates its own chain: a head of a district's office sees the department of its trade, a commune its district.
sh "$ROOT/examples/run.sh" sau-phieu-2024 1 >/dev/null
sqlite3 1/sau-phieu-2024.dtxhh "SELECT b.ballot_type, count(*), sum(u.unit = CASE b.ballot_type WHEN '06' THEN n.parent
    ELSE 'S' || substr(f.own_unit, 6) END) FROM ballot b JOIN unit_list u USING (list) JOIN frame f ON f.\"group\" = b.\"group\" AND f.id = b.member
    JOIN units n ON n.code = f.own_unit WHERE b.ballot_type IN ('05', '06') GROUP BY 1"
# Nobody rates the own unit.
sqlite3 1/sau-phieu-2024.dtxhh "SELECT count(*) FROM ballot b JOIN unit_list u USING (list) JOIN frame f ON f.\"group\" = b.\"group\"
    AND f.id = b.member WHERE u.unit = f.own_unit"
# A unit that is not scored has no difference from another.
dtxhh score 1/sau-phieu-2024.dtxhh --difference X-H1-1,H1; echo "status $?"
dtxhh score 1/sau-phieu-2024.dtxhh --difference H1,H2 --csv | cut -d, -f1-3 | sed 's/[0-9]*\.[0-9]*/N/'
# A block that says who works where, and is rated by nobody, has no rows in the report.
unzip -p 1/sau-phieu-2024.xlsx xl/sharedStrings.xml | grep -c 'không được đánh giá'
unzip -p 1/sau-phieu-2024.xlsx xl/sharedStrings.xml | grep -o '>UBND các huyện<' | sort -u
--- stdout
dieu-tra-ngoai-2024.dtxhh dieu-tra-ngoai-2024.xlsx 
0 group means, 30 leaves, 5 totals
50 30 0
sau-phieu-2024.dtxhh sau-phieu-2024.xlsx 
48 group means, 18 leaves, 6 totals
30 123 48
so-huyen-2024.dtxhh so-huyen-2024.xlsx 
69 group means, 67 leaves, 9 totals
110 227 66
xa-2024.dtxhh xa-2024.xlsx 
0 group means, 25 leaves, 5 totals
50 30 0
05|9|9
06|18|18
0
status 2
first,second,estimate
H1,H2,-N
0
>UBND các huyện<
--- stderr
line 9 of the log, hash <checked>
dtxhh: unit "X-H1-1" has no points of its own
--- status 0
