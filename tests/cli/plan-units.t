# plan --units: the ballots and the margin to expect of each unit.  By hand, of the 6 people of DAN in X and 2 in Y two each
# are asked and 80 % answer: 1.6 of each, 3.2 in all, and 1.96 sqrt((6/8)^2 0.25/1.6 4.4/5 + (2/8)^2 0.25/1.6 0.4/1)
# = 1.959964 sqrt(0.08125) = 0.558676.  All of LD are asked and answer, which is exact.  When the 2 of Y work in U1 and skip
# it, 6 are left there, 1.6 of them: 1.959964 sqrt(0.25/1.6 4.4/5) = 0.726774; they may rate it, and it is as before.
# By a list L1 alone of LD rates U1 and everybody of Y, who work in U2, rates U1: 1 and 1.6 of 2, 1.959964 sqrt(0.25/1.6
# 0.4/1) = 0.489991; nobody rates U2.
--- run
try() {
    rm -f r.*
    dtxhh new r.dtxhh --definition "$1" --as a --quiet && dtxhh frame import r.dtxhh "$2" --as a --quiet
    dtxhh plan r.dtxhh --units
}
try "$TINY/definition" "$TINY/frame.csv"
sed "1s/\$/,own_unit/; /,Y,/s/\$/,U1/; /,X,/s/\$/,/; /^LD/s/\$/,/" "$TINY/frame.csv" >works.csv
try "$TINY/definition" works.csv
cp -r "$TINY/definition" allow && sed -i 's/all,skip/all,allow/' allow/ballot_types.csv
try allow works.csv
cp -r "$TINY/definition" listed && sed -i 's/all,skip/listed,skip/' listed/ballot_types.csv
printf '%s\n' ballot_type,rater,unit P1,LD/L1,U1 P1,U2,U1 P1,U2,U2 >listed/rates.csv
sed 's/,U1$/,U2/' works.csv >two.csv
try listed two.csv
dtxhh plan r.dtxhh | head -2
--- stdout
unit,type,group,raters,ballots,margin
U1,P1,LD,3,3,0
U1,P1,DAN,8,3.2,0.5586756923129891
U2,P1,LD,3,3,0
U2,P1,DAN,8,3.2,0.5586756923129891
unit,type,group,raters,ballots,margin
U1,P1,LD,3,3,0
U1,P1,DAN,6,1.6,0.7267740968453966
U2,P1,LD,3,3,0
U2,P1,DAN,8,3.2,0.5586756923129891
unit,type,group,raters,ballots,margin
U1,P1,LD,3,3,0
U1,P1,DAN,8,3.2,0.5586756923129891
U2,P1,LD,3,3,0
U2,P1,DAN,8,3.2,0.5586756923129891
unit,type,group,raters,ballots,margin
U1,P1,LD,1,1,0
U1,P1,DAN,2,1.6,0.48999099613501335
U2,P1,LD,0,0,
U2,P1,DAN,0,0,
group,stratum,N,formula,n,reserves,margin,design,n_yamane,n_margin,cv,cost
LD,,3,census,3,0,0,census,3,3,0,
--- stderr
--- status 0
