# Errors of a total, calculated once more from the answers (the formulas of docs/errors.md, in awk below): groups combined by
# `pooled`; a group's SIPAS that enters with its given error, and without; one figure of it in two leaves; nothing where a quota is in it.  The round is that of
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
    of=${5:-1.2}
    printf '%s\n' unit,criterion,group,stage,percent,se,n "U1,$of,SIP,outside,80,$4,50" "U2,$of,SIP,outside,70,$4,50" >sipas.csv
    dtxhh points import r.dtxhh sipas.csv --as a --quiet
    dtxhh weigh r.dtxhh --as a --quiet
    dtxhh score r.dtxhh --as a --quiet
}
# The error of U1's total, or of its difference to U2's: $1 pooled or group_means, $2 the error of SIPAS, $3 the leaves of its
# figure, 1.2 or * (then 1.2 and 2.1), $4 how many units.
by_hand() {
    dtxhh show r.dtxhh ballots | awk -F, -v how="$1" -v outside="$2" -v of="$3" -v units="$4" '
        function worth(a) { return a == "A" ? 100 : a == "B" ? 60 : a == "C" ? 20 : a == "D" ? 0 : -1 }
        NR == FNR { if (FNR > 1) for (u = 1; u <= 2; u++) answer[$1 "/" $2, u] = $3 == "" ? $(3 * u + 1) "," $(3 * u + 2) "," $(3 * u + 3) : ""; next }
        FNR == 1 || !answer[$3 "/" $4, 1] { next }
        { who = $3 "/" $4; h = $3 == "LD" ? "LD" : substr($4, 1, 1); i = ++n; stratum[i] = h; size[h]++
          for (u = 1; u <= units; u++) { split(answer[who, u], a, ","); for (q = 1; q <= 3; q++) p[u, i, q] = worth(a[q]) } }
        # what the cases add to the total of U, leaf by leaf: z; what a leaf gives at most: a
        function add(u,    W, S, i, g, h, q, k, n1, n2, s1, s2, both) {
            for (i = 1; i <= n; i++) {
                h = stratum[i]; g = h == "LD" ? "LD" : "DAN"; w[i] = N[h] / size[h]
                for (q = 1; q <= 3; q++) if (p[u, i, q] >= 0) { W[g, q] += w[i]; S[g, q] += w[i] * p[u, i, q] }
                k = (p[u, i, 2] >= 0) * 2 + (p[u, i, 3] >= 0)
                if (k) { both[i] = ((p[u, i, 2] >= 0) * 2 * p[u, i, 2] + (p[u, i, 3] >= 0) * p[u, i, 3]) / k; n2++; s2 += both[i] }
                if (p[u, i, 1] >= 0) { n1++; s1 += p[u, i, 1] }
            }
            for (i = 1; i <= n; i++) {
                h = stratum[i]; g = h == "LD" ? "LD" : "DAN"
                if (how == "pooled") {
                    if (p[u, i, 1] >= 0) leaf(u, h, i, 1, rest1 * 30, (p[u, i, 1] - s1 / n1) / 100 / n1)
                    if (i in both) leaf(u, h, i, 2, rest2 * 20, (both[i] - s2 / n2) / 100 / n2)
                } else
                    for (q = 1; q <= 3; q++) if (p[u, i, q] >= 0)
                        leaf(u, h, i, q, share[h] * (q == 1 ? rest1 * 30 : rest2 * 20 * (4 - q) / 3), w[i] * (p[u, i, q] - S[g, q] / W[g, q]) / 100 / W[g, q])
            }
        }
        function leaf(u, h, i, l, max, x) { a[u, h, l] = max; z[u, i, l] = max * x; has[u, i, l] = 1; gave[u, h, l]++ }
        # the variance of U in stratum H, and m[u, h]
        function variance_of(u, h,    i, l, sz, sx, up, down, cases, one, mean, meanx, zz, xx, q) {
            for (l = 1; l <= 3; l++) if (gave[u, h, l]) { up += a[u, h, l]; down += a[u, h, l] / gave[u, h, l] }
            m[u, h] = up / down
            for (i = 1; i <= n; i++) if (stratum[i] == h) {
                one = 0; sz = sx = 0
                for (l = 1; l <= 3; l++) if (has[u, i, l]) { one = 1; sz += z[u, i, l]; sx += z[u, i, l] * gave[u, h, l] }
                if (!one) continue
                cases++; mean += sz; zz += sz ^ 2; meanx += sx; xx += sx ^ 2
            }
            zz -= mean ^ 2 / cases; xx -= meanx ^ 2 / cases; q = m[u, h] / (m[u, h] - 1) * zz
            return larger(q - cases / m[u, h] * xx / (cases - 1) / N[h], (1 - cases / N[h]) * q)
        }
        # of the difference of both units
        function difference_in(h,    i, l, d, y, any, shared, e, b, mean, dd, meany, yy, mm) {
            for (i = 1; i <= n; i++) if (stratum[i] == h) {
                d = y = any = shared = 0
                for (l = 1; l <= 3; l++) {
                    any = any || has[1, i, l] || has[2, i, l]
                    d += z[1, i, l] - z[2, i, l]
                    if (has[1, i, l] && has[2, i, l]) { shared = 1; y += gave[1, h, l] * z[1, i, l] - gave[2, h, l] * z[2, i, l] }
                }
                if (any) { e++; mean += d; dd += d ^ 2 }
                if (shared) { b++; meany += y; yy += y ^ 2 }
            }
            mm = 2 / (1 / m[1, h] + 1 / m[2, h]); dd = mm / (mm - 1) * (dd - mean ^ 2 / e); yy = (yy - meany ^ 2 / b) / (b - 1)
            return larger(dd - yy / N[h], (1 - (e < N[h] ? e / N[h] : 1)) * dd)
        }
        function larger(x, y) { return x > y ? x : y }
        END {
            N["LD"] = 5; N["X"] = 60; N["Y"] = 40; share["LD"] = 0.4; share["X"] = share["Y"] = 0.6
            # SIPAS has 0.5 of 1.5 in the leaves it is given for
            rest1 = 1 / 1.5; rest2 = of == "*" ? 1 / 1.5 : 1
            for (u = 1; u <= units; u++) add(u)
            for (h in size) {
                for (u = 1; u <= units; u++) v[u] = variance_of(u, h)
                variance += units == 1 ? v[1] : difference_in(h)
            }
            # one figure a unit: in two leaves 30 + 20 points before the square; another unit has a figure of its own
            printf "%.9f\n", sqrt(variance + units * (outside * 0.5 / 1.5 * (of == "*" ? 50 : 30) / 100) ^ 2)
        }' "$G/recipe_answers.csv" -
}
said() { dtxhh show r.dtxhh scores | awk -F, '$2 == "U1" { if ($14 == "") print "-", $19, $20; else printf "%.9f %s\n", $14, $20 }'; }
for how in pooled group_means; do
    for se in 2.5 ''; do
        round census '' $how "$se"
        [ "$(said | cut -d' ' -f1)" = "$(by_hand $how "${se:-0}" 1.2 1)" ] && echo "$how, SIPAS with error '$se': the same; $(said | cut -d' ' -f2)"
    done
done
for how in pooled group_means; do
    round census '' $how 2.5 '*'
    [ "$(said | cut -d' ' -f1)" = "$(by_hand $how 2.5 '*' 1)" ] && echo "$how, one figure in two leaves: the same"
    [ "$(dtxhh score r.dtxhh --difference U1,U2 | awk -F, 'NR == 2 { printf "%.9f", $4 }')" = "$(by_hand $how 2.5 '*' 2)" ] &&
        echo "$how, one figure in two leaves, difference: the same"
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
pooled, one figure in two leaves: the same
pooled, one figure in two leaves, difference: the same
group_means, one figure in two leaves: the same
group_means, one figure in two leaves, difference: the same
-  quota
block,unit,se,low,high,rank_low,rank_high,missing
B,U1,,,,,,0
B,U2,,,,,,0
DAN stated 
LD - quota
SIP stated 
--- stderr
group "LD" is a quota, not a probability sample: no error of sampling can be stated
group "LD" is a quota, not a probability sample: no error of sampling can be stated
group "LD" is a quota, not a probability sample: no error of sampling can be stated
--- status 0
