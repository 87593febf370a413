# A verb that comes too early says which comes first, with status 3.
--- run
tiny_new
dtxhh frame freeze r.dtxhh --seed-from x --as a; echo "status $?"
dtxhh plan r.dtxhh; echo "status $?"
rm -f r.dtxhh r.identity; tiny_framed
dtxhh draw r.dtxhh --seed 1 --as a; echo "status $?"
dtxhh issue r.dtxhh --as a; echo "status $?"
rm -f r.dtxhh r.identity; tiny_drawn
dtxhh rehearse r.dtxhh -o d --seed 1 --as a; echo "status $?"
dtxhh import r.dtxhh "$TINY/points.csv" --as a; echo "status $?"
dtxhh weigh r.dtxhh --as a; echo "status $?"
dtxhh check r.dtxhh >/dev/null; echo "status $?"
rm -f r.dtxhh r.identity; tiny_issued
dtxhh weigh r.dtxhh --as a; echo "status $?"
dtxhh score r.dtxhh --as a; echo "status $?"
dtxhh report r.dtxhh -o x.xlsx; echo "status $?"
rm -f r.dtxhh r.identity; tiny_keyed
dtxhh weigh r.dtxhh --as a --quiet; echo "status $?"
dtxhh score r.dtxhh --as a; echo "status $?"
dtxhh points import r.dtxhh "$TINY/points.csv" --as a --quiet
dtxhh score r.dtxhh --as a --quiet; echo "status $?"
sed 's/36,/37,/; 2d; 3d; 5,9d' "$TINY/points.csv" >more.csv
dtxhh points import r.dtxhh more.csv --correct --reason 'đính chính' --as a --quiet; echo "status $?"
dtxhh status r.dtxhh | tail -1
dtxhh report r.dtxhh -o x.xlsx; echo "status $?"
dtxhh score r.dtxhh --as a; echo "status $?"
ls
--- stdout
status 3
status 1
status 3
status 3
status 3
status 3
status 3
status 0
status 3
status 3
status 3
status 0
status 1
status 0
status 0
scores,2,stale,dtxhh score r.dtxhh,
status 3
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high,missing
B,U1,100,37,38.088888889,0,8,0,83.088888889,83.088888889,1,Tốt,1.8105761223176906,71.41086828305046,90.88699983328155,1,2,0
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,2,Khá,0.954594154601839,64.7106707791635,89.20088652138145,1,2,0
status 0
ballots.csv
keyed.csv
more.csv
r.dtxhh
r.identity
--- stderr
dtxhh: the frame is empty; `dtxhh frame import` first
r.dtxhh:groups: fault: group "LD" has no members in the frame [F313]
r.dtxhh:groups: fault: group "DAN": the frame has no column "loai" to stratify by [F311]
dtxhh: faults: 2, warnings: 0
dtxhh: the frame is not frozen; `dtxhh frame freeze --seed-from EVENT` first
dtxhh: no sample is drawn yet; `dtxhh draw` first
dtxhh: no ballots are issued yet; `dtxhh issue` first
dtxhh: no ballots are issued yet; `dtxhh issue` first
dtxhh: no ballots are issued yet; `dtxhh issue` first
r.dtxhh: warning: ballot type "P1", group "DAN", stratum "X": no valid ballot stands for its 6 members [W431]
r.dtxhh: warning: ballot type "P1", group "DAN", stratum "Y": no valid ballot stands for its 2 members [W431]
r.dtxhh: warning: ballot type "P1", group "LD", stratum "": no valid ballot stands for its 3 members [W431]
dtxhh: no valid ballot is in the round yet; `dtxhh import` first
dtxhh: there are no weights yet; `dtxhh weigh` first
dtxhh: "r.dtxhh" is not scored; `dtxhh score` first
r.dtxhh: fault: unit "U1", criterion 1.1: no appraisal decision; the self score does not count [F602]
r.dtxhh: fault: unit "U1", criterion 2.2: no figure from outside; `dtxhh points import` [F602]
r.dtxhh: fault: unit "U2", criterion 1.1: no appraisal decision; the self score does not count [F602]
r.dtxhh: fault: unit "U2", criterion 2.2: no figure from outside; `dtxhh points import` [F602]
dtxhh: faults: 4, warnings: 0; nothing was changed
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
more.csv:2:5: warning: unit "U1", criterion 1.1, second appraisal: 37 takes the place of 36 of 2025-02-01 [W506]
dtxhh: the scores of "r.dtxhh" are older than the table "points"; `dtxhh score` first
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 11 of the log, hash <checked>
--- status 0
