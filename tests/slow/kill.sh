#!/bin/sh
# kill.sh - an import killed by SIGKILL at 50 random moments, of a small and of a large file: the round opens,
# is sound and verified, and holds none or all of the run.
#
#   B=build [KILLS=50] [BALLOTS=200000] [SEED=n] sh tests/slow/kill.sh
#
# The moments are spread over the time that a whole import takes.  Kills that left a journal behind fell inside the
# transaction; the large file must have some.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=build}" "${KILLS:=50}" "${BALLOTS:=200000}" "${SEED:=$(date +%s)}"
export DTXHH="$PWD/$B/dtxhh"
here=$PWD
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT INT TERM
cd "$folder" || exit 2
failed=0

now() { date +%s%N; }

# Import the files $3... into copies of $2.dtxhh, which then hold $want entries, and kill them.
kill_all() {
    name=$1 round=$2.dtxhh
    shift 2
    mkdir kill
    cp "$round" kill/k.dtxhh
    began=$(now)
    "$DTXHH" import kill/k.dtxhh "$@" --as t --quiet >/dev/null 2>&1 || { echo "$name: the import fails"; failed=1; return; }
    takes=$((($(now) - began) / 1000))
    want=$(sqlite3 kill/k.dtxhh 'SELECT count(*) FROM entry')
    moments=$(awk -v n="$KILLS" -v t="$takes" -v s="$SEED" 'BEGIN { srand(s); for (i = 0; i < n; i++) printf "%.6f\n", rand() * t * 1.05 / 1e6 }')
    bad=0 none=0 all=0 journals=0
    for moment in $moments; do
        rm -rf kill; mkdir kill
        cp "$round" kill/k.dtxhh
        "$DTXHH" import kill/k.dtxhh "$@" --as t --quiet >/dev/null 2>&1 &
        pid=$!
        sleep "$moment"
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        [ -s kill/k.dtxhh-journal ] && journals=$((journals + 1))
        "$DTXHH" verify kill/k.dtxhh --quiet >/dev/null 2>err; verified=$?
        sound=$(sqlite3 kill/k.dtxhh 'PRAGMA integrity_check')
        entries=$(sqlite3 kill/k.dtxhh 'SELECT count(*) FROM entry')
        lines=$(sqlite3 kill/k.dtxhh "SELECT count(*) FROM log WHERE verb = 'import'")
        case "$verified $sound $entries $lines" in
        "0 ok 0 0") none=$((none + 1)) ;;
        "0 ok $want 1") all=$((all + 1)) ;;
        *) bad=$((bad + 1)); echo "$name, killed after $moment s: verify $verified, $sound, $entries entries, $lines lines: $(head -1 err)" ;;
        esac
        [ -z "$(ls kill | grep -v '^k\.dtxhh')" ] || { echo "$name, killed after $moment s leaves $(ls kill)"; bad=$((bad + 1)); }
    done
    rm -rf kill
    echo "$name: $KILLS kills within $((takes / 1000)) ms (seed $SEED): $none with none of the run, $all with all of it, $journals inside the transaction, $bad wrong"
    [ "$bad" -eq 0 ] || failed=1
}

example=$here/examples/hanoi-2024
"$DTXHH" new small.dtxhh --definition "$example/definition" --as t --quiet >/dev/null 2>&1 &&
    "$DTXHH" frame import small.dtxhh "$example"/frames/*.csv --as t --quiet >/dev/null 2>&1 &&
    "$DTXHH" frame freeze small.dtxhh --seed-from x --as t --quiet >/dev/null &&
    "$DTXHH" draw small.dtxhh --seed 1 --as t --quiet >/dev/null 2>&1 &&
    "$DTXHH" issue small.dtxhh --as t --quiet >/dev/null 2>&1 &&
    "$DTXHH" rehearse small.dtxhh -o b --seed 1 --as t --quiet >/dev/null || { echo 'no small round'; exit 1; }
kill_all 'several small files' small b/*-paper.csv b/*-online.csv
sh "$here/tests/bench/round.sh" ballots "$BALLOTS" 40 >/dev/null 2>&1 || { echo 'no large round'; exit 1; }
kill_all "$BALLOTS ballots" ballots ballots.csv
[ "$journals" -gt 0 ] || { echo "no kill fell inside the transaction"; failed=1; }
exit $failed
