# Tables that must come out as R has them keep look-alikes apart, with a warning; --fold takes them as one.  A stratum of
# 10 people with S 2 about 5 and of 20 with S 3 about 8 is one of 30 about 7: S^2 = (9*4 + 19*9 + 10*4 + 20*1) / 29,
# each at (10*1 + 20*4) / 30; it must be shared out as one written so.
--- run
printf '%s\n' k,h,y 'a1,Hoà Vang,1' 'a2,Hòa Vang,2' 'a3,hoà  vang,3' 'a4,Hoà Vang,6' 'a5,Đông Anh,4' 'a6,Ðông Anh,8' 'a7,Đông Anh,5' 'a8,Dong Anh,9' >t.csv
for fold in '' --fold; do
    echo "# $fold"
    dtxhh estimate t.csv --mean y --by h $fold --csv | cut -d, -f1-3
    dtxhh select t.csv --id k --strata h --method srs --seed 1 --n 4 $fold --csv | cut -d, -f2 | sort | uniq -c | sed 's/^ *//'
done
echo '# nothing alike'; sed -i 's/Hòa Vang/Hoà Vang/; s/hoà  vang/Hoà Vang/; s/Ðông/Đông/' t.csv; dtxhh estimate t.csv --mean y --by h --csv | cut -d, -f1-3
printf '%s\n' stratum,N 'Hoà Vang,10' 'Hòa Vang,20' 'X,3' >s.csv; dtxhh allocate s.csv --by proportional --n 6 --csv | cut -d, -f1,2,4
dtxhh allocate s.csv --by proportional --n 6 --csv --fold | cut -d, -f1,2,4
echo '# allocate --fold'
printf '%s\n' stratum,N,S,mean,cost,X Y,9,2,4,2,1 'Hoà Vang,10,2,5,1,2' 'HOÀ VANG,20,3,8,4,3' X,30,4,9,1,4 >parts.csv
printf '%s\n' stratum,N,S,mean,cost,X Y,9,2,4,2,1 'Hoà Vang,30,3.0342868275303405,7,3,5' X,30,4,9,1,4 >whole.csv
sed 's/,S,mean/,S_a,mean_a/' parts.csv >parts_a.csv; sed 's/,S,mean/,S_a,mean_a/' whole.csv >whole_a.csv
for rule in 'proportional --n 20' 'equal --n 20' 'neyman --n 20' 'power --n 20' 'cost --cost 40' 'cost --cv 5%'; do
    dtxhh allocate parts.csv --fold --by $rule --quiet --csv 2>/dev/null | cut -d, -f1,2,4 >parts
    dtxhh allocate whole.csv --by $rule --quiet --csv | cut -d, -f1,2,4 >whole
    cmp parts whole && [ $(wc -l <parts) = 4 ] && echo "$rule"
done
dtxhh allocate parts_a.csv --fold --by cost --cv 5% --csv 2>/dev/null | cut -d, -f4 | tr '\n' ' '
dtxhh allocate whole_a.csv --by cost --cv 5% --csv 2>/dev/null | cut -d, -f4 | tr '\n' ' '
cut -d, -f1-3 parts.csv >no_mean.csv; dtxhh allocate no_mean.csv --fold --by neyman --n 20; echo "status $?"
printf '%s\n' stratum,N,S,mean a,10,1,2 A,10,1,-2 b,5,1,1 >zero.csv; dtxhh allocate zero.csv --fold --by power --n 9; echo "status $?"
dtxhh allocate zero.csv --fold --by neyman --n 9 --quiet | cut -d, -f1,4
--- stdout
# 
h,term,estimate
Dong Anh,y,9
Hoà Vang,y,3.5
Hòa Vang,y,2
hoà  vang,y,3
Ðông Anh,y,8
Đông Anh,y,4.5
1 Hoà Vang
1 Hòa Vang
1 hoà  vang
1 stratum
1 Đông Anh
# --fold
h,term,estimate
Dong Anh,y,9
Hoà Vang,y,3
Đông Anh,y,5.666666666666667
2 Hoà Vang
1 stratum
2 Đông Anh
# nothing alike
h,term,estimate
Dong Anh,y,9
Hoà Vang,y,3
Đông Anh,y,5.666666666666667
stratum,N,n
Hoà Vang,10,2
Hòa Vang,20,4
X,3,0
stratum,N,n
Hoà Vang,30,5
X,3,1
# allocate --fold
proportional --n 20
equal --n 20
neyman --n 20
power --n 20
cost --cost 40
cost --cv 5%
n 3 11 25 n 3 11 25 status 1
status 1
stratum,n
a,8
b,1
--- stderr
t.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Ðông Anh" (1), "Đông Anh" (2) [W111]
t.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Đông Anh" (2), "Ðông Anh" (1) [W111]
t.csv: warning: column "h" writes the same in several ways, which are taken as one: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Ðông Anh" (1), "Đông Anh" (2) [W111]
t.csv: warning: column "h" writes the same in several ways, which are taken as one: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Đông Anh" (2), "Ðông Anh" (1) [W111]
6 in all
a stratum gets nobody, so nothing can be said of the whole; use --min
s.csv: warning: column "stratum" seems to write the same in several ways, which stay apart without --fold: "Hoà Vang" (1), "Hòa Vang" (1) [W111]
6 in all
s.csv: warning: column "stratum" writes the same in several ways, which are taken as one: "Hoà Vang" (1), "Hòa Vang" (1) [W111]
no_mean.csv: warning: column "stratum" writes the same in several ways, which are taken as one: "Hoà Vang" (1), "HOÀ VANG" (1) [W111]
no_mean.csv: fault: --fold makes one stratum of several, whose S is known only with the column "mean" [F342]
dtxhh: faults: 1, warnings: 1
zero.csv: warning: column "stratum" writes the same in several ways, which are taken as one: "a" (1), "A" (1) [W111]
zero.csv: fault: stratum "a": mean is "0"; expected a number other than 0 [F341]
dtxhh: faults: 1, warnings: 1
zero.csv: warning: column "stratum" writes the same in several ways, which are taken as one: "a" (1), "A" (1) [W111]
--- status 0
