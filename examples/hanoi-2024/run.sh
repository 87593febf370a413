#!/bin/sh
# run.sh FOLDER - the round of this example, from its definition to the
# workbook, in FOLDER.  All answers are simulated.  DTXHH names the program.
set -eu
: "${DTXHH:=dtxhh}"
here=$(dirname "$0")
out=$1
round=$out/hanoi-2024.dtxhh
ballots=$(mktemp -d)
trap 'rm -rf "$ballots"' EXIT INT TERM
rm -rf "$out"
mkdir -p "$out"
# The same bytes every time: no clock, and serials from a seed.
export SOURCE_DATE_EPOCH=1735689600

step() { echo "== $*"; }
step "1. Định nghĩa đợt điều tra"
"$DTXHH" new "$round" --definition "$here/definition" --as 'Viện Nghiên cứu' --quiet
step "2. Danh sách đối tượng, chốt danh sách, rút mẫu"
"$DTXHH" frame import "$round" "$here"/frames/*.csv --as 'Viện Nghiên cứu' --quiet
"$DTXHH" frame freeze "$round" --seed-from 'Xổ số miền Bắc, giải đặc biệt ngày 05/12/2024' --as 'Viện Nghiên cứu' --quiet
"$DTXHH" draw "$round" --seed '05/12/2024 giải đặc biệt 40561 (mô phỏng)' --as 'Viện Nghiên cứu' --quiet
step "3. Phát phiếu, thu phiếu (mô phỏng), nhập phiếu"
"$DTXHH" issue "$round" --serial-seed 'ví dụ' --as 'Bưu điện' --reason 'ví dụ mô phỏng' --quiet
"$DTXHH" rehearse "$round" -o "$ballots" --seed 'ví dụ Hà Nội 2024' --quiet
"$DTXHH" import "$round" "$ballots"/*-paper.csv "$ballots"/*-online.csv --as 'Bưu điện' --quiet
"$DTXHH" import "$round" "$ballots"/*-paper-2.csv --pass 2 --as 'Bưu điện' --quiet
"$DTXHH" import "$round" "$ballots"/*-paper-3.csv --pass 3 --as 'Bưu điện' --quiet
"$DTXHH" points import "$round" "$here/points/appraisal.csv" --as 'Hội đồng thẩm định' --quiet
step "4. Kiểm tra, tính trọng số, tính điểm"
"$DTXHH" check "$round" --quiet
"$DTXHH" weigh "$round" --as 'Viện Nghiên cứu' --quiet
"$DTXHH" score "$round" --as 'Viện Nghiên cứu'
step "5. Báo cáo"
"$DTXHH" report "$round" -o "$out/hanoi-2024.xlsx" --quiet
"$DTXHH" verify "$round" --quiet
echo
echo "Đợt điều tra: $round"
echo "Báo cáo Excel: $out/hanoi-2024.xlsx"
