# A definition as an office writes it: settings by their names, weights as percentages, the frame's columns as the frame
# heads them, what follows from the rest left empty. It reads as the one written in the program's own words, and without a warning:
# DAN alone is asked about criterion 2, so that no weight is missing.
--- run
mkdir d && cd d
printf 'Thiết lập,Giá trị,Căn cứ\nMã đợt,V,\nTên đợt điều tra,Thử,\nNĂM,2024,\nSố phiếu  tối thiểu của nhóm,2,Điều 1\nCách tính SIPAS,satisfied,\n' >round.csv
printf 'code,name\nA,Các sở\n' >blocks.csv
printf 'code,name,block\nU1,Sở Một,A\nU2,Sở Hai,A\n' >units.csv
printf 'block,code,name,max_points,method\nA,1,Phục vụ,60,DTXHH\nA,2,Hài lòng,40,SIPAS\n' >criteria.csv
printf 'scale,option,label,percent\nM,A,Tốt,100\nM,B,Kém,0\n' >scales.csv
printf 'code,name,via,design,take,stratum_by\nLD,Lãnh đạo,ballot,census,,\nHD,Hội đồng,ballot,census,,\nDAN,Người dân,sipas_ballots,stratified,2,Đơn vị  giao dịch\n' >groups.csv
printf 'block,criterion,group,weight\n*,*,LD,60%%\n*,*,HD,40.00%%\n' >group_weights.csv
printf 'code,title,groups,block,units,own_unit\nP,Phiếu,LD;HD,A,all,\nS,SIPAS,DAN,A,own,\n' >ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,scale\nP,Q1,Một?,unit,option,1,M\nS,Q1,Hai?,unit,option,2,M\n' >questions.csv
cd ..
dtxhh new r.dtxhh --definition d --as a --quiet; echo "status $?"
dtxhh show r.dtxhh round | grep -v ',,$'
dtxhh show r.dtxhh group_weights
dtxhh show r.dtxhh groups | cut -d, -f1,4,8
printf 'Mã đối tượng,Nhóm,Đơn vị giao dịch\n1,LD,\n2,LD,\n1,HD,\n2,HD,\n1,DAN,Sở Một\n2,DAN,Sở Một\n3,DAN,Sở Hai\n' >f.csv
dtxhh frame import r.dtxhh f.csv --as a --quiet
dtxhh plan r.dtxhh | cut -d, -f1-3,5
echo "== its own workbook reads back the same"
dtxhh template definition back.xlsx --round r.dtxhh --quiet
dtxhh define r.dtxhh --definition back.xlsx --as a --reason thử
echo "== a name and a key are one setting; a bad value is one fault; weights of both kinds"
printf 'code,W,\n' >>d/round.csv
dtxhh new n.dtxhh --definition d --as a --quiet; echo "status $?"
sed -i 's/^Mã đợt,V/Mã đợt,Đợt 1/; $d' d/round.csv
dtxhh new n.dtxhh --definition d --as a --quiet; echo "status $?"
sed -i 's/40.00%/40/' d/group_weights.csv
dtxhh new n.dtxhh --definition d --as a --quiet; echo "status $?"
--- stdout
status 0
key,value,basis
code,V,
title,Thử,
year,2024,
min_base,2,Điều 1
sipas,satisfied,
block,criterion,group,weight,basis
*,*,LD,0.6,
*,*,HD,0.4,
code,design,stratum_by
LD,census,
HD,census,
DAN,stratified,rates
group,stratum,N,n
LD,,2,2
HD,,2,2
DAN,U1,2,1
DAN,U2,1,1
== its own workbook reads back the same
== a name and a key are one setting; a bad value is one fault; weights of both kinds
status 1
status 1
status 1
--- stderr
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "U1" (2), "U2" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (1.0), U2 (1.0); draw more, or lower min_base [W334]
the definition is the same; nothing was changed
d/round.csv:7:1: fault: "code" stands in line 2 already [F206]
dtxhh: faults: 1, warnings: 0; nothing was changed
d/round.csv:2:2: fault: setting "code" has "Đợt 1"; expected a code of capital letters A-Z, digits, `.`, `_` or `-` [F209]
dtxhh: faults: 1, warnings: 0; nothing was changed
d/round.csv:2:2: fault: setting "code" has "Đợt 1"; expected a code of capital letters A-Z, digits, `.`, `_` or `-` [F209]
d/group_weights.csv:2:4: fault: some group weights are percentages and others are not; expected all or none [F218]
dtxhh: faults: 2, warnings: 0; nothing was changed
--- status 0
