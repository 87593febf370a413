# explain down to the class and the rescaling, checked by tests/cli/explain.awk; the sheets print the same arithmetic.
#
# By hand, xa-2024 XA1: 8.25 + 9 + 14 + 28.5 + 15 = 74.75 of 80 points, x 100 / 80 = 93.4375.
# so-huyen-2024 SNV without the survey: 9.5, 15, 26 and SIPAS 8.64 of 12 + 15 + 30 + 10 = 67, and a bonus of 2.
#   each field first rescaled, then rounded: 14.18 + 22.39 + 38.81 + 12.90 + 2 = 90.28; each component: 50.5 and 8.64 are 75.37 + 12.90 + 2 = 90.27
#   cut off: 14.17 + 22.38 + 38.80 + 12.89 + 2 = 90.24; 75.37 + 12.89 + 2 = 90.26; once, at the total, 90.26 of 90.2686567
# so-huyen-2024 with Tốt from 75, no field under 86 %: H3 has 86.5 %, but 3.5 + 8.73 of 15 in its field 3,
# 81.53 %: so it is Khá.
--- run
export DTXHH=dtxhh
follow() { sh "$ROOT/tests/cli/trace.sh" "$1" 2>/dev/null; }
sh "$ROOT/examples/run.sh" xa-2024 xa >/dev/null
sh "$ROOT/examples/run.sh" so-huyen-2024 so >/dev/null
dtxhh explain xa/xa-2024.dtxhh XA1 --csv | grep '^rescaling\|^class'
follow xa/xa-2024.dtxhh && follow so/so-huyen-2024.dtxhh
unzip -p xa/xa-2024.xlsx xl/sharedStrings.xml | grep -o '>[0-9,]* / 80 × 100 = [0-9,]*\|>Cộng điểm các tiêu chí[^<]*\|>Đợt này không điều tra xã hội học: điểm thẩm định[^<]*'
echo "== rescaled, then rounded"
for at in field component leaf; do
    dtxhh score so/so-huyen-2024.dtxhh --set survey=none --set rounding=parts --set round_at=$at --quiet | grep SNV | cut -d, -f2,4
done
echo "== without the survey, with SIPAS"
cp -r "$ROOT/examples/so-huyen-2024/definition" d && sed -i 's/^rank_by/survey,none,\nrank_by/' d/round.csv && rm -f d/groups.csv d/ballot_types.csv d/questions.csv d/group_weights.csv d/scales.csv d/stages.csv d/rates.csv
sed -i '/DIEU\|,LD\|,HD/d' d/not_applicable.csv
for at in total field component leaf; do
    rm -f n.dtxhh && sed -i '/^rounding\|^round_at/d' d/round.csv
    [ $at = total ] || printf 'rounding,parts,\nround_at,%s,\n' $at >>d/round.csv
    dtxhh new n.dtxhh --definition d --as a --quiet && dtxhh points import n.dtxhh "$ROOT"/examples/so-huyen-2024/points/*.csv --as a --quiet --accept W505 --reason x 2>/dev/null
    dtxhh score n.dtxhh --as a --quiet 2>/dev/null && dtxhh show n.dtxhh scores | grep SNV | cut -d, -f2-9
    follow n.dtxhh
done
dtxhh report n.dtxhh -o n.xlsx --quiet && unzip -p n.xlsx xl/sharedStrings.xml | grep -o '>Đợt này không điều tra xã hội học: điểm[^<]*\|>Quy về thang 100, từng[^<]*' | sort -u
echo "== cut off"
for at in total field component leaf; do
    rm -f n.dtxhh && sed -i '/^rounding\|^round_at/d' d/round.csv && printf 'rounding,cắt,\nround_at,%s,\n' $at >>d/round.csv
    dtxhh new n.dtxhh --definition d --as a --quiet && dtxhh points import n.dtxhh "$ROOT"/examples/so-huyen-2024/points/*.csv --as a --quiet --accept W505 --reason x 2>/dev/null
    dtxhh score n.dtxhh --as a --quiet 2>/dev/null && dtxhh show n.dtxhh scores | grep SNV | cut -d, -f2-9
    follow n.dtxhh; dtxhh explain n.dtxhh SNV | grep -E 'published|cut to' | head -2
    dtxhh report n.dtxhh -o n.xlsx --force --quiet; cells n.xlsx 2 4 | grep 'Sở Nội vụ' | cut -d'|' -f3,8
done
for at in total component leaf; do
    rm -rf c && cp -r "$ROOT/examples/so-huyen-2024" c && cp "$ROOT/examples/run.sh" . && printf 'rounding,truncate,\nround_at,%s,\n' $at >>c/definition/round.csv
    sh run.sh c cut | wc -l; follow cut/c.dtxhh
done
echo "== a floor"
sed -i 's/^HUYEN,Tốt.*/HUYEN,Tốt,75,,86,1/' d/classes.csv
cp -r "$ROOT/examples/so-huyen-2024" f && cp d/classes.csv f/definition/ && cp "$ROOT/examples/run.sh" . && sh run.sh f so2 >/dev/null
dtxhh explain so2/f.dtxhh H3 --csv | grep '^class\|^total\|^node'
follow so2/f.dtxhh
# It would be seen.
dtxhh explain so2/f.dtxhh H3 --csv | sed 's/below its floor/reached/' | awk -v unit=H3 -f "$ROOT/tests/cli/explain.awk" 2>/dev/null
dtxhh explain xa/xa-2024.dtxhh XA1 --csv | sed 's/,74.75,80/,74.5,80/' | awk -v unit=XA1 -f "$ROOT/tests/cli/explain.awk" 2>/dev/null
--- stdout
rescaling,,,appraised,,,,,74.75,80,74.75 / 80 × 100 = 93.4375
class,1,,Xuất sắc,,,86.25,80,93.4375,90,reached
>Đợt này không điều tra xã hội học: điểm thẩm định được quy về thang 100.
>Cộng điểm các tiêu chí (không kể thưởng, trừ)
>74,75 / 80 × 100 = 93,44
>70,5 / 80 × 100 = 88,13
>77,5 / 80 × 100 = 96,88
>70,25 / 80 × 100 = 87,81
>72,5 / 80 × 100 = 90,63
== rescaled, then rounded
SNV,90.28
SNV,90.27
SNV,90.28
== without the survey, with SIPAS
SNV,100,75.373134328,0,12.895522388,0,2,90.268656716
SNV,100,75.373134328,0,12.895522388,0,2,90.28
SNV,100,75.37,0,12.9,0,2,90.27
SNV,100,75.38,0,12.9,0,2,90.28
>Quy về thang 100, từng tiêu chí làm tròn rồi cộng
>Đợt này không điều tra xã hội học: điểm thẩm định, SIPAS được quy về thang 100; điểm thưởng, trừ không quy đổi.
>Đợt này không điều tra xã hội học: điểm thẩm định, SIPAS, kinh tế - xã hội được quy về thang 100.
== cut off
SNV,100,75.373134328,0,12.895522388,0,2,90.268656716
  published, cut to 2 decimals: 90.26; rounded instead: 90.27
90.26000000000001|90.26000000000001
SNV,100,75.373134328,0,12.895522388,0,2,90.24
  published, cut to 2 decimals: 90.24; rounded instead: 90.28
90.23999999999999|90.23999999999999
SNV,100,75.37,0,12.89,0,2,90.26
  appraised points: 75.373134328 cut to 2 decimals as a component = 75.37
  SIPAS: 12.895522388 cut to 2 decimals as a component = 12.89
90.26000000000001|90.26000000000001
SNV,100,75.35,0,12.89,0,2,90.24
  appraised points: each leaf / 67 × 100 cut to 2 decimals, together 75.35
  SIPAS: each leaf / 67 × 100 cut to 2 decimals, together 12.89
90.23999999999999|90.23999999999999
10
10
10
== a floor
total,,,H3,,,86.909480519,,86.909480519,100,"rank 2, class Khá"
class,,,Xuất sắc,,,,,86.909480519,88,not reached
class,3,,Tốt,,,81.533333333,86,86.909480519,75,below its floor
class,,,Khá,,,,,86.909480519,63,reached
node,1,,,,,86.317460317,,25.895238095,30,
node,2,,,,,88.698622589,,48.784242424,55,
node,3,,,,,81.533333333,,12.23,15,
H3 class Tốt said reached by hand below its floor
XA1 fields 74.5 by hand 74.75
XA1 appraised of 100 93.4375 by hand 93.125
--- stderr
line 3 of the log, hash <checked>
line 9 of the log, hash <checked>
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
one level a screen; with a CRITERION that one, with --csv all that is below
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
one level a screen; with a CRITERION that one, with --csv all that is below
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
one level a screen; with a CRITERION that one, with --csv all that is below
d/round.csv:12:2: warning: tie-breaker "survey" has no effect: no criterion has points of that kind [W253]
one level a screen; with a CRITERION that one, with --csv all that is below
line 9 of the log, hash <checked>
line 9 of the log, hash <checked>
line 9 of the log, hash <checked>
line 9 of the log, hash <checked>
--- status 0
