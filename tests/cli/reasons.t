# What changed at each step and why: a step whose points are not those of the step before it says why, or it is listed;
# what came after its day says by how many days.  By hand: 2024-12-16 is 3 days after 2024-12-13, and 2025-01-02 is 5
# days after 2024-12-28.
--- run
cp -r "$TINY/definition" d
cat >d/tasks.csv <<'END'
seq,task,product,lead,support,start,due,after,days
1,Các đơn vị tự đánh giá,,,,,2024-12-13,,
2,Giải trình kết quả thẩm định,,,,,2024-12-28,,
END
dtxhh new r.dtxhh --definition d --as a --quiet
cat >steps.csv <<'END'
unit,criterion,stage,points,percent,by,date,reason
U1,1.1,self,40,,Sở Một,16/12/2024,
U1,1.1,check,39,,,17/12/2024,
U1,1.1,first,,90,Sở Nội vụ,2024-12-20,
U1,1.1,explanation,,,Sở Một,02/01/2025,Có thêm tài liệu
U1,1.1,second,36,,Sở Nội vụ,2025-01-08,
U2,1.1,self,,100,Sở Hai,13/12/2024,
U2,1.1,first,40,,Sở Nội vụ,2024-12-20,
U2,1.1,explanation,,,Sở Hai,28/12/2024,Không có ý kiến
U2,1.1,second,39.5,,Sở Nội vụ,2025-01-08,Rà soát lại
U1,2.2,outside,8,,,2025-01-30,
U2,2.2,outside,9.5,,,2025-01-30,
END
dtxhh points import r.dtxhh steps.csv --as a --quiet; echo "status $?"
dtxhh show r.dtxhh appraisal | cut -d, -f1,2,6-10,17-
echo "== a later step beside an earlier one that is known, and the other way round"
dtxhh new l.dtxhh --definition d --as a --quiet
printf 'unit,criterion,stage,points,reason\nU1,1.1,first,36,\nU2,1.1,first,36,Thiếu\n' >first.csv
printf 'unit,criterion,stage,points\nU1,1.1,self,40\nU2,1.1,self,40\n' >self.csv
printf 'unit,criterion,stage,points,reason\nU1,1.1,second,36,\nU2,1.1,second,37,\n' >second.csv
for f in first self second; do dtxhh points import l.dtxhh $f.csv --as a --quiet; done
dtxhh show l.dtxhh appraisal | cut -d, -f1,2,6-10,19
echo "== in Vietnamese; accepted with a reason"
dtxhh new v.dtxhh --definition d --as a --quiet
dtxhh points import v.dtxhh steps.csv --as a --quiet --lang vi 2>&1 | grep W507
dtxhh new w.dtxhh --definition d --as a --quiet
dtxhh points import w.dtxhh steps.csv --as a --quiet --accept W502,W507 --reason 'lý do ở thông báo'
echo "== traced, and in the unit's workbook"
cp -r "$TINY" whole && cp d/tasks.csv whole/definition/ && cp steps.csv whole/points.csv
cd whole && TINY=. && tiny_scored 2>/dev/null
dtxhh explain r.dtxhh U1 1.1 --csv | grep ^decision
dtxhh explain r.dtxhh U1 1.1 --csv --lang vi | grep -o ' (quá hạn.*\|không nêu lý do'
dtxhh report r.dtxhh -o u.xlsx --for unit:U1 --quiet
unzip -p u.xlsx xl/sharedStrings.xml | grep -o '>[^<]*quá hạn[^<]*'
--- stdout
status 0
unit,criterion,self,check,first,explanation,second,self_late,explanation_late,unreasoned,no_document
U1,1.1,40,39,36,Có thêm tài liệu,36,3,5,check first,
U1,2.2,,,,,,,,,
U2,1.1,40,,40,Không có ý kiến,39.5,,,,
U2,2.2,,,,,,,,,
== a later step beside an earlier one that is known, and the other way round
unit,criterion,self,check,first,explanation,second,unreasoned
U1,1.1,40,,36,,36,first
U1,2.2,,,,,,
U2,1.1,40,,36,,37,second
U2,2.2,,,,,,
== in Vietnamese; accepted with a reason
steps.csv:3:8: cảnh báo: đơn vị "U1", tiêu chí 1.1: kiểm tra thực tế cho 39, sau tự chấm 40, không nêu lý do [W507]
steps.csv:4:8: cảnh báo: đơn vị "U1", tiêu chí 1.1: thẩm định lần 1 cho 36, sau kiểm tra thực tế 39, không nêu lý do [W507]
== traced, and in the unit's workbook
decision,1.1,,self,,,,,40,,"Sở Một, 2024-12-16 (3 days overdue, due 2024-12-13)"
decision,1.1,,check,,,,,39,,2024-12-17: no reason given
decision,1.1,,first,,,90,,,,"Sở Nội vụ, 2024-12-20: no reason given"
decision,1.1,,explanation,,,,,,,"Sở Một, 2025-01-02 (5 days overdue, due 2024-12-28): Có thêm tài liệu"
decision,1.1,,second,,,,,36,,"Sở Nội vụ, 2025-01-08"
 (quá hạn 3 ngày, hạn 2024-12-13)"
không nêu lý do
không nêu lý do
 (quá hạn 5 ngày, hạn 2024-12-28): Có thêm tài liệu"
>tự chấm quá hạn 3 ngày; kiểm tra: không nêu lý do; thẩm định lần 1: không nêu lý do
>Có thêm tài liệu (quá hạn 5 ngày)
--- stderr
steps.csv:2:7: warning: self score is dated 2024-12-16, after its day by the schedule, 2024-12-13 [W502]
steps.csv:3:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
steps.csv:3:8: warning: unit "U1", criterion 1.1: check on the spot gives 39 after self score of 40, and no reason [W507]
steps.csv:4:8: warning: unit "U1", criterion 1.1: first appraisal gives 36 after check on the spot of 39, and no reason [W507]
steps.csv:5:7: warning: explanation is dated 2025-01-02, after its day by the schedule, 2024-12-28 [W502]
first.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 2; the first is here [W508]
self.csv:2:3: warning: self scores or explanations without a date, so that nobody can tell whether they came in time: 2; the first is here [W509]
self.csv:2:4: warning: unit "U1", criterion 1.1: first appraisal gives 36 after self score of 40, and no reason [W507]
second.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 2; the first is here [W508]
second.csv:3:5: warning: unit "U2", criterion 1.1: second appraisal gives 37 after first appraisal of 36, and no reason [W507]
steps.csv:3:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
2 warnings of code W502, accepted
2 warnings of code W507, accepted
--- status 0
