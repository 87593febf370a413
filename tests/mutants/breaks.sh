#!/bin/sh
# breaks.sh - breaks lines of the library one at a time and asks the whole suite, in a copy of the tree.
#
#   breaks.sh COPY <LIST
#
# LIST has rows as breaks.awk writes them; COPY is built.  Writes `FILE.c: LINE => BROKEN` for each that no test notices, and adds what
# noticed the others to COPY.log.  The tests that take least come first, and the first failure ends them.
set -u
copy=$1
cd "$copy" || exit 2
export T= UPDATE=

units() { (ulimit -t 120; timeout -k 1 600 "$TESTS" -j1 --fail-fast); }

# The cases, until one has failed.
cases() {
    setsid sh "tests/$1.sh" >"$TMPDIR/cases" 2>&1 &
    pid=$!
    ticks=0
    while kill -0 $pid 2>/dev/null; do
        if grep -q '^FAILED' "$TMPDIR/cases" || [ $ticks -gt 1800 ]; then
            kill -9 -- -$pid
            return 1
        fi
        ticks=$((ticks + 1))
        sleep 0.5
    done
    wait $pid
}

# What notices, or nothing.
who() {
    make -s --no-print-directory "$DTXHH" "$TESTS" >/dev/null 2>&1 || { echo compiler; return; }
    units >/dev/null 2>&1 || { echo units; return; }
    (ulimit -t 120; timeout -k 1 600 "$GOLDEN" "$DTXHH" tests/golden) >/dev/null 2>&1 || { echo golden; return; }
    for suite in layouts import run-cli; do
        (ulimit -t 120; cases $suite) >/dev/null 2>&1 || { echo $suite; return; }
    done
    (ulimit -t 120; timeout -k 1 600 sh tests/demo.sh) >"$TMPDIR/demo" 2>&1 && ! grep -q '^not ok' "$TMPDIR/demo" || echo demo
}

trim() { printf '%s' "$1" | sed 's/^ *//'; }

tab=$(printf '\t')
while IFS= read -r row; do
    file=$(printf '%s' "$row" | cut -f2) number=$(printf '%s' "$row" | cut -f3)
    line=$(printf '%s' "$row" | cut -f4) broken=$(printf '%s' "$row" | cut -f5)
    said="$(basename "$file"): $(trim "$line") => $(trim "$broken")"
    cp "$file" "$TMPDIR/kept"
    BROKEN=$broken awk -v n="$number" 'NR == n { print ENVIRON["BROKEN"]; next } 1' "$TMPDIR/kept" >"$file"
    noticed=$(who)
    cp "$TMPDIR/kept" "$file"
    printf '%s\n' "${noticed:-nothing}: $said" >>"$copy.log"
    [ -n "$noticed" ] || printf '%s\n' "$said"
done
