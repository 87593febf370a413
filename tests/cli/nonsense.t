# Definitions that cannot be meant; explain marks a decision that was replaced, and an explanation that came late.
--- run
try() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet; echo "status $?"; }
cp -r "$TINY/definition" floor && printf 'block,class,from,of,floor,floor_level\nB,Tốt,80,,120,1\nB,Khá,70,,50,9\nB,Yếu,0,,,\n' >floor/classes.csv
try floor
cp -r "$TINY/definition" bonus && printf 'B,3,Thưởng,,,,,,,,,\nB,3.1,A,3,-5,5,,,THUONG_TRU,,,\nB,3.2,B,3,,-3,-1,,THUONG_TRU,,,\nB,3.3,C,3,,1,2,,THUONG_TRU,,,\nB,3.4,D,3,,-3,0,0.5,THUONG_TRU,,,\n' >>bonus/criteria.csv
try bonus
cp -r "$TINY/definition" weights && sed -i 's/,0\.[46],/,0,/' weights/group_weights.csv
try weights
cp -r "$TINY/definition" tasks && printf 'seq,task,product,lead,support,start,due,after,days\n1,Giải trình,,,,2024-12-20,2024-12-10,,\n' >tasks/tasks.csv
try tasks
tiny_weighed
dtxhh score r.dtxhh --set weight:LD=0 --set weight:DAN=0; echo "status $?"
cp -r "$TINY" late && printf 'seq,task,product,lead,support,start,due,after,days\n1,Giải trình kết quả thẩm định,,,,,2025-01-25,,\n' >late/definition/tasks.csv
printf 'U1,1.1,,explanation,,,Sở Một,2025-01-26,Có thêm tài liệu\n' >>late/points.csv
(cd late && TINY=. && tiny_scored 2>/dev/null && printf 'unit,criterion,stage,points,by,date,reason\nU1,1.1,second,36.5,Sở Nội vụ,2025-02-02,Rà soát\n' >more.csv &&
    dtxhh points import r.dtxhh more.csv --correct --reason 'đính chính' --as a --quiet && dtxhh score r.dtxhh --as a --quiet 2>/dev/null; dtxhh explain r.dtxhh U1 1.1 --csv | grep '^decision\|^replaced')
# The unit's workbook has every step with its reason, the check too; the notice gives the deadline.
cd late && dtxhh report r.dtxhh -o u.xlsx --for unit:U1 --quiet && unzip -p u.xlsx xl/sharedStrings.xml | grep -o '>Kiểm tra<\|[^>]*(quá hạn[^<]*\|>[^<]*thẩm định lần 2: [^<]*'
dtxhh new n.dtxhh --definition definition --as a --quiet
printf 'unit,criterion,stage,points,by,date,reason\nU1,1.1,self,40,,2025-01-10,\nU1,1.1,check,39,,2025-01-12,Thiếu một văn bản\nU1,1.1,first,35,,2025-01-20,Nộp chậm\n' >n.csv
dtxhh points import n.dtxhh n.csv --as a --quiet && dtxhh template points n.xlsx --round n.dtxhh --unit U1 --quiet
unzip -p n.xlsx xl/sharedStrings.xml | grep -o '>Hạn giải trình: [^<]*\|>[^<]*thẩm định lần 1: [^<]*'
--- stdout
status 1
status 1
status 1
status 1
status 2
decision,1.1,,self,,,,,40,,"Sở Một, 2025-01-10"
decision,1.1,,first,,,,,35,,"Sở Nội vụ, 2025-01-20: Nộp chậm"
decision,1.1,,explanation,,,,,,,"Sở Một, 2025-01-26 (1 days overdue, due 2025-01-25): Có thêm tài liệu"
replaced,1.1,,second,,,,,36,,"Sở Nội vụ, 2025-02-01: Có thêm tài liệu kiểm chứng; a, 2025-01-01T00:00:00Z: đính chính"
decision,1.1,,second,,,,,36.5,,"Sở Nội vụ, 2025-02-02: Rà soát"
>Kiểm tra<
>thẩm định lần 1: Nộp chậm; thẩm định lần 2: Rà soát
Có thêm tài liệu (quá hạn 1 ngày)
>Giải trình kết quả thẩm định lần 1: Sở Một
>Thông báo kết quả thẩm định lần 1: Sở Một
>Hạn giải trình: 25/01/2025
>kiểm tra: Thiếu một văn bản; thẩm định lần 1: Nộp chậm
--- stderr
floor/classes.csv:2:5: fault: column "floor" has "120"; expected 0 … 100 [F224]
floor/classes.csv:3:6: fault: class "Khá": the criteria have no level 9 [F224]
dtxhh: faults: 2, warnings: 0; nothing was changed
bonus/criteria.csv:9:5: fault: criterion "3.1": the most points of a bonus or malus are below 0 [F214]
bonus/criteria.csv:10:7: fault: criterion "3.2": the most points of a bonus or malus are below 0 [F214]
bonus/criteria.csv:11:6: fault: criterion "3.3": the least points of a bonus or malus are above 0 [F214]
dtxhh: faults: 3, warnings: 0; nothing was changed
weights/questions.csv:2:7: fault: block "B", criterion "1.2": the weights of all groups that have a part in it are 0 [F218]
weights/questions.csv:3:7: fault: block "B", criterion "2.1": the weights of all groups that have a part in it are 0 [F218]
dtxhh: faults: 2, warnings: 0; nothing was changed
tasks/tasks.csv:2:6: fault: task 1 starts on 2024-12-20, after its day, 2024-12-10 [F223]
dtxhh: faults: 1, warnings: 0; nothing was changed
dtxhh: --set: block "B", criterion "1.2": the weights of all groups that have a part in it are 0
more.csv:2:4: warning: unit "U1", criterion 1.1, second appraisal: 36.5 takes the place of 36 of 2025-02-01 [W506]
n.csv:3:5: warning: appraisals that do not say who appraised, though the definition names who does: 2; the first is here [W508]
--- status 0
