#!/bin/sh
# run.sh - what takes minutes: fuzzing of the readers, and whatever else stands in tests/slow/.  Ends with one line
# `N passed, N failed`.  B is the build folder, SECONDS_EACH how long to fuzz.
set -u
cd "$(dirname "$0")/../.."
: "${B:=build}" "${SECONDS_EACH:=60}"
export DTXHH=$PWD/$B/dtxhh
passed=0 failed=0
say() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); echo "ok $2"; else failed=$((failed + 1)); echo "FAIL $2"; fi; }

# libFuzzer harnesses, with the seeds of tests/data.
B=$B SECONDS_EACH=$SECONDS_EACH sh tests/fuzz/fuzz.sh
say $? "fuzzing, $SECONDS_EACH s for each harness"

for more in tests/slow/*.sh; do
    [ "$more" != tests/slow/run.sh ] || continue
    B=$B sh "$more"
    say $? "$more"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
