# The first line of each verb's --csv output, and of each table that can be shown, is the one
# in docs/columns.md, in either language, and every one that can be printed stands there.
--- run
said() { sed -n "s/^| \`$1\` | \`\([^\`]*\)\`.*/\1/p" "$ROOT/docs/columns.md" | tail -1; }
check() {
    verb=$1 && shift
    line=$(dtxhh "$@" --csv --lang vi 2>err | head -1)
    [ "$line" = "$(said "$verb")" ] || echo "$verb: prints $line, docs/columns.md has $(said "$verb") $(cat err)"
    echo "$verb" >>checked
}
check new new r.dtxhh --definition "$TINY/definition" --as a
check status status r.dtxhh
check 'status --tasks' status r.dtxhh --tasks
check 'status --missing' status r.dtxhh --missing
check 'frame import' frame import r.dtxhh "$TINY/frame.csv" --as a
check plan plan r.dtxhh
check 'frame freeze' frame freeze r.dtxhh --seed-from x --as a
check draw draw r.dtxhh --seed '48 15 92' --as a
check 'draw --replace' draw r.dtxhh --replace DAN/X2 --disposition absent --reason 'not at home' --as a
check ticket ticket --seed a b
check issue issue r.dtxhh --as a
tiny_ballots
check import import r.dtxhh keyed.csv --as a
check 'points import' points import r.dtxhh "$TINY/points.csv" --as a
printf 'serial,handed\n%s,x\n' "$(sqlite3 r.dtxhh 'SELECT min(serial) FROM ballot')" >list.csv
check 'custody import' custody import r.dtxhh list.csv --as a
printf 'code,date,finding\n1,2024-12-20,x\n' >found.csv
check 'findings import' findings import r.dtxhh found.csv --as a
check check check r.dtxhh
check 'audit plan' audit plan --aql 1% --ltpd 5%
check 'audit draw' audit draw r.dtxhh --seed-from y --ballots 1 --as a
dtxhh audit draw r.dtxhh --seed 1 --as a --quiet
serial=$(sqlite3 r.dtxhh 'SELECT serial FROM audit_drawn'); { head -1 keyed.csv; grep "^$serial" keyed.csv | sed 's/hoa/mai/'; } >again.csv
check 'audit import' audit import r.dtxhh again.csv --as a
check 'audit report' audit report r.dtxhh
cp r.dtxhh b.dtxhh
dtxhh audit draw b.dtxhh --batches --fields 1 --accept 0 --seed-from z --as a --quiet && dtxhh audit draw b.dtxhh --batches --seed 2 --as a --quiet
check 'audit batch' audit batch b.dtxhh
dtxhh audit draw b.dtxhh --reinterview --ballots 1 --seed-from w --as a --quiet && dtxhh audit draw b.dtxhh --reinterview --seed 3 --as a --quiet
line=$(dtxhh audit report b.dtxhh 2>err); sed -n 's/^| `audit report` .* of a re-interview `\([^`]*\)`.*/\1/p' "$ROOT/docs/columns.md" | grep -qxF "$line" || echo "audit report of a re-interview: prints $line"
check weigh weigh r.dtxhh --as a
check score score r.dtxhh --as a
cp r.dtxhh old.dtxhh
check 'score --set' score r.dtxhh --set ties=order
check 'score --against' score r.dtxhh --against old.dtxhh
check explain explain r.dtxhh U1
dtxhh split r.dtxhh --office BC1 -o office.dtxhh --as a --quiet 2>/dev/null
check merge merge r.dtxhh office.dtxhh --as a
check 'log show' log show r.dtxhh
check 'log head' log head r.dtxhh
check 'evidence --open' evidence r.dtxhh --open "$(sqlite3 r.dtxhh 'SELECT min(serial) FROM ballot')"; echo evidence >>checked
check size size --proportion 0.5 --margin 0.05
printf 'stratum,N\na,5\n' >strata.csv
check allocate allocate strata.csv --by equal --n 2
check select select strata.csv --id stratum --n 1 --seed s --method srs
printf 'y,g\n1,a\n2,b\n3,b\n4,a\n' >table.csv
line=$(dtxhh estimate table.csv --mean y --by g --csv | head -1)
[ "$line" = 'g,term,estimate,se,cv,ci_low,ci_high,deff,n,df' ] || echo "estimate prints $line"
echo estimate >>checked
line=$(dtxhh estimate table.csv --table y,g --csv | head -1)
[ "$line" = "$(said 'estimate --table')" ] || echo "estimate --table prints $line"
dtxhh show r.dtxhh nothing 2>&1 | sed 's/.*one of: //' | tr ' ' '\n' >tables
while read -r table; do
    line=$(dtxhh show r.dtxhh "$table" --csv | head -1)
    if [ -f "$TINY/definition/$table.csv" ]; then
        must=$(head -1 "$TINY/definition/$table.csv")
        [ "$table" != frame ] || must=
    else
        must=$(said "$table")
    fi
    case $table in
    frame) must=$must,loai ;;
    units) must=$must,short_name ;;
    offices | stages | not_applicable | rates | margins | tasks) continue ;;
    esac
    [ "$line" = "$must" ] || echo "show $table: prints $line, expected $must"
done <tables
dtxhh --help | sed -n 's/^  \([a-z]*\( [a-z][a-z]*\)\{0,1\}\)  .*/\1/p' | while read -r verb; do
    dtxhh $verb --help | grep -q -- '--csv' || continue
    [ "$verb" = show ] || grep -qx "$verb" checked || echo "$verb prints a table but is not checked here"
done
--- status 0
