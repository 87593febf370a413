#!/bin/sh
# one-engine.sh - errors of `estimate` and of `score` come from one engine: a line of scoring/estimates/ is broken in a
# copy, and a case of each verb fails that passes when it is whole.
#
#   B=build sh tests/cli/one-engine.sh
#
# The copy has the objects too, so that only the broken file is compiled.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=build}" "${T:=}"
case one-engine in *"$T"*) ;; *) exit 0 ;; esac
B=$(realpath "$B") && copy=$(mktemp -d) || exit 2
trap 'rm -rf "$copy"' EXIT INT TERM
failed=0
say() { if [ "$1" -eq 0 ]; then echo "ok one engine: $2"; else echo "FAIL one engine: $2"; failed=1; fi; }

build() { (cd "$copy" && make --no-print-directory B=build all) >"$copy/log" 2>&1 || { sed 's/^/    /' "$copy/log"; return 1; }; }
estimate() { "$B/tests/golden_estimate" "$copy/build/dtxhh" tests/golden "$1" >"$copy/estimate.log" && grep -q '^ok ' "$copy/estimate.log"; }
score() { DTXHH=$copy/build/dtxhh sh tests/cli/case.sh tests/cli/recipe-r.t >"$copy/score.log" 2>&1; }

# file, expression for sed, word of golden cases
break_line() {
    file=scoring/estimates/$1
    sed -i "$2" "$copy/$file"
    if cmp -s "$file" "$copy/$file"; then say 1 "$file has no line to break"; return; fi
    build
    say $? "$file, broken, is built"
    estimate "$3"
    grep -q '^FAIL' "$copy/estimate.log"
    say $? "$file, broken, fails a case of estimate"
    score
    grep -q '^FAIL recipe-r$' "$copy/score.log"
    say $? "$file, broken, fails a case of score"
    cp "$file" "$copy/$file"
}

mkdir "$copy/build"
cp -a Makefile cli importers po reports sampling scoring survey verifier "$copy" &&
    (cd "$B" && cp -a --parents .packages cli importers reports sampling scoring survey verifier locale libdtxhh.a dtxhh dtxhh-verify "$copy/build") && build
say $? 'the copy is built'
estimate clus1_ && estimate rake
say $? 'the copy passes the cases of estimate'
score
say $? 'the copy passes the case of score'
break_line moments.c 's/{of\[0\], of\[m->width\], /{of[0], 1.001 * of[m->width], /' clus1_
break_line linear.c 's/+= w \* c->of_row/+= 1.001 * w * c->of_row/' rake
exit $failed
