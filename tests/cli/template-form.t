# template form: the questionnaire for KoBo and ODK, and as a script for Google Forms. What such a form exports, its columns
# made here from the form itself as those programs make them, is imported without a map and without a warning.
--- run
import_issued
cp i.dtxhh base.dtxhh
dtxhh template form i.dtxhh f.xlsx --tool xlsform
dtxhh template form i.dtxhh f.gs --tool google
dtxhh template form i.dtxhh f.gs --tool google; echo "status $?"
cp f.gs was.gs; dtxhh template form f.gs --round i.dtxhh --tool google --force --quiet && cmp f.gs was.gs && echo "the same either way"
dtxhh template form i.dtxhh f.gs --round i.dtxhh --tool google --force; echo "status $?"
dtxhh template form i.dtxhh f.gs --tool paper --force; echo "status $?"
dtxhh template form i.dtxhh f.gs --force; echo "status $?"
dtxhh template frame f.xlsx g.xlsx; echo "status $?"
dtxhh template form nothing.dtxhh g.gs --tool google; echo "status $?"
sheet() { # workbook, number: its cells, a line a row, between bars
    unzip -p $1 xl/sharedStrings.xml | sed 's/<si>/\n&/g' | sed -n 's/.*<t[^>]*>\([^<]*\)<.*/\1/p' >strings
    unzip -p $1 xl/worksheets/sheet$2.xml | sed 's/<row /\n&/g' | grep '^<row' | sed 's/<c /\n&/g; s/$/\n/' |
        awk 'NR == FNR { word[FNR - 1] = $0; next } /^<row/ { if (line) print line; line = ""; next }
            /^<c/ { v = ""; if (match($0, /<v>[0-9]+/)) v = word[substr($0, RSTART + 3, RLENGTH - 3)]; line = line (line == "" ? "" : "|") v }
            END { print line }' strings -
}
for n in 1 2 3; do sheet f-P1.xlsx $n; done
echo "# of a type whose ballots are about one unit each"
sheet f-P2.xlsx 1 | cut -d'|' -f1-3
cat f.gs
echo "# KoBo exports group/name, ODK group-name, with columns of their own"
names() { # workbook, what stands behind a group
    sheet $1 1 | awk -F'|' -v mark="$2" 'NR > 1 && $1 == "begin_group" { group = $2 mark; next } NR > 1 && $1 == "end_group" { group = ""; next }
        NR > 1 { printf "%s%s%s", n++ ? "," : "", group, $2 }'
}
try() {
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh "$@" --channel online --as a
    dtxhh show i.dtxhh answers --csv | sed 1d | sort | diff must - && echo "the same answers"
}
sort >must <<'MUST'
17394484940,1,U1,Q1,A
17394484940,1,U2,Q1,B
17394484940,1,U3,Q1,E
17394484940,1,U1,Q2,D
17394484940,1,U2,Q2,
17394484940,1,U3,Q2,C
17394484940,1,,Q3,"nhanh, gọn"
17394484940,1,,Q4,1998
64056518949,1,U1,S1,5
64056518949,1,U1,S2,2
MUST
{ echo "$(names f-P1.xlsx /),__version__,_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,_tags,_index"
  echo '2024-12-31T08:10:00.000+07:00,2024-12-31T08:15:00.000+07:00,17394484940,A,B,E,D,,C,"nhanh, gọn",1998,v1,101,u-1,2024-12-31T01:15:30,,,submitted_via_web,,,1'; } >kobo1.csv
{ echo "$(names f-P2.xlsx /),__version__,_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,_tags,_index"
  echo '2024-12-31T08:10:00.000+07:00,2024-12-31T08:15:00.000+07:00,640-565-189-49,5,2,v1,102,u-2,2024-12-31T01:15:30,,,submitted_via_web,,,1'; } >kobo2.csv
head -1 kobo1.csv; head -1 kobo2.csv
try kobo1.csv kobo2.csv
{ echo "SubmissionDate,$(names f-P1.xlsx -),meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion"
  echo '2024-12-31T01:15:30.000Z,2024-12-31T08:10:00.000+07:00,2024-12-31T08:15:00.000+07:00,17394484940,A,B,E,D,,C,"nhanh, gọn",1998,uuid:1,uuid:1,2,app,0,0,,,d,0,1'; } >odk1.csv
{ echo "SubmissionDate,$(names f-P2.xlsx -),meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion"
  echo '2024-12-31T01:15:30.000Z,2024-12-31T08:10:00.000+07:00,2024-12-31T08:15:00.000+07:00,64056518949,5,2,uuid:2,uuid:2,2,app,0,0,,,d,0,1'; } >odk2.csv
try odk1.csv odk2.csv
echo "# Google: a column a question, of a grid a column a row"
titles() { # the function of the script
    sed -n "/^function taoPhieu$1(/,/^}/p" f.gs | awk '
        match($0, /setTitle\("[^"]*"/) { title = substr($0, RSTART + 10, RLENGTH - 11); grid = /GridItem/; if (!grid) printf ",\"%s\"", title }
        grid && match($0, /setRows\(\[.*\]\)/) { n = split(substr($0, RSTART + 9, RLENGTH - 11), row, /", "/)
            for (i = 1; i <= n; i++) { gsub(/"/, "", row[i]); printf ",\"%s [%s]\"", title, row[i] } }'
}
{ echo "Dấu thời gian$(titles 1)"; echo '31/12/2024 08:15:00,17394484940,Tốt,Khá,Không có ý kiến,Kém,,Trung bình,"nhanh, gọn",1998'; } >g1.csv
{ echo "Timestamp$(titles 2)"; echo '31/12/2024 08:15:00,64056518949,Rất hài lòng,Không hài lòng'; } >g2.csv
head -1 g1.csv; head -1 g2.csv
try g1.csv g2.csv
echo "# a column that the form does not have, and the twin"
sed '1s/_notes/ghi_chep/' kobo1.csv >other.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh other.csv --channel online --as a; echo "status $?"
dtxhh import i.dtxhh kobo1.csv --channel online --as a; echo "status $?"
echo "# nor one that names people"
sed '1s/_notes/Email/' kobo1.csv >other.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh other.csv --channel online --as a; echo "status $?"
echo "# where nobody asks by the form's names, its program's columns are no less unknown than before"
printf 'serial,S1,S2,_uuid\n64056518949,5,2,u\n' >keyed.csv
dtxhh import i.dtxhh keyed.csv --as a; echo "status $?"
--- stdout
status 3
the same either way
status 2
status 2
status 2
status 2
status 3
type|name|label|required|appearance|constraint|hint|constraint_message
start|start|||
end|end|||
text|ma_phieu|Mã phiếu|yes||regex(., '^[0-9]{3}-?[0-9]{3}-?[0-9]{3}-?[0-9]{2}$')|Mã 11 chữ số ghi trên thư mời hoặc trên phiếu|Mã phiếu gồm 11 chữ số
begin_group|nhom_Q1|Điều hành thế nào?||table-list
select_one s_M4|Q1_U1|Sở Nội vụ||
select_one s_M4|Q1_U2|Sở Tài chính||
select_one s_M4|Q1_U3|Sở Y tế||
end_group||||
begin_group|nhom_Q2|Phối hợp thế nào?||table-list
select_one s_M4|Q2_U1|Sở Nội vụ||
select_one s_M4|Q2_U2|Sở Tài chính||
select_one s_M4|Q2_U3|Sở Y tế||
end_group||||
text|Q3|Ý kiến khác||
decimal|Q4|Năm công tác||
list_name|name|label
s_M4|A|Tốt
s_M4|B|Khá
s_M4|C|Trung bình
s_M4|D|Kém
s_M4|E|Không có ý kiến
form_title|form_id
Đợt thử nạp phiếu: Phiếu lãnh đạo|phieu_P1
# of a type whose ballots are about one unit each
type|name|label
start|start|
end|end|
text|ma_phieu|Mã phiếu
select_one s_HL|S1|Hài lòng với kết quả?
select_one s_HL|S2|Hài lòng với thái độ?
// Dán vào script.google.com (Dự án mới), rồi chạy taoBieuMau: mỗi mẫu phiếu thành một Google Biểu mẫu.
// Đừng sửa tên câu hỏi: tệp trả lời tải về (.csv) được nạp bằng dtxhh import ĐỢT.dtxhh TỆP.csv --channel online.
function taoBieuMau() {
  taoPhieu1();
  taoPhieu2();
}

function taoPhieu1() { // P1
  var form = FormApp.create("Đợt thử nạp phiếu: Phiếu lãnh đạo");
  form.addTextItem().setTitle("Mã phiếu").setHelpText("Mã 11 chữ số ghi trên thư mời hoặc trên phiếu").setRequired(true)
    .setValidation(FormApp.createTextValidation().requireTextMatchesPattern("^[0-9]{3}-?[0-9]{3}-?[0-9]{3}-?[0-9]{2}$").build());
  form.addGridItem().setTitle("Q1. Điều hành thế nào?").setRequired(false)
    .setRows(["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"])
    .setColumns(["Tốt", "Khá", "Trung bình", "Kém", "Không có ý kiến"]);
  form.addGridItem().setTitle("Q2. Phối hợp thế nào?").setRequired(false)
    .setRows(["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"])
    .setColumns(["Tốt", "Khá", "Trung bình", "Kém", "Không có ý kiến"]);
  form.addParagraphTextItem().setTitle("Q3. Ý kiến khác").setRequired(false);
  form.addTextItem().setTitle("Q4. Năm công tác").setRequired(false)
    .setValidation(FormApp.createTextValidation().requireNumber().build());
  Logger.log("Biểu mẫu: " + form.getEditUrl());
}

function taoPhieu2() { // P2
  var form = FormApp.create("Đợt thử nạp phiếu: Phiếu người dân");
  form.addTextItem().setTitle("Mã phiếu").setHelpText("Mã 11 chữ số ghi trên thư mời hoặc trên phiếu").setRequired(true)
    .setValidation(FormApp.createTextValidation().requireTextMatchesPattern("^[0-9]{3}-?[0-9]{3}-?[0-9]{3}-?[0-9]{2}$").build());
  form.addMultipleChoiceItem().setTitle("S1. Hài lòng với kết quả?").setRequired(false)
    .setChoiceValues(["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]);
  form.addMultipleChoiceItem().setTitle("S2. Hài lòng với thái độ?").setRequired(false)
    .setChoiceValues(["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]);
  Logger.log("Biểu mẫu: " + form.getEditUrl());
}
# KoBo exports group/name, ODK group-name, with columns of their own
start,end,ma_phieu,nhom_Q1/Q1_U1,nhom_Q1/Q1_U2,nhom_Q1/Q1_U3,nhom_Q2/Q2_U1,nhom_Q2/Q2_U2,nhom_Q2/Q2_U3,Q3,Q4,__version__,_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,_tags,_index
start,end,ma_phieu,S1,S2,__version__,_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,_tags,_index
files,rows,entries,events,encoding,layout
2,2,2,0,UTF-8,ballots
the same answers
files,rows,entries,events,encoding,layout
2,2,2,0,UTF-8,ballots
the same answers
# Google: a column a question, of a grid a column a row
Dấu thời gian,"Mã phiếu","Q1. Điều hành thế nào? [Sở Nội vụ]","Q1. Điều hành thế nào? [Sở Tài chính]","Q1. Điều hành thế nào? [Sở Y tế]","Q2. Phối hợp thế nào? [Sở Nội vụ]","Q2. Phối hợp thế nào? [Sở Tài chính]","Q2. Phối hợp thế nào? [Sở Y tế]","Q3. Ý kiến khác","Q4. Năm công tác"
Timestamp,"Mã phiếu","S1. Hài lòng với kết quả?","S2. Hài lòng với thái độ?"
files,rows,entries,events,encoding,layout
2,2,2,0,UTF-8,ballots
the same answers
# a column that the form does not have, and the twin
status 1
files,rows,entries,events,encoding,layout
1,1,1,0,UTF-8,ballots
status 0
# nor one that names people
status 1
# where nobody asks by the form's names, its program's columns are no less unknown than before
status 1
--- stderr
written: "f.xlsx", a workbook for each of 2 ballot types, whose code is in its name
written: "f.gs"
dtxhh: "f.gs" exists already; --force writes over it
dtxhh: expected: template form FILE --round ROUND --tool xlsform|google
dtxhh: option --tool has "paper"; expected one of: xlsform, google
dtxhh: expected: template form FILE --round ROUND --tool xlsform|google
dtxhh: the word "g.xlsx" is too many; `dtxhh template --help` tells what is expected
dtxhh: cannot open "nothing.dtxhh": No such file or directory
line 6 of the log, hash <checked>
line 6 of the log, hash <checked>
line 6 of the log, hash <checked>
other.csv:1:17: fault: column "ghi_chep" is no question of any ballot type; expected a question's code, or question.unit [F401]
dtxhh: faults: 1, warnings: 0; nothing was changed
line 6 of the log, hash <checked>
other.csv:1:17: fault: column "Email" is no question of any ballot type; expected a question's code, or question.unit [F401]
dtxhh: faults: 1, warnings: 0; nothing was changed
keyed.csv:1:4: fault: column "_uuid" is no question of any ballot type; expected a question's code, or question.unit [F401]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
