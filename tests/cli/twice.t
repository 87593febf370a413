# points import: rows for one unit, criterion and stage.  Documents may be many; a figure stands once in an import,
# its other line is named; in a later import it is a fault with other values, and takes the earlier one's place with --correct.
--- run
dtxhh new r.dtxhh --definition "$TINY/definition" --as a --quiet
head='unit,criterion,group,stage,points,date,reason'
printf "$head\nU1,1.1,,self,40,,\nU1,1.1,,first,36,,Thiếu\nU2,1.1,,self,39,,\nU1,1.1,,first,35,,Thiếu\nU1,1.1,,thẩm định lần 1,36,,Thiếu\n" >two.csv
dtxhh points import r.dtxhh two.csv --as a --quiet; echo "status $?"
# In another file of the same import, in another sheet of a workbook.
printf "$head\nU1,1.1,,self,40,,\nU2,1.1,,self,39,,\n" >a.csv
printf "$head\nU2,1.1,,self,38,,\n" >b.csv
dtxhh points import r.dtxhh a.csv b.csv --as a --quiet; echo "status $?"
dtxhh show r.dtxhh points
# Several documents of one criterion; the same one twice names its other line, in whichever file.
printf 'unit,criterion,number,title,note\nU1,1.1,1,Kế hoạch,\nU1,1.1,2,Báo cáo,\nU1,1.1,,,Số liệu ở Kho bạc\n' >c.csv
printf 'unit,criterion,number,title,note\nU1,1.1,3,Quyết định,\nU1,1.1,2,Báo cáo,\n' >d.csv
dtxhh points import r.dtxhh a.csv c.csv d.csv --as a --quiet; echo "status $?"
dtxhh points import r.dtxhh a.csv c.csv --as a --quiet; echo "status $?"
dtxhh show r.dtxhh appraisal | grep U1,1.1 | cut -d, -f1,2,6,15
echo "== in a later import"
printf "$head\nU1,1.1,,first,35,2024-12-20,Thiếu\nU1,2.2,,outside,8,,\n" >first.csv
dtxhh points import r.dtxhh first.csv --as a --quiet; echo "status $?"
printf "$head\nU1,1.1,,first,36,2024-12-21,\nU1,2.2,,outside,9,,\nU1,1.1,,self,39,,\n" >again.csv
dtxhh points import r.dtxhh again.csv --as a --quiet; echo "status $?"
printf "$head\nU1,1.1,,first,36,2024-12-21,Rà soát\nU1,2.2,,outside,9,,Đính chính\nU1,1.1,,self,39,,\n" >why.csv
dtxhh points import r.dtxhh why.csv --as a --quiet; echo "status $?"
dtxhh points import r.dtxhh why.csv --correct --reason "đọc lại" --as a --quiet; echo "status $?"
# The same figure once more is no change.
printf "$head\nU1,1.1,,first,36.0,2024-12-21,Rà soát\n" >same.csv
dtxhh points import r.dtxhh same.csv --as a --quiet; echo "status $?"
echo "== no English among Vietnamese"
printf 'đơn vị,tiêu chí,số,tên tài liệu\nU1,1.1,5,\n' >vi.csv
printf 'đơn vị,tiêu chí,số,tên tài liệu,ghi chú\nU1,1.1,5,,\n' >vi2.csv
printf 'đơn vị,tiêu chí,bước,điểm\nU1,1.1,giải trình,\n' >vi3.csv
for f in vi vi2 vi3; do dtxhh points import r.dtxhh $f.csv --as a --quiet --lang vi; echo "status $?"; done
--- stdout
status 1
status 1
unit,criterion,group,stage,points,percent,se,n,by,date,reason,run
status 1
status 0
U1,1.1,40,2
== in a later import
status 0
status 1
status 1
status 0
status 0
== no English among Vietnamese
status 1
status 1
status 1
--- stderr
two.csv:3:4: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
two.csv:5:1: fault: unit, criterion, group and stage stand in two.csv:3 already; and 1 more like it: line 6 [F507]
dtxhh: faults: 2, warnings: 1; nothing was changed
b.csv:2:1: fault: unit, criterion, group and stage stand in a.csv:3 already [F507]
dtxhh: faults: 1, warnings: 0; nothing was changed
d.csv:3:4: fault: this document stands in c.csv:3 already [F509]
dtxhh: faults: 1, warnings: 0; nothing was changed
a.csv: warning: self scores without a document or a note: 1, the first is U2 1.1; `dtxhh show ROUND appraisal` lists them [W503]
first.csv:2:4: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
again.csv:2:5: fault: unit "U1", criterion 1.1, first appraisal stands in first.csv, line 2, with other values: points "35" → "36", date "2024-12-20" → "2024-12-21", reason "Thiếu" → ""; `--correct --reason TEXT` takes those here in their place [F512]
again.csv:3:5: fault: unit "U1", criterion 2.2, figure from outside stands in first.csv, line 3, with other values: points "8" → "9"; `--correct --reason TEXT` takes those here in their place [F512]
again.csv:4:5: fault: unit "U1", criterion 1.1, self score stands in a.csv, line 2, with other values: points "40" → "39"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 3, warnings: 0; nothing was changed
why.csv:2:5: fault: unit "U1", criterion 1.1, first appraisal stands in first.csv, line 2, with other values: points "35" → "36", date "2024-12-20" → "2024-12-21", reason "Thiếu" → "Rà soát"; `--correct --reason TEXT` takes those here in their place [F512]
why.csv:3:5: fault: unit "U1", criterion 2.2, figure from outside stands in first.csv, line 3, with other values: points "8" → "9", reason "" → "Đính chính"; `--correct --reason TEXT` takes those here in their place [F512]
why.csv:4:5: fault: unit "U1", criterion 1.1, self score stands in a.csv, line 2, with other values: points "40" → "39"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 3, warnings: 0; nothing was changed
why.csv: warning: self scores without a document or a note: 1, the first is U2 1.1; `dtxhh show ROUND appraisal` lists them [W503]
why.csv:2:4: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
why.csv:2:5: warning: unit "U1", criterion 1.1, first appraisal: 36 takes the place of 35 of 2024-12-20 [W506]
why.csv:3:5: warning: unit "U1", criterion 2.2, figure from outside: 9 takes the place of 8 [W506]
why.csv:4:5: warning: unit "U1", criterion 1.1, self score: 39 takes the place of 40 [W506]
same.csv: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
vi.csv:2:4: lỗi: tài liệu không có tên; nơi không có tài liệu, cột "giải trình" nêu lý do [F509]
dtxhh: lỗi: 1, cảnh báo: 0; không có gì thay đổi
vi2.csv:2:4: lỗi: tài liệu không có tên; nơi không có tài liệu, cột "ghi chú" nêu lý do [F509]
dtxhh: lỗi: 1, cảnh báo: 0; không có gì thay đổi
vi3.csv: lỗi: tệp không có điểm nào [F508]
vi3.csv:2:4: cảnh báo: đơn vị "U1", tiêu chí 1.1: giải trình để trống; dòng được bỏ qua [W501]
dtxhh: lỗi: 1, cảnh báo: 1; không có gì thay đổi
--- status 0
