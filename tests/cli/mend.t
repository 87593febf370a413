# What came in wrong is mended in the round, with a reason and a keyer: a cell, a ballot, its state, a whole import. What
# was there stays and can be shown; results are stale until they are made again, and nothing is withdrawn on which
# others build. Each refusal has a twin that is accepted.
--- run
tiny_scored 2>/dev/null
say() { dtxhh "$@" 2>&1 | sed '/ of the log, hash /d; s/\([0-9a-f]\{4\}-\)\{16\}[0-9]*/HASH/g; s/\b[0-9-]\{11,14\}\b/SERIAL/g'; }
serial=$(sed -n 2p keyed.csv | cut -d, -f1)
cells() { sqlite3 r.dtxhh "SELECT pass, keyer, hex(answers) FROM entry_now WHERE serial = $serial ORDER BY pass"; }
cells
# a cell
say correct r.dtxhh $serial Q1.U1=D --reason 'đọc lại phiếu' --as minh
say correct r.dtxhh $serial Q1.U1=D --keyer bich --as minh
say correct r.dtxhh $serial Q9.U1=D --keyer bich --reason 'đọc lại phiếu' --as minh
say correct r.dtxhh $serial Q1.U1=X --keyer bich --reason 'đọc lại phiếu' --as minh
say correct r.dtxhh $serial Q1.U1=D --keyer bich --reason 'đọc lại phiếu' --as minh; cells
say correct r.dtxhh $serial Q1.U1=D --keyer bich --reason 'đọc lại phiếu' --as minh
# the unit by its name, in any case; a question alone says nothing where two units are asked about
cp r.dtxhh named.dtxhh; dtxhh correct named.dtxhh $serial 'q2.sở hai=C' --keyer bich --reason x --as minh --quiet; dtxhh show named.dtxhh answers | awk -F, -v s=$serial '$1 == s && $3 == "U2" && $4 == "Q2" { print $5 }'
say correct named.dtxhh $serial Q2=C --keyer bich --reason x --as minh; rm -f named.*
say show r.dtxhh withdrawals
say check r.dtxhh | grep W435
say status r.dtxhh | grep -E 'weights|scores'
dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --as lan --quiet 2>/dev/null
say verify r.dtxhh
say explain r.dtxhh U1 1.2 | sed -n '/^Corrected/,/^[^ ]*$/p'
say explain r.dtxhh U1 1.2 --csv | grep ^correction
say explain r.dtxhh U2 1.2 --csv | grep -c ^correction
# a state: the refusal taken back, and once more nothing to take back
away=$(grep refused keyed.csv | cut -d, -f1)
say correct r.dtxhh $away --take-back --reason 'gọi lại: sẽ trả lời' --as minh
say correct r.dtxhh $away --take-back --reason 'gọi lại: sẽ trả lời' --as minh
say show r.dtxhh ballots --csv | grep -c ',issued,'
# a void is lifted: until then nothing is taken
printf 'serial,state,reason\n%s,void,mất phiếu\n' "$away" >void.csv
dtxhh import r.dtxhh void.csv --as hoa --quiet
printf 'serial,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2\n%s,hoa,A,A,B,A,A,B\n' "$away" >found.csv
say import r.dtxhh found.csv --as hoa
say correct r.dtxhh $away --take-back --reason 'đã tìm thấy' --as minh
say import r.dtxhh found.csv --as hoa | tail -1
# a second keying builds on the first: neither the entry nor its import goes before it
printf 'serial,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2\n%s,lan,A,A,B,A,A,D\n' "$away" >second.csv
say import r.dtxhh second.csv --pass 2 --as lan | tail -1
run() { sqlite3 r.dtxhh "SELECT run FROM source WHERE file = '$1' ORDER BY run DESC LIMIT 1"; }
say correct r.dtxhh $away --withdraw --pass 1 --reason 'nhầm phiếu' --as minh
say correct r.dtxhh --run $(run found.csv) --reason 'nhầm tệp' --as minh
say correct r.dtxhh --run 2 --reason 'nhầm tệp' --as minh
# where two keyed it, the cell is a third person's
say correct r.dtxhh $away Q3.U2=D --keyer lan --reason 'đọc lại phiếu' --as minh
say correct r.dtxhh $away Q3.U2=D --keyer bich --reason 'đọc lại phiếu' --as minh
dtxhh check r.dtxhh 2>&1 | grep -c F431
say correct r.dtxhh $away --withdraw --reason 'nhầm phiếu' --as minh
# now its import may go, and the same file may come once more
say correct r.dtxhh --run $(run found.csv) --reason 'nhầm tệp' --as minh
say correct r.dtxhh --run $(run found.csv) --reason 'nhầm tệp' --as minh
say import r.dtxhh found.csv --as hoa | tail -1
# points: the second decision falls away with its import
say correct r.dtxhh --run $(run points.csv) --reason 'nhầm tệp' --as minh
sqlite3 r.dtxhh 'SELECT count(*) > 0 FROM points; SELECT count(*) FROM points_now'
dtxhh show r.dtxhh log --csv | grep ,correct, | cut -d, -f3-
dtxhh verify r.dtxhh 2>&1 | grep -v F921 | tail -3
--- stdout
1|hoa|020205040201
dtxhh: a correction of cells needs --keyer: who read the ballot again
dtxhh: a correction needs --reason
SERIAL:2: fault: "Q9.U1=D" is no answer of this ballot; expected QUESTION=VALUE or QUESTION.UNIT=VALUE, of Q1.U1, Q2.U1, Q3.U1, Q1.U2, Q2.U2, Q3.U2 [F433]
dtxhh: faults: 1, warnings: 0; nothing was changed
SERIAL:2: fault: question "Q1" has "X", which is not on its scale; expected A, B, C, D, E, ? or * [F411]
dtxhh: faults: 1, warnings: 0; nothing was changed
1|bich|040205040201
SERIAL:2: fault: these answers stand there already: there is nothing to correct [F434]
dtxhh: faults: 1, warnings: 0; nothing was changed
C
SERIAL:2: fault: "Q2=C" is no answer of this ballot; expected QUESTION=VALUE or QUESTION.UNIT=VALUE, of Q1.U1, Q2.U1, Q3.U1, Q1.U2, Q2.U2, Q3.U2 [F433]
dtxhh: faults: 1, warnings: 0; nothing was changed
run,time,who,reason,withdraws,serial,pass,state,keyer,file,line,answers
10,2025-01-01T00:00:00Z,minh,đọc lại phiếu,6,SERIAL,1,,hoa,keyed.csv,2,SERIAL
r.dtxhh: warning: ballot SERIAL: Q1.U1 "B" (hoa, keyed.csv, line 2) → "D"; minh, 2025-01-01T00:00:00Z: đọc lại phiếu [W435]
weights,6,stale,dtxhh weigh r.dtxhh,
scores,2,stale,,
log, draw, weights and scores: no difference; line 12, hash HASH
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 10 (correct, 2025-01-01T00:00:00Z, by minh): 1 cells corrected; ballot SERIAL: Q1.U1 "B" → "D" (hoa, keyed.csv, line 2); đọc lại phiếu [W926]
r.dtxhh: warning: after results were known (line 9): line 11 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 12, which takes in lines 10, 11, are others than those before, of 1 units: U1 82.09 → 79.69, Tốt → Khá [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
Corrected and withdrawn
  2025-01-01, minh: ballot SERIAL: Q1.U1 "B" (hoa, keyed.csv, line 2) → "D"; reason: đọc lại
      phiếu
Rules
correction,1.2,,SERIAL,,,,,,,"ballot SERIAL: Q1.U1 ""B"" (hoa, keyed.csv, line 2) → ""D""; minh, 2025-01-01T00:00:00Z: đọc lại phiếu"
0
dtxhh: ballot SERIAL has no state that could be taken back
1
found.csv:2:1: fault: serial "SERIAL" is void [F405]
dtxhh: faults: 1, warnings: 0; nothing was changed
1,1,1,0,UTF-8,ballots
1,1,1,0,UTF-8,ballots
dtxhh: pass 2 of ballot SERIAL builds on pass 1; withdraw it first, or all of them by leaving out --pass
dtxhh: run 17 builds on run 16 (1 of its rows: keyed once more, corrected or decided); withdraw run 17 first
dtxhh: line 2 of the log is no import and no correction (frame import)
SERIAL:2: fault: the third keying is by "lan", who did the second; expected a third person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
0
withdrawn: 3 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
withdrawn: 1 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
dtxhh: run 16 was withdrawn already, by run 20
1,1,1,0,UTF-8,ballots
withdrawn: 7 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
1
0
minh,correct,đọc lại phiếu,"1 cells corrected; ballot 169-414-446-94: Q1.U1 ""B"" → ""D"" (hoa, keyed.csv, line 2)",<sha256>,-,-,fixed-time
minh,correct,gọi lại: sẽ trả lời,"ballot 505-273-653-79: ""refused"" of line 6 of the log taken back",<sha256>,-,-,fixed-time
minh,correct,đã tìm thấy,"ballot 505-273-653-79: ""void"" of line 14 of the log taken back",<sha256>,-,-,fixed-time
minh,correct,đọc lại phiếu,"1 cells corrected; ballot 505-273-653-79: Q3.U2 ""B / D"" → ""D"" (hoa, found.csv, line 2)",<sha256>,-,-,fixed-time
minh,correct,nhầm phiếu,"ballot 505-273-653-79: keying 1 (hoa, found.csv, line 2), keying 2 (lan, second.csv, line 2), keying 3 (bich, second.csv, line 2) withdrawn",<sha256>,-,-,fixed-time
minh,correct,nhầm tệp,run 16 (import: found.csv) withdrawn: 1 rows,<sha256>,-,-,fixed-time
minh,correct,nhầm tệp,run 7 (points import: points.csv) withdrawn: 7 rows,<sha256>,-,-,fixed-time
r.dtxhh: warning: after results were known (line 9): line 22 (correct, 2025-01-01T00:00:00Z, by minh): run 7 (points import: points.csv) withdrawn: 7 rows; nhầm tệp [W926]
r.dtxhh: warning: the scores of line 12, which takes in lines 10, 11, are others than those before, of 1 units: U1 82.09 → 79.69, Tốt → Khá [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- stderr
--- status 0
