# points import: who appraises, in which order, on which step, and what takes the place of what.
#
# xa-2024: 1.1 has 10 points in steps of 0.25 and is appraised by Phòng Nội vụ.  33 % of 10 is 3.3, 32.5 % is 3.25.
--- run
new() { rm -f "$1.dtxhh" && dtxhh new "$1.dtxhh" --definition "$ROOT/examples/$2/definition" --as a --quiet; }
points() { printf 'unit,criterion,stage,points,percent,by,date,reason\n%s\n' "$1" >"$2"; }
take() { dtxhh points import "$@" --as a --quiet; echo "status $?"; }
new x xa-2024
echo "== who"
points 'XA1,1.1,self,5,,UBND xã An Bình,2024-12-10,
XA1,1.1,first,4,,UBND XÃ AN BÌNH,2024-12-20,
XA2,1.1,first,4,,XA2,2024-12-20,
XA3,1.1,second,4,,Nguyễn Văn A (UBND xã An Phú),2024-12-20,
XA4,1.1,check,4,,UBND xã An Sơn,2024-12-20,' own.csv
take x.dtxhh own.csv
points 'XA1,1.1,first,4,,Phòng Tài chính,2024-12-20,
XA1,1.2,first,4,,Trần Thị B (Phòng Nội vụ),2024-12-20,
XA2,1.1,first,4,,,2024-12-20,' other.csv
take x.dtxhh other.csv
# Seen and accepted, it stands with the run.
new x xa-2024
dtxhh points import x.dtxhh other.csv --as a --quiet --accept W504; echo "status $?"
dtxhh points import x.dtxhh other.csv --as a --accept W504 --reason 'Phòng Nội vụ ủy quyền'; echo "status $?"
sqlite3 x.dtxhh "SELECT code, warnings FROM accepted"
# The definition may name the unit itself: that is said.
new s so-huyen-2024
points 'SNV,1.1,first,10,,Sở Nội vụ,2024-12-20,' itself.csv
take s.dtxhh itself.csv
# A body in a list of several.
cp -r "$ROOT/examples/xa-2024/definition" d && sed -i '/1.1,/s/Phòng Nội vụ/Thanh tra huyện; Phòng Nội vụ/' d/criteria.csv
dtxhh new l.dtxhh --definition d --as a --quiet
points 'XA1,1.1,first,4,,Phòng Nội vụ,2024-12-20,
XA2,1.1,first,4,,Thanh tra huyện; Phòng Nội vụ,2024-12-20,' list.csv
take l.dtxhh list.csv
# A body whose name has a comma in it, and a person of it.
sed -i '/1.1,/s/Thanh tra huyện; Phòng Nội vụ/"Phòng Nội vụ, Lao động"/' d/criteria.csv && dtxhh new c.dtxhh --definition d --as a --quiet
points 'XA1,1.1,first,4,,"Nguyễn Văn A (Phòng Nội vụ, Lao động)",2024-12-20,
XA2,1.1,first,4,,"Phòng Nội vụ, Lao động",2024-12-20,
XA3,1.1,first,4,,"Phòng Nội vụ",2024-12-20,' comma.csv
take c.dtxhh comma.csv
echo "== order"
new x xa-2024
points 'XA1,1.1,self,5,,,2024-12-10,
XA1,1.1,check,5,,,2024-12-09,
XA1,1.1,first,4,,,2024-12-05,thiếu
XA1,1.1,explanation,,,,2024-12-01,giải trình
XA1,1.1,second,5,,,2024-11-01,được
XA2,1.1,self,5,,,2024-12-10,
XA2,1.1,first,5,,,2024-12-10,
XA3,1.1,second,5,,,2024-12-05,
XA3,1.1,self,5,,,2024-12-10,
XA4,1.1,self,5,,,,
XA4,1.1,first,5,,,2024-12-01,' dates.csv
take x.dtxhh dates.csv
points 'XA1,1.1,self,5,,,2024-12-10,' self.csv
points 'XA1,1.1,first,4,,,2024-12-09,thiếu' first.csv
take x.dtxhh self.csv
take x.dtxhh first.csv
echo "== step"
points 'XA1,1.1,second,,33,,2024-12-20,
XA2,1.1,second,,32.5,,2024-12-20,
XA3,1.1,second,9.3,,,2024-12-20,' step.csv
take x.dtxhh step.csv
echo "== what is not scored, what cannot be"
points 'XA1,2.3,outside,10,,,2024-12-20,' none.csv
take x.dtxhh none.csv
new s so-huyen-2024
printf 'unit,criterion,stage,percent,se,n\nSNV,4,outside,80,-1.2,-300\nSTP,4,outside,80,150,0\nSYT,4,outside,80,1,2.5\nBDT,4,outside,80,1,300\n' >se.csv
take s.dtxhh se.csv
echo "== in whose place"
new x xa-2024
points 'XA1,1.1,first,8.5,,Phòng Nội vụ,2024-12-20,
XA1,1.2,self,8,,,2024-12-10,
XA1,3.1,first,15,,,2024-12-20,' first.csv
take x.dtxhh first.csv
points 'XA1,1.1,first,5,,Phòng Nội vụ,2024-12-21,
XA1,3.1,first,15,,,2024-12-20,' again.csv
take x.dtxhh again.csv
points 'XA1,1.1,first,5,,Phòng Nội vụ,2024-12-21,Rà soát lại
XA1,1.2,self,,85,,2024-12-12,' reason.csv
take x.dtxhh reason.csv
take x.dtxhh reason.csv --correct --reason 'rà soát lại'
echo "== a unit's form"
new x xa-2024
dtxhh template points form.xlsx --round x.dtxhh --unit XA1 --quiet
# fill NUMBER CELL AFTER VALUE...: cells of a sheet as the unit types them, in place of what stands there or after a cell.
fill() {
    sheet=xl/worksheets/sheet$1.xml; shift
    unzip -o -q form.xlsx "$sheet"
    while [ $# -gt 0 ]; do
        cell="<c r=\"$1\" t=\"inlineStr\"><is><t>$3</t></is></c>"
        here=$([ "$2" != - ] || echo "$cell")
        sed -i -E "s#<c r=\"$1\"[^>]*>(<v>[^<]*</v>|<is><t>[^<]*</t></is>)</c>#$here#
            s#<c r=\"$2\"[^>]*>(<v>[^<]*</v>|<is><t>[^<]*</t></is>)</c>#&$cell#" "$sheet"
        shift 3
    done
    zip -q form.xlsx "$sheet"
}
fill 3 E2 D2 5 E3 D3 6 E4 D4 7 E5 D5 8 A4 - XA2 D5 - 'thẩm định lần 2'
fill 4 F2 B2 'Kế hoạch' F3 B3 'Báo cáo' A3 - XA2
take x.dtxhh form.xlsx
fill 3 A4 - XA1 D5 - 'tự chấm'
fill 4 A3 - XA1
take x.dtxhh form.xlsx
dtxhh show x.dtxhh points | cut -d, -f1-5
echo "== no English among Vietnamese"
printf 'đơn vị,tiêu chí,bước,điểm,lý do,ngày\nXA1,1.1,self,abc,,\nXA1,1.2,giải trình,,,\nXA1,2.1,thẩm định,1,,\nXA1,2.2,self,1,,hôm qua\n' >vi.csv
dtxhh points import x.dtxhh vi.csv --as a --lang vi; echo "status $?"
echo "== an explanation is words"
new e xa-2024
points 'XA1,1.1,explanation,3,,UBND xã An Bình,2024-12-21,
XA1,1.2,explanation,3,,UBND xã An Bình,2024-12-21,đủ hồ sơ' figure.csv
take e.dtxhh figure.csv
echo "== SIPAS of the round's own ballots"
new h hanoi-2024
points 'CHQ,8.1.1,outside,5,,,2024-12-20,' sipas.csv
take h.dtxhh sipas.csv
echo "== percents: 65 and 55 of 10 points"
new p xa-2024
points 'XA1,1.1,self,,65,,2024-12-10,
XA1,1.1,first,,55,Phòng Nội vụ,2024-12-20,thiếu' percent.csv
take p.dtxhh percent.csv
dtxhh show p.dtxhh appraisal --csv | awk -F, '/^XA1,1.1,/ { print $6, $8, $11, $13 }'
--- stdout
== who
status 1
status 0
status 2
files,rows
1,3
status 0
W504|1
status 0
status 0
status 0
== order
status 1
status 0
status 1
== step
status 1
== what is not scored, what cannot be
status 1
status 1
== in whose place
status 0
status 1
status 1
status 0
== a unit's form
status 1
status 0
unit,criterion,group,stage,points
XA1,1.1,,self,5
XA1,1.2,,self,6
XA1,2.1,,self,7
XA1,2.2,,self,8
== no English among Vietnamese
status 1
== an explanation is words
status 1
== SIPAS of the round's own ballots
status 1
== percents: 65 and 55 of 10 points
status 0
6.5 5.5 5.5 -1
--- stderr
own.csv:3:6: fault: unit "XA1", criterion 1.1: a unit cannot appraise itself; "Phòng Nội vụ" does [F510]
own.csv:3:8: warning: unit "XA1", criterion 1.1: first appraisal gives 4 after self score of 5, and no reason [W507]
own.csv:4:6: fault: unit "XA2", criterion 1.1: a unit cannot appraise itself; "Phòng Nội vụ" does [F510]
own.csv:5:6: fault: unit "XA3", criterion 1.1: a unit cannot appraise itself; "Phòng Nội vụ" does [F510]
own.csv:6:6: fault: unit "XA4", criterion 1.1: a unit cannot appraise itself; "Phòng Nội vụ" does [F510]
dtxhh: faults: 4, warnings: 1; nothing was changed
other.csv:2:6: warning: unit "XA1", criterion 1.1: appraised by "Phòng Tài chính", not by "Phòng Nội vụ" [W504]
other.csv:4:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
dtxhh: --accept needs --reason: why the warnings do not matter
other.csv:4:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
1 warnings of code W504, accepted
line 2 of the log, hash <checked>
itself.csv:2:6: warning: unit "SNV", criterion 1.1: the unit appraises itself, as the definition has it [W505]
comma.csv:4:6: warning: unit "XA3", criterion 1.1: appraised by "Phòng Nội vụ", not by "Phòng Nội vụ, Lao động" [W504]
dates.csv:3:6: warning: appraisals that do not say who appraised, though the definition names who does: 6; the first is here [W508]
dates.csv:3:7: fault: unit "XA1", criterion 1.1: check on the spot is dated 2024-12-09, before self score of 2024-12-10 [F511]
dates.csv:4:7: fault: unit "XA1", criterion 1.1: first appraisal is dated 2024-12-05, before self score of 2024-12-10 [F511]
dates.csv:5:7: fault: unit "XA1", criterion 1.1: explanation is dated 2024-12-01, before first appraisal of 2024-12-05 [F511]
dates.csv:6:7: fault: unit "XA1", criterion 1.1: second appraisal is dated 2024-11-01, before explanation of 2024-12-01 [F511]
dates.csv:9:7: fault: unit "XA3", criterion 1.1: second appraisal is dated 2024-12-05, before self score of 2024-12-10 [F511]
dtxhh: faults: 5, warnings: 1; nothing was changed
first.csv:2:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
first.csv:2:7: fault: unit "XA1", criterion 1.1: first appraisal is dated 2024-12-09, before self score of 2024-12-10 [F511]
dtxhh: faults: 1, warnings: 1; nothing was changed
step.csv:2:5: fault: criterion "1.1" has 3.3 points; expected a multiple of 0.25 [F504]
step.csv:3:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
step.csv:4:4: fault: criterion "1.1" has 9.3 points; expected a multiple of 0.25 [F504]
dtxhh: faults: 2, warnings: 1; nothing was changed
none.csv:2:2: fault: criterion "2.3" is not scored: no survey is held (survey = none) [F505]
dtxhh: faults: 1, warnings: 0; nothing was changed
se.csv:2:5: fault: column "se" has "-1.2"; expected 0 … 100 [F504]
se.csv:2:6: fault: column "n" has "-300"; expected a whole number from 1 [F504]
se.csv:3:5: fault: column "se" has "150"; expected 0 … 100 [F504]
se.csv:3:6: fault: column "n" has "0"; expected a whole number from 1 [F504]
se.csv:4:6: fault: column "n" has "2.5"; expected a whole number from 1 [F504]
dtxhh: faults: 5, warnings: 0; nothing was changed
first.csv:4:6: warning: appraisals that do not say who appraised, though the definition names who does: 1; the first is here [W508]
again.csv: warning: 1 rows are in the round already and unchanged; they are passed over [W511]
again.csv:2:4: fault: unit "XA1", criterion 1.1, first appraisal stands in first.csv, line 2, with other values: points "8.5" → "5", date "2024-12-20" → "2024-12-21"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 1, warnings: 1; nothing was changed
reason.csv:2:4: fault: unit "XA1", criterion 1.1, first appraisal stands in first.csv, line 2, with other values: points "8.5" → "5", date "2024-12-20" → "2024-12-21", reason "" → "Rà soát lại"; `--correct --reason TEXT` takes those here in their place [F512]
reason.csv:3:4: fault: unit "XA1", criterion 1.2, self score stands in first.csv, line 3, with other values: points "8" → "", percent "" → "85", date "2024-12-10" → "2024-12-12"; `--correct --reason TEXT` takes those here in their place [F512]
dtxhh: faults: 2, warnings: 0; nothing was changed
reason.csv:2:4: warning: unit "XA1", criterion 1.1, first appraisal: 5 takes the place of 8.5 of 2024-12-20 [W506]
reason.csv:3:5: warning: unit "XA1", criterion 1.2, self score: 85 % takes the place of 8 of 2024-12-10 [W506]
form.xlsx:Điểm:4:1: fault: this is the form of unit "XA1"; the row is of unit "XA2" [F510]
form.xlsx:Điểm:5:4: fault: this is the form of unit "XA1", which scores itself and explains; stage second appraisal is another body's [F510]
form.xlsx:Điểm:5:9: fault: unit "XA1", criterion 2.2: a unit cannot appraise itself; "Văn phòng HĐND và UBND" does [F510]
form.xlsx:Tài liệu kiểm chứng:3:1: fault: this is the form of unit "XA1"; the row is of unit "XA2" [F510]
dtxhh: faults: 4, warnings: 0; nothing was changed
form.xlsx: warning: self scores without a document or a note: 2, the first is XA1 2.1; `dtxhh show ROUND appraisal` lists them [W503]
vi.csv:2:4: lỗi: cột "điểm" có giá trị "abc"; cần số như 12.5, nhiều nhất chín chữ số thập phân [F503]
vi.csv:3:4: cảnh báo: đơn vị "XA1", tiêu chí 1.2: giải trình để trống; dòng được bỏ qua [W501]
vi.csv:4:3: lỗi: cột "bước" có giá trị "thẩm định"; cần tự chấm, kiểm tra, thẩm định lần 1, giải trình, thẩm định lần 2, số liệu từ bên ngoài [F506]
vi.csv:5:6: lỗi: cột "ngày" có giá trị "hôm qua"; cần ngày như 2024-12-31 hoặc 31/12/2024 [F503]
dtxhh: lỗi: 3, cảnh báo: 1; không có gì thay đổi
figure.csv:2:8: fault: an explanation needs its text in "reason" [F503]
figure.csv:3:4: fault: an explanation gives no points; those of the second appraisal count [F503]
dtxhh: faults: 2, warnings: 0; nothing was changed
sipas.csv:2:2: fault: criterion "8.1.1" is scored by this round's SIPAS ballots, not from outside [F505]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
