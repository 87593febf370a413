# `merge` in a recipe: the same weights and totals as where the categories were one from the start, in the frame, in the answers and
# in the table margins; blank answers as one of the categories.
--- run
G=$ROOT/tests/golden/data
# The round in the folder $1, with the frame and the margins through the sed script $2
round() {
    mkdir "$1" && cd "$1" || exit
    cp -r "$TINY/definition" definition
    printf '%s\n' code,name,via,design LD,LD,ballot,census DAN,DAN,ballot,census >definition/groups.csv
    printf '%s\n' group,variable,category,total DAN,PHAI,Nam,50 DAN,PHAI,Nữ,50 >definition/margins.csv
    grep -h 'DAN,tuoi,' "$G/recipe_margins.csv" >>definition/margins.csv
    sed -i "$2" definition/margins.csv
    awk -F, 'BEGIN { OFS = "," } $2 == "tuoi" { n[$3] += $4; next } { print } END { for (c in n) print "DAN", "tuoi", c, n[c] }' definition/margins.csv >m && mv m definition/margins.csv
    echo 'keep,tuoi; loai; gioi,' >>definition/round.csv
    sed -i 's/^M4,E.*/&\nGT,A,Nam,\nGT,B,Nữ,/' definition/scales.csv
    echo 'P1,PHAI,Giới tính,ballot,option,,,,GT,no' >>definition/questions.csv
    sed "$2" "$G/recipe_frame.csv" >frame.csv
    dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
        dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet 2>/dev/null
    dtxhh issue r.dtxhh --as a --serial-seed 1 --quiet
    # every third leaves PHAI blank in the first round, and says B in the other
    dtxhh show r.dtxhh ballots | awk -F, -v blank="$3" 'BEGIN { OFS = "," }
        NR == FNR { if (FNR > 1) { who = $1 "/" $2; answer[who] = $3; for (i = 4; i <= 9; i++) answer[who] = answer[who] "," $i } next }
        FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,PHAI"; next }
        { n++; print $1, $2, "paper", "hoa", answer[$3 "/" $4], n % 3 ? "A" : n % 2 ? "B" : blank }' "$G/recipe_answers.csv" - |
        sed '/,refused,/s/[^,]*$//' >keyed.csv
    dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
    dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
    cd ..
}
weigh() {
    printf '%s\n' step,group,variables,totals,merge "$2" "$3" >"$1/recipe.csv"
    dtxhh weigh "$1/r.dtxhh" --recipe "$1/recipe.csv" --as a --quiet && dtxhh score "$1/r.dtxhh" --as a --quiet && dtxhh verify "$1/r.dtxhh" --quiet
    dtxhh show "$1/r.dtxhh" weights >"$1.weights"
    dtxhh show "$1/r.dtxhh" score_groups >"$1.groups"
    dtxhh show "$1/r.dtxhh" weight_steps | cut -d, -f1-11 >"$1.steps"
}
same() { cmp apart.weights one.weights && cmp apart.groups one.groups && cmp apart.steps one.steps && echo "$1: the same"; }
round apart '' ''
round one 's/già/giữa/' B
for totals in margins frame; do
    weigh apart 'nonresponse,DAN,tuoi,,tuoi:già=giữa' "rake,DAN,tuoi,$totals,TUOI:già = giữa"
    weigh one 'nonresponse,DAN,tuoi,,' "rake,DAN,tuoi,$totals,"
    same "totals of $totals"
    weigh apart 'nonresponse,DAN,tuoi*loai,,tuoi:già=giữa' "rake,DAN,tuoi*loai + gioi,frame,tuoi:già=giữa"
    weigh one 'nonresponse,DAN,tuoi*loai,,' "rake,DAN,tuoi*loai + gioi,frame,"
    same joint
done
# into a name that nobody has
weigh apart 'nonresponse,DAN,,,' 'rake,DAN,tuoi,margins,tuoi:già=35+; tuoi:giữa=35+'
weigh one 'nonresponse,DAN,,,' 'rake,DAN,tuoi,margins,'
same another name
# blanks, by the option's code or its words
weigh apart 'nonresponse,DAN,,,' 'rake,DAN,PHAI + tuoi,margins,PHAI:=Nữ; tuoi:già=giữa'
weigh one 'nonresponse,DAN,,,' 'rake,DAN,PHAI + tuoi,margins,'
same blanks
dtxhh show apart/r.dtxhh recipe | cut -d, -f1-3,8-
weigh apart 'nonresponse,DAN,tuoi,,gioi:a=b' 'rake,DAN,tuoi,,tuoi:già; tuoi:=x'
weigh apart 'nonresponse,DAN,,,' 'trim,DAN,,,tuoi:già=giữa'
weigh apart 'nonresponse,DAN,,,' 'rake,DAN,tuoi,,tuoi:cụ=già'
--- stdout
totals of margins: the same
joint: the same
totals of frame: the same
joint: the same
another: the same
blanks: the same
step,group,variables,totals,rescale,merge
nonresponse,DAN,,,no,
rake,DAN,PHAI + tuoi,margins,no,PHAI:=Nữ; tuoi:già=giữa
--- stderr
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
apart/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
one/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
apart/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.31 → 71.28; U2 67.85 → 67.90 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
one/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.31 → 71.28; U2 67.85 → 67.90 [W927]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
apart/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.31 → 71.28; U2 67.85 → 67.90 [W927]
apart/r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.28 → 71.21; U2 67.90 → 68.25 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
one/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
one/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
one/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
one/r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.31 → 71.28; U2 67.85 → 67.90 [W927]
one/r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.28 → 71.21; U2 67.90 → 68.25 [W927]
one/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
apart/recipe.csv:2:5: fault: merge names the column "gioi", but no variable of the step has it [F804]
apart/recipe.csv:3:5: fault: column "merge" has "tuoi:già"; expected COLUMN:CATEGORY=CATEGORY, ; between [F805]
dtxhh: faults: 2, warnings: 0; nothing was changed
apart/recipe.csv:3: fault: column "upper" has ""; expected a limit of the weights, here or in lower [F805]
apart/recipe.csv:3:5: fault: merge names the column "tuoi", but no variable of the step has it [F804]
dtxhh: faults: 2, warnings: 0; nothing was changed
apart/recipe.csv:3: warning: group "DAN", ballot type "P1": merge: "tuoi" has no category "cụ" [W816]
apart/r.dtxhh: warning: after results were known (line 9): line 10 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 14 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 16 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 18 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: after results were known (line 9): line 20 (weigh, 2025-01-01T00:00:00Z, by a): 69 valid ballots weighted by the recipe "recipe.csv", SHA-256 <sha256> [W926]
apart/r.dtxhh: warning: the scores of line 11, which takes in lines 10, are others than those before, of 2 units: U1 71.28 → 71.31; U2 67.90 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 13, which takes in lines 12, are others than those before, of 2 units: U1 71.31 → 71.29; U2 67.85 → 67.86 [W927]
apart/r.dtxhh: warning: the scores of line 15, which takes in lines 14, are others than those before, of 2 units: U1 71.29 → 71.31; U2 67.86 → 67.85 [W927]
apart/r.dtxhh: warning: the scores of line 17, which takes in lines 16, are others than those before, of 2 units: U1 71.31 → 71.28; U2 67.85 → 67.90 [W927]
apart/r.dtxhh: warning: the scores of line 19, which takes in lines 18, are others than those before, of 2 units: U1 71.28 → 71.21; U2 67.90 → 68.25 [W927]
apart/r.dtxhh: warning: the scores of line 21, which takes in lines 20, are others than those before, of 2 units: U1 71.21 → 71.24; U2 68.25 → 67.79 [W927]
apart/r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
