# A sample that nothing in the frame can allocate, and stages that do not hold together; beside each the same with one cell
# changed, which is planned.
#
# By hand: the 8 of A are 1 and 11 in turns, the 4 of B 1 and 3: variances 8 x 25 / 7 and 4 x 1 / 3, so 8 x 5.345 stands
# to 4 x 1.155 as 9.26 to 1, and 6 are 5 and 1; by the roots of 8 and 4 they are 3.51 and 2.49, so 4 and 2.  Of 3 communes
# with 3 people each 2 are drawn, and 2 people of each: 4; of all 3 communes 6.
--- run
cp -r "$TINY/definition" definition
rm definition/group_weights.csv
sed -i 's/LD;DAN/NE;NB/' definition/ballot_types.csv
{
    echo group,id,loai,nam,xa,bac
    for i in 1 2 3 4 5 6 7 8; do echo "NE,a$i,A,$((i % 2 * 10 + 1)),,3"; done
    for i in 1 2 3 4; do echo "NE,b$i,B,$((i % 2 * 2 + 1)),,5"; done
    for i in 1 2 3; do echo "NB,p$i,,,P,"; echo "NB,q$i,,,Q,"; echo "NB,r$i,,,R,"; done
} >frame.csv
# The sample where NE is allocated by $1 of column $2, and the stages of NB are $3 and $4.
plan() {
    rm -f r.*
    cat >definition/groups.csv <<END
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
NE,Một nhóm,ballot,stratified,6,persons,,loai,$1,,,$2,0%,,
NB,Nhiều bước,ballot,stages,,,,,,,,,0%,,
END
    printf 'group,stage,column,method,take,size_by\n%s\n%s\n' "NB,1,$3," "NB,2,$4," >definition/stages.csv
    dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet 2>/dev/null
    dtxhh plan r.dtxhh --csv >plan 2>/dev/null; status=$?
    [ -s plan ] && cut -d, -f1-3,5 plan
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet; echo "status $status $?"
}
echo '# by the spread of a column: one that varies; none; one that does not vary'
plan neyman nam xa,srs,2 ,srs,2
plan neyman '' xa,srs,2 ,srs,2
plan neyman bac xa,srs,2 ,srs,2
plan power bac xa,srs,2 ,srs,2
plan power '' xa,srs,2 ,srs,2
echo '# people before communes; a stage that does not say how many, or half a person'
plan neyman nam ,srs,2 xa,srs,2
plan neyman nam xa,srs, ,srs,2
plan neyman nam xa,srs,2 ,srs,1.5
plan neyman nam xa,census, ,srs,2
--- stdout
# by the spread of a column: one that varies; none; one that does not vary
group,stratum,N,n
NE,A,8,5
NE,B,4,1
NB,,9,4
status 0 0
status 1 1
status 1 1
status 1 1
group,stratum,N,n
NE,A,8,4
NE,B,4,2
NB,,9,4
status 0 0
# people before communes; a stage that does not say how many, or half a person
status 1 1
status 1 1
status 1 1
group,stratum,N,n
NE,A,8,5
NE,B,4,1
NB,,9,6
status 0 0
--- stderr
r.dtxhh:groups: warning: group "NE": 1 strata of which one person is drawn (of so many): "B" (4); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: fault: group "NE": allocation neyman needs the spread of the answers in each stratum; name in "size_column" a number in the frame whose spread can stand for it, or allocate in proportion [F315]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: fault: group "NE": the column "bac" does not vary in any stratum, so it cannot allocate the sample [F315]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: fault: group "NE": the column "bac" does not vary in any stratum, so it cannot allocate the sample [F315]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: fault: group "NB": stage 1 draws people, so it must be the last; expected a column [F317]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: fault: group "NB": stage 1 must say how many it takes, a whole number [F317]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: fault: group "NB": stage 2 must say how many it takes, a whole number [F317]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh:groups: warning: group "NE": 1 strata of which one person is drawn (of so many): "B" (4); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
--- status 0
