# The overseers' own sample of paper: its list is fixed before the event, anyone repeats the draw from evidence alone, what is keyed
# again changes no figure, and what was corrected once the seed was known does not help.
#
# By hand, of the 6 ballots of 6 fields 3 are drawn and one of their 18 fields differs: fields 1/18; of ballots at most qbeta(0.95, 2, 2)
# = 0.8646; of fields at most p0 + (p1 - p0) / 6 with p0 = 1 - 0.05^(1/3) = 0.6316, p1 = 0.8646 (Stringer), 0.6704; their error by ballots
# is sqrt((1 - 3/6) 3 (6/9) / 2) / 18 = 0.0393.  The survey's scale is 50 points: U1 may lose 0.6704 x 50 = 33.52, U2 no more than its 30.47.
--- run
tiny_new() { dtxhh new r.dtxhh --definition "$TINY/definition" --salt-seed a --as minh --quiet; }
tiny_scored 2>/dev/null
audit() { verb=$1; shift; dtxhh audit "$verb" r.dtxhh "$@" $(test "$verb" = report || echo --as mai); echo "status $?"; }
echo '== nothing is drawn without a list, and how'
audit draw --seed 40561 --ballots 3
audit draw --seed-from 'xổ số 20/12' --seed 40561
audit draw --seed-from 'xổ số ngày 6/12' --ballots 3
audit draw --seed-from ' '
audit draw --seed-from 'xổ số 20/12' --ballots 3 --fields 4
audit draw --seed-from 'xổ số 20/12' --batches
audit draw --seed-from 'xổ số 20/12' --accept 1
audit draw --seed-from 'xổ số 20/12' --reinterview --fields 4
audit draw --seed 1 --seed-digits 4
audit import keyed.csv
audit report
echo '== fixed, then drawn'
audit draw --seed-from 'xổ số 20/12' --seed-digits 5 --ballots 3
audit draw --seed-from 'Xổ số  20/12'
audit draw --seed 405612
audit draw --seed ' 40561'
audit draw --seed 40561 --ballots 2
audit draw --seed 40561 -o paper; ls paper
audit draw --seed 40561
echo '== the list and the draw by hand, from evidence: the smallest tickets of the commitments'
dtxhh evidence r.dtxhh -o e.evidence --quiet
sqlite3 e.evidence "SELECT DISTINCT serial || '|6' FROM entry" | LC_ALL=C sort | sha256sum | cut -c1-64 >by-hand; sqlite3 e.evidence 'SELECT sha256 FROM audit' | cmp - by-hand
for id in $(sqlite3 e.evidence 'SELECT DISTINCT serial FROM entry'); do dtxhh ticket --seed 40561 "$id"; done | LC_ALL=C sort | head -3 | cut -d, -f2 | LC_ALL=C sort >by-hand
sqlite3 e.evidence 'SELECT serial FROM audit_drawn' | LC_ALL=C sort | cmp - by-hand; wc -l <by-hand
echo '== keyed again: others than drawn, by the one who keyed it, by nobody, twice'
head -1 keyed.csv >head.csv; drawn=$(sqlite3 r.dtxhh 'SELECT serial FROM audit_drawn'); first=$(echo "$drawn" | sed -n 1p)
{ cat head.csv; grep -vE "^serial|refused|$(echo $drawn | tr ' ' '|')" keyed.csv | head -1 | sed 's/hoa/mai/'; } >other.csv; audit import other.csv
{ cat head.csv; grep "^$first" keyed.csv; } >same.csv; audit import same.csv
sed 's/hoa//' same.csv >nobody.csv; audit import nobody.csv
{ cat head.csv; for s in $drawn; do grep "^$s" keyed.csv; done; } | sed 's/hoa/mai/; 2s/.$/B/' >again.csv
audit import again.csv
sed 's/mai/lan/' again.csv | head -2 >twice.csv; audit import twice.csv
echo '== the report; and once the field that differs is put right: it was wrong when the list was fixed'
audit report | tee report
dtxhh correct r.dtxhh "$first" Q3.U2=B --keyer hoa --reason 'xem lại phiếu' --as hoa --quiet
audit report | diff - report && echo same
echo '== it changes no figure'
dtxhh verify r.dtxhh 2>said; grep -v W923 said; dtxhh-verify r.dtxhh | tail -1
echo '== the same file once more after its run was withdrawn'
dtxhh correct r.dtxhh --run 12 --reason 'nhập nhầm tệp' --as mai --quiet; audit report | cut -d, -f1-7 | head -3
audit import again.csv
echo '== a list, or a draw, that is not the one'
sqlite3 r.dtxhh "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'" >off
sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'" >on
forge() { cp r.dtxhh f.dtxhh; { cat off; echo "$1;"; cat on; } | sqlite3 f.dtxhh; dtxhh verify f.dtxhh 2>&1 | grep -E 'F479|F480|W476'; }
forge "UPDATE audit SET fields = fields + 1"
forge "UPDATE audit SET sha256 = '$zero'"
forge "UPDATE audit_draw SET seed = '40562'"
forge "DELETE FROM audit_drawn WHERE serial = $first"
forge "UPDATE audit SET take = NULL, seed_digits = NULL"
--- stdout
== nothing is drawn without a list, and how
status 3
status 2
status 3
status 2
status 2
status 2
status 2
status 2
status 2
status 3
status 3
== fixed, then drawn
audit,kind,ballots,fields,sha256
10,rekey,6,36,<sha256>
status 0
status 3
status 2
status 2
status 2
audit,kind,ballots,fields,sha256
10,rekey,3,0,<sha256>
status 0
BC1-nhap-lai.xlsx
BC2-nhap-lai.xlsx
status 3
== the list and the draw by hand, from evidence: the smallest tickets of the commitments
3
== keyed again: others than drawn, by the one who keyed it, by nobody, twice
status 1
status 1
status 1
audit,files,rows,ballots
10,1,3,3
status 0
status 1
== the report; and once the field that differs is put right: it was wrong when the list was fixed
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong,rate,se,upper,total,loss,rank,worst_rank
all,,3,1,0.8646496378284163,18,1,0.05555555555555555,0.03928371006591931,0.670438981418037,,,,
office,BC1,2,1,0.9746794344808964,12,1,0.08333333333333333,0.05892556509887897,0.8094409076218336,,,,
office,BC2,1,0,0.95,6,0,0,,0.9499999999999998,,,,
keyer,hoa,3,1,0.8646496378284163,18,1,0.05555555555555555,0.03928371006591931,0.670438981418037,,,,
question,P1/Q1,3,0,0.6315968501359612,6,0,0,0,0.6315968501359612,,,,
question,P1/Q2,3,0,0.6315968501359612,6,0,0,0,0.6315968501359612,,,,
question,P1/Q3,3,1,0.8646496378284163,6,1,0.16666666666666666,0.11785113019775793,0.7481232439821888,,,,
unit,U1,,,,,,,,,82.088888889,33.521949070901854,1,2
unit,U2,,,,,,,,,77.966666667,30.466666667,2,2
status 0
same
== it changes no figure
log, draw, weights and scores: no difference; line 13, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 9): line 13 (correct, 2025-01-01T00:00:00Z, by hoa): 1 cells corrected; ballot 506-772-744-17: Q3.U2 "C" → "B" (hoa, keyed.csv, line 4); xem lại phiếu [W926]
tệp của đợt: 23 đúng, 0 sai, 14 không nói được, 1 không kiểm ở đây
== the same file once more after its run was withdrawn
what,name,ballots,wrong_ballots,ballots_upper,fields,wrong
status 0
audit,files,rows,ballots
10,1,3,3
status 0
== a list, or a draw, that is not the one
f.dtxhh: fault: audit of line 10: its list is not the one that was fixed [F479]
f.dtxhh: fault: audit of line 10: its list is not the one that was fixed [F479]
f.dtxhh: fault: audit of line 10: the seed "40562" draws others than those that are there [F480]
f.dtxhh: fault: audit of line 10: the seed "40561" draws others than those that are there [F480]
f.dtxhh: warning: audit of line 10: how many are drawn was not said before the seed was known [W476]
f.dtxhh: warning: audit of line 10: how the seed is written was not said; another wording of the same outcome would have drawn others [W476]
--- stderr
dtxhh: no audit waits for its seed; `dtxhh audit draw --seed-from EVENT` fixes its list first
dtxhh: give --seed-from, which fixes the list, or --seed, which draws from it, each in a run of its own
dtxhh: "xổ số ngày 6/12" was named already, log line 3; an audit needs an event of its own, still to come
dtxhh: option --seed-from is empty; expected TEXT
dtxhh: --ballots or --fields, --batches or --reinterview: one of each
dtxhh: --batches needs --fields and --accept; `dtxhh audit plan` finds them
dtxhh: --accept belongs to --batches with --seed-from
dtxhh: people are asked again as a whole: --ballots
dtxhh: --seed-digits belongs to --seed-from
dtxhh: no audit of this kind is drawn; `dtxhh audit draw` first
dtxhh: no audit of this kind is drawn; `dtxhh audit draw` first
publish the SHA-256 and the event "xổ số 20/12" before it takes place; anyone may then repeat the draw
line 10 of the log, hash <checked>
dtxhh: "Xổ số  20/12" was named already, log line 10; an audit needs an event of its own, still to come
dtxhh: the seed is "405612"; 5 digits and nothing else were fixed for it
dtxhh: the seed " 40561" has blanks at its ends; they would change the draw
dtxhh: the audit of line 10 fixed --ballots 3 before the seed was known
files written into "paper": 2
line 11 of the log, hash <checked>
dtxhh: no audit waits for its seed; `dtxhh audit draw --seed-from EVENT` fixes its list first
other.csv:2:1: fault: ballot 169-414-446-94 was not drawn by the audit of line 10 [F475]
dtxhh: faults: 1, warnings: 0; nothing was changed
same.csv:2:4: fault: ballot 506-772-744-17 was keyed by "hoa" before; an audit needs another person [F478]
dtxhh: faults: 1, warnings: 0; nothing was changed
nobody.csv:2:4: fault: ballot 506-772-744-17: who keyed it again? column "keyer" or --keyer [F478]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 12 of the log, hash <checked>
twice.csv:2:1: fault: ballot 506-772-744-17 was keyed for the audit of line 10 already [F476]
dtxhh: faults: 1, warnings: 0; nothing was changed
r.dtxhh: warning: audit of line 10: 3 of 3 ballots that were drawn are not keyed again yet; what follows is of the others [W477]
line 15 of the log, hash <checked>
--- status 0
