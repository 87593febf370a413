# Points whose weights meet known totals, beside R's survey (tests/golden/recipe.R, whose numbers stand in
# tests/golden/recipe.csv): the weights, each group's percent in each leaf, and its standard error.  The sample is stratified,
# the frame, the answers and the totals are those of tests/golden/data/recipe_*.csv; R has the sample from the same files.
--- run
G=$ROOT/tests/golden
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,census,,,,,,,,,0%,,single
DAN,Người dân,ballot,stratified,30,persons,stratum,loai,equal,,,,0%,,single
END
cp "$G/data/recipe_margins.csv" definition/margins.csv
dtxhh new r.dtxhh --definition definition --as a --quiet &&
    dtxhh frame import r.dtxhh "$G/data/recipe_frame.csv" --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet &&
    dtxhh issue r.dtxhh --as a --quiet || exit
# R has this sample
dtxhh show r.dtxhh sample | sed 1d | cut -d, -f1-3 | sort >sample
sed 1d "$G/data/recipe_sample.csv" | sort | diff - sample || exit
dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = "," }
    NR == FNR { if (FNR > 1) { who = $1 "/" $2; answer[who] = $3; for (i = 4; i <= 9; i++) answer[who] = answer[who] "," $i } next }
    FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"; next }
    { print $1, $2, "paper", "hoa", answer[$3 "/" $4] }' "$G/data/recipe_answers.csv" - >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
recipe() {
    case=$1 && shift
    printf '%s\n' step,group,variables,method,lower,upper 'nonresponse,*,,,,' "$@" >recipe.csv
    dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet && dtxhh score r.dtxhh --as a --quiet || echo "$case failed"
    dtxhh verify r.dtxhh >/dev/null || echo "$case is not verified"
    {
        dtxhh show r.dtxhh ballots | cut -d, -f1,4 | sort >who
        dtxhh show r.dtxhh weights | sed 1d | sort | join -t, who - | awk -F, -v c="$case" '$4 == "DAN" { print c ",weight," $2 "," $6 "," }'
        dtxhh show r.dtxhh score_groups | sed 1d | awk -F, -v c="$case" '$3 == "DAN" { print c ",part," $1 " " $2 "," $6 "," $10 }'
        dtxhh show r.dtxhh scores | sed 1d | awk -F, -v c="$case" '{ print c ",total," $2 "," $9 "," $14 }'
        dtxhh score r.dtxhh --difference U1,U2 | sed 1d | awk -F, -v c="$case" '{ print c ",difference,U1-U2," $3 "," $4 }'
    } >>ours
}
recipe none
recipe poststratify poststratify,DAN,gioi,,,
recipe joint 'poststratify,DAN,gioi*loai,,,'
recipe rake 'rake,DAN,gioi; tuoi,,,'
recipe linear 'calibrate,DAN,tuoi;size,linear,,'
recipe logit 'calibrate,DAN,gioi;tuoi,logit,0.7,1.5'
# relative; percents and totals have nine decimals
awk -F, 'function off(a, b) { return a == b ? 0 : a > b ? (a - b) / (a + b) * 2 : (b - a) / (a + b) * 2 }
    NR == FNR { value[$1, $2, $3] = $4; se[$1, $2, $3] = $5; next }
    { n[$2]++; if (!(($1, $2, $3) in value)) { print "R has no " $0; next } }
    off($4, value[$1, $2, $3]) > 1e-9 || off($5, se[$1, $2, $3]) > 1e-9 { print $0 ", R: " value[$1, $2, $3] "," se[$1, $2, $3] }
    END { for (k in n) print k, n[k] }' "$G/recipe.csv" ours | sort
# a bound of 0 takes a weight to 0, and errors are the limit of those with small bounds
rm ours
recipe zero 'calibrate,DAN,tuoi;gioi;loai;size,linear,0,2.2'
sed s/^zero,// ours >at0 && rm ours
recipe small 'calibrate,DAN,tuoi;gioi;loai;size,linear,1e-10,2.2'
sed s/^small,// ours | paste -d, at0 - | awk -F, '$1 == "weight" { cut += $3 == 0; next }
    { n++; off = $4 - $8; if (off > 1e-8 * $8 || off < -1e-8 * $8) print }
    END { print cut, n }'
--- stdout
difference 6
part 24
total 12
weight 234
1 7
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.25 → 71.18; U2 67.06 → 66.89 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.25 → 71.18; U2 67.06 → 66.89 [W927]
r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.18 → 71.26; U2 66.89 → 66.75 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.25 → 71.18; U2 67.06 → 66.89 [W927]
r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.18 → 71.26; U2 66.89 → 66.75 [W927]
r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.26 → 71.17; U2 66.75 → 66.86 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 20 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.25 → 71.18; U2 67.06 → 66.89 [W927]
r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.18 → 71.26; U2 66.89 → 66.75 [W927]
r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.26 → 71.17; U2 66.75 → 66.86 [W927]
r.dtxhh: warning: the scores of line 21, which takes in lines 20, are others than those before, of 2 units: U1 71.17 → 71.04; U2 66.86 → 66.34 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 20 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: after results were known (line 9): line 22 (weigh, 2025-01-01T00:00:00Z, by a): 43 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.35 → 71.18; U2 67.17 → 67.04 [W927]
r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.18 → 71.25; U2 67.04 → 67.06 [W927]
r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.25 → 71.18; U2 67.06 → 66.89 [W927]
r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.18 → 71.26; U2 66.89 → 66.75 [W927]
r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.26 → 71.17; U2 66.75 → 66.86 [W927]
r.dtxhh: warning: the scores of line 21, which takes in lines 20, are others than those before, of 2 units: U1 71.17 → 71.04; U2 66.86 → 66.34 [W927]
r.dtxhh: warning: the scores of line 23, which takes in lines 22, are others than those before, of 2 units: U1 71.04 → 71.04; U2 66.34 → 66.34, limits or possible ranks [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
