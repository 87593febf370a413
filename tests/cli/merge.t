# merge: what offices keyed in files of their own, brought into the round: in any order, twice, an earlier copy and a later
# one, also where a copy went on elsewhere. All is kept; check lists what files say of the same ballot. The points are those
# of a round in which everything was keyed in one place. What is not of the round, or was changed, is refused.
--- run
tiny_issued && tiny_ballots
cp r.dtxhh one-place.dtxhh
for o in BC1 BC2; do
    dtxhh split r.dtxhh --office $o -o $o.dtxhh --as a --quiet 2>/dev/null
    dtxhh show $o.dtxhh ballots | cut -d, -f1 >s; grep -Ff s keyed.csv >$o.csv; sed -n 1p keyed.csv | cat - $o.csv >t; grep -v '^$' t | awk '!n[$0]++' >$o.csv
done
cp r.dtxhh whole.dtxhh
# an office keys, sends a copy, corrects, notes a state, withdraws a ballot
dtxhh import BC1.dtxhh BC1.csv --as hoa --quiet 2>/dev/null; cp BC1.dtxhh early.dtxhh
first=$(awk -F, 'NR == 2 { print $1 }' BC1.csv); second=$(awk -F, 'NR == 3 { print $1 }' BC1.csv)
dtxhh correct BC1.dtxhh $first Q1.U1=E --keyer hoa --as hoa --reason 'đọc nhầm' --quiet 2>/dev/null
printf 'serial,state,reason\n%s,returned,\n' $second >state.csv
dtxhh import BC1.dtxhh state.csv --as hoa --quiet 2>/dev/null
dtxhh import BC2.dtxhh BC2.csv --as lan --keyer lan --quiet 2>/dev/null
echo '== in any order'
dtxhh merge r.dtxhh BC2.dtxhh early.dtxhh BC1.dtxhh --as a --reason 'đã nhận'; echo "status $?"
dtxhh merge r.dtxhh BC1.dtxhh early.dtxhh BC2.dtxhh --as a; echo "status $?"
cp whole.dtxhh other.dtxhh; dtxhh merge other.dtxhh BC1.dtxhh BC2.dtxhh early.dtxhh BC1.dtxhh --as a --quiet 2>/dev/null
rows() { for t in entry_other text_other event_other withdrawal_other merged_log source; do
    c=$(sqlite3 $1 "SELECT group_concat(name) FROM pragma_table_info('$t') WHERE name <> 'run'"); sqlite3 $1 "SELECT '$t', $c FROM $t ORDER BY 2, 3, 4, 5"; done; }
rows r.dtxhh >left; rows other.dtxhh | cmp - left && wc -l <left
dtxhh merge whole.dtxhh BC1.dtxhh --as a --dry-run; dtxhh log head whole.dtxhh | tail -1 | cut -d, -f1
echo '== as if keyed in one place'
cat BC1.csv >all.csv; tail -n +2 BC2.csv | sed 's/,hoa,/,lan,/' >>all.csv
dtxhh import one-place.dtxhh all.csv --as hoa --quiet 2>/dev/null
dtxhh correct one-place.dtxhh $first Q1.U1=E --keyer hoa --as hoa --reason 'đọc nhầm' --quiet 2>/dev/null
dtxhh import one-place.dtxhh state.csv --as hoa --quiet 2>/dev/null
for f in r one-place; do
    dtxhh points import $f.dtxhh "$TINY/points.csv" --as a --quiet 2>/dev/null; dtxhh weigh $f.dtxhh --as a --quiet 2>/dev/null; dtxhh score $f.dtxhh --as a --quiet 2>/dev/null
    for t in ballots weights response scores score_nodes score_groups; do dtxhh show $f.dtxhh $t; done >$f.result
    dtxhh show $f.dtxhh answers >>$f.result
done
wc -l <r.result; diff r.result one-place.result && echo 'the same'
dtxhh check r.dtxhh 2>&1 | sed 's/; a, .*//' | head -5
dtxhh verify r.dtxhh --quiet 2>/dev/null && dtxhh-verify r.dtxhh | grep '^SAI\|B5'
mkdir src; cp BC1.csv BC2.csv state.csv "$TINY/points.csv" src; dtxhh verify r.dtxhh --sources src 2>&1 | grep 'W932' | sed 's/ are not repeated.*//'; dtxhh verify BC2.dtxhh --sources src --quiet; echo "status $?"
dtxhh evidence r.dtxhh -o e --quiet 2>/dev/null && dtxhh-verify e | grep '^SAI\|B5'
echo "== an office's head"
head=$(dtxhh log head BC1.dtxhh | tail -1 | cut -d, -f2)
dtxhh log show r.dtxhh --office BC1 | cut -d, -f1,3-5; dtxhh log show r.dtxhh --office BC1 | grep -c "$head"
dtxhh log verify r.dtxhh --head "$head" --quiet; echo "status $?"; dtxhh-verify --head "$head" e | grep B3
echo '== corrected in the round afterwards'
cp other.dtxhh later.dtxhh; dtxhh correct later.dtxhh $first Q2.U1=D --keyer hoa --as a --reason 'xem lại phiếu' --quiet; echo "status $?"
dtxhh check later.dtxhh 2>&1 >/dev/null | grep W435 | sed 's/[0-9-]*T[0-9:]*Z/TIME/'; dtxhh show later.dtxhh answers | grep "^$first.*U1,Q[12]"
dtxhh correct later.dtxhh --run "$(sqlite3 later.dtxhh "SELECT max(number) FROM log WHERE verb = 'merge'")" --as a --reason x; echo "status $?"
dtxhh-verify later.dtxhh | grep '^SAI'; dtxhh merge later.dtxhh early.dtxhh BC1.dtxhh --as a --quiet; dtxhh show later.dtxhh answers | grep -c "^$first.*U1,Q2,D"
echo '== a copy that went on in two places; the round keys too, and corrects'
cp early.dtxhh two.dtxhh
sed 's/,hoa,/,mai,/; 2s/,[ABCDE],/,D,/' BC1.csv >mai.csv; sed 's/,hoa,/,tú,/; 1,3!d' BC1.csv >tu.csv
dtxhh import two.dtxhh mai.csv --as mai --pass 2 --quiet 2>/dev/null
printf 'serial,state,reason\n%s,refused,vắng\n' $second >state.csv; SOURCE_DATE_EPOCH=1735693200 dtxhh import two.dtxhh state.csv --as mai --quiet 2>/dev/null
cp whole.dtxhh twice.dtxhh; dtxhh import twice.dtxhh tu.csv --as tu --quiet 2>/dev/null
dtxhh merge twice.dtxhh BC1.dtxhh two.dtxhh --as a; echo "status $?"
dtxhh check twice.dtxhh >out; echo "status $?"; sed -n '2,6p; /keyer/p' out
dtxhh-verify twice.dtxhh | grep '^SAI\|B5\|E[45]'; dtxhh verify twice.dtxhh --quiet 2>/dev/null; echo "status $?"
# a third keying settles it
awk -F, 'NR == 1 || NR == 2' BC1.csv | sed 's/,hoa,/,bình,/' >third.csv
dtxhh import twice.dtxhh third.csv --as b --pass 3 --quiet; echo "status $?"
dtxhh check twice.dtxhh 2>&1 >/dev/null | grep -c F431
echo '== who was replaced meanwhile'
cp whole.dtxhh late.dtxhh
member=$(sqlite3 late.dtxhh "SELECT \"group\" || '/' || member FROM ballot WHERE office = 'BC1' AND stratum = 'X' LIMIT 1")
dtxhh draw late.dtxhh --replace "$member" --disposition refused --as a --reason vắng --quiet 2>/dev/null
dtxhh merge late.dtxhh early.dtxhh --as a --quiet 2>/dev/null
dtxhh check late.dtxhh 2>&1 >/dev/null | grep W464; dtxhh show late.dtxhh ballots | awk -F, 'NR > 1 { n += $9 } END { print n }'; dtxhh-verify late.dtxhh | grep '^SAI'
echo '== what is refused'
cp BC1.dtxhh edited.dtxhh; sqlite3 edited.dtxhh "DROP TRIGGER entry_no_update" "UPDATE entry SET answers = zeroblob(6)" "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'entry only grows'); END"
tiny_new 2>/dev/null; cp whole.dtxhh w.dtxhh; (mkdir x; cd x; tiny_issued; dtxhh split r.dtxhh --office BC1 -o ../theirs.dtxhh --as a --quiet) 2>/dev/null
for f in edited whole theirs; do dtxhh merge w.dtxhh BC2.dtxhh $f.dtxhh --as a 2>&1 | sed 's/ (import, .*, by .*)//'; done
dtxhh log head w.dtxhh | tail -1 | cut -d, -f1
# by one who can write the whole file, every digest and hash made to fit
forged() { cp BC1.dtxhh forged.dtxhh; python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" forged.dtxhh "$@" && dtxhh merge w.dtxhh forged.dtxhh --as a; }
forged "UPDATE log SET verb = 'draw' WHERE number = 2"
forged "UPDATE entry SET serial = $(awk -F, 'NR == 2 { print $1 }' BC2.csv) WHERE serial = $first"
forged "UPDATE entry SET answers = X'0102' WHERE serial = $first"
forged "UPDATE entry SET answers = X'090101010101' WHERE serial = $first"
forged "UPDATE ballot SET office = 'BC2'"
# lines that were merged, changed afterwards
cp r.dtxhh m.dtxhh; python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" m.dtxhh "UPDATE merged_log SET who = 'ai đó' WHERE number = 2"
dtxhh log verify m.dtxhh; dtxhh-verify m.dtxhh | grep '^SAI' | sed 's/\(sai [0-9]*\):.*/\1/'
cp r.dtxhh m.dtxhh; python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" m.dtxhh "DELETE FROM merged_log WHERE number = 2"
dtxhh log verify m.dtxhh; dtxhh-verify m.dtxhh | grep '^SAI: B' | sed 's/\(sai [0-9]*\):.*/\1/'
--- stdout
== in any order
file,office,lines,entries,events,withdrawals
BC2.dtxhh,BC2,1,2,1,0
early.dtxhh,BC1,1,4,0,0
BC1.dtxhh,BC1,2,1,1,1
status 0
file,office,lines,entries,events,withdrawals
BC1.dtxhh,BC1,0,0,0,0
early.dtxhh,BC1,0,0,0,0
BC2.dtxhh,BC2,0,0,0,0
status 0
23
file,office,lines,entries,events,withdrawals
BC1.dtxhh,BC1,3,5,1,1
7
== as if keyed in one place
81
the same
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
issued,,7,,,,,,,
returned,,6,,,,,,,
keyed,,6,,,,,,,
keyed_twice,,0,,,,,,,
ĐÚNG: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 4 dòng
r.dtxhh: warning: line 8 (merge): 2 keyings and 1 states from a file of office "BC2" (its lines 2)
r.dtxhh: warning: line 9 (merge): 4 keyings and 0 states from a file of office "BC1" (its lines 2)
r.dtxhh: warning: line 10 (merge): 1 keyings and 1 states from a file of office "BC1" (its lines 3, 4)
status 0
ĐÚNG: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 4 dòng
== an office's head
number,who,verb,reason
2,hoa,import,
3,hoa,correct,đọc nhầm
4,hoa,import,
1
status 0
ĐÚNG: B3 mã băm đã ghi lại có trong nhật ký: 1 mã băm: (dòng 4 của tệp bưu điện BC1)
== corrected in the round afterwards
status 0
later.dtxhh: warning: ballot 506-772-744-17: Q2.U1 "A" (hoa, BC1.csv, line 2) → "D"; a, TIME: xem lại phiếu [W435]
50677274417,1,U1,Q1,E
50677274417,1,U1,Q2,D
status 3
1
== a copy that went on in two places; the round keys too, and corrects
file,office,lines,entries,events,withdrawals
BC1.dtxhh,BC1,3,5,1,1
two.dtxhh,BC1,2,4,1,0
status 0
status 1
what,keyer,ballots,fields,wrong,unresolved,rate,low,high,name
issued,,7,,,,,,,
returned,,4,,,,,,,
keyed,,4,,,,,,,
keyed_twice,,4,,,,,,,
valid,,4,,,,,,,
keyer,hoa,4,24,0,1,0,0,0.21120168345697304,hoa
keyer,mai,2,12,0,0,0,0,0.2646484693970511,mai
keyer,tú,2,12,0,1,0,0,0.38479616515094406,tú
ĐÚNG: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 5 dòng
ĐÚNG: E4 mỗi bản nhập đủ ô, mỗi ô là một phương án có thật: 11 bản nhập
ĐÚNG: E5 sự kiện của mỗi phiếu nối tiếp nhau: 2 sự kiện
status 0
status 0
0
== who was replaced meanwhile
late.dtxhh: warning: ballot 867-010-560-41 was keyed by office "BC1", but its member was replaced (refused): it does not count [W464]
3
== what is refused
edited.dtxhh: fault: table entry: a value written by run 2 was changed since [F903]
edited.dtxhh: fault: its log does not agree with its tables; a file as it was before may be sent once more [F461]
dtxhh: faults: 2, warnings: 0; nothing was changed
whole.dtxhh: fault: this is a whole round, not the file of an office [F460]
dtxhh: faults: 1, warnings: 0; nothing was changed
theirs.dtxhh: fault: the file of office "BC1" was not split from this round, or its first line was changed [F460]
dtxhh: faults: 1, warnings: 0; nothing was changed
7
SAI: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 4 dòng, sai 2
SAI: B5 nhật ký các tệp của bưu điện nối vào đúng chỗ: 2 dòng, sai 4
--- stderr
line 10 of the log, hash <checked>
a dry run: nothing was changed
dtxhh: line 9 of the log is no import and no correction (merge)
two.dtxhh: warning: the file of office "BC1" went on in two places: behind line 2 another copy has what hoa did at 2025-01-01T00:00:00Z; both sides are kept, `dtxhh check` lists what they say of the same ballots [W463]
line 10 of the log, hash <checked>
twice.dtxhh: warning: ballot 576-298-372-02 has answers, but its last event is "refused" [W433]
twice.dtxhh: warning: the file of office "BC1" went on in several places behind line 2: hoa, 2025-01-01T00:00:00Z; mai, 2025-01-01T00:00:00Z [W463]
twice.dtxhh: warning: ballot 506-772-744-17, keying 1, was keyed in several files, 1 fields otherwise: the whole round (tú, tu.csv, line 2); BC1 (hoa, BC1.csv, line 2); all are kept, and such a field is unreadable until a third keying settles it [W461]
twice.dtxhh: warning: ballot 576-298-372-02, keying 1, was keyed in several files with the same answers: the whole round (tú, tu.csv, line 3); BC1 (hoa, BC1.csv, line 3) [W461]
twice.dtxhh: warning: ballot 576-298-372-02 has several states: "refused" (BC1), "returned" (BC1); "refused" counts [W462]
tu.csv:2: fault: ballot 506-772-744-17: two keyings differ in 1 fields and no third settles them: Q1.U1; key those fields with --pass 3, --keyer a third person [F431]
dtxhh: faults: 1, warnings: 5
forged.dtxhh: fault: line 2 of its log is `draw`, which is not done in the file of an office [F462]
dtxhh: faults: 1, warnings: 0; nothing was changed
forged.dtxhh: fault: table entry has a row of ballot 169-414-446-94, which was not given to the office [F463]
dtxhh: faults: 1, warnings: 0; nothing was changed
forged.dtxhh: fault: table entry has a row of ballot 506-772-744-17, whose answers do not fit its questions [F463]
dtxhh: faults: 1, warnings: 0; nothing was changed
forged.dtxhh: fault: table entry has a row of ballot 506-772-744-17, whose answers do not fit its questions [F463]
dtxhh: faults: 1, warnings: 0; nothing was changed
forged.dtxhh: fault: the file of office "BC1" was not split from this round, or its first line was changed [F460]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.dtxhh: fault: log of the file of office "BC1": line 2 (import, 2025-01-01T00:00:00Z, by ai đó) was changed, or the one before it is missing [F464]
m.dtxhh: fault: log of the file of office "BC2": line 2 (import, 2025-01-01T00:00:00Z, by ai đó) was changed, or the one before it is missing [F464]
dtxhh: faults: 2, warnings: 0
m.dtxhh: fault: log of the file of office "BC1": line 3 (correct, 2025-01-01T00:00:00Z, by hoa) was changed, or the one before it is missing [F464]
dtxhh: faults: 1, warnings: 0
--- status 0
