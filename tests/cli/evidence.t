# Self scores with their evidence, two appraisals with an explanation between them: what counts, by how much it
# differs and why, what has no document; a unit's workbook before and after the first appraisal.
--- run
cp -r "$TINY/definition" d
cat >d/tasks.csv <<'END'
seq,task,product,lead,support,start,due,after,days
1,Các đơn vị tự đánh giá,,,,,2024-12-13,,
2,Thẩm định lần 1,,,,,,1,7
3,Giải trình kết quả thẩm định,,,,,,2,8
END
dtxhh new r.dtxhh --definition d --as a --quiet
dtxhh template points u1.xlsx --round r.dtxhh --unit U1
cat >self.csv <<'END'
unit,criterion,stage,points,by,date
U1,1.1,self,38.5,Sở Một,12/12/2024
U1,2.2,self,8,Sở Một,12/12/2024
U2,1.1,self,40,Sở Hai,16/12/2024
U2,2.2,self,,Sở Hai,
END
cat >documents.csv <<'END'
Mã đơn vị,Mã tiêu chí,Số,Ký hiệu,Ngày ban hành,Tên tài liệu,Mã băm tệp,Ghi chú
U1,1.1,12,KH-SM,05/01/2024,Kế hoạch cải cách hành chính,E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855,
U1,1.1,34,BC-SM,20/12/2024,Báo cáo năm,,
U1,2.2,,,,,,Số liệu do Kho bạc cung cấp
U2,2.2,,,,,,
END
dtxhh points import r.dtxhh self.csv documents.csv --as a; echo "status $?"
dtxhh show r.dtxhh evidence
dtxhh show r.dtxhh appraisal
cat >bad.csv <<'END'
unit,criterion,number,symbol,date,title,sha256,note
U9,1.1,,,,Công văn,,
U1,1,,,,Công văn,,
U1,9.9,,,,Công văn,,
U1,1.1,1,,31/02/2024,Công văn,abc,
U1,1.1,5,CV,,,,
U2,1.1,7,CV,,Công văn,,
U2,1.1,7,CV,,Công văn,,
U1,1.1,12,KH-SM,05/01/2024,Kế hoạch cải cách hành chính,,
END
dtxhh points import r.dtxhh bad.csv --as a; echo "status $?"
cat >first.csv <<'END'
unit,criterion,stage,points,by,date,reason
U1,1.1,first,35,Sở Nội vụ,2024-12-20,Báo cáo nộp chậm
U1,2.2,first,8,Sở Tài chính,2024-12-20,
U2,1.1,first,40,Sở Nội vụ,2024-12-20,
END
dtxhh points import r.dtxhh first.csv --as a --quiet
dtxhh template points answer.xlsx --round r.dtxhh --unit U1
unzip -p answer.xlsx xl/sharedStrings.xml | grep -o 'Thông báo kết quả thẩm định lần 1[^<]*\|Báo cáo nộp chậm\|>giải trình<' | sort -u
# The workbook as it is handed out: explanations without a text are faults, a unit's empty self scores are passed over.
cells answer.xlsx 4 2
dtxhh points import r.dtxhh answer.xlsx --as a; echo "status $?"
cells u1.xlsx 3 2
dtxhh points import r.dtxhh u1.xlsx --as a; echo "status $?"
cat >second.csv <<'END'
unit,criterion,stage,points,by,date,reason
U1,1.1,explanation,,Sở Một,2024-12-29,Báo cáo gửi qua trục liên thông đúng hạn
U1,1.1,second,38,Sở Nội vụ,2025-01-08,Chấp nhận một phần
END
dtxhh points import r.dtxhh second.csv --as a --quiet; echo "status $?"
dtxhh show r.dtxhh appraisal
dtxhh template frame f.xlsx --round r.dtxhh --unit U1; echo "status $?"
dtxhh template points f.xlsx --round r.dtxhh --unit U9; echo "status $?"
dtxhh log verify r.dtxhh
sed -i 's/^2,\(.*\),1,7$/2,\1,3,7/' d/tasks.csv
dtxhh new s.dtxhh --definition d --as a; echo "status $?"
sed -i 's/^2,\(.*\),3,7$/2,\1,9,7/' d/tasks.csv
dtxhh new s.dtxhh --definition d --as a
# Self scores alone need no documents; with the table for them, be it empty, or where documents have come before, they do.
sed -i 's/^2,\(.*\),9,7$/2,\1,1,7/' d/tasks.csv; head -1 documents.csv >none.csv; sed -i 's/,16\/12/,12\/12/' self.csv
dtxhh new n.dtxhh --definition d --as a --quiet && cp n.dtxhh m.dtxhh
echo alone >&2; dtxhh points import n.dtxhh self.csv --as a --quiet
echo 'with none' >&2; dtxhh points import m.dtxhh self.csv none.csv --as a --quiet
grep -v '^U2' documents.csv >one.csv; grep '^unit\|^U2,1' self.csv >later.csv
dtxhh new l.dtxhh --definition d --as a --quiet && dtxhh points import l.dtxhh one.csv --as a --quiet
echo later >&2; dtxhh points import l.dtxhh later.csv --as a --quiet
--- stdout
files,rows
2,6
status 0
unit,criterion,number,symbol,date,title,sha256,note,run
U1,1.1,12,KH-SM,2024-01-05,Kế hoạch cải cách hành chính,<sha256>,,2
U1,1.1,34,BC-SM,2024-12-20,Báo cáo năm,,,2
U1,2.2,,,,,,Số liệu do Kho bạc cung cấp,2
unit,criterion,method,appraiser,max,self,check,first,explanation,second,counts,stage,difference,reason,documents,missing,self_late,explanation_late,unreasoned,no_document
U1,1.1,TD,Sở Nội vụ,40,38.5,,,,,,,,,2,no,,,,
U1,2.2,KTXH,,10,8,,,,,,,,,0,no,,,,Số liệu do Kho bạc cung cấp
U2,1.1,TD,Sở Nội vụ,40,40,,,,,,,,,0,yes,3,,,
U2,2.2,KTXH,,10,,,,,,,,,,0,no,,,,
status 1
>giải trình<
Báo cáo nộp chậm
Thông báo kết quả thẩm định lần 1: Sở Một
U1|1.1|giải trình|Sở Một
status 1
U1|1.1|tự chấm|Sở Một
U1|2.2|tự chấm|Sở Một
status 1
status 0
unit,criterion,method,appraiser,max,self,check,first,explanation,second,counts,stage,difference,reason,documents,missing,self_late,explanation_late,unreasoned,no_document
U1,1.1,TD,Sở Nội vụ,40,38.5,,35,Báo cáo gửi qua trục liên thông đúng hạn,38,38,second,-0.5,Chấp nhận một phần,2,no,,1,,
U1,2.2,KTXH,,10,8,,8,,,8,first,0,,0,no,,,,Số liệu do Kho bạc cung cấp
U2,1.1,TD,Sở Nội vụ,40,40,,40,,,40,first,0,,0,yes,3,,,
U2,2.2,KTXH,,10,,,,,,,,,,0,no,,,,
status 2
status 2
log: no difference; line 4, hash <checked>
status 1
--- stderr
written: "u1.xlsx"
self.csv: warning: self scores without a document or a note: 1, the first is U2 1.1; `dtxhh show ROUND appraisal` lists them [W503]
self.csv:4:6: warning: self score is dated 2024-12-16, after its day by the schedule, 2024-12-13 [W502]
self.csv:5:4: warning: unit "U2", criterion 2.2: self score is empty; the row is passed over [W501]
line 2 of the log, hash <checked>
bad.csv:2:1: fault: unit "U9" is not in the definition [F501]
bad.csv:3:2: fault: criterion "1" has others below it; points are given to those [F502]
bad.csv:4:2: fault: criterion "9.9" is not in the tree of the unit's block [F502]
bad.csv:5:5: fault: column "date" has "31/02/2024"; expected a date such as 2024-12-31 or 31/12/2024 [F503]
bad.csv:5:7: fault: column "sha256" has "abc"; expected 64 hexadecimal digits [F509]
bad.csv:6:6: fault: the document has no title; where there is none, "note" says why [F509]
bad.csv:8:6: fault: this document stands in bad.csv:7 already [F509]
bad.csv:9:7: fault: unit "U1", criterion 1.1: this document stands in the round since run 2 with other values: sha256 "<sha256>" → ""; `--correct --reason TEXT` takes the one here in its place [F512]
dtxhh: faults: 8, warnings: 0; nothing was changed
written: "answer.xlsx"
answer.xlsx: fault: there are no points in it [F508]
dtxhh: faults: 1, warnings: 0; nothing was changed
u1.xlsx: fault: there are no points in it [F508]
dtxhh: faults: 1, warnings: 0; nothing was changed
second.csv:2:6: warning: explanation is dated 2024-12-29, after its day by the schedule, 2024-12-28 [W502]
dtxhh: --unit and --by are for the points of a round: --round
dtxhh: unit "U9" is not in the definition
d/tasks.csv:3:8: fault: task 2 comes after itself [F223]
d/tasks.csv:4:8: fault: task 3 comes after itself [F223]
dtxhh: faults: 2, warnings: 0; nothing was changed
d/tasks.csv:3:8: fault: column "after" has "9", which is not in table tasks [F207]
dtxhh: faults: 1, warnings: 0; nothing was changed
alone
self.csv:5:4: warning: unit "U2", criterion 2.2: self score is empty; the row is passed over [W501]
with none
self.csv: warning: self scores without a document or a note: 3, the first is U1 1.1; `dtxhh show ROUND appraisal` lists them [W503]
self.csv:5:4: warning: unit "U2", criterion 2.2: self score is empty; the row is passed over [W501]
later
later.csv: warning: self scores without a document or a note: 1, the first is U2 1.1; `dtxhh show ROUND appraisal` lists them [W503]
--- status 0
