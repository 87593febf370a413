# What a monitoring team found: imported, answered later, kept as it was; a row that is in already is passed over, one with
# other words is named, or comes in with a reason.
--- run
tiny_issued
say() { echo "== $*" | sed 's/ --as .*//'; dtxhh "$@" 2>&1 | grep -v ' of the log, hash '; }
found() { printf 'code,team,date,place,office,finding,answer,settled\n%s\n' "$1" >"$2"; }
found 'G1,Đoàn số 2,20/12/2024,xã An Khánh,Bưu cục 1,phiếu để ngoài tủ,,
G2,Đoàn số 2,21/12/2024,,,"thiếu chữ ký, 3 phiếu",,' 1.csv
found 'G1,Đoàn số 2,20/12/2024,xã An Khánh,Bưu cục 1,phiếu để ngoài tủ,đã đưa vào tủ,24/12/2024
G2,Đoàn số 2,21/12/2024,,,"thiếu chữ ký, 3 phiếu",,' 2.csv
printf 'Mã,Ngày giám sát,Phát hiện,Trả lời\ng1,20-12-2024,phiếu để ngoài tủ,đã khóa tủ\n' >3.csv
found 'G3,,20/12/2024,,,,,
,,21/12/2024,,,x,,
G4,,32/12/2024,,,x,,
G5,,,,,x,,
G6,,20/12/2024,,,x,y,19/12/2024
G7,,20/12/2024,,,x,,25/12/2024
g7,,20/12/2024,,,z,y,25/12/2024' bad.csv
say findings import r.dtxhh 1.csv --as a
say findings import r.dtxhh 2.csv --as a
say findings import r.dtxhh 3.csv --as a
say findings import r.dtxhh 3.csv --correct --as a
say findings import r.dtxhh 3.csv --correct --reason 'trả lời lại' --as a
say findings import r.dtxhh bad.csv --as a
printf 'code,date,finding\n' >none.csv
say findings import r.dtxhh none.csv --as a
say show r.dtxhh findings --csv
sqlite3 r.dtxhh "SELECT verb, detail FROM log WHERE verb LIKE 'find%'"
say correct r.dtxhh --run $(sqlite3 r.dtxhh "SELECT run FROM source WHERE file = '3.csv'") --reason 'nhầm' --as a
say show r.dtxhh findings --csv
dtxhh-verify r.dtxhh | grep SAI || :
echo '# an office that is none'
mkdir d && cp "$TINY"/definition/*.csv d && printf 'code,name\nBC1,Bưu cục 1\n' >d/offices.csv
dtxhh new o.dtxhh --definition d --as a --quiet
say findings import o.dtxhh 1.csv --as a
found 'G1,,20/12/2024,,BC7,x,,' bad.csv
say findings import o.dtxhh bad.csv --as a
say show o.dtxhh findings --csv
--- stdout
== findings import r.dtxhh 1.csv
files,findings
1,2
== findings import r.dtxhh 2.csv
files,findings
1,1
2.csv: warning: 1 findings are in the round already and unchanged; they are passed over [W457]
== findings import r.dtxhh 3.csv
3.csv:2:4: fault: finding "G1" stands in the round with other words: Trả lời "đã đưa vào tủ" → "đã khóa tủ"; `--correct --reason TEXT` takes those here in their place [F448]
dtxhh: faults: 1, warnings: 0; nothing was changed
== findings import r.dtxhh 3.csv --correct
dtxhh: --correct needs --reason: why what stood there was wrong
== findings import r.dtxhh 3.csv --correct --reason trả lời lại
files,findings
1,1
== findings import r.dtxhh bad.csv
bad.csv:2:6: fault: column "finding" is empty; a finding needs it [F447]
bad.csv:3:1: fault: column "code" is empty; a finding needs it [F447]
bad.csv:4:3: fault: column "date" has "32/12/2024"; expected a date such as 2024-12-31 or 31/12/2024 [F447]
bad.csv:5:3: fault: column "date" is empty; a finding needs it [F447]
bad.csv:6:8: fault: finding "G6" was settled on 2024-12-19, before it was found on 2024-12-20 [F447]
bad.csv:7:7: warning: finding "G7" was settled, and nobody says how [W456]
bad.csv:8:1: fault: finding "g7" stands in bad.csv:7 already [F448]
dtxhh: faults: 6, warnings: 1; nothing was changed
== findings import r.dtxhh none.csv
none.csv: fault: there is no finding in it [F449]
dtxhh: faults: 1, warnings: 0; nothing was changed
== show r.dtxhh findings --csv
code,team,date,place,office,finding,answer,settled,run
G1,Đoàn số 2,2024-12-20,xã An Khánh,Bưu cục 1,phiếu để ngoài tủ,đã khóa tủ,2024-12-24,8
G2,Đoàn số 2,2024-12-21,,,"thiếu chữ ký, 3 phiếu",,,6
findings import|1 files, 2 findings
findings import|1 files, 1 findings; 1 in the round already
findings import|1 files, 1 findings; G1: Trả lời "đã đưa vào tủ" → "đã khóa tủ"
== correct r.dtxhh --run 8 --reason nhầm
withdrawn: 1 rows; they stay in the round, `dtxhh show ROUND withdrawals` lists them
== show r.dtxhh findings --csv
code,team,date,place,office,finding,answer,settled,run
G1,Đoàn số 2,2024-12-20,xã An Khánh,Bưu cục 1,phiếu để ngoài tủ,đã đưa vào tủ,2024-12-24,7
G2,Đoàn số 2,2024-12-21,,,"thiếu chữ ký, 3 phiếu",,,6
# an office that is none
== findings import o.dtxhh 1.csv
files,findings
1,2
== findings import o.dtxhh bad.csv
bad.csv:2:5: fault: office "BC7" is not in the definition [F447]
dtxhh: faults: 1, warnings: 0; nothing was changed
== show o.dtxhh findings --csv
code,team,date,place,office,finding,answer,settled,run
G1,Đoàn số 2,2024-12-20,xã An Khánh,BC1,phiếu để ngoài tủ,,,2
G2,Đoàn số 2,2024-12-21,,,"thiếu chữ ký, 3 phiếu",,,2
--- stderr
--- status 0
