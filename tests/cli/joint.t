# select --joint: what R's sampling 2.9 gives for the same probabilities (UPsampfordpi2, UPmaxentropypi2), by hand where it is
# simple: 2 of 5 in each stratum: 0.4 * 1/4 within, 0.4 * 0.4 across; independent events; arcs of a circle.
--- run
printf 'id,size,st\nu1,12,A\nu2,30,B\nu3,7,A\nu4,18,B\nu5,55,A\nu6,9,B\nu7,14,A\nu8,21,B\nu9,6,A\nu10,80,B\n' >f.csv
pair() { awk -F, -v i="$2" -v j="$3" 'NR == 1 { for (c = 2; c <= NF; c++) if ($c == j) at = c } $1 == i { printf "%s,%s %.7f\n", i, j, $at }' "$1"; }
sized() { dtxhh select f.csv --id id --n 4 --size size --seed s --method "$@"; }
sized sampford --joint sampford.csv | sed 1d | cut -d, -f1 | tr '\n' ' '; head -1 sampford.csv
pair sampford.csv u5 u6; pair sampford.csv u6 u5; pair sampford.csv u10 u6
sized maximum-entropy --joint entropy.csv | sed 1d | cut -d, -f1 | tr '\n' ' '; head -1 entropy.csv
pair entropy.csv u5 u6; pair entropy.csv u5 u5
sized poisson --joint poisson.csv >/dev/null; pair poisson.csv u4 u6 # 0.3139535 * 0.1569767
sized pareto --joint pareto.csv >/dev/null; sized sequential-poisson --joint sequential.csv >/dev/null; wc -l pareto.csv sequential.csv
# four units of 1/2, 2 of them: those two apart go together, neighbours never
printf 'id\na\nb\nc\nd\n' >four.csv
dtxhh select four.csv --id id --n 2 --method systematic --seed s --joint systematic.csv | cut -d, -f1
cat systematic.csv
dtxhh select f.csv --id id --n 4 --strata st --seed s --method srs --joint strata.csv >/dev/null
head -1 strata.csv; pair strata.csv u9 u5; pair strata.csv u9 u8; pair strata.csv u9 u9
say() { "$@" >/dev/null; echo "status $?"; }
say sized sampford --joint sampford.csv
say sized sampford --joint sampford.csv --force
say sized sampford --joint . --force
mkfifo pipe && say sized sampford --joint pipe --force; rm pipe
say sized brewer --joint b.csv
say dtxhh select f.csv --id id --n 4 --seed s --method cube --balance size --joint b.csv
say sized sampford --joint no/folder.csv
awk 'BEGIN { print "id,size"; for (i = 1; i <= 2001; i++) print i "," i }' >large.csv
say dtxhh select large.csv --id id --size size --n 3 --seed s --method sampford --joint l.csv
say dtxhh select large.csv --id id --size size --n 3 --seed s --method pareto --joint l.csv
say dtxhh select large.csv --id id --size size --n 3 --seed s --method sequential-poisson --joint l.csv
say dtxhh select large.csv --id id --size size --n 3 --seed s --method maximum-entropy --joint l.csv
say dtxhh select large.csv --id id --size size --n 3 --seed s --method pps-systematic --joint l.csv
awk 'BEGIN { print "id"; for (i = 1; i <= 6000; i++) print i }' >large.csv
say dtxhh select large.csv --id id --n 5001 --seed s --method srs --joint m.csv
ls ./*.csv
--- stdout
u4 u5 u6 u10 id,u4,u5,u6,u10
u5,u6 0.1467372
u6,u5 0.1467372
u10,u6 0.1569767
u4 u5 u6 u10 id,u4,u5,u6,u10
u5,u6 0.1465114
u5,u5 0.9593023
u4,u6 0.0492834
  5 pareto.csv
  5 sequential.csv
 10 total
id
b
d
id,b,d
b,0.5,0.5
d,0.5,0.5
id,u9,u5,u8,u6
u9,u5 0.1000000
u9,u8 0.1600000
u9,u9 0.4000000
status 3
status 0
status 3
status 3
status 2
status 2
status 3
status 3
status 3
status 3
status 3
status 0
status 3
./entropy.csv
./f.csv
./four.csv
./l.csv
./large.csv
./pareto.csv
./poisson.csv
./sampford.csv
./sequential.csv
./strata.csv
./systematic.csv
--- stderr
dtxhh: "sampford.csv" exists already; --force writes over it
dtxhh: "." is not a file that can be written
dtxhh: "pipe" is not a file that can be written
dtxhh: joint probabilities of method brewer are not known; choose another method
dtxhh: joint probabilities of method cube are not known; choose another method
dtxhh: cannot write "no/folder.csv": No such file or directory
dtxhh: joint probabilities of method sampford are worked out for up to 2000 units of a stratum; there are 2001
dtxhh: joint probabilities of method pareto are worked out for up to 1000 units of a stratum; there are 2001
dtxhh: joint probabilities of method sequential-poisson are worked out for up to 100 units of a stratum; there are 2001
dtxhh: joint probabilities of method maximum-entropy are worked out for up to 2000 units of a stratum; there are 2001
dtxhh: a table of joint probabilities has up to 5000 units; the sample has more
--- status 0
