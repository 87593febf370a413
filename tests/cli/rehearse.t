# rehearse: the same seed gives the same answers whatever the serials; files can be
# imported; planted faults are found.
--- run
tiny_drawn
cp r.dtxhh s.dtxhh
dtxhh rehearse r.dtxhh -o a --seed 7 --serial-seed 1 --as a; echo "status $?"
dtxhh rehearse r.dtxhh -o a --seed 7 --as a; echo "status $?"
dtxhh rehearse r.dtxhh -o a --seed 7 --as a --force --quiet; echo "status $?"
dtxhh issue s.dtxhh --as a --quiet
dtxhh rehearse s.dtxhh -o b --seed 7 --quiet
for f in a/*.csv; do
    cut -d, -f2- "$f" | LC_ALL=C sort >one
    cut -d, -f2- "b/${f#a/}" | LC_ALL=C sort >two
    cmp one two && echo "$f: the same answers"
done
dtxhh import r.dtxhh a/*.csv --as a
dtxhh rehearse s.dtxhh -o c --seed 7 --faults 100% --quiet
dtxhh import s.dtxhh c/*.csv --as a >out 2>err; echo "status $?"
grep -c ' fault: ' err
dtxhh verify r.dtxhh
--- stdout
status 0
status 3
status 0
a/P1-online.csv: the same answers
files,rows,entries,events,encoding,layout
1,7,7,0,UTF-8,ballots
status 1
4
log, draw, weights and scores: no difference; line 6, hash <checked>
--- stderr
ballots issued for the rehearsal: 7
files written into "a": 1
line 5 of the log, hash <checked>
dtxhh: "a/P1-online.csv" exists already; --force writes over it
line 6 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
