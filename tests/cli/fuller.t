# The same export again, fuller: what is in already is passed over and counted, what is new comes in; what was changed is
# named cell by cell, and comes in with a reason. The entry before stays, and may come back.
--- run
tiny_issued; tiny_ballots
say() { dtxhh "$@" 2>&1 | sed '/ of the log, hash /d; s/\b[0-9-]\{11,14\}\b/SERIAL/g'; }
head -4 keyed.csv >monday.csv
say import r.dtxhh monday.csv --as hoa
say import r.dtxhh monday.csv --as hoa
say import r.dtxhh keyed.csv --as hoa
# one cell: refused, and with a reason taken
serial=$(sed -n 2p keyed.csv | cut -d, -f1)
awk -F, -v OFS=, 'NR == 2 { $6 = "D"; $7 = "" } { print }' keyed.csv >changed.csv
say import r.dtxhh changed.csv --as hoa
say import r.dtxhh changed.csv --correct --as hoa
say import r.dtxhh changed.csv --correct --reason 'đọc lại phiếu giấy' --as hoa
sqlite3 r.dtxhh "SELECT pass, keyer, hex(answers) FROM entry WHERE serial = $serial
    UNION ALL SELECT pass, keyer, hex(answers) FROM later_entry WHERE serial = $serial
    UNION ALL SELECT 'now', keyer, hex(answers) FROM entry_now WHERE serial = $serial
    UNION ALL SELECT 'reason', pass, reason FROM withdrawal"
# keyed by another person it is a second keying, not the same row
sed '1!s/,hoa,/,lan,/' keyed.csv >lan.csv
say import r.dtxhh lan.csv --as lan | tail -2
say import r.dtxhh lan.csv --pass 2 --as lan | tail -1
# a row per unit: the same ballots
awk -F, 'BEGIN { OFS = ","; print "serial,type,channel,keyer,unit,Q1,Q2,Q3" }
    NR > 1 && $5 == "" { print $1, $2, $3, $4, "U1", $6, $7, $8; print $1, $2, $3, $4, "U2", $9, $10, $11 }' changed.csv >units.csv
say import r.dtxhh units.csv --as hoa | sed 's/W408.*/W408/'
# a third keying is completed, and may say that a cell is blank
printf 'serial,keyer,Q1.U1,Q2.U1\n%s,bich,A,\n' "$serial" >third.csv
printf 'serial,keyer,Q1.U1,Q2.U1\n%s,chi,A,trống\n' "$serial" >more.csv
printf 'serial,keyer,Q1.U1,Q2.U1\n%s,chi,B,trống\n' "$serial" >other.csv
printf 'serial,keyer,Q1.U1,Q2.U1\n%s,lan,A,trống\n' "$serial" >lan-too.csv
dtxhh check r.dtxhh 2>&1 | grep -c 'F431'
say import r.dtxhh third.csv --pass 3 --as bich | tail -1
say import r.dtxhh other.csv --pass 3 --as chi
say import r.dtxhh lan-too.csv --pass 3 --as lan
say import r.dtxhh more.csv --pass 3 --as chi
sqlite3 r.dtxhh "SELECT pass, keyer, hex(answers) FROM entry_now WHERE serial = $serial ORDER BY pass"
dtxhh check r.dtxhh 2>&1 | grep -c 'F431'
dtxhh show r.dtxhh log --csv | cut -d, -f4- | tail -5 | sed 's/\b[0-9-]\{11,14\}\b/SERIAL/g'
dtxhh verify r.dtxhh
--- stdout
files,rows,entries,events,encoding,layout
1,3,2,1,UTF-8,ballots
monday.csv: fault: this file was imported already, as "monday.csv" in run 6; nothing to do [F420]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows,entries,events,encoding,layout
1,7,4,0,UTF-8,ballots
keyed.csv: warning: 3 ballots are in the round already and unchanged; they are passed over [W445]
changed.csv: warning: 6 ballots are in the round already and unchanged; they are passed over [W445]
changed.csv:2:1: fault: serial SERIAL was keyed in monday.csv, line 2, with other answers: Q1.U1 "B" → "D", Q2.U1 "B" → ""; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 1, warnings: 1; nothing was changed
dtxhh: --correct needs --reason: why what stood there was wrong
files,rows,entries,events,encoding,layout
1,7,1,0,UTF-8,ballots
changed.csv: warning: 6 ballots are in the round already and unchanged; they are passed over [W445]
1|hoa|020205040201
1|hoa|040005040201
now|hoa|040005040201
reason|1|đọc lại phiếu giấy
lan.csv:8:1: fault: serial SERIAL was keyed already, in keyed.csv, line 8; a second keying by another person is --pass 2 [F413]
dtxhh: faults: 6, warnings: 1; nothing was changed
lan.csv: warning: 1 ballots are in the round already and unchanged; they are passed over [W445]
files,rows,entries,events,encoding,layout
1,12,0,0,UTF-8,units
units.csv: warning: 6 ballots are in the round already and unchanged; they are passed over [W445]
1
1,1,1,0,UTF-8,ballots
other.csv:2:1: fault: serial SERIAL was keyed in third.csv, line 2, with other answers: Q1.U1 "A" → "B"; `--correct --reason TEXT` takes those here in their place [F432]
dtxhh: faults: 1, warnings: 0; nothing was changed
lan-too.csv:2:2: fault: the third keying is by "lan", who did the second; expected a third person [F415]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows,entries,events,encoding,layout
1,1,1,0,UTF-8,ballots
1|hoa|040005040201
2|lan|020205040201
3|chi|0100FDFDFDFD
0
import,đọc lại phiếu giấy,"1 files, 7 rows, 1 entries, 0 events; 6 in the round already; 1 corrected; ballot SERIAL: Q1.U1 ""B"" → ""D"", Q2.U1 ""B"" → """" (hoa, monday.csv, line 2); W445 1",<sha256>,-,-,fixed-time
import,,"1 files, 7 rows, 6 entries, 0 events; 1 in the round already; W445 1",<sha256>,-,-,fixed-time
import,,"1 files, 12 rows, 0 entries, 0 events; 6 in the round already; W445 1",<sha256>,-,-,fixed-time
import,,"1 files, 1 rows, 1 entries, 0 events",<sha256>,-,-,fixed-time
import,,"1 files, 1 rows, 1 entries, 0 events; 1 corrected; ballot SERIAL: Q2.U1 "" / B"" → """" (hoa, changed.csv, line 2)",<sha256>,-,-,fixed-time
log, draw, weights and scores: no difference; line 12, hash <checked>
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
