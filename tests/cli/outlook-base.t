# What the plan cannot give is told by `plan` and before the freeze; beside each the same with one cell changed, of which
# nothing is said.  Of DAN 2 of 6 in X and 2 of 2 in Y are drawn and 80% answer: (2 + 2)·0.8 = 3.2 ballots of each unit;
# all three of LD are asked, 3 ballots.
--- run
# try TABLE SED [TABLE SED]: the tiny definition edited; the frame is in frame.csv.
try() {
    rm -rf d r.* && cp -r "$TINY/definition" d
    while [ $# -gt 1 ]; do sed -i "$2" "d/$1.csv" && shift 2; done
    [ ! -f rates.csv ] || cp rates.csv d
    dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet
    dtxhh plan r.dtxhh --csv >/dev/null; echo "plan $?"
    dtxhh frame freeze r.dtxhh --seed-from event --as a --quiet 2>/dev/null; echo "freeze $?"
}
cp "$TINY/frame.csv" .
base() { try round "\$amin_base,$1,"; }
echo '# min_base 4 and 3'
base 4; base 3
echo '# every unit by a list that only LD/L1 has: no group can have two ballots, nor can a pool'
listed() { { echo ballot_type,rater,unit; printf 'P1,%s\n' "$@"; } >rates.csv; try ballot_types 's/all,skip/listed,skip/' round '$amin_base,2,'; }
listed LD/L1,U1 LD/L1,U2
listed LD/L1,U1 LD/L1,U2 LD/L2,U1 LD/L2,U2
echo '# a pool of people of U1 could be issued, who rate U2'
listed LD/L1,U1 LD/L1,U2 U1,U2 LD/L2,U1
echo '# raters who are not there'
listed LD/L1,U1 LD/L1,U2 LD/L2,U1 LD/L2,U2 LD/L9,U1 LD/L9,U2
rm rates.csv
echo '# an office is missing where others have one; where none has one, lists go by other things'
sed 's/X2,X,BC1/X2,X,/' "$TINY/frame.csv" >frame.csv; base 1
cut -d, -f1-3,5 "$TINY/frame.csv" >frame.csv; base 1
echo '# a stratum of one: Y has one member; or two of which one is drawn'
grep -v Y2 "$TINY/frame.csv" >frame.csv; base 1
cp "$TINY/frame.csv" .; try groups 's/,4,persons/,2,persons/'
try groups 's/,4,persons/,3,persons/'
try groups 's/,4,persons/,4,persons/'
--- stdout
# min_base 4 and 3
plan 0
freeze 0
plan 0
freeze 0
# every unit by a list that only LD/L1 has: no group can have two ballots, nor can a pool
plan 1
freeze 1
plan 0
freeze 0
# a pool of people of U1 could be issued, who rate U2
plan 0
freeze 0
# raters who are not there
plan 0
freeze 0
# an office is missing where others have one; where none has one, lists go by other things
plan 0
freeze 0
plan 0
freeze 0
# a stratum of one: Y has one member; or two of which one is drawn
plan 0
freeze 0
plan 0
freeze 0
plan 0
freeze 0
plan 0
freeze 0
--- stderr
r.dtxhh:groups: warning: group "LD": of 2 units fewer ballots are to be expected than min_base, 4, so it would not count for them: U1 (3.0), U2 (3.0); draw more, or lower min_base [W334]
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 4, so it would not count for them: U1 (3.2), U2 (3.2); draw more, or lower min_base [W334]
r.dtxhh:groups: warning: group "LD": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (1.0), U2 (1.0); draw more, or lower min_base [W334]
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (0.0), U2 (0.0); draw more, or lower min_base [W334]
r.dtxhh:groups: fault: 4 survey criteria of units can have from no group as many ballots as min_base, 2, so `score` would stop: U1 1.2, U1 2.1, U2 1.2, U2 2.1; draw more, have more rate them, or lower min_base [F333]
dtxhh: faults: 1, warnings: 2
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (0.0), U2 (0.0); draw more, or lower min_base [W334]
r.dtxhh:rates: warning: ballot type "P1": 1 raters of table rates are not in the frame, nor the employer of somebody there: U1 [W337]
r.dtxhh:groups: warning: group "LD": of 1 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U2 (1.0); draw more, or lower min_base [W334]
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (0.0), U2 (0.0); draw more, or lower min_base [W334]
r.dtxhh:rates: warning: ballot type "P1": 1 raters of table rates are not in the frame, nor the employer of somebody there: LD/L9 [W337]
r.dtxhh:groups: warning: group "DAN": of 2 units fewer ballots are to be expected than min_base, 2, so it would not count for them: U1 (0.0), U2 (0.0); draw more, or lower min_base [W334]
r.dtxhh:frame: warning: group "DAN": 1 members have no office, although others have one, so they would be on no list of an office: DAN/X2 [W335]
r.dtxhh:groups: warning: group "DAN": 1 strata of which one person is drawn (of so many): "Y" (1); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: warning: group "DAN": 2 strata of which one person is drawn (of so many): "X" (6), "Y" (2); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
r.dtxhh:groups: warning: group "DAN": 1 strata of which one person is drawn (of so many): "Y" (2); nothing tells the error there, and nobody speaks for them if that person does not answer, so take two or join strata [W336]
--- status 0
