# issue: one ballot per member and type; a pool has none; serials repeat only by a seed.
--- run
tiny_drawn
dtxhh issue r.dtxhh --as a --dry-run
cp r.dtxhh s.dtxhh
cp r.dtxhh t.dtxhh
dtxhh issue r.dtxhh --serial-seed 1 --as a
dtxhh issue s.dtxhh --serial-seed 1 --as a --quiet
dtxhh issue t.dtxhh --as a --quiet
dtxhh show r.dtxhh ballots >r
dtxhh show s.dtxhh ballots | cmp - r && echo 'the same serials'
dtxhh show t.dtxhh ballots | cmp -s - r || echo 'other serials'
dtxhh log show r.dtxhh | tail -1 | cut -d, -f6
cut -d, -f2- r | LC_ALL=C sort
dtxhh issue r.dtxhh --pool 3 --group LD --office BC1 --as a
dtxhh issue r.dtxhh --pool 2 --group DAN --walk-in --as a
dtxhh issue r.dtxhh --pool 2 --group ZZ --as a; echo "status $?"
dtxhh show r.dtxhh ballots | cut -d, -f2- | grep -c meeting
dtxhh issue r.dtxhh -o handouts --as a; echo "status $?"
ls handouts
dtxhh issue r.dtxhh -o handouts --as a; echo "status $?"
dtxhh log show r.dtxhh | tail -2 | cut -d, -f6
dtxhh verify r.dtxhh
--- stdout
type,ballots
,7
type,ballots
P1,7
the same serials
other serials
7 ballots; serials from a given seed: a rehearsal
P1,DAN,X2,BC1,,issued,U1 U2,0
P1,DAN,X6,BC2,,issued,U1 U2,0
P1,DAN,Y1,BC1,,issued,U1 U2,0
P1,DAN,Y2,BC2,,issued,U1 U2,0
P1,LD,L1,BC1,,issued,U1 U2,0
P1,LD,L2,BC1,,issued,U1 U2,0
P1,LD,L3,BC2,,issued,U1 U2,0
type,group,member,office,pool,state,units,entries
type,ballots
P1,3
type,ballots
P1,2
status 2
3
type,ballots
status 0
BC1-nhap-phieu.xlsx
BC1-phat-phieu.xlsx
BC2-nhap-phieu.xlsx
BC2-phat-phieu.xlsx
khac-nhap-phieu.xlsx
khac-phat-phieu.xlsx
type,ballots
status 3
3 ballots without a member (meeting)
2 ballots without a member (walk_in)
log, draw, weights and scores: no difference; line 7, hash <checked>
--- stderr
a dry run: nothing was changed
line 5 of the log, hash <checked>
r.dtxhh: warning: group "LD": all 3 members of its list are asked; 3 ballots of a pool beside them count as people who are not on it [W436]
line 6 of the log, hash <checked>
r.dtxhh: warning: group "DAN": a sample of its list of 8 members is asked; 2 ballots of a pool beside them count as people who are not on it [W436]
line 7 of the log, hash <checked>
dtxhh: group "ZZ" is not in the definition
group "DAN": 2 ballots went to walk-ins, who are no probability sample
nobody is without a ballot; none was issued
files written into "handouts": 6
nobody is without a ballot; none was issued
dtxhh: "handouts/khac-phat-phieu.xlsx" exists already; --force writes over it
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
