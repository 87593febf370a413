# The same fault has the same code and the same words, whether `weigh --recipe` finds it in a round or `estimate` in a table: a census of
# 260 people, whose columns, answers and totals are those of the table and of the files beside it.  p1 to p6 did not answer; of g, m has p1 to
# p36, f the rest; of c, z has p1 to p6; h is empty for p40; n is a number but for p50; k1 to k3 have 260 values each, 261^3 > 2^24.
--- run
cp -r "$TINY/definition" definition
printf '%s\n' code,name,via,design LD,LD,ballot,census DAN,DAN,ballot,census >definition/groups.csv
echo 'keep,g; h; n; c; k1; k2; k3,' >>definition/round.csv
echo group,variable,category,total >definition/margins.csv
awk 'BEGIN { print "group,id,g,h,n,c,k1,k2,k3"; print "LD,L1,m,a,1,y,1,1,1"
    for (i = 1; i <= 260; i++) print "DAN,p" i "," (i < 37 ? "m" : "f") "," (i == 40 ? "" : i % 2 ? "a" : "b") "," (i == 50 ? "x" : i) "," (i < 7 ? "z" : "y") "," i "," i "," i }' >frame.csv
awk -F, 'NR == 1 { print "id,g,h,n,c,k1,k2,k3,w,r" } $1 == "DAN" { sub("DAN,", ""); print $0 ",1," (NR > 8) }' frame.csv >d.csv
dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet 2>/dev/null
dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '1 2' --as a --quiet
dtxhh issue r.dtxhh --as a --quiet
dtxhh show r.dtxhh ballots --csv | awk -F, '
    FNR == 1 { print "serial,state,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2"; next }
    { print $1 ($4 ~ /^p[1-6]$/ ? ",refused,,,,,," : ",,A,A,A,B,B,B") }' >keyed.csv
dtxhh import r.dtxhh keyed.csv --as a --quiet
codes() { grep -o '\[[FW][0-9]*\]' "$1" | sort -u | tr -d '\n'; }
# $1: the fault; $2: the recipe's steps, | between; $3: rows of margins; $4: estimate's options; $5: the words of both
alike() {
    { echo group,variable,category,total; echo "$3" | tr ' ' '\n' | sed '/./s/^/DAN,/'; } >definition/margins.csv
    cp r.dtxhh now.dtxhh
    { [ -z "$3" ] || dtxhh define now.dtxhh --definition definition --reason test --as a --quiet; } >weigh.said 2>&1 &&
        { echo step,group,variables,method,lower,upper,totals,merge; echo "$2" | tr '|' '\n'; } >recipe.csv &&
        dtxhh weigh now.dtxhh --recipe recipe.csv --as a --dry-run --quiet >weigh.said 2>&1
    # shellcheck disable=SC2086
    dtxhh estimate d.csv --weight w --mean w $4 --csv >estimate.said 2>&1
    echo "$1: weigh $(codes weigh.said | sed 's/\[W81[13]\]//') estimate $(codes estimate.said)"
    for said in weigh.said estimate.said; do grep -qF "$5" $said || cat $said; done
}
margin() { echo "$2" | tr ' ' '\n' | sed "1s/^/$3,total\n/" >"$1"; }
margin g.csv 'm,36 f,224' g
margin m.csv 'm,36' g
margin twice.csv 'm,36 f,100 m,124' g
margin negative.csv 'm,-36 f,296' g
margin h.csv 'a,130 b,130' h
margin h2.csv 'a,130 b,139' h
margin third.csv 'm,36 f,200 t,24' g
margin c.csv 'y,254 z,6' c
printf 'variable,category,total\nn,,900\n' >n.csv
margin c2.csv 'y,260 z,9' c
printf "variable,category,total\ng,m,236\ng,f,24\n" >far.csv
awk -F, 'NR == 1 { print "k1,k2,k3,total"; next } { print $6 "," $7 "," $8 ",1" }' d.csv >k.csv
alike 'no total of a category' 'rake,DAN,g,,,,,' 'g,m,36' '--nonresponse g --responded r --rake m.csv' '"g" is "f", a category for which no total is given'
alike 'a category twice' 'rake,DAN,g,,,,,' 'g,m,36 g,f,100 g,M,124' '--rake twice.csv' 'of "g" has a total already, as "m"'
alike 'no category' 'rake,DAN,h,,,,,' 'h,a,130 h,b,130' '--nonresponse g --responded r --rake h.csv' '"h" is blank or unreadable; whoever has a weight needs a category'
alike 'no number' 'calibrate,DAN,n,,,,,' 'n,*,900' '--calibrate n.csv' '"n" is blank or no number; whoever has a weight needs one'
alike 'a negative total' 'rake,DAN,g,,,,,' 'g,m,-36 g,f,296' '--rake negative.csv' 'the total is "-36"; expected a number of 0 or more'
alike 'combinations' 'rake,DAN,k1*k2*k3,,,,frame,' '' '--rake k.csv' 'makes more than 16777216 combinations'
alike 'a merge of nobody' 'rake,DAN,g,,,,,g:t=m' 'g,m,36 g,f,224' '--nonresponse g --responded r --rake g.csv --merge g:t=m' 'merge: "g" has no category "t"'
alike 'nobody of a category' 'nonresponse,DAN,g,,,,,|rake,DAN,g,,,,,' 'g,m,36 g,f,200 g,t,24' '--nonresponse g --responded r --rake third.csv' 'rake: no case in "g=t", whose total is 24'
alike 'totals that differ' 'nonresponse,DAN,g,,,,,|rake,DAN,g;c,,,,,' 'g,m,36 g,f,224 c,y,260 c,z,9' '--nonresponse g --responded r --rake g.csv,c2.csv' 'the totals of "g" add up to 260, those of "c" to 269'
alike 'nobody of a class' 'nonresponse,DAN,c,,,,,' '' '--nonresponse c --responded r' 'nonresponse: nobody responded in the weighting class "c=z"'
alike 'a propensity of 0' 'propensity,DAN,c,,,,,' '' '--propensity c --responded r' 'its propensity cannot be estimated; join it with another category'
alike 'bounds' 'nonresponse,DAN,g,,,,,|calibrate,DAN,g,linear,0.9,1.1,,' 'g,m,236 g,f,24' '--nonresponse g --responded r --calibrate far.csv --bounds 0.9,1.1' 'calibrate: the bounds are too narrow'
alike 'limits' 'nonresponse,DAN,g,,,,,|trim,DAN,,strict,,0.5,,' '' '--nonresponse g --responded r --trim ,0.5 --strict' 'weights between -inf and 0.5 cannot add up to'
--- stdout
no total of a category: weigh [F712] estimate [F712]
a category twice: weigh [F716] estimate [F716]
no category: weigh [F711] estimate [F711]
no number: weigh [F713] estimate [F713]
a negative total: weigh [F714] estimate [F714]
combinations: weigh [F717] estimate [F717]
a merge of nobody: weigh [W816] estimate [W816]
nobody of a category: weigh [F815] estimate [F815]
totals that differ: weigh [F815] estimate [F815]
nobody of a class: weigh [F815] estimate [F815]
a propensity of 0: weigh [F815] estimate [F815]
bounds: weigh [F815] estimate [F815]
limits: weigh [F815] estimate [F815]
--- stderr
--- status 0
