#!/bin/sh
# run.sh - the unit tests and the command-line cases; ends with one line
# `N passed, N failed`.  B is the build folder, T a part of the names to run.
set -u
cd "$(dirname "$0")/.."
: "${B:=build}" "${T:=}"
log=$B/tests/units.log
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
export SOURCE_DATE_EPOCH=1735689600
unset DTXHH_LANG

"$B/tests/units" --always-succeed ${T:+--filter "*$T*"} >"$log" 2>&1
ended=$?
grep -vE '^\[(SYNTHESIS|====)\]|^$' "$log" | head -100
synthesis=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -n 's/.*Synthesis: Tested: *\([0-9]*\) *| Passing: *\([0-9]*\) *| Failing: *\([0-9]*\) *| Crashing: *\([0-9]*\).*/\1 \2 \3 \4/p' | tail -1)
set -- ${synthesis:-0 0 0 1}
passed=$2 failed=$(($3 + $4))
[ $ended -eq 0 ] || failed=$((failed + 1))
# Criterion passes a test whose process leaked or was stopped by a sanitizer.
if grep -qE 'LeakSanitizer|AddressSanitizer|runtime error:' "$log"; then
    echo "a sanitizer spoke; see $log"
    failed=$((failed + 1))
fi
[ "$passed" -gt 0 ] || [ -n "$T" ] || failed=$((failed + 1))

for suite in run-cli import layouts; do
    cases=$B/tests/$suite.log
    DTXHH=$PWD/$B/dtxhh T=$T sh tests/cli/$suite.sh >"$cases" 2>&1
    status=$?
    last=$(tail -1 "$cases")
    sed '$d' "$cases" | grep -v '^ok ' | head -100
    case $last in
    *' passed, '*' failed')
        passed=$((passed + ${last%% *}))
        rest=${last#* passed, }
        failed=$((failed + ${rest%% *}))
        ;;
    *)
        echo "$last"
        [ $status -eq 0 ] || failed=$((failed + 1))
        ;;
    esac
done
# Estimates beside R's.
if [ -z "$T" ] || echo golden | grep -q "$T"; then
    "$B/tests/golden_estimate" "$B/dtxhh" tests/golden >"$B/tests/golden.log" 2>&1
    grep '^not ok ' "$B/tests/golden.log" | head -40
    last=$(tail -1 "$B/tests/golden.log")
    rest=${last#* passed, }
    case $last in
    *' passed, '*' failed') passed=$((passed + ${last%% *})) failed=$((failed + ${rest%% *})) ;;
    *) failed=$((failed + 1)) ;;
    esac
fi
if [ -z "$T" ] || echo demo | grep -q "$T"; then
    DTXHH=$PWD/$B/dtxhh sh tests/cli/demo.sh >"$B/tests/demo.log" 2>&1
    grep -v '^ok ' "$B/tests/demo.log" | head -20
    passed=$((passed + $(grep -c '^ok ' "$B/tests/demo.log")))
    failed=$((failed + $(grep -c '^not ok ' "$B/tests/demo.log")))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
