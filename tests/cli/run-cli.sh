#!/bin/sh
# run-cli.sh - the command line as it is promised, case by case.
#
#   DTXHH=build/dtxhh T=draw sh tests/cli/run-cli.sh
#
# A case is a file tests/cli/*.t: what it is about in comments, then the command
# lines after `--- run`, and what must come out after `--- stdout`, `--- stderr` and
# `--- status N`.  It runs in an empty folder of its own, with the functions of
# tests/cli/lib.sh, in English unless it says otherwise, at a fixed time.  In
# what comes out a SHA-256 is written <sha256>, unless the case has a line
# `--- exact`.  UPDATE=1 writes what comes out into the cases: read the
# difference before you commit it.

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}") || exit 2
work=$(mktemp -d) || exit 2
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT INT TERM

mkdir "$work/bin"
ln -s "$program" "$work/bin/dtxhh"
PATH=$work/bin:$PATH
CASES=$here TINY=$here/tiny DATA=$here/../data ROOT=$here/../.. FILES=$here/files
SOURCE_DATE_EPOCH=1735689600 DTXHH_LANG=en TZ=UTC LC_ALL=C.UTF-8
export PATH CASES TINY DATA ROOT FILES SOURCE_DATE_EPOCH DTXHH_LANG TZ LC_ALL

# The lines of section $2 of case $1.
section() {
    awk -v wanted="$2" '/^--- (run|stdout|stderr|exact|status [0-9]+)$/ { inside = ($2 == wanted); next } inside' "$1"
}

# The case anew, with what came out.
rewrite() {
    {
        sed "/^--- std/,\$d; /^--- status/,\$d" "$1"
        echo "--- stdout"
        cat "$work/is/stdout"
        echo "--- stderr"
        cat "$work/is/stderr"
        echo "--- status $(cat "$work/is/status")"
    } >"$work/case"
    cp "$work/case" "$1"
    echo "rewritten $(basename "$1")"
}

passed=0 failed=0
for case in "$here"/*.t; do
    name=$(basename "$case" .t)
    case $name in *"$T"*) ;; *) continue ;; esac
    rm -rf "$work/run" "$work/is" "$work/must"
    mkdir "$work/run" "$work/is" "$work/must"
    { echo ". $here/lib.sh"; section "$case" run; } >"$work/script"
    (cd "$work/run" && sh "$work/script" >"$work/is/stdout" 2>"$work/is/stderr" </dev/null; echo $? >"$work/is/status")
    chmod -R u+rwX "$work/run"
    section "$case" stdout >"$work/must/stdout"
    section "$case" stderr >"$work/must/stderr"
    sed -n 's/^--- status //p' "$case" >"$work/must/status"
    grep -q '^--- exact' "$case" || sed -i 's/\b[0-9a-f]\{64\}\b/<sha256>/g' "$work/is/stdout" "$work/is/stderr"
    if [ -n "$UPDATE" ] && ! diff -r "$work/must" "$work/is" >/dev/null; then
        rewrite "$case"
    elif diff -ru --label expected --label is "$work/must" "$work/is" >"$work/diff" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name"
        sed 's/^/    /' "$work/diff"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
