# Microsoft Forms names a column of a grid by its row alone, the unit, with a number behind it where it came before, and writes
# times as the Excel of the United States does.  The answers are those of tests/data/import/files/leaders.csv.
--- run
import_issued
cat >forms.csv <<'END'
ID,Start time,Completion time,Email,Name,Mã phiếu,Sở Nội vụ,Sở Tài chính,Sở Y tế,Sở Nội vụ2,Sở Tài chính2,Sở Y tế2,Ý kiến khác,Năm công tác
1,12/31/24 9:05,12/31/24 9:15,anonymous,,17394484940,A,A,E,B,,C,Cần nhanh hơn,1998
2,1/2/25 9:05,1/2/25 9:15,anonymous,,13721788296,B,?,D,A,*,B,,
3,1/3/25 10:05,1/3/25 10:15,anonymous,,57451136721,C,B,A,C,A,E,Đồng ý: tốt,2005
END
dtxhh import i.dtxhh forms.csv --make-map map.csv --as a
cat map.csv
dtxhh import i.dtxhh forms.csv --map map.csv --channel online --as a --dry-run
echo '# the day or the month?'
sed 's,12/31/24,12/11/24,' forms.csv >either.csv
dtxhh import i.dtxhh either.csv --map map.csv --channel online --as a --dry-run
sed '4s,1/3/25,31/3/25,' forms.csv >both.csv
dtxhh import i.dtxhh both.csv --map map.csv --channel online --as a --dry-run
echo '# a grid too many: a person must say which is which'
sed '1s/Sở Y tế2/&,Sở Nội vụ3,Sở Tài chính3,Sở Y tế3/; 2,$s/\([^,]*,\)\{12\}/&A,A,A,/' forms.csv >more.csv
dtxhh import i.dtxhh more.csv --make-map more-map.csv --as a
grep Sở more-map.csv
dtxhh import i.dtxhh more.csv --map more-map.csv --channel online --as a
sed -i 's/^\(Sở [^,2]*\),,/\1,Q1,/; s/^\(Sở [^,]*2\),,/\1,Q2,/; s/^\(Sở [^,]*3\),[^,]*,[^,]*/\1,-,/' more-map.csv
dtxhh import i.dtxhh more.csv --map more-map.csv --channel online --as a
--- stdout
﻿column,question,unit,answer,option,note
ID,-,,,,
Start time,started,,,,
Completion time,ended,,,,
Email,-,,,,
Name,-,,,,
Mã phiếu,serial,,,,
Sở Nội vụ,Q1,U1,,,a guess: Điều hành thế nào? | Sở Nội vụ
Sở Tài chính,Q1,U2,,,a guess: Điều hành thế nào? | Sở Tài chính
Sở Y tế,Q1,U3,,,a guess: Điều hành thế nào? | Sở Y tế
Sở Nội vụ2,Q2,U1,,,a guess: Phối hợp thế nào? | Sở Nội vụ
Sở Tài chính2,Q2,U2,,,a guess: Phối hợp thế nào? | Sở Tài chính
Sở Y tế2,Q2,U3,,,a guess: Phối hợp thế nào? | Sở Y tế
Ý kiến khác,Q3,,,,Ý kiến khác
Năm công tác,Q4,,,,Năm công tác
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
# the day or the month?
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
# a grid too many: a person must say which is which
Sở Nội vụ,,U1,,,names a unit only: fill in the question whose grid it stands in
Sở Tài chính,,U2,,,names a unit only: fill in the question whose grid it stands in
Sở Y tế,,U3,,,names a unit only: fill in the question whose grid it stands in
Sở Nội vụ2,,U1,,,names a unit only: fill in the question whose grid it stands in
Sở Tài chính2,,U2,,,names a unit only: fill in the question whose grid it stands in
Sở Y tế2,,U3,,,names a unit only: fill in the question whose grid it stands in
Sở Nội vụ3,,U1,,,names a unit only: fill in the question whose grid it stands in
Sở Tài chính3,,U2,,,names a unit only: fill in the question whose grid it stands in
Sở Y tế3,,U3,,,names a unit only: fill in the question whose grid it stands in
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
--- stderr
"map.csv": 14 columns, 8 of them questions; look at it, 6 of its rows are guesses and 0 must be filled in, then import with --map
a dry run: nothing was changed
either.csv:2:2: warning: "12/11/24 9:05" can be day/month or month/day, and the column does not say which; expected 31/12/2024 08:15:00 or 2024-12-31 08:15:00; the speed of keying is not looked at there [W409]
a dry run: nothing was changed
both.csv:3:2: warning: "1/2/25 9:05" can be day/month or month/day, and the column does not say which; expected 31/12/2024 08:15:00 or 2024-12-31 08:15:00; the speed of keying is not looked at there [W409]
a dry run: nothing was changed
"more-map.csv": 17 columns, 2 of them questions; look at it, 0 of its rows are guesses and 9 must be filled in, then import with --map
more-map.csv:8:2: fault: nothing says what column "Sở Nội vụ" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:9:2: fault: nothing says what column "Sở Tài chính" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:10:2: fault: nothing says what column "Sở Y tế" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:11:2: fault: nothing says what column "Sở Nội vụ2" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:12:2: fault: nothing says what column "Sở Tài chính2" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:13:2: fault: nothing says what column "Sở Y tế2" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:14:2: fault: nothing says what column "Sở Nội vụ3" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:15:2: fault: nothing says what column "Sở Tài chính3" is; expected a question, a field such as serial, or `-` [F428]
more-map.csv:16:2: fault: nothing says what column "Sở Y tế3" is; expected a question, a field such as serial, or `-` [F428]
dtxhh: faults: 9, warnings: 0; nothing was changed
line 6 of the log, hash <checked>
--- status 0
