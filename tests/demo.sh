#!/bin/sh
# demo.sh - the example round: the same bytes twice, every figure as plain SQL
# computes it, nothing left behind.  A line `ok`/`not ok` for each.
set -u
cd "$(dirname "$0")/.."
: "${DTXHH:?the program}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
failed=0
say() { if [ "$1" -eq 0 ]; then echo "ok demo: $2"; else echo "not ok demo: $2"; failed=1; fi; }

for i in 1 2; do
    sh examples/hanoi-2024/run.sh "$folder/$i" >"$folder/$i.out" 2>&1
    say $? "run $i"
done
cmp -s "$folder/1/hanoi-2024.xlsx" "$folder/2/hanoi-2024.xlsx"
say $? "the same workbook twice"
cmp -s "$folder/1/hanoi-2024.dtxhh" "$folder/2/hanoi-2024.dtxhh"
say $? "the same round twice"
[ "$(ls "$folder/1" | tr '\n' ' ')" = "hanoi-2024.dtxhh hanoi-2024.xlsx " ]
say $? "leaves the round and the workbook, nothing else"

sqlite3 "$folder/1/hanoi-2024.dtxhh" <tests/demo.sql >"$folder/sql.out" 2>&1
status=$?
grep -v '^compared ' "$folder/sql.out"
[ $status -eq 0 ] && [ "$(wc -l <"$folder/sql.out")" -eq 1 ] && grep -q '^compared 2[0-9]* weights' "$folder/sql.out"
say $? "every weight, mean, leaf, total and rank as plain SQL computes it"

# Every figure of every unit follows from the lines of `explain`, and the top is what `show scores` has.
round=$folder/1/hanoi-2024.dtxhh
for unit in $(sqlite3 "$round" 'SELECT code FROM units'); do
    for field in $(sqlite3 "$round" 'SELECT code FROM criteria WHERE parent IS NULL'); do
        "$DTXHH" explain "$round" "$unit" "$field" --csv --quiet | awk -v unit="$unit" -f tests/explain.awk 2>>"$folder/counts"
    done
    "$DTXHH" explain "$round" "$unit" --csv --lang en --quiet | awk -v unit="$unit" -f tests/explain.awk 2>/dev/null
    "$DTXHH" explain "$round" "$unit" --csv --lang en --quiet | awk -F, -v u="$unit" '$1 == "total" { print u "," $9 "," $7 "," $10 }' >>"$folder/totals"
done >"$folder/explain.out" 2>&1
cat "$folder/explain.out"
"$DTXHH" show "$round" scores --csv --quiet | awk -F, 'NR > 1 { print $2 "," $9 "," $10 "," $3 }' | sort >"$folder/scores"
sort "$folder/totals" | cmp -s - "$folder/scores" && [ ! -s "$folder/explain.out" ] &&
    awk '{ leaves += $1; questions += $2; groups += $3 } END { exit !(leaves > 400 && questions > 300 && groups > 200) }' "$folder/counts"
say $? "explain gives every unit's figures, from the counts it prints"

ballots=$(sqlite3 "$folder/1/hanoi-2024.dtxhh" 'SELECT count(*) FROM ballot')
[ "$ballots" -ge 2500 ] && [ "$ballots" -le 2700 ]
say $? "about 2,600 ballots ($ballots)"
exit $failed
