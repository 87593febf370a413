# import: a run is all or nothing; the same file twice is known; --type, --channel, --keyer.
--- run
tiny_issued
tiny_ballots
dtxhh import r.dtxhh keyed.csv --as a --dry-run; echo "status $?"
dtxhh show r.dtxhh answers | wc -l
dtxhh import r.dtxhh keyed.csv --as a --type P9; echo "status $?"
dtxhh import r.dtxhh keyed.csv --as a; echo "status $?"
dtxhh import r.dtxhh keyed.csv --as a; echo "status $?"
{ cat keyed.csv; echo; } >again.csv
dtxhh import r.dtxhh again.csv --as a 2>&1 | sed '/ of the log, hash /d; s/[0-9-]\{11,14\}/SERIAL/g'
dtxhh show r.dtxhh answers | wc -l
dtxhh show r.dtxhh events | cut -d, -f2-
sqlite3 r.dtxhh 'SELECT DISTINCT channel, keyer FROM entry'
dtxhh verify r.dtxhh
--- stdout
files,rows,entries,events,encoding,layout
1,7,6,1,UTF-8,ballots
status 0
1
status 2
files,rows,entries,events,encoding,layout
1,7,6,1,UTF-8,ballots
status 0
status 1
files,rows,entries,events,encoding,layout
1,7,0,0,UTF-8,ballots
again.csv: warning: 7 ballots are in the round already and unchanged; they are passed over [W445]
37
number,state,reason,run
1,refused,,6
paper|hoa
log, draw, weights and scores: no difference; line 7, hash <checked>
--- stderr
a dry run: nothing was changed
dtxhh: ballot type "P9" is not in the definition
line 6 of the log, hash <checked>
keyed.csv: fault: this file was imported already, as "keyed.csv" in run 6; nothing to do [F420]
dtxhh: faults: 1, warnings: 0; nothing was changed
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
