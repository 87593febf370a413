#!/bin/sh
# run.sh - the unit tests: a line `ok NAME` or `FAIL NAME` for each, and what was wrong.
#
#   B=build T=rake sh tests/unit/run.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=build}" "${T:=}"
log=$B/tests/units.log tap=$B/tests/units.tap
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 SOURCE_DATE_EPOCH=1735689600
unset DTXHH_LANG

rm -f "$tap"
"$B/tests/units" --tap="$tap" ${T:+--filter "*$T*"} >"$log" 2>&1
status=$?
# Details of a failure are indented.  What was left out (SKIP) was not tested: a failure, unless T chose others.
sed -nE "${T:+/^ok - .*# SKIP/d}"'; s/^ok - ([^ ]*) +# SKIP.*/FAIL \1: skipped/; s/^ok - ([^ ]*).*/ok \1/; s/^not ok - ([^ ]*) +\([0-9.]+s\)$/FAIL \1/; s/^not ok - ([^ ]*) +(.*)/FAIL \1: \2/; s/^ +(- |  )/    /; /^(ok|FAIL|    )/p' "$tap"
# What was printed besides, an assertion of the program's own, say.
[ $status -eq 0 ] || grep -v '^\[' "$log" | tail -20 | sed 's/^/    | /'
# Criterion passes a test whose process leaked or was stopped by a sanitizer.
if grep -qE 'LeakSanitizer|AddressSanitizer|runtime error:' "$log"; then
    echo "FAIL units: a sanitizer spoke; see $log"
    grep -E -A8 'LeakSanitizer|AddressSanitizer|runtime error:' "$log" | sed 's/^/    /' | head -40
    exit 1
fi
# Of tests that were to run and did not there is no line.
if ! awk '/^1\.\./ { want = substr($0, 4) } /^(not )?ok / { n++ } END { exit want == "" || n != want }' "$tap"; then
    echo "FAIL units: stopped before the end, status $status; see $log"
    exit 1
fi
exit $status
