# Acceptance of batches: what a person keyed of one file; a plan, its operating curve, fields drawn of each, and what is refused is kept
# in sight until every ballot of it was keyed a second time.
#
# The plans are R's (tests/unit/scoring/estimates/test_acceptance.c).  Here each of two batches of 3 ballots, 18 fields, gives 4 fields, of
# which 1 may differ: in hoa's two do, in lan's one.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
dtxhh audit plan --aql 1% --ltpd 5% | sed -n '2p;7p;11p'
dtxhh audit plan --aql 0,4% --ltpd 2% --size 2000 | sed -n 2p | cut -d, -f1,2
dtxhh audit plan --fields 60 --accept 1 --size 1000 | sed -n '7p;11p'
dtxhh audit plan --fields 60 --accept 1 --size 59; echo "status $?"
for bad in '' '--aql 1%' '--fields 60' '--fields 5 --accept 5' '--aql 5% --ltpd 1%' '--aql 1% --ltpd 2% --size 20' '--aql 1% --ltpd 5% --fields 3 --accept 1'; do
    dtxhh audit plan $bad; echo "status $?"
done
echo '== two batches'
tiny_issued && tiny_ballots
head -1 keyed.csv >head; grep hoa keyed.csv | grep -v refused >ballots
{ cat head; head -3 ballots; } >one.csv; { cat head; tail -3 ballots | sed 's/hoa/lan/'; } >two.csv
dtxhh import r.dtxhh one.csv --as a --quiet && dtxhh import r.dtxhh two.csv --as a --quiet
dtxhh audit batch r.dtxhh; echo "status $?"
dtxhh audit draw r.dtxhh --batches --fields 4 --accept 1 --seed-from 'xổ số 20/12' --seed-digits 5 --as mai --quiet
dtxhh audit draw r.dtxhh --batches --seed 40561 --as mai --quiet
dtxhh evidence r.dtxhh -o e.evidence --quiet
sqlite3 e.evidence "SELECT serial || '|6|' || source || '|' || keyer FROM entry" | LC_ALL=C sort | sha256sum | cut -c1-64 >by-hand; sqlite3 e.evidence 'SELECT sha256 FROM audit' | cmp - by-hand
for source in 1 2; do
    for id in $(sqlite3 e.evidence "SELECT serial FROM entry WHERE source = $source"); do for i in 0 1 2 3 4 5; do dtxhh ticket --seed 40561 "$id/$i"; done; done | LC_ALL=C sort | head -4 | cut -d, -f2
done | LC_ALL=C sort >by-hand
sqlite3 e.evidence "SELECT serial || '/' || cell FROM audit_drawn" | LC_ALL=C sort | cmp - by-hand; wc -l <by-hand
dtxhh audit batch r.dtxhh; dtxhh audit report r.dtxhh; echo "status $?"
echo '== keyed again: of hoa two fields differ, of lan one'
sqlite3 -separator , r.dtxhh "WITH q(cell, unit, code) AS (VALUES (0, 'U1', 'Q1'), (1, 'U1', 'Q2'), (2, 'U1', 'Q3'), (3, 'U2', 'Q1'), (4, 'U2', 'Q2'), (5, 'U2', 'Q3')) SELECT d.serial, 'mai', q.unit, q.code, coalesce(a.answer, '-'), e.keyer FROM audit_drawn d JOIN q USING (cell) JOIN answer a ON a.serial = d.serial AND a.unit = q.unit AND a.question = q.code JOIN entry e ON e.serial = d.serial ORDER BY e.keyer, 1, d.cell" |
    awk -F, 'BEGIN { OFS = ","; print "serial,keyer,unit,question,answer"; may["hoa"] = 2; may["lan"] = 1 } { if (may[$6]-- > 0) $5 = "*"; print $1, $2, $3, $4, $5 }' >again.csv
dtxhh audit import r.dtxhh again.csv --as mai --quiet; dtxhh audit batch r.dtxhh
dtxhh check r.dtxhh 2>&1 >check | grep W475; dtxhh status r.dtxhh 2>&1 >status | grep -c W475
echo '== until all of it was keyed a second time'
{ cat head; sed 's/hoa/lan/' one.csv | sed -n 2,3p; } >second.csv; dtxhh import r.dtxhh second.csv --pass 2 --as a --quiet; dtxhh check r.dtxhh 2>&1 >check | grep W475
{ cat head; sed 's/hoa/lan/' one.csv | sed -n 4p; } >third.csv; dtxhh import r.dtxhh third.csv --pass 2 --as a --quiet; dtxhh check r.dtxhh 2>&1 >check | grep W475
dtxhh audit batch r.dtxhh; dtxhh verify r.dtxhh 2>/dev/null; dtxhh-verify r.dtxhh | tail -1
--- stdout
132,3,0.001,0.9999890913135581,0.000999989091313558
132,3,0.01,0.9557474941740336,0.009557474941740337
132,3,0.05,0.09922830442578343,0.004961415221289171
318,3
60,1,0.01,0.8831783030438425,0.00830187604861212
60,1,0.05,0.18256414554033806,0.00858051484039589
status 2
status 2
status 2
status 2
status 2
status 2
status 3
status 2
== two batches
status 3
8
file,keyer,ballots,fields,drawn,compared,wrong,accept,state,again
one.csv,hoa,3,18,4,0,0,1,open,0
two.csv,lan,3,18,4,0,0,1,open,0
status 3
== keyed again: of hoa two fields differ, of lan one
file,keyer,ballots,fields,drawn,compared,wrong,accept,state,again
one.csv,hoa,3,18,4,4,2,1,refused,0
two.csv,lan,3,18,4,4,1,1,accepted,0
r.dtxhh: warning: batch "one.csv" of "hoa" is refused: 2 fields differ, 1 may; 3 of its 3 ballots are not keyed again yet, with --pass 2 [W475]
1
== until all of it was keyed a second time
r.dtxhh: warning: batch "one.csv" of "hoa" is refused: 2 fields differ, 1 may; 1 of its 3 ballots are not keyed again yet, with --pass 2 [W475]
file,keyer,ballots,fields,drawn,compared,wrong,accept,state,again
one.csv,hoa,3,18,4,4,2,1,done_again,3
two.csv,lan,3,18,4,4,1,1,accepted,0
log, draw, weights and scores: no difference; line 12, hash <checked>
tệp của đợt: 23 đúng, 0 sai, 14 không nói được, 1 không kiểm ở đây
--- stderr
dtxhh: --fields is above --size: a batch has no more fields than that
dtxhh: give --aql and --ltpd, or --fields and --accept
dtxhh: give --aql and --ltpd, or --fields and --accept
dtxhh: give --aql and --ltpd, or --fields and --accept
dtxhh: --accept must be below --fields
dtxhh: --aql must be above 0 and below --ltpd, each risk above 0 and below 1
dtxhh: no plan keeps both risks; take --aql and --ltpd further apart, or larger batches
dtxhh: give --aql and --ltpd, or --fields and --accept
dtxhh: no audit of this kind is drawn; `dtxhh audit draw` first
dtxhh: line 8 of the log fixed an audit of batches; `dtxhh audit batch` tells of it
--- status 0
