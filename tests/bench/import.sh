#!/bin/sh
# import.sh - how long an import of ballots takes, beside other programs that read the same file.
#
#   DTXHH=build/dtxhh READING=build/tests/bench_read sh tests/bench/import.sh [FOLDER]
#
# 1. N ballots x 40 answers from one CSV, ballots in random order, with all checks and the log, against
#    `.import` of sqlite3 into a bare table; the two take turns, medians of REPEAT turns.
# 2. A workbook of 100,000 ballots x 19 answers, against readxl of R where it is installed; and reading alone against
#    unpacking alone, of it and of one with 46 answers (READING, tests/bench/read.c).
#
# What it needs is made in FOLDER (build/bench) once.  Times are wall seconds, memory the peak in MB.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${DTXHH:-$here/../../build/dtxhh}")
reading=$(realpath "${READING:-$here/../../build/tests/bench_read}")
folder=${1:-$here/../../build/bench}
N=${N:-1000000} REPEAT=${REPEAT:-3}
mkdir -p "$folder"
cd "$folder"
DTXHH_LANG=en LC_ALL=C.UTF-8
export DTXHH_LANG LC_ALL

# Wall seconds and peak megabytes of a command, into the file $1.
clock() {
    file=$1
    shift
    command time -f '%e %M' -a -o "$file" "$@" >/dev/null
}

# The median of column $2 of the file $1.
median() {
    awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

DTXHH=$program sh "$here/round.sh" ballots "$N" 40
rm -f ours theirs
for turn in $(seq "$REPEAT"); do
    cp ballots.dtxhh run.dtxhh
    rm -f bare.db
    sync
    clock ours "$program" import run.dtxhh ballots.csv --as bench
    clock theirs sqlite3 bare.db '.mode csv' '.import ballots.csv t'
done
awk -v n="$N" -v a="$(median ours 1)" -v m="$(median ours 2)" -v b="$(median theirs 1)" 'BEGIN {
    printf "csv: %d ballots x 40: dtxhh %.2f s, %.0f MB; sqlite3 .import %.2f s; ratio %.2f\n", n, a, m / 1024, b, a / b }'
rm -f run.dtxhh bare.db

# The workbook $1 of 100,000 ballots x $2 answers.
make_book() {
    DTXHH=$program sh "$here/round.sh" "$1" 100000 "$2"
    [ -s "$1.xlsx" ] && [ ! "$1.csv" -nt "$1.xlsx" ] && return
    ${CC:-cc} -O2 -D_GNU_SOURCE -o to-xlsx "$here/../cli/to-xlsx.c" -lxlsxwriter
    ./to-xlsx -n "$1.csv" "$1.xlsx"
}
make_book book 19
make_book wide 46
rm -f ours theirs
for turn in $(seq "$REPEAT"); do
    cp book.dtxhh run.dtxhh
    sync
    clock ours "$program" import run.dtxhh book.xlsx --as bench
    if Rscript -e 'library(readxl)' >/dev/null 2>&1; then
        Rscript -e 't <- system.time(d <- readxl::read_xlsx("book.xlsx", progress = FALSE)); stopifnot(nrow(d) == 100000); cat(t[["elapsed"]], 0, "\n")' >>theirs
    fi
done
if [ -s theirs ]; then
    awk -v a="$(median ours 1)" -v m="$(median ours 2)" -v b="$(median theirs 1)" 'BEGIN {
        printf "xlsx: 100000 ballots x 20 columns: dtxhh %.2f s, %.0f MB; readxl %.2f s; %.1f times as fast\n", a, m / 1024, b, b / a }'
else
    awk -v a="$(median ours 1)" -v m="$(median ours 2)" 'BEGIN {
        printf "xlsx: 100000 ballots x 20 columns: dtxhh %.2f s, %.0f MB; readxl is not installed\n", a, m / 1024 }'
fi
rm -f run.dtxhh
for book in book wide; do "$reading" $book.xlsx xl/worksheets/sheet1.xml; done
