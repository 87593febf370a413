# A member who is found not to belong to the population and is replaced counts as ineligible, whether they never had a ballot, have one
# that nobody used, or one that was set aside as void; without a recipe and with one, and where members have probabilities of their own.
#
# By hand: X has 6 people, 2 drawn, 1 called in, 1 ineligible: (6 - 1)/(2 + 1 - 1) = 2.5.  By size, d certain: which of the others is drawn does
# not matter, the three rounds must be weighed alike.
--- run
# $1: when the member is found not to belong; $2: what becomes of their ballot; $3, $4: of what round, who
found() {
    cp "$3" r.dtxhh
    [ "$1" = before ] || dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
    dtxhh draw r.dtxhh --replace "$4" --disposition ineligible --reason moved --as a --quiet >/dev/null
    dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet
    dtxhh show r.dtxhh ballots --csv | awk -F, -v who="${4#*/}" -v what="$2" 'BEGIN { print "serial,type,channel,keyer,state,reason,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2" }
        NR > 1 && $4 != who { print $1 "," $2 ",paper,hoa,,,A,A,A,B,B,B" }
        NR > 1 && $4 == who && what == "void" { print $1 "," $2 ",,,void,set aside,,,,,," }' >keyed.csv
    dtxhh import r.dtxhh keyed.csv --as a --quiet
    shift 4
    dtxhh weigh r.dtxhh "$@" --as a --quiet && dtxhh verify r.dtxhh --quiet
    dtxhh show r.dtxhh weight_steps --csv | cut -d, -f1-6
    dtxhh show r.dtxhh response --csv | cut -d, -f1-6,10-
    dtxhh show r.dtxhh weights --csv | cut -d, -f2- | sort
    rm -f r.dtxhh r.identity
}
same() {
    found before - "$@" >never.out && found after left "$@" >left.out && found after void "$@" >void.out
    cmp never.out left.out && cmp never.out void.out && echo the same
}
tiny_drawn
mv r.dtxhh drawn.dtxhh
member=$(dtxhh show drawn.dtxhh sample --csv | awk -F, '$3 == "X" && $4 == "selected" { print $1 "/" $2; exit }')
same drawn.dtxhh "$member"
grep 'DAN,X,' void.out
printf '%s\n' step,group,variables nonresponse,DAN,loai poststratify,DAN,loai >recipe.csv
same drawn.dtxhh "$member" --recipe recipe.csv
grep ',DAN,' void.out | grep -v DAN,.,
rm -f drawn.identity
echo '# by size'
cp -r "$TINY/definition" definition
printf '%s\n' code,name,via,design,take,take_as,size_column,reserve 'PX,Theo quy mô,ballot,pps,3,persons,quymo,34%' >definition/groups.csv
sed -i 's/LD;DAN/PX/' definition/ballot_types.csv
rm -f definition/group_weights.csv
printf 'group,id,quymo\n' >frame.csv
printf 'PX,%s\n' a,1 b,2 c,3 d,100 e,4 f,5 >>frame.csv
dtxhh new drawn2.dtxhh --definition definition --as a --quiet && dtxhh frame import drawn2.dtxhh frame.csv --as a --quiet &&
    dtxhh frame freeze drawn2.dtxhh --seed-from event --as a --quiet && dtxhh draw drawn2.dtxhh --seed 1 --as a --quiet
member=$(dtxhh show drawn2.dtxhh sample --csv | awk -F, '$4 == "selected" && $2 != "d" { print $1 "/" $2; exit }')
same drawn2.dtxhh "$member"
grep -c . void.out
--- stdout
the same
P1,DAN,X,6,2,1,2,2.5,1.0
the same
P1,DAN,1.0,1.0
P1,DAN,1.0,1.0
P1,DAN,2.5,2.5
P1,DAN,2.5,2.5
# by size
the same
11
--- stderr
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
