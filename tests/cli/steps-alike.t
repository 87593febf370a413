# The same steps on the same data give the same weights, whether `weigh --recipe` takes them in a round or `estimate` in a table: the
# sample of a group out of the round of recipe-r.t, with who answered and the base weight of their stratum.  Each line names the
# steps and how many weights agree to 12 digits, of all who answered.  One who did not is not of the population: the counts of the frame
# are without them, and add up to less than the table margins, which are warned of (W811) and here and there rescaled.
--- run
G=$ROOT/tests/golden/data
cp -r "$TINY/definition" definition
cat >definition/groups.csv <<'END'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
LD,Lãnh đạo,ballot,census,,,,,,,,,0%,,single
DAN,Người dân,ballot,stratified,30,persons,stratum,loai,equal,,,,0%,,single
END
cp "$G/recipe_margins.csv" definition/margins.csv
dtxhh new r.dtxhh --definition definition --as a --quiet &&
    dtxhh frame import r.dtxhh "$G/recipe_frame.csv" --as a --quiet &&
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet &&
    dtxhh issue r.dtxhh --as a --quiet || exit
dtxhh show r.dtxhh ballots | awk -F, 'BEGIN { OFS = "," }
    NR == FNR { if (FNR > 1) { who = $1 "/" $2; answer[who] = $3; for (i = 4; i <= 9; i++) answer[who] = answer[who] "," $i } next }
    FNR == 1 { print "serial,type,channel,keyer,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"; next }
    { print $1, $2, "paper", "hoa", answer[$3 "/" $4] }' "$G/recipe_answers.csv" - | sed '/refused/{s/refused/ineligible/;:a;n;s/refused/absent/;ba}' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet 2>/dev/null
dtxhh weigh r.dtxhh --as a --quiet
# the group's table: everybody eligible who was asked
dtxhh show r.dtxhh response --csv | awk -F, '$2 == "DAN" { print $3 "," $11 }' >base
dtxhh show r.dtxhh ballots --csv | sed 1d | cut -d, -f1,4 | sort -t, -k1,1 >who
dtxhh show r.dtxhh weights --csv | sed 1d | cut -d, -f1 | sort | join -t, - who | cut -d, -f2 >answered
dtxhh show r.dtxhh ballots --csv | awk -F, '$3 == "DAN" && $7 != "ineligible" { print $4 }' >asked
awk -F, 'BEGIN { OFS = ","; print "id,loai,gioi,tuoi,size,w,r" }
    FILENAME == "base" { base[$1] = $2 } FILENAME == "answered" { answered[$1] = 1 } FILENAME == "asked" { asked[$1] = 1 }
    FILENAME ~ /frame/ && $1 == "DAN" && $2 in asked { print $2, $3, $5, $6, $7, base[$3], answered[$2] + 0 }' base answered asked "$G/recipe_frame.csv" >d.csv
# the totals, of table margins or of the frame without those not of the population
for v in gioi tuoi; do awk -F, -v v=$v 'BEGIN { print v ",total" } $1 == "DAN" && $2 == v { print $3 "," $4 }' "$G/recipe_margins.csv" >$v.csv; done
dtxhh show r.dtxhh ballots --csv | awk -F, '$3 == "DAN" && $7 == "ineligible" { print $4 }' >out
count() { awk -F, 'FILENAME == "out" { out[$1]; next } $1 == "DAN" && !($2 in out)' out "$G/recipe_frame.csv" | cut -d, -f"$1" | sort | uniq -c | awk '{ print $2 "," $1 }'; }
{ echo loai,gioi,total; count 3,5; } >joint.csv
{ echo loai,total; count 3; } >loai.csv
{ echo variable,category,total; for v in gioi tuoi; do sed "1d; s/^/$v,/" $v.csv; done
    awk -F, '$1 == "DAN" && $2 == "size" { print "size,," $4 }' "$G/recipe_margins.csv"; } >cal.csv
alike() {
    options=$1 && shift
    printf '%s\n' step,group,variables,method,lower,upper,classes,totals,rescale,merge "$@" >recipe.csv
    dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet 2>said || cat said
    # shellcheck disable=SC2086
    dtxhh estimate d.csv --weight w --responded r $options --weights-out w.csv --force --quiet || return
    dtxhh show r.dtxhh weights --csv | sed 1d | cut -d, -f1,4- | sort -t, -k1,1 | join -t, - who >ours
    awk -F, -v what="$*" 'FILENAME == "ours" { weight[$NF] = $(NF - 1); next } FILENAME == "d.csv" { id[FNR - 1] = $1; next }
        FNR > 1 && id[$1] in weight { off = $2 - weight[id[$1]]; n += off < 1e-12 * $2 + 1e-12 && off > -1e-12 * $2 - 1e-12; next }
        FNR > 1 && $2 != 0 { print "no ballot has " $0 } END { print n + 0, what }' ours d.csv w.csv
}
n=nonresponse,DAN,loai,,,,,,,
alike '--nonresponse loai' $n
alike '--nonresponse loai,gioi' 'nonresponse,DAN,loai;gioi,,,,,,,'
alike '--propensity tuoi,size' 'propensity,DAN,tuoi;size,,,,,,,'
alike '--propensity gioi,tuoi --propensity-classes 0' 'propensity,DAN,gioi;tuoi,,,,0,,,'
alike '--nonresponse loai --poststratify gioi.csv' $n 'poststratify,DAN,gioi,,,,,,,'
alike '--nonresponse loai --poststratify joint.csv' $n 'poststratify,DAN,loai*gioi,,,,,frame,,'
alike '--nonresponse loai --rake gioi.csv,tuoi.csv' $n 'rake,DAN,gioi;tuoi,,,,,,,'
alike '--nonresponse loai --rake loai.csv,tuoi.csv --rescale' $n 'rake,DAN,loai;tuoi,,,,,,yes,'
alike '--nonresponse loai --rake tuoi.csv --merge tuoi:già=giữa' $n 'rake,DAN,tuoi,,,,,,,tuoi:già=giữa'
alike '--nonresponse loai --calibrate cal.csv' $n 'calibrate,DAN,gioi;tuoi;size,,,,,,,'
alike '--nonresponse loai --calibrate cal.csv --calfun raking' $n 'calibrate,DAN,gioi;tuoi;size,raking,,,,,,'
alike '--nonresponse loai --calibrate cal.csv --calfun logit --bounds 0.3,3' $n 'calibrate,DAN,gioi;tuoi;size,logit,0.3,3,,,,'
alike '--nonresponse loai --calibrate cal.csv --bounds 0.3,3' $n 'calibrate,DAN,gioi;tuoi;size,linear,0.3,3,,,,'
alike '--nonresponse loai --rake gioi.csv,tuoi.csv --trim 2,3' $n 'rake,DAN,gioi;tuoi,,,,,,,' 'trim,DAN,,,2,3,,,,'
alike '--nonresponse loai --rake gioi.csv,tuoi.csv --trim ,3 --strict' $n 'rake,DAN,gioi;tuoi,,,,,,,' 'trim,DAN,,strict,,3,,,,'
alike '--nonresponse loai --rake gioi.csv,tuoi.csv --trim ,4 --keep-totals' $n 'rake,DAN,gioi;tuoi,,,,,,,' 'trim,DAN,,keep_totals,,4,,,,'
--- stdout
39 nonresponse,DAN,loai,,,,,,,
39 nonresponse,DAN,loai;gioi,,,,,,,
39 propensity,DAN,tuoi;size,,,,,,,
39 propensity,DAN,gioi;tuoi,,,,0,,,
39 nonresponse,DAN,loai,,,,,,, poststratify,DAN,gioi,,,,,,,
39 nonresponse,DAN,loai,,,,,,, poststratify,DAN,loai*gioi,,,,,frame,,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,gioi;tuoi,,,,,,,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,loai;tuoi,,,,,,yes,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,tuoi,,,,,,,tuoi:già=giữa
39 nonresponse,DAN,loai,,,,,,, calibrate,DAN,gioi;tuoi;size,,,,,,,
39 nonresponse,DAN,loai,,,,,,, calibrate,DAN,gioi;tuoi;size,raking,,,,,,
39 nonresponse,DAN,loai,,,,,,, calibrate,DAN,gioi;tuoi;size,logit,0.3,3,,,,
39 nonresponse,DAN,loai,,,,,,, calibrate,DAN,gioi;tuoi;size,linear,0.3,3,,,,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,gioi;tuoi,,,,,,, trim,DAN,,,2,3,,,,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,gioi;tuoi,,,,,,, trim,DAN,,strict,,3,,,,
39 nonresponse,DAN,loai,,,,,,, rake,DAN,gioi;tuoi,,,,,,, trim,DAN,,keep_totals,,4,,,,
--- stderr
--- status 0
