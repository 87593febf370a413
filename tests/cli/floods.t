# One cause, one line: 3,000 rows that are wrong in one way are said once, with how many more and where the next are;
# of 3,000 that are wrong in as many ways the first 3 are said and how many more there are (of 20 all).  In every verb that reads.
--- run
import_issued
rows() { # NAME HEADER LINE; in LINE % stands for the number of the row
    { echo "$2"; yes "$3" | head -3000 | awk '{ gsub("%", NR); print }'; } >"$1"
}
tiny_new
said() { sed 's/, in all.*//' | cut -c1-130; }
echo '# frame'
rows f.csv group,id,loai,rates,own_unit 'DAN,X%,X,U9,NOWHERE'
dtxhh frame import r.dtxhh f.csv --as a 2>&1 | said
rows f.csv group,id,loai,rates 'DAN,X%,X,U%x'
dtxhh frame import r.dtxhh f.csv --as a 2>&1 | tail -3 | said
echo '# points'
rows p.csv unit,criterion,stage,points 'U1,1.1,first,nhiều'
dtxhh points import r.dtxhh p.csv --as a 2>&1 | said
rows p.csv unit,criterion,stage,points 'U%x,1.1,first,1'
dtxhh points import r.dtxhh p.csv --as a 2>&1 | tail -3 | said
echo '# ballots'
rows b.csv serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4 '12345678901,Hoà,A,B,A,Z,E,C,x,1998'
dtxhh import i.dtxhh b.csv --as a 2>&1 | said
echo '# margins and other tables of the definition'
cp -r "$TINY/definition" d
rows d/margins.csv group,variable,category,total 'DAN,loai,X%,-1'
rows d/tasks.csv seq,task,product,lead,support,start,due,after,days '%,Việc,,,,2024-12-02,2024-12-01,,'
dtxhh new s.dtxhh --definition d --as a 2>&1 | tail -3 | said
echo '# any table'
rows t.csv h,w 'Nam,một'
dtxhh estimate t.csv --mean h --weight w 2>&1 | said
echo '# cells that a format makes another thing: a line a column'
/usr/bin/python3 - <<'P'
import datetime, openpyxl
book = openpyxl.Workbook(); s = book.active; s.append(['group', 'id', 'loai', 'size'])
for i in range(500):
    s.append(['DAN', datetime.datetime(2025, 1, 1) + datetime.timedelta(i), 'X', 0.01 + i / 1000])
    s.cell(i + 2, 2).number_format = 'd/m/yyyy'; s.cell(i + 2, 4).number_format = '0.0%'
book.save('f.xlsx')
P
dtxhh frame import r.dtxhh f.xlsx --as a 2>&1 | said
echo '# 20 are all said'
rows f20.csv group,id,loai,rates 'DAN,X%,X,U%x'; head -21 f20.csv >g.csv; dtxhh frame import r.dtxhh g.csv --as a 2>&1 | wc -l
head -22 f20.csv >g.csv; dtxhh frame import r.dtxhh g.csv --as a 2>&1 | wc -l
echo '# what the languages say'
DTXHH_LANG=vi dtxhh frame import r.dtxhh f.csv --as a 2>&1 | tail -2 | said
echo '# 20,000 ids, each in two ways of writing: the first forty, and how many others'
awk 'BEGIN { print "ma,h"; for (i = 0; i < 20000; i++) printf "M%d,x\nm%d,x\n", i, i }' >s.csv
dtxhh select s.csv --id ma --n 2 --method srs --seed 1 --csv 2>&1 >/dev/null | awk '{ print NR, gsub(/";|\);/, "&"), length($0) < 3000 } { print $(NF - 1) }'
--- stdout
# frame
f.csv:2:4: fault: column "rates" has "U9", which is no unit; and 2999 more like it: line 3, 4, 5, … [F303]
f.csv:2:5: warning: column "own_unit" has "NOWHERE", which is no unit of the definition; kept as it is; and 2999 more like it: lin
dtxhh: faults: 3000, warnings: 3000; nothing was changed
f.csv:4:4: fault: column "rates" has "U3x", which is no unit [F303]
f.csv: fault: and 2997 more like these [F303]
dtxhh: faults: 3000, warnings: 0; nothing was changed
# points
p.csv:2:4: fault: column "points" has "nhiều"; expected a number such as 12.5, with at most nine decimals; and 2999 more like it
p.csv:3:1: fault: unit, criterion, group and stage stand in p.csv:2 already; and 2998 more like it: line 4, 5, 6, … [F507]
dtxhh: faults: 5999, warnings: 0; nothing was changed
p.csv:4:1: fault: unit "U3x" is not in the definition [F501]
p.csv: fault: and 2997 more like these [F501]
dtxhh: faults: 3000, warnings: 0; nothing was changed
# ballots
b.csv:2:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot; and 2999 more 
b.csv:2:6: fault: question "Q2" has "Z", which is not on its scale; expected A, B, C, D, E, ? or *; and 2999 more like it: line 3,
dtxhh: faults: 6000, warnings: 0; nothing was changed
# margins and other tables of the definition
d/tasks.csv:4:6: fault: task 3 starts on 2024-12-02, after its day, 2024-12-01 [F223]
d/tasks.csv: fault: and 2997 more like these [F223]
dtxhh: faults: 6000, warnings: 0; nothing was changed
# any table
t.csv:2: fault: column "w" has "một"; expected a weight; and 2999 more like it: line 3, 4, 5, … [F702]
dtxhh: faults: 3000, warnings: 0
# cells that a format makes another thing: a line a column
f.xlsx:Sheet:2:2: fault: the cell is the date 2025-01-01; expected a code or a name; where 1.10 or 3/4 was typed, Excel made a dat
f.xlsx:Sheet:2:4: fault: the cell is the percentage 1.0%; expected a number without a percent sign; and 499 more like it: line 3, 
dtxhh: faults: 1000, warnings: 0; nothing was changed
# 20 are all said
21
5
# what the languages say
f.csv: lỗi: và 2997 chỗ nữa như vậy [F303]
dtxhh: lỗi: 3000, cảnh báo: 0; không có gì thay đổi
# 20,000 ids, each in two ways of writing: the first forty, and how many others
1 40 1
(19960)
--- stderr
--- status 0
