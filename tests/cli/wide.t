# points import --stage: a published table as it stands, a row for each unit and a column for each criterion.
#
# dieu-tra-ngoai-2024: 1.1 of 20 (TD, steps of 0.25), 1.2 of 15 and 2.2 of 15 (survey held elsewhere), 2.1 of 35 (TD),
# 3.1 of 10 (SIPAS), 3.2 of 5 (socio-economic).  Q1: 18.25 + 12 + 30 + 11.5 + 94.5 % of 10 + 4.2 = 85.4; Q2: 18 + 11.5
# + 31 + 12.1 + 8.7 + 4.2 = 85.5.
--- run
cp -r "$ROOT/examples/dieu-tra-ngoai-2024/definition" d && sed -i '4,$d' d/units.csv
dtxhh new r.dtxhh --definition d --as a --quiet
cat >wide.csv <<'END'
Bảng tổng hợp điểm năm 2024,,,,,,,,
STT,"Cơ quan, đơn vị",1.1. Kế hoạch,Đánh giá của người dân,1.2,2.1,Hài lòng (SIPAS) (%),3.2,Tổng
1,UBND Quận Một,18.25,11.5,12,30,94.5,4.2,85.4
2,Q2,18,12.1,11.5,31.1,87%,4.2,85.6
3,UBND quận Chín,1,1,1,1,1,1,6
,Tổng cộng,37.25,24.6,24.5,62.1,,9.4,
END
dtxhh points import r.dtxhh wide.csv --stage first --as a; echo "status $?"
sed -i '/Chín/d; s/31.1,87%/31,87/; s/2,Q2/2,UBND quận Hai/' wide.csv
dtxhh points import r.dtxhh wide.csv --stage 'thẩm định lần 1' --as a --quiet; echo "status $?"
dtxhh score r.dtxhh --as a --quiet && dtxhh show r.dtxhh scores | cut -d, -f2,4-6,9
sqlite3 r.dtxhh "SELECT criterion, stage, points, percent FROM points WHERE unit = 'Q1'"
echo "== a dash is no figure; two units of one name; who appraised"
cp -r d twice && sed -i 's/UBND quận Hai/UBND QUẬN  Một/' twice/units.csv && dtxhh new n.dtxhh --definition twice --as a --quiet; echo "status $?"
dtxhh new n.dtxhh --definition d --as a --quiet
printf 'unit,1.1,2.1,by,date\nQ1,18,–,Sở Nội vụ,20/12/2024\nUBND quận Ba,18,,,\n' >two.csv
dtxhh points import n.dtxhh two.csv --stage first --as a; echo "status $?"
sed -i '$d' two.csv && dtxhh points import n.dtxhh two.csv --stage first --as a --quiet; sqlite3 n.dtxhh 'SELECT criterion, points, "by", date FROM points'
echo "== a row for each figure, its stage given once"
printf 'unit,criterion,points,x\nQ1,2.1,30,\nQ2,9,1,\n' >long.csv
printf 'STT,Mã đơn vị,Mã tiêu chí,Bước,Điểm\n1,Q2,1.1,thẩm định lần 1,18\n' >numbered.csv
dtxhh points import n.dtxhh numbered.csv --as a --dry-run; echo "status $?"
dtxhh points import n.dtxhh long.csv --stage first --as a; echo "status $?"
dtxhh points import n.dtxhh long.csv --as a; echo "status $?"
dtxhh points import n.dtxhh long.csv --stage third --as a; echo "status $?"
--- stdout
status 1
status 0
unit,appraised,survey,sipas,total
Q2,49,23.6,8.7,85.5
Q1,48.25,23.5,9.45,85.4
1.1|first|18.25|
1.2|outside|12|
2.1|first|30|
2.2|outside|11.5|
3.1|outside||94.5
3.2|first|4.2|
== a dash is no figure; two units of one name; who appraised
status 1
status 1
1.1|18|Sở Nội vụ|2024-12-20
== a row for each figure, its stage given once
files,rows
1,1
status 0
status 1
status 1
status 2
--- stderr
wide.csv:1: warning: the header stands in row 2; what is above it, "Bảng tổng hợp điểm năm 2024", is passed over [W102]
wide.csv:2:9: warning: column "Tổng" is not known here; it is passed over [W104]
wide.csv:3:3: warning: appraisals that do not say who appraised, though the definition names who does: 5; the first is here [W508]
wide.csv:4:6: fault: criterion "2.1" has 31.1 points; expected a multiple of 0.25 [F504]
wide.csv:5:2: fault: unit "UBND quận Chín" is not in the definition [F501]
wide.csv:6:2: warning: "Tổng cộng" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
dtxhh: faults: 2, warnings: 4; nothing was changed
wide.csv:1: warning: the header stands in row 2; what is above it, "Bảng tổng hợp điểm năm 2024", is passed over [W102]
wide.csv:2:9: warning: column "Tổng" is not known here; it is passed over [W104]
wide.csv:3:3: warning: appraisals that do not say who appraised, though the definition names who does: 6; the first is here [W508]
wide.csv:5:2: warning: "Tổng cộng" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
twice/units.csv:3:2: fault: "Q1" and "Q2" are both called "UBND QUẬN  Một"; expected a name of its own for each [F227]
dtxhh: faults: 1, warnings: 0; nothing was changed
two.csv:2:3: warning: column "2.1" is empty here, and in all for 1 of the units its criterion applies to; the cells are passed over [W501]
two.csv:3:1: fault: unit "UBND quận Ba" is not in the definition [F501]
dtxhh: faults: 1, warnings: 1; nothing was changed
two.csv:2:3: warning: column "2.1" is empty here, and in all for 1 of the units its criterion applies to; the cells are passed over [W501]
numbered.csv:2:4: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
a dry run: nothing was changed
long.csv:1:4: warning: column "x" is not known here; it is passed over [W104]
long.csv:2: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
long.csv:3:2: fault: criterion "9" is not in the tree of the unit's block [F502]
dtxhh: faults: 1, warnings: 2; nothing was changed
long.csv:1: fault: no column "stage" (or "bước"); found "unit", "criterion", "points", "x" [F111]
long.csv:1:4: fault: unknown column "x"; expected one of "group", "stage", "percent", "se", "n", "by", "date", "reason" [F113]
dtxhh: faults: 2, warnings: 0; nothing was changed
dtxhh: option --stage has "third"; expected one of: self, check, first, second, outside
--- status 0
