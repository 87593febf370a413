#!/bin/sh
# score.sh - how long scoring takes: N ballots x 40 answers stored in a round, with the errors of points and the
# sets of ranks.
#
#   DTXHH=build/dtxhh sh tests/bench/score.sh [FOLDER]
#
# The round is that of import.sh, imported and weighed once.  Median wall seconds of REPEAT turns, and peak memory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}")
folder=${1:-$here/../../build/bench}
N=${N:-1000000} REPEAT=${REPEAT:-5}
[ -s "$folder/ballots.csv" ] || REPEAT=1 N="$N" DTXHH="$program" sh "$here/import.sh" "$folder" >/dev/null
cd "$folder"
DTXHH_LANG=en LC_ALL=C.UTF-8
export DTXHH_LANG LC_ALL
cp ballots.dtxhh scored.dtxhh
"$program" import scored.dtxhh ballots.csv --as bench --quiet >/dev/null
"$program" weigh scored.dtxhh --as bench --quiet
rm -f scoring
for turn in $(seq "$REPEAT"); do
    command time -f '%e %M' -a -o scoring "$program" score scored.dtxhh --as bench --dry-run --quiet
done
sort -n scoring | awk -v n="$N" '{ t[NR] = $1; m = $2 > m ? $2 : m } END {
    printf "score: %d ballots x 40, errors and sets of ranks included: %.2f s, %.0f MB\n", n, t[int((NR + 1) / 2)], m / 1024 }'
rm -f scored.dtxhh scored.identity scoring
