# What is done after the first scoring is told, whoever does it and by whatever verb, with what the next scoring changed; before it
# nothing is.  The points before and after are those that `show scores` had.
--- run
tiny_weighed 2>/dev/null
serial=$(dtxhh show r.dtxhh answers --csv | awk -F, '$3 == "U1" && $4 == "Q1" && $5 == "A" { print $1; exit }')
other=$(dtxhh show r.dtxhh answers --csv | awk -F, -v s="$serial" 'NR > 1 && $1 != s { print $1; exit }')
dtxhh verify r.dtxhh 2>&1 | grep 'W92[67]'; echo "before: $(dtxhh show r.dtxhh acts --csv | wc -l)"
score() {
    dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null
    dtxhh score r.dtxhh --as lan --quiet 2>/dev/null
    n=$((n + 1))
    dtxhh show r.dtxhh scores --csv | awk -F, 'NR > 1 { print $2, $25, $9, $10, $12, $13, $16, $17, $18, $19, $23, $24 }' | LC_ALL=C sort >"scores.$n"
}
score
# scored again: an act of its own, but nothing changed
score
dtxhh correct r.dtxhh "$serial" Q1.U1=E --keyer mai --as lan --reason 'đọc nhầm' --quiet && score
dtxhh correct r.dtxhh "$other" --withdraw --as lan --reason 'phiếu hỏng' --quiet && score
printf 'unit,criterion,stage,points,reason\nU2,1.1,first,30,xem lại\n' >again.csv
dtxhh points import r.dtxhh again.csv --correct --as b --reason 'đính chính' --quiet && score
cp -r "$TINY/definition" d && sed -i 's/,80,/,81,/' d/classes.csv
dtxhh define r.dtxhh --definition d --as c --reason 'sửa mức' --quiet && score
dtxhh show r.dtxhh acts --csv | python3 -c 'import csv, sys
for row in csv.reader(sys.stdin): print(*(row[i] for i in (0, 2, 3, 4, 6, 7)), sep=",")'
dtxhh show r.dtxhh outcomes --csv | awk -F, 'NR > 1 { print $1, $2, $4, $6, $8, $10, $12, $14, $16, $18, $20, $22, $24 }' >told
# by hand: each scoring beside the one before it
runs=$(sqlite3 r.dtxhh 'SELECT DISTINCT run FROM outcome ORDER BY run') i=0
for run in $runs; do
    i=$((i + 1))
    [ $i -gt 1 ] && LC_ALL=C comm -13 "scores.$((i - 1))" "scores.$i" | sed "s/^/$run /"
done | cmp - told && wc -l <told
dtxhh verify r.dtxhh --quiet 2>&1 | grep 'W92[67]'
for whom in council monitor institute unit:U1; do
    dtxhh report r.dtxhh -o b.xlsx --for $whom --force --quiet 2>/dev/null
    echo "$whom $(unzip -p b.xlsx xl/workbook.xml | grep -c 'Sau khi biết điểm') $(unzip -p b.xlsx xl/sharedStrings.xml | grep -c 'đọc nhầm') $(unzip -p b.xlsx xl/sharedStrings.xml | grep -cE "$serial|$(echo "$serial" | sed 's/.../&-/g')")"
done
# what the newest scoring kept must be what the scores are
cp r.dtxhh s.dtxhh && sqlite3 s.dtxhh "UPDATE score SET total = total + 1 WHERE unit = 'U2'"; dtxhh verify s.dtxhh 2>&1 | grep F943
{ echo "DROP TRIGGER outcome_no_delete; DELETE FROM outcome WHERE run = (SELECT max(run) FROM outcome);"; sqlite3 r.dtxhh "SELECT sql || ';' FROM sqlite_master WHERE name = 'outcome_no_delete'"; } >sql
sqlite3 r.dtxhh <sql; dtxhh log verify r.dtxhh 2>&1 | grep -o 'table outcome:.*now there are [0-9]*'
--- stdout
before: 1
run,who,verb,reason,scored,units
13,lan,correct,đọc nhầm,15,1
14,lan,weigh,,15,1
16,lan,correct,phiếu hỏng,18,2
17,lan,weigh,,18,2
19,b,points import,đính chính,21,1
20,lan,weigh,,21,1
22,c,define,sửa mức,24,0
4
r.dtxhh: warning: after results were known (line 10): line 13 (correct, 2025-01-01T00:00:00Z, by lan): 1 cells corrected; ballot 533-303-954-28: Q1.U1 "A" → "E" (hoa, keyed.csv, line 5); đọc nhầm [W926]
r.dtxhh: warning: after results were known (line 10): line 14 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
r.dtxhh: warning: after results were known (line 10): line 16 (correct, 2025-01-01T00:00:00Z, by lan): ballot 169-414-446-94: keying 1 (hoa, keyed.csv, line 2) withdrawn; phiếu hỏng [W926]
r.dtxhh: warning: after results were known (line 10): line 17 (weigh, 2025-01-01T00:00:00Z, by lan): 5 valid ballots weighted [W926]
r.dtxhh: warning: after results were known (line 10): line 19 (points import, 2025-01-01T00:00:00Z, by b): 1 files, 1 rows; 1 corrected; unit U2, criterion 1.1, first appraisal: points "38" → "30", by "Sở Nội vụ" → "", date "2025-01-20" → "", reason "text" → "text" (points.csv, line 6); đính chính [W926]
r.dtxhh: warning: after results were known (line 10): line 20 (weigh, 2025-01-01T00:00:00Z, by lan): 5 valid ballots weighted [W926]
r.dtxhh: warning: after results were known (line 10): line 22 (define, 2025-01-01T00:00:00Z, by c): classes B / Tốt, from: "80" becomes "81" ; sửa mức [W926]
r.dtxhh: warning: the scores of line 15, which takes in lines 13, 14, are others than those before, of 1 units: U1 82.09 → 79.93, Tốt → Khá [W927]
r.dtxhh: warning: the scores of line 18, which takes in lines 16, 17, are others than those before, of 2 units: U1 79.93 → 81.44, Khá → Tốt; U2 77.97 → 79.57 [W927]
r.dtxhh: warning: the scores of line 21, which takes in lines 19, 20, are others than those before, of 1 units: U2 79.57 → 71.57 [W927]
council 1 1 0
monitor 1 1 0
institute 1 1 0
unit:U1 0 0 0
s.dtxhh: fault: scores: what the newest scoring kept of unit "U2" (table outcome) is not what table score has [F943]
table outcome: 2 rows were written by run 24 (score, 2025-01-01T00:00:00Z, by lan), now there are 0
--- stderr
again.csv:2:3: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
again.csv:2:4: warning: unit "U2", criterion 1.1, first appraisal: 30 takes the place of 38 of 2025-01-20 [W506]
--- status 0
