# Ballots and points are read twice, for the file's hash first: not from a pipe; a frame may come through one.
--- run
tiny_issued && tiny_ballots
cat keyed.csv | dtxhh import r.dtxhh /dev/stdin --as a; echo "status $?"
cat "$TINY/points.csv" | dtxhh points import r.dtxhh /dev/stdin --as a; echo "status $?"
dtxhh import r.dtxhh /dev/stdin --as a --quiet <keyed.csv; echo "status $?"
dtxhh new f.dtxhh --definition "$TINY/definition" --as a --quiet
cat "$TINY/frame.csv" | dtxhh frame import f.dtxhh /dev/stdin --as a --csv
--- stdout
status 3
status 3
status 0
group,members
LD,3
DAN,8
--- stderr
dtxhh: "/dev/stdin" can be read only once, like a pipe; save it as a file first
dtxhh: "/dev/stdin" can be read only once, like a pipe; save it as a file first
members read: 11
names and contacts of 3 members went into "f.identity", not into the round
line 2 of the log, hash <checked>
--- status 0
