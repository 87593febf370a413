#!/bin/sh
# run.sh - every test, several at a time; what fails, then one line `N passed, N failed`.
#
#   B=build T=draw sh tests/run.sh
#
# B is the build folder, T a part of the names to run.  A job is a command that prints a line `ok NAME` or `FAIL NAME`
# for each of its tests, what was wrong indented below it, and has status 0 when none failed.  A job that ends in another
# way or prints no such line counts as one failure.  The summary keeps the order of the list, whoever ends first.
# JOBS names a file of other jobs, `NAME|COMMAND` by line (tests/cli/runner.t).
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=build}" "${T:=}" "${JOBS:=}"
B=$(realpath -m "$B")
out=$B/tests/jobs
: "${DTXHH:=$B/dtxhh}"
export B T DTXHH
rm -rf "$out"
mkdir -p "$out" || exit 2

# The long ones first.
if [ -n "$JOBS" ]; then
    cp "$JOBS" "$out/list"
else
    {
        echo 'units|sh tests/unit/run.sh'
        case demo in *"$T"*) echo 'demo|sh tests/cli/demo.sh' ;; esac
        echo 'files to import|sh tests/cli/import.sh'
        echo 'one engine|sh tests/cli/one-engine.sh'
        echo 'layouts|sh tests/cli/layouts.sh'
        echo 'files as people have them|sh tests/cases.sh'
        echo 'estimates beside R|"$B/tests/golden_estimate" "$DTXHH" tests/golden "$T"'
        for case in tests/cli/*.t; do
            name=$(basename "$case" .t)
            case $name in *"$T"*) echo "$name|sh tests/cli/case.sh $case" ;; esac
        done
    } >"$out/list"
fi

# Each job writes files of its own; nothing is mixed.
export out
seq "$(wc -l <"$out/list")" | xargs -P"$(nproc)" -I{} sh -c '
    began=$(date +%s)
    job=$(sed -n {}p "$out/list")
    (eval "${job#*|}") >"$out/{}.log" 2>&1 </dev/null
    echo $? >"$out/{}.status"
    echo "$(($(date +%s) - began)) s ${job%%|*}" >>"$out/seconds"'

passed=0 failed=0 i=0
while IFS='|' read -r name command; do
    i=$((i + 1))
    log=$out/$i.log
    status=$(cat "$out/$i.status" 2>/dev/null)
    good=$(grep -c '^ok ' "$log") bad=$(grep -c '^FAIL ' "$log")
    awk '/^ok / { inside = 0 } /^FAIL / { inside = 1 } inside && ++n <= 200' "$log"
    if [ "${status:-1}" -ne 0 ] && [ "$bad" -eq 0 ]; then
        echo "FAIL $name: status ${status:-none}"
        tail -5 "$log" | sed 's/^/    /'
        bad=1
    elif [ "$((good + bad))" -eq 0 ] && [ -z "$T" ]; then
        echo "FAIL $name: tested nothing"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
done <"$out/list"
[ "$((passed + failed))" -gt 0 ] || { echo "FAIL: no test has \"$T\" in its name"; failed=1; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
