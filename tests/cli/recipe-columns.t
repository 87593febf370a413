# `weigh --recipe`: a question that only one of a group's ballot types asks, and a variable of more combinations than are kept: both
# name the group and the variable.
--- run
cp -r "$TINY/definition" definition
printf '%s\n' code,name,via,design LD,LD,ballot,census DAN,DAN,ballot,census >definition/groups.csv
echo 'P2,Phiếu hai,DAN,B,all,' >>definition/ballot_types.csv
sed -i 's/^M4,E.*/&\nGT,A,Nam,\nGT,B,Nữ,/' definition/scales.csv
printf '%s\n' 'P1,PHAI,Giới tính,ballot,option,,,,GT,no' 'P2,H1,Hỏi gì?,unit,option,,1.2,,M4,no' >>definition/questions.csv
printf '%s\n' group,variable,category,total DAN,PHAI,Nam,35 DAN,PHAI,Nữ,30 >definition/margins.csv
echo 'keep,k1; k2; k3; k4,' >>definition/round.csv
awk 'BEGIN { print "group,id,k1,k2,k3,k4"; for (i = 1; i <= 70; i++) print (i < 6 ? "LD" : "DAN") "," i "," i "," i "," i "," i }' >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet 2>/dev/null
dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet
dtxhh issue r.dtxhh --as a --quiet
dtxhh show r.dtxhh ballots | awk -F, '
    FNR == 1 { print "serial,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,PHAI,H1.U1,H1.U2"; next }
    $2 == "P1" { print $1 ",A,A,A,B,B,B," (NR % 2 ? "A" : "B") ",," } $2 == "P2" { print $1 ",,,,,,,,A,B" }' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet
printf '%s\n' step,group,variables rake,DAN,PHAI >recipe.csv
dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet
printf '%s\n' step,group,variables,totals 'rake,DAN,k1*k2*k3*k4,frame' >recipe.csv
dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet
--- stdout
--- stderr
recipe.csv:2: fault: group "DAN", ballot type "P2": "PHAI" is no question of it [F811]
dtxhh: faults: 1, warnings: 0; nothing was changed
recipe.csv:2: fault: group "DAN", ballot type "P1": "k1*k2*k3*k4" makes more than 16777216 combinations [F717]
recipe.csv:2: fault: group "DAN", ballot type "P2": "k1*k2*k3*k4" makes more than 16777216 combinations [F717]
dtxhh: faults: 2, warnings: 0; nothing was changed
--- status 1
