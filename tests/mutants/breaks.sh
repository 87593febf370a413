#!/bin/sh
# breaks.sh - breaks lines of the library one at a time and asks the whole suite, in a copy of the tree.
#
#   breaks.sh COPY <LIST
#
# LIST has rows as breaks.awk writes them; COPY is built.  Writes `FILE.c: LINE => BROKEN` for each that no test notices, and to
# COPY.log what noticed the others.  The tests that take least come first, and the first failure ends them.
set -u
: "${PROGRAM:?}" "${TESTS:?}" "${GOLDEN:?}" "${TMPDIR:?}"
copy=$1
cd "$copy" || exit 2
DTXHH=$PWD/$PROGRAM
export DTXHH T= UPDATE= MAKEFLAGS=

# A program that never ends does so after some minutes.
limited() { (ulimit -t 120; timeout -k 1 900 "$@") >"$TMPDIR/said" 2>&1; }

# The cases of SUITE, until one has failed.
cases() {
    setsid sh "tests/cli/$1.sh" >"$TMPDIR/said" 2>&1 &
    pid=$!
    ticks=0
    while kill -0 $pid 2>/dev/null; do
        if grep -q '^FAIL ' "$TMPDIR/said" || [ $ticks -gt 1800 ]; then
            kill -9 -$pid
            return 1
        fi
        ticks=$((ticks + 1))
        sleep 0.5
    done
    wait $pid
}

# What notices, or nothing.
who() {
    make -s "$PROGRAM" "$TESTS" >/dev/null 2>&1 || { echo compiler; return; }
    slow="whole_rounds|reads|package"
    limited "$TESTS" -j1 --fail-fast --filter "!($slow)/*" || { echo "unit tests"; return; }
    limited "$GOLDEN" "$DTXHH" tests/golden || { echo R; return; }
    for suite in layouts import; do
        (ulimit -t 120; cases $suite) || { echo $suite; return; }
    done
    for case in tests/cli/*.t; do
        [ "$case" = tests/cli/runner.t ] || limited sh tests/cli/case.sh "$case" || { echo "command lines"; return; }
    done
    limited "$TESTS" -j1 --fail-fast --filter "@($slow)/*" || { echo "slow unit tests"; return; }
    limited sh tests/cli/demo.sh && ! grep -q '^FAIL ' "$TMPDIR/said" || echo demo
}

# What fails as it is would seem to notice everything.
as_it_is=$(who </dev/null)
[ -z "$as_it_is" ] || { echo "the tests fail as it is: $as_it_is" >&2; exit 2; }

while IFS= read -r row; do
    file=$(printf '%s' "$row" | cut -f2) number=$(printf '%s' "$row" | cut -f3)
    said=$(printf '%s' "$row" | awk -F'\t' '{ sub(/.*\//, "", $2); sub(/^ */, "", $4); sub(/^ */, "", $5); print $2 ": " $4 " => " $5 }')
    cp "$file" "$TMPDIR/kept"
    BROKEN=$(printf '%s' "$row" | cut -f5) awk -v n="$number" 'NR == n { print ENVIRON["BROKEN"]; next } 1' "$TMPDIR/kept" >"$file"
    noticed=$(who </dev/null)
    cp "$TMPDIR/kept" "$file"
    printf '%s\n' "${noticed:-nothing}: $said" >>"$copy.log"
    [ -n "$noticed" ] || printf '%s\n' "$said"
done
