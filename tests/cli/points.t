# points import: all faults at once, with their places; nothing changed.
--- run
tiny_new
cat >bad.csv <<'END'
unit,criterion,group,stage,points,percent,by,date,reason
U9,1.1,,first,35,,,,
U1,9.9,,first,35,,,,
U1,1,,first,35,,,,
U1,1.1,,first,41,,,,
U1,1.1,,second,35.3,,,,
U1,1.2,,outside,20,,,,
U1,2.2,,explanation,,,,,
U1,2.2,,outside,5,50,,,
U2,2.2,LD,outside,,50,,,
U2,1.1,,later,3,,,,
U2,1.1,,first,ba,,,31/02/2025,
END
dtxhh points import r.dtxhh bad.csv --as a; echo "status $?"
dtxhh show r.dtxhh points
dtxhh points import r.dtxhh "$TINY/points.csv" --as a; echo "status $?"
dtxhh points import r.dtxhh "$TINY/points.csv" --as a 2>&1 | sed "s|$TINY|TINY|"
# The row that stands already may be one of another file.
printf 'unit,criterion,stage,points\nU1,1.1,first,35\n' >g1.csv
printf 'unit,criterion,stage,points,reason\nU1,2.2,outside,8,\nU1,1.1,first,35,again\n' >g2.csv
dtxhh new f0.dtxhh --definition "$TINY/definition" --as a --quiet
dtxhh points import f0.dtxhh g1.csv g2.csv --as a; echo "status $?"
printf 'unit,criterion,title\nU1,1.1,Plan\n' >e1.csv
printf 'unit,criterion,number,title\nU1,1.1,,Plan\n' >e2.csv
dtxhh points import f0.dtxhh e1.csv e2.csv --as a; echo "status $?"
# The stage in the words of the form, in capitals too.
dtxhh new w.dtxhh --definition "$TINY/definition" --as a --quiet
printf 'đơn vị,tiêu chí,bước,điểm,lý do\nU1,1.1,tự chấm,40,\nU1,1.1,Kiểm tra,39,\nU1,1.1,THẨM ĐỊNH LẦN 1,35,\nU1,1.1,giải trình,,Bổ sung\nU1,1.1,thẩm định lần 2,36,\nU1,2.2,số liệu từ bên ngoài,8,\nU2,1.1,thẩm định,3,\n' >words.csv
dtxhh points import w.dtxhh words.csv --as a --quiet
sed -i '$d' words.csv
dtxhh points import w.dtxhh words.csv --as a --quiet && dtxhh show w.dtxhh points | cut -d, -f1-5
# A unit's own form says them, and is read back; malus goes below zero.
cp -r "$TINY/definition" d && printf 'B,1.3,Trừ điểm,1,,-3,0,0.5,THUONG_TRU,,,\n' >>d/criteria.csv
dtxhh new f.dtxhh --definition d --as a --quiet
dtxhh template points form.xlsx --round f.dtxhh --unit U1 --quiet
unzip -p form.xlsx xl/sharedStrings.xml | grep -o '>tự chấm<\|>từ -3 đến 0; 0,5<\|>40; 0,5<' | sort -u
cells form.xlsx 3 2
dtxhh points import f.dtxhh form.xlsx --as a --quiet; echo "status $?"
--- stdout
status 1
unit,criterion,group,stage,points,percent,se,n,by,date,reason,run
files,rows
1,7
status 0
TINY/points.csv: fault: this file was imported already, as "points.csv" in run 2; nothing to do [F420]
dtxhh: faults: 1, warnings: 0; nothing was changed
status 1
status 1
unit,criterion,group,stage,points
U1,1.1,,check,39
U1,1.1,,explanation,
U1,1.1,,first,35
U1,1.1,,second,36
U1,1.1,,self,40
U1,2.2,,outside,8
>40; 0,5<
>từ -3 đến 0; 0,5<
>tự chấm<
U1|1.1|tự chấm|Sở Một
U1|2.2|tự chấm|Sở Một
U1|1.3|tự chấm|Sở Một
status 1
--- stderr
bad.csv:2:1: fault: unit "U9" is not in the definition [F501]
bad.csv:3:2: fault: criterion "9.9" is not in the tree of the unit's block [F502]
bad.csv:4:2: fault: criterion "1" has others below it; points are given to those [F502]
bad.csv:5:5: fault: criterion "1.1" has 41 points; expected from 0 to 40 [F504]
bad.csv:6:5: fault: criterion "1.1" has 35.3 points; expected a multiple of 0.5 [F504]
bad.csv:7:2: fault: criterion "1.2" is scored by this round's survey (survey = here), not from outside [F505]
bad.csv:8:5: warning: unit "U1", criterion 2.2: explanation is empty; the row is passed over [W501]
bad.csv:9:6: fault: points and a percentage are both given; keep one [F503]
bad.csv:10:3: fault: group "LD" is not a group whose figures come from outside (via = sipas) [F502]
bad.csv:11:4: fault: column "stage" has "later"; expected self, check, first, explanation, second, outside [F506]
bad.csv:12:5: fault: column "points" has "ba"; expected a number such as 12.5, with at most nine decimals [F503]
bad.csv:12:8: fault: column "date" has "31/02/2025"; expected a date such as 2024-12-31 or 31/12/2024 [F503]
dtxhh: faults: 11, warnings: 1; nothing was changed
line 2 of the log, hash <checked>
g2.csv:3:1: fault: unit, criterion, group and stage stand in g1.csv:2 already [F507]
g1.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
dtxhh: faults: 1, warnings: 1; nothing was changed
e2.csv:2:4: fault: this document stands in e1.csv:2 already [F509]
dtxhh: faults: 1, warnings: 0; nothing was changed
words.csv:3:3: warning: appraisals that do not say who appraised, though the definition names who does: 3; the first is here [W508]
words.csv:3:5: warning: unit "U1", criterion 1.1: check on the spot gives 39 after self score of 40, and no reason [W507]
words.csv:4:5: warning: unit "U1", criterion 1.1: first appraisal gives 35 after check on the spot of 39, and no reason [W507]
words.csv:6:5: warning: unit "U1", criterion 1.1: second appraisal gives 36 after first appraisal of 35, and no reason [W507]
words.csv:8:3: fault: column "bước" has "thẩm định"; expected self, check, first, explanation, second, outside [F506]
dtxhh: faults: 1, warnings: 4; nothing was changed
words.csv:3:3: warning: appraisals that do not say who appraised, though the definition names who does: 3; the first is here [W508]
words.csv:3:5: warning: unit "U1", criterion 1.1: check on the spot gives 39 after self score of 40, and no reason [W507]
words.csv:4:5: warning: unit "U1", criterion 1.1: first appraisal gives 35 after check on the spot of 39, and no reason [W507]
words.csv:6:5: warning: unit "U1", criterion 1.1: second appraisal gives 36 after first appraisal of 35, and no reason [W507]
form.xlsx: fault: there are no points in it [F508]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
