# What was corrected or withdrawn stays so when the same file comes again, whoever corrected it, with or without --correct: the
# row says nothing new.  A row that says something else is a fault as ever; a whole import that was withdrawn may come once more.
--- run
tiny_keyed 2>/dev/null
serial=$(sed -n '2s/,.*//p' keyed.csv); other=$(sed -n '4s/,.*//p' keyed.csv)
dtxhh correct r.dtxhh $serial Q1.U1=D --keyer mai --reason 'đọc lại' --as lan --quiet
dtxhh correct r.dtxhh $other --withdraw --reason 'phiếu giả mạo' --as lan --quiet
says() { dtxhh show r.dtxhh answers --csv | awk -F, -v s=$serial -v o=$other '$1 == s && $3 == "U1" && $4 == "Q1" { a = $5 } $1 == o { n++ } END { print a, n + 0 }'; }
says
# a week later: one more row, a comment at the end that makes it another file
sed '$p' keyed.csv | sed '$s/.*/,,,,,,,,,,/' >week2.csv
dtxhh import r.dtxhh week2.csv --as hoa --quiet; echo "status $?"; says
sed '$p' week2.csv >week3.csv
dtxhh import r.dtxhh week3.csv --correct --reason 'tuần 3' --as hoa --quiet; echo "status $?"; says
# another answer than any before
awk -F, -v s=$serial 'BEGIN { OFS = "," } $1 == s { $6 = "C" } 1' keyed.csv >week4.csv
dtxhh import r.dtxhh week4.csv --as hoa --quiet 2>&1 | sed "s/$serial/SERIAL/; s/[0-9]\{3\}-[0-9]\{3\}-[0-9]\{3\}-[0-9]\{2\}/SERIAL/"; says
dtxhh import r.dtxhh week4.csv --correct --reason 'phiếu ghi C' --as hoa --quiet; echo "status $?"; says
# corrected back by hand is a correction
dtxhh correct r.dtxhh $serial Q1.U1=D --keyer mai --reason 'lại là D' --as lan --quiet; says
# the withdrawal withdrawn, the ballot counts again
run=$(dtxhh log show r.dtxhh --csv | awk -F, '$4 == "correct" { print $1 }' | sed -n 2p)
dtxhh correct r.dtxhh --run $run --reason 'phiếu thật' --as lan --quiet 2>/dev/null; says
dtxhh verify r.dtxhh >/dev/null; echo "verified $?"
# a whole import that was withdrawn comes again
tiny_keyed 2>/dev/null
rm -f r.*; tiny_keyed 2>/dev/null
run=$(dtxhh log show r.dtxhh --csv | awk -F, '$4 == "import" { print $1 }')
dtxhh correct r.dtxhh --run $run --reason 'nhầm tệp' --as lan --quiet; says
dtxhh import r.dtxhh keyed.csv --as hoa --quiet; echo "status $?"; says
--- stdout
D 0
status 0
D 0
status 0
D 0
week4.csv: warning: 1 ballots are as they were before they were corrected or withdrawn; what was put right stays, `dtxhh correct` changes it [W446]
week4.csv: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
week4.csv:2:1: fault: serial SERIAL was keyed in keyed.csv, line 2, with other answers: Q1.U1 "D" → "C"; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 1, warnings: 2; nothing was changed
D 0
status 0
C 0
D 0
D 6
verified 0
 0
status 0
B 6
--- stderr
week2.csv: warning: 2 ballots are as they were before they were corrected or withdrawn; what was put right stays, `dtxhh correct` changes it [W446]
week2.csv: warning: 3 ballots are in the round already and unchanged; they are passed over [W445]
week3.csv: warning: 2 ballots are as they were before they were corrected or withdrawn; what was put right stays, `dtxhh correct` changes it [W446]
week3.csv: warning: 3 ballots are in the round already and unchanged; they are passed over [W445]
week4.csv: warning: 1 ballots are as they were before they were corrected or withdrawn; what was put right stays, `dtxhh correct` changes it [W446]
week4.csv: warning: 4 ballots are in the round already and unchanged; they are passed over [W445]
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
