#!/bin/sh
# demo.sh - the example round: the same bytes twice, every figure as plain SQL
# computes it, nothing left behind.  A line `ok` or `FAIL` for each.
set -u
cd "$(dirname "$0")/../.."
: "${DTXHH:?the program}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
failed=0
# status, what, and what was wrong, if any
say() {
    if [ "$1" -eq 0 ]; then echo "ok demo: $2"; return; fi
    echo "FAIL demo: $2"
    failed=1
    sed 's/^/    /' ${3:+"$3"} </dev/null
}

for i in 1 2; do
    sh examples/hanoi-2024/run.sh "$folder/$i" >"$folder/$i.out" 2>&1
    say $? "run $i" "$folder/$i.out"
done
cmp -s "$folder/1/hanoi-2024.xlsx" "$folder/2/hanoi-2024.xlsx"
say $? "the same workbook twice"
cmp -s "$folder/1/hanoi-2024.dtxhh" "$folder/2/hanoi-2024.dtxhh"
say $? "the same round twice"
[ "$(ls "$folder/1" | tr '\n' ' ')" = "hanoi-2024.dtxhh hanoi-2024.xlsx " ]
say $? "leaves the round and the workbook, nothing else"

sqlite3 "$folder/1/hanoi-2024.dtxhh" <tests/cli/demo.sql >"$folder/sql.out" 2>&1
status=$?
[ $status -eq 0 ] && [ "$(wc -l <"$folder/sql.out")" -eq 1 ] && grep -q '^compared 2[0-9]* weights' "$folder/sql.out"
say $? "every weight, mean, leaf, total and rank as plain SQL computes it" "$folder/sql.out"

# Every figure of every unit and criterion follows from what `explain` says, and its texts end in the points stored.
sh tests/cli/trace.sh "$folder/1/hanoi-2024.dtxhh" >"$folder/explain.out" 2>"$folder/counts"
[ ! -s "$folder/explain.out" ] && awk '{ exit !($1 > 1000 && $2 > 1500 && $3 > 250) }' "$folder/counts"
say $? "explain gives every unit's figures, from the counts it prints" "$folder/explain.out"

ballots=$(sqlite3 "$folder/1/hanoi-2024.dtxhh" 'SELECT count(*) FROM ballot')
[ "$ballots" -ge 2500 ] && [ "$ballots" -le 2700 ]
say $? "about 2,600 ballots ($ballots)"
exit $failed
