# `estimate --propensity` by names alone, without a number among them.  The weights are those of R:
# m <- glm(r ~ g + h, quasibinomial, weights = w); w / fitted(m) where r is 1
--- run
printf '%s\n' g,h,r,w a,x,1,1 a,x,0,2 a,y,1,1 b,x,0,1 b,y,1,1 b,y,0,1 b,x,1,3 a,y,0,2 a,y,1,1 >d.csv
dtxhh estimate d.csv --weight w --propensity g,h --responded r --propensity-classes 0 --total 1 --weights-out w.csv --csv >out 2>&1 || cat out
awk -F, 'NR > 1 && $2 > 0 { printf "%d %.6f\n", $1, $2 }' w.csv
# numbers alone: 15 of 20 answered whatever b is, so that 30 stand for 40
awk 'BEGIN { print "w,r,b"; for (i = 0; i < 40; i++) print "1," (i % 4 != 0) "," (i < 20) }' >numbers.csv
dtxhh estimate numbers.csv --weight w --propensity b --responded r --propensity-classes 0 --total 1 --csv --quiet | cut -d, -f1,2
--- stdout
1 2.283806
3 2.371912
5 1.522537
7 4.466939
9 2.371912
term,estimate
1,40
--- stderr
--- status 0
