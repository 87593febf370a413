# Points sent again, fuller: a row that is in already is passed over and counted, one with other values is named cell by
# cell, or comes in with a reason; what stood there stays, in the list, the log and the figure's explanation. A figure by a
# percentage, a group's, a document, a table with a column for each criterion: the same.
--- run
tiny_keyed
say() { dtxhh "$@" 2>&1 | sed 's/[0-9a-f]\{64\}/HASH/g'; }
points() { printf 'unit,criterion,stage,points,percent,by,date,reason\n%s\n' "$1" >"$2"; }
points 'U1,1.1,first,35,,Sở Nội vụ,2024-12-20,
U1,2.2,outside,8,,,,' monday.csv
points 'U1,1.1,first,35,,Sở Nội vụ,2024-12-20,
U1,2.2,outside,8,,,,
U2,1.1,first,40,,Sở Nội vụ,20/12/2024,
U2,2.2,outside,,50,,,' tuesday.csv
say points import r.dtxhh monday.csv --as a
say points import r.dtxhh tuesday.csv --as a
# nothing is new, though the file is another
sed 's/40,/40.0,/; s/20.12.2024/2024-12-20/' tuesday.csv >wednesday.csv
say points import r.dtxhh wednesday.csv --as a
# one cell, and one that is a day
sed 's/,50,/,55,/; 2s/-20/-21/' tuesday.csv >thursday.csv
say points import r.dtxhh thursday.csv --as a
say points import r.dtxhh thursday.csv --correct --as a
say points import r.dtxhh thursday.csv --correct --reason 'gõ nhầm' --as a
say show r.dtxhh points --csv | grep -E ',first|U2,2.2'
dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null; dtxhh score r.dtxhh --as a --quiet 2>/dev/null
say explain r.dtxhh U2 2.2 | grep '%'
# withdrawn, the correction leaves what stood before
say correct r.dtxhh --run $(sqlite3 r.dtxhh "SELECT run FROM source WHERE file = 'thursday.csv'") --reason 'không nhầm' --as a
sqlite3 r.dtxhh "SELECT unit, points, percent, date FROM points_now ORDER BY unit, criterion"
# a column for each criterion
printf 'unit,1.1\nU1,35\nU2,39\n' >wide.csv
say points import r.dtxhh wide.csv --stage first --as a
printf 'unit,by,date,1.1\nU1,Sở Nội vụ,2024-12-20,35\nU2,Sở Nội vụ,2024-12-20,39\n' >wide.csv
say points import r.dtxhh wide.csv --stage first --as a
printf 'unit,by,date,1.1\nU1,Sở Nội vụ,2024-12-20,35\nU2,Sở Nội vụ,2024-12-20,40\n' >wide.csv
say points import r.dtxhh wide.csv --stage first --as a
# documents
printf 'unit,criterion,number,title,date\nU1,1.1,12,Plan,2024-01-05\n' >one.csv
printf 'unit,criterion,number,title,date\nU1,1.1,12,Plan,05/01/2024\nU1,1.1,13,Report,\n' >two.csv
printf 'unit,criterion,number,title,date\nU1,1.1,12,Plan,06/01/2024\nU1,1.1,14,Note,\n' >three.csv
say points import r.dtxhh one.csv --as a
say points import r.dtxhh two.csv --as a
say points import r.dtxhh three.csv --as a
# one that is brought with another day takes the place of the one before, which stays in the file; and the same once more
say points import r.dtxhh three.csv --as a --correct --reason 'sai ngày'
say points import r.dtxhh three.csv --as a --correct --reason 'lần nữa'
tail -n +1 three.csv >again.csv; echo >>again.csv; say points import r.dtxhh again.csv --as a
sqlite3 r.dtxhh "SELECT number, date, title FROM evidence_now ORDER BY 1; SELECT count(*) FROM evidence"
# withdrawn, the first counts again
dtxhh correct r.dtxhh --run "$(sqlite3 r.dtxhh "SELECT max(number) FROM log WHERE reason = 'sai ngày'")" --reason 'đúng ngày cũ' --as a --quiet 2>/dev/null
sqlite3 r.dtxhh "SELECT number, date, title FROM evidence_now ORDER BY 1"
printf 'unit,criterion,number,title,date\nU1,1.1,12,Plan B,2024-01-05\n' >four.csv; say points import r.dtxhh four.csv --as a
cp four.csv four-b.csv; echo >>four-b.csv; say points import r.dtxhh four-b.csv --as a --correct --reason 'đổi tên'; sqlite3 r.dtxhh "SELECT number, date, title FROM evidence_now ORDER BY 1"
sed 's/,12,/,15,/' four.csv >five.csv; say points import r.dtxhh five.csv --as a
dtxhh show r.dtxhh log --csv | grep ,points | cut -d, -f5-
dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null; dtxhh score r.dtxhh --as a --quiet 2>/dev/null
dtxhh verify r.dtxhh
--- stdout
files,rows
1,2
line 7 of the log, hash <checked>
files,rows
1,2
tuesday.csv: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
line 8 of the log, hash <checked>
files,rows
1,0
wednesday.csv: warning: 4 rows are in the round already and unchanged; they are passed over [W511]
line 9 of the log, hash <checked>
thursday.csv: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
thursday.csv:2:7: fault: unit "U1", criterion 1.1, first appraisal stands in monday.csv, line 2, with other values: date "2024-12-20" → "2024-12-21"; `--correct --reason TEXT` takes those here in their place [F512]
thursday.csv:5:5: fault: unit "U2", criterion 2.2, figure from outside stands in tuesday.csv, line 5, with other values: percent "50" → "55"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 2, warnings: 1; nothing was changed
dtxhh: --correct needs --reason: why what stood there was wrong
files,rows
1,2
thursday.csv: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
thursday.csv:5:5: warning: unit "U2", criterion 2.2, figure from outside: 55 % takes the place of 50 % [W506]
line 10 of the log, hash <checked>
U1,1.1,,first,35,,,,Sở Nội vụ,2024-12-20,,7
U1,1.1,,first,35,,,,Sở Nội vụ,2024-12-21,,10
U2,1.1,,first,40,,,,Sở Nội vụ,2024-12-20,,8
U2,2.2,,outside,,50,,,,,,8
U2,2.2,,outside,,55,,,,,,10
Points = 55 % × 10 = 5.5 by the decision that counts (figure from outside)
     figure from outside  50 %  replaced or withdrawn by line 10 of the log, a, 2025-01-01: gõ nhầm
  →  figure from outside  55 %
withdrawn: 2 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
line 13 of the log, hash <checked>
U1|35||2024-12-20
U1|8||
U2|40||2024-12-20
U2||50|
wide.csv:2: fault: unit "U1", criterion 1.1, first appraisal stands in monday.csv, line 2, with other values: by "Sở Nội vụ" → "", date "2024-12-20" → ""; `--correct --reason TEXT` takes those here in their place [F512]
wide.csv:3:2: fault: unit "U2", criterion 1.1, first appraisal stands in tuesday.csv, line 4, with other values: 1.1 "40" → "39", by "Sở Nội vụ" → "", date "2024-12-20" → ""; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 2, warnings: 0; nothing was changed
wide.csv: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
wide.csv:3:4: fault: unit "U2", criterion 1.1, first appraisal stands in tuesday.csv, line 4, with other values: 1.1 "40" → "39"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 1, warnings: 1; nothing was changed
files,rows
1,0
wide.csv: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
line 14 of the log, hash <checked>
files,rows
1,1
line 15 of the log, hash <checked>
files,rows
1,1
two.csv: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
line 16 of the log, hash <checked>
three.csv:2:5: fault: unit "U1", criterion 1.1: this document stands in the round since run 15 with other values: date "2024-01-05" → "2024-01-06"; `--correct --reason TEXT` takes the one here in its place [F512]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows
1,2
line 17 of the log, hash <checked>
three.csv: fault: this file was imported already, as "three.csv" in run 17; nothing to do [F420]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows
1,0
again.csv: warning: 2 rows are in the round already and unchanged; they are passed over [W511]
line 18 of the log, hash <checked>
12|2024-01-06|Plan
13||Report
14||Note
4
12|2024-01-05|Plan
13||Report
four.csv:2:4: fault: unit "U1", criterion 1.1: this document stands in the round since run 15 with other values: title "Plan" → "Plan B"; `--correct --reason TEXT` takes the one here in its place [F512]
dtxhh: faults: 1, warnings: 0; nothing was changed
files,rows
1,1
line 20 of the log, hash <checked>
12|2024-01-05|Plan B
13||Report
files,rows
1,1
line 21 of the log, hash <checked>
,"1 files, 2 rows",<sha256>,-,-,fixed-time
,"1 files, 2 rows; 2 in the round already",<sha256>,-,-,fixed-time
,"1 files, 0 rows; 4 in the round already",<sha256>,-,-,fixed-time
gõ nhầm,"1 files, 2 rows; 2 in the round already; 2 corrected; unit U1, criterion 1.1, first appraisal: date ""2024-12-20"" → ""2024-12-21"" (monday.csv, line 2); unit U2, criterion 2.2, figure from outside: percent ""50"" → ""55"" (tuesday.csv, line 5)",<sha256>,-,-,fixed-time
,"1 files, 0 rows; 2 in the round already",<sha256>,-,-,fixed-time
,"1 files, 1 rows",<sha256>,-,-,fixed-time
,"1 files, 1 rows; 1 in the round already",<sha256>,-,-,fixed-time
sai ngày,"1 files, 2 rows; 1 corrected; unit U1, criterion 1.1, document: date ""2024-01-05"" → ""2024-01-06"" (run 15)",<sha256>,-,-,fixed-time
,"1 files, 0 rows; 2 in the round already",<sha256>,-,-,fixed-time
đổi tên,"1 files, 1 rows; 1 corrected; unit U1, criterion 1.1, document: title ""Plan"" → ""Plan B"" (run 15)",<sha256>,-,-,fixed-time
,"1 files, 1 rows",<sha256>,-,-,fixed-time
log, draw, weights and scores: no difference; line 23, hash <checked>
--- stderr
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
r.dtxhh: warning: after results were known (line 12): line 13 (correct, 2025-01-01T00:00:00Z, by a): run 10 (points import: thursday.csv) withdrawn: 2 rows; không nhầm [W926]
r.dtxhh: warning: after results were known (line 12): line 14 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 0 rows; 2 in the round already [W926]
r.dtxhh: warning: after results were known (line 12): line 15 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 1 rows [W926]
r.dtxhh: warning: after results were known (line 12): line 16 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 1 rows; 1 in the round already [W926]
r.dtxhh: warning: after results were known (line 12): line 17 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 2 rows; 1 corrected; unit U1, criterion 1.1, document: date "2024-01-05" → "2024-01-06" (run 15); sai ngày [W926]
r.dtxhh: warning: after results were known (line 12): line 18 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 0 rows; 2 in the round already [W926]
r.dtxhh: warning: after results were known (line 12): line 19 (correct, 2025-01-01T00:00:00Z, by a): run 17 (points import: three.csv) withdrawn: 2 rows; đúng ngày cũ [W926]
r.dtxhh: warning: after results were known (line 12): line 20 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 1 rows; 1 corrected; unit U1, criterion 1.1, document: title "Plan" → "Plan B" (run 15); đổi tên [W926]
r.dtxhh: warning: after results were known (line 12): line 21 (points import, 2025-01-01T00:00:00Z, by a): 1 files, 1 rows [W926]
r.dtxhh: warning: after results were known (line 12): line 22 (weigh, 2025-01-01T00:00:00Z, by a): 6 valid ballots weighted [W926]
r.dtxhh: warning: the scores of line 23, which takes in lines 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, are others than those before, of 1 units: U2 75.97 → 75.47 [W927]
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
--- status 0
