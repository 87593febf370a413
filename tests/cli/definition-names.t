# Every table of a definition may name what it refers to: criteria, scales, blocks, units, groups, ballot types, in capitals or not.  The round is
# the one that codes give.  A name that could be two, or is none, is a fault.
--- run
codes() { for t in units criteria not_applicable ballot_types rates questions group_weights classes margins; do dtxhh show "$1" $t --csv; done; }
cp -r "$TINY/definition" d; cp -r d e
sed -i 's/all,skip/listed,skip/' d/ballot_types.csv e/ballot_types.csv
printf '%s\n' block,unit,criterion,group,basis 'B,U1,2.2,LD,x' >d/not_applicable.csv; printf '%s\n' block,unit,criterion,group,basis 'khối thử,sở một,THU  ngân sách,lãnh đạo,x' >e/not_applicable.csv
printf '%s\n' ballot_type,rater,unit P1,DAN/X1,U1 P1,U2,U1 P1,LD/L1,U2 >d/rates.csv; printf '%s\n' ballot_type,rater,unit 'phiếu thử,người dân/X1,sở một' 'P1,Sở Hai,u1' 'p1,LÃNH ĐẠO/L1,Sở  hai' >e/rates.csv
sed -i 's/^\*,\*,LD/B,1.2,LD/; s/^\*,\*,DAN/*,1.2,DAN/' d/group_weights.csv; sed -i 's/^\*,\*,LD/khối thử,điều hành,lãnh đạo/; s/^\*,\*,DAN/*,Điều Hành,người dân/' e/group_weights.csv
printf '%s\n' group,variable,category,total DAN,loai,X,6 DAN,loai,Y,2 >d/margins.csv; sed 's/^DAN,loai,X/Người dân,loai,X/' d/margins.csv >e/margins.csv
sed -i 's/,B,,yes,2/,B,U1,yes,2/' d/units.csv; sed -i 's/,B,,yes,2/,khối thử,SỞ MỘT,yes,2/' e/units.csv
sed -i 's/LD;DAN,B/lãnh đạo;Người dân,Khối thử/' e/ballot_types.csv; sed -i 's/^B,Tốt/khối thử,Tốt/' e/classes.csv
sed -i 's/Kế hoạch,1,/Kế hoạch,chỉ đạo,/; s/Hài lòng,2,/Hài lòng,KẾT QUẢ,/' e/criteria.csv
sed -i 's/^P1,Q1/phiếu thử,Q1/; s/,1.2,,M4/,điều  hành,,m4/; s/,2.1,2,M4/,hài lòng,2,M4/' e/questions.csv
for r in d e; do dtxhh new $r.dtxhh --definition $r --as a --quiet && codes $r.dtxhh >$r.txt; done; diff d.txt e.txt && wc -l <e.txt
fails() { dtxhh new f.dtxhh --definition f --as a --quiet; echo "status $?"; rm -rf f; }
cp -r e f; sed -i 's/chỉ đạo/chỉ  đạ/' f/criteria.csv; fails
cp -r e f; echo 'P1,Q9,Gì nữa?,unit,option,,kế hoặch,1,M4,no' >>f/questions.csv; fails
cp -r e f; printf 'B,3,Khác,,,,,,,,,\nB,3.1,Điều hành,3,10,,,,DTXHH,,,\n' >>f/criteria.csv; echo 'P1,Q9,Gì nữa?,unit,option,,3.1,1,M4,no' >>f/questions.csv; fails
# of a node and the one below it under the same name the one below gives points, the one above is a parent
cp -r d f; printf 'B,3,Khác,,,,,,,,,\nB,3.1,Khác,khác,10,,,,DTXHH,,,\n' >>f/criteria.csv; echo 'P1,Q9,Gì nữa?,unit,option,,khác,1,M4,no' >>f/questions.csv
dtxhh new g.dtxhh --definition f --as a --quiet; dtxhh show g.dtxhh questions --csv | grep Q9; dtxhh show g.dtxhh criteria --csv | grep ^B,3
--- stdout
32
status 1
status 1
status 1
P1,Q9,Gì nữa?,unit,option,,3.1,1,M4,no
B,3,Khác,,,,,,,,,
B,3.1,Khác,3,10,,,,DTXHH,,,
--- stderr
d/not_applicable.csv:2:3: warning: this row has no effect: no unit it is about has a criterion "2.2", or, where it names a group, the group has no part in it [W253]
e/not_applicable.csv:2:3: warning: this row has no effect: no unit it is about has a criterion "2.2", or, where it names a group, the group has no part in it [W253]
f/criteria.csv:3:4: fault: column "parent" has "chỉ  đạ"; expected a code of capital letters A-Z, digits, `.`, `_` or `-` [F204]
dtxhh: faults: 1, warnings: 0; nothing was changed
f/questions.csv:5:7: fault: column "criterion" has "kế hoặch"; expected a code of capital letters A-Z, digits, `.`, `_` or `-` [F204]
dtxhh: faults: 1, warnings: 0; nothing was changed
f/questions.csv:2:7: fault: column "criterion" has "điều  hành"; expected a code of capital letters A-Z, digits, `.`, `_` or `-` [F204]
f/group_weights.csv:2:2: fault: column "criterion" has "điều hành"; expected a code of capital letters A-Z, digits, `.`, `_` or `-`, or `*` for all [F204]
f/group_weights.csv:3:2: fault: column "criterion" has "Điều Hành"; expected a code of capital letters A-Z, digits, `.`, `_` or `-`, or `*` for all [F204]
dtxhh: faults: 3, warnings: 0; nothing was changed
f/not_applicable.csv:2:3: warning: this row has no effect: no unit it is about has a criterion "2.2", or, where it names a group, the group has no part in it [W253]
--- status 0
