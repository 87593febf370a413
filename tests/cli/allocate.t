# allocate: the figures are R's (tests/golden/sampling.json: alloc_real, alloc_int, alloc_totcost, alloc_multivariate);
# rounded up for a precision, within a budget for a cost.  By hand: at most 60 of a and b cost 60 + 240, and of the 200 left
# 22 of c at 9 each can be paid.
--- run
cat >strata.csv <<'END'
stratum,N,S,cost,mean,X
a,4421,105,9,672,4421
b,755,94,16,626,755
c,1018,107,25,633,1018
d,60,140,12,600,60
e,9,30,40,580,9
END
for by in proportional equal neyman power cost; do
    echo "$by"
    dtxhh allocate strata.csv --n 240 --by $by --min 6 --quiet | cut -d, -f1-4
done
dtxhh allocate strata.csv --n 240 --by neyman --min 6 --exact | cut -d, -f4 | tr '\n' ' '
dtxhh allocate strata.csv --by cost --cost 4200 | cut -d, -f3,4
cat >several.csv <<'END'
stratum,N,cost,S_a,mean_a,S_b,mean_b,S_c,mean_c
x,4421,9,105,664,31,48,0.48,0.6
y,755,16,94,664,27,48,0.5,0.6
z,1018,25,107,664,30,48,0.41,0.6
END
dtxhh allocate several.csv --by cost --cv 1%,3%,5% | cut -d, -f1,4
printf 'stratum,N,S,cost,mean\na,1000,10,1,50\nb,3000,5,4,20\nc,50,40,9,100\n' >three.csv
dtxhh allocate three.csv --by cost --cost 500 --min 20 --max 60 | cut -d, -f1,4
say() { dtxhh allocate "$@"; echo "status $?"; }
say strata.csv --by luck --n 3
say strata.csv --by neyman
say strata.csv --by cost
say strata.csv --by neyman --n 9 --power 1
say strata.csv --by cost --n 9 --exact
say strata.csv --by equal --n 9 --min 3 --max 2
say strata.csv --by equal --n 9 --min 3
say strata.csv --by equal --n 7000
say several.csv --by neyman --n 9
say several.csv --by cost --cv 1%,2%
say nothing.csv --by equal --n 9
# a stratum that does not vary needs nobody: 16 + 4 * 21 spend all of 100; its mean may be 0, and so may one of several
printf 'stratum,N,S,cost,mean\na,100,1,1,0\nb,50,5,4,3\nc,10,0,9,2\n' >still.csv
dtxhh allocate still.csv --by cost --cost 100 | cut -d, -f1,4
dtxhh allocate still.csv --by cost --n 30 | cut -d, -f1,4
dtxhh allocate still.csv --by cost --cv 10% | cut -d, -f1,4
say still.csv --by power --n 30
printf 'stratum,N,S,cost,mean\na,100,1,1,1\nb,100,5,4,-1\n' >zero.csv
say zero.csv --by cost --cv 10%
say zero.csv --by neyman --n 20
printf 'stratum,N,S_a,mean_a\na,100,-1,1\nb,100,5,-1\n' >negative.csv
say negative.csv --by proportional --n 10
printf 'stratum,N,S,cost,mean\na,0,1,1,1\nb,5,-1,0,0\nc,x,1,1,1\n' >bad.csv
say bad.csv --by equal --n 3
say three.csv --by cost --cost 279 --min 20
say three.csv --by cost --cv 0.1% --max 60
printf 'stratum,N\na,5\na,6\n,7\n' >twice.csv
say twice.csv --by equal --n 3
echo stratum,N >empty.csv
say empty.csv --by equal --n 3
say strata.csv --by equal --n 20 --min 10
--- stdout
proportional
stratum,N,real,n
a,4421,169.4140188408111,163
b,755,28.93182181063388,28
c,1018,39.01005907711959,37
d,60,2.299217627335143,6
e,9,0.3448826441002714,6
equal
stratum,N,real,n
a,4421,48,58
b,755,48,58
c,1018,48,58
d,60,48,57
e,9,48,9
neyman
stratum,N,real,n
a,4421,170.67118484123836,164
b,755,26.09307092380023,25
c,1018,40.04810262710813,39
d,60,3.0883724920377897,6
e,9,0.09926911581550038,6
power
stratum,N,real,n
a,4421,114.00477470149629,112
b,755,45.27617745241366,44
c,1018,59.18296429493592,58
d,60,19.833308520601534,20
e,9,1.7027750305525877,6
cost
stratum,N,real,n
a,4421,188.76811145018092,182
b,755,21.644865204412934,21
c,1018,26.576734814776756,25
d,60,2.9582081871118544,6
e,9,0.05208034351749511,6
n 164 25 39 6 6 real,n
288.5909807634427,287
33.090932731414235,33
40.630834873349606,40
4.5225445943308324,4
0.07962106151693724,1
stratum,n
x,346
y,39
z,47
stratum,n
a,60
b,60
c,22
status 2
status 2
status 2
status 2
status 2
status 2
status 3
status 3
status 1
status 2
status 3
stratum,n
a,16
b,21
c,0
stratum,n
a,13
b,17
c,0
stratum,n
a,37
b,46
c,0
status 1
status 3
stratum,N,real,n,share,weight
a,100,3.3333333333333335,3,0.03,33.333333333333336
b,100,16.666666666666668,17,0.17,5.882352941176471
status 0
status 1
status 1
status 3
status 3
status 1
status 1
status 3
--- stderr
240 in all, at a cost of 3163
variable 1: standard error of the mean 6.70445, coefficient of variation 0.0101691
365 in all, at a cost of 4199
variable 1: standard error of the mean 5.41351, coefficient of variation 0.00821107
432 in all, at a cost of 4913
variable 1: standard error of the mean 4.94279, coefficient of variation 0.00744396
variable 2: standard error of the mean 1.43561, coefficient of variation 0.0299085
variable 3: standard error of the mean 0.0222522, coefficient of variation 0.037087
142 in all, at a cost of 498
variable 1: standard error of the mean 0.570765, coefficient of variation 0.0201009
dtxhh: option --by has "luck"; expected one of: proportional, equal, neyman, power, cost
dtxhh: --by neyman needs --n
dtxhh: --by cost needs one of --n, --cost, --cv
dtxhh: --power does not go with --by neyman
dtxhh: --exact does not go with --by cost
dtxhh: --min is above --max
dtxhh: 9 cannot be shared: the strata take at least 15 and at most 6263
dtxhh: 7000 cannot be shared: the strata take at least 0 and at most 6263
several.csv: fault: --by neyman needs the column "S" [F343]
dtxhh: faults: 1, warnings: 0
dtxhh: --cv has 2 numbers, but the table has 3 variables
dtxhh: cannot open "nothing.csv": No such file or directory
37 in all, at a cost of 100
stratum "c" gets nobody: with a standard deviation of 0 its mean counts as known
variable 1: standard error of the mean 0.296542, coefficient of variation 0.279098
30 in all, at a cost of 81
stratum "c" gets nobody: with a standard deviation of 0 its mean counts as known
variable 1: standard error of the mean 0.347744, coefficient of variation 0.327288
83 in all, at a cost of 221
stratum "c" gets nobody: with a standard deviation of 0 its mean counts as known
variable 1: standard error of the mean 0.104389, coefficient of variation 0.0982487
still.csv:2:5: fault: stratum "a": mean is "0"; expected a number other than 0 [F341]
dtxhh: faults: 1, warnings: 0
dtxhh: variable 1: its mean over all strata is 0, and has no coefficient of variation
20 in all, at a cost of 71
variable 1: standard error of the mean 0.621273
negative.csv:2:3: fault: stratum "a": S_a is "-1"; expected a number of 0 or more [F341]
dtxhh: faults: 1, warnings: 0
bad.csv:2:2: fault: stratum "a": N is "0"; expected a whole number of people, at least 1 [F341]
bad.csv:3:3: fault: stratum "b": S is "-1"; expected a number of 0 or more [F341]
bad.csv:3:4: fault: stratum "b": cost is "0"; expected a number above 0 [F341]
bad.csv:4:2: fault: "x" is not a number; expected one such as 12.5 [F121]
dtxhh: faults: 4, warnings: 0
dtxhh: the minimum of every stratum alone costs 280; the budget is 279
dtxhh: variable 1: a coefficient of variation of 0.001 is out of reach with the numbers allowed
twice.csv:3:1: fault: stratum "a" is given twice [F342]
twice.csv:4:1: fault: the stratum has no name [F342]
dtxhh: faults: 2, warnings: 0
empty.csv: fault: the table has no stratum; expected a row for each [F342]
dtxhh: faults: 1, warnings: 0
stratum "e" has 9 people, fewer than the minimum; all are taken
dtxhh: 20 cannot be shared: the strata take at least 49 and at most 6263
--- status 0
