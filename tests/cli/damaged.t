# A round that was cut or overwritten: never a crash, never 0; what can be read is checked.
--- run
tiny_scored
size=$(stat -c %s r.dtxhh)
head -c $((size / 2)) r.dtxhh >half.dtxhh
dtxhh verify half.dtxhh; echo "status $?"
dtxhh status half.dtxhh; echo "status $?"
page() { sqlite3 r.dtxhh "SELECT rootpage - 1 FROM sqlite_master WHERE name = '$1'"; }
# a page of the answers made of zeros, of the sample (which no weight is read from where all members of a stratum have one probability and
# nobody was replaced), of what follows from them, then of the log
for table in entry sample score_node; do
    cp r.dtxhh t.dtxhh
    dd if=/dev/zero of=t.dtxhh bs=8192 count=1 seek="$(page $table)" conv=notrunc 2>/dev/null
    dtxhh verify t.dtxhh; echo "status $?"
done
cp r.dtxhh t.dtxhh
dd if=/dev/zero of=t.dtxhh bs=8192 count=1 seek="$(page log)" conv=notrunc 2>/dev/null
dtxhh verify t.dtxhh >out 2>err; echo "status $?"
grep -q "fault: log" err && echo "the log is named"
dtxhh log head t.dtxhh >out 2>err; echo "status $?"
dtxhh weigh t.dtxhh --as a >out 2>err; echo "status $?"
--- stdout
status 3
status 3
status 1
status 1
status 1
status 1
status 0
status 3
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: "half.dtxhh" is damaged
dtxhh: "half.dtxhh" is damaged
t.dtxhh: fault: table entry cannot be read: "t.dtxhh" is damaged [F909]
t.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
t.dtxhh: fault: weights: they cannot be repeated: "t.dtxhh" is damaged [F931]
t.dtxhh: fault: scores: they cannot be repeated: "t.dtxhh" is damaged [F941]
dtxhh: faults: 3, warnings: 1
t.dtxhh: fault: table sample cannot be read: "t.dtxhh" is damaged [F909]
t.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
t.dtxhh: fault: `draw` cannot be repeated: "t.dtxhh" is damaged [F900]
dtxhh: faults: 2, warnings: 1
t.dtxhh: fault: table score_node cannot be read: "t.dtxhh" is damaged [F909]
t.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
t.dtxhh: fault: `score` cannot be repeated: "t.dtxhh" is damaged [F900]
dtxhh: faults: 2, warnings: 1
--- status 0
