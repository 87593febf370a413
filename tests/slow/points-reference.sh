#!/bin/sh
# points-reference.sh - errors, limits, possible ranks and differences of totals beside tests/points/reference.R: of the example
# rounds and of ROUNDS (200) made at random from SEED (1), with both floors.
#
#   B=build sh tests/slow/points-reference.sh
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
command -v Rscript >/dev/null || { echo 'R is not installed'; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
export DTXHH="$PWD/$B/dtxhh"
set -- "$folder/hanoi-2024.dtxhh"
sh examples/hanoi-2024/run.sh "$folder" >/dev/null 2>&1 || exit 1
for example in examples/*/frames; do
    name=$(basename "${example%/frames}")
    [ "$name" != hanoi-2024 ] || continue
    sh examples/run.sh "$name" "$folder" >/dev/null 2>&1 || exit 1
    set -- "$@" "$folder/$name.dtxhh"
done
for round in "$@"; do # once more with the other floor
    name=$(basename "$round" .dtxhh)
    learned=$folder/$name-learned.dtxhh
    cp "$round" "$learned"
    cp -r "examples/$name/definition" "$folder/definition"
    echo 'floor,learned,' >>"$folder/definition/round.csv"
    "$DTXHH" define "$learned" --definition "$folder/definition" --reason floor --as a --quiet >/dev/null 2>&1 &&
        "$DTXHH" weigh "$learned" --as a --quiet >/dev/null 2>&1 && "$DTXHH" score "$learned" --as a --quiet >/dev/null 2>&1 || exit 1
    rm -rf "$folder/definition"
    set -- "$@" "$learned"
done
Rscript tests/slow/points_rounds.R "$DTXHH" "${ROUNDS:-200}" "${SEED:-1}" "$@"
