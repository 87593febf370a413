# A reserve takes the place of a member, once, in ticket order; it gets a ballot too, and the member none, nor is theirs handed out.
--- run
tiny_issued
member=$(dtxhh show r.dtxhh sample | awk -F, '$3 == "X" && $5 == 1 && $4 == "selected" { print $1 "/" $2 }')
reserve=$(dtxhh show r.dtxhh sample | awk -F, '$4 == "reserve" { print $1 "/" $2 }')
say() { "$@" 2>&1 | sed "s|$member|MEMBER|g; s|$reserve|RESERVE|g"; }
say dtxhh draw r.dtxhh --replace nobody --disposition absent --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace DAN/none --disposition absent --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition bored --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace "$reserve" --disposition absent --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --reason 'not at home' --as a --dry-run
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace "$member" --disposition absent --reason 'not at home' --as a
say dtxhh draw r.dtxhh --replace "$reserve" --disposition absent --reason 'not at home' --as a
dtxhh status r.dtxhh | grep ballots
dtxhh issue r.dtxhh --as a
dtxhh issue r.dtxhh --as a
dtxhh status r.dtxhh | grep ballots
dtxhh verify r.dtxhh
# X has 6 people, 2 of them drawn and 1 called in: 3/6 in force, 2/6 at the draw, as weigh has it too
dtxhh show r.dtxhh sample --csv | awk -F, 'NR == 1 || $3 == "X" { print $4, $7, $8, $9, $10, $11, $12 }'
dtxhh draw r.dtxhh --record record.txt
grep -A2 replaced record.txt | sed "s|${member#*/}|MEMBER|; s|${reserve#*/}|RESERVE|"
# the ballot of who was replaced does not count, and a rehearsal writes none; it can be set aside
dtxhh rehearse r.dtxhh -o rehearsal --seed s --quiet
ballot=$(dtxhh show r.dtxhh ballots --csv | awk -F, -v m="${member#*/}" '$4 == m { print $1 }')
grep -c "$ballot" rehearsal/*.csv
printf 'serial,type,keyer,Q1.U1\n%s,P1,hoa,A\n' "$ballot" >late.csv
say dtxhh import r.dtxhh late.csv --as a | sed "s|$ballot|SERIAL|"
printf 'serial,type,keyer,state,Q1.U1\n%s,P1,,returned,\n' "$ballot" >back.csv
say dtxhh import r.dtxhh back.csv --as a | sed "s|$ballot|SERIAL|"
dtxhh issue r.dtxhh -o handout --as a --quiet
shown=$(echo "$ballot" | sed 's/\(...\)\(...\)\(...\)/\1-\2-\3-/')
for book in handout/*.xlsx; do unzip -p "$book"; done | grep -cF -e "$ballot" -e "$shown"
printf 'serial,type,state,reason\n%s,P1,void,came after the reserve\n' "$ballot" >void.csv
dtxhh import r.dtxhh void.csv --as a
dtxhh issue r.dtxhh --as a
# replaced before the ballots are out: 7 again, one of them the reserve's
cp r.dtxhh kept.dtxhh; rm r.dtxhh r.identity
tiny_drawn
dtxhh draw r.dtxhh --replace "$member" --disposition absent --reason 'not at home' --as a --quiet
dtxhh issue r.dtxhh --serial-seed 1 --as a
dtxhh show r.dtxhh ballots --csv | grep -c -e ",${member#*/}," -e ",${reserve#*/},"
dtxhh status r.dtxhh | grep ballots
cp kept.dtxhh r.dtxhh
# who has answered is not replaced
serial=$(dtxhh show r.dtxhh ballots --csv | awk -F, '$3 == "LD" { print $1; exit }')
who=$(dtxhh show r.dtxhh ballots --csv | awk -F, '$3 == "LD" { print $3 "/" $4; exit }')
printf 'serial,type,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2\n%s,P1,hoa,A,A,A,A,A,A\n' "$serial" >kept.csv
dtxhh import r.dtxhh kept.csv --as a --quiet
dtxhh draw r.dtxhh --replace "$who" --disposition refused --reason 'said so' --as a 2>&1 | sed "s|$who|WHO|"
--- stdout
dtxhh: "nobody" is no member; expected GROUP/ID
dtxhh: "DAN/none" is not in the sample
dtxhh: option --disposition has "bored"; expected one of: refused, absent, moved, ineligible
dtxhh: "RESERVE" is a reserve that was not called in
replaced,disposition,reserve
MEMBER,absent,RESERVE
a dry run: nothing was changed
replaced,disposition,reserve
MEMBER,absent,RESERVE
line 6 of the log, hash <checked>
dtxhh: "MEMBER" is replaced already
dtxhh: group "DAN", stratum "X": no reserve is left
ballots,7,partly,dtxhh issue r.dtxhh -o DIR,1
type,ballots
P1,1
type,ballots
ballots,8,done,,
log, draw, weights and scores: no difference; line 7, hash <checked>
role probability weight released replaced probability_now weight_now
selected 0.333333333333333 3.0 no absent 0.5 2.0
selected 0.333333333333333 3.0 no  0.5 2.0
reserve 0.333333333333333 3.0 yes  0.5 2.0
Members replaced by reserves; probability_now and weight_now are those in force since
run,time,who,group,replaced,reserve,disposition,reason
6,2025-01-01T00:00:00Z,a,DAN,MEMBER,RESERVE,absent,not at home

group,id,stratum,role,order,ticket,probability,weight,released,replaced,probability_now,weight_now
DAN,MEMBER,X,selected,1,0.11954836582705000655444130928268661420407685027578358230898127941873907701777,0.333333333333333,3.0,no,absent,0.5,2.0
DAN,X6,X,selected,2,0.28644100063534277627128935637899092750585263517464889240319090401112378888596,0.333333333333333,3.0,no,,0.5,2.0
rehearsal/P1-online.csv:0
rehearsal/P1-paper.csv:0
late.csv:2:1: fault: the file has no column for question "Q2" about unit "U1", which ballot type "P1" asks [F418]
late.csv:2:1: fault: serial 867-010-560-41 is that of "MEMBER", replaced (absent) by "RESERVE" in run 6, 2025-01-01T00:00:00Z, reason: not at home; it cannot count, the state "void" sets it aside [F430]
dtxhh: faults: 2, warnings: 0; nothing was changed
back.csv:2:1: fault: serial 867-010-560-41 is that of "MEMBER", replaced (absent) by "RESERVE" in run 6, 2025-01-01T00:00:00Z, reason: not at home; it cannot count, the state "void" sets it aside [F430]
dtxhh: faults: 1, warnings: 0; nothing was changed
0
files,rows,entries,events,encoding,layout
1,1,0,1,UTF-8,ballots
type,ballots
type,ballots
P1,7
1
ballots,7,done,,
dtxhh: a ballot of "WHO" is keyed; only who did not answer is replaced
--- stderr
line 7 of the log, hash <checked>
nobody is without a ballot; none was issued
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
line 8 of the log, hash <checked>
nobody is without a ballot; none was issued
line 6 of the log, hash <checked>
kept.csv:2:1: warning: all 6 answers of this ballot are the same, "A" [W401]
--- status 0
