#!/bin/sh
# case.sh - the command line as it is promised: one case, `ok NAME` or `FAIL NAME` and what differs.
#
#   DTXHH=build/dtxhh sh tests/cli/case.sh tests/cli/draw.t
#
# A case is a file tests/cli/*.t: what it is about in comments, then the command
# lines after `--- run`, and what must come out after `--- stdout`, `--- stderr` and
# `--- status N`.  It runs in an empty folder of its own, with the functions of
# tests/cli/lib.sh, in English unless it says otherwise, at a fixed time.  In
# what comes out a SHA-256 is written <sha256>, one with check digits <checked>, unless the
# case has a line `--- exact`.  UPDATE=1 writes what comes out into the case: read the
# difference before you commit it.

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath -e "${DTXHH:-$here/../../build/dtxhh}") && case=$(realpath -e "$1") || exit 2
name=$(basename "$case" .t)
update=${UPDATE:-}
work=$(mktemp -d) || exit 2
chmod 755 "$work"
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT INT TERM

mkdir "$work/bin" "$work/run" "$work/is" "$work/must"
ln -s "$program" "$work/bin/dtxhh"
ln -s "$(dirname "$program")/dtxhh-verify" "$work/bin/dtxhh-verify"
PATH=$work/bin:$PATH
unset B T JOBS UPDATE out # of the runner
CASES=$here TINY=$here/tiny DATA=$here/../data ROOT=$here/../..
SOURCE_DATE_EPOCH=1735689600 DTXHH_LANG=en TZ=UTC LC_ALL=C.UTF-8
export PATH CASES TINY DATA ROOT SOURCE_DATE_EPOCH DTXHH_LANG TZ LC_ALL

# The lines of section $1.
section() {
    awk -v wanted="$1" '/^--- (run|stdout|stderr|exact|status [0-9]+)$/ { inside = ($2 == wanted); next } inside' "$case"
}

# The case anew, with what came out.
rewrite() {
    {
        sed "/^--- std/,\$d; /^--- status/,\$d" "$case"
        echo "--- stdout"
        cat "$work/is/stdout"
        echo "--- stderr"
        cat "$work/is/stderr"
        echo "--- status $(cat "$work/is/status")"
    } >"$work/case"
    cp "$work/case" "$case"
}

section run >"$work/lines"
[ -s "$work/lines" ] || { echo "FAIL $name: runs nothing"; exit 1; }
{ echo ". $here/lib.sh"; cat "$work/lines"; } >"$work/script"
(cd "$work/run" && sh "$work/script" >"$work/is/stdout" 2>"$work/is/stderr" </dev/null; echo $? >"$work/is/status")
section stdout >"$work/must/stdout"
section stderr >"$work/must/stderr"
sed -n 's/^--- status //p' "$case" >"$work/must/status"
grep -q '^--- exact' "$case" ||
    sed -E -i 's/\b[0-9a-f]{64}\b/<sha256>/g; s/\b([0-9a-f]{4}-){7,15}[0-9a-f]{4}(-[0-9]{2}\b|-$)?/<checked>/g' "$work/is/stdout" "$work/is/stderr"
if diff -ru --label expected --label is "$work/must" "$work/is" >"$work/diff" 2>&1; then
    echo "ok $name"
elif [ -n "$update" ]; then
    rewrite
    echo "ok $name, rewritten"
else
    echo "FAIL $name"
    sed 's/^/    /' "$work/diff"
    exit 1
fi
