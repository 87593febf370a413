#!/bin/sh
# make.sh - makes the files of this folder anew: sh tests/data/import/make.sh
#
# The files are kept, so that a test needs none of these programs: iconv, LibreOffice (soffice), zip, python3-openpyxl, a C
# compiler with libxlsxwriter.  What comes out of the import is written in cases.txt by hand.
# Serials are those of the round in round/ with --serial-seed nap.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
L1=17394484940 L2=13721788296 L3=57451136721 L4=32480678436
D1=64056518949 D2=63637717569 D3=93848773417
rm -rf files
mkdir files
cd files

# --- a row per ballot --------------------------------------------------------------------------

leaders() { # header, then three ballots: codes, a written answer, a number; blank, unreadable, doubled cells
    echo 'serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
    echo "$L1,Hoà,A,B,A,,E,C,Cần nhanh hơn,1998"
    echo "$L2,Hoà,B,A,?,*,D,B,,"
    echo "$L3,Hoà,C,C,B,A,A,E,Đồng ý: tốt,2005"
}
people() {
    echo 'serial,keyer,S1,S2'
    echo "$D1,Hoà,5,4"
    echo "$D2,Hoà,3,"
    echo "$D3,Hoà,1,2"
}
vietnamese() { # the same ballots as an office writes them: Vietnamese headers, labels
    echo 'Mã phiếu,Người nhập,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'
    echo "$L1,Hoà,Tốt,Khá,Tốt,,Không có ý kiến,Trung bình,Cần nhanh hơn,1998"
    echo "$L2,Hoà,Khá,Tốt,?,*,Kém,Khá,,"
    echo "$L3,Hoà,Trung bình,Trung bình,Khá,Tốt,Tốt,Không có ý kiến,Đồng ý: tốt,2005"
}
leaders >leaders.csv
people >people.csv
vietnamese >labels.csv
{ printf '\357\273\277'; vietnamese | sed 's/$/\r/'; } >bom-crlf.csv
vietnamese | tr ',' ';' >semicolon.csv
vietnamese | tr ',' '\t' >tab.txt
vietnamese | tr '\n' '\r' >cr.csv
{ printf '\377\376'; vietnamese | tr ',' '\t' | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16LE; } >unicode-text.txt
{ printf '\376\377'; vietnamese | tr ',' ';' | iconv -f UTF-8 -t UTF-16BE; } >utf16be.csv
vietnamese | tr ',' ';' | iconv -f UTF-8 -t UTF-16LE >utf16le-no-mark.csv
vietnamese | iconv -f UTF-8 -t CP1258 >windows-1258.csv
vietnamese | iconv -f UTF-8 -t TCVN5712-1 >tcvn3.csv
# VNI: a vowel, then a byte for its marks, here as the characters of Latin 1 with these bytes.
{
    printf 'Maõ phieáu,Ngöôøi nhaäp,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4\n'
    printf '%s,Hoaø,Toát,Khaù,Toát,,Khoâng coù yù kieán,Trung bình,Caàn nhanh hôn,1998\n' $L1
    printf '%s,Hoaø,Khaù,Toát,?,*,Keùm,Khaù,,\n' $L2
    printf '%s,Hoaø,Trung bình,Trung bình,Khaù,Toát,Toát,Khoâng coù yù kieán,Ñoàng yù: toát,2005\n' $L3
} | iconv -f UTF-8 -t ISO-8859-1 >vni.csv
vietnamese | perl -CSD -MUnicode::Normalize -pe '$_ = NFD($_)' >nfd.csv
{ echo 'sep=;'; leaders | tr ',' ';'; } >sep.csv
{ echo 'ỦY BAN NHÂN DÂN THÀNH PHỐ'; echo 'Bảng nhập phiếu lãnh đạo,,,'; echo; vietnamese; } >titles.csv
leaders | sed "2a $(leaders | head -1)" >header-again.csv
leaders | sed '1a (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)' >numbered-columns.csv
leaders | sed 's/$/,,,/' >trailing-columns.csv
leaders | sed '2a \\n,,,,,,,,,' >blank-lines.csv
leaders | sed 's/Cần nhanh hơn/"Cần\nnhanh ""hơn"""/' >quoted.csv
leaders | sed 's/,E,C,/,5,3,/; s/^\([0-9]*,Hoà\),A,B,A,/\1,1,2,1,/; s/,B,A,?,\*,D,B/,2,1,?,*,4,2/; s/,C,C,B,A,A,E/,3,3,2,1,1,5/' >ordinals.csv
leaders | sed '2,$s/,\([A-E]\)/,\L\1/g; s/,\([a-e]\),\([a-e]\)/,\1,\2/g; s/,hoà/,Hoà/; s/,cần/,Cần/' >lower-case.csv
leaders | sed '2,$s/,A,/,A. Tốt,/g; 2,$s/,A,/,A. Tốt,/g; 2,$s/,B,/,B - Khá,/g; 2,$s/,B,/,B - Khá,/g' >code-and-label.csv
leaders | sed "s/$L1/173-944-849-40/; s/$L2/137 217 882 96/" >serial-parts.csv
leaders | awk -F, 'BEGIN { OFS = "," } { print $9, $3, $1, $10, $8, $2, $4, $7, $5, $6 }' >other-order.csv
leaders | awk -F, 'BEGIN { OFS = "," } { print $0, FNR == 1 ? "ghi chú" : "" }' >unknown-column.csv
leaders | awk -F, 'BEGIN { OFS = "," } { print $0, FNR == 1 ? "reason" : "" } ' | sed '3s/,$//' >short-reason.csv
leaders | sed '3s/,,$//' >short-line.csv
leaders | sed '2s/C,Cần nhanh hơn,1998/C,3,5,/' >cut-cell.csv
leaders | sed '$a Tổng cộng,,3,3,3,2,3,3,2,2' >total.csv
leaders | sed '3s/Hoà/Ho\xe0/' >bad-byte.csv
leaders | sed 's/Cần/C\x00ần/' >zero-byte.csv
leaders | sed '2s/Cần nhanh/Cần "nhanh"/' >stray-quote.csv
leaders | sed '2s/Cần/"Cần/' >open-quote.csv
leaders | sed '2s/,A,B/,F,B/; 4s/2005/năm nào/' >off-scale.csv
leaders | sed "s/$L1/94837261500/; s/$L2/12345678978/" >serials.csv
leaders | sed "s/^$L1//" >no-serial.csv
{ leaders; leaders | tail -1; } >twice.csv
leaders | awk -F, 'BEGIN { OFS = "," } { print $0, FNR == 1 ? "type" : "P2" }' >other-type.csv
leaders | awk -F, 'BEGIN { OFS = "," } { print $0, FNR == 1 ? "Q1.U1" : "A" }' >column-twice.csv
leaders | cut -d, -f1-7,9- >no-column.csv
{ leaders | sed 's/$/,S1/' | head -1; leaders | sed '1d; s/$/,/; 2s/,$/,5/'; } >other-question.csv
{ echo 'serial,keyer,Q1,Q2,Q3,Q4'; echo "$L1,Hoà,A,B,,"; } >which-unit.csv
{ echo 'serial,keyer,S1.U1,S2.U1'; echo "$D1,Hoà,5,4"; echo "$D2,Hoà,3,"; } >not-listed.csv
{ people | head -2; } >one.csv
head -1 leaders.csv >header-only.csv
: >empty.csv
echo '<html><body><table><tr><td>serial</td></tr></table></body></html>' >page.xls
printf '%%PDF-1.4\nserial\n' >scan.pdf
{ leaders; echo "$L4,,,,,,,,,"; } >not-keyed.csv
{ leaders | sed 's/,Q1.U1/,state,reason,Q1.U1/; 2,$s/,Hoà,/,Hoà,,,/'; echo "$L4,,từ chối,bận họp,,,,,,,,"; } >refused.csv
{ leaders | sed 's/,Q1.U1/,state,reason,Q1.U1/; 2,$s/,Hoà,/,Hoà,,,/'; echo "$L4,,từ chối,bận họp,A,,,,,,,"; } >refused-answers.csv
{ echo 'serial,state,reason'; echo "$L1,thu về,"; echo "$L2,void,rách"; echo "$L3,vắng mặt,"; echo "$L4,không thuộc đối tượng,"; } >custody.csv
{ echo 'serial,state'; echo "$L1,mất"; } >bad-state.csv
{ echo 'serial,channel,S1,S2'; echo "$D1,bồ câu,5,4"; } >bad-channel.csv
{ echo 'serial,channel,S1,S2'; echo "$D1,trực tuyến,2,4"; echo "$D2,online,3,"; } >online.csv
{ echo 'serial,channel,S1,S2'; echo "$D1,trực tiếp,2,4"; } >direct.csv
{ echo 'serial,keyer,S1,S2'; echo "$D1,Lan,5,3"; } >second.csv
{ echo 'serial,keyer,S1,S2'; echo "$D1,Mai,,4"; } >third.csv
{ echo 'serial,channel,keyer,S1,S2'; echo "$D1,online,Lan,2,3"; } >online-second.csv
{ echo 'serial,channel,S1,S2'; echo "$D1,online,,4"; } >online-third.csv
{ echo 'serial,keyer,Q1.U1,Q2.U1,Q1.U2,Q2.U2,Q1.U3,Q2.U3,Q3,Q4'; echo "$L1,Hoà,A,A,A,A,A,A,,"; } >straight.csv

# What Excel, R and FoxPro leave behind, and short files in old encodings.
{ echo 'serial,keyer,S1,S2'; echo "'$D1,Hoà,5,4"; echo "$D2.0,Hoà,3.0,"; echo "$D3.00,Hoà,1.00,2"; } >serial-written.csv
{ echo 'serial;keyer;S1;S2'; echo "6,40565E+10;Hoà;5;4"; echo "6.36377E+10;Hoà;3;"; } >serial-rounded.csv
{ echo 'serial,keyer,S1,S2'; echo "=\"$D1\",Hoà,5,=\"4\""; echo "\"=\"\"$D2\"\"\",Hoà,3,"; echo "$D3,Hoà,1,\"2\""; } >excel-text.csv
{ people; printf '\032'; } >dos-end.csv
{ echo 'STT,serial,keyer,S1,S2'; people | sed 1d | awk '{ print FNR "," $0 }'; } >row-numbers.csv
{ people; echo 'Tổng số phiếu: 3,,9,6'; } >total-words.csv
{ echo 'serial,keyer,S1,S2'; echo "$D1,Hoà,(5) Rất hài lòng,4. Hài lòng"; echo "$D2,Hoà,3 - Bình thường,"; echo "$D3,Hoà,1: Rất không hài lòng,2) Không hài lòng"; } >labels-opened.csv
leaders | sed '2s/1998/1,234/; 4s/2005/1e999/' | sed '2s/1,234/"1,234"/' >number-two-ways.csv
leaders | tr , ';' | sed '2s/1998/1.998/' >number-thousands-or-not.csv
leaders | tr , ';' | sed '2s/1998/1.998/; 4s/2005/1.234.567/' >number-thousands.csv
{ echo 'serial,keyer,S1,S2'; printf '%s,Hoa\370,5,4\n%s,Hoa\370,3,\n%s,Hoa\370,1,2\n' $D1 $D2 $D3; } >vni-short.csv
people | iconv -f UTF-8 -t TCVN5712-1 >tcvn3-short.csv
people | iconv -f UTF-8 -t CP1258 >windows-1258-short.csv
{ head -2 people.csv | tr '\n' '\r'; sed -n '3p' people.csv | sed 's/$/\r/'; tail -1 people.csv; } >mixed-ends.csv

people | tr , '|' >bars.csv
people | sed '1s/.*/"serial","keyer","S1","S2"/; 1s/S1/S1\n/' >header-lines.csv
{ printf '\357\273\277'; people | head -3; printf '\357\273\277'; people | sed '2,3d'; } >joined.csv
people | sed "2s/,5,4/,\xc2\xa05\xc2\xa0,４/; 3s/,3,/,\xe2\x80\x8b3,\xc2\xa0/" >odd-blanks.csv
people | sed '2s/^\(...\)\(...\)\(...\)/\1–\2–\3–/; 3s/^\(.\)/ \1/; 4s/,1,2/, 1 , 2 /' >serial-dashes.csv
people | sed '3s/$/\n,,,\n, , ,/' >comma-lines.csv
people | iconv -f UTF-8 -t UTF-32LE >utf32.csv
people | gzip -n >people.csv.gz
people | awk -F, 'NR == 1 { split($0, h, ","); printf "["; next } { printf "%s{\"%s\":\"%s\",\"%s\":\"%s\"}", (NR > 2 ? "," : ""), h[1], $1, h[3], $3 } END { print "]" }' >people.json
{ echo '<html><body><table>'; people | sed 's|^|<tr><td>|; s|,|</td><td>|g; s|$|</td></tr>|'; echo '</table></body></html>'; } >table.csv
{ echo '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'; people | sed 's|^|<Row><Cell><Data>|; s|,|</Data></Cell><Cell><Data>|g; s|$|</Data></Cell></Row>|'; echo '</Table></Worksheet></Workbook>'; } >excel-2003.xml
people | sed '2s/,5,4/,"4; 5",4/' >two-answers.csv
people | sed '3s/,3,/,3.0,/; 2s/,5,4/,05,4/' >option-as-number.csv
people | sed '1s/S2/S2 /; 1s/serial/ Serial/' >header-blanks.csv
people | sed '2s/,5,4/,"5\n",4/' >line-in-cell.csv

# --- a row per unit, a row per answer --------------------------------------------------------------

units() {
    echo 'serial,keyer,unit,Q1,Q2,Q3,Q4'
    echo "$L1,Hoà,U1,A,B,Cần nhanh hơn,1998"
    echo "$L1,,U2,A,,,"
    echo "$L1,,U3,E,C,,"
    echo "$L2,Hoà,U1,B,A,,"
    echo "$L2,,U2,?,*,,"
    echo "$L2,,U3,D,B,,"
    echo "$L3,Hoà,U1,C,C,Đồng ý: tốt,2005"
    echo "$L3,,U2,B,A,,"
    echo "$L3,,U3,A,E,,"
}
answers() { # blanks have no row
    echo 'serial,keyer,unit,question,answer'
    units | awk -F, 'FNR > 1 { if ($4 != "") print $1 "," $2 "," $3 ",Q1," $4; if ($5 != "") print $1 "," $2 "," $3 ",Q2," $5
        if ($6 != "") print $1 "," $2 ",,Q3," $6; if ($7 != "") print $1 "," $2 ",,Q4," $7 }'
}
units >units.csv
units | sed 's/,U1,/,Sở Nội vụ,/; s/,U2,/,sở tài chính,/; s/,U3,/,SỞ Y TẾ,/; 1s/unit/Đơn vị/' >units-names.csv
units | awk 'NR == 1 { print; next } { row[NR] = $0 } END { for (i = NR; i > 1; i -= 3) for (j = i; j > i - 3 && j > 1; j--) print row[j] }' |
    awk 'NR == 1 { print; next } { print NR % 3 "\t" $0 }' | sort -s -k1,1 | sed 's/^[0-9]\t//' |
    awk '/^serial/ { head = $0; next } { row[n++] = $0 } END { print head; for (i = 0; i < n; i++) print row[i] }' >units-shuffled.csv
units | sed '/,U3,D/d' >units-missing.csv
{ units; units | tail -1; } >units-twice.csv
units | sed 's/^\('$L1'\),,U2/\1,Lan,U2/' >units-two-keyers.csv
units | sed "s/^\($L1\),,U2,A,,,/\1,,U2,A,,Cần nhanh hơn,1998.0/" >units-same-twice.csv
units | sed "s/^\($L1\),,U2,A,,,/\1,,U2,A,,Cần chậm hơn,1998/" >units-other-text.csv
units | sed 's/,U2,A,,/,U9,A,,/' >unknown-unit.csv
units | sed 's/,U2,A,,/,H1,A,,/' >other-block.csv
answers >answers.csv
answers | sed '1s/.*/Mã phiếu,Người nhập,Đơn vị,Câu hỏi,Trả lời/; s/,Q1,/,Điều hành thế nào?,/; s/,Q2,/,phối hợp thế nào?,/; s/,U1,/,Sở Nội vụ,/' >answers-words.csv
answers | sed 's/,U1,Q1,/,,Q1.U1,/' >answers-dots.csv
answers | awk 'NR == 1 { print; next } { print ($0 ~ /Q2/ ? 1 : 2) "\t" $0 }' | sed 's/^serial/0\t&/' | sort -s -k1,1 | sed 's/^[0-9]\t//' >answers-shuffled.csv
{ answers; echo "$L1,,U1,Q1,B"; } >answers-twice.csv
answers | sed 's/,Q3,Cần/,Q9,Cần/' >answers-unknown.csv
answers | grep -v ,Q4, >answers-without.csv
answers | sed 1s/,answer// >answers-one-column.csv

# --- forms ---------------------------------------------------------------------------------------------

google() { # as Google Forms exports a grid
    echo '"Dấu thời gian","Mã phiếu","Điều hành thế nào? [Sở Nội vụ]","Điều hành thế nào? [Sở Tài chính]","Điều hành thế nào? [Sở Y tế]","Phối hợp thế nào? [Sở Nội vụ]","Phối hợp thế nào? [Sở Tài chính]","Phối hợp thế nào? [Sở Y tế]","Ý kiến khác","Năm công tác"'
    echo "\"31/12/2024 08:15:00\",\"$L1\",\"Tốt\",\"Tốt\",\"Không có ý kiến\",\"Khá\",\"\",\"Trung bình\",\"Cần nhanh hơn\",\"1998\""
    echo "\"31/12/2024 08:17:30\",\"$L2\",\"Khá\",\"Khó đọc\",\"Kém\",\"Tốt\",\"Nhiều ô\",\"Khá\",\"\",\"\""
    echo "\"31/12/2024 09:00:00\",\"$L3\",\"Trung bình\",\"Khá\",\"Tốt\",\"Trung bình\",\"Tốt\",\"Không có ý kiến\",\"Đồng ý: tốt\",\"2005\""
}
google >google.csv
# Microsoft Forms: the columns of a grid have the names of its rows alone, with a number where they come again.
cat >msforms.csv <<'EOF'
ID,Start time,Completion time,Email,Name,Mã phiếu,Sở Nội vụ,Sở Tài chính,Sở Y tế,Sở Nội vụ2,Sở Tài chính2,Sở Y tế2,Ý kiến khác,Năm công tác
1,12/31/24 9:05,12/31/24 9:15,anonymous,,17394484940,A,A,E,B,,C,Cần nhanh hơn,1998
2,1/2/25 9:05,1/2/25 9:15,anonymous,,13721788296,B,?,D,A,*,B,,
3,1/3/25 10:05,1/3/25 10:15,anonymous,,57451136721,C,B,A,C,A,E,Đồng ý: tốt,2005
EOF
cat >msforms-map.csv <<'EOF'
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
EOF
cat >google-map.csv <<'EOF'
column,question,unit,answer,option,note
Dấu thời gian,ended,,,,
Mã phiếu,serial,,,,
Điều hành thế nào? [Sở Nội vụ],Q1,U1,,,
Điều hành thế nào? [Sở Tài chính],Q1,U2,,,
Điều hành thế nào? [Sở Y tế],Q1,U3,,,
Phối hợp thế nào? [Sở Nội vụ],Q2,U1,,,
Phối hợp thế nào? [Sở Tài chính],Q2,U2,,,
Phối hợp thế nào? [Sở Y tế],Q2,U3,,,
Ý kiến khác,Q3,,,,
Năm công tác,Q4,,,,
,*,,Khó đọc,?,
,Q2,,Nhiều ô,*,
EOF
sed '/Năm/d' google-map.csv >map-short.csv
sed 's/"1998"/"chín tám"/; s/"2005"/"99"/' google.csv >google-years.csv
{ cat google-map.csv; echo ',Q4,,chín tám,1998,'; echo ',Q4,,99,2005,'; } >map-years.csv
{ cat google-map.csv; echo 'Thư điện tử,-,,,,'; echo 'Tuổi,Q4,,,,'; } >map-long.csv
sed 's/^Ý kiến khác,Q3/Ý kiến khác,/; s/,Khó đọc,?/,Khó đọc,/; s/,U3,,,$/,U9,,,/' google-map.csv >map-open.csv
lime() { # as LimeSurvey exports: codes of questions, subquestions and answers
    echo '"id","submitdate","lastpage","startlanguage","token","Q1[SQ001]","Q1[SQ002]","Q1[SQ003]","Q2[SQ001]","Q2[SQ002]","Q2[SQ003]","Q3","Q4"'
    echo "\"1\",\"2024-12-31 08:15:00\",\"1\",\"vi\",\"$L1\",\"AO01\",\"AO01\",\"AO05\",\"AO02\",\"\",\"AO03\",\"Cần nhanh hơn\",\"1998\""
    echo "\"2\",\"2024-12-31 08:25:00\",\"1\",\"vi\",\"$L2\",\"AO02\",\"KD\",\"AO04\",\"AO01\",\"ND\",\"AO02\",\"\",\"\""
    echo "\"3\",\"2024-12-31 08:35:00\",\"1\",\"vi\",\"$L3\",\"AO03\",\"AO02\",\"AO01\",\"AO03\",\"AO01\",\"AO05\",\"Đồng ý: tốt\",\"2005.0000000000\""
}
lime >limesurvey.csv
{
    echo 'column,question,unit,answer,option,note'
    printf 'id,-,,,,\nsubmitdate,ended,,,,\nlastpage,-,,,,\nstartlanguage,-,,,,\ntoken,serial,,,,\n'
    for q in 1 2; do for u in 1 2 3; do echo "Q$q[SQ00$u],Q$q,U$u,,,"; done; done
    printf 'Q3,Q3,,,,\nQ4,Q4,,,,\n'
    printf ',*,,AO01,A,\n,*,,AO02,B,\n,*,,AO03,C,\n,*,,AO04,D,\n,*,,AO05,E,\n,*,,KD,?,\nQ2[SQ002],,,ND,*,\n'
} >limesurvey-map.csv
sed '1s/\[SQ00\([123]\)\]/_SQ00\1/g' limesurvey.csv >limesurvey-underscores.csv
sed 's/^\(Q[12]\)\[SQ00\([123]\)\]/\1_SQ00\2/' limesurvey-map.csv >limesurvey-underscores-map.csv
kobo() { # as KoBoToolbox exports with groups in the names
    echo 'start;end;phieu/ma_phieu;danh_gia/U1/Q1;danh_gia/U1/Q2;danh_gia/U2/Q1;danh_gia/U2/Q2;danh_gia/U3/Q1;danh_gia/U3/Q2;chung/Q3;chung/Q4;__version__;_id;_uuid;_submission_time;_index'
    echo "2024-12-31T08:10:00.000+07:00;2024-12-31T08:15:00.000+07:00;$L1;a;b;a;;e;c;Cần nhanh hơn;1998;v1;101;u-1;2024-12-31T01:15:30;1"
    echo "2024-12-31T08:20:00.000+07:00;2024-12-31T08:25:00.000+07:00;$L2;b;a;?;*;d;b;;;v1;102;u-2;2024-12-31T01:25:30;2"
    echo "2024-12-31T08:30:00.000+07:00;2024-12-31T08:35:00.000+07:00;$L3;c;c;b;a;a;e;Đồng ý: tốt;2005;v1;103;u-3;2024-12-31T01:35:30;3"
}
kobo >kobo.csv
{
    echo 'column,question,unit'
    printf 'start,started,\nend,ended,\nphieu/ma_phieu,serial,\n'
    for u in 1 2 3; do for q in 1 2; do echo "danh_gia/U$u/Q$q,Q$q,U$u"; done; done
    printf 'chung/Q3,Q3,\nchung/Q4,Q4,\n__version__,-,\n_id,-,\n_uuid,-,\n_submission_time,-,\n_index,-,\n'
} >kobo-map.csv
{ echo 'serial,keyer,ended,S1,S2'
  i=0
  for s in $D1 $D2 $D3 84682148190 17439558124 66692321483 82560036607 20608430463; do
      i=$((i + 1)); echo "$s,Hoà,31/12/2024 08:15:0$i,5,$((i % 5 + 1))"; done; } >times-few.csv
sed 's/31.12.2024 08:15:01/hôm qua/' times-few.csv >times-unread.csv

# --- titles, two rows, look-alikes, formats, codes for missing, rows that are no ballots ------------------------

{ echo 'SỞ NỘI VỤ'; echo; google; } >google-title.csv
google | sed '1s/.*/Dấu thời gian,Mã phiếu,Điều hành thế nào?,,,Phối hợp thế nào?,,,Ý kiến khác,Năm công tác\n,Open-Ended Response,Sở Nội vụ,Sở Tài chính,Sở Y tế,Sở Nội vụ,Sở Tài chính,Sở Y tế,Open-Ended Response,Open-Ended Response/' >monkey.csv
{ echo 'Kết quả khảo sát,,,,tháng 12'; cat monkey.csv; } >monkey-title.csv
leaders | sed 's/,A,/,А,/g; s/,E,/,Е,/g' >cyrillic-options.csv
leaders | sed 's/,A,/,Ａ,/g; s/,B,/,ｂ,/g' >wide-options.csv
people | sed '3s/Hoà/Hòa/; 4s/Hoà/HOÀ/' >keyer-spellings.csv
units | sed '1s/unit/Cơ quan, đơn vị/; s/Cơ quan, đơn vị/"&"/' >units-offices.csv
leaders | sed '2s/1998/-999999999/' >missing-number.csv
leaders | sed '2s/Cần nhanh hơn/##N\/A##/' >missing-text.csv
google | sed '3s/""$/"-999999999"/' >google-missing.csv
{ cat google-map.csv; echo ',Q4,,-999999999,-,'; } >map-missing.csv
{ google | sed '1s/$/,Finished/; 2,$s/$/,True/'; google | sed -n '4{s/"Tốt"/"Kém"/; s/$/,False/; p}'; } >google-finished.csv
{ cat google-map.csv; echo 'Finished,rows,,True,keep,'; } >map-finished.csv
{ google; google | sed -n 2p; } >google-again.csv
{ google | sed '2s/Tốt/Kém/g'; google | sed -n 2p; } >google-changed.csv
{ echo 'serial,keyer,S1,S2'; echo "$D1--1,Hoà,5,4"; echo "$D1--2,Lan,5,3"; } >redcap-passes.csv
leaders | sed '2s/Cần nhanh hơn/Cáº§n nhanh hÆ¡n/' >damaged-text.csv
leaders | sed '2s/Cần nhanh hơn/C?n nhanh h?n/' >lost-text.csv
{ printf 'sep=\t\n'; leaders | tr ',' '\t'; } >sep-tab.csv
python3 - leaders.csv <<'P'
import csv, datetime, openpyxl, sys
def book(name, value, shown):
    book = openpyxl.Workbook(); sheet = book.active
    book.properties.created = book.properties.modified = datetime.datetime(2025, 1, 1)
    for line in csv.reader(open(sys.argv[1], encoding='utf-8')):
        sheet.append([c or None for c in line])
    sheet['J2'] = value; sheet['J2'].number_format = shown
    book.save(name)
book('number-shown.xlsx', 1998, '#,##0.00')
book('number-zeros.xlsx', 1998, '000000')
book('number-percent.xlsx', 19.98, '0%')
book('number-date.xlsx', datetime.datetime(1998, 1, 1), 'd/m/yyyy')
P

# --- workbooks --------------------------------------------------------------------------------------------

${CC:-cc} -O2 -D_GNU_SOURCE -o "$work/to-xlsx" ../../../cli/to-xlsx.c -lxlsxwriter
"$work/to-xlsx" leaders.csv inline.xlsx 'Nhập phiếu'
"$work/to-xlsx" -n leaders.csv numbers.xlsx
"$work/to-xlsx" labels.csv labels.xlsx
"$work/to-xlsx" units.csv units.xlsx
"$work/to-xlsx" answers.csv answers.xlsx
"$work/to-xlsx" off-scale.csv off-scale.xlsx
"$work/to-xlsx" total.csv total.xlsx
convert() { # to ending $1 by filter $2, from $3
    soffice --headless "-env:UserInstallation=file://$work/office" --convert-to "$1:$2" --outdir "$work/out" "$3" >/dev/null 2>&1
}
cp labels.csv "$work/labels.csv"
cp leaders.csv "$work/leaders.csv"
soffice --headless "-env:UserInstallation=file://$work/office" --infilter='Text - txt - csv (StarCalc):44,34,76' --convert-to xlsx --outdir "$work/out" "$work/labels.csv" >/dev/null 2>&1
cp "$work/out/labels.xlsx" office-labels.xlsx
convert ods calc8 "$work/out/labels.xlsx" && cp "$work/out/labels.ods" labels.ods
convert xls 'MS Excel 97' "$work/out/labels.xlsx" && cp "$work/out/labels.xls" labels.xls
# LibreOffice's own text files: separator, quote, encoding (76 UTF-8, 65535 UTF-16, 9? see below).
for pair in 76:utf8 65535:utf16 1258:1258; do
    code=${pair%:*} name=${pair#*:}
    [ "$code" = 1258 ] && code=40
    rm -f "$work/out/labels.csv"
    convert csv "Text - txt - csv (StarCalc):59,34,$code,1" "$work/out/labels.xlsx"
    cp "$work/out/labels.csv" "office-$name.csv"
done

# Workbooks with traps: a flat sheet by hand, saved by LibreOffice.
flat() { # rows in $1
    cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>$1</office:spreadsheet></office:body></office:document>
EOF
}
t() { printf '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' "$@"; }
row() { printf '<table:table-row%s>' "$1"; shift; t "$@"; printf '</table:table-row>'; }
head=$(row '' serial keyer S1 S2)
flat "<table:table table:name=\"Phiếu\">$head$(row '' $D1 Hoà 5 4)$(row ' table:visibility="collapse"' $D2 Hoà 3 '')$(row '' $D3 Hoà 1 2)</table:table>" >"$work/hidden-row.fods"
flat "<table:table table:name=\"Phiếu\">$head$(row '' $D1 Hoà 5 4)</table:table><table:table table:name=\"Tiếp\">$head$(row '' $D2 Hoà 3 '')$(row '' $D3 Hoà 1 2)</table:table><table:table table:name=\"_Hướng dẫn\">$(row '' 'Không nạp')</table:table>" >"$work/two-sheets.fods"
flat "<table:table table:name=\"Phiếu\">$head$(row '' $D1 Hoà 5 4)$(row '' $D2 Hoà 3 '')</table:table><table:table table:name=\"Ẩn\" table:style-name=\"hid\">$head$(row '' $D3 Hoà 1 2)</table:table>" >"$work/hidden-sheet.fods"
flat "<table:table table:name=\"Phiếu\">$head<table:table-row>$(t $D1 Hoà)<table:table-cell table:formula=\"of:=2+3\" office:value-type=\"float\" office:value=\"5\"><text:p>5</text:p></table:table-cell>$(t 4)</table:table-row>$(row '' $D2 Hoà 3 '')$(row '' $D3 Hoà 1 2)</table:table>" >"$work/formula.fods"
flat "<table:table table:name=\"Phiếu\">$head<table:table-row>$(t $D1 Hoà)<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\"><text:p>#DIV/0!</text:p></table:table-cell>$(t 4)</table:table-row></table:table>" >"$work/error-cell.fods"
flat "<table:table table:name=\"Phiếu\"><table:table-row><table:table-cell table:number-columns-spanned=\"4\" office:value-type=\"string\"><text:p>PHIẾU NGƯỜI DÂN</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"3\"/></table:table-row><table:table-row><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>serial</text:p></table:table-cell><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>keyer</text:p></table:table-cell><table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\"><text:p>Hài lòng</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell table:number-columns-repeated=\"2\"/>$(t S1 S2)</table:table-row>$(row '' $D1 Hoà 5 4)$(row '' $D2 Hoà 3 '')$(row '' $D3 Hoà 1 2)</table:table>" >"$work/merged-header.fods"
flat "<table:table table:name=\"Phiếu\">$head$(row '' $D1 Hoà 5 4)<table:table-row><table:table-cell office:value-type=\"string\"><text:p>$D2</text:p></table:table-cell><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Hoà</text:p></table:table-cell>$(t 3 '')</table:table-row><table:table-row>$(t $D3)<table:covered-table-cell/>$(t 1 2)</table:table-row></table:table>" >"$work/merged-keyer.fods"
for name in hidden-row two-sheets hidden-sheet formula error-cell merged-header merged-keyer; do
    convert xlsx 'Calc MS Excel 2007 XML' "$work/$name.fods"
    cp "$work/out/$name.xlsx" .
done
unpacked() { rm -rf "$work/parts" && mkdir "$work/parts" && (cd "$work/parts" && unzip -q "$OLDPWD/$1"); }
pack() { out=$PWD/$1; rm -f "$out"; (cd "$work/parts" && zip -q -X -r "$out" .); }
unpacked numbers.xlsx # strict Office Open XML: other namespaces
sed -i 's|http://schemas.openxmlformats.org/spreadsheetml/2006/main|http://purl.oclc.org/ooxml/spreadsheetml/main|g; s|http://schemas.openxmlformats.org/officeDocument/2006/relationships|http://purl.oclc.org/ooxml/officeDocument/relationships|g' $(find "$work/parts" -name '*.xml' -o -name '*.rels')
pack strict.xlsx
"$work/to-xlsx" -n people.csv people.xlsx
unpacked people.xlsx # cells and rows without names
sed -i 's/ r="[A-Z]*[0-9]*"//g' "$work/parts/xl/worksheets/sheet1.xml"
pack no-names.xlsx
unpacked numbers.xlsx # absolute part names
sed -i 's|Target="worksheets/|Target="/xl/worksheets/|' "$work/parts/xl/_rels/workbook.xml.rels"
pack absolute.xlsx
unpacked numbers.xlsx # folders with backslashes
sed -i 's|Target="worksheets/|Target="worksheets\\|' "$work/parts/xl/_rels/workbook.xml.rels"
(cd "$work/parts" && find . -mindepth 2 -type f | while read -r part; do mv "$part" "$(echo "${part#./}" | tr / '\\')"; done && find . -mindepth 1 -type d -delete)
pack backslashes.xlsx
unpacked numbers.xlsx # a cell twice
sed -i 's|<c r="C2"|<c r="B2" t="inlineStr"><is><t>Lan</t></is></c><c r="C2"|' "$work/parts/xl/worksheets/sheet1.xml"
pack cell-twice.xlsx
unpacked numbers.xlsx # a document type
sed -i '2s|^|<!DOCTYPE worksheet [<!ENTITY a "b">]>|; 1s|?>|?><!DOCTYPE worksheet [<!ENTITY a "b">]>|' "$work/parts/xl/worksheets/sheet1.xml"
pack doctype.xlsx
unpacked people.xlsx # a prefix for every name, as some libraries write
sed -i 's|<\(/\?\)\([a-zA-Z]\)|<\1x:\2|g; s|xmlns=|xmlns:x=|; s|<x:?xml|<?xml|' "$work/parts/xl/worksheets/sheet1.xml"
pack prefixed.xlsx
unpacked people.xlsx # letters as numbers, CDATA, a comment
sed -i 's|<t>Hoà</t>|<t>Ho\&#xE0;</t>|; s|<t>Hoà</t>|<t><![CDATA[Hoà]]></t>|; s|<sheetData>|<!-- a comment --><sheetData>|' "$work/parts/xl/worksheets/sheet1.xml"
pack entities.xlsx
unpacked people.xlsx # parts of a word in other letters, and how it is read
sed -i 's|<t>keyer</t>|<r><t>key</t></r><r><rPr><b/></rPr><t>er</t></r><rPh sb="0" eb="1"><t>x</t></rPh>|' "$work/parts/xl/worksheets/sheet1.xml"
pack rich.xlsx
unpacked people.xlsx # a row before another
sed -i 's|\(<row r="2".*</row>\)\(<row r="3".*</row>\)\(<row r="4"\)|\2\1\3|' "$work/parts/xl/worksheets/sheet1.xml"
pack rows-swapped.xlsx
unpacked people.xlsx # a part in UTF-16
iconv -f UTF-8 -t UTF-16 "$work/parts/xl/worksheets/sheet1.xml" | sed 's/x/x/' >"$work/part" && mv "$work/part" "$work/parts/xl/worksheets/sheet1.xml"
pack utf16-part.xlsx
unpacked people.xlsx # TRUE where an option should be
sed -i '0,/<c r="C2"[^>]*>.*<\/c><c r="D2"/s|<c r="C2"[^>]*><v>5</v></c>|<c r="C2" t="b"><v>1</v></c>|' "$work/parts/xl/worksheets/sheet1.xml"
pack true.xlsx
head -c 2500 numbers.xlsx >truncated.xlsx

two_rows() { # file, sheet's first two rows, merged areas: units over questions, or questions over units
    { printf '%s\n%s\n' "$2" "$3"; cat "$work/rows.csv"; } >"$work/two.csv"
    "$work/to-xlsx" -n "$work/two.csv" "$1"
    unpacked "$1"
    shift 3
    sed -i "s|</sheetData>|</sheetData><mergeCells>$(printf '<mergeCell ref="%s"/>' "$@")</mergeCells>|" "$work/parts/xl/worksheets/sheet1.xml"
}
leaders | sed 1d >"$work/rows.csv"
two_rows units-over.xlsx 'serial,keyer,U1,,U2,,U3,,Q3,Q4' ',,Q1,Q2,Q1,Q2,Q1,Q2,,' A1:A2 B1:B2 C1:D1 E1:F1 G1:H1 I1:I2 J1:J2
pack units-over.xlsx
leaders | sed 1d | awk -F, 'BEGIN { OFS = "," } { print $1, $2, $3, $5, $7, $4, $6, $8, $9, $10 }' >"$work/rows.csv"
two_rows questions-over.xlsx 'serial,keyer,Q1,,,Q2,,,Q3,Q4' ',,U1,U2,U3,U1,U2,U3,,' A1:A2 B1:B2 C1:E1 F1:H1 I1:I2 J1:J2
pack questions-over.xlsx

# --- the entry workbook of `issue`, filled in: by hand in its XML, and after LibreOffice saved it -----------

program=$(realpath ../../../../build/dtxhh)
(
    cd "$work"
    "$program" new entry.dtxhh --definition "$OLDPWD/../round/definition" --as t --quiet
    "$program" frame import entry.dtxhh "$OLDPWD/../round/frame.csv" --as t --quiet
    "$program" frame freeze entry.dtxhh --seed-from x --as t --quiet
    "$program" draw entry.dtxhh --seed 1 --as t --quiet
    "$program" issue entry.dtxhh --serial-seed nap -o handout --as t --quiet
)
cp "$work/handout/BD1-nhap-phieu.xlsx" "$work/empty.xlsx"
cp "$work/empty.xlsx" .
unpacked empty.xlsx
rm empty.xlsx
fill() { # sheet, row, then column=value: into cells that are empty and may be typed into
    sheet=$work/parts/xl/worksheets/sheet$1.xml row=$2
    shift 2
    for cell; do
        case ${cell#*=} in
        [0-9]*) sed -i "s|<c r=\"${cell%%=*}$row\" s=\"\([0-9]*\)\"/>|<c r=\"${cell%%=*}$row\" s=\"\1\"><v>${cell#*=}</v></c>|" "$sheet" ;;
        *) sed -i "s|<c r=\"${cell%%=*}$row\" s=\"\([0-9]*\)\"/>|<c r=\"${cell%%=*}$row\" s=\"\1\" t=\"inlineStr\"><is><t>${cell#*=}</t></is></c>|" "$sheet" ;;
        esac
    done
}
# The rows stand by serial: L2, L1, L4 (not keyed), L3; D2, D1, one that is not keyed, D3.
fill 3 6 B=Hoà E=B F=A 'G=?' 'H=*' I=D J=B
fill 3 7 B=Hoà E=A F=B G=A I=E J=C 'K=Cần nhanh hơn' L=1998
fill 3 9 B=Hoà E=C F=C G=B H=A I=A J=E 'K=Đồng ý: tốt' L=2005
fill 4 6 B=Hoà F=3
fill 4 7 B=Hoà F=5 G=4
fill 4 9 B=Hoà F=1 G=2
pack entry.xlsx
cp entry.xlsx "$work/entry.xlsx"
convert xlsx 'Calc MS Excel 2007 XML' "$work/entry.xlsx"
cp "$work/out/entry.xlsx" entry-office.xlsx
