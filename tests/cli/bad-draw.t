# Every bad input of a draw has its own message, and changes nothing.
--- run
tiny_new
say() { dtxhh "$@" 2>&1; echo "status $?"; }
# ids: blank, and the same in two compositions
printf 'group,id,loai\nLD,,\nLD,e\314\201,\nLD,\303\251,\nDAN,x,X\n' >ids.csv
say frame import r.dtxhh ids.csv --as a
printf 'group,id,loai\nLD,L1,\nDAN,x,X\nDAN,y,\n' >stratum.csv
dtxhh frame import r.dtxhh stratum.csv --as a --quiet
say draw r.dtxhh --seed s --as a
say frame freeze r.dtxhh --as a
say frame freeze r.dtxhh --seed-from ' ' --as a
# a member without a stratum, and a group without members: said before the event is spent
say frame freeze r.dtxhh --seed-from event --as a
sed -i 's/^DAN,y,/DAN,y,X/' stratum.csv
dtxhh frame import r.dtxhh stratum.csv --as a --quiet 2>/dev/null
dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet
say draw r.dtxhh --seed ' s' --as a
say draw r.dtxhh --seed 's ' --as a
printf 'group,id,loai\nLD,L1,\n' >nobody.csv
cp -r "$TINY/definition" definition
dtxhh new n.dtxhh --definition definition --as a --quiet && dtxhh frame import n.dtxhh nobody.csv --as a --quiet
say frame freeze n.dtxhh --seed-from event --as a
# sizes: zero, negative, missing, no number
sed -i 's/^DAN,.*/DAN,Người dân,ballot,pps,2,persons,,,,,,quymo,0%,,single/' definition/groups.csv
dtxhh new p.dtxhh --definition definition --as a --quiet
printf 'group,id,quymo\nLD,L1,\nDAN,a,0\nDAN,b,-3\nDAN,c,\nDAN,d,many\nDAN,e,5\n' >sizes.csv
dtxhh frame import p.dtxhh sizes.csv --as a --quiet
say frame freeze p.dtxhh --seed-from event --as a
sqlite3 p.dtxhh 'SELECT count(*) FROM freeze'
printf 'group,id,loai\nLD,L1,\nDAN,x,X\nDAN,z,Y\n' >other.csv
dtxhh frame import r.dtxhh other.csv --as a --quiet 2>/dev/null
say draw r.dtxhh --seed s --as a
# every freeze has an event of its own
say frame freeze r.dtxhh --seed-from 'Event' --as a
dtxhh frame freeze r.dtxhh --seed-from 'another event' --as a --quiet
dtxhh draw r.dtxhh --seed s --as a --quiet
say draw r.dtxhh --seed t --as a
say draw r.dtxhh --seed t --redraw --as a
say draw r.dtxhh --seed t --reason only --as a
say draw r.dtxhh --seed t --redraw --reason 'both' --as a --quiet
say frame freeze r.dtxhh --seed-from third --as a
# a seed that gave a sample was known when the list was frozen again
say frame freeze r.dtxhh --seed-from 'another event' --reason 'y lives elsewhere' --as a
dtxhh frame freeze r.dtxhh --seed-from third --reason 'y lives elsewhere' --as a --quiet 2>/dev/null
say draw r.dtxhh --seed s --redraw --reason 'the outcome of another' --as a
say draw r.dtxhh --seed t --redraw --reason 'the outcome of another' --as a
say draw r.dtxhh --seed u --redraw --reason 'the outcome of third' --as a --quiet
say frame import r.dtxhh other.csv --as a
--- stdout
ids.csv:2:2: fault: the id is empty; every member needs one [F301]
ids.csv:4:2: fault: id "é" stands twice in group "LD" [F305]
dtxhh: faults: 2, warnings: 0; nothing was changed
status 1
dtxhh: the frame is not frozen; `dtxhh frame freeze --seed-from EVENT` first
status 3
dtxhh: option --seed-from is missing; `dtxhh frame freeze --help` tells what it means
status 2
dtxhh: --seed-from must name the public event, still to come, that gives the seed
status 2
r.dtxhh:groups: fault: group "DAN": 1 members have nothing in column "loai", so they belong to no stratum: DAN/y [F312]
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
dtxhh: faults: 1, warnings: 1; nothing was changed
status 1
dtxhh: the seed " s" has blanks at its ends; they would change the draw
status 2
dtxhh: the seed "s " has blanks at its ends; they would change the draw
status 2
n.dtxhh:groups: fault: group "DAN" has no members in the frame [F313]
dtxhh: faults: 1, warnings: 0; nothing was changed
status 1
p.dtxhh:frame: fault: "DAN/a" has the size 0 in column "quymo" and so no chance to be drawn; expected a number above 0 [F316]
p.dtxhh:frame: fault: "DAN/b" has the negative size -3 in column "quymo"; expected a number above 0 [F316]
p.dtxhh:frame: fault: "DAN/c" has no size in column "quymo"; expected a number above 0 [F316]
p.dtxhh:frame: fault: "DAN/d" has the size "many" in column "quymo"; expected a number above 0 [F316]
dtxhh: faults: 4, warnings: 0; nothing was changed
status 1
0
dtxhh: the frame or the groups changed after the freeze: 3 members then, 3 now: 1 added (DAN/z), 1 removed (DAN/y); SHA-256 fadf5c22b3dc… then, 29487d53d589… now; freeze again with another event to come
status 3
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "X" (1), "Y" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
dtxhh: "Event" was named for an earlier freeze, log line 4; freezing the frame again needs another event, still to come
status 3
dtxhh: a sample is drawn already; drawing again needs --redraw and --reason
status 3
dtxhh: --redraw needs --seed and --reason
status 2
dtxhh: a sample is drawn already; drawing again needs --redraw and --reason
status 3
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
status 0
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "X" (1), "Y" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
dtxhh: a sample is drawn already; freezing the frame again needs --reason
status 3
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "X" (1), "Y" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
dtxhh: "another event" was named for an earlier freeze, log line 6; freezing the frame again needs another event, still to come
status 3
dtxhh: log line 7 drew a sample by the seed "s", before the frame was frozen again; expected the outcome of the event named then
status 3
dtxhh: log line 8 drew a sample by the seed "t", before the frame was frozen again; expected the outcome of the event named then
status 3
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
status 0
members read: 3
group,members
LD,1
DAN,2
r.dtxhh: warning: a sample is drawn already; once the frame is corrected, freeze it again with another event to come, and draw again [W304]
other.csv:2: warning: group "LD" had 1 members; those of this run take their place [W303]
other.csv:3: warning: group "DAN" had 2 members; those of this run take their place [W303]
line 11 of the log, hash <checked>
status 0
--- stderr
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "X" (1), "Y" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
r.dtxhh:groups: warning: group "DAN": 4 are wanted but it has 2 members; all are taken [W311]
--- status 0
