# estimate: weights that cannot be had, and why (the first table of what other tools do silently). By hand: 4 m and 2 f, to
# 6 and 6, weigh 1.5 and 3; two rows cut from 4 to 2 give what is cut to the others.
--- run
printf '%s\n' id,g,h,y,w,b 1,m,p,1,1,1 2,m,p,2,1,1 3,m,q,3,1,1 4,m,q,4,1,1 5,f,p,5,1,4 6,f,q,6,1,4 >d.csv
margin() { printf '%s\n' "$@" >m.csv; }
margin2() { printf '%s\n' "$@" >n.csv; }
e() { dtxhh estimate d.csv --csv "$@" 2>&1; echo "= $?"; }
echo '# what is met, and what each step did'
margin g,total m,6 f,6
e --mean y --poststratify m.csv --weights-out w.csv
cat w.csv
e --mean y --poststratify m.csv --weights-out w.csv
echo '# weights that sum to 1 are raked as well as others'
printf '%s\n' g,h,w,y m,p,.1,1 m,q,.3,2 f,p,.2,3 f,q,.4,4 >small.csv
margin g,total m,.5 f,.5
margin2 h,total p,.2 q,.8
dtxhh estimate small.csv --weight w --rake m.csv,n.csv --total 1 --by g --csv 2>/dev/null | cut -d, -f1-3
dtxhh estimate small.csv --weight w --rake m.csv,n.csv --total 1 --by h --csv 2>/dev/null | cut -d, -f1-3
echo '# margins with other sums'
margin g,total m,6 f,6
margin2 h,total p,6 q,7
e --mean y --rake m.csv,n.csv
e --total 1 --rake m.csv,n.csv --rescale
echo '# a category without a case, a case without a category, nobody wanted'
margin g,total m,6 f,4 x,2
e --mean y --poststratify m.csv
margin g,total m,12
e --mean y --poststratify m.csv
margin g,total m,12 f,0
e --mean y --rake m.csv
echo '# ... joined with a neighbour, in the margins and in the rows: f has 2 cases for 4 + 2; of m and f, 6 for 12'
margin g,total m,6 f,4 x,2
e --mean y --poststratify m.csv --merge g:x=f --weights-out w.csv --force
cat w.csv
e --mean y --poststratify m.csv --merge g:x=m --merge g:m=f
margin g,h,total m,p,3 m,q,3 f,p,1 f,q,1 x,p,2 x,q,2
e --total 1 --poststratify m.csv --merge g:x=f --by g
margin g,total m,6 x,6
e --total 1 --rake m.csv --merge g:f=x --by g
e --mean y --rake m.csv --merge g:f=x --merge g:t=x
e --mean y --rake m.csv --merge h:p=q
e --mean y --rake m.csv --merge g=x
echo '# margins that cases cannot meet together'
printf '%s\n' g,h,y m,p,1 m,p,2 f,q,3 f,q,4 >apart.csv
margin g,total m,6 f,6
margin2 h,total p,4 q,8
dtxhh estimate apart.csv --mean y --rake m.csv,n.csv --csv; echo "= $?"
echo '# calibration: negative weights are told, bounds that would do too'
printf '%s\n' variable,category,total ,,6 y,,33 >t.csv
e --mean y --calibrate t.csv
e --mean y --calibrate t.csv --calfun raking --bounds 0.9,1.1
e --mean y --calibrate t.csv --calfun logit --bounds 0.9,1.1
e --mean y --calibrate t.csv --calfun logit
e --mean y --calibrate t.csv --bounds 1.1,2
printf '%s\n' variable,category,total ,,9 y,,33 >t.csv; e --mean y --calibrate t.csv --bounds 0.9,1.1
printf '%s\n' variable,category,total ,,6 g,m,4 g,f,3 >t.csv
e --mean y --calibrate t.csv
printf '%s\n' variable,category,total y,,33 y,,34 >t.csv
e --mean y --calibrate t.csv
echo '# ... whatever the distance, where nobody is wanted: 5 of a, 3 of b, bounds wider by a ninth of what they are from 1'
printf '%s\n' g,w,y a,1,1 a,2,2 a,2,3 b,1,4 b,2,5 >none.csv
printf '%s\n' variable,category,total ,,8 g,a,0 g,b,8 >t.csv
for calfun in linear raking logit; do dtxhh estimate none.csv --weight w --calibrate t.csv --mean y --calfun $calfun --bounds 0.1,3; done 2>&1
echo '# a bound of 0 is the limit of small ones: rows that it takes to 0 count, and totals that are met have no error'
printf '%s\n' g,w,y,z a,1,1,3 b,1,2,1 a,2,3,4 b,1,4,1 a,1,10,5 b,1,12,9 a,1,6,2 b,1,0,2 >zero.csv
printf '%s\n' variable,category,total ,,9 y,,90 >t.csv
zero() { dtxhh estimate zero.csv --weight w --calibrate t.csv --csv --quiet "$@"; }
zero --bounds 0,5 --total 1,y | awk -F, 'NR > 1 { print $1, ($3 < 1e-12), $8, $9 }'
for low in 0 1e-9; do
    zero --bounds $low,5 --total 1,y,z --mean z --variance z --by g | awk -F, -v OFS=, 'NR > 1 { print $1, $2, sprintf("%.7g", $4), $9, $10 }' >low$low
done
cmp low0 low1e-9 && wc -l <low0
echo '# trimming keeps the sum'
e --mean y --weight b --trim ,2 --weights-out w.csv --force
cat w.csv
e --mean y --weight b --trim ,2.1 --strict
e --mean y --weight b --trim ,1.5 --strict
margin g,total m,6 f,6
e --mean y --poststratify m.csv --trim 1,3 --keep-totals
e --mean y --poststratify m.csv --trim 1,2 --keep-totals
echo '# y is 1e9 + e, exactly: what tells rows apart is all in e, and errors are those of e'
awk 'BEGIN { print "g,h,p,w,e,y"
    for (i = 0; i < 120; i++)
        printf "%s,%d,%d,%d.%d,%.20f,%.20f\n", i % 2 ? "a" : "b", i / 40, i % 10, 1 + i * 7 % 9, i * 3 % 10, i * i * 37 % 4001 / 2 ^ 20, 1e9 + i * i * 37 % 4001 / 2 ^ 20 }' >far.csv
far() {
    dtxhh estimate far.csv --strata h --psu p --weight w --csv --quiet "$@" |
        awk -F, -v at="$at" 'NR > 1 { value = sprintf("%.11g", $at); n += value + 0 != 0; if (NR % 2 == 0) kept = value; else if (value != kept) print $0, kept } END { print n }'
}
at=3 && far --mean y,e && far --variance y,e && at=2 && far --variance y,e && far --covariance y,e
at=4 && far --mean y,e --by g && far --variance y,e --by g && at=3 && far --variance y,e --by g
at=3 && far --contrast 1,-1 --mean y,e --by g
echo '# files'
printf 'total\n5\n' >m.csv; e --mean y --poststratify m.csv
printf 'g,total\n' >m.csv; e --mean y --poststratify m.csv
printf 'g,total\nm,x\n' >m.csv; e --mean y --poststratify m.csv
printf 'g,total\nm,-1\nf,2\n' >m.csv; e --mean y --poststratify m.csv
printf 'g,total\nm,1\nm,2\n' >m.csv; e --mean y --poststratify m.csv
printf 'nothing,total\nm,1\n' >m.csv; e --mean y --poststratify m.csv
printf 'variable,category,total\n' >m.csv; e --mean y --calibrate m.csv
printf 'row,r1\n1,1\n' >m.csv; e --mean y --replicate-weights m.csv --scale 1
printf 'row\n1\n' >m.csv; e --mean y --replicate-weights m.csv --scale 1
printf 'row,r1\n' >m.csv; e --mean y --replicate-weights m.csv --scale 1
printf 'row,r1,r2\n1,1,2\n2,1,2\n3,1,2\n4,1,2\n5,2,1\n6,2,1\n' >m.csv
printf 'replicate,scale\n1,1\n' >n.csv; e --mean y --replicate-weights m.csv --scale 1 --rscales n.csv
printf 'replicate,scale\n1,.5\n2,.5\n' >n.csv; e --mean y --replicate-weights m.csv --scale 1 --rscales n.csv
printf 'scale\n.5\n.5\n' >n.csv; e --mean y --replicate-weights m.csv --scale 1 --rscales n.csv
echo '# rows and replicates are known by their numbers, whatever their order'
printf 'row,r1,r2\n6,2,1\n5,2,1\n4,1,2\n3,1,2\n2,1,2\n1,1,2\n' >m.csv
printf 'replicate,scale\n1,.9\n2,.1\n' >n.csv; e --mean y --replicate-weights m.csv --scale 1 --rscales n.csv
printf 'replicate,scale\nr2,.1\nr1,.9\n' >n.csv; e --mean y --replicate-weights m.csv --scale 1 --rscales n.csv
printf 'row,r1\n6,2\n5,2\n4,1\n3,1\n3,1\n9,1\n' >m.csv; e --mean y --replicate-weights m.csv --scale 1
printf 'row,r1\na,2\n5,2\n4,1\n3,1\n3,1\n9,1\n' >m.csv; e --mean y --replicate-weights m.csv --scale 1
printf 'row,r1,r2\n1,1,2\n2,1,2\n3,1,2\n4,1,2\n5,2,1\n6,2,1\n' >m.csv
e --mean y --pps yates-grundy --prob w --joint m.csv
printf 'id,1,2,3,4,5,6\n1,0,1,1,1,1,1\n2,1,1,1,1,1,1\n3,1,1,1,1,1,1\n4,1,1,1,1,1,1\n5,1,1,1,1,1,1\n6,1,1,1,1,1,1\n' >m.csv
e --mean y --pps yates-grundy --prob w --joint m.csv
echo '# nobody of a class answered'
printf '%s\n' g,r,y m,1,1 m,0,2 f,0,3 f,0,4 >d.csv
e --mean y --nonresponse g --responded r
e --mean y --propensity g --responded r
--- stdout
# what is met, and what each step did
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, poststratify: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,4,0.36228441865473593,0.09057110466368398,3.068718254072074,4.931281745927926,,6,5
= 0
row,w
1,1.5
2,1.5
3,1.5
4,1.5
5,3
6,3
dtxhh: "w.csv" exists already; --force writes over it
= 3
# weights that sum to 1 are raked as well as others
g,term,estimate
f,1,0.4999999999999994
m,1,0.5000000000000008
h,term,estimate
p,1,0.2
q,1,0.8000000000000002
# margins with other sums
dtxhh: rake: the totals of "g" add up to 12, those of "h" to 13: correct them, or have them rescaled to the first [F815]
= 3
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, rake: n 6, sum 12, min 1.38462, max 3.23077, CV 0.3628, Kish deff 1.1317, effective n 5.3
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
1,12,0,0,12,12,,6,5
= 0
# a category without a case, a case without a category, nobody wanted
dtxhh: poststratify: no case in "g=x", whose total is 2: join it with another category of "g" [F815]
= 3
d.csv:6: fault: "g" is "f", a category for which no total is given; and 1 more like it: line 7 [F712]
dtxhh: faults: 2, warnings: 0
= 1
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, rake: n 4, sum 12, min 3, max 3, CV 0.0000, Kish deff 1.0000, effective n 4.0
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,2.5,0.6123724356957945,0.2449489742783178,0.5511576045623363,4.448842395437664,,4,3
= 0
# ... joined with a neighbour, in the margins and in the rows: f has 2 cases for 4 + 2; of m and f, 6 for 12
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, poststratify: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,4,0.36228441865473593,0.09057110466368398,3.068718254072074,4.931281745927926,,6,5
= 0
row,w
1,1.5
2,1.5
3,1.5
4,1.5
5,3
6,3
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, poststratify: n 6, sum 12, min 2, max 2, CV 0.0000, Kish deff 1.0000, effective n 6.0
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.7637626158259733,0.21821789023599236,1.5366856930196766,5.463314306980323,,6,5
= 0
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, poststratify: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
g,term,estimate,se,cv,ci_low,ci_high,deff,n,df
f,1,6,0,0,6,6,,2,5
m,1,6,0,0,6,6,,4,5
= 0
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, rake: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
g,term,estimate,se,cv,ci_low,ci_high,deff,n,df
f,1,6,0,0,6,6,,2,5
m,1,6,0,0,6,6,,4,5
= 0
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, rake: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,4,0.36228441865473593,0.09057110466368398,3.068718254072074,4.931281745927926,,6,5
m.csv: warning: merge: "g" has no category "t" [W816]
= 0
dtxhh: --merge names the column "h", but no margin has it
= 2
dtxhh: option --merge has "g=x"; expected COLUMN:CATEGORY=CATEGORY
= 2
# margins that cases cannot meet together
= 3
# calibration: negative weights are told, bounds that would do too
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, calibrate: n 6, sum 6, min -0.714286, max 2.71429, CV 1.1711, Kish deff 2.3714, effective n 2.5
  largest misfit of a total: 0
  2 weights are negative, the lowest -0.714286; --calfun raking or --bounds avoid that
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,5.5,5.863417812261764e-16,1.0660759658657752e-16,5.499999999999998,5.500000000000002,,6,5
= 0
dtxhh: calibrate: the bounds are too narrow for all totals together; 0 and 3.001 would do [F815]
= 3
dtxhh: calibrate: the bounds are too narrow for all totals together; 0 and 3.001 would do [F815]
= 3
dtxhh: --calfun logit needs --bounds L,U with L < 1 < U
= 2
dtxhh: --bounds are of the final over the base weight; expected L < 1 < U
= 2
dtxhh: calibrate: the bounds are too narrow: within them "population" comes to 5.4 at least and 6.6 at most, not to 9; 0.4 and 1.6 would do [F815]
= 3
dtxhh: calibrate: the totals of "population" add up to 6, those of "g" to 7: correct them, or have them rescaled to the first [F815]
= 3
t.csv:3:1: fault: "y" has a total already; expected one row for a number, one for each category of a name [F716]
dtxhh: faults: 1, warnings: 0
= 1
# ... whatever the distance, where nobody is wanted: 5 of a, 3 of b, bounds wider by a ninth of what they are from 1
dtxhh: calibrate: the bounds are too narrow: within them "g=a" comes to 0.5 at least and 15 at most, not to 0; 0 and 3.221 would do [F815]
dtxhh: calibrate: the bounds are too narrow: within them "g=a" comes to 0.5 at least and 15 at most, not to 0; 0 and 3.221 would do [F815]
dtxhh: calibrate: the bounds are too narrow: within them "g=a" comes to 0.5 at least and 15 at most, not to 0; 0 and 3.221 would do [F815]
# a bound of 0 is the limit of small ones: rows that it takes to 0 count, and totals that are met have no error
1 1 8 7
y 1 8 7
10
# trimming keeps the sum
weights, base: n 6, sum 12, min 1, max 4, CV 0.7071, Kish deff 1.5000, effective n 4.0
weights, trim: n 6, sum 12, min 2, max 2, CV 0.0000, Kish deff 1.0000, effective n 6.0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.7637626158259733,0.21821789023599236,1.5366856930196766,5.463314306980323,,6,5
= 0
row,w
1,2
2,2
3,2
4,2
5,2
6,2
weights, base: n 6, sum 12, min 1, max 4, CV 0.7071, Kish deff 1.5000, effective n 4.0
weights, trim: n 6, sum 12, min 1.95, max 2.1, CV 0.0354, Kish deff 1.0012, effective n 6.0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5500000000000003,0.7720350542559579,0.21747466317069233,1.5654207130551387,5.534579286944862,,6,5
= 0
dtxhh: trim: 6 weights between -inf and 1.5 cannot add up to 12 [F815]
= 3
weights, base: n 6, sum 6, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 6.0
weights, poststratify: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
  largest misfit of a total: 0
weights, trim: n 6, sum 12, min 1.5, max 3, CV 0.3536, Kish deff 1.1250, effective n 5.3
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,4,0.36228441865473593,0.09057110466368398,3.068718254072074,4.931281745927926,,6,5
= 0
dtxhh: trim: the bounds are too narrow: within them "g=f" comes to 2 at least and 4 at most, not to 6; 0.666 and 3 would do [F815]
= 3
# y is 1e9 + e, exactly: what tells rows apart is all in e, and errors are those of e
2
2
2
4
4
4
4
2
# files
m.csv:1: fault: there is no category column beside "total"; expected one named as a column of the data [F715]
dtxhh: faults: 1, warnings: 0
= 1
m.csv: fault: there are no categories; expected a row for each [F715]
dtxhh: faults: 1, warnings: 0
= 1
m.csv:2:2: fault: "x" is not a number; expected one such as 12.5 [F121]
dtxhh: faults: 1, warnings: 0
= 1
m.csv:2:2: fault: the total is "-1"; expected a number of 0 or more [F714]
dtxhh: faults: 1, warnings: 0
= 1
m.csv:3: fault: category "m" of "g" has a total already, as "m" in line 2 [F716]
d.csv:6: fault: "g" is "f", a category for which no total is given; and 1 more like it: line 7 [F712]
dtxhh: faults: 3, warnings: 0
= 1
d.csv:1: fault: no column "nothing"; found "id", "g", "h", "y", "w", "b" [F111]
dtxhh: faults: 1, warnings: 0
= 1
m.csv: fault: there are no categories; expected a row for each [F715]
dtxhh: faults: 1, warnings: 0
= 1
dtxhh: "m.csv" has 1 rows of replicate weights; the data have 6
= 1
m.csv:1: fault: there is one column; expected a name for each row, then numbers [F718]
dtxhh: faults: 1, warnings: 0
= 1
m.csv: fault: there are no rows of numbers [F718]
dtxhh: faults: 1, warnings: 0
= 1
dtxhh: "n.csv" has 1 scales; expected one for each of the 2 replicates
= 1
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.45,0.1285714285714286,-2.217792131278613,9.217792131278614,,6,1
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.45,0.1285714285714286,-2.217792131278613,9.217792131278614,,6,1
= 0
# rows and replicates are known by their numbers, whatever their order
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.45,0.1285714285714286,-2.217792131278613,9.217792131278614,,6,1
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.5,0.45,0.1285714285714286,-2.217792131278613,9.217792131278614,,6,1
= 0
m.csv:6:1: fault: row 3 stands in line 5 already [F718]
m.csv:7:1: fault: there is a row 9, but 6 rows; expected the numbers from 1 on [F718]
dtxhh: faults: 2, warnings: 0
= 1
m.csv:2:1: fault: the row calls itself "a"; expected its number [F718]
dtxhh: faults: 1, warnings: 0
= 1
dtxhh: "m.csv" has 6 rows and 2 columns of joint probabilities; the sample has 6 units
= 1
dtxhh: "m.csv" has the joint probability 0; expected above 0, at most 1
= 1
# nobody of a class answered
dtxhh: nonresponse: nobody responded in the weighting class "g=f": join it with another [F815]
= 3
dtxhh: propensity: nobody in "g=f" responded: its propensity cannot be estimated; join it with another category [F815]
= 3
--- stderr
dtxhh: rake: the total of "h=p" is 4, but it follows from the others and must be 6 [F815]
--- status 0
