#!/bin/sh
# run.sh FOLDER - the round of this example, from its definition to the
# workbook, in FOLDER.  All answers are simulated.  DTXHH names the program; without it, the one
# built here.
set -eu
[ $# -eq 1 ] || { echo 'usage: sh examples/hanoi-2024/run.sh FOLDER' >&2; exit 2; }
: "${DTXHH:=$(dirname "$0")/../../build/dtxhh}"
here=$(dirname "$0")
out=$1
round=$out/hanoi-2024.dtxhh
ballots=$(mktemp -d)
trap 'rm -rf "$ballots"' EXIT INT TERM
rm -rf "$round" "$out/hanoi-2024.identity" "$out/hanoi-2024.xlsx" # of a run before; what else is there stays
mkdir -p "$out"
# The same bytes every time: no clock, and serials from a seed.
export SOURCE_DATE_EPOCH=1735689600

step() { echo "== $*"; }
# Warnings are many in simulated answers: only how many, unless the step fails.
quietly() {
    "$DTXHH" "$@" --quiet >/dev/null 2>"$ballots/words" || { cat "$ballots/words" >&2; exit 1; }
    [ ! -s "$ballots/words" ] || echo "   $1: $(grep -c . "$ballots/words") cảnh báo"
}
step "1. Định nghĩa đợt điều tra"
quietly new "$round" --definition "$here/definition" --salt-seed 'ví dụ' --as 'Viện Nghiên cứu'
step "2. Danh sách đối tượng, chốt danh sách, rút mẫu"
quietly frame import "$round" "$here"/frames/*.csv --as 'Viện Nghiên cứu'
quietly frame freeze "$round" --seed-from 'Xổ số miền Bắc, năm chữ số của giải đặc biệt ngày 05/12/2024' --seed-digits 5 --as 'Viện Nghiên cứu'
quietly draw "$round" --seed 40561 --as 'Viện Nghiên cứu'
step "3. Phát phiếu, thu phiếu (mô phỏng), nhập phiếu"
quietly issue "$round" --serial-seed 'ví dụ' --as 'Bưu điện' --reason 'ví dụ mô phỏng'
quietly rehearse "$round" -o "$ballots" --seed 'ví dụ Hà Nội 2024'
quietly import "$round" "$ballots"/*-paper.csv "$ballots"/*-online.csv --as 'Bưu điện'
quietly import "$round" "$ballots"/*-paper-2.csv --pass 2 --as 'Bưu điện'
quietly import "$round" "$ballots"/*-paper-3.csv --pass 3 --as 'Bưu điện'
quietly points import "$round" "$here/points/appraisal.csv" "$here/points/evidence.csv" --as 'Hội đồng thẩm định'
step "4. Kiểm tra, tính trọng số, tính điểm"
quietly check "$round"
quietly weigh "$round" --as 'Viện Nghiên cứu'
"$DTXHH" score "$round" --as 'Viện Nghiên cứu'
step "5. Báo cáo"
quietly report "$round" -o "$out/hanoi-2024.xlsx"
quietly verify "$round"
echo
echo "Đợt điều tra: $round"
echo "Báo cáo Excel: $out/hanoi-2024.xlsx"
