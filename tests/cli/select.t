# select: by given numbers what R's sampling takes (tests/golden/sampling.json: units 2 5 7 10 and 2 5 6 10);
# by a seed what `ticket` and sort give; strata apart; faults with their places.
--- run
paste -d, - - - - >frame.csv <<'END'
id
size
stratum
U
u1
12
A
0.61
u2
30
B
0.12
u3
7
A
0.93
u4
18
B
0.48
u5
55
A
0.70
u6
9
B
0.05
u7
14
A
0.33
u8
21
B
0.81
u9
6
A
0.27
u10
80
B
0.19
END
golden() { dtxhh select frame.csv --id id --n 4 --size size --uniforms U --method "$@" | sed 1d | cut -d, -f1 | sort -V | tr '\n' ' '; }
golden sequential-poisson; golden poisson; echo
dtxhh select frame.csv --id id --n 4 --size size --uniforms U --method pareto --reserve 2
{ echo id,size,U; sed 1d frame.csv | cut -d, -f1,2 | sed 's/$/,0.37/'; } >start.csv
dtxhh select start.csv --id id --n 4 --size size --uniforms U --method pps-systematic | sed 1d | cut -d, -f1 | tr '\n' ' '; echo
# simple random: the smallest tickets
dtxhh select frame.csv --id id --n 3 --seed '48 15 92' --method srs --reserve 50% | sed 1d | awk -F, '{ print $5 "," $1 }' >drawn
dtxhh ticket --seed '48 15 92' u1 u2 u3 u4 u5 u6 u7 u8 u9 u10 | LC_ALL=C sort | head -5 | cmp - drawn && echo 'the same by hand'
# in strata: each by itself
dtxhh select frame.csv --id id --n 6 --seed s --method srs --strata stratum --reserve 1 | cut -d, -f1-4,6,7
printf 'stratum,n\nA,1\nB,2\n' >alloc.csv
dtxhh select frame.csv --id id --allocation alloc.csv --seed s --method srs --strata stratum | cut -d, -f1-4,6,7
for m in systematic sampford brewer; do
    size='--size size'; [ $m != systematic ] || size=
    # shellcheck disable=SC2086
    dtxhh select frame.csv --id id --n 4 --seed s --method $m $size | sed 1d | wc -l
done
dtxhh select frame.csv --id id --n 4 --seed s --method maximum-entropy --size size | sed 1d | wc -l
# balanced: with classes as 0 and 1 times p, as many of each as p has, whatever the seed; sizes given too
awk 'BEGIN { print "id,one,two,size"; for (i = 1; i <= 24; i++) print i "," (i <= 4) "," (i > 4 && i <= 12) ",7" }' >classes.csv
for seed in 1 2 3 4 5; do
    dtxhh select classes.csv --id id --n 6 --seed $seed --method cube --balance one,two --size size | awk -F, 'NR > 1 { n[$1 <= 4 ? 1 : $1 <= 12 ? 2 : 3]++ } END { print n[1], n[2], n[3] }'
done
say() { dtxhh select "$@"; echo "status $?"; }
say frame.csv --id id --n 3 --seed s --method luck
say frame.csv --id id --n 3 --seed s --method pareto
say frame.csv --id id --n 3 --seed s --method srs --size size
say frame.csv --id id --n 3 --method srs
say frame.csv --id id --seed s --method srs
say frame.csv --id id --allocation alloc.csv --seed s --method srs
say frame.csv --id id --n 3 --seed ' s' --method srs
say frame.csv --id id --n 3 --seed '' --method srs
say frame.csv --id id --n 11 --seed s --method srs
say frame.csv --id nothing --n 3 --seed s --method srs
printf 'stratum,n\nA,9\nC,2\n' >wrong.csv
say frame.csv --id id --allocation wrong.csv --seed s --method srs --strata stratum
printf 'stratum,n\nA,9\nB,2\n' >wrong.csv
say frame.csv --id id --allocation wrong.csv --seed s --method srs --strata stratum
say frame.csv --id id --n 3 --seed s --method cube
say frame.csv --id id --n 3 --seed s --method srs --balance size
say frame.csv --id id --n 3 --seed s --method cube --balance size,,U
say frame.csv --id id --n 3 --seed s --method cube --balance size,nothing
say frame.csv --id id --n 3 --seed s --method cube --balance size,stratum
printf 'id,size,s,U\na,0,x,0.5\nb,-1,x,1\na,,x,0.5\n,3,x,0.5\nd,many,,0.5\n' >bad.csv
say bad.csv --id id --n 1 --uniforms U --method pareto --size size --strata s
printf 'id,size\na,1e308\nb,1e308\nc,1\n' >huge.csv
say huge.csv --id id --n 2 --seed s --method pareto --size size
# the second stratum cannot be drawn: nothing of the first is printed
printf 'id,size,area\na,1,A\nb,2,A\nc,1e308,B\nd,1e308,B\n' >half.csv
say half.csv --id id --n 2 --seed s --method pareto --size size --strata area
# sizes far apart: a is certain, and of the rest 1 by 1/3, 2/3
printf 'id,size\na,1e18\nb,1e-9\nc,1\nd,2\n' >apart.csv
dtxhh select apart.csv --id id --n 2 --seed s --method pps-systematic --size size | awk -F, '{ printf "%s %.6s\n", $1, $6 }'
# certain again and again: 100 of 111 takes a, then 10 of 11 with 2 left takes b, and c has half of 1
printf 'id,size\na,100\nb,10\nc,0.5\nd,0.5\n' >again.csv
dtxhh select again.csv --id id --n 3 --seed s --method sampford --size size | cut -d, -f1,6
# nobody of A, and more reserves than there are
printf 'stratum,n\nA,0\nB,5\n' >none.csv
dtxhh select frame.csv --id id --allocation none.csv --seed s --method srs --strata stratum --reserve 9 | cut -d, -f1-4,6,7
# the same id in two compositions
printf 'id\ne\314\201\n\303\251\n' >twice.csv
say twice.csv --id id --n 1 --seed s --method srs
echo id >empty.csv
say empty.csv --id id --n 1 --seed s --method srs
--- stdout
u2 u5 u6 u10 u2 u5 u6 u10 
id,stratum,role,order,ticket,probability,weight
u10,,selected,1,0.19,1,1
u5,,selected,2,0.7,0.9593023255813954,1.0424242424242425
u2,,selected,3,0.12,0.5232558139534884,1.911111111111111
u6,,selected,4,0.05,0.1569767441860465,6.37037037037037
u7,,reserve,1,0.33,0.2441860465116279,4.095238095238096
u4,,reserve,2,0.48,0.313953488372093,3.185185185185185
u2 u5 u7 u10 
the same by hand
id,stratum,role,order,probability,weight
u9,A,selected,1,0.6,1.6666666666666667
u5,A,selected,2,0.6,1.6666666666666667
u7,A,selected,3,0.6,1.6666666666666667
u1,A,reserve,1,0.6,1.6666666666666667
u8,B,selected,1,0.6,1.6666666666666667
u6,B,selected,2,0.6,1.6666666666666667
u4,B,selected,3,0.6,1.6666666666666667
u2,B,reserve,1,0.6,1.6666666666666667
id,stratum,role,order,probability,weight
u9,A,selected,1,0.2,5
u8,B,selected,1,0.4,2.5
u6,B,selected,2,0.4,2.5
4
4
4
4
1 2 3
1 2 3
1 2 3
1 2 3
1 2 3
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 1
status 1
status 1
status 1
status 2
status 2
status 2
status 1
status 1
status 1
status 3
status 3
id probab
a 1
d 0.6666
id,probability
a,1
b,1
d,0.5
id,stratum,role,order,probability,weight
u9,A,reserve,1,0,
u5,A,reserve,2,0,
u7,A,reserve,3,0,
u1,A,reserve,4,0,
u3,A,reserve,5,0,
u8,B,selected,1,1,1
u6,B,selected,2,1,1
u4,B,selected,3,1,1
u2,B,selected,4,1,1
u10,B,selected,5,1,1
status 1
status 1
--- stderr
dtxhh: option --method has "luck"; expected one of: srs, systematic, pps-systematic, pareto, sequential-poisson, poisson, sampford, brewer, maximum-entropy, cube
dtxhh: --method pareto needs --size
dtxhh: --size does not go with --method srs
dtxhh: give one of --seed and --uniforms
dtxhh: give one of --n and --allocation
dtxhh: --allocation needs --strata
dtxhh: the seed " s" has blanks at its ends; they would change the draw
dtxhh: the seed is empty
frame.csv: fault: 11 are wanted, but there are only 10 units [F353]
dtxhh: faults: 1, warnings: 0
frame.csv:1: fault: no column "nothing"; found "id", "size", "stratum", "U" [F111]
dtxhh: faults: 1, warnings: 0
wrong.csv: fault: stratum "B" has no row; expected its n [F353]
wrong.csv:3:1: fault: stratum "C" is empty: no unit is in it [F353]
dtxhh: faults: 2, warnings: 0
wrong.csv: fault: stratum "A": 9 are wanted, but there are only 5 units [F353]
dtxhh: faults: 1, warnings: 0
dtxhh: --method cube needs --balance
dtxhh: --balance does not go with --method srs
dtxhh: option --balance has "size,,U"; expected columns separated by commas
frame.csv:1: fault: no column "nothing"; found "id", "size", "stratum", "U" [F111]
dtxhh: faults: 1, warnings: 0
frame.csv:2:3: fault: "A" is not a number; expected one such as 12.5; and 4 more like it: line 4, 6, 8, … [F121]
frame.csv:3:3: fault: "B" is not a number; expected one such as 12.5; and 4 more like it: line 5, 7, 9, … [F121]
dtxhh: faults: 10, warnings: 0
bad.csv:2:2: fault: unit "a" has the size 0 and so no chance to be drawn; expected a number above 0 [F351]
bad.csv:3:2: fault: unit "b" has the negative size -1; expected a number above 0 [F351]
bad.csv:3:4: fault: unit "b" has the random number 1; expected one above 0 and below 1 [F354]
bad.csv:4:1: fault: the id "a" is given twice [F352]
bad.csv:4:2: fault: unit "a" has no size; expected a number above 0 [F351]
bad.csv:5:1: fault: the id is blank [F352]
bad.csv:6:2: fault: "many" is not a number; expected one such as 12.5 [F121]
bad.csv:6:3: fault: unit "d" has no stratum [F353]
dtxhh: faults: 8, warnings: 0
dtxhh: the sizes are too large: their sum is beyond what a number can hold
dtxhh: stratum "B": the sizes are too large: their sum is beyond what a number can hold
twice.csv:3:1: fault: the id "é" is given twice [F352]
dtxhh: faults: 1, warnings: 0
empty.csv: fault: the table has no unit; expected a row for each [F352]
dtxhh: faults: 1, warnings: 0
--- status 0
