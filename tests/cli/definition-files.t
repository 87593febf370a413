# A folder of tables as a spreadsheet saves its sheets: files go by the Vietnamese names of their tables too, in whatever case.
--- run
mkdir d
for file in "$TINY"/definition/*.csv; do
    name=$(sed -n "s/^## \`$(basename "$file" .csv)\`: //p" "$ROOT/docs/definition.md")
    cp "$file" "d/$name.csv"
done
ls d | wc -l; ls "$TINY/definition" | wc -l
dtxhh new v.dtxhh --definition d --as a --quiet; echo "status $?"
tiny_new
for table in round blocks units groups scales criteria ballot_types questions group_weights classes; do
    dtxhh show r.dtxhh $table --csv >r; dtxhh show v.dtxhh $table --csv | cmp - r
done
echo '# capitals; letters and marks apart, as some systems write them; what is hidden is nobody else'"'"'s business'
mv 'd/Khối.csv' d/BLOCKS.CSV; mv 'd/Câu hỏi.csv' "d/$(printf 'Ca\314\202u ho\314\211i.csv')"; echo x >d/._BLOCKS.csv
dtxhh new w.dtxhh --definition d --as a --quiet; echo "status $?"; dtxhh show w.dtxhh questions --csv | wc -l
echo '# one table in two files; no table'
cp d/BLOCKS.CSV 'd/khối.csv'; echo x >'d/Ghi chú.csv'
dtxhh new x.dtxhh --definition d --as a; echo "status $?"
DTXHH_LANG=vi dtxhh new x.dtxhh --definition d --as a --quiet
echo '# what lacks is called as the language has it'
mkdir e; cp d/BLOCKS.CSV e
for lang in en vi; do dtxhh new x.dtxhh --definition e --as a --lang $lang --quiet; done
--- stdout
10
10
status 0
# capitals; letters and marks apart, as some systems write them; what is hidden is nobody else's business
status 0
4
# one table in two files; no table
status 1
# what lacks is called as the language has it
--- stderr
d/khối.csv: fault: table "blocks" stands in two files [F202]
d/Ghi chú.csv: fault: "Ghi chú.csv" is not a table of a definition; expected round.csv, units.csv, … [F202]
dtxhh: faults: 2, warnings: 0; nothing was changed
d/khối.csv: lỗi: bảng "Khối" nằm ở hai tệp [F202]
d/Ghi chú.csv: lỗi: "Ghi chú.csv" không phải bảng định nghĩa; cần round.csv, units.csv, … [F202]
dtxhh: lỗi: 2, cảnh báo: 0; không có gì thay đổi
round: fault: table "round" is missing or empty; a definition needs it [F201]
round: fault: setting "code" is missing; it has no default [F208]
round: fault: setting "title" is missing; it has no default [F208]
round: fault: setting "year" is missing; it has no default [F208]
units: fault: table "units" is missing or empty; a definition needs it [F201]
criteria: fault: table "criteria" is missing or empty; a definition needs it [F201]
dtxhh: faults: 6, warnings: 0; nothing was changed
Đợt điều tra: lỗi: bảng "Đợt điều tra" thiếu hoặc trống; định nghĩa cần bảng này [F201]
Đợt điều tra: lỗi: thiếu thiết lập "Mã đợt"; không có giá trị mặc định [F208]
Đợt điều tra: lỗi: thiếu thiết lập "Tên đợt điều tra"; không có giá trị mặc định [F208]
Đợt điều tra: lỗi: thiếu thiết lập "Năm"; không có giá trị mặc định [F208]
Cơ quan, đơn vị: lỗi: bảng "Cơ quan, đơn vị" thiếu hoặc trống; định nghĩa cần bảng này [F201]
Tiêu chí: lỗi: bảng "Tiêu chí" thiếu hoặc trống; định nghĩa cần bảng này [F201]
dtxhh: lỗi: 6, cảnh báo: 0; không có gì thay đổi
--- status 1
