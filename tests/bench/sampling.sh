#!/bin/sh
# sampling.sh - freeze and draw of a frame in random order, and R's sampling beside it.
#
#   DTXHH=build/dtxhh sh tests/bench/sampling.sh [FOLDER] [MEMBERS]
#
# Loading stands apart.  The goal for 10 million members: freeze and draw in
# under 40 s and 500 MB.  R draws from a million, in memory, where it and its package are installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dtxhh=$(realpath "${DTXHH:-$here/../../build/dtxhh}")
folder=${1:-$(mktemp -d)} members=${2:-10000000}
mkdir -p "$folder/definition"
cd "$folder"
cp "$here"/../cli/tiny/definition/*.csv definition/
rm -f definition/group_weights.csv r.dtxhh r.dtxhh-journal r.identity
sed -i 's/LD;DAN/DAN/' definition/ballot_types.csv
printf '%s\n' code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy \
    'DAN,Người dân,ballot,stratified,40000,persons,group,loai,,,,,20%,,single' >definition/groups.csv
awk -v n="$members" 'BEGIN { srand(7); print "group,id,loai"; for (i = 0; i < n; i++) printf "DAN,%09d%d,T%d\n", int(rand() * 1e9), i, i % 40 }' >frame.csv
run() {
    what=$1 && shift
    /usr/bin/time -f "$what: %e s, %M KB" "$dtxhh" "$@" --quiet >/dev/null 2>said || { cat said; exit 1; }
    tail -1 said
}
echo "$members members in random order, 40 strata"
"$dtxhh" new r.dtxhh --definition definition --as bench --quiet
run 'frame import' frame import r.dtxhh frame.csv --as bench
run 'frame freeze' frame freeze r.dtxhh --seed-from event --as bench
run 'draw' draw r.dtxhh --seed 40561 --as bench
if command -v Rscript >/dev/null && Rscript -e 'quit(status = !requireNamespace("sampling", quietly = TRUE))'; then
    Rscript -e 'set.seed(7); N <- 1000000; d <- data.frame(id = sample(N), loai = rep_len(1:40, N)); d <- d[order(d$loai), ]
      t <- system.time(s <- sampling::strata(d, "loai", rep(1000, 40), "srswor")); cat(sprintf("R sampling::strata, 1 million of 40 strata: %.1f s\n", t[["elapsed"]]))'
    awk 'NR <= 1000001' frame.csv >million.csv
    printf 'stratum,n\n' >allocation.csv
    awk 'BEGIN { for (i = 0; i < 40; i++) print "T" i ",1000" }' >>allocation.csv
    run 'dtxhh select, the same from a file' select million.csv --id id --strata loai --allocation allocation.csv --seed 1 --method srs
fi
