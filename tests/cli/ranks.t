# From a plain table of points to ranks and classes, under the rules that decide them; figures by hand.
--- run
# round CLASS-ROWS SETTING=VALUE...: blocks L (62 + 38 points) and S (31 + 19), points.csv as it is.
round() {
    rm -rf d r.dtxhh && mkdir d
    printf 'block,class,from,of,floor,floor_level\n%b' "$1" >d/classes.csv
    shift
    { printf 'key,value,basis\ncode,R,\ntitle,Bảng điểm,\nyear,2024,\nsurvey,outside,\n'
      for set; do echo "${set%%=*},${set#*=},"; done; } >d/round.csv
    printf 'code,name,ranked\nL,Khối lớn,yes\nS,Khối nhỏ,yes\n' >d/blocks.csv
    printf 'block,code,name,parent,max_points,min_points,cap,step,method,appraiser,support,basis\n%s\n%s\n%s\n%s\n' \
        'L,A,Thẩm định,,62,,,,TD,,,' 'L,B,Điều tra,,38,,,,DTXHH,,,' 'S,A,Thẩm định,,31,,,,TD,,,' 'S,B,Điều tra,,19,,,,DTXHH,,,' >d/criteria.csv
    awk -F, 'BEGIN { print "code,name,block,ranked" } { print $1 ",Đơn vị " NR "," substr($1, 1, 1) "," $4 }' table >d/units.csv
    awk -F, 'BEGIN { print "unit,criterion,stage,points,percent" }
        { n = $2 ~ /%/ ? ",,%s" : ",%s,"; sub(/%/, "", $2); printf $1 ",A,first" n "\n", $2; print $1 ",B,outside," $3 "," }' table >points.csv
    dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh points import r.dtxhh points.csv --as a --quiet &&
        dtxhh score r.dtxhh --as a --quiet && dtxhh show r.dtxhh scores | cut -d, -f2,3,9,10,12,13
}
# unit, appraised, survey, ranked
echo "== scored but not ranked: L2 has the most points, and shifts nobody"
printf 'L1,60,30.5,yes\nL2,61,30,no\nL3,60,30,yes\nL4,50,30,yes\n' >table
round '*,Tốt,90,,,\n*,Khá,0,,,\n'
echo "== a tie: shared, then in order, then by survey points (L3 has more than L1)"
printf 'L1,60,30,yes\nL2,55,30,yes\nL3,59,31,yes\nL4,60,31,yes\n' >table
round '' | cut -d, -f1,5
round '' ties=order | cut -d, -f1,5
round '' tie_breakers=survey | cut -d, -f1,5
echo "== 60.004 + 30.004 = 90.008 and 60.003 + 30.003 = 90.006; in parts both are 60.00 + 30.00"
printf 'L1,60.004,30.004,yes\nL2,60.003,30.003,yes\nL3,50,30,yes\n' >table
round '*,Tốt,90.007,,,\n*,Khá,0,,,\n'
round '*,Tốt,90.007,,,\n*,Khá,0,,,\n' rounding=parts round_at=component
echo "== compared as printed, 90.008 and 90.006 are 90.01 both"
round '*,Tốt,90.01,,,\n*,Khá,0,,,\n' compare=rounded
echo "== other decimals: one, 90.0; none, 90"
round '' compare=rounded decimals=1 | cut -d, -f1,5
printf 'L1,60.4,30.4,yes\nL2,60.3,30.3,yes\n' >table
round '' rounding=parts round_at=component decimals=0
echo "== blocks of different maxima, percents for points: 90 % of 62 is 55.8, of 31 27.9; bands by percent"
printf 'L1,90%%,30,yes\nL2,80%%,38,yes\nS1,90%%,15,yes\nS2,80%%,19,yes\n' >table
round '*,Tốt,87,percent,,\n*,Khá,85,percent,,\n*,Yếu,0,percent,,\n' rank_by=percent
echo "== a floor: L1 92 with 30 of 38, 78.9 %; L2 90.4 with 30.4 of 38, 80 %"
printf 'L1,62,30,yes\nL2,60,30.4,yes\n' >table
round '*,Tốt,90,,80,1\n*,Khá,70,,,\n'
echo "== faults"
printf 'L1,63,30,yes\nL2,sáu mươi,30,yes\nL3,101%%,30,yes\n' >table
round ''; echo "status $?"
printf 'L1,60,30,yes\nTổng,120,60,no\n' >table
round ''; echo "status $?"
printf 'L1,60,30,yes\n' >table
round '*,Tốt,90,,,\n*,Giỏi,90,,,\n' colour=red rounding=twice decimals=7 tie_breakers=height round_at=total; echo "status $?"
round '' rounding=parts; echo "status $?"
--- stdout
== scored but not ranked: L2 has the most points, and shifts nobody
unit,max,total,percent,rank,class
L1,100,90.5,90.5,1,Tốt
L3,100,90,90,2,Tốt
L4,100,80,80,3,Khá
L2,100,91,91,,Tốt
== a tie: shared, then in order, then by survey points (L3 has more than L1)
unit,rank
L4,1
L1,2
L3,2
L2,4
unit,rank
L4,1
L1,2
L3,3
L2,4
unit,rank
L4,1
L3,2
L1,3
L2,4
== 60.004 + 30.004 = 90.008 and 60.003 + 30.003 = 90.006; in parts both are 60.00 + 30.00
unit,max,total,percent,rank,class
L1,100,90.008,90.008,1,Tốt
L2,100,90.006,90.006,2,Khá
L3,100,80,80,3,Khá
unit,max,total,percent,rank,class
L1,100,90,90,1,Khá
L2,100,90,90,1,Khá
L3,100,80,80,3,Khá
== compared as printed, 90.008 and 90.006 are 90.01 both
unit,max,total,percent,rank,class
L1,100,90.008,90.008,1,Tốt
L2,100,90.006,90.006,1,Tốt
L3,100,80,80,3,Khá
== other decimals: one, 90.0; none, 90
unit,rank
L1,1
L2,1
L3,3
unit,max,total,percent,rank,class
L1,100,90,90,1,
L2,100,90,90,1,
== blocks of different maxima, percents for points: 90 % of 62 is 55.8, of 31 27.9; bands by percent
unit,max,total,percent,rank,class
L2,100,87.6,87.6,1,Tốt
L1,100,85.8,85.8,2,Khá
S2,50,43.8,87.6,1,Tốt
S1,50,42.9,85.8,2,Khá
== a floor: L1 92 with 30 of 38, 78.9 %; L2 90.4 with 30.4 of 38, 80 %
unit,max,total,percent,rank,class
L1,100,92,92,1,Khá
L2,100,90.4,90.4,2,Tốt
== faults
status 1
status 1
status 1
status 1
--- stderr
d/classes.csv:2:3: warning: "90.007" and the like in this column are read as 90.007, not as 90007, because "," stands between cells; no other number says which [W108]
points.csv:2:4: warning: "60.004" and the like in this column are read as 60.004, not as 60004, because "," stands between cells; no other number says which [W108]
r.dtxhh: warning: unit "L1": class "Tốt" with 90.01 points; rounded the other way "Khá" with 90.00 [W602]
r.dtxhh: warning: unit "L2": rank 2 with 90.01 points; rounded the other way 1 with 90.00 [W601]
d/classes.csv:2:3: warning: "90.007" and the like in this column are read as 90.007, not as 90007, because "," stands between cells; no other number says which [W108]
points.csv:2:4: warning: "60.004" and the like in this column are read as 60.004, not as 60004, because "," stands between cells; no other number says which [W108]
r.dtxhh: warning: unit "L1": class "Khá" with 90.00 points; rounded the other way "Tốt" with 90.01 [W602]
r.dtxhh: warning: unit "L2": rank 1 with 90.00 points; rounded the other way 2 with 90.01 [W601]
points.csv:2:4: warning: "60.004" and the like in this column are read as 60.004, not as 60004, because "," stands between cells; no other number says which [W108]
r.dtxhh: warning: unit "L1": class "Tốt" with 90.01 points; rounded the other way "Khá" with 90.00 [W602]
r.dtxhh: warning: unit "L2": class "Tốt" with 90.01 points; rounded the other way "Khá" with 90.00 [W602]
points.csv:2:4: warning: "60.004" and the like in this column are read as 60.004, not as 60004, because "," stands between cells; no other number says which [W108]
r.dtxhh: warning: unit "L2": rank 1 with 90 points; rounded the other way 2 with 91 [W601]
d/classes.csv:3:3: warning: block "L": points below 70 have no class; expected a class from 0 [W252]
points.csv:2:4: fault: criterion "A" has 63 points; expected from 0 to 62 [F504]
points.csv:4:4: fault: column "points" has "sáu mươi"; expected a number such as 12.5, with at most nine decimals [F503]
points.csv:6:5: fault: column "percent" has "101"; expected 0 … 100 [F504]
dtxhh: faults: 3, warnings: 0; nothing was changed
d/units.csv:3:1: fault: "Tổng" looks like a total row; expected rows of data only, take it out [F115]
dtxhh: faults: 1, warnings: 0; nothing was changed
d/round.csv:6:1: fault: there is no setting "colour"; docs/settings.md lists them [F208]
d/round.csv:7:2: fault: setting "rounding" has "twice"; expected one of: once,parts,truncate [F209]
d/round.csv:8:2: fault: setting "decimals" has "7"; expected 0 … 6 [F209]
d/round.csv:9:2: fault: setting "tie_breakers" has "height"; expected appraised, survey, sipas [F209]
d/classes.csv:2:3: warning: block "L": points below 90 have no class; expected a class from 0 [W252]
d/classes.csv:3:3: fault: classes "Tốt" and "Giỏi" begin at the same value [F220]
dtxhh: faults: 5, warnings: 1; nothing was changed
d/round.csv:6:2: fault: rounding is "parts" but round_at is "total"; expected round_at = component, field or leaf [F209]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
