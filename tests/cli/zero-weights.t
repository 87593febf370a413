# All groups that have a part in a criterion weigh 0: looked at by block and criterion, over the groups that are asked
# about it and apply; a group without a question there does not help.
--- run
try() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet; echo "status $?"; }
# A third group that nobody asks anything has the default weight 1.
cp -r "$TINY/definition" third && printf 'XA,Lãnh đạo xã,ballot,census,,,,,,,,,0%%,,single\n' >>third/groups.csv
sed -i 's/,0\.[46],/,0,/' third/group_weights.csv
try third
# DAN is asked about 2.1 alone, so for 1.2 LD is all there is.
cp -r "$TINY/definition" one && sed -i 's/^P1,Q1,\(.*\)$/P2,Q1,\1/' one/questions.csv
printf 'P2,Phiếu lãnh đạo,LD,B,all,skip\n' >>one/ballot_types.csv
printf 'block,criterion,group,weight,basis\n*,1.2,LD,0,\n*,1.2,DAN,1,\n*,2.1,LD,1,\n*,2.1,DAN,1,\n' >one/group_weights.csv
try one
# The same of one unit: DAN does not apply to U2.
cp -r "$TINY/definition" unit && sed -i 's/,LD,0\.4,/,LD,0,/' unit/group_weights.csv
try unit; rm unit.dtxhh
printf 'block,unit,criterion,group,basis\n*,U2,2.1,DAN,Made up\n' >unit/not_applicable.csv
try unit
# Not where the criterion does not apply, or no group at all does: that is another fault.
printf 'block,unit,criterion,group,basis\n*,U2,2.1,*,Made up\n' >unit/not_applicable.csv
try unit; rm unit.dtxhh
printf 'block,unit,criterion,group,basis\n*,U2,2.1,DAN,Made up\n*,U2,2.1,LD,Made up\n' >unit/not_applicable.csv
try unit
# SIPAS from outside has a part in every survey criterion.
cp -r "$TINY/definition" sipas && printf 'SIP,SIPAS,sipas,,,,,,,,,,,,\n' >>sipas/groups.csv
sed -i 's/,0\.[46],/,0,/' sipas/group_weights.csv
try sipas
printf '*,*,SIP,0,\n' >>sipas/group_weights.csv && rm sipas.dtxhh
try sipas
echo "== tried"
printf 'block,unit,criterion,group,basis\n*,U2,2.1,DAN,Made up\n' >na.csv
cp -r "$TINY" t && cp na.csv t/definition/not_applicable.csv
cd t && TINY=. && tiny_weighed 2>/dev/null
dtxhh score r.dtxhh --set weight:LD:2.1=0; echo "status $?"
dtxhh score r.dtxhh --set weight:DAN=0 >/dev/null; echo "status $?"
dtxhh score r.dtxhh --set weight:DAN=0 --set weight:LD=0 --lang vi; echo "status $?"
--- stdout
status 1
status 1
status 0
status 1
status 0
status 1
status 0
status 1
== tried
status 2
status 0
status 2
--- stderr
third/questions.csv:2:7: fault: block "B", criterion "1.2": the weights of all groups that have a part in it are 0 [F218]
third/questions.csv:3:7: fault: block "B", criterion "2.1": the weights of all groups that have a part in it are 0 [F218]
third/groups.csv:4:1: warning: group "XA" has no effect: no ballot type is answered by it [W253]
dtxhh: faults: 2, warnings: 1; nothing was changed
one/group_weights.csv:3:4: warning: column "weight" has "1", which has no effect: the group has no part in the survey criteria it is given for (weights are for the last criteria of the tree) [W253]
one/questions.csv:2:7: fault: block "B", criterion "1.2": the weights of all groups that have a part in it are 0 [F218]
dtxhh: faults: 1, warnings: 1; nothing was changed
unit/questions.csv:3:7: fault: unit "U2", criterion "2.1": the weights of all groups that have a part in it and apply are 0 [F218]
dtxhh: faults: 1, warnings: 0; nothing was changed
unit/not_applicable.csv:2:4: fault: unit "U2", criterion "2.1": it applies to none of the groups that are asked; expected group `*` for the unit, so that the criterion leaves its maximum [F226]
dtxhh: faults: 1, warnings: 0; nothing was changed
sipas/questions.csv:2:7: fault: block "B", criterion "1.2": the weights of all groups that have a part in it are 0 [F218]
sipas/questions.csv:3:7: fault: block "B", criterion "2.1": the weights of all groups that have a part in it are 0 [F218]
dtxhh: faults: 2, warnings: 0; nothing was changed
dtxhh: --set: unit "U2", criterion "2.1": the weights of all groups that have a part in it and apply are 0
2 of 2 units move; the round is as it was
dtxhh: --set: khối "B", tiêu chí "1.2": trọng số của mọi nhóm tham gia tiêu chí đều là 0
--- status 0
