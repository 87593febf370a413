# check: a ballot that came back and is not keyed, one that is keyed although it did not come back, fewer second keyings than the
# policy asks; beside each the same with one cell or row changed, of which nothing is said.
#
# By hand: of 6 ballots on paper double:50% asks for 3, and four fifths of them are enough, 2.4: 3 do, 2 do not; where one of
# the 6 came online, 2 of 5 are four fifths of 2.5.  A void one is issued, and no more.
--- run
cp -r "$TINY" copy && sed -i 's/,single/,double:50%/; s/4,persons/6,persons/' copy/definition/groups.csv
(TINY=copy && tiny_issued)
dtxhh show r.dtxhh ballots --csv | awk -F, '$3 == "DAN" { print $1 }' | LC_ALL=C sort >serials
head=serial,keyer,channel,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2
# A round where $1 of the 6 ballots are keyed, $2 of them twice, the first by channel $3, and the last comes back in state $4.
try() {
    cp r.dtxhh t.dtxhh
    { echo $head; head -"$1" serials | awk -v channel="$3" '{ print $1 ",hoa," (NR == 1 ? channel : "paper") ",A,B,C,A,B,C" }'; } >first.csv
    { echo $head; head -4 serials | tail -"$2" | sed 's/$/,lan,paper,A,B,C,A,B,C/'; } >second.csv
    { echo serial,state; tail -1 serials | sed "s/\$/,$4/"; } >state.csv
    dtxhh import t.dtxhh first.csv --as hoa --quiet && dtxhh import t.dtxhh second.csv --pass 2 --as lan --quiet
    dtxhh import t.dtxhh state.csv --as hoa --quiet
    dtxhh check t.dtxhh 2>said | awk -F, 'NR > 1 && !/^invalid|^keyer|^question|^office/ { printf "%s%s %s", (NR > 2 ? ", " : ""), $1, $3 } END { print "" }'
    cat said
}
echo '# back, and not keyed; keyed; refused'
try 5 3 paper returned
try 6 3 paper returned
try 5 3 paper refused
echo '# keyed, though refused, or a void one; archived'
try 6 3 paper refused
try 6 3 paper ineligible
try 6 3 paper void
try 6 3 paper archived
echo '# too few keyed twice; enough, as one came online'
try 6 2 paper archived
try 6 2 online archived
--- stdout
# back, and not keyed; keyed; refused
issued 9, returned 6, keyed 5, keyed_twice 3, valid 5
t.dtxhh: warning: ballot 930-541-802-63 came back but is not keyed yet [W432]
issued 9, returned 6, keyed 6, keyed_twice 3, valid 6
issued 9, returned 5, keyed 5, keyed_twice 3, valid 5
# keyed, though refused, or a void one; archived
issued 9, returned 6, keyed 6, keyed_twice 3, valid 6
t.dtxhh: warning: ballot 930-541-802-63 has answers, but its last event is "refused" [W433]
issued 9, returned 6, keyed 6, keyed_twice 3, valid 6
t.dtxhh: warning: ballot 930-541-802-63 has answers, but its last event is "ineligible" [W433]
issued 9, returned 5, keyed 5, keyed_twice 3, valid 5
issued 9, returned 6, keyed 6, keyed_twice 3, valid 6
# too few keyed twice; enough, as one came online
issued 9, returned 6, keyed 6, keyed_twice 2, valid 6
t.dtxhh: warning: group "DAN": 2 of 6 paper ballots were keyed twice; the policy asks for 50% [W434]
issued 9, returned 6, keyed 6, keyed_twice 2, valid 6
--- stderr
--- status 0
