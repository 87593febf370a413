#!/bin/sh
# estimate.sh - `dtxhh estimate` beside R's package survey on the same files, whole processes that take turns.
#
#   DTXHH=build/dtxhh sh tests/bench/estimate.sh [FOLDER]
#
# 1 M respondents x 40 items, 60 strata, 1,200 sampling units, made by tests/bench/gen.R in FOLDER (build/bench) once; a second file
# whose sampling units cross all domains; 100,000 rows for the bootstrap that rakes.  Times are wall seconds of whole
# processes, reading included, memory the peak in MB; R / ours is the ratio of the medians.  REPEAT turns (default 3).
# SLOW=1 runs R's bootstraps too (minutes each).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}")
folder=${1:-$here/../../build/bench}
REPEAT=${REPEAT:-3} SLOW=${SLOW:-0}
mkdir -p "$folder/data"
cd "$folder"
LC_ALL=C.UTF-8
export LC_ALL
if ! Rscript -e 'library(survey); library(data.table)' >/dev/null 2>&1; then
    echo "bench-estimate: R with its packages survey and data.table is not installed; nothing to compare with"
    exit 0
fi
[ -s data/resp_100000.csv ] || Rscript "$here/gen.R" 1e5 data
[ -s data/resp_1000000.csv ] || Rscript "$here/gen.R" 1e6 data
# Sampling units that have people of all domains: strata and units anew, at random.
[ -s data/cross_1000000.csv ] || awk -F, -v OFS=, 'BEGIN { srand(7) } NR > 1 { h = int(60 * rand()); u = 20 * h + int(20 * rand())
    $4 = sprintf("S%02d", h + 1); $5 = sprintf("P%04d", u + 1) } { print }' data/resp_1000000.csv >data/cross_1000000.csv
[ -s data/five.csv ] || { cat data/resp_1000000.csv; for i in 1 2 3 4; do tail -n +2 data/resp_1000000.csv; done; } >data/five.csv
for n in 100000 1000000; do
    for v in unit group agesex; do sed "1s/category/$v/" "data/margin_${v}_$n.csv" >"${v}_$n.csv"; done
done
items=$(seq -f 'q%02g' -s, 1 40)
design="--strata stratum --psu psu --weight w"
raked="--rake unit_1000000.csv,group_1000000.csv,agesex_1000000.csv"

# Wall seconds and peak megabytes of a command, appended to the file $1.
clock() {
    into=$1
    shift
    command time -f '%e %M' -a -o "$into" "$@" >/dev/null 2>>errors
}
median() {
    awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
# name, R's task and file (none: -), then our words
compare() {
    name=$1 task=$2 file=$3
    shift 3
    rm -f ours theirs
    for turn in $(seq "$REPEAT"); do
        clock ours "$program" estimate "$@" --csv --quiet
        [ "$task" = - ] || clock theirs Rscript "$here/bench.R" "$task" "$file" /dev/null
    done
    if [ "$task" = - ]; then
        printf '%-44s dtxhh %6.2f s %4.0f MB\n' "$name" "$(median ours 1)" "$(awk -v m="$(median ours 2)" 'BEGIN { print m / 1024 }')"
    else
        awk -v n="$name" -v a="$(median ours 1)" -v m="$(median ours 2)" -v b="$(median theirs 1)" -v k="$(median theirs 2)" 'BEGIN {
            printf "%-44s dtxhh %6.2f s %4.0f MB   R %7.2f s %5.0f MB   R / ours %6.1f\n", n, a, m / 1024, b, k / 1024, b / a }'
    fi
}

: >errors
compare '40 means x 150 domains' svyby data/resp_1000000.csv data/resp_1000000.csv $design --mean "$items" --by unit,group
cp theirs svyby.theirs
compare '40 means x 150 domains, units cross them' svyby data/cross_1000000.csv data/cross_1000000.csv $design --mean "$items" --by unit,group
rm -f ours
for turn in $(seq "$REPEAT"); do
    clock ours "$program" estimate data/resp_1000000.csv $design --mean "$items" --by unit,group $raked --csv --quiet
done
awk -v a="$(median ours 1)" -v m="$(median ours 2)" -v b="$(median svyby.theirs 1)" 'BEGIN {
    printf "%-44s dtxhh %6.2f s %4.0f MB   R unraked %7.2f s          R / ours %6.1f\n", "the same on raked weights", a, m / 1024, b, b / a }'
compare 'raking to three margins' rake data/resp_1000000.csv data/resp_1000000.csv --weight w $raked --total 1
compare 'reading and 40 means; R: reading (fread)' fread2 data/resp_1000000.csv data/resp_1000000.csv $design --mean "$items"
compare '200 bootstraps of 40 means, 1 M' - - data/resp_1000000.csv $design --mean "$items" --replicates bootstrap:200
compare '200 bootstraps that rake, 100,000' - - data/resp_100000.csv $design --mean "$items" --replicates bootstrap:200 --rake unit_100000.csv,group_100000.csv,agesex_100000.csv
if [ "$SLOW" = 1 ]; then
    REPEAT=1
    compare '200 bootstraps of 40 means, 1 M' boot data/resp_1000000.csv data/resp_1000000.csv $design --mean "$items" --replicates bootstrap:200
    compare '200 bootstraps that rake, 100,000' bootrake data/resp_100000.csv data/resp_100000.csv $design --mean "$items" --replicates bootstrap:200 --rake unit_100000.csv,group_100000.csv,agesex_100000.csv
    REPEAT=3
fi
# Five million rows beside one million, in turns; and eight means after reading.
rm -f five one eight none
for turn in $(seq "$REPEAT"); do
    clock five "$program" estimate data/five.csv $design --mean "$items" --by unit,group --csv --quiet
    clock one "$program" estimate data/resp_1000000.csv $design --mean "$items" --by unit,group --csv --quiet
    clock eight "$program" estimate data/resp_1000000.csv $design --mean q01,q02,q03,q04,q05,q06,q07,q08 --csv --quiet
    clock none "$program" estimate data/resp_1000000.csv $design --total 1 --csv --quiet \
        --where 'q01 >= 0 and q02 >= 0 and q03 >= 0 and q04 >= 0 and q05 >= 0 and q06 >= 0 and q07 >= 0 and q08 >= 0'
done
awk -v a="$(median five 1)" -v m="$(median five 2)" -v b="$(median one 1)" 'BEGIN {
    printf "%-44s dtxhh %6.2f s %4.0f MB   1 M %.2f s   5 M / 1 M %.1f\n", "5 M rows, the same 150 domains", a, m / 1024, b, a / b }'
awk -v a="$(median eight 1)" -v b="$(median none 1)" 'BEGIN {
    printf "%-44s dtxhh %6.2f s, %.2f s of it without the means (svy in Rust states 0.039 s for them, in memory)\n", "8 means with SE, 1 M", a, b }'
