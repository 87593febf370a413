# `weigh --recipe`: what is wrong with a recipe, with its line and column; why weights cannot be had, with group and variable; what the
# round keeps.  Numbers that come out are R's in recipe-r.t.  Here by hand: 60 X and 40 Y, of which 30 and 30 are drawn.
--- run
G=$ROOT/tests/golden/data
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,census,,,,,,,,,0%,,single
DAN,Người dân,ballot,stratified,30,persons,stratum,loai,equal,,,,0%,,single
SIP,SIPAS,sipas,,,,,,,,,,,,
END
cp "$G/recipe_margins.csv" definition/margins.csv
printf '%s\n' DAN,office,BC1,120 DAN,phai,A,50 DAN,phai,Nữ,50 DAN,loai,X,60 DAN,nguon,x,9 DAN,nguon,X,91 'DAN,tuoi*gioi,trẻ,1' 'DAN,loai*tuoi,X*trẻ,100' 'DAN,ghe,*,9000' >>definition/margins.csv
echo 'keep,cu; ghe,' >>definition/round.csv
sed -i 's/^M4,E.*/&\nGT,A,Nam,\nGT,B,Nữ,/' definition/scales.csv
echo 'P1,PHAI,Giới tính,ballot,option,,,,GT,no' >>definition/questions.csv
awk -F, '{ print $0 "," (NR == 1 ? "cu,nguon,ghe" : ",X," NR % 5 + NR % 3) }' "$G/recipe_frame.csv" >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet &&
    dtxhh issue r.dtxhh --as a --serial-seed 1 --quiet && dtxhh issue r.dtxhh --pool 1 --group DAN --office BC9 --as a --quiet || exit
dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = "," }
    NR == FNR { if (FNR > 1) { who = $1 "/" $2; answer[who] = $3; for (i = 4; i <= 9; i++) answer[who] = answer[who] "," $i } next }
    FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,PHAI"; next }
    { who = $3 "/" $4; print $1, $2, "paper", "hoa", (who in answer ? answer[who] : ",A,A,A,A,A,B") ",A" }' "$G/recipe_answers.csv" - |
    sed 's/^\(.*refused.*\),A$/\1,/' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
try() {
    printf '%s\n' "$@" >rec.csv
    echo "# $2 $3"
    dtxhh weigh r.dtxhh --recipe rec.csv --as a --csv 2>&1 >out
    echo "= $?"
}
verify() { dtxhh verify r.dtxhh 2>&1 | sed 's/row [0-9][^ ]*/row/' | sort -u; }
how=step,group,variables,method,lower,upper,classes,totals,rescale
try step
try $how 'fly,DAN,gioi' 'rake,NO,gioi' 'rake,SIP,gioi' 'rake,DAN,mau' 'rake,DAN,' 'poststratify,DAN,gioi;tuoi' 'trim,DAN,gioi,,,4' \
    'nonresponse,DAN,PHAI' 'rake,DAN,gioi*loai; loai*gioi'
try $how 'calibrate,DAN,gioi,quad' 'calibrate,DAN,gioi,logit,0.5' 'calibrate,DAN,gioi,linear,2,3' 'trim,DAN' 'trim,DAN,,,5,4' \
    'trim,DAN,,keep_totals,,4' 'rake,DAN,gioi,,,,3,frame,maybe' 'rake,DAN,gioi,,x,,,census' 'trim,DAN,,,,4,,,yes'
try $how 'rake,DAN,gioi' 'nonresponse,DAN,'
echo '# totals that are not there, do not fit, or are not met'
try $how 'rake,DAN,cu'
try $how 'rake,DAN,size'
try $how 'rake,DAN,tuoi,,,,,frame' 'rake,DAN,rates,,,,,margins'
try $how 'poststratify,LD,PHAI'
try $how 'poststratify,DAN,phai'
try $how 'nonresponse,DAN,' 'rake,DAN,gioi; office'
try $how 'calibrate,DAN,gioi + nguon'
try $how 'rake,DAN,tuoi*gioi'
try $how 'rake,DAN,loai*tuoi'
try $how 'rake,DAN,loai'
try $how 'calibrate,DAN,tuoi + ghe'
try $how 'nonresponse,DAN,' 'rake,DAN,gioi; office,,,,,,yes'
try $how 'calibrate,DAN,gioi + size,linear,0.99,1.01'
try $how 'nonresponse,DAN,' 'rake,DAN,gioi;tuoi' 'trim,DAN,,keep_totals,,2.9'
try $how 'nonresponse,DAN,' 'calibrate,*,own_unit;size'
echo '# what is only warned of'
try $how 'trim,DAN,,,,9'
cut -d, -f1-6 out
try $how 'nonresponse,DAN,loai' 'rake,DAN,gioi'
cut -d, -f1-6 out
dtxhh show r.dtxhh recipe
dtxhh log show r.dtxhh | tail -1 | cut -d, -f3-6
dtxhh verify r.dtxhh | cut -d: -f1
sqlite3 r.dtxhh "UPDATE recipe SET variables = 'tuoi' WHERE step = 'rake'"
verify
sqlite3 r.dtxhh "UPDATE recipe SET variables = 'gioi', \"group\" = 'NO' WHERE step = 'rake'"
verify
sqlite3 r.dtxhh "UPDATE recipe SET \"group\" = 'DAN' WHERE step = 'rake'"
dtxhh weigh r.dtxhh --as a --quiet
dtxhh show r.dtxhh recipe
dtxhh verify r.dtxhh | cut -d: -f1
echo '# trimmed to 3.2: of each category, and of the sum of size, what the frame has and what the weights come to, which must be the same'
dtxhh show r.dtxhh ballots | cut -d, -f1,4 | sort >who
meets() {
    try $how nonresponse,DAN,loai,,,,,, "$1,,,,frame," >/dev/null
    untrimmed=$(dtxhh show r.dtxhh weights | awk -F, '$3 == "DAN" && $NF > 3.2' | wc -l)
    try $how nonresponse,DAN,loai,,,,,, "$1,,,,frame," 'trim,DAN,,keep_totals,,3.2,,,'
    dtxhh show r.dtxhh weights | awk -F, '$3 == "DAN" { print $1 "," $NF }' | sort | join -t, - who | awk -F, -v n="$untrimmed" '
        FNR == NR { w[$3] = $2; above += $2 > 3.2 + 1e-9; next }
        $1 == "DAN" { for (i = 5; i <= 6; i++) { has[$i]++; comes[$i] += w[$2] } has["size"] += $7; comes["size"] += w[$2] * $7 }
        END { print "above 3.2: " n ", then " above + 0; for (c in has) printf "%s %g %.6f\n", c, has[c], comes[c] }' - "$G/recipe_frame.csv" | sort
}
meets 'rake,DAN,gioi;tuoi,' | grep -v size
meets 'calibrate,DAN,gioi;tuoi;size,'
--- stdout
#  
rec.csv: fault: there is no step in it; expected a row for each [F807]
dtxhh: faults: 1, warnings: 0; nothing was changed
= 1
# fly,DAN,gioi rake,NO,gioi
rec.csv:2:1: fault: step "fly" is none; expected nonresponse, propensity, poststratify, rake, calibrate or trim [F801]
rec.csv:3:2: fault: group "NO" is not in the definition [F802]
rec.csv:4:2: fault: group "SIP" has no ballots of its own, so no weights [F802]
rec.csv:5:3: fault: "mau" is no column that the round keeps of the frame, and no question asked once a ballot; name it in table margins or in the setting keep before `dtxhh frame import` [F803]
rec.csv:6:3: fault: step "rake" needs variables [F804]
rec.csv:7:3: fault: step "poststratify" takes one variable, which may be joint (a*b); rake takes several [F804]
rec.csv:8:3: fault: step "trim" takes no variables [F804]
rec.csv:9:3: fault: "PHAI" is a question: those who did not answer have no answer to it; expected columns of the frame [F803]
rec.csv:10:3: fault: a variable stands twice [F804]
dtxhh: faults: 9, warnings: 0; nothing was changed
= 1
# calibrate,DAN,gioi,quad calibrate,DAN,gioi,logit,0.5
rec.csv:2:4: fault: column "method" has "quad"; expected linear, raking, logit [F805]
rec.csv:3:6: fault: column "upper" has ""; expected a bound: logit needs both [F805]
rec.csv:4:5: fault: column "lower" has "2"; expected lower below 1 and upper above 1: they bound the ratio of the weights after to those before [F805]
rec.csv:5:6: fault: column "upper" has ""; expected a limit of the weights, here or in lower [F805]
rec.csv:6:6: fault: column "upper" has "4"; expected a number above lower [F805]
rec.csv:8:7: fault: column "classes" has "3"; expected nothing: this step does not use it [F805]
rec.csv:8:9: fault: column "rescale" has "maybe"; expected yes, no [F805]
rec.csv:9:5: fault: column "lower" has "x"; expected nothing: this step does not use it [F805]
rec.csv:9:8: fault: column "totals" has "census"; expected margins, frame [F805]
rec.csv:10:9: fault: column "rescale" has "yes"; expected nothing: this step does not use it [F805]
dtxhh: faults: 10, warnings: 0; nothing was changed
= 1
# rake,DAN,gioi nonresponse,DAN,
rec.csv:3:1: fault: group "DAN": step "nonresponse" comes after a step of those who answered; put it before them [F806]
dtxhh: faults: 1, warnings: 0; nothing was changed
= 1
# totals that are not there, do not fit, or are not met
# rake,DAN,cu 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": "cu" is blank or unreadable; whoever has a weight needs a category (39 members, first "X1") [F711]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# rake,DAN,size 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN": "size" is a number; only calibrate can meet its total [F812]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# rake,DAN,tuoi,,,,,frame rake,DAN,rates,,,,,margins
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:3: fault: group "DAN": table margins has no totals of "rates" [F812]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# poststratify,LD,PHAI 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: fault: group "LD": table margins has no totals of "PHAI", and the frame has no answers [F812]
dtxhh: faults: 1, warnings: 1; nothing was changed
= 1
# poststratify,DAN,phai 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": poststratify: no case in "phai=Nữ", whose total is 50: join it with another category of "phai" [F815]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# nonresponse,DAN, rake,DAN,gioi; office
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:3: warning: group "DAN", ballot type "P1": the totals of "office" add up to 120, but by the frame 100 belong to the population; the weights will add up to the former [W811]
rec.csv:3: fault: group "DAN", ballot type "P1": rake: the totals of "gioi" add up to 100, those of "office" to 120: correct them, or have them rescaled to the first [F815]
dtxhh: faults: 1, warnings: 3; nothing was changed
= 1
# calibrate,DAN,gioi + nguon 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": category "X" of "nguon" has a total already, as "x" [F716]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# rake,DAN,tuoi*gioi 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN": table margins has the category "trẻ" of "tuoi*gioi"; expected 2 values with * between [F812]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# rake,DAN,loai*tuoi 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai*tuoi" is "X*giữa", a category for which no total is given (8 members, first "X1") [F712]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai*tuoi" is "X*già", a category for which no total is given (5 members, first "X12") [F712]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai*tuoi" is "Y*giữa", a category for which no total is given (7 members, first "Y100") [F712]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai*tuoi" is "Y*trẻ", a category for which no total is given (7 members, first "Y66") [F712]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai*tuoi" is "Y*già", a category for which no total is given (4 members, first "Y67") [F712]
dtxhh: faults: 5, warnings: 2; nothing was changed
= 1
# rake,DAN,loai 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": "loai" is "Y", a category for which no total is given (18 members, first "Y100") [F712]
rec.csv:2: warning: group "DAN", ballot type "P1": the totals of "loai" add up to 60, but by the frame 100 belong to the population; the weights will add up to the former [W811]
dtxhh: faults: 1, warnings: 3; nothing was changed
= 1
# calibrate,DAN,tuoi + ghe 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: warning: group "DAN", ballot type "P1": 19 weights are negative, the lowest -279.385; method raking or bounds keep them above 0 [W814]
line 8 of the log, hash <checked>
= 0
# nonresponse,DAN, rake,DAN,gioi; office,,,,,,yes
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
line 9 of the log, hash <checked>
= 0
# calibrate,DAN,gioi + size,linear,0.99,1.01 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: fault: group "DAN", ballot type "P1": calibrate: the bounds are too narrow: within them "gioi=Nam" comes to 27.06 at least and 27.60666667 at most, not to 53; 0 and 2.191 would do [F815]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# nonresponse,DAN, rake,DAN,gioi;tuoi
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:4: fault: group "DAN", ballot type "P1": trim: the bounds are too narrow: within them "gioi=Nam" comes to -inf at least and 49.3 at most, not to 53; -inf and 3.118 would do [F815]
dtxhh: faults: 1, warnings: 2; nothing was changed
= 1
# nonresponse,DAN, calibrate,*,own_unit;size
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:3: fault: group "LD", ballot type "P1": "own_unit" is blank or unreadable; whoever has a weight needs a category (4 members, first "L1") [F711]
rec.csv:3: fault: group "DAN", ballot type "P1": "own_unit" is blank or unreadable; whoever has a weight needs a category (39 members, first "X1") [F711]
dtxhh: faults: 2, warnings: 2; nothing was changed
= 1
# what is only warned of
# trim,DAN,,,,9 
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
rec.csv:2: warning: group "DAN", ballot type "P1": nobody stands for those who did not answer; the weights add up to 66 of 100 people; begin with a step nonresponse [W813]
line 10 of the log, hash <checked>
= 0
step,name,group,n,sum,min
1,base,,66,106.0,1.0
1,base,DAN,61,101.0,1.0
1,base,LD,5,5.0,1.0
2,final,,44,72.0,1.0
2,trim,DAN,40,67.0,1.0
2,nonresponse,LD,4,5.0,1.25
# nonresponse,DAN,loai rake,DAN,gioi
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
line 11 of the log, hash <checked>
= 0
step,name,group,n,sum,min
1,base,,66,106.0,1.0
1,base,DAN,61,101.0,1.0
1,base,LD,5,5.0,1.0
2,nonresponse,DAN,40,101.0,1.0
2,nonresponse,LD,4,5.0,1.25
3,final,,44,106.0,1.0
3,rake,DAN,40,101.0,1.0
step,group,variables,method,lower,upper,classes,totals,rescale,merge
nonresponse,DAN,loai,,,,,,no,
rake,DAN,gioi,,,,,,no,
a,weigh,,"44 valid ballots weighted by the recipe ""rec.csv""
log, draw, weights and scores
dtxhh: faults: 83, warnings: 1
r.dtxhh: fault: and 38 more like these [F932]
r.dtxhh: fault: table recipe: a value written by run 11 (weigh, 2025-01-01T00:00:00Z, by a) was changed since [F903]
r.dtxhh: fault: weights: table weight, row comes out when it is repeated, but is not there so [F932]
r.dtxhh: fault: weights: table weight, row is not what comes out when it is repeated [F932]
r.dtxhh: fault: weights: table weight_step, row comes out when it is repeated, but is not there so [F932]
r.dtxhh: fault: weights: table weight_step, row is not what comes out when it is repeated [F932]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
dtxhh: faults: 2, warnings: 1
r.dtxhh: fault: table recipe: a value written by run 11 (weigh, 2025-01-01T00:00:00Z, by a) was changed since [F903]
r.dtxhh: fault: weights: they cannot be repeated: table recipe has a row that is none: group "NO", step "rake" [F931]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
step,group,variables,method,lower,upper,classes,totals,rescale,merge
log, draw, weights and scores
# trimmed to 3.2: of each category, and of the sum of size, what the frame has and what the weights come to, which must be the same
# nonresponse,DAN,loai,,,,,, rake,DAN,gioi;tuoi,,,,,frame,
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
line 14 of the log, hash <checked>
= 0
Nam 50 50.000000
Nữ 50 50.000000
above 3.2: 3, then 0
già 27 27.000000
giữa 36 36.000000
trẻ 37 37.000000
# nonresponse,DAN,loai,,,,,, calibrate,DAN,gioi;tuoi;size,,,,,frame,
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
rec.csv:2: warning: group "DAN", ballot type "P1": 1 ballots of pools take no part in the recipe; no list says who filled them in [W812]
line 16 of the log, hash <checked>
= 0
Nam 50 50.000000
Nữ 50 50.000000
above 3.2: 6, then 0
già 27 27.000000
giữa 36 36.000000
size 465 465.000000
trẻ 37 37.000000
--- stderr
r.dtxhh: warning: group "DAN": a sample of its list of 100 members is asked; 1 ballots of a pool beside them count as people who are not on it [W436]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: ballot type "P1", group "DAN": 1 of 40 valid ballots are of pools, beside a sample of the list's 100 members; they count as people who are not on it [W436]
r.dtxhh: warning: the weights had a recipe (run 11); without --recipe they have none now [W815]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
