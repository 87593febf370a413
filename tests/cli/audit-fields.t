# Fields drawn each by itself: a row each in the workbook, keyed alone, by somebody else; the limit is that of Clopper and Pearson for
# fields, whatever ballots they stand on.  By hand, one of 12 fields differs: qbeta(0.95, 2, 11) = 0.3387; the error of a share is
# sqrt((1 - 12/36) (1/12) (11/12) / 11) = 0.0680.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
tiny_keyed
audit() { verb=$1; shift; dtxhh audit "$verb" r.dtxhh "$@" $(test "$verb" = report || echo --as mai); echo "status $?"; }
audit draw --seed-from 'xổ số 20/12'
audit draw --seed 7
audit draw --seed 7 --fields 12 -o paper
dtxhh verify r.dtxhh 2>&1 | grep W476
echo '== by hand: the smallest tickets of commitment/cell, as evidence has them'
dtxhh evidence r.dtxhh -o e.evidence --quiet
for id in $(sqlite3 e.evidence 'SELECT DISTINCT serial FROM entry'); do for i in 0 1 2 3 4 5; do dtxhh ticket --seed 7 "$id/$i"; done; done | LC_ALL=C sort | head -12 | cut -d, -f2 | LC_ALL=C sort >by-hand
sqlite3 e.evidence "SELECT serial || '/' || cell FROM audit_drawn" | LC_ALL=C sort | cmp - by-hand; wc -l <by-hand
echo '== the workbook: every field that was drawn, no answer; and filled in from the round, but for one'
sqlite3 r.dtxhh "WITH q(cell, unit, code) AS (VALUES (0, 'U1', 'Q1'), (1, 'U1', 'Q2'), (2, 'U1', 'Q3'), (3, 'U2', 'Q1'), (4, 'U2', 'Q2'), (5, 'U2', 'Q3')) SELECT d.serial, q.unit, q.code FROM audit_drawn d JOIN q USING (cell) ORDER BY 1, d.cell" >drawn
for f in paper/*.xlsx; do cells "$f" 2 6; done | wc -l
for f in paper/*.xlsx; do cells "$f" 2 6; done | awk -F'|' '{ gsub("-", "", $1); print $1 "|" $4 }' | LC_ALL=C sort >rows; sed 's/|.*|/|/' drawn | LC_ALL=C sort | cmp - rows
answer() { sqlite3 r.dtxhh "SELECT coalesce(answer, '-') FROM answer WHERE serial = $1 AND unit = '$2' AND question = '$3'"; }
{ echo serial,keyer,unit,question,answer; tr '|' ' ' <drawn | while read -r s u q; do echo "$s,mai,$u,$q,$(answer "$s" "$u" "$q")"; done; } >again.csv
sed '2s/[^,]*$/*/' again.csv >wrong.csv
sed 2d wrong.csv >short.csv; audit import short.csv
not=$(sqlite3 r.dtxhh "SELECT serial || ',mai,U' || (1 + c / 3) || ',Q' || (1 + c % 3) || ',A' FROM (SELECT DISTINCT serial FROM audit_drawn), (SELECT 0 AS c UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) WHERE NOT EXISTS (SELECT 1 FROM audit_drawn d WHERE d.serial = 0) AND (serial, c) NOT IN (SELECT serial, cell FROM audit_drawn) ORDER BY 1 LIMIT 1")
{ cat wrong.csv; echo "$not"; } >more.csv; audit import more.csv
audit import wrong.csv
audit report
dtxhh verify r.dtxhh 2>/dev/null
echo '== all that was keyed is withdrawn: the audit is of what stood there'
audit report >before; dtxhh correct r.dtxhh --run 6 --reason 'nhập nhầm' --as hoa --quiet
audit report | cmp - before; dtxhh verify r.dtxhh 2>&1 | grep -c F4
--- stdout
audit,kind,ballots,fields,sha256
7,rekey,6,36,<sha256>
status 0
status 2
audit,kind,ballots,fields,sha256
7,rekey,5,12,<sha256>
status 0
r.dtxhh: warning: audit of line 7: how many are drawn was not said before the seed was known [W476]
r.dtxhh: warning: audit of line 7: how the seed is written was not said; another wording of the same outcome would have drawn others [W476]
== by hand: the smallest tickets of commitment/cell, as evidence has them
12
== the workbook: every field that was drawn, no answer; and filled in from the round, but for one
12
status 1
status 1
audit,files,rows,ballots
7,1,12,5
status 0
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong,rate,se,upper,total,loss,rank,worst_rank
all,,5,1,,12,1,0.08333333333333333,0.06804138174397717,0.33868066843403233,,,,
office,BC1,3,0,,7,0,0,0,0.34816365513116077,,,,
office,BC2,2,1,,5,1,0.2,0.15275252316519466,0.6574083180011385,,,,
keyer,hoa,5,1,,12,1,0.08333333333333333,0.06804138174397717,0.33868066843403233,,,,
question,P1/Q1,3,1,,3,1,0.3333333333333333,0.2886751345948129,0.8646496378284163,,,,
question,P1/Q2,2,0,,2,0,0,0,0.7763932022500211,,,,
question,P1/Q3,4,0,,7,0,0,0,0.34816365513116077,,,,
status 0
log, draw, weights and scores: no difference; line 9, hash <checked>
== all that was keyed is withdrawn: the audit is of what stood there
0
--- stderr
publish the SHA-256 and the event "xổ số 20/12" before it takes place; anyone may then repeat the draw
line 7 of the log, hash <checked>
dtxhh: how many? give --ballots N or --fields N
files written into "paper": 2
line 8 of the log, hash <checked>
short.csv:2:1: fault: ballot 169-414-446-94: field Q1.U1, which the audit of line 7 drew, has no answer; an empty one is keyed as "-" [F477]
dtxhh: faults: 1, warnings: 0; nothing was changed
more.csv:2:1: fault: ballot 169-414-446-94: field Q2.U1 was not drawn by the audit of line 7 [F475]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 9 of the log, hash <checked>
--- status 1
