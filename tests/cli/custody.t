# Hand-out lists that come back, week after week: steps of custody with their day, person, office and bag; what is in already is
# passed over; what cannot be is named with the words that stand there; the papers of an office add up, and each that does not
# is named. BC1 has L1 L2 Y1 X2, BC2 has L3 Y2 X6.
--- run
tiny_issued
say() { echo "== $*" | sed 's/ --as .*//'; dtxhh "$@" 2>&1 | grep -v ' of the log, hash '; }
dtxhh show r.dtxhh ballots --csv | awk -F, 'NR > 1 { print $4 "=" $1 }' >serials
. ./serials
export L1 L2 L3 Y1 Y2 X2 X6
list() { echo "serial,$1" >"$2"; sed 's/^\([A-Z][0-9]\),/$\1,/' | while IFS= read -r row; do eval "echo \"$row\""; done >>"$2"; }
echo '# nothing is filled in: nothing changes'
list handed,returned,reason empty.csv <<'X'
L1,,,
L2,-,,
X
say custody import r.dtxhh empty.csv --as a
echo '# delivered to the office, in one bag'
cp r.dtxhh delivered.dtxhh
say custody import delivered.dtxhh empty.csv --delivered --date 5/12/2024 --by Viện --batch B1 --as a
dtxhh show delivered.dtxhh movements --csv | cut -d, -f2-7
dtxhh show delivered.dtxhh custody --csv | tail -1
dtxhh show delivered.dtxhh batches --csv | tail -1
echo '# the first week'
list handed,returned,reason w1.csv <<'X'
L1,x,,
L2,x 5/12/2024,,vắng (đi công tác)
Y1,,,từ chối
X2,,,
X
say custody import r.dtxhh w1.csv --by Hoa --batch 'túi 1' --date 6/12/2024 --as a
echo '# the second: fuller, and who was absent was found'
list handed,returned,reason,batch w2.csv <<'X'
L1,x,13/12/2024,,túi 7
L2,x,có,,túi 7
Y1,,,từ chối,
X2,rồi,chưa,sẽ trả sau,
X
say custody import r.dtxhh w2.csv --by Mai --as a
list handed,returned,reason w3.csv <<'X'
L1,x,x,
X
echo '# the same particulars, or none, say nothing new'
say custody import r.dtxhh w3.csv --by Mai --as a
say show r.dtxhh movements --csv | sed 's/^[0-9]\{11\}/SERIAL/' | sort
say show r.dtxhh events --csv | cut -d, -f2-
say show r.dtxhh custody --csv
say show r.dtxhh batches --csv
sqlite3 r.dtxhh "SELECT detail FROM log WHERE verb = 'custody import'"
echo '# wrong rows, all of them'
list handed,returned,reason,state,date,office bad.csv <<'X'
,x,,,,,
12345678901,x,,,,,
X6,maybe,,,,,
X2,x,x,vắng,,,
Y2,,x,,,,
L3,8/12/2024,7/12/2024,,,,
L1,không,,,,,
L2,x,,,,,BC2
Y1,,,,archived,,
X
say custody import r.dtxhh bad.csv --as a
dtxhh custody import r.dtxhh bad.csv --as a 2>err; echo "status $?"
list handed,state,date worse.csv <<'X'
Y1,x,,7/12/24
X6,x,lost,
L3,x,delivered,9/12/2024
X
say custody import r.dtxhh worse.csv --as a
list handed twice.csv <<'X'
X6,x
X6,
X6,6/12/2024
X
say custody import r.dtxhh twice.csv --as a
say custody import r.dtxhh w1.csv --as a
echo 'a,b' >none.csv; say custody import r.dtxhh none.csv --as a
echo 'serial,handed' >none.csv; say custody import r.dtxhh none.csv --as a
say custody import r.dtxhh w3.csv --office BC9 --as a
say custody import r.dtxhh w3.csv --date 6/12 --as a
say custody import r.dtxhh w3.csv --correct --as a
echo '# another day is a correction'
list handed,date day.csv <<'X'
L1,x,4/12/2024
X
say custody import r.dtxhh day.csv --as a
say custody import r.dtxhh day.csv --correct --reason 'ghi nhầm' --as a
dtxhh show r.dtxhh movements --csv | grep "^$L1" | cut -d, -f2-7
sqlite3 r.dtxhh "SELECT verb, reason, detail FROM log ORDER BY number DESC LIMIT 1"
echo '# a run withdrawn'
dtxhh correct r.dtxhh --run $(sqlite3 r.dtxhh "SELECT run FROM source WHERE file = 'day.csv'") --reason 'không nhầm' --as a 2>&1 | grep withdrawn
dtxhh show r.dtxhh movements --csv | grep "^$L1" | cut -d, -f2-7
echo '# a list says whose it is; it is no file of answers'
{ echo '"Danh sách phát và thu phiếu: BC1, điện thoại 024"'; echo; echo 'TT,Số phiếu,Đã phát,Đã thu,Lý do không thu,Ký nhận'; echo "1,$X2,,có,,"; echo "2,$X6,x,,,"; echo "3,$L3,,,,"
    echo 'Cộng theo mẫu phiếu,,,,,'; echo 'Phiếu thử,,3,,,'; echo 'Tổng số,,3,,,'; } >titled.csv
say custody import r.dtxhh titled.csv --as a
say import r.dtxhh titled.csv --as a
echo '# whoever was replaced does not count; an event taken back takes its step with it'
cp r.dtxhh replaced.dtxhh
dtxhh draw replaced.dtxhh --replace DAN/X2 --disposition absent --reason vắng --as a --quiet
printf 'serial,returned\n%s,x\n' $X2 >replaced.csv
say custody import replaced.dtxhh replaced.csv --as a
dtxhh show replaced.dtxhh custody --csv | tail -1
dtxhh correct r.dtxhh $L2 --take-back --reason 'nhầm phiếu' --as a --quiet
dtxhh show r.dtxhh custody --csv | tail -1
dtxhh verify r.dtxhh 2>&1 | grep -c 'no difference'
dtxhh-verify r.dtxhh | grep SAI || :
--- stdout
# nothing is filled in: nothing changes
== custody import r.dtxhh empty.csv
files,rows,steps
1,0,0
rows of the lists that are not filled in yet: 2
# delivered to the office, in one bag
== custody import delivered.dtxhh empty.csv --delivered --date 5/12/2024 --by Viện --batch B1
files,rows,steps
1,2,2
number,state,date,by,office,batch
1,delivered,2024-12-05,Viện,BC1,B1
1,delivered,2024-12-05,Viện,BC1,B1
BC1,4,2,0,4,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
BC1,B1,2,0,0,0,0,0
# the first week
== custody import r.dtxhh w1.csv --by Hoa --batch túi 1 --date 6/12/2024
files,rows,steps
1,3,4
rows of the lists that are not filled in yet: 1
# the second: fuller, and who was absent was found
== custody import r.dtxhh w2.csv --by Mai
files,rows,steps
1,4,3
w2.csv: warning: 1 rows say nothing that the round does not have; they are passed over [W455]
w2.csv:5:4: warning: serial 867-010-560-41: "sẽ trả sau" is no reason that is known, and passed over; expected refused, absent, moved, ineligible or void [W454]
# the same particulars, or none, say nothing new
== custody import r.dtxhh w3.csv --by Mai
files,rows,steps
1,1,0
w3.csv: warning: 1 rows say nothing that the round does not have; they are passed over [W455]
== show r.dtxhh movements --csv
SERIAL,1,handed,,Mai,BC1,,w2.csv,5,7
SERIAL,1,handed,2024-12-05,Hoa,BC1,túi 1,w1.csv,3,6
SERIAL,1,handed,2024-12-06,Hoa,BC1,túi 1,w1.csv,2,6
SERIAL,1,refused,2024-12-06,Hoa,BC1,túi 1,w1.csv,4,6
SERIAL,2,absent,,Hoa,BC1,túi 1,w1.csv,3,6
SERIAL,2,returned,2024-12-13,Mai,BC1,túi 7,w2.csv,2,7
SERIAL,3,returned,,Mai,BC1,túi 7,w2.csv,3,7
serial,number,state,date,by,office,batch,file,line,run
== show r.dtxhh events --csv
number,state,reason,run
1,refused,,6
1,absent,đi công tác,6
2,returned,,7
1,returned,,7
== show r.dtxhh custody --csv
office,issued,delivered,handed,held,other_ways,unhanded,returned,elsewhere,refused,absent,moved,ineligible,void,out,keyed,to_key,unreturned,verified,archived
BC1,4,0,3,0,1,0,2,0,0,0,0,0,0,1,0,2,0,0,0
== show r.dtxhh batches --csv
office,batch,delivered,handed,returned,keyed,archived,others
BC1,túi 1,0,2,0,0,0,2
BC1,túi 7,0,0,2,0,0,0
1 files, 3 rows, 4 steps
1 files, 4 rows, 3 steps; 1 in the round already
1 files, 1 rows, 0 steps; 1 in the round already
# wrong rows, all of them
== custody import r.dtxhh bad.csv
bad.csv:2:1: fault: the serial is empty [F440]
bad.csv:3:1: fault: "12345678901" is no serial: its digits do not check; expected 11 digits as printed on the ballot [F440]
bad.csv:4:2: fault: column "handed" has "maybe"; expected x, có, 1, a day such as 6/12/2024, or nothing [F441]
bad.csv:5:4: fault: serial 867-010-560-41 is "returned" and "absent" at once [F442]
bad.csv:6:3: fault: serial 505-273-653-79 came back, and nobody wrote down that it was handed out; expected "handed" too [F442]
bad.csv:7:3: fault: serial 169-414-446-94: 2024-12-07 is before 2024-12-08, the day of the step before it [F442]
bad.csv:8:2: fault: serial 670-588-375-35 is "handed out" and "not handed out" at once [F442]
bad.csv:9:1: fault: serial 576-298-372-02 is of office "BC1"; this is a list of "BC2" [F446]
bad.csv:10:5: fault: serial 506-772-744-17: "archived" cannot follow "refused" [F443]
dtxhh: faults: 9, warnings: 0; nothing was changed
status 1
== custody import r.dtxhh worse.csv
worse.csv:2:4: fault: column "date" has "7/12/24"; expected a date with four digits for the year, of which "7/12/24" has two, such as 7/12/2024 [F441]
worse.csv:3:3: fault: column "state" has "lost"; expected printed, delivered, handed, returned, verified, archived, void, refused, absent, moved, ineligible [F441]
dtxhh: faults: 2, warnings: 0; nothing was changed
== custody import r.dtxhh twice.csv
twice.csv:4:1: fault: serial 533-303-954-28 stands in twice.csv:2 already, with other words [F444]
dtxhh: faults: 1, warnings: 0; nothing was changed
== custody import r.dtxhh w1.csv
w1.csv: fault: this file was imported already, as "w1.csv" in run 6; nothing to do [F420]
dtxhh: faults: 1, warnings: 0; nothing was changed
== custody import r.dtxhh none.csv
none.csv:1: fault: no column "serial" (or "số phiếu"); found "a", "b" [F111]
none.csv:1:1: warning: column "a" is not known here; it is passed over [W104]
none.csv:1:2: warning: column "b" is not known here; it is passed over [W104]
dtxhh: faults: 1, warnings: 2; nothing was changed
== custody import r.dtxhh none.csv
none.csv: fault: there is no ballot in it [F449]
dtxhh: faults: 1, warnings: 0; nothing was changed
== custody import r.dtxhh w3.csv --office BC9
dtxhh: office "BC9" is not in the definition and has no ballots
== custody import r.dtxhh w3.csv --date 6/12
dtxhh: --date has "6/12"; expected a date such as 2024-12-31 or 31/12/2024
== custody import r.dtxhh w3.csv --correct
dtxhh: --correct needs --reason: why what stood there was wrong
# another day is a correction
== custody import r.dtxhh day.csv
day.csv:2:2: fault: serial 670-588-375-35: "handed out" stands in the round with other particulars: date "2024-12-06" → "2024-12-04"; `--correct --reason TEXT` takes those here in their place [F445]
dtxhh: faults: 1, warnings: 0; nothing was changed
== custody import r.dtxhh day.csv --correct --reason ghi nhầm
files,rows,steps
1,1,0
2,returned,2024-12-13,Mai,BC1,túi 7
3,handed,2024-12-04,Hoa,BC1,túi 1
custody import|ghi nhầm|1 files, 1 rows, 0 steps; 1 corrected; 670-588-375-35 handed: date "2024-12-06" → "2024-12-04"
# a run withdrawn
withdrawn: 1 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
1,handed,2024-12-06,Hoa,BC1,túi 1
2,returned,2024-12-13,Mai,BC1,túi 7
# a list says whose it is; it is no file of answers
== custody import r.dtxhh titled.csv
titled.csv:5:2: fault: serial 533-303-954-28 is of office "BC2"; this is a list of "BC1" [F446]
titled.csv:6:2: fault: serial 169-414-446-94 is of office "BC2"; this is a list of "BC1" [F446]
dtxhh: faults: 2, warnings: 0; nothing was changed
== import r.dtxhh titled.csv
titled.csv:1:1: fault: this is a hand-out list, which has no answers; `dtxhh custody import` reads it [F421]
dtxhh: faults: 1, warnings: 0; nothing was changed
# whoever was replaced does not count; an event taken back takes its step with it
== custody import replaced.dtxhh replaced.csv
replaced.csv:2:2: fault: serial 867-010-560-41 is of somebody who was replaced (absent); it cannot count, the state "void" sets it aside [F443]
dtxhh: faults: 1, warnings: 0; nothing was changed
BC1,4,0,3,0,1,0,2,0,0,1,0,0,0,0,0,2,0,0,0
BC1,4,0,3,0,1,0,1,0,0,1,0,0,0,1,0,1,0,0,0
1
--- stderr
--- status 0
