# What was made from a table that changed since is stale, and nothing else is: one change each of a round that is scored.
--- run
tiny_scored
cp r.dtxhh whole.dtxhh
now() { dtxhh status r.dtxhh | awk -F, '/^(freeze|sample|weights|scores),/ { printf "%s %s  ", $1, $3 } END { print "" }'; }
change() { # the table, a sed command or a row to add
    cp whole.dtxhh r.dtxhh
    cp -r "$TINY/definition" changed
    case $2 in s/*) sed -i "$2" "changed/$1.csv" ;; *) printf '%s\n' "$2" >>"changed/$1.csv" ;; esac
    dtxhh define r.dtxhh --definition changed --as a --reason test --quiet >/dev/null || exit
    printf '%s: ' "$1"
    now
    rm -r changed
}
now
change tasks 'seq,task
1,Tổng kết'
change margins 'group,variable,category,total
DAN,loai,X,6
DAN,loai,Y,2'
change classes 's/Khá,70/Khá,75/'
change group_weights 's/LD,0.4/LD,0.5/'
change criteria 's/,Kế hoạch,/,Kế hoạch năm,/'
change not_applicable 'block,unit,criterion,group,basis
B,U1,2.2,*,'
change round 'min_base,2,'
change questions 's/Hài lòng thế nào/Hài lòng ra sao/'
change units 's/Sở Hai/Sở thứ hai/'
echo '# of a round that is weighted by a recipe with margins'
cp whole.dtxhh r.dtxhh
cp -r "$TINY/definition" changed
printf '%s\n' group,variable,category,total DAN,loai,X,6 DAN,loai,Y,2 >changed/margins.csv
printf '%s\n' step,group,variables,totals rake,DAN,loai,margins >recipe.csv
dtxhh define r.dtxhh --definition changed --as a --reason test --quiet >/dev/null
dtxhh weigh r.dtxhh --recipe recipe.csv --as a --quiet 2>/dev/null
dtxhh score r.dtxhh --as a --quiet 2>/dev/null
now
sed -i 's/X,6/X,5/' changed/margins.csv
dtxhh define r.dtxhh --definition changed --as a --reason test --quiet >/dev/null
now
echo '# points and ballots that came later'
cp whole.dtxhh r.dtxhh
sed 's/36,/37,/; 2d; 3d; 5,9d' "$TINY/points.csv" >more.csv
dtxhh points import r.dtxhh more.csv --correct --reason 'đính chính' --as a --quiet
now
cp whole.dtxhh r.dtxhh
{ echo serial,type,state; dtxhh show r.dtxhh ballots --csv | awk -F, 'NR == 2 { print $1 ",P1,archived" }'; } >archived.csv
dtxhh import r.dtxhh archived.csv --as a --quiet
now
--- stdout
freeze done  sample done  weights done  scores done  
tasks: freeze done  sample done  weights done  scores done  
margins: freeze done  sample done  weights done  scores done  
classes: freeze done  sample done  weights done  scores stale  
group_weights: freeze done  sample done  weights done  scores stale  
criteria: freeze done  sample done  weights done  scores stale  
not_applicable: freeze done  sample done  weights done  scores stale  
round: freeze done  sample done  weights stale  scores stale  
questions: freeze done  sample done  weights stale  scores stale  
units: freeze done  sample done  weights stale  scores stale  
# of a round that is weighted by a recipe with margins
freeze done  sample done  weights done  scores done  
freeze done  sample done  weights stale  scores stale  
# points and ballots that came later
freeze done  sample done  weights done  scores stale  
freeze done  sample done  weights stale  scores stale  
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
more.csv:2:5: warning: unit "U1", criterion 1.1, second appraisal: 37 takes the place of 36 of 2025-02-01 [W506]
--- status 0
