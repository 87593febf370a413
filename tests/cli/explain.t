# explain: the figures of tour.t down to counts and weights, the decisions, what has no ballots.
--- run
tiny_scored
for words in U1 'U1 2.1' 'U1 1.1'; do dtxhh explain r.dtxhh $words --csv; done
# For people, in a file or a pipe too: the same as a text, with a decimal point.
dtxhh explain r.dtxhh U1 2.1 --quiet
# By hand: t of one degree of freedom is 12.7062 (a table), 82.0889 -+ 12.7062 x 1.69706 = 60.5257, 103.6520, as `score`
# has it; (82.088888889 + 77.966666667) / 2 = 80.027777778.
# Followed by hand (tests/cli/explain.awk prints what does not follow): leaves, questions, groups.
for unit in U1 U2; do
    for node in 1 2; do dtxhh explain r.dtxhh $unit $node --csv | awk -v unit=$unit -f "$ROOT/tests/cli/explain.awk"; done
done
# It would be seen.
dtxhh explain r.dtxhh U1 2 --csv | sed 's|^option,2.1,LD,P1/Q2/A,2,2,|option,2.1,LD,P1/Q2/A,3,3,|' | awk -v unit=U1 -f "$ROOT/tests/cli/explain.awk"
dtxhh explain r.dtxhh U1 --csv | awk -v unit=U1 -f "$ROOT/tests/cli/explain.awk" 2>/dev/null
dtxhh explain r.dtxhh U1 --csv | sed 's|^limit,,,low,,,,,60|limit,,,low,,,,,61|; s|^block mean\(.*\),80|block mean\1,81|' | awk -v unit=U1 -f "$ROOT/tests/cli/explain.awk" 2>/dev/null
dtxhh explain r.dtxhh U9; echo "status $?"
dtxhh explain r.dtxhh U1 7; echo "status $?"
dtxhh explain; echo "status $?"
tiny_new 2>/dev/null || dtxhh new n.dtxhh --definition "$TINY/definition" --as a --quiet
dtxhh explain n.dtxhh U1; echo "status $?"
dtxhh points import r.dtxhh "$ROOT/tests/cli/tiny/points.csv" --as a --quiet >/dev/null 2>&1
printf 'unit,criterion,stage,points\nU2,1.1,second,30\n' >more.csv
dtxhh points import r.dtxhh more.csv --as a --quiet
dtxhh explain r.dtxhh U1; echo "status $?"
--- stdout
step,criterion,group,item,n,weight,percent,share,points,maximum,words
total,,,U1,,,82.088888889,,82.088888889,100,"rank 1, class Tốt"
part,,,appraised,,,,,36,,
part,,,survey,,,,,38.088888889,,
part,,,sipas,,,,,0,,
part,,,socio,,,,,8,,
part,,,bonus,,,,,0,,
other rounding,,,,,,,,82.09,,
error,,,,3,,,,1.810576122,,
limit,,,low,,,,,70.410868283,,Khá
limit,,,high,,,,,89.886999833,,Tốt
possible rank,,,low,1,,,,,,
possible rank,,,high,2,,,,,,
block mean,,,B,2,,,,80.027777778,,160.055555556 / 2
class,,,Tốt,,,,,82.088888889,80,reached
rule,,,survey,,,,,,,here
rule,,,rounding,,,,,,,once
rule,,,round_at,,,,,,,total
rule,,,decimals,,,,,,,2
rule,,,rank_by,,,,,,,points
rule,,,class_by,,,,,,,points
rule,,,compare,,,,,,,exact
rule,,,ties,,,,,,,shared
rule,,,tie_breakers,,,,,,,
node,1,,,,,84.571428571,,59.2,70,
leaf,1.1,,1,,,90,,36,40,second
leaf,1.2,,1,,,77.333333333,,23.2,30,survey
node,2,,,,,76.296296297,,22.888888889,30,
leaf,2.1,,2,,,74.444444445,,14.888888889,20,survey
leaf,2.2,,2,,,80,,8,10,outside
step,criterion,group,item,n,weight,percent,share,points,maximum,words
rule,,,survey,,,,,,,here
rule,,,combine,,,,,,,group_means
rule,,,min_base,,,,,,,1
rule,,,min_answered,,,,,,,0
rule,,,invalid_if,,,,,,,blank
leaf,2.1,,2,,,74.444444445,,14.888888889,20,survey
basis,2.1,LD,weight,,,,,,,Made up
basis,2.1,DAN,weight,,,,,,,Made up
ballots,2.1,LD,issued,3,,,,,,
ballots,2.1,LD,counted,3,,,,,,
option,2.1,LD,P1/Q2/A,2,2,100,,,,Tốt
option,2.1,LD,P1/Q2/B,1,1,60,,,,Khá
option,2.1,LD,P1/Q2/C,0,0,20,,,,Trung bình
option,2.1,LD,P1/Q2/D,0,0,0,,,,Kém
option,2.1,LD,P1/Q2/E,0,0,,,,,Không có ý kiến
question,2.1,LD,P1/Q2,3,2,86.666666667,,,,Hài lòng thế nào?
option,2.1,LD,P1/Q3/A,0,0,100,,,,Tốt
option,2.1,LD,P1/Q3/B,1,1,60,,,,Khá
option,2.1,LD,P1/Q3/C,1,1,20,,,,Trung bình
option,2.1,LD,P1/Q3/D,0,0,0,,,,Kém
option,2.1,LD,P1/Q3/E,1,1,,,,,Không có ý kiến
question,2.1,LD,P1/Q3,2,1,40,,,,Thái độ thế nào?
ballots,2.1,DAN,issued,4,,,,,,
ballots,2.1,DAN,not_returned,1,,,,,,
ballots,2.1,DAN,counted,3,,,,,,
option,2.1,DAN,P1/Q2/A,1,2,100,,,,Tốt
option,2.1,DAN,P1/Q2/B,2,6,60,,,,Khá
option,2.1,DAN,P1/Q2/C,0,0,20,,,,Trung bình
option,2.1,DAN,P1/Q2/D,0,0,0,,,,Kém
option,2.1,DAN,P1/Q2/E,0,0,,,,,Không có ý kiến
question,2.1,DAN,P1/Q2,3,2,70,,,,Hài lòng thế nào?
option,2.1,DAN,P1/Q3/A,2,6,100,,,,Tốt
option,2.1,DAN,P1/Q3/B,1,2,60,,,,Khá
option,2.1,DAN,P1/Q3/C,0,0,20,,,,Trung bình
option,2.1,DAN,P1/Q3/D,0,0,0,,,,Kém
option,2.1,DAN,P1/Q3/E,0,0,,,,,Không có ý kiến
question,2.1,DAN,P1/Q3,3,1,90,,,,Thái độ thế nào?
group,2.1,LD,,3,0.4,71.111111111,0.4,,,
group,2.1,DAN,,3,0.6,76.666666667,0.6,,,
step,criterion,group,item,n,weight,percent,share,points,maximum,words
leaf,1.1,,1,,,90,,36,40,second
basis,1.1,,,,,,,,,Made up
decision,1.1,,self,,,,,40,,"Sở Một, 2025-01-10"
decision,1.1,,first,,,,,35,,"Sở Nội vụ, 2025-01-20: Nộp chậm"
decision,1.1,,second,,,,,36,,"Sở Nội vụ, 2025-02-01: Có thêm tài liệu kiểm chứng"
U1: Sở Một
2.1 Hài lòng (survey, of 20 points)

Points = 74.4444 % × 20 = 14.8889 (with all digits: 14.888888889)
74.4444 % = the groups by their weights: (0.4 × 71.11111 (LD) + 0.6 × 76.66667 (DAN)) / 1 = 74.4444
  weight of LD, DAN: basis Made up
LD – Lãnh đạo: 71.11111 %
  ballots: 3 issued = 3 counted, all of one weight (1)
  P1/Q2: (A: 2 × 100 + B: 1 × 60) / 3 = 86.66667 %
  P1/Q3: (B: 1 × 60 + C: 1 × 20) / 2 = 40 %; E: 1 not counted
  questions by their weights: (2 × 86.66667 + 1 × 40) / 3 = 71.11111 %
DAN – Người dân: 76.66667 %
  ballots: 4 issued − 1 not returned = 3 counted
  P1/Q2: (A: 2 × 100 + B: 6 × 60) / 8 = 70 %
      A: 1 ballots, 1 × 2 = 2; B: 2 ballots, 2 × 3 = 6
  P1/Q3: (A: 6 × 100 + B: 2 × 60) / 8 = 90 %
      A: 2 ballots, 2 × 3 = 6; B: 1 ballots, 1 × 2 = 2
  questions by their weights: (2 × 70 + 1 × 90) / 3 = 76.66667 %
Rules
  survey = here; combine = group_means; min_base = 1; min_answered = 0; invalid_if = blank (not set:
      default)
U1 2.1 P1/Q2 answers 3 options have 4
U1 2.1 P1/Q2 mean 86.666666667 by hand 90
U1 2.1 LD group 71.111111111 by hand 73.3333
U1 2.1 points 14.888888889 by hand 15.0667
U1 block mean 81.027777778 by hand 80.0278
status 2
status 2
status 2
status 3
status 3
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
2 2 2
2 4 2
2 2 2
2 4 2
2 4 2
dtxhh: there is no scored unit "U9"; `dtxhh show ROUND units` lists the codes
dtxhh: criterion "7" is not in the tree of the unit's block
dtxhh: ROUND is missing; `dtxhh explain --help` tells what is expected
dtxhh: "n.dtxhh" is not scored; `dtxhh score` first
more.csv:2: warning: unit "U2", criterion 1.1: second appraisal gives 30 after first appraisal of 38, and no reason [W507]
more.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
dtxhh: the scores of "r.dtxhh" are older than the table "points"; `dtxhh score` first
--- status 0
