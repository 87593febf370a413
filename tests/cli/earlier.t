# With the seed of an earlier round the same people are drawn; counted from above the share
# drawn then, others are; the overlap is said.  By hand: tickets from 0.5 on, then from 0.
--- run
cp -r "$TINY/definition" definition
sed -i 's/^DAN,.*/DAN,Người dân,ballot,srs,10,persons,,,,,,,0%,,single/' definition/groups.csv
{ echo group,id,loai; echo LD,L1,; for i in 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do echo "DAN,$i,X"; done; } >frame.csv
round() {
    name=$1 && shift
    dtxhh new $name --definition definition --as a --quiet && dtxhh frame import $name frame.csv --as a --quiet &&
        dtxhh frame freeze $name --seed-from e --as a --quiet "$@"
}
round one.dtxhh && dtxhh draw one.dtxhh --seed s --as a --quiet
round keep.dtxhh && dtxhh draw keep.dtxhh --seed s --as a --earlier one.dtxhh
round avoid.dtxhh --ticket-start 50% && dtxhh draw avoid.dtxhh --seed s --as a --earlier one.dtxhh --record r.txt
sed -n '/counted/p' r.txt
i=11; while [ $i -le 40 ]; do dtxhh ticket --seed s DAN/$i; i=$((i + 1)); done | LC_ALL=C sort >tickets
{ awk -F, '$1 >= 0.5' tickets; awk -F, '$1 < 0.5' tickets; } | head -10 | sed 's/.*\///' >by-hand
dtxhh show avoid.dtxhh sample --csv | grep '^DAN' | cut -d, -f2 | cmp - by-hand && echo 'the same by hand'
dtxhh verify avoid.dtxhh | cut -d: -f1
dtxhh draw keep.dtxhh --earlier avoid.dtxhh
dtxhh frame freeze keep.dtxhh --seed-from e --ticket-start 1 --as a; echo "status $?"
--- stdout
group,stratum,population,drawn,reserves
LD,,1,1,0
DAN,,30,10,0
group,stratum,population,drawn,reserves
LD,,1,1,0
DAN,,30,10,0
tickets are counted from 0.5 on, then from 0
the same by hand
log, draw, weights and scores
status 2
--- stderr
frame.csv:1:3: warning: column "loai" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
frame.csv:1:3: warning: column "loai" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
group "LD": 1 drawn, 1 asked in the earlier round, 1 in both
group "DAN": 10 drawn, 10 asked in the earlier round, 10 in both
line 4 of the log, hash <checked>
frame.csv:1:3: warning: column "loai" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
group "LD": 1 drawn, 1 asked in the earlier round, 1 in both
group "DAN": 10 drawn, 10 asked in the earlier round, 0 in both
line 4 of the log, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
avoid.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
group "LD": 1 drawn, 1 asked in the earlier round, 1 in both
group "DAN": 10 drawn, 10 asked in the earlier round, 0 in both
dtxhh: --ticket-start must be below 1
--- status 0
