# estimate: what is said and refused. Values by hand: the mean of 1 2 4 8 3 is 3.6, its variance 7.3, so its error sqrt(7.3 / 5)
# = 1.2083 for five rows; 1.1839 where the sixth, which misses y, stays in the sample as a zero (6/5 of the sum of squares of z).
# Of 0 of 3 and 3 of 3 the exact limits are 1 - 0.025^(1/3) = 0.7076 and 0.025^(1/3) = 0.2924.
--- run
printf '%s\n' y,x,g,s,u,w,r,k,p 1,a,m,1,1,1,1,2,.5 2,a,m,1,2,1,1,4,.5 4,b,m,1,3,1,0,6,.5 8,b,f,2,1,1,1,8,.5 3,b,f,2,2,1,0,3,.5 ,a,f,2,3,1,1,1,.5 >d.csv
e() { dtxhh estimate d.csv "$@"; echo "= $?"; }
echo '# a missing value, a domain, nothing in it, one row, a share of 0 and of 1'
e --mean y --csv
e --mean y --where 'y > 0' --csv
e --mean y --where 'y > 100' --csv
e --mean y --by g --where 'g = f and y != 3' --csv
e --proportion x --where 'x = b' --csv
echo '# every comparison at, below and above a value of codes (y is 1 2 4 8 3 and missing) and of numbers (z is 1 to 600): how many'
seq 600 | awk 'BEGIN { print "z" } 1' >numbers.csv
for op in = != '<' '<=' '>' '>='; do
    echo "$op $(e --total 1 --where "y $op 3" --csv | sed -n '2s/^[^,]*,\([^,]*\),.*/\1/p') $(
        dtxhh estimate numbers.csv --total 1 --where "z $op 150" --csv | sed -n '2s/^[^,]*,\([^,]*\),.*/\1/p')"
done
echo '# all strata of a domain are lonely: nothing to take the average of'
printf '%s\n' h,p,s,N,M,w,y 1,1,1,9,5,1,3 1,1,2,9,5,1,4 1,2,1,9,5,1,5 1,2,2,9,5,1,8 2,1,1,5,4,1,3 2,1,2,5,4,1,4 2,1,3,5,4,1,9 >stages.csv
dtxhh estimate stages.csv --strata h --psu p,s --fpc N,M --weight w --lonely-psu average --mean y --by h --csv | sed -n 3p
echo '# a cluster of one unit, at the second stage and at the third: it is named by its own label'
printf '%s\n' p,s,t,N,M,K,w,y a,1,1,9,5,4,1,3 b,1,1,9,5,4,1,4 b,2,1,9,5,4,1,5 c,1,1,9,5,4,1,9 >three.csv
dtxhh estimate three.csv --psu p,s --fpc N,M --weight w --mean y
printf '%s\n' p,s,t,N,M,K,w,y b,1,1,9,5,4,1,4 b,2,1,9,5,4,1,5 b,2,2,9,5,4,1,5 c,3,1,9,5,4,1,9 c,4,1,9,5,4,1,9 c,4,2,9,5,4,1,9 >three.csv
dtxhh estimate three.csv --psu p,s,t --fpc N,M,K --weight w --mean y
echo '# a stratum of one unit where --where leaves nothing is in nobody'"'"'s way: R has 0.3040641 for the first, no answer for the second'
printf '%s\n' h,y,z,w 1,0.21675486,1,1 1,-0.54249257,1,2 1,0.89114465,0,3 2,0.59598058,1,4 2,1.63561800,1,5 2,0.68927544,1,6 3,-1.28124663,0,7 >alone.csv
printf 'z,total\n0,10\n1,18\n' >z.csv
for more in '' '--poststratify z.csv'; do
    dtxhh estimate alone.csv --strata h --weight w --where 'z = 1' --mean y --csv --quiet $more | cut -d, -f1-3
done
echo '# labels of units repeat in other strata: six units, two strata'
e --mean k --strata s --psu u --csv
echo '# item by item, or only rows that miss nothing'
e --total y,k --csv
e --total y,k --missing listwise --csv
echo '# design effects need a population larger than the sample; wr does not'
e --mean k --deff wor --csv
e --mean k --deff wr --csv
e --total 1 --csv
e --mean x,k --csv
e --contrast=-1,1 --mean k --by g --csv
e --table x,g --csv
echo '# a mean of 0 and 1 is a share (as the proportion of 1), one of other numbers is not'
for m in logit wilson; do
    dtxhh estimate d.csv --proportion r --ci $m --csv | grep r1 | sed s/r1/r/ >share
    dtxhh estimate d.csv --mean r,k --ci $m --csv | grep '^r,' | cmp - share && cat share
done
echo '# degrees of freedom of replicates are those of the rows --where leaves: R has 14, and 7 for subset(, meals > 80)'
for r in jk1 bootstrap:50 bootstrap:5; do
    for where in 'meals >= 0' 'meals > 80'; do
        dtxhh estimate "$ROOT/tests/golden/data/apiclus1.csv" --psu dnum --weight pw --replicates $r --where "$where" --mean api00 --csv | sed 1d | cut -d, -f8,9
    done
done
echo '# case tells two columns apart, read by threads or row by row; without need it does not matter'
printf 'b,B,y\n1,2,3\n2,4,5\n' >case.csv; sed '2s/1/"1"/' case.csv >quoted.csv; sed 's/b,B/b,b/' case.csv >twice.csv
for f in case quoted; do
    dtxhh estimate $f.csv --mean b,B,Y --csv | cut -d, -f1,2
done
dtxhh estimate twice.csv --mean b; echo "= $?"
echo '# the command line'
e
e --mean
e --mean y,,k
e --ratio y
e --quantile y@2
e --quantile y
e --table x
e --table x,g --by s
e --table y,nothing
e --mean y --by term
e --mean y --by g,g
e --mean y --where 'y'
e --mean y --where 'y >'
e --mean y --where 'x > 1'
e --mean y --where 'x = z'
e --contrast=1,2 --mean y
e --contrast=1,2,3 --mean y --by g
e --mean y --ci sure
e --mean y --trim 3,2
e --mean y --strict
e --mean y --trim 1,2 --keep-totals
e --mean y --bounds 0.5,2
e --mean y --calibrate d.csv --aggregate-stage 1
e --mean y --calfun raking
e --mean y --responded r
e --mean y --nonresponse g
e --mean y --nonresponse g --propensity g --responded r
e --mean y --fpc w --fpc-fraction w
e --mean y --fpc w,k
e --mean y --replicates jk2
e --mean y --replicates bootstrap:1
e --mean y --replicates jkn --replicate-weights d.csv
e --mean y --replicate-weights d.csv
e --mean y --scale 1
e --mean y --mse
e --mean y --seed 1
e --mean y --pps brewer
e --mean y --pps yates-grundy --prob p
e --mean y --joint d.csv
e --mean y --pps brewer --prob p --fpc w
e --mean y --pps brewer --prob p --replicates jk1
e --alpha k
e --mean y --replicates jk1 --strata s
e --mean k --replicates brr --strata s --psu u
echo '# beside another file: differences, their errors, by hand sqrt(2) times as large; what only one has is left out'
cp d.csv old.csv
e --mean k --against old.csv --csv
sed 's/,f,/,v,/' d.csv >old.csv
e --mean k --by g --against old.csv --csv
e --mean k --trim 0,2 --against old.csv
e --table x,g --against old.csv
e --mean k --against nothing.csv
echo '# the data'
e --total x,k --ratio x/k
e --mean y --weight x
e --mean y --weight y
e --mean y --strata y
e --mean y --strata s --fpc k
e --mean y --strata s --fpc w
e --mean y --fpc-fraction k
e --mean y --pps brewer --prob k
e --mean y --nonresponse g --responded k
e --mean y --strata y --where 'y > 0'
e --mean k --strata k
e --mean nothing
dtxhh estimate nothing.csv --mean y; echo "= $?"
printf 'y\n' >empty.csv; dtxhh estimate empty.csv --mean y; echo "= $?"
printf 'y\n1\n2\nx\n' >mixed.csv; dtxhh estimate mixed.csv --mean y; echo "= $?"
printf 'w,y\n-1,2\n1,3\n' >negative.csv; dtxhh estimate negative.csv --weight w --mean y; echo "= $?"
printf 'y\n1\n2\nTổng\n' >total.csv; dtxhh estimate total.csv --mean y; echo "= $?"
--- stdout
# a missing value, a domain, nothing in it, one row, a share of 0 and of 1
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.6,1.1838918869558994,0.32885885748774984,0.5567090200339644,6.643290979966036,,5,5
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,3.6,1.1838918869558994,0.32885885748774984,0.3129891653779149,6.887010834622085,,5,4
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,,,,,,,0,0
= 0
g,term,estimate,se,cv,ci_low,ci_high,deff,n,df
f,y,8,,,,,,1,0
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
xa,0,0,,0,0.7075982261787135,,3,2
xb,1,0,0,0.2924017738212865,1,,3,2
= 0
# every comparison at, below and above a value of codes (y is 1 2 4 8 3 and missing) and of numbers (z is 1 to 600): how many
= 1 1
!= 4 599
< 2 149
<= 3 150
> 2 450
>= 3 451
# all strata of a domain are lonely: nothing to take the average of
2,y,5.333333333333333,,,,,,3,1
# a cluster of one unit, at the second stage and at the third: it is named by its own label
# a stratum of one unit where --where leaves nothing is in nobody's way: R has 0.3040641 for the first, no answer for the second
term,estimate,se
y,0.7683019266666666,0.30406410002393364
# labels of units repeat in other strata: six units, two strata
term,estimate,se,cv,ci_low,ci_high,deff,n,df
k,4,1.1902380714238083,0.2975595178559521,0.6953693325753068,7.304630667424693,,6,4
= 0
# item by item, or only rows that miss nothing
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,18,6.928203230275509,0.38490017945975047,0.19048662265694105,35.80951337734306,,5,5
k,24,6.387487769068525,0.26614532371118854,7.580439965483325,40.41956003451668,,6,5
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,18,6.928203230275509,0.38490017945975047,0.19048662265694105,35.80951337734306,,5,5
k,23,6.999999999999999,0.3043478260869565,5.005927150545805,40.9940728494542,,5,5
= 0
# design effects need a population larger than the sample; wr does not
term,estimate,se,cv,ci_low,ci_high,deff,n,df
k,4,1.064581294844754,0.2661453237111885,1.2634066609138883,6.736593339086111,,6,5
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
k,4,1.064581294844754,0.2661453237111885,1.2634066609138883,6.736593339086111,0.9999999999999998,6,5
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
1,6,0,0,6,6,,6,5
= 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
xa,0.5,0.22360679774997894,0.44721359549995787,-0.07479957262089887,1.0747995726208988,,6,5
xb,0.5,0.22360679774997894,0.44721359549995787,-0.07479957262089887,1.0747995726208988,,6,5
k,4,1.064581294844754,0.2661453237111885,1.2634066609138883,6.736593339086111,,6,5
= 0
g,term,estimate,se,cv,ci_low,ci_high,deff,n,df
,k contrast,0,2.129162589689508,,-5.473186678172223,5.473186678172223,,6,5
= 0
statistic,ndf,ddf,p
0.5555555555555556,1,5,0.4895897445644276
= 0
# a mean of 0 and 1 is a share (as the proportion of 1), one of other numbers is not
r,0.6666666666666666,0.21081851067789192,0.3162277660168379,0.14861303789425118,0.9581861815917284,,6,5
r,0.6666666666666666,0.21081851067789192,0.3162277660168379,0.20368233739011818,0.9398981519892489,,6,5
# degrees of freedom of replicates are those of the rows --where leaves: R has 14, and 7 for subset(, meals > 80)
183,14
32,7
183,14
32,7
183,4
32,4
# case tells two columns apart, read by threads or row by row; without need it does not matter
term,estimate
b,1.5
B,3
Y,4
term,estimate
b,1.5
B,3
Y,4
= 1
# the command line
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 1
= 2
= 2
= 2
= 2
= 2
term,estimate,se,cv,ci_low,ci_high,deff,n,df
y,,,,,,,0,0
= 0
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 2
= 3
# beside another file: differences, their errors, by hand sqrt(2) times as large; what only one has is left out
term,estimate,se,cv,ci_low,ci_high,deff,n,df
k,0,1.5055453054181618,,-3.3545639884277465,3.3545639884277465,,12,10
= 0
g,term,estimate,se,cv,ci_low,ci_high,deff,n,df
m,k,0,1.4605934866804429,,-3.2544050946307905,3.2544050946307905,,6,10
= 0
= 2
= 2
= 3
# the data
= 1
= 1
= 1
= 1
= 1
= 1
= 1
= 1
= 1
= 1
= 3
= 1
= 3
= 1
= 1
= 1
= 1
--- stderr
dtxhh: 2 clusters have only one unit of stage 2, so that its error cannot be estimated: a, c; say --lonely-psu certainty, remove, adjust or average
dtxhh: 2 clusters have only one unit of stage 3, so that its error cannot be estimated: 1, 3; say --lonely-psu certainty, remove, adjust or average
dtxhh: 1 strata have only one unit (stage 1), so that its error cannot be estimated: 3; say --lonely-psu certainty, remove, adjust or average
"k" is no share, with values other than 0 and 1: its interval is by t
"k" is no share, with values other than 0 and 1: its interval is by t
twice.csv:1:2: fault: column "b" is the same as column 1, "b"; expected each column once [F112]
dtxhh: faults: 1, warnings: 0
dtxhh: nothing is asked for; say --mean, --total, --proportion, --ratio, --quantile, --variance, --covariance, --table or --alpha
dtxhh: option --mean needs a value (V[,V...])
dtxhh: option --mean has an empty name between its commas
dtxhh: option --ratio has "y"; expected NUM/DEN
dtxhh: option --quantile has "y@2"; expected V@P with P from 0 to 1
dtxhh: option --quantile has "y"; expected V@P with P from 0 to 1
dtxhh: option --table takes two columns, A,B
dtxhh: --table does not go with --by
d.csv:1: fault: no column "nothing"; found "y", "x", "g", "s", "u", "w", "r", "k", "p" [F111]
dtxhh: faults: 1, warnings: 0
dtxhh: --by cannot take the column "term": the result has a column of this name; rename it
dtxhh: --by names the column "g" twice
dtxhh: cannot read the condition "y"; expected COLUMN, one of = != < <= > >=, and a value
dtxhh: the condition "y >" compares with nothing; only = and != go without a value
dtxhh: "x > 1" compares by size; expected a column of numbers and a number
no row of column "x" has the value "z"
dtxhh: --contrast needs --by
dtxhh: --contrast has 3 coefficients; the groups of --by are 2
dtxhh: option --ci has "sure"; expected one of: t, z, mean, logit, xlogit, likelihood, wilson, beta, asin
dtxhh: option --trim has "3,2"; expected two numbers L,U, or L;U where a comma is the decimal mark, with L below U, one of which may be left out
dtxhh: --strict needs --trim
dtxhh: --keep-totals keeps the totals of --poststratify, --rake or --calibrate, none of which is given
dtxhh: --bounds needs --calibrate
dtxhh: --aggregate-stage 1 needs --psu with so many columns; it has 0
dtxhh: --calfun needs --calibrate
dtxhh: --responded needs --nonresponse
dtxhh: --nonresponse needs --responded
dtxhh: give one of --nonresponse and --propensity
dtxhh: give one of --fpc and --fpc-fraction
dtxhh: there are 2 columns of population counts for 1 stages; expected at most one a stage
dtxhh: option --replicates has "jk2"; expected one of: jk1, jkn, brr, bootstrap:R, fay:RHO
dtxhh: 1 replicates; expected 2 to 20000
dtxhh: give one of --replicates and --replicate-weights
dtxhh: --replicate-weights needs --scale
dtxhh: --scale needs --replicate-weights
dtxhh: --mse needs --replicates
dtxhh: --seed needs --replicates bootstrap:R
dtxhh: --pps needs --prob
dtxhh: --pps yates-grundy, horvitz-thompson needs --joint
dtxhh: --joint needs --pps yates-grundy, horvitz-thompson
dtxhh: --fpc does not go with --pps
dtxhh: --replicates does not go with --pps
dtxhh: --alpha takes two variables or more
dtxhh: jk1 is for a sample without strata; say --replicates jkn
dtxhh: stratum "1" has 3 units; balanced half samples need two in each
2 estimates of one file have no counterpart in the other and are left out
dtxhh: --against compares files as they are weighted: write weights with --weights-out first, and give them with --weight
dtxhh: --table does not go with --against
dtxhh: cannot open "nothing.csv": No such file or directory
dtxhh: d.csv:2: column "x" has "a"; expected a number
d.csv:2: fault: column "x" has "a"; expected a weight; and 2 more like it: line 3, 7 [F702]
d.csv:4: fault: column "x" has "b"; expected a weight; and 2 more like it: line 5, 6 [F702]
dtxhh: faults: 6, warnings: 0
d.csv:7: fault: column "y" is empty; expected a weight [F701]
dtxhh: faults: 1, warnings: 0
d.csv:7: fault: column "y" is empty; expected the stratum [F701]
dtxhh: faults: 1, warnings: 0
d.csv:2: fault: column "k" has 2, fewer than the 3 units in the sample; expected how many there were to draw from [F704]
d.csv:3: fault: column "k" has 4 here and 2 in line 2 of the same stratum; expected one number [F703]
d.csv:6: fault: column "k" has 3 here and 8 in line 5 of the same stratum; expected one number [F703]
dtxhh: faults: 3, warnings: 0
d.csv:2: fault: column "w" has 1, fewer than the 3 units in the sample; expected how many there were to draw from; and 1 more like it: line 5 [F704]
dtxhh: faults: 2, warnings: 0
d.csv:2: fault: column "k" has 2; expected a sampling fraction above 0, at most 1 [F704]
d.csv:3: fault: column "k" has 4 here and 2 in line 2 of the same stratum; expected one number [F703]
dtxhh: faults: 2, warnings: 0
d.csv:2: fault: column "k" has 2; expected one probability above 0, at most 1, of each unit [F705]
dtxhh: faults: 1, warnings: 0
dtxhh: d.csv:2: column "k" says who responded; expected 1 or 0
d.csv:7: fault: column "y" is empty; expected the stratum [F701]
dtxhh: faults: 1, warnings: 0
dtxhh: 6 strata have only one unit (stage 1), so that its error cannot be estimated: 1, 2, 3, 4, 6, 8; say --lonely-psu certainty, remove, adjust or average
d.csv:1: fault: no column "nothing"; found "y", "x", "g", "s", "u", "w", "r", "k", "p" [F111]
dtxhh: faults: 1, warnings: 0
dtxhh: cannot open "nothing.csv": No such file or directory
dtxhh: "empty.csv" has no rows below its header
dtxhh: mixed.csv:4: column "y" has "x"; expected a number
negative.csv:2: fault: the weight is -1; expected 0 or more [F706]
dtxhh: faults: 1, warnings: 0
total.csv:4:1: fault: "Tổng" looks like a total row; expected rows of data only, take it out [F115]
dtxhh: faults: 1, warnings: 0
--- status 0
