# A definition that cannot be handed out as ballots, and members without a unit to rate; beside each fault the same with one
# cell changed, which goes through.
--- run
copy() { cp -r "$TINY/definition" "$1"; }
try() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet; echo "$1: status $?"; }
echo '# a group with figures from outside answers no ballots'
copy sipas && sed -i 's/^DAN,.*/DAN,Người dân,sipas,,,,,,,,,,,,/' sipas/groups.csv
try sipas
sed -i 's/LD;DAN/LD/' sipas/ballot_types.csv
try sipas
echo '# who rates only their own unit may not skip it'
copy own && sed -i 's/all,skip/own,skip/' own/ballot_types.csv
try own
sed -i 's/own,skip/own,allow/' own/ballot_types.csv
try own
echo '# a list where none is asked for, and a unit of another block in it'
copy list && printf 'ballot_type,rater,unit\nP1,LD/L1,U1\nP1,LD/L2,U1\nP1,LD/L2,U2\n' >list/rates.csv
try list
sed -i 's/all,skip/listed,skip/' list/ballot_types.csv
try list
copy block && cp list/rates.csv list/ballot_types.csv block && echo 'C,Khối hai,yes' >>block/blocks.csv && sed -i '/U2/s/,B,/,C,/' block/units.csv
echo 'C,1,Kế hoạch,,10,,,,TD,Sở Nội vụ,,' >>block/criteria.csv
try block
sed -i '/U2/s/,C,/,B,/' block/units.csv
try block
echo '# a form without a question'
copy empty && echo 'P2,Phiếu hai,LD,B,all,skip' >>empty/ballot_types.csv
try empty
sed -i '/Q3/s/P1/P2/' empty/questions.csv
try empty

# The round of the form $1, drawn; each of DAN/X rates $2.
drawn() {
    sed "1s/\$/,rates/; /,X,/s/\$/,$2/; /,Y,/s/\$/,U2/; /^LD/s/\$/,U1/" "$TINY/frame.csv" >frame.csv
    rm -f r.dtxhh r.identity
    dtxhh new r.dtxhh --definition "$1" --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
        dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet && dtxhh draw r.dtxhh --seed '48 15 92' --as a --quiet
    dtxhh issue r.dtxhh --serial-seed 1 --as a; echo "status $?"
}
echo '# who rates their own unit and names none of the block'
drawn own
drawn own U1
echo '# who is in no row of the list'
sed -i 's/LD;DAN/LD/' list/ballot_types.csv
drawn list U1 2>&1 | sed /W611/d
dtxhh show r.dtxhh ballots --csv | cut -d, -f2-4,8 | LC_ALL=C sort
sed -i '4s/L2/L3/' list/rates.csv
drawn list U1
dtxhh show r.dtxhh ballots --csv | cut -d, -f2-4,8 | LC_ALL=C sort
--- stdout
# a group with figures from outside answers no ballots
sipas: status 1
sipas: status 0
# who rates only their own unit may not skip it
own: status 1
own: status 0
# a list where none is asked for, and a unit of another block in it
list: status 1
list: status 0
block: status 1
block: status 0
# a form without a question
empty: status 1
empty: status 0
# who rates their own unit and names none of the block
status 1
type,ballots
P1,7
status 0
# who is in no row of the list
list/group_weights.csv:3:4: warning: column "weight" has "0.6", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
list/groups.csv:3:1: warning: group "DAN" has no effect: no ballot type is answered by it [W253]
type,ballots
P1,2
r.dtxhh:frame: warning: member LD/L3 rates no unit on ballot type "P1" and gets no such ballot [W331]
line 5 of the log, hash <checked>
status 0
P1,LD,L1,U1
P1,LD,L2,U1 U2
type,group,member,units
type,ballots
P1,3
status 0
P1,LD,L1,U1
P1,LD,L2,U1
P1,LD,L3,U2
type,group,member,units
--- stderr
sipas/ballot_types.csv:2:3: fault: group "DAN" has its figures from outside (via = sipas), so it has no ballots [F216]
dtxhh: faults: 1, warnings: 0; nothing was changed
own/ballot_types.csv:2:6: fault: ballot type "P1" rates only the respondent's own unit, so own_unit must be "allow" [F216]
dtxhh: faults: 1, warnings: 0; nothing was changed
list/rates.csv:2:1: fault: ballot type "P1" does not go by a list (units = listed); and 2 more like it: line 3, 4 [F216]
dtxhh: faults: 3, warnings: 0; nothing was changed
block/rates.csv:4:3: fault: unit "U2" is not in the block of ballot type "P1" [F216]
dtxhh: faults: 1, warnings: 0; nothing was changed
empty/ballot_types.csv:3:1: fault: ballot type "P2" has no questions [F216]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:frame: warning: group "DAN": 6 members have no unit to rate on ballot type "P1", so those of them who are drawn would stop `issue`: DAN/X1, DAN/X2, DAN/X3, DAN/X4, DAN/X5, …; fill in rates or own_unit before the freeze [W332]
r.dtxhh:frame: fault: member DAN/X2 has no unit to rate on ballot type "P1": columns rates and own_unit name none of its block [F331]
r.dtxhh:frame: fault: member DAN/X6 has no unit to rate on ballot type "P1": columns rates and own_unit name none of its block [F331]
dtxhh: faults: 2, warnings: 0; nothing was changed
line 5 of the log, hash <checked>
list/group_weights.csv:3:4: warning: column "weight" has "0.6", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
list/groups.csv:3:1: warning: group "DAN" has no effect: no ballot type is answered by it [W253]
line 5 of the log, hash <checked>
--- status 0
