# Errors of a total, calculated once more from the answers (the formulas of docs/errors.md, in awk below): groups combined by
# `pooled`; a group's SIPAS that enters with its given error, and without; nothing where a quota is in it.  The round is that of
# recipe-r.t: LD, 4 of 5; DAN, 60 X and 40 Y.
--- run
G=$ROOT/tests/golden/data
round() {
    rm -rf definition r.*
    cp -r "$TINY/definition" definition
    cat >definition/groups.csv <<END
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,$1,$2,,,,,,,,0%,,single
DAN,Người dân,ballot,stratified,30,persons,stratum,loai,equal,,,,0%,,single
SIP,SIPAS,sipas,,,,,,,,,,,,
END
    echo '*,*,SIP,0.5,' >>definition/group_weights.csv
    echo "combine,$3," >>definition/round.csv
    dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh "$G/recipe_frame.csv" --as a --quiet 2>/dev/null
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet 2>/dev/null
    dtxhh issue r.dtxhh --as a --quiet
    dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = "," }
        NR == FNR { if (FNR > 1) { who = $1 "/" $2; answer[who] = $3; for (i = 4; i <= 9; i++) answer[who] = answer[who] "," $i } next }
        FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"; next }
        { print $1, $2, "paper", "hoa", answer[$3 "/" $4] }' "$G/recipe_answers.csv" - >keyed.csv
    dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
    dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
    printf '%s\n' unit,criterion,group,stage,percent,se,n "U1,1.2,SIP,outside,80,$4,50" "U2,1.2,SIP,outside,70,$4,50" >sipas.csv
    dtxhh points import r.dtxhh sipas.csv --as a --quiet
    dtxhh weigh r.dtxhh --as a --quiet
    dtxhh score r.dtxhh --as a --quiet
}
# The error of U1's total: $1 pooled or group_means, $2 the error of SIPAS.
by_hand() {
    dtxhh show r.dtxhh ballots | awk -F, -v how="$1" -v outside="$2" '
        function worth(a) { return a == "A" ? 100 : a == "B" ? 60 : a == "C" ? 20 : a == "D" ? 0 : -1 }
        NR == FNR { if (FNR > 1) answer[$1 "/" $2] = $3 == "" ? $4 "," $5 "," $6 : ""; next }
        FNR == 1 || !answer[$3 "/" $4] { next }
        { who = $3 "/" $4; h = $3 == "LD" ? "LD" : substr($4, 1, 1); i = ++n; stratum[i] = h; size[h]++; split(answer[who], a, ",")
          for (q = 1; q <= 3; q++) p[i, q] = worth(a[q]) }
        END {
            N["LD"] = 5; N["X"] = 60; N["Y"] = 40; share["LD"] = 0.4; share["X"] = share["Y"] = 0.6
            for (i = 1; i <= n; i++) {
                h = stratum[i]; g = h == "LD" ? "LD" : "DAN"; w[i] = N[h] / size[h]
                for (q = 1; q <= 3; q++) if (p[i, q] >= 0) { W[g, q] += w[i]; S[g, q] += w[i] * p[i, q] }
                k = (p[i, 2] >= 0) * 2 + (p[i, 3] >= 0)
                if (k) { both[i] = ((p[i, 2] >= 0) * 2 * p[i, 2] + (p[i, 3] >= 0) * p[i, 3]) / k; n2++; s2 += both[i]; has[i] = 1 }
                if (p[i, 1] >= 0) { n1++; s1 += p[i, 1] }
            }
            for (i = 1; i <= n; i++) {
                h = stratum[i]; g = h == "LD" ? "LD" : "DAN"
                if (how == "pooled") {
                    # of 1.2 the pool has 1 of 1.5
                    if (p[i, 1] >= 0) z[i] += 30 / 100 / 1.5 * (p[i, 1] - s1 / n1) / n1
                    if (has[i]) z[i] += 20 / 100 * (both[i] - s2 / n2) / n2
                } else {
                    if (p[i, 1] >= 0) z[i] += share[h] / 1.5 * 30 / 100 * w[i] * (p[i, 1] - S[g, 1] / W[g, 1]) / W[g, 1]
                    for (q = 2; q <= 3; q++) if (p[i, q] >= 0)
                        z[i] += share[h] * 20 / 100 * (4 - q) / 3 * w[i] * (p[i, q] - S[g, q] / W[g, q]) / W[g, q]
                }
                mean[h] += z[i] / size[h]
            }
            for (i = 1; i <= n; i++) square[stratum[i]] += (z[i] - mean[stratum[i]]) ^ 2
            for (h in size) variance += (1 - size[h] / N[h]) * size[h] / (size[h] - 1) * square[h]
            printf "%.9f\n", sqrt(variance + (outside * 0.5 / 1.5 * 30 / 100) ^ 2)
        }' "$G/recipe_answers.csv" -
}
said() { dtxhh show r.dtxhh scores | awk -F, '$2 == "U1" { if ($14 == "") print "-", $19, $20; else printf "%.9f %s\n", $14, $20 }'; }
for how in pooled group_means; do
    for se in 2.5 ''; do
        round census '' $how "$se"
        [ "$(said | cut -d' ' -f1)" = "$(by_hand $how "${se:-0}")" ] && echo "$how, SIPAS with error '$se': the same; $(said | cut -d' ' -f2)"
    done
done
# LD by quota: no error of its part, none of the total, nor a rank set
round quota 5 group_means 2.5
said
dtxhh score r.dtxhh --as a --csv 2>/dev/null | cut -d, -f1,2,13-
dtxhh show r.dtxhh score_groups | awk -F, '$1 == "U1" && $2 == "1.2" { print $3, ($10 == "" ? "-" : "stated"), $11 }'
--- stdout
pooled, SIPAS with error '2.5': the same; 
pooled, SIPAS with error '': the same; not_counted
group_means, SIPAS with error '2.5': the same; 
group_means, SIPAS with error '': the same; not_counted
-  quota
block,unit,se,low,high,rank_low,rank_high
B,U1,,,,,
B,U2,,,,,
DAN stated 
LD - quota
SIP stated 
--- stderr
group "LD" is a quota, not a probability sample: no error of sampling can be stated
group "LD" is a quota, not a probability sample: no error of sampling can be stated
group "LD" is a quota, not a probability sample: no error of sampling can be stated
--- status 0
