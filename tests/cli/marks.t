# 1.500 is one and a half in one file and fifteen hundred in the next: every verb that reads numbers goes by what else
# stands in the column, then in the table, then by the separator, and says so; or refuses. By hand: 1500 to 500 of 20 by
# proportion is 15 to 5; the mean of 1500 and 3.5 is 751.75; 1500 + 500 raked onto two rows makes 2000.
--- run
say() { printf '%b' "$1" >f.csv; echo "# $1"; shift; "$@" 2>&1; echo "= $?"; }
allocate() { dtxhh allocate f.csv --n 20 --by proportional --csv; }
say 'stratum;N\nA;1.500\nB;500\nC;1.234.500\n' allocate
say 'stratum;N\nA;1.500\nB;500\n' allocate
say 'stratum;N;S\nA;1.500;0,5\nB;500;0,5\n' dtxhh allocate f.csv --n 20 --by neyman --csv
say 'stratum,N\nA,1.500\nB,500\n' allocate
say 'stratum\tN\nA\t1.500\nB\t500\n' allocate
say 'stratum;N\nA;1,500\nB;500\n' allocate
select() { dtxhh select f.csv --id id --n 1 --uniforms u --method pps-systematic --size size --csv; }
say 'id;size;u\na;1.500;0,5\nb;2;0,5\n' select
say 'id;size;u\na;1.500;0.5\nb;2;0.5\n' select
say 'id;size;u\na;1.500;0.5\nb;2;0,5\n' select
estimate() { dtxhh estimate f.csv --mean x --csv | cut -d, -f1,2; }
say 'x\n1.500\n"3,5"\n' estimate
say 'k;x\n1;1.500\n2;3,5\n' estimate
say 'k;x\n1;1.500\n2;3.5\n' estimate
say 'k;x\n1;1.500\n2;2\n' estimate
say 'k;x\n1;1.500\n2;3,5\n3;3.25\n' estimate
printf 'g;total\na;1.500\nb;500\n' >margin.csv
say 'x,g\n2,a\n4,b\n' dtxhh estimate f.csv --total 1 --rake margin.csv --csv
printf 'g;total\na;1,500\nb;500\n' >margin.csv
say 'x,g\n2,a\n4,b\n' dtxhh estimate f.csv --total 1 --rake margin.csv --csv
echo '# through a pipe'
printf 'k;x\n1;1.500\n2;3,5\n' | dtxhh estimate /dev/stdin --mean x --csv | cut -d, -f1,2
printf 'stratum;N\nA;1.500\nB;500\nC;1.234.500\n' | dtxhh allocate /dev/stdin --n 20 --by proportional --csv
echo '# the frame: size, and a column of its own name'
cp -r "$TINY/definition" d
sed -i 's/^DAN,.*/DAN,Người dân,ballot,pps,4,persons,group,,,,,dân số,50%,80%,single/' d/groups.csv
dtxhh new r.dtxhh --definition d --as a --quiet
printf 'group;id;size;dân số;office\nLD;L1;1.500;;BC1\nDAN;D1;3,5;2.000;BC1\nDAN;D2;2;12.500;BC1\n' >f.csv
dtxhh frame import r.dtxhh f.csv --as a --quiet
dtxhh show r.dtxhh frame --csv | cut -d, -f2,6,7
printf 'unit;criterion;stage;points\nU1;1.1;self;1.500\nU1;1.1;first;3.5\nU1;1.1;second;3,5\n' >p.csv
dtxhh points import r.dtxhh p.csv --as a
printf 'unit;criterion;stage;points\nU1;1.1;self;3,5\nU1;1.1;first;1.500\n' >p.csv
dtxhh points import r.dtxhh p.csv --as a
echo '# the definition'
sed -i 's/,/;/g; s/;0\.5;/;0,5;/; s/^B;1\.1;Kế hoạch;1;40/B;1.1;Kế hoạch;1;1.500/' d/criteria.csv
dtxhh new s.dtxhh --definition d --as a --quiet
dtxhh show s.dtxhh criteria --csv | grep 'Kế hoạch'
--- stdout
# stratum;N
A;1.500
B;500
C;1.234.500

stratum,N,real,n,share,weight
A,1500,0.02426202992317024,0,0,
B,500,0.008087343307723413,0,0,
C,1234500,19.967650626769107,20,1.6200891049007695e-05,61725
20 in all
a stratum gets nobody, so nothing can be said of the whole; use --min
= 0
# stratum;N
A;1.500
B;500

stratum,N,real,n,share,weight
A,1500,15,15,0.01,100
B,500,5,5,0.01,100
20 in all
f.csv:2:2: warning: "1.500" and the like in this column are read as 1500, not as 1.5, because ";" stands between cells; no other number says which [W108]
= 0
# stratum;N;S
A;1.500;0,5
B;500;0,5

stratum,N,real,n,share,weight
A,1500,15,15,0.01,100
B,500,5,5,0.01,100
20 in all
= 0
# stratum,N
A,1.500
B,500

f.csv:2:2: warning: "1.500" and the like in this column are read as 1.5, not as 1500, because "," stands between cells; no other number says which [W108]
f.csv:2:2: fault: stratum "A": N is "1.500"; expected a whole number of people, at least 1 [F341]
dtxhh: faults: 1, warnings: 1
= 1
# stratum	N
A	1.500
B	500

f.csv:2:2: fault: "1.500" can be read in two ways, 1.5 or 1500, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0
= 1
# stratum;N
A;1,500
B;500

f.csv:2:2: fault: "1,500" can be read in two ways, 1500 or 1.5, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0
= 1
# id;size;u
a;1.500;0,5
b;2;0,5

id,stratum,role,order,ticket,probability,weight
a,,selected,1,0.5,0.9986684420772304,1.0013333333333334
= 0
# id;size;u
a;1.500;0.5
b;2;0.5

id,stratum,role,order,ticket,probability,weight
b,,selected,1,0.5,0.5714285714285714,1.75
= 0
# id;size;u
a;1.500;0.5
b;2;0,5

f.csv:2:2: fault: "1.500" can be read in two ways, 1.5 or 1500, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0
= 1
# x
1.500
"3,5"

term,estimate
x,751.75
= 0
# k;x
1;1.500
2;3,5

term,estimate
x,751.75
= 0
# k;x
1;1.500
2;3.5

term,estimate
x,2.5
= 0
# k;x
1;1.500
2;2

f.csv:2:2: warning: "1.500" and the like in this column are read as 1500, not as 1.5, because ";" stands between cells; no other number says which [W108]
term,estimate
x,751
= 0
# k;x
1;1.500
2;3,5
3;3.25

f.csv:2:2: fault: "1.500" can be read in two ways, 1.5 or 1500, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0
= 0
# x,g
2,a
4,b

weights, base: n 2, sum 2, min 1, max 1, CV 0.0000, Kish deff 1.0000, effective n 2.0
weights, rake: n 2, sum 2000, min 500, max 1500, CV 0.5000, Kish deff 1.2500, effective n 1.6
  largest misfit of a total: 0
term,estimate,se,cv,ci_low,ci_high,deff,n,df
1,2000,0,0,2000,2000,,2,1
margin.csv:2:2: warning: "1.500" and the like in this column are read as 1500, not as 1.5, because ";" stands between cells; no other number says which [W108]
= 0
# x,g
2,a
4,b

margin.csv:2:2: fault: "1,500" can be read in two ways, 1500 or 1.5, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0
= 1
# through a pipe
term,estimate
x,751.75
stratum,N,real,n,share,weight
A,1500,0.02426202992317024,0,0,
B,500,0.008087343307723413,0,0,
C,1234500,19.967650626769107,20,1.6200891049007695e-05,61725
# the frame: size, and a column of its own name
id,size,dân số
D1,3.5,2000
D2,2,12500
L1,1500,
# the definition
B,1.1,Kế hoạch,1,1500,,,0.5,TD,Sở Nội vụ,,Made up
--- stderr
20 in all
a stratum gets nobody, so nothing can be said of the whole; use --min
p.csv:2:4: fault: "1.500" can be read in two ways, 1.5 or 1500, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
p.csv:3:3: warning: appraisals that do not say who appraised, though the definition names who does: 2; the first is here [W508]
dtxhh: faults: 1, warnings: 1; nothing was changed
p.csv:3:4: fault: criterion "1.1" has 1500 points; expected from 0 to 40 [F504]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
