# A correction never loses a byte: the old entry, its keyer and the reason are in explain, show, check and the log, and
# verify repeats the scores before and after; cells of options, numbers and words, of a ballot that came by two channels
# or was keyed twice; and a correction that is itself withdrawn gives back what stood before it.
--- run
cp -r "$TINY/definition" .
printf 'P1,N,Bao nhiêu lần?,ballot,number,,,,,no\nP1,T,Góp ý,ballot,text,,,,,no\n' >>definition/questions.csv
printf 'channels,online,Kế hoạch\n' >>definition/round.csv
ROOT_TINY=$TINY; TINY=$PWD; cp "$ROOT_TINY/frame.csv" "$ROOT_TINY/answers.csv" "$ROOT_TINY/points.csv" .
tiny_issued; tiny_ballots
awk -F, -v OFS=, 'NR == 1 { print $0, "N", "T"; next } { print $0, $5 == "" ? 3 : "", $5 == "" ? "tốt" : "" }' keyed.csv >all.csv
serial=$(sed -n 2p keyed.csv | cut -d, -f1); online=$(sed -n 4p keyed.csv | cut -d, -f1)
dashed() { echo "$1" | sed 's/\(...\)\(...\)\(...\)/\1-\2-\3-/'; }
say() { dtxhh "$@" 2>&1 | sed "/ of the log, hash /d; s/\([0-9a-f]\{4\}-\)\{16\}[0-9]*/HASH/g; s/$serial/FIRST/g; s/$(dashed $serial)/FIRST/g; s/$online/SECOND/g; s/$(dashed $online)/SECOND/g"; }
again() { dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --as lan --quiet 2>/dev/null; say verify r.dtxhh | grep -v W9; }
say import r.dtxhh all.csv --as hoa | tail -1
# the second ballot comes online too: that one counts
printf 'serial,keyer,channel,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,N,T\n%s,web,online,A,A,A,A,A,A,7,nhanh\n' "$online" >web.csv
say import r.dtxhh web.csv --channel online --as web | tail -1
dtxhh points import r.dtxhh points.csv --as lan --quiet; again
before=$(sqlite3 r.dtxhh "SELECT group_concat(hex(answers), ' ') FROM (SELECT answers FROM entry ORDER BY serial, pass)")
scores=$(dtxhh show r.dtxhh scores --csv | sha256sum)
answer() { sqlite3 r.dtxhh "SELECT pass, question, unit, answer FROM answer WHERE serial = $1 AND question IN ('Q1', 'N', 'T') AND coalesce(unit, 'U1') = 'U1' ORDER BY pass, question"; }
# a number and words
say correct r.dtxhh $serial N=bảy --keyer bich --reason 'đọc lại' --as minh | tail -2
say correct r.dtxhh $serial N=7 T='rất tốt' Q1.U1=C --keyer bich --reason 'đọc lại' --as minh
answer $serial
# of two channels the one that counts is corrected
say correct r.dtxhh $online Q1.U1=E T= --keyer bich --reason 'gửi lại' --as minh
answer $online
say check r.dtxhh | grep W435
again
[ "$scores" = "$(dtxhh show r.dtxhh scores --csv | sha256sum)" ] || echo 'other scores'
say explain r.dtxhh U1 1.2 | sed -n '/^Corrected/,/^[A-Z]/p' | grep '^  '
# not a byte is lost
after=$(sqlite3 r.dtxhh "SELECT group_concat(hex(answers), ' ') FROM (SELECT answers FROM entry ORDER BY serial, pass)")
[ "$before" = "$after" ] && echo 'the entries are the same'
say show r.dtxhh withdrawals --csv | cut -d, -f3-4,6-7,9-11
say show r.dtxhh log --csv | grep ,correct, | cut -d, -f3-
# a correction of a correction; the one before does not go before it, it gives back what it took
say correct r.dtxhh $serial N=8 --keyer chi --reason 'số 8' --as minh
run() { sqlite3 r.dtxhh "SELECT number FROM log WHERE verb = 'correct' AND reason = '$1'"; }
say correct r.dtxhh --run $(run 'đọc lại') --reason 'đúng như cũ' --as minh
say correct r.dtxhh --run $(run 'số 8') --reason 'đúng như cũ' --as minh; answer $serial
say correct r.dtxhh --run $(run 'đọc lại') --reason 'đúng như cũ' --as minh; answer $serial
say correct r.dtxhh --run $(run 'gửi lại') --reason 'đúng như cũ' --as minh; answer $online
again
[ "$scores" = "$(dtxhh show r.dtxhh scores --csv | sha256sum)" ] && echo 'the scores are those before'
say check r.dtxhh | grep W435
# keyed twice: what was settled by the first is settled by a third
printf 'serial,keyer,Q1.U1,Q2.U1,Q3.U1,Q1.U2,Q2.U2,Q3.U2,N,T\n' >two.csv
sed -n 2p all.csv | awk -F, -v OFS=, '{ print $1, "lan", $6, $7, $8, $9, $10, $11, $12, $13 }' >>two.csv
say import r.dtxhh two.csv --pass 2 --as lan | tail -1
say correct r.dtxhh $serial N=9 --keyer hoa --reason 'lần ba' --as minh
say correct r.dtxhh $serial N=9 --keyer dung --reason 'lần ba' --as minh
say check r.dtxhh | grep 'lần ba'
again
--- stdout
1,7,6,1,UTF-8,ballots
web.csv:2:1: warning: all 6 answers of this ballot are the same, "A" [W401]
log, draw, weights and scores: no difference; line 10, hash HASH
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
FIRST:2: fault: question "N" has "bảy"; expected a number [F411]
dtxhh: faults: 1, warnings: 0; nothing was changed
1|N||7
1|Q1|U1|C
1|T||rất tốt
r.dtxhh: warning: serial SECOND came from channel "paper" too, with 6 other answers, the first to Q1.U1; by the setting "channels" the one from "online" counts, both are kept [W404]
1|N||3
1|Q1|U1|C
1|T||tốt
4|N||7
4|Q1|U1|E
4|T||
r.dtxhh: warning: ballot FIRST: Q1.U1 "B" (hoa, all.csv, line 2) → "C"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot FIRST: N "3" (hoa, all.csv, line 2) → "7"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot FIRST: T "tốt" (hoa, all.csv, line 2) → "rất tốt"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot SECOND: Q1.U1 "A" (web, web.csv, line 2) → "E"; minh, 2025-01-01T00:00:00Z: gửi lại [W435]
r.dtxhh: warning: ballot SECOND: T "nhanh" (web, web.csv, line 2) → ""; minh, 2025-01-01T00:00:00Z: gửi lại [W435]
log, draw, weights and scores: no difference; line 14, hash HASH
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
other scores
  2025-01-01, minh: ballot FIRST: Q1.U1 "B" (hoa, all.csv, line 2) → "C"; reason: đọc lại
  2025-01-01, minh: ballot SECOND: Q1.U1 "A" (web, web.csv, line 2) → "E"; reason: gửi lại
the entries are the same
who,reason,serial,pass,keyer,file,line
minh,đọc lại,FIRST,1,hoa,all.csv,2
minh,gửi lại,SECOND,4,web,web.csv,2
minh,correct,đọc lại,"3 cells corrected; ballot FIRST: Q1.U1 ""B"" → ""C"", N ""3"" → ""7"", T ""text"" → ""text"" (hoa, all.csv, line 2)",<sha256>,-,-,fixed-time
minh,correct,gửi lại,"2 cells corrected; ballot SECOND: Q1.U1 ""A"" → ""E"", T ""text"" → """" (web, web.csv, line 2); W404 1",<sha256>,-,-,fixed-time
dtxhh: run 15 builds on run 11 (1 of its rows: keyed once more, corrected or decided); withdraw run 15 first
withdrawn: 2 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
1|N||7
1|Q1|U1|C
1|T||rất tốt
withdrawn: 2 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
1|N||3
1|Q1|U1|B
1|T||tốt
withdrawn: 2 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
1|N||3
1|Q1|U1|C
1|T||tốt
4|N||7
4|Q1|U1|A
4|T||nhanh
log, draw, weights and scores: no difference; line 20, hash HASH
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
the scores are those before
r.dtxhh: warning: ballot FIRST: Q1.U1 "B" (hoa, all.csv, line 2) → "C"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot FIRST: N "3" (hoa, all.csv, line 2) → "7"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot FIRST: T "tốt" (hoa, all.csv, line 2) → "rất tốt"; minh, 2025-01-01T00:00:00Z: đọc lại [W435]
r.dtxhh: warning: ballot SECOND: Q1.U1 "A" (web, web.csv, line 2) → "E"; minh, 2025-01-01T00:00:00Z: gửi lại [W435]
r.dtxhh: warning: ballot SECOND: T "nhanh" (web, web.csv, line 2) → ""; minh, 2025-01-01T00:00:00Z: gửi lại [W435]
r.dtxhh: warning: ballot FIRST: N "7" (bich, all.csv, line 2) → "8"; minh, 2025-01-01T00:00:00Z: số 8 [W435]
r.dtxhh: warning: line 15 of the log (correct: số 8) withdrawn; minh, 2025-01-01T00:00:00Z: đúng như cũ [W435]
r.dtxhh: warning: line 11 of the log (correct: đọc lại) withdrawn; minh, 2025-01-01T00:00:00Z: đúng như cũ [W435]
r.dtxhh: warning: line 12 of the log (correct: gửi lại) withdrawn; minh, 2025-01-01T00:00:00Z: đúng như cũ [W435]
1,1,1,0,UTF-8,ballots
FIRST:2: fault: the third keying is by "hoa", who did the first; expected a third person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh: warning: ballot FIRST: N "3" (hoa, all.csv, line 2) → "9"; minh, 2025-01-01T00:00:00Z: lần ba [W435]
log, draw, weights and scores: no difference; line 24, hash HASH
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
--- stderr
--- status 0
