# The error of a group's percent where communes are drawn first: the commune is the sampling unit.  Once more in awk: with the
# weights w, z = sum over the commune of w (p - mean) / sum of w, and the variance n / (n - 1) sum (z - mean z)^2 over the n
# communes drawn, without a finite population correction.
--- run
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
NB,Nhiều bước,ballot,stages,,,,,,,,,0%,,
END
printf 'group,stage,column,method,take,size_by\nNB,1,xa,srs,5,\nNB,2,,srs,3,\n' >definition/stages.csv
sed -i 's/LD;DAN/NB/' definition/ballot_types.csv
rm -f definition/group_weights.csv
awk 'BEGIN { print "group,id,xa"; for (x = 1; x <= 8; x++) for (i = 1; i <= 3 + x % 4; i++) print "NB,c" x "p" i ",Xã " x }' >frame.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '5' --as a --quiet &&
    dtxhh issue r.dtxhh --as a --quiet || exit
dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = ","; split("A B C D", o, " "); print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2" }
    NR > 1 { k = substr($4, 2, 1) * 3 + substr($4, 4, 1) * substr($4, 4, 1)
        print $1, $2, "paper", "hoa", k % 7 == 0 ? "refused,,,,,," : "," o[1 + k % 4] ",A,B,A,B,C" }' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet && dtxhh weigh r.dtxhh --as a --quiet && dtxhh score r.dtxhh --as a --quiet || exit
{
    dtxhh show r.dtxhh weights | sed 1d | cut -d, -f1,5 | sort >weights
    sed 1d keyed.csv | cut -d, -f1,6 | sort | join -t, weights - >both
    dtxhh show r.dtxhh ballots | sed 1d | cut -d, -f1,4 | sort | join -t, both -
} | awk -F, '
    { w[NR] = $2; p[NR] = $3 == "A" ? 100 : $3 == "B" ? 60 : $3 == "C" ? 20 : 0; c[NR] = substr($4, 1, 2); W += $2; S += $2 * p[NR] }
    END {
        for (i = 1; i <= NR; i++) z[c[i]] += w[i] * (p[i] - S / W) / W
        for (k in z) { n++; mean += z[k] }
        for (k in z) squares += (z[k] - mean / n) ^ 2
        printf "%d communes, %d answers: %.9f\n", n, NR, sqrt(n / (n - 1) * squares)
    }' >hand
dtxhh show r.dtxhh score_groups | awk -F, '$1 == "U1" && $2 == "1.2" { printf "%.9f\n", $10 }' >said
cat hand
[ "$(sed 's/.*: //' hand)" = "$(cat said)" ] && echo 'the same'
--- stdout
5 communes, 13 answers: 11.721835921
the same
--- stderr
--- status 0
