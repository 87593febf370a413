# Definitions of which every row is right by itself: what cannot be meant is a fault, what has no effect a warning.
--- run
# try NAME TABLE SED [TABLE SED...]: the tiny definition with tables changed.
try() {
    name=$1 && shift
    cp -r "$TINY/definition" "$name"
    while [ $# -gt 1 ]; do
        [ -f "$name/$1.csv" ] || printf '%s\n' "$(head -1 "heads/$1")" >"$name/$1.csv"
        sed -i "$2" "$name/$1.csv" && shift 2
    done
    dtxhh new "$name.dtxhh" --definition "$name" --as a --quiet
    echo "$name: status $?"
}
# The rows that are added at the end.
add() { printf '$a %s\n' "$@"; }
mkdir heads
echo block,unit,criterion,group,basis >heads/not_applicable
echo ballot_type,rater,unit >heads/rates
echo seq,task,product,lead,support,start,due,after,days >heads/tasks
try plain
# Steps: 1.1 has 40 points at most.
try negative criteria 's/,40,,,0.5,/,40,,,-1,/'
try none criteria 's/,40,,,0.5,/,40,,,0,/'
try large criteria 's/,40,,,0.5,/,40,,,50,/'
try odd criteria 's/,40,,,0.5,/,40,,,0.3,/'
try least criteria 's/,40,,,0.5,/,40,0.25,,0.5,/'
try third criteria 's/,40,,,0.5,/,40,,,2.5,/'
try ballots criteria 's/,30,,,,DTXHH/,30,5,,0.5,DTXHH/'
try inner criteria 's/^B,1,Chỉ đạo,,,,,,/B,1,Chỉ đạo,,,0,80,0.5,/'
# Caps are for bonus.
try capped criteria 's/,40,,,0.5,/,40,,15,0.5,/'
try uncapped criteria 's/,40,,,0.5,/,40,,50,0.5,/'
try bonus criteria "$(add 'B,3,Bonus,,,-2,2,,,,,' 'B,3.1,Prize,3,3,,5,0.5,THUONG_TRU,,,' 'B,3.2,Nothing,3,0,,,,THUONG_TRU,,,')"
# The lower of a bonus's maximum and cap is the most that may be given: the other has no effect.
try both criteria "$(add 'B,3,Cap above,,2,,3,0.5,THUONG_TRU,,,' 'B,4,Cap below,,3,,2,0.5,THUONG_TRU,,,' 'B,5,Equal,,2,,2,0.5,THUONG_TRU,,,' 'B,6,No bonus,,2,-1,0,0.5,THUONG_TRU,,,' 'B,7,Cap alone,,,,3,0.5,THUONG_TRU,,,' 'B,8,None in the maximum,,0,,3,0.5,THUONG_TRU,,,')"
bonus() { printf 'unit,criterion,stage,points\nU1,%s,first,%s\n' "$1" "$2" >p.csv && dtxhh points import both.dtxhh p.csv --as a --quiet; echo "$1 $2: status $?"; }
bonus 3 2.5; bonus 3 2; bonus 4 2.5; bonus 4 2; bonus 6 0.5; bonus 7 3; bonus 8 3
try cap-step criteria "$(add 'B,3,Prize,,,-1,1.25,0.5,THUONG_TRU,,,')"
try malus criteria "$(add 'B,3,Bonus,,,-2,2,,,,,' 'B,3.1,Fine,3,0,-3,,0.5,THUONG_TRU,,,' 'B,3.2,Prize,3,3,,,0.5,THUONG_TRU,,,')"
# What applies to whom: both groups are asked about 1.2.
try nobody not_applicable "$(add '*,U1,1,LD,' 'B,*,1.2,DAN,')"
try somebody not_applicable "$(add '*,U1,1.2,LD,' 'B,U2,1.2,DAN,')"
try nowhere not_applicable "$(add '*,U1,1.1,LD,')" group_weights "$(add 'B,1,LD,0.5,')"
try nothing not_applicable "$(add '*,U1,1,*,' '*,U1,2,*,')"
try sipas groups "$(add 'SP,SIPAS,sipas,,,,,,,,,,,,')" not_applicable "$(add '*,*,2.2,SP,')" group_weights "$(add 'B,2.2,SP,0.5,' 'B,2.1,SP,0.5,')"
# Ballots.
try unasked groups "$(add 'TC,Tổ chức,ballot,census,,,,,,,,,,,')" group_weights "$(add '*,*,TC,0.5,')"
try unlisted ballot_types 's/all,skip/listed,skip/'
try rater ballot_types 's/all,skip/listed,skip/' rates "$(add 'P1,LD/L1,U1' 'P1,HD/H1,U1' 'P1,U2,U1')"
try scale scales 's/,[0-9.]*$/,/'
two() { try "$1" blocks "$(add 'C,Khối hai,yes')" units "$(add 'U3,Sở Ba,C,,yes,3')" criteria "$(add 'C,1,Một,,10,,,,TD,Sở Nội vụ,,')" "$2" "$3" "${4:-blocks}" "${5:-s/x/x/}"; }
two block questions "$(add 'P1,Q4,Thế nào?,unit,option,C,,,M4,no')"
# Classes: block C has one level, no maximum above 10 and classes for all blocks.
two level classes 's/^B,/*,/; s/^\(.*,Tốt,.*\),,$/\1,50,2/'
two high classes 's/^B,/*,/' classes "$(add 'C,Cao,10.5,points,,' 'C,Thấp,0,points,,1')"
two own classes "$(add 'C,Thấp,0,,,' '*,Khác,0,,,')"
# Ties: no criterion is SIPAS.
try ties round "$(add 'tie_breakers,survey;sipas;survey,')"
try rounding round "$(add 'round_at,field,')"
try total round "$(add 'round_at,total,')"
# What is wrong with a criterion of all blocks is said once.
two sums criteria 's/^B,/*,/; /^C,/d; s/,1,Chỉ đạo,,,,,/,1,Chỉ đạo,,71,71,69,/'
try weights blocks "$(add 'C,Khối hai,yes')" criteria 's/^B,/*,/' ballot_types 's/,B,/,*,/' group_weights '/DAN/d'
# Tasks.
try tasks tasks "$(add '1,A,,,,2024-12-01,,,5' '2,B,,,,,,1,' '3,C,,,,,,,4' '4,D,,,,,2024-12-20,1,3')"
--- stdout
plain: status 0
negative: status 1
none: status 1
large: status 1
odd: status 1
least: status 1
third: status 0
ballots: status 0
inner: status 0
capped: status 1
uncapped: status 0
bonus: status 0
both: status 0
3 2.5: status 1
3 2: status 0
4 2.5: status 1
4 2: status 0
6 0.5: status 1
7 3: status 0
8 3: status 0
cap-step: status 1
malus: status 0
nobody: status 1
somebody: status 0
nowhere: status 0
nothing: status 1
sipas: status 0
unasked: status 0
unlisted: status 0
rater: status 0
scale: status 1
block: status 0
level: status 0
high: status 0
own: status 0
ties: status 0
rounding: status 0
total: status 0
sums: status 1
weights: status 0
tasks: status 0
--- stderr
negative/criteria.csv:3:8: fault: column "step" has "-1"; expected a number above 0 [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
none/criteria.csv:3:8: fault: column "step" has "0"; expected a number above 0 [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
large/criteria.csv:3:5: fault: criterion "1.1": 40 points are no multiple of its step, 50, so nobody could be given them [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
odd/criteria.csv:3:5: fault: criterion "1.1": 40 points are no multiple of its step, 0.3, so nobody could be given them [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
least/criteria.csv:3:6: fault: criterion "1.1": 0.25 points are no multiple of its step, 0.5, so nobody could be given them [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
ballots/criteria.csv:4:6: warning: column "min_points" has "5", which has no effect: points that are computed from ballots have no minimum [W253]
ballots/criteria.csv:4:8: warning: column "step" has "0.5", which has no effect: points that are computed from ballots follow no step [W253]
inner/criteria.csv:2:6: warning: column "min_points" has "0", which has no effect: there are no malus points below it [W253]
inner/criteria.csv:2:7: warning: column "cap" has "80", which has no effect: there are no bonus points below it [W253]
inner/criteria.csv:2:8: warning: column "step" has "0.5", which has no effect: points are given to the criteria below it [W253]
capped/criteria.csv:3:7: fault: criterion "1.1" has a cap of 15 below its maximum, 40; a cap is for bonus points, expected it as max_points [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
uncapped/criteria.csv:3:7: warning: column "cap" has "50", which has no effect: a cap is for bonus points [W253]
bonus/criteria.csv:8:6: warning: column "min_points" has "-2", which has no effect: there are no malus points below it [W253]
bonus/criteria.csv:9:7: warning: column "cap" has "5", which has no effect: the maximum of the bonus is lower, and no more than that is given [W253]
bonus/criteria.csv:10:2: warning: criterion "3.2" has no effect: its most and its least points are 0 [W253]
both/criteria.csv:8:7: warning: column "cap" has "3", which has no effect: the maximum of the bonus is lower, and no more than that is given [W253]
both/criteria.csv:9:5: warning: column "max_points" has "3", which has no effect: the cap of the bonus is lower, and no more than that is given [W253]
both/criteria.csv:11:5: warning: column "max_points" has "2", which has no effect: the cap of the bonus is lower, and no more than that is given [W253]
p.csv:2:4: fault: criterion "3" has 2.5 points; expected from 0 to 2 [F504]
dtxhh: faults: 1, warnings: 0; nothing was changed
p.csv:2: warning: unit "U1", criterion 3: a bonus or malus of 2, and no reason [W507]
p.csv:2:4: fault: criterion "4" has 2.5 points; expected from 0 to 2 [F504]
dtxhh: faults: 1, warnings: 0; nothing was changed
p.csv:2: warning: unit "U1", criterion 4: a bonus or malus of 2, and no reason [W507]
p.csv:2:4: fault: criterion "6" has 0.5 points; expected from -1 to 0 [F504]
dtxhh: faults: 1, warnings: 0; nothing was changed
p.csv:2: warning: unit "U1", criterion 7: a bonus or malus of 3, and no reason [W507]
p.csv:2: warning: unit "U1", criterion 8: a bonus or malus of 3, and no reason [W507]
cap-step/criteria.csv:8:7: fault: criterion "3": 1.25 points are no multiple of its step, 0.5, so nobody could be given them [F225]
dtxhh: faults: 1, warnings: 0; nothing was changed
nobody/not_applicable.csv:3:4: fault: unit "U1", criterion "1.2": it applies to none of the groups that are asked; expected group `*` for the unit, so that the criterion leaves its maximum [F226]
dtxhh: faults: 1, warnings: 0; nothing was changed
nowhere/not_applicable.csv:2:3: warning: this row has no effect: no unit it is about has a criterion "1.1", or, where it names a group, the group has no part in it [W253]
nowhere/group_weights.csv:4:4: warning: column "weight" has "0.5", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
nothing/units.csv:2:1: fault: unit "U1": no criterion with points applies, so there would be no index [F219]
dtxhh: faults: 1, warnings: 0; nothing was changed
sipas/not_applicable.csv:2:3: warning: this row has no effect: no unit it is about has a criterion "2.2", or, where it names a group, the group has no part in it [W253]
sipas/group_weights.csv:4:4: warning: column "weight" has "0.5", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
unasked/group_weights.csv:4:4: warning: column "weight" has "0.5", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
unasked/groups.csv:4:1: warning: group "TC" has no effect: no ballot type is answered by it [W253]
unlisted/ballot_types.csv:2:5: warning: ballot type "P1" has no effect: it goes by a list, and table rates has no row for it [W253]
rater/rates.csv:3:2: warning: column "rater" has "HD/H1", which has no effect: no group of the ballot type has this member [W253]
scale/questions.csv:2:9: fault: question "Q1" gives points, but no option of its scale has a percentage [F217]
scale/questions.csv:3:9: fault: question "Q2" gives points, but no option of its scale has a percentage [F217]
scale/questions.csv:4:9: fault: question "Q3" gives points, but no option of its scale has a percentage [F217]
dtxhh: faults: 3, warnings: 0; nothing was changed
block/questions.csv:5:6: warning: column "block" has "C", which has no effect: its ballot type is about another block, so it is never asked [W253]
level/classes.csv:2:6: warning: the floor of class "Tốt" has no effect in block "C": its criteria have no level 2 [W253]
high/classes.csv:5:3: warning: class "Cao" has no effect: it begins above the most there is, 10 [W253]
high/classes.csv:5:3: warning: class "Cao" begins at so many points, but the criteria of block "C" have 10 in all; expected 100, or classes in percent [W256]
high/classes.csv:6:6: warning: column "floor_level" has "1", which has no effect: there is no floor [W253]
own/classes.csv:6:1: warning: class "Khác" of all blocks has no effect: every block has classes of its own [W253]
ties/round.csv:5:2: warning: tie-breaker "sipas" has no effect: no criterion has points of that kind [W253]
ties/round.csv:5:2: warning: tie-breaker "survey" has no effect: it stands before already [W253]
rounding/round.csv:5:2: warning: column "value" has "field", which has no effect: rounding is "once", at the total; expected rounding = parts for this [W253]
sums/criteria.csv:2:5: fault: criterion "1" has maximum 71, but what stands below it adds up to 70 [F215]
sums/criteria.csv:2:6: fault: criterion "1" has minimum points 71, above the 0 of what stands under it; they limit malus points [F215]
sums/criteria.csv:2:7: fault: criterion "1" has a cap of 69, below the 70 of what stands under it; a cap limits bonus points [F215]
dtxhh: faults: 3, warnings: 0; nothing was changed
weights/questions.csv:2:7: warning: criterion "1.2": group weights are given, but none for group "DAN"; it counts as 1 [W251]
weights/questions.csv:3:7: warning: criterion "2.1": group weights are given, but none for group "DAN"; it counts as 1; and 1 more like it: line 4 [W251]
tasks/tasks.csv:3:8: warning: column "after" has "1", which has no effect: the number of days is missing, so the task has no day [W253]
tasks/tasks.csv:4:9: warning: column "days" has "4", which has no effect: there is no day to count from [W253]
--- status 0
