# plan: what cannot be had is explained, the formulas stand side by side, the cost where it is given.  By hand, of 100 people:
# 20 % by margin needs 0.25 (1.96/0.2)^2 = 24.01, of 100 people 24.01/(1 + 23.01/100) = 19.52; with 50 % response
# 39.04, so 40; with 10 % 195.2, so 196, but there are 100, and 10 answers of 100 give 1.96 sqrt(0.25/10 * 90/99) = 29.55 %.
--- run
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
A,Sai số,ballot,srs,0.2,margin,,,,,,,20%,50%,
B,Không đạt,ballot,srs,0.2,margin,,,,,,,20%,10%,
C,Quá nhiều,ballot,srs,150,persons,,,,,,,20%,,
D,Tối thiểu,ballot,stratified,100,persons,,loai,,60,,,0%,,
E,Từng tầng,ballot,stratified,70,persons,stratum,loai,,,,,0%,,
F,Luật,ballot,srs,0.05,yamane,,,,,,,20%,80%,
END
sed -i 's/LD;DAN/A;B;C;D;E;F/' definition/ballot_types.csv
rm -f definition/group_weights.csv
{ echo group,id,loai; for g in A B C D E F; do i=0; while [ $i -lt 100 ]; do i=$((i + 1)); if [ $i -le 40 ]; then echo "$g,$i,X"; else echo "$g,$i,Y"; fi; done; done; } >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet
dtxhh plan r.dtxhh --cost 5,B=10
dtxhh plan r.dtxhh --cost 5 2>&1 | tail -1
sed -i 's/^D,Tối thiểu,ballot,stratified,100,/D,Tối thiểu,ballot,stratified,90,/' definition/groups.csv
dtxhh define r.dtxhh --definition definition --reason 'thử' --as a --quiet; dtxhh plan r.dtxhh 2>&1 >/dev/null | grep 'group "D"'; echo "status $?"
for cost in x Z=3 A=-1 A= ,; do dtxhh plan r.dtxhh --cost "$cost"; echo "status $?"; done
sed -i 's/^D,.*/D,Tối đa,ballot,stratified,90,persons,,loai,,,40,,0%,,/' definition/groups.csv
dtxhh define r.dtxhh --definition definition --reason 'thử' --as a --quiet; dtxhh plan r.dtxhh 2>&1 >/dev/null | grep 'group "D"'; echo "status $?"
sed -i 's/^D,.*/D,Thiếu cột,ballot,stratified,90,persons,,khu,,,40,,0%,,/' definition/groups.csv
dtxhh define r.dtxhh --definition definition --reason 'thử' --as a --quiet; dtxhh plan r.dtxhh 2>&1 >/dev/null | grep 'group "D"'; echo "status $?"
--- stdout
group,stratum,N,formula,n,reserves,margin,design,n_yamane,n_margin,cv,cost
A,,100,"margin 0.2, 95%",40,8,0.19698379210088757,srs,80,80,0.2010075630518424,200
B,,100,"margin 0.2, 95%",100,0,0.29547568815133135,srs,80,80,0.3015113445777636,1000
C,,100,150 persons,100,0,0,srs,80,80,0,500
D,X,40,100 persons,40,0,0,stratified,80,80,0,200
D,Y,60,100 persons,60,0,0,stratified,,,0,300
E,X,40,"70 persons, per stratum",40,0,0,stratified,37,37,0,200
E,Y,60,"70 persons, per stratum",60,0,0,stratified,53,53,0,300
F,,100,"N/(1+N·e²), e = 0.05",80,16,0.07386892203783284,srs,80,80,0.0753778361444409,400
r.dtxhh:groups: warning: group "E", stratum "Y": 70 are wanted but it has 60 members; all are taken [W311]
r.dtxhh:groups: warning: group "D", stratum "X": the minimum is 60 but it has 40 members; all are taken [W311]
r.dtxhh:groups: fault: group "D": 90 cannot be shared: the strata take at least 100 and at most 100 [F314]
status 0
status 2
status 2
status 2
status 2
status 2
r.dtxhh:groups: fault: group "D": 90 cannot be shared: the strata take at least 0 and at most 80 [F314]
status 0
r.dtxhh:groups: fault: group "D": the frame has no column "khu" to stratify by [F311]
status 0
--- stderr
cost in all, without reserves: 3100
r.dtxhh:groups: warning: group "B": 196 are wanted but it has 100 members; all are taken [W311]
r.dtxhh:groups: warning: group "B": a margin of 20 % is out of reach: 100 of 100 asked, of whom 10 % answer, give 29.55 % [W312]
r.dtxhh:groups: warning: group "C": 150 are wanted but it has 100 members; all are taken [W311]
r.dtxhh:groups: warning: group "D", stratum "X": the minimum is 60 but it has 40 members; all are taken [W311]
r.dtxhh:groups: warning: group "E", stratum "X": 70 are wanted but it has 40 members; all are taken [W311]
r.dtxhh:groups: warning: group "E", stratum "Y": 70 are wanted but it has 60 members; all are taken [W311]
dtxhh: option --cost has "x"; expected C, GROUP=C,GROUP=C
dtxhh: group "Z" is not in the definition
dtxhh: option --cost has "A=-1"; expected C, GROUP=C,GROUP=C
dtxhh: option --cost has "A="; expected C, GROUP=C,GROUP=C
dtxhh: option --cost has ","; expected C, GROUP=C,GROUP=C
--- status 0
