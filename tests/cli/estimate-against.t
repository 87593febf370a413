# estimate --against: the difference of two independent files of unequal size, whose degrees of freedom are put together by
# Satterthwaite's formula.  Expected are the figures of t.test() of R 4.2 (Welch) for samples without design, either file first, and
# for clusters those of svymean() of its package survey with their own degf(): 2 of the new file, 5 of the old one.
--- run
column() { echo y; printf '%s\n' "$@"; }
say() { dtxhh estimate "$@" --mean y --csv | sed 1d | awk -F, '{ printf "%.9f %.9f %.9f %.9f %d %.9f\n", $2, $3, $5, $6, $8, $9 }'; }
column 1 2 4 8 3 >a.csv && column 2 3 7 >b.csv && column 1 2 9 4 >c.csv && column 5 5.5 6 7 8 4 >d.csv && column 1 2 4 8 3 5 >e.csv && column 4 1 2 3 >f.csv
say a.csv --against b.csv
say b.csv --against a.csv
say c.csv --against d.csv
say e.csv --against f.csv --conf 90%
printf '%s\n' h,u,w,y 1,1,1,3 1,1,1,5 1,2,2,4 1,2,2,8 2,3,3,2 2,3,3,6 2,4,1,7 2,4,1,9 >new.csv
printf '%s\n' h,u,w,y 1,1,2,4 1,2,1,3 1,3,1,6 2,4,1,1 2,5,2,5 2,6,2,5 2,7,1,2 2,7,1,8 2,4,1,9 >old.csv
say new.csv --against old.csv --strata h --psu u --weight w
--- stdout
-0.400000000 1.947648154 -5.610575965 4.810575965 8 4.420533791
0.400000000 1.947648154 -4.810575965 5.610575965 8 4.420533791
-1.916666667 1.872683755 -7.316073812 3.482740479 10 3.654061629
1.333333333 1.201850425 -0.910858187 3.577524854 10 7.752293578
0.392857143 1.015211131 -3.554265164 4.339979450 17 2.241212406
--- stderr
--- status 0
