# score --set and --against: what moves under another rule, and since an earlier round; nothing is changed.
#
# By hand (tour.t has the percents).  Equal weights:
#   U1  1.2 (220/3 + 80)/2 = 230/3 % -> 23          2.1 (640/9 + 230/3)/2 = 665/9 % -> 133/9 = 14.777777778
#       36 + 23 + 14.777777778 + 8 = 81.777777778
#   U2  1.2 (80/3 + 70)/2 = 145/3 % -> 14.5         2.1 220/3 % -> 14.666666667
#       38 + 14.5 + 14.666666667 + 9.5 = 76.666666667
# LD counts in 1.2 alone: 2.1 by DAN, 230/3 % -> 15.333333333 and 220/3 %, U1 36 + 23.2 + 15.333333333 + 8.
# min_base 4 leaves no group: both leaves of both units are without counted answers.
# One decimal, rounded first: U1 36 + 38.1 + 8, U2 38 + 30.5 + 9.5.
# Without a survey 50 points are left, so twice the points: U1 (36 + 8) * 2 = 88, U2 (38 + 9.5) * 2 = 95.
# Later U2 gets 40 in 1.1 in the second appraisal: 79.966666667; U1 loses 3.5 to 32.5: 78.588888889, so they change places.
# The error of the survey part.  The two of DAN/X say the same; DAN/Y is one of two, taken about 0: (1 - 1/2) z², z = sum of share x max / 100 x part of the leaf x w (p - R) / W.  By awk below, from answers.csv:
#   U1  0.18 x 2 (20 - 80)/8 + 0.12 x (2/3 x 2 (100 - 70)/8 + 1/3 x 2 (60 - 90)/8) = -2.7 + 0.3 = -2.4: variance 2.88
#   U2  0.18 x 2 (100 - 70)/8 = 1.35, Q2 blank, Q3 answered by DAN/Y alone: variance 0.91125
# All three of LD answered, but of U1 one left Q3 out: n is 3, 3 and 2, the harmonic mean by points m = 20/(12/3 + 16/9 + 4/3) =
# 2.8125; squares of z about their mean, and of sum n z, by awk: m/(m-1) zz - 3/m xx/2/3 = 0.39819.
# z = (30.466666667 - 38.088888889) / sqrt(2.88 + 0.39819 + 0.91125) = -3.7239.
# Means (82.088888889 + 77.966666667)/2 = 80.027777778 and (78.588888889 + 79.966666667)/2 = 79.277777778.
--- run
tiny_scored
cp r.dtxhh before.dtxhh
dtxhh score r.dtxhh --set weight:LD=0.6; echo "status $?"
dtxhh score r.dtxhh --set weight:LD:2.1=0
dtxhh score r.dtxhh --set rounding=parts --set decimals=1 --set round_at=component
dtxhh score r.dtxhh --set survey=none
dtxhh score r.dtxhh --set ties=order; echo "status $?"
dtxhh score r.dtxhh --set 'Bằng điểm=order'; echo "status $?"
dtxhh score r.dtxhh --set min_base=4; echo "status $?"
for set in rounding=twice min_answered=0.5 colour=red rounding weight:NN=1 weight:LD=-1 weight:LD:9.9=1; do
    dtxhh score r.dtxhh --set "$set"; echo "status $?"
done
dtxhh score r.dtxhh --map m.csv; echo "status $?"
dtxhh score r.dtxhh --set ties=order --against before.dtxhh; echo "status $?"
cmp r.dtxhh before.dtxhh
cat >second.csv <<'END'
unit,criterion,stage,points,by,date,reason
U2,1.1,second,40,Sở Nội vụ,2025-02-01,Bổ sung
U1,1.1,second,32.5,Sở Nội vụ,2025-02-01,Rà soát lại
END
dtxhh points import r.dtxhh second.csv --correct --reason 'đính chính' --as a --quiet
dtxhh score r.dtxhh --against before.dtxhh; echo "status $?"
dtxhh score r.dtxhh --as a --quiet
dtxhh score r.dtxhh --against before.dtxhh; echo "status $?"
dtxhh report r.dtxhh -o r.xlsx --for council --against before.dtxhh
unzip -p r.xlsx xl/sharedStrings.xml | grep -o '[^>]*So với đợt trước: [^<]*\|[0-9]* đơn vị tăng hạng[^<]*' | sort -u
dtxhh report r.dtxhh -o s.xlsx --map map.csv; echo "status $?"
# Criterion 2 was called 1 last year, and unit U2 was U1; what is 1 and U1 now had no code then.
printf 'kind,now,then\ncriterion,2,1\ncriterion,1,\nunit,U2,U1\nunit,U1,\n' >map.csv
dtxhh score r.dtxhh --against before.dtxhh --map map.csv | grep ',U2,\|,2,'
dtxhh report r.dtxhh -o m.xlsx --against before.dtxhh --map map.csv; echo "status $?"
unzip -p m.xlsx xl/sharedStrings.xml | grep -o 'Khớp theo bảng[^<]*' | sort -u
z=$(dtxhh score r.dtxhh --against before.dtxhh --map map.csv --quiet | awk -F, '$2 == "U2" && $3 == "survey" { print $16 }')
awk -F, -v z="$z" 'BEGIN { p["A"] = 100; p["B"] = 60; p["C"] = 20; p["D"] = 0; n["X"] = 2; n["Y"] = 1; w["X"] = 6 / 2; w["Y"] = 2 / 1
    part[1] = 0.6 * 0.3; part[2] = 0.6 * 0.2 * 2 / 3; part[3] = 0.6 * 0.2 / 3 }
    $1 ~ /DAN\/(X|Y1)/ { for (i = 1; i <= 6; i++) said[substr($1, 5, 1), i] = $(i + 2) }
    END { for (u = 0; u < 2; u++) { sum = 0
        for (q = 1; q <= 3; q++) { part_sum = weights = 0
            for (h in n) if (said[h, 3 * u + q] in p) { part_sum += n[h] * w[h] * p[said[h, 3 * u + q]]; weights += n[h] * w[h] }
            if (said["Y", 3 * u + q] in p) sum += part[q] * w["Y"] * (p[said["Y", 3 * u + q]] - part_sum / weights) / weights }
        variance += sum ^ 2 / 2; print "U" u + 1, sum, sum ^ 2 / 2 }
      # LD on U1: points of the leaves 12, 16/3, 8/3, answers A B B, A A B and B C without the third
      split("100 60 60 100 100 60 60 20", y, " "); split("12 5.333333333333333 2.6666666666666667", a, " "); split("3 3 2", n, " ")
      for (l = 1; l <= 3; l++) { mean = 0; for (i = 1; i <= n[l]; i++) mean += y[3 * l - 3 + i] / n[l]
          for (i = 1; i <= n[l]; i++) { one = a[l] * (y[3 * l - 3 + i] - mean) / 100 / n[l]; z3[i] += one; x3[i] += n[l] * one }
          up += a[l]; down += a[l] / n[l] }
      m = up / down
      for (i = 1; i <= 3; i++) { zz += z3[i] ^ 2; xx += x3[i] ^ 2; sz += z3[i]; sx += x3[i] }
      variance += m / (m - 1) * (zz - sz ^ 2 / 3) - 3 / m * (xx - sx ^ 2 / 3) / 2 / 3
      by_hand = (30.466666667 - 38.088888889) / sqrt(variance); off = z - by_hand
      print by_hand, (off < 1e-8 && off > -1e-8 ? "the same" : "not " z) }' "$TINY/answers.csv"
# The block had another code last year: without a map it is said, with one its mean is compared.
cp -r "$TINY" k && (cd k && sed -i 's/^B,/K,/; s/,B,/,K,/' definition/blocks.csv definition/units.csv definition/criteria.csv \
    definition/classes.csv definition/ballot_types.csv && TINY=. && tiny_scored 2>/dev/null)
dtxhh score k/r.dtxhh --against before.dtxhh | grep '^K,,mean\|K,U1,total'
printf 'kind,now,then\nblock,K,B\n' >blocks.csv
dtxhh score k/r.dtxhh --against before.dtxhh --map blocks.csv | grep '^K,,mean'
printf 'kind,now,then\nblock,B,B\n' >blocks.csv
dtxhh score k/r.dtxhh --against before.dtxhh --map blocks.csv; echo "status $?"
printf 'kind,now,then\ngroup,LD,LD\nunit,U7,U1\n' >map.csv
dtxhh score r.dtxhh --against before.dtxhh --map map.csv; echo "status $?"
tiny_new 2>/dev/null || dtxhh new n.dtxhh --definition "$TINY/definition" --as a --quiet
dtxhh score r.dtxhh --against n.dtxhh; echo "status $?"
--- stdout
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,U1,82.088888889,81.777777778,-0.311111111,82.088888889,81.777777778,1,1,Tốt,Tốt
B,U2,77.966666667,76.666666667,-1.3,77.966666667,76.666666667,2,2,Khá,Khá
status 0
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,U1,82.088888889,82.533333333,0.444444444,82.088888889,82.533333333,1,1,Tốt,Tốt
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,U1,82.088888889,82.1,0.011111111,82.088888889,82.1,1,1,Tốt,Tốt
B,U2,77.966666667,78,0.033333333,77.966666667,78,2,2,Khá,Khá
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,U1,82.088888889,88,5.911111111,82.088888889,88,1,2,Tốt,Tốt
B,U2,77.966666667,95,17.033333333,77.966666667,95,2,1,Khá,Tốt
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
status 0
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
status 0
status 1
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 2
status 3
block,unit,what,criterion,old,new,change,old_percent,new_percent,change_percent,old_rank,new_rank,rank_change,old_class,new_class,z,old_block,se,low,high,both
B,U1,total,,82.088888889,78.588888889,-3.5,82.088888889,78.588888889,-3.5,1,2,-1,Tốt,Khá,-1.3668984715124093,,2.560541307890566,-17.54231816945855,10.54231816945855,0
B,U1,survey,,38.088888889,38.088888889,0,,,,,,,,,0,,2.560541307890566,-14.04231816945855,14.04231816945855,0
B,U1,field,1,59.2,55.7,-3.5,84.571428571,79.571428571,-5,,,,,,,,,,,
B,U1,field,2,22.888888889,22.888888889,0,76.296296297,76.296296297,0,,,,,,,,,,,
B,U2,total,,77.966666667,79.966666667,2,77.966666667,79.966666667,2,2,1,1,Khá,Khá,1.4814814814814816,,1.3499999999999999,-15.37610781259476,19.37610781259476,0
B,U2,survey,,30.466666667,30.466666667,0,,,,,,,,,0,,1.3499999999999999,-17.37610781259476,17.37610781259476,0
B,U2,field,1,53.8,55.8,2,76.857142857,79.714285714,2.857142857,,,,,,,,,,,
B,U2,field,2,24.166666667,24.166666667,0,80.555555557,80.555555557,0,,,,,,,,,,,
B,,mean,,80.027777778,79.277777778,-0.75,80.027777778,79.277777778,-0.75,,,,,,,,,,,2
status 0
1 đơn vị tăng hạng, 1 giảm hạng, 0 giữ nguyên
So với đợt trước: Khối thử
status 2
B,U1,total,,,78.588888889,,,78.588888889,,,2,,,Khá,,,,,,
B,U1,field,2,,22.888888889,,,76.296296297,,,,,,,,,,,,
B,U2,total,,82.088888889,79.966666667,-2.122222222,82.088888889,79.966666667,-2.122222222,1,1,0,Tốt,Khá,-1.0368431983714859,,2.0468111526730954,-17.501817836893846,14.082217324295963,0
B,U2,survey,,38.088888889,30.466666667,-7.622222222,,,,,,,,,-3.723949916945453,,2.0468111526730954,-23.001817836893846,8.58221732429596,0
B,U2,field,1,,55.8,,,79.714285714,,,,,,,,,,,,
B,U2,field,2,59.2,24.166666667,-35.033333333,84.571428571,80.555555557,-4.015873014,,,,,,,,,,,
status 0
Khớp theo bảng đối chiếu (nay với trước): tiêu chí 2 với 1; tiêu chí 1 là mới; đơn vị U2 với U1; đơn vị U1 là mới; còn lại theo mã.
U1 -2.4 2.88
U2 1.35 0.91125
-3.72395 the same
K,U1,total,,82.088888889,82.088888889,0,82.088888889,82.088888889,0,1,1,,Tốt,Tốt,0,B,2.560541307890566,-14.04231816945855,14.04231816945855,0
K,,mean,,,80.027777778,,,80.027777778,,,,,,,,,,,,0
K,,mean,,80.027777778,80.027777778,0,80.027777778,80.027777778,0,,,,,,,,,,,2
status 1
status 1
status 3
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
2 of 2 units move; the round is as it was
1 of 2 units move; the round is as it was
2 of 2 units move; the round is as it was
2 of 2 units move; the round is as it was
0 of 2 units move; the round is as it was
0 of 2 units move; the round is as it was
r.dtxhh: fault: unit "U1", criterion 1.2: no counted answers (no group with at least 4 ballots); a criterion that does not apply is said in table not_applicable [F601]
r.dtxhh: fault: unit "U1", criterion 2.1: no counted answers (no group with at least 4 ballots); a criterion that does not apply is said in table not_applicable [F601]
r.dtxhh: fault: unit "U2", criterion 1.2: no counted answers (no group with at least 4 ballots); a criterion that does not apply is said in table not_applicable [F601]
r.dtxhh: fault: unit "U2", criterion 2.1: no counted answers (no group with at least 4 ballots); a criterion that does not apply is said in table not_applicable [F601]
dtxhh: faults: 4, warnings: 0; nothing was changed
dtxhh: --set: setting "rounding" has "twice"; expected one of: once,parts,truncate
dtxhh: setting "min_answered" cannot be tried: it works before the points; `dtxhh define` changes it
dtxhh: there is no setting "colour"; docs/settings.md lists them
dtxhh: --set has "rounding"; expected KEY=VALUE
dtxhh: --set: there is no group "NN"
dtxhh: --set: column "weight" has "-1"; expected 0 or more
dtxhh: --set: column "criterion" has "9.9", which is not in table criteria
dtxhh: --map goes with --against
dtxhh: --set and --against are two questions; ask one
second.csv:3:4: warning: unit "U1", criterion 1.1, second appraisal: 32.5 takes the place of 36 of 2025-02-01 [W506]
dtxhh: the scores of "r.dtxhh" are older than the table "points"; `dtxhh score` first
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
block B: 1 units up, 1 down, 0 the same
written: "r.xlsx"
dtxhh: --map goes with --against
unit U2 of the earlier round is not in this one
block B: 0 units up, 0 down, 1 the same
unit U2 of the earlier round is not in this one
written: "m.xlsx"
block K: there is none of this code in "before.dtxhh"; where it had another, --map says which
block K: 2 units were in another block; their ranks are not compared
block K: 0 units up, 0 down, 2 the same
blocks.csv:2:2: fault: "B" is no block of this round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
map.csv:2:1: fault: column "kind" has "group"; expected unit, criterion, block [F611]
map.csv:3:2: fault: "U7" is no unit of this round [F611]
dtxhh: faults: 2, warnings: 0; nothing was changed
dtxhh: "n.dtxhh" is not scored; `dtxhh score` first
--- status 0
