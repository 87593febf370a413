# draw: the smallest tickets of each stratum, then the reserves; anyone gets the same
# with `ticket`; a seed is text; drawing again needs a reason; the record tells all.
--- run
tiny_frozen
dtxhh draw r.dtxhh --seed ' 48' --as a; echo "status $?"
dtxhh draw r.dtxhh --seed '' --as a; echo "status $?"
dtxhh draw r.dtxhh --seed '48 15 92' --as a --dry-run; echo "status $?"
dtxhh show r.dtxhh sample | wc -l
dtxhh draw r.dtxhh --record nothing.txt --as a; echo "status $?"
dtxhh draw r.dtxhh --seed '48 15 92' --as a --record record.txt; echo "status $?"
for stratum in DAN/X DAN/Y LD/L; do
    ids=$(dtxhh show r.dtxhh frame | sed 1d | awk -F, '{ print $1 "/" $2 }' | grep "^$stratum")
    # shellcheck disable=SC2086
    dtxhh ticket --seed '48 15 92' $ids | LC_ALL=C sort
done >by-hand
dtxhh show r.dtxhh sample | sed 1d | awk -F, '{ print $6 "," $1 "/" $2 }' >drawn
# by hand X has all six, the sample its two and their reserve
{ head -3 by-hand; sed 1,6d by-hand; } | cmp - drawn && echo 'the same by hand'
sed -n '1,/^$/p' record.txt
dtxhh draw r.dtxhh --seed other --as a; echo "status $?"
dtxhh draw r.dtxhh --seed other --redraw --reason 'sai hạt giống' --as a; echo "status $?"
dtxhh draw r.dtxhh --record record.txt; echo "status $?"
dtxhh draw r.dtxhh --record record.txt --force; echo "status $?"
sed -n '/^seed/p; /times/,/^$/p' record.txt
dtxhh verify r.dtxhh; echo "status $?"
dtxhh issue r.dtxhh --as a --quiet
dtxhh draw r.dtxhh --seed third --redraw --reason late --as a; echo "status $?"
--- stdout
status 2
status 2
group,stratum,population,drawn,reserves
LD,,3,3,0
DAN,X,6,2,1
DAN,Y,2,2,0
status 0
1
status 3
group,stratum,population,drawn,reserves
LD,,3,3,0
DAN,X,6,2,1
DAN,Y,2,2,0
status 0
the same by hand
Draw record
round: TINY, Đợt thử hai đơn vị
frame SHA-256: <sha256>
members: 11
frozen: log line 3, 2025-01-01T00:00:00Z, minh
rules SHA-256: <sha256>
seed from: xổ số ngày 6/12
seed: 48 15 92
form of the seed: not fixed; another wording of the same outcome would have given another sample
drawn: log line 4, 2025-01-01T00:00:00Z, a
algorithm: consistent sampler (Rivest 2018), first ticket of GROUP/ID

status 3
group,stratum,population,drawn,reserves
LD,,3,3,0
DAN,X,6,2,1
DAN,Y,2,2,0
status 0
status 3
status 0
seed from: xổ số ngày 6/12
seed: other
The sample was drawn 2 times; the event has one outcome, so ask which seed it was. The last counts:
log line 4, 2025-01-01T00:00:00Z, a: seed 48 15 92
log line 5, 2025-01-01T00:00:00Z, a: seed other; reason: sai hạt giống

log, draw, weights and scores: no difference; line 5, hash <checked>
status 0
status 3
--- stderr
dtxhh: the seed " 48" has blanks at its ends; they would change the draw
dtxhh: the seed is empty
a dry run: nothing was changed
dtxhh: no sample is drawn yet
line 4 of the log, hash <checked>
dtxhh: a sample is drawn already; drawing again needs --redraw and --reason
line 5 of the log, hash <checked>
dtxhh: "record.txt" exists already; --force writes over it
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the sample was drawn 2 times; `dtxhh draw --record FILE` tells when, by whom, with which seed and why [W921]
dtxhh: ballots are issued; frame and sample may not change any more
--- status 0
