#!/bin/sh
# slow.sh - what takes minutes: fuzzing of the readers, processes killed while
# they import, and whatever else stands as tests/slow-*.sh.  Ends with one line
# `N passed, N failed`.  B is the build folder, SECONDS_EACH how long to fuzz.
set -u
cd "$(dirname "$0")/.."
: "${B:=build}" "${SECONDS_EACH:=60}"
export DTXHH=$PWD/$B/dtxhh
passed=0 failed=0
say() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); echo "ok $2"; else failed=$((failed + 1)); echo "not ok $2"; fi; }

# libFuzzer harnesses, with the seeds of tests/data.
B=$B SECONDS_EACH=$SECONDS_EACH sh tests/fuzz.sh
say $? "fuzzing, $SECONDS_EACH s for each harness"

# A process killed while it imports: the round is whole, and holds none or all of the run.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
example=examples/hanoi-2024
"$DTXHH" new "$folder/r.dtxhh" --definition $example/definition --quiet >/dev/null &&
    "$DTXHH" frame import "$folder/r.dtxhh" $example/frames/*.csv --quiet >/dev/null &&
    "$DTXHH" frame freeze "$folder/r.dtxhh" --seed-from x --quiet >/dev/null &&
    "$DTXHH" draw "$folder/r.dtxhh" --seed 1 --quiet >/dev/null &&
    "$DTXHH" issue "$folder/r.dtxhh" --quiet >/dev/null &&
    "$DTXHH" rehearse "$folder/r.dtxhh" -o "$folder/b" --seed 1 --quiet >/dev/null
say $? 'a round to kill in'
bad=0 none=0 whole=0 i=0
while [ $i -lt 50 ]; do
    i=$((i + 1))
    cp "$folder/r.dtxhh" "$folder/k.dtxhh"
    "$DTXHH" import "$folder/k.dtxhh" "$folder"/b/*-paper.csv "$folder"/b/*-online.csv --quiet >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf '%03d' $(((i * 37) % 200)))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    n=$(sqlite3 "$folder/k.dtxhh" 'SELECT count(*) FROM entry')
    sound=$(sqlite3 "$folder/k.dtxhh" 'PRAGMA integrity_check')
    "$DTXHH" verify "$folder/k.dtxhh" --quiet >/dev/null 2>&1 || sound="$sound, verify $?"
    lines=$(sqlite3 "$folder/k.dtxhh" "SELECT count(*) FROM log WHERE verb = 'import'")
    if [ "$n" -eq 0 ]; then none=$((none + 1)); else whole=$((whole + 1)); fi
    [ "$sound" = ok ] && { { [ "$n" -eq 0 ] && [ "$lines" -eq 0 ]; } || { [ "$n" -gt 2000 ] && [ "$lines" -eq 1 ]; }; } || {
        bad=$((bad + 1)); echo "kill $i: $n entries, $lines lines, $sound"; }
    rm -f "$folder/k.dtxhh" "$folder/k.dtxhh-journal"
done
[ $bad -eq 0 ]; say $? "50 kills: $none with none of the run, $whole with all of it"

for more in tests/slow-*.sh; do
    [ -e "$more" ] || continue
    B=$B sh "$more"
    say $? "$more"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
