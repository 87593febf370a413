# Tables that must come out as R has them keep look-alikes apart, with a warning; --fold takes them as one.
--- run
printf '%s\n' k,h,y 'a1,Hoà Vang,1' 'a2,Hòa Vang,2' 'a3,hoà  vang,3' 'a4,Hoà Vang,6' 'a5,Đông Anh,4' 'a6,Ðông Anh,8' 'a7,Đông Anh,5' 'a8,Dong Anh,9' >t.csv
for fold in '' --fold; do
    echo "# $fold"
    dtxhh estimate t.csv --mean y --by h $fold --csv | cut -d, -f1-3
    dtxhh select t.csv --id k --strata h --method srs --seed 1 --n 4 $fold --csv | cut -d, -f2 | sort | uniq -c | sed 's/^ *//'
done
echo '# nothing alike'; sed -i 's/Hòa Vang/Hoà Vang/; s/hoà  vang/Hoà Vang/; s/Ðông/Đông/' t.csv; dtxhh estimate t.csv --mean y --by h --csv | cut -d, -f1-3
printf '%s\n' stratum,N 'Hoà Vang,10' 'Hòa Vang,20' 'X,3' >s.csv; dtxhh allocate s.csv --by proportional --n 6 --csv | cut -d, -f1,2,4
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
--- stderr
t.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Ðông Anh" (1), "Đông Anh" (2) [W111]
t.csv: warning: column "h" seems to write the same in several ways, which stay apart without --fold: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Đông Anh" (2), "Ðông Anh" (1) [W111]
t.csv: warning: column "h" writes the same in several ways, which are taken as one: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Ðông Anh" (1), "Đông Anh" (2) [W111]
t.csv: warning: column "h" writes the same in several ways, which are taken as one: "Hoà Vang" (2), "Hòa Vang" (1), "hoà  vang" (1); "Đông Anh" (2), "Ðông Anh" (1) [W111]
6 in all
a stratum gets nobody, so nothing can be said of the whole; use --min
s.csv: warning: column "stratum" seems to write the same in several ways, which stay apart: "Hoà Vang" (1), "Hòa Vang" (1) [W111]
--- status 0
