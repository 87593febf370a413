#!/bin/sh
# score.sh - how long scoring takes, with the errors of points and the sets of ranks: N ballots stored in a round, first x 40 answers
# about one of 30 units, then about all of 40 units in 4 leaves.
#
#   DTXHH=build/dtxhh sh tests/bench/score.sh [FOLDER]
#
# The first round is that of import.sh; both are imported and weighed once.  Median wall seconds of REPEAT turns, and peak memory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}")
folder=${1:-$here/../../build/bench}
N=${N:-1000000} REPEAT=${REPEAT:-5}
mkdir -p "$folder"
cd "$folder"
DTXHH_LANG=en LC_ALL=C.UTF-8
export DTXHH_LANG LC_ALL

# The round $1, what it is of.
score() {
    cp "$1.dtxhh" scored.dtxhh
    "$program" import scored.dtxhh "$1.csv" --as bench --quiet >/dev/null
    "$program" weigh scored.dtxhh --as bench --quiet
    rm -f scoring
    for turn in $(seq "$REPEAT"); do
        command time -f '%e %M' -a -o scoring "$program" score scored.dtxhh --as bench --dry-run --quiet 2>words ||
            { cat words >&2; exit 1; }
    done
    sort -n scoring | awk -v n="$N" -v of="$2" '{ t[NR] = $1; m = $2 > m ? $2 : m } END {
        printf "score: %d ballots x %s, errors and sets of ranks included: %.2f s, %.0f MB\n", n, of, t[int((NR + 1) / 2)], m / 1024 }'
    rm -f scored.dtxhh scoring words
}
DTXHH=$program sh "$here/round.sh" ballots "$N" 40
score ballots 40
DTXHH=$program sh "$here/round.sh" matrix "$N" 4 40
score matrix '4 about all of 40 units'
