# explain as people read it: every unit and criterion of a round with sipas = satisfied, a cap, a minimum and fields that
# are rounded, and of one that pools ballots beside a group from outside and rounds leaves, followed by tests/cli/trace.sh.
#
# By hand, Q1 of weight 1, Q2 of weight 2, A 100, B 60, C 20, D 0, E not counted.
# U1 1.2: LD (100 + 60 + 20) / 3 = 60 and (60 + 100) / 2 = 80, so (60 + 2 x 80) / 3 = 73.3333; HD has one ballot that is
#   counted, fewer than 2.  73.3333 % of 20 = 14.6667, with 8.25 in 1.1 22.916666667, as a field 22.92.
# U1 2: three ballots, 5, 4 and 2: two of three are satisfied, 6.666666667 of 10, 6.67.  U1 3: 3 held at 2.
#   22.92 + 6.67 + 2 = 31.59 of 40.
# U2 1.2: LD 60 and 160 / 3, so 55.5556; HD 30 and 20, so 23.3333; 0.6 and 0.4 of them 42.6667 %, 8.5333; 3: -4 held at -3.
#   17.53 + 5 - 3 = 19.53.
#   Decimals: (60 + 2 x 53.3333) / 3 is 55.55553, which rounds to 55.5555; with 53.33333 it is 55.555553, and that to 55.5556.
# Decimals of the pool: (76.6667 + 80) / 2 is 78.33335, which rounds to 78.3334; (206.6667 + 100) / 4 is 76.666675.
# Pooled, U1: own means 220 / 3, 60, 220 / 3, 100: 306.6667 / 4 = 76.6667; with 80 from outside, 1 to 1, 78.3333 %, 15.67.
#   U2: 60 + 220 / 3 + 100 / 3 + 100 / 3 + 0 = 200, / 5 = 40; with 50 it is 45 %, 9.
--- run
export DTXHH=dtxhh
mkdir d
printf 'code,name,ranked\nB,Khối,yes\n' >d/blocks.csv
printf 'code,name,block\nU1,Sở Một,B\nU2,Sở Hai,B\n' >d/units.csv
printf 'code,name,via,design\nLD,Lãnh đạo,ballot,census\nHD,Hội đồng,ballot,census\nDAN,Người dân,sipas_ballots,census\n' >d/groups.csv
printf 'block,criterion,group,weight,basis\n*,*,LD,0.6,Điều 3\n*,*,HD,0.4,Điều 3\n*,*,DAN,1,Điều 4\n' >d/group_weights.csv
printf 'scale,option,label,percent\nM,A,Tốt,100\nM,B,Khá,60\nM,C,TB,20\nM,D,Kém,0\nM,E,Không rõ,\n' >d/scales.csv
printf 'S,5,Rất hài lòng,100\nS,4,Hài lòng,75\nS,3,Vừa,50\nS,2,Không,25\nS,1,Rất không,0\n' >>d/scales.csv
printf 'code,title,groups,block,units,own_unit\nP,Phiếu,LD;HD,B,all,allow\nS,SIPAS,DAN,B,own,allow\n' >d/ballot_types.csv
printf 'ballot_type,code,text,per,kind,criterion,weight,scale\nP,Q1,Một?,unit,option,1.2,1,M\nP,Q2,Hai?,unit,option,1.2,2,M\nS,H1,Hài lòng?,unit,option,2,1,S\n' >d/questions.csv
cat >d/criteria.csv <<'CSV'
block,code,name,parent,max_points,min_points,cap,step,method,basis
B,1,Chỉ đạo,,,,,,,
B,1.1,Kế hoạch,1,10,,,0.25,TD,Phụ lục 1
B,1.2,Điều hành,1,20,,,,DTXHH,Phụ lục 1
B,2,Hài lòng,,10,,,,SIPAS,Phụ lục 1
B,3,"Thưởng, trừ",,,-3,2,,,Phụ lục 2
B,3.1,Sáng kiến,3,,0,3,,THUONG_TRU,Phụ lục 2
B,3.2,Vi phạm,3,,-4,0,,THUONG_TRU,Phụ lục 2
CSV
printf 'group,id,rates\nLD,L1,\nLD,L2,\nLD,L3,\nHD,H1,\nHD,H2,\nDAN,D1,U1\nDAN,D2,U1\nDAN,D3,U1\nDAN,D4,U2\nDAN,D5,U2\n' >frame.csv
cat >answers.csv <<'CSV'
L1,A,B,B,B
L2,B,E,C,A
L3,C,A,A,D
H1,A,A,B,C
H2,E,E,D,E
D1,5
D2,4
D3,2
D4,3
D5,4
CSV
cat >points.csv <<'CSV'
unit,criterion,stage,points,by,date,reason
U1,1.1,self,9,Sở Một,2025-01-05,
U1,1.1,first,8.25,Sở Nội vụ,2025-01-20,Thiếu tài liệu
U2,1.1,first,9,Sở Nội vụ,2025-01-20,
U1,3.1,first,3,Sở Nội vụ,2025-01-20,
U2,3.2,first,-4,Sở Nội vụ,2025-01-20,
CSV
# build ROUND SETTINGS FILE...: the round with these settings, and points of the files
build() {
    { printf 'key,value,basis\ncode,V,\ntitle,Thử,\nyear,2024,\nmin_base,2,Điều 5\nrounding,parts,Điều 8\n'; printf "$2"; } >d/round.csv
    dtxhh new "$1" --definition d --as a --quiet && dtxhh frame import "$1" frame.csv --as a --quiet &&
        dtxhh frame freeze "$1" --seed-from x --as a --quiet && dtxhh draw "$1" --seed 1 --as a --quiet &&
        dtxhh issue "$1" --serial-seed 1 --as a --quiet || return
    for type in P S; do
        dtxhh show "$1" ballots --csv | awk -F, -v OFS=, -v type=$type 'NR == FNR { who = $1; sub(/^[^,]*,/, ""); said[who] = $0; next }
            FNR == 1 { print "serial,type,channel,keyer," (type == "P" ? "Q1.U1,Q2.U1,Q1.U2,Q2.U2" : "H1"); next }
            $2 == type { print $1, $2, "paper", "hoa", said[$4] }' answers.csv - >ballots-$type.csv
    done
    if [ "$(wc -l <ballots-S.csv)" = 1 ]; then rm ballots-S.csv; fi
    round=$1 && shift 2
    dtxhh import "$round" ballots-*.csv --as a --quiet && dtxhh points import "$round" "$@" --as a --quiet &&
        dtxhh weigh "$round" --as a --quiet && dtxhh score "$round" --as a --quiet
}
build a.dtxhh 'round_at,field,Điều 8\nsipas,satisfied,Điều 7\n' points.csv
for words in 'U1 1' 'U1 1.2' 'U1 2' 'U1 3' 'U1 3.2' 'U2 1.2' 'U2 3' U1; do dtxhh explain a.dtxhh $words --quiet; done
dtxhh explain a.dtxhh U1 1.1 --quiet --lang vi
dtxhh explain a.dtxhh U1 2 --csv | grep '^option.*H1/[245]\|^before\|^leaf'
dtxhh explain a.dtxhh U2 3 --csv | grep '^before\|^node'
echo "== pooled"
sed -i '/^DAN\|,DAN,/d' frame.csv d/groups.csv d/group_weights.csv && sed -i '/^S,/d' d/ballot_types.csv d/questions.csv && sed -i '/SIPAS/d' d/criteria.csv
printf 'NG,Người dân,sipas,census\n' >>d/groups.csv
printf '*,*,NG,1,Điều 4\n' >>d/group_weights.csv
printf 'unit,criterion,group,stage,percent,n,by\nU1,1.2,NG,outside,80,50,Viện\nU1,*,NG,outside,70,50,Viện\nU2,*,NG,outside,50,40,Viện\n' >outside.csv
build b.dtxhh 'combine,pooled,Điều 3\nround_at,leaf,Điều 8\n' points.csv outside.csv
for words in 'U1 1.2' 'U2 1.2'; do dtxhh explain b.dtxhh $words --quiet; done
dtxhh explain b.dtxhh U1 1.2 --csv | grep '^basis\|^group\|^pool\|^option.*Q2\|^question\|^before'
echo "== followed"
for language in vi en; do LANGUAGE_OF_TEXT=$language sh "$ROOT/tests/cli/trace.sh" a.dtxhh b.dtxhh; done
echo "== ranked beside others; nothing below that applies"
mkdir e && cp d/blocks.csv e/ && printf 'code,name,block\nU1,Một,B\nU2,Hai,B\nU3,Ba,B\nU4,Bốn,B\n' >e/units.csv
printf 'block,code,name,parent,max_points,method\nB,1,Chỉ đạo,,10,TD\nB,2,Điều tra,,,\nB,2.1,Ý kiến,2,10,DTXHH\n' >e/criteria.csv
printf 'block,unit,criterion,group,basis\nB,U4,2.1,*,Công văn 7\n' >e/not_applicable.csv
printf 'key,value,basis\ncode,T,\ntitle,Thử,\nyear,2024,\nsurvey,outside,\ntie_breakers,survey,Điều 9\n' >e/round.csv
printf 'unit,criterion,stage,points\nU1,1,first,5\nU2,1,first,4\nU3,1,first,4\nU4,1,first,2\nU1,2.1,outside,3\nU2,2.1,outside,4\nU3,2.1,outside,4\n' >e.csv
dtxhh new t.dtxhh --definition e --as a --quiet && dtxhh points import t.dtxhh e.csv --as a --quiet && dtxhh score t.dtxhh --as a --quiet
dtxhh explain t.dtxhh U2 --quiet | sed -n '/^Rank/,/^Rules/p'
dtxhh explain t.dtxhh U4 --quiet | sed -n '/^Total/,/sum/p'
dtxhh explain t.dtxhh U4 --quiet | grep 'does not apply' && dtxhh explain t.dtxhh U4 2 --quiet
sh "$ROOT/tests/cli/trace.sh" t.dtxhh
echo "== a class by its own figure"
printf 'block,class,from,of,floor,floor_level\n*,Tốt,8,points,,\n*,Khá,20,percent,,\n*,Yếu,0,points,,\n' >e/classes.csv
printf 'class_by,percent,Điều 10\n' >>e/round.csv
dtxhh new c.dtxhh --definition e --as a --quiet && dtxhh points import c.dtxhh e.csv --as a --quiet && dtxhh score c.dtxhh --as a --quiet
dtxhh explain c.dtxhh U1 --quiet | grep '^Class\|Điều 10'
sed -i '/^class_by/d' e/round.csv
dtxhh new c2.dtxhh --definition e --as a --quiet && dtxhh points import c2.dtxhh e.csv --as a --quiet && dtxhh score c2.dtxhh --as a --quiet
dtxhh explain c2.dtxhh U1 --quiet | grep -c 'class_by'
# It would be seen.
spoil() { (echo "@@ U1 1.2 $3"; dtxhh explain $1.dtxhh U1 1.2 --quiet | sed "$2") | awk -f "$ROOT/tests/cli/trace.awk" 2>/dev/null; }
(echo "@@ U2 1.2 8.533333333"; dtxhh explain a.dtxhh U2 1.2 --quiet | sed 's/× 53.33333)/× 53.3333)/') | awk -f "$ROOT/tests/cli/trace.awk" 2>/dev/null
spoil a 's/B: 1 ×/B: 2 ×/' 14.666666667
spoil a 's/^LD\(.*\)73.3333/LD\173.4333/' 14.666666667
spoil a 's/3 issued/4 issued/' 14.666666667
spoil a '' 14.666666668
spoil b 's/206.66667/207.66667/' 15.67
spoil b 's/leaf = 15.67/leaf = 15.66/' 15.67
(echo "@@ U1 1 22.92"; dtxhh explain a.dtxhh U1 1 --quiet | sed 's/8.25 /8.26 /') | awk -f "$ROOT/tests/cli/trace.awk" 2>/dev/null
--- stdout
U1: Sở Một
1 Chỉ đạo

Points = 22.92 of 30: 22.92 / 30 × 100 = 76.4 %
  criterion        points  maximum        %  name
  1.1                8.25       10     82.5  Kế hoạch (appraisal)
  1.2        14.666666667       20  73.3333  Điều hành (survey)
  sum        22.916666667       30
  22.916666667 rounded to 2 decimals as a field = 22.92
Rules
  rounding = parts; round_at = field (basis: Điều 8)
  decimals = 2 (not set: default)
U1: Sở Một
1.2 Điều hành (survey, of 20 points)
basis: Phụ lục 1

Points = 73.3333 % × 20 = 14.6667 (with all digits: 14.666666667)
LD – Lãnh đạo: 73.3333 %
  ballots: 3 issued = 3 counted, all of one weight (1)
  P/Q1: (A: 1 × 100 + B: 1 × 60 + C: 1 × 20) / 3 = 60 %
  P/Q2: (A: 1 × 100 + B: 1 × 60) / 2 = 80 %; E: 1 not counted
  questions by their weights: (1 × 60 + 2 × 80) / 3 = 73.3333 %
HD – Hội đồng: left out, fewer ballots than the minimum: 1 < 2
  ballots: 2 issued − 1 no counted answer here = 1 counted, all of one weight (1)
  P/Q1: (A: 1 × 100) / 1 = 100 %; E: 1 not counted
  P/Q2: (A: 1 × 100) / 1 = 100 %; E: 1 not counted
  questions by their weights: (1 × 100 + 2 × 100) / 3 = 100 %
Rules
  survey = here; combine = group_means; min_answered = 0; invalid_if = blank (not set: default)
  min_base = 2 (basis: Điều 5)
U1: Sở Một
2 Hài lòng (SIPAS, of 10 points)
basis: Phụ lục 1

Points = 66.6667 % × 10 = 6.6667 (with all digits: 6.666666667)
DAN – Người dân: 66.6667 %
  ballots: 3 issued = 3 counted, all of one weight (1)
  S/H1: (5: 1 × 100 + 4: 1 × 100 + 2: 1 × 0) / 3 = 66.6667 %
6.666666667 rounded to 2 decimals as a field = 6.67
Rules
  combine = group_means; min_answered = 0; invalid_if = blank; decimals = 2 (not set: default)
  min_base = 2 (basis: Điều 5)
  sipas = satisfied (basis: Điều 7)
  rounding = parts; round_at = field (basis: Điều 8)
U1: Sở Một
3 Thưởng, trừ
basis: Phụ lục 2

Points = 2
  criterion  points  maximum  %  name
  3.1             3        –     Sáng kiến (bonus, malus)
  3.2             0        –     Vi phạm (bonus, malus)
  sum             3        –
  the sum 3 is above the cap of 2: held at 2
Rules
  rounding = parts; round_at = field (basis: Điều 8)
  decimals = 2 (not set: default)
U1: Sở Một
3.2 Vi phạm (bonus, malus, -4 … 0)
basis: Phụ lục 2

Points = 0: nobody claims or decides any
U2: Sở Hai
1.2 Điều hành (survey, of 20 points)
basis: Phụ lục 1

Points = 42.6667 % × 20 = 8.5333 (with all digits: 8.533333333)
42.6667 % = the groups by their weights: (0.6 × 55.5556 (LD) + 0.4 × 23.3333 (HD)) / 1 = 42.6667
  weight of LD, HD: basis Điều 3
LD – Lãnh đạo: 55.5556 %
  ballots: 3 issued = 3 counted, all of one weight (1)
  P/Q1: (A: 1 × 100 + B: 1 × 60 + C: 1 × 20) / 3 = 60 %
  P/Q2: (A: 1 × 100 + B: 1 × 60 + D: 1 × 0) / 3 = 53.33333 %
  questions by their weights: (1 × 60 + 2 × 53.33333) / 3 = 55.5556 %
HD – Hội đồng: 23.3333 %
  ballots: 2 issued = 2 counted, all of one weight (1)
  P/Q1: (B: 1 × 60 + D: 1 × 0) / 2 = 30 %
  P/Q2: (C: 1 × 20) / 1 = 20 %; E: 1 not counted
  questions by their weights: (1 × 30 + 2 × 20) / 3 = 23.3333 %
Rules
  survey = here; combine = group_means; min_answered = 0; invalid_if = blank (not set: default)
  min_base = 2 (basis: Điều 5)
U2: Sở Hai
3 Thưởng, trừ
basis: Phụ lục 2

Points = -3
  criterion  points  maximum  %  name
  3.1             0        –     Sáng kiến (bonus, malus)
  3.2            -4        –     Vi phạm (bonus, malus)
  sum            -4        –
  the sum -4 is below the minimum of -3: held at -3
Rules
  rounding = parts; round_at = field (basis: Điều 8)
  decimals = 2 (not set: default)
U1: Sở Một

Total = 31.59 of 40: 31.59 / 40 × 100 = 78.975 %
  criterion  points  maximum     %  name
  1           22.92       30  76.4  Chỉ đạo
  2            6.67       10  66.7  Hài lòng (SIPAS)
  3               2        –        Thưởng, trừ
  sum         31.59       40
  by component: 8.25 (appraised points) + 14.666666667 (survey) + 6.666666667 (SIPAS) + 2 (bonus,
      malus) = 31.583333334
  components are not rounded; the total is the sum of the rounded fields
  published with 2 decimals: 31.59; under the other rounding: 31.58
  standard error 0.8433, of sampling only (2 degrees of freedom); 95 % limits: 27.41 to 35.05; each
      group with a part in it has at least 3 respondents about this unit
  possible ranks: 1–2 (95 %, all units of the block at once)
  mean of the block: 51.12 / 2 = 25.56 (its ranked units)
Class: the round has none
Rank: 1 of 2 ranked (Khối), by points
  → 1 U1 Sở Một: 31.59
  2 U2 Sở Hai: 19.53
Rules
  survey = here; decimals = 2; rank_by = points; compare = exact; ties = shared; tie_breakers = 
      (not set: default)
  rounding = parts; round_at = field (basis: Điều 8)
U1: Sở Một
1.1 Kế hoạch (thẩm định, tối đa 10 điểm)
căn cứ: Phụ lục 1

Điểm = 8.25 theo quyết định được tính (thẩm định lần 1)
     tự chấm             9  Sở Một, 05/01/2025
  →  thẩm định lần 1  8.25  Sở Nội vụ, 20/01/2025: Thiếu tài liệu
  tính thẩm định lần 2, nếu không có thì lần 1, nếu không có thì số lấy từ bên ngoài; không tính
      điểm tự chấm
leaf,2,,,,,66.7,,6.67,10,survey
option,2,DAN,S/H1/5,1,1,100,,,,Rất hài lòng
option,2,DAN,S/H1/4,1,1,100,,,,Hài lòng
option,2,DAN,S/H1/2,1,1,0,,,,Không
before,2,,rounding,2,,,,6.666666667,,
node,3,,,,,,,-3,0,
before,3,,minimum,,,,,-4,-3,
before,3,,rounding,2,,,,-3,,
== pooled
U1: Sở Một
1.2 Điều hành (survey, of 20 points)
basis: Phụ lục 1

Points = 78.3333 % × 20 = 15.6667 (with all digits: 15.666666667)
76.66667 % = the means of all ballots: (206.66667 (LD) + 100 (HD)) / (3 + 1) = 76.66667
78.3333 % = the pool with the weights of its groups (0.6 + 0.4 = 1), and what is from outside: (1 ×
    76.66667 + 1 × 80 (NG)) / 2 = 78.3333
  weight of LD, HD: basis Điều 3
  weight of NG: basis Điều 4
LD – Lãnh đạo: the means of its ballots add up to 206.66667
  ballots: 3 issued = 3 counted
  2 ballots with questions of weight 3 (P/Q1, P/Q2): (1 × (A: 1 × 100 + C: 1 × 20) + 2 × (A: 1 × 100
      + B: 1 × 60)) / 3 = 146.66667
  1 ballots with questions of weight 1 (P/Q1): (1 × (B: 1 × 60)) / 1 = 60
HD – Hội đồng: the means of its ballots add up to 100
  ballots: 2 issued − 1 no counted answer here = 1 counted
  1 ballots with questions of weight 3 (P/Q1, P/Q2): (1 × (A: 1 × 100) + 2 × (A: 1 × 100)) / 3 = 100
NG – Người dân: 80 % from outside
Figures from outside
     NG figure from outside  70 %  Viện
  →  NG figure from outside  80 %  Viện
15.666666667 rounded to 2 decimals as a leaf = 15.67
Rules
  survey = here; min_answered = 0; invalid_if = blank; decimals = 2 (not set: default)
  combine = pooled (basis: Điều 3)
  rounding = parts; round_at = leaf (basis: Điều 8)
U2: Sở Hai
1.2 Điều hành (survey, of 20 points)
basis: Phụ lục 1

Points = 45 % × 20 = 9
40 % = the means of all ballots: (166.6667 (LD) + 33.3333 (HD)) / (3 + 2) = 40
45 % = the pool with the weights of its groups (0.6 + 0.4 = 1), and what is from outside: (1 × 40 +
    1 × 50 (NG)) / 2 = 45
  weight of LD, HD: basis Điều 3
  weight of NG: basis Điều 4
LD – Lãnh đạo: the means of its ballots add up to 166.6667
  ballots: 3 issued = 3 counted
  3 ballots with questions of weight 3 (P/Q1, P/Q2): (1 × (A: 1 × 100 + B: 1 × 60 + C: 1 × 20) +
      2 × (A: 1 × 100 + B: 1 × 60 + D: 1 × 0)) / 3 = 166.6667
HD – Hội đồng: the means of its ballots add up to 33.3333
  ballots: 2 issued = 2 counted
  1 ballots with questions of weight 3 (P/Q1, P/Q2): (1 × (B: 1 × 60) + 2 × (C: 1 × 20)) / 3 =
      33.3333
  1 ballots with questions of weight 1 (P/Q1): (1 × (D: 1 × 0)) / 1 = 0
NG – Người dân: 50 % from outside
Figures from outside
  →  NG figure from outside  50 %  Viện
Rules
  survey = here; min_answered = 0; invalid_if = blank; decimals = 2 (not set: default)
  combine = pooled (basis: Điều 3)
  rounding = parts; round_at = leaf (basis: Điều 8)
basis,1.2,,,,,,,,,Phụ lục 1
basis,1.2,LD,weight,,,,,,,Điều 3
basis,1.2,HD,weight,,,,,,,Điều 3
basis,1.2,NG,weight,,,,,,,Điều 4
question,1.2,LD,P/Q1,3,1,,,,,Một?
option,1.2,LD,P/Q2/A,1,0.6666666666666666,100,,,,Tốt
option,1.2,LD,P/Q2/B,1,0.6666666666666666,60,,,,Khá
option,1.2,LD,P/Q2/C,0,0,20,,,,TB
option,1.2,LD,P/Q2/D,0,0,0,,,,Kém
option,1.2,LD,P/Q2/E,1,,,,,,Không rõ
question,1.2,LD,P/Q2,2,2,,,,,Hai?
question,1.2,HD,P/Q1,1,1,,,,,Một?
option,1.2,HD,P/Q2/A,1,0.6666666666666666,100,,,,Tốt
option,1.2,HD,P/Q2/B,0,0,60,,,,Khá
option,1.2,HD,P/Q2/C,0,0,20,,,,TB
option,1.2,HD,P/Q2/D,0,0,0,,,,Kém
option,1.2,HD,P/Q2/E,1,,,,,,Không rõ
question,1.2,HD,P/Q2,1,2,,,,,Hai?
group,1.2,LD,,3,0.6,68.888888889,0.375,,,
group,1.2,HD,,1,0.4,100,0.125,,,
group,1.2,NG,,50,1,80,0.5,,,
pool,1.2,,,4,,76.666666667,0.5,,,
before,1.2,,rounding,2,,,,15.666666667,,
== followed
== ranked beside others; nothing below that applies
Rank: 1 of 4 ranked (Khối), by points
  → 1 U2 Hai: 8; survey 4
  1 U3 Ba: 8; survey 4
  3 U1 Một: 8; survey 3
  equal in all of these: the same rank
Rules
Total = 2 of 10: 2 / 10 × 100 = 20 %
  criterion  points  maximum   %  name
  1               2       10  20  Chỉ đạo (appraisal)
  2               –        –      Điều tra
  sum             2       10
  2.1 does not apply (basis: Công văn 7)
U4: Bốn
2 Điều tra

2.1 does not apply (basis: Công văn 7)
== a class by its own figure
Class: Khá
  class_by = percent (basis: Điều 10)
0
U2 1.2: (1 * 60 + 2 * 53.3333) / 3 = 55.5556, by hand 55.5555
U1 1.2: (1 * 100 + 2 * 60 + 1 * 20) / 3 = 60, by hand 80
U1 1.2: (1 * 100 + 2 * 60) / 2 = 80, by hand 110
U1 1.2: group LD has 73.4333, its last equation 73.3333
U1 1.2: ballots:    4  = 3 
U1 1.2: ends in 14.666666667, stored 14.666666668
U1 1.2: (207.66667  + 100 ) / (3 + 1) = 76.66667, by hand 76.9167
U1 1.2: group LD has 207.66667, its last equation 206.66667
U1 1.2: 15.666666667 = 15.66, by hand 15.6667
U1 1.2: ends in 15.66, stored 15.67
U1 1: percent 82.5, by hand 82.6
U1 1: sum of points 22.916666667, by hand 22.9267
--- stderr
points.csv:5:7: warning: unit "U1", criterion 3.1: a bonus or malus of 3, and no reason [W507]
points.csv:6:7: warning: unit "U2", criterion 3.2: a bonus or malus of -4, and no reason [W507]
a.dtxhh: warning: points of 1 survey criteria of units tell what fewer than min_cell, 3, people said: hardly any other group counts there, and points are always published; first: unit "U2", criterion "2", group "DAN"; raise min_base, or join groups [W612]
d/scales.csv:7:1: warning: scale "S" has no effect: no question uses it [W253]
points.csv:5:7: warning: unit "U1", criterion 3.1: a bonus or malus of 3, and no reason [W507]
points.csv:6:7: warning: unit "U2", criterion 3.2: a bonus or malus of -4, and no reason [W507]
16 31 6
14 22 6
16 31 6
14 22 6
16 14 0
e/classes.csv:2:3: warning: class "Tốt" begins at so many points, but the criteria of block "B" have 20 in all; expected 100, or classes in percent [W256]
e/classes.csv:2:3: warning: class "Tốt" begins at so many points, but the criteria of block "B" have 20 in all; expected 100, or classes in percent [W256]
--- status 0
