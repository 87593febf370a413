# Each kind of correction on its own: the old entry, its keyer and the reason stand in `show` (withdrawals, points), in the log,
# and in what `explain` says of the figures it is about; not a row is lost; verify repeats the scores before it and after it.
--- run
tiny_issued; tiny_ballots
head -4 keyed.csv >monday.csv; sed 2,4d keyed.csv >tuesday.csv
dtxhh import r.dtxhh monday.csv --as hoa --quiet; dtxhh import r.dtxhh tuesday.csv --as hoa --quiet
grep -v ,2.2, "$TINY/points.csv" >appraisal.csv; grep -v ,1.1, "$TINY/points.csv" >outside.csv
dtxhh points import r.dtxhh appraisal.csv --as lan --quiet; dtxhh points import r.dtxhh outside.csv --as lan --quiet
serial=$(sed -n 2p keyed.csv | cut -d, -f1)
dashed=$(echo "$serial" | sed 's/\(...\)\(...\)\(...\)/\1-\2-\3-/')
say() { dtxhh "$@" 2>&1 | sed "s/$serial/BALLOT/g; s/$dashed/BALLOT/g; s/[0-9a-f]\{64\}/HASH/g"; }
rows() { sqlite3 r.dtxhh "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM later_entry), (SELECT count(*) FROM event), (SELECT count(*) FROM points)"; }
again() { dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null; dtxhh score r.dtxhh --provisional --as lan --quiet 2>/dev/null; dtxhh verify r.dtxhh --quiet >/dev/null || echo 'not verified'; }
cp r.dtxhh base.dtxhh
# kind, criterion, what must be there before (a function), the correction
kind() {
    what=$1 criterion=$2 before=$3; shift 3
    cp base.dtxhh r.dtxhh
    $before; again
    line=$(sqlite3 r.dtxhh 'SELECT max(number) + 1 FROM log'); had=$(rows)
    echo "# $what"
    say "$@" | grep -E 'fault|dtxhh:'
    [ "$(rows)" != "$had" ] && echo "rows: $had, then $(rows)"
    again
    for place in withdrawals points; do say show r.dtxhh $place --csv | grep -E "^$line,|,$line\$" | sed "s/^/show: /"; done
    say show r.dtxhh log --csv | grep "^$line," | cut -d, -f3- | sed 's/^/log: /'
    # lines that are broken put together
    say explain r.dtxhh U1 $criterion 2>&1 | awk '/^      / && n { line[n] = line[n] substr($0, match($0, / [^ ]/)); next } { line[++n] = $0 }
        END { for (i = 1; i <= n; i++) print line[i] }' | grep -E "vì-$what\$|dtxhh:" | sed 's/^ */explain: /'
    say check r.dtxhh | grep -E "vì-$what " | sed 's/^/check: /'
}
nothing() { :; }
state() { printf 'serial,state,reason\n%s,%s,%s\n' "$serial" "$1" "$2" >state.csv; dtxhh import r.dtxhh state.csv --as bao --quiet; }
void() { state void 'phiếu rách'; }
refused() { dtxhh correct r.dtxhh $serial --withdraw --reason 'nhầm phiếu' --as a --quiet; state refused 'không muốn'; }
third() {
    head -2 keyed.csv | sed 's/,hoa,/,lan,/; 2s/,B,/,C,/g' | sed 's/,type,channel//; s/,P1,paper//' >second.csv
    dtxhh import r.dtxhh second.csv --pass 2 --as lan --quiet
    printf 'serial,keyer,Q1.U1\n%s,chi,B\n' "$serial" >third.csv; dtxhh import r.dtxhh third.csv --pass 3 --as chi --quiet
}
run_of() { sqlite3 base.dtxhh "SELECT run FROM source WHERE file = '$1'"; }
kind cell 1.2 nothing correct r.dtxhh $serial Q1.U1=C --keyer bich --reason 'vì-cell' --as minh
kind ballot 1.2 nothing correct r.dtxhh $serial --withdraw --reason 'vì-ballot' --as minh
kind state 1.2 refused correct r.dtxhh $serial --take-back --reason 'vì-state' --as minh
kind void 1.2 void correct r.dtxhh $serial --take-back --reason 'vì-void' --as minh
kind run 1.2 nothing correct r.dtxhh --run $(run_of monday.csv) --reason 'vì-run' --as minh
kind points-run 1.1 nothing correct r.dtxhh --run $(run_of appraisal.csv) --reason 'vì-points-run' --as minh
printf 'serial,keyer,Q1.U1,Q2.U1\n%s,dung,B,A\n' "$serial" >more.csv
kind pass-3 2.1 third import r.dtxhh more.csv --pass 3 --reason 'vì-pass-3' --as minh
kind pass-3-cell 2.1 third correct r.dtxhh $serial Q2.U1=D --keyer dung --reason 'vì-pass-3-cell' --as minh
sed "2s/,B,/,D,/" keyed.csv >changed.csv
kind import-correct 1.2 nothing import r.dtxhh changed.csv --correct --reason 'vì-import-correct' --as minh
printf 'unit,criterion,stage,points,by,date,reason\nU1,1.1,first,34,Sở Nội vụ,2025-01-20,Nộp rất chậm\n' >points.csv
kind points-correct 1.1 nothing points import r.dtxhh points.csv --correct --reason 'vì-points-correct' --as minh
--- stdout
# cell
rows: 6|1|7, then 7|1|7
show: 12,2025-01-01T00:00:00Z,minh,vì-cell,6,BALLOT,1,,hoa,monday.csv,2,020205040201
log: minh,correct,vì-cell,"1 cells corrected; ballot BALLOT: Q1.U1 ""B"" → ""C"" (hoa, monday.csv, line 2)",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: Q1.U1 "B" (hoa, monday.csv, line 2) → "C"; reason: vì-cell
check: r.dtxhh: warning: ballot BALLOT: Q1.U1 "B" (hoa, monday.csv, line 2) → "C"; minh, 2025-01-01T00:00:00Z: vì-cell [W435]
# ballot
show: 12,2025-01-01T00:00:00Z,minh,vì-ballot,6,BALLOT,1,,hoa,monday.csv,2,020205040201
log: minh,correct,vì-ballot,"ballot BALLOT: keying 1 (hoa, monday.csv, line 2) withdrawn",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: keying 1 (hoa, monday.csv, line 2) withdrawn; reason: vì-ballot
check: r.dtxhh: warning: ballot BALLOT: keying 1 (hoa, monday.csv, line 2) withdrawn; minh, 2025-01-01T00:00:00Z: vì-ballot [W435]
# state
show: 14,2025-01-01T00:00:00Z,minh,vì-state,11,BALLOT,,refused,bao,,,
log: minh,correct,vì-state,"ballot BALLOT: ""refused"" of line 11 of the log taken back",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: "refused": không muốn (bao, line 11 of the log) taken back; reason: vì-state
check: r.dtxhh: warning: ballot BALLOT: "refused": không muốn (bao, line 11 of the log) taken back; minh, 2025-01-01T00:00:00Z: vì-state [W435]
# void
show: 13,2025-01-01T00:00:00Z,minh,vì-void,10,BALLOT,,void,bao,,,
log: minh,correct,vì-void,"ballot BALLOT: ""void"" of line 10 of the log taken back",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: "void": phiếu rách (bao, line 10 of the log) taken back; reason: vì-void
check: r.dtxhh: warning: ballot BALLOT: "void": phiếu rách (bao, line 10 of the log) taken back; minh, 2025-01-01T00:00:00Z: vì-void [W435]
# run
show: 12,2025-01-01T00:00:00Z,minh,vì-run,6,,,,,,,
log: minh,correct,vì-run,run 6 (import: monday.csv) withdrawn: 3 rows,HASH,-,-,fixed-time
explain: 2025-01-01, minh: line 6 of the log (monday.csv) withdrawn: 2 ballots about the unit; reason: vì-run
check: r.dtxhh: warning: line 6 of the log (monday.csv) withdrawn; minh, 2025-01-01T00:00:00Z: vì-run [W435]
# points-run
show: 12,2025-01-01T00:00:00Z,minh,vì-points-run,8,,,,,,,
log: minh,correct,vì-points-run,run 8 (points import: appraisal.csv) withdrawn: 5 rows,HASH,-,-,fixed-time
explain: self score        40  Sở Một, 2025-01-10; replaced or withdrawn by line 12 of the log, minh, 2025-01-01: vì-points-run
explain: first appraisal   35  Sở Nội vụ, 2025-01-20: Nộp chậm; replaced or withdrawn by line 12 of the log, minh, 2025-01-01: vì-points-run
explain: second appraisal  36  Sở Nội vụ, 2025-02-01: Có thêm tài liệu kiểm chứng; replaced or withdrawn by line 12 of the log, minh, 2025-01-01: vì-points-run
check: r.dtxhh: warning: line 8 of the log (appraisal.csv) withdrawn; minh, 2025-01-01T00:00:00Z: vì-points-run [W435]
# pass-3
rows: 8|1|7, then 9|1|7
show: 14,2025-01-01T00:00:00Z,minh,vì-pass-3,11,BALLOT,3,,chi,third.csv,2,02FDFDFDFDFD
log: minh,import,vì-pass-3,"1 files, 1 rows, 1 entries, 0 events; 1 corrected; ballot BALLOT: Q2.U1 ""B"" → ""A"" (hoa, monday.csv, line 2)",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: Q2.U1 "B" (hoa, monday.csv, line 2) → "A"; reason: vì-pass-3
check: r.dtxhh: warning: ballot BALLOT: Q2.U1 "B" (hoa, monday.csv, line 2) → "A"; minh, 2025-01-01T00:00:00Z: vì-pass-3 [W435]
# pass-3-cell
rows: 8|1|7, then 9|1|7
show: 14,2025-01-01T00:00:00Z,minh,vì-pass-3-cell,11,BALLOT,3,,chi,third.csv,2,02FDFDFDFDFD
log: minh,correct,vì-pass-3-cell,"1 cells corrected; ballot BALLOT: Q2.U1 ""B"" → ""D"" (hoa, monday.csv, line 2)",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: Q2.U1 "B" (hoa, monday.csv, line 2) → "D"; reason: vì-pass-3-cell
check: r.dtxhh: warning: ballot BALLOT: Q2.U1 "B" (hoa, monday.csv, line 2) → "D"; minh, 2025-01-01T00:00:00Z: vì-pass-3-cell [W435]
# import-correct
rows: 6|1|7, then 7|1|7
show: 12,2025-01-01T00:00:00Z,minh,vì-import-correct,6,BALLOT,1,,hoa,monday.csv,2,020205040201
log: minh,import,vì-import-correct,"1 files, 7 rows, 1 entries, 0 events; 6 in the round already; 1 corrected; ballot BALLOT: Q1.U1 ""B"" → ""D"" (hoa, monday.csv, line 2); W445 1",HASH,-,-,fixed-time
explain: 2025-01-01, minh: ballot BALLOT: Q1.U1 "B" (hoa, monday.csv, line 2) → "D"; reason: vì-import-correct
check: r.dtxhh: warning: ballot BALLOT: Q1.U1 "B" (hoa, monday.csv, line 2) → "D"; minh, 2025-01-01T00:00:00Z: vì-import-correct [W435]
# points-correct
rows: 6|1|7, then 6|1|8
show: U1,1.1,,first,34,,,,Sở Nội vụ,2025-01-20,Nộp rất chậm,12
log: minh,points import,vì-points-correct,"1 files, 1 rows; 1 corrected; unit U1, criterion 1.1, first appraisal: points ""35"" → ""34"", reason ""text"" → ""text"" (appraisal.csv, line 3)",HASH,-,-,fixed-time
explain: first appraisal   35  Sở Nội vụ, 2025-01-20: Nộp chậm; replaced or withdrawn by line 12 of the log, minh, 2025-01-01: vì-points-correct
--- stderr
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (correct, 2025-01-01T00:00:00Z, by minh): 1 cells corrected; ballot 169-414-446-94: Q1.U1 "B" → "C" (hoa, monday.csv, line 2); vì-cell [W926]
r.dtxhh: warning: after results were known (line 11): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 1 units: U1 82.09 → 80.49 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (correct, 2025-01-01T00:00:00Z, by minh): ballot 169-414-446-94: keying 1 (hoa, monday.csv, line 2) withdrawn; vì-ballot [W926]
r.dtxhh: warning: after results were known (line 11): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 5 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 83.60; U2 77.97 → 79.57 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 13): line 14 (correct, 2025-01-01T00:00:00Z, by minh): ballot 169-414-446-94: "refused" of line 11 of the log taken back; vì-state [W926]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 12): line 13 (correct, 2025-01-01T00:00:00Z, by minh): ballot 169-414-446-94: "void" of line 10 of the log taken back; vì-void [W926]
r.dtxhh: warning: after results were known (line 12): line 14 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 15, which takes in lines 13, 14, are others than those before, of 2 units: U1 83.60 → 82.09; U2 79.57 → 77.97 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (correct, 2025-01-01T00:00:00Z, by minh): run 6 (import: monday.csv) withdrawn: 3 rows; vì-run [W926]
r.dtxhh: warning: after results were known (line 11): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 4 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 86.80; U2 77.97 → 80.97, Khá → Tốt [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (correct, 2025-01-01T00:00:00Z, by minh): run 8 (points import: appraisal.csv) withdrawn: 5 rows; vì-points-run [W926]
r.dtxhh: warning: after results were known (line 11): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 2 units: U1 82.09 → 46.09 (provisional), rank 1 → 0, Tốt → –; U2 77.97 → 39.97 (provisional), rank 2 → 0, Khá → – [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 13): line 14 (import, 2025-01-01T00:00:00Z, by minh): 1 files, 1 rows, 1 entries, 0 events; 1 corrected; ballot 169-414-446-94: Q2.U1 "B" → "A" (hoa, monday.csv, line 2); vì-pass-3 [W926]
r.dtxhh: warning: after results were known (line 13): line 15 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 16, which takes in lines 14, 15, are others than those before, of 1 units: U1 82.09 → 82.80 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 13): line 14 (correct, 2025-01-01T00:00:00Z, by minh): 1 cells corrected; ballot 169-414-446-94: Q2.U1 "B" → "D" (hoa, monday.csv, line 2); vì-pass-3-cell [W926]
r.dtxhh: warning: after results were known (line 13): line 15 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 16, which takes in lines 14, 15, are others than those before, of 1 units: U1 82.09 → 81.02 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (import, 2025-01-01T00:00:00Z, by minh): 1 files, 7 rows, 1 entries, 0 events; 6 in the round already; 1 corrected; ballot 169-414-446-94: Q1.U1 "B" → "D" (hoa, monday.csv, line 2); W445 1; vì-import-correct [W926]
r.dtxhh: warning: after results were known (line 11): line 13 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 14, which takes in lines 12, 13, are others than those before, of 1 units: U1 82.09 → 79.69, Tốt → Khá [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
r.dtxhh: warning: after results were known (line 11): line 12 (points import, 2025-01-01T00:00:00Z, by minh): 1 files, 1 rows; 1 corrected; unit U1, criterion 1.1, first appraisal: points "35" → "34", reason "text" → "text" (appraisal.csv, line 3); vì-points-correct [W926]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
