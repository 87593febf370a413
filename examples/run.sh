#!/bin/sh
# run.sh EXAMPLE FOLDER - a small example from its definition to the workbook, in
# FOLDER.  All answers are simulated.  DTXHH names the program; without it, the one built here.
set -eu
[ $# -eq 2 ] || { echo 'usage: sh examples/run.sh EXAMPLE FOLDER' >&2; exit 2; }
: "${DTXHH:=$(dirname "$0")/../build/dtxhh}"
here=$(dirname "$0")/$1
round=$2/$1.dtxhh
rm -rf "$2/ballots" "$round" "$2/$1.identity" "$2/$1.xlsx" # of a run before; what else is in FOLDER stays
mkdir -p "$2/ballots"
# The same bytes every time: no clock, and serials from a seed.
export SOURCE_DATE_EPOCH=1735689600

# Warnings of simulated answers are of interest only where a step fails.
quietly() { "$DTXHH" "$@" --quiet >"$round.out" 2>&1 || { cat "$round.out" >&2; exit 1; }; rm -f "$round.out"; }
quietly new "$round" --definition "$here/definition" --salt-seed 'ví dụ' --as 'Sở Nội vụ'
if [ -d "$here/frames" ]; then
    "$DTXHH" frame import "$round" "$here"/frames/*.csv --as 'Sở Nội vụ' --quiet
    "$DTXHH" frame freeze "$round" --seed-from 'Xổ số miền Bắc ngày 02/12/2024, năm chữ số của giải đặc biệt' --seed-digits 5 --as 'Sở Nội vụ' --quiet
    quietly draw "$round" --seed 18273 --as 'Sở Nội vụ'
    quietly issue "$round" --serial-seed "$1" --as 'Bưu điện' --reason 'ví dụ mô phỏng'
    quietly rehearse "$round" -o "$2/ballots" --seed "$1"
    quietly import "$round" "$2"/ballots/*-paper.csv "$2"/ballots/*-online.csv --as 'Bưu điện'
fi
rm -rf "$2/ballots"
quietly points import "$round" "$here"/points/*.csv --as 'Hội đồng thẩm định'
if [ -d "$here/frames" ]; then
    quietly check "$round"
    quietly weigh "$round" --as 'Sở Nội vụ'
fi
"$DTXHH" score "$round" --as 'Sở Nội vụ'
quietly report "$round" -o "$2/$1.xlsx"
quietly verify "$round"
