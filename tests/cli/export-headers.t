# Headers as programs export them: code and text with HTML, groups with hyphens and slashes, two and three rows, rows numbered without a name.
# The answers are those of tests/data/import/files/leaders.csv, whatever the layout.
--- run
import_issued
cp i.dtxhh base.dtxhh
sort "$DATA/import/expected/leaders.csv" >must
names() { # header of the units' columns: how a name is made of question and unit
    for q in 1 2; do for u in 1 2 3; do eval "printf '%s' \"$1\""; done; done
}
rows() { # what stands in front of the answers of each ballot, and the separator
    grep -v serial "$DATA/import/files/leaders.csv" | awk -F, -v OFS="$2" -v front="$1" \
        '{ f = front; gsub("N", NR, f); gsub("SERIAL", $1, f); print f, $3, $5, $7, $4, $6, $8, "\"" $9 "\"", $10 }'
}
try() { # the map is taken as it is written, but for what is not wanted
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh $1 --make-map map.csv --force --as a 2>&1 | sed 's/; look.*//'
    sed -i '1s/^\xEF\xBB\xBF//' map.csv
    grep -c 'a guess' map.csv
    dtxhh import i.dtxhh $1 --map map.csv --channel online --as a --quiet >said 2>&1 || cat said
    grep -v '^files\|^1,3,3' said
    dtxhh show i.dtxhh answers --csv | sed 1d | sort | diff must - && echo "the same answers"
}
text='Ý kiến khác' number='Năm công tác'
unit1='Sở Nội vụ' unit2='Sở Tài chính' unit3='Sở Y tế' question1='Điều hành thế nào?' question2='Phối hợp thế nào?'
echo "# LimeSurvey: code and text"
{ echo "\"id. Response ID\",\"submitdate. Date submitted\",\"token. Token\"$(names ',\"Q$q[SQ00$u]. <p class=a>$(eval echo \$question$q)</p>&nbsp;[$(eval echo \$unit$u)]\"'),\"Q3. <b>$text</b>\",\"Q4. $number\""
  rows 'N,2024-12-31 08:15:00,SERIAL' ,; } >lime.csv
try lime.csv
echo "# the codes number the units otherwise than their texts name them: a person must look"
sed '1s/Q1\[SQ001\]/Q2[SQ001]/; 1s/Q2\[SQ002\]/Q1[SQ002]/' lime.csv >crossed.csv
dtxhh import i.dtxhh crossed.csv --make-map map.csv --force --as a 2>&1 | sed 's/; look.*//'
grep -c 'not known' map.csv
echo "# ODK: groups with hyphens"
{ echo "SubmissionDate,phieu-ma_phieu$(names ',danh-gia-unit$u-Q$q' | sed 's/unit/U/g'),chung-Q3,chung-Q4,meta-instanceID,KEY"
  rows '2024-12-31T08:15:00Z,SERIAL' , | sed 's/$/,uuid:1,uuid:1/'; } >odk.csv
try odk.csv
echo "# KoBo: groups with slashes, the question in front of its unit"
{ echo "start;end;phieu/ma_phieu$(names ';danh_gia/Q$q/U$u');chung/Q3;chung/Q4;_id"
  rows '2024-12-31T08:10:00Z;2024-12-31T08:15:00Z;SERIAL' ';' | sed 's/$/;1/'; } >kobo.csv
try kobo.csv
echo "# SurveyMonkey: two rows"
{ echo "Respondent ID,Mã phiếu,$question1,,,$question2,,,$text,$number"
  echo ",Open-Ended Response$(names ',$(eval echo \$unit$u)'),Open-Ended Response,Open-Ended Response"
  rows '11800N,SERIAL' ,; } >monkey.csv
try monkey.csv
grep '\[' map.csv | cut -d, -f1-3
echo "# Qualtrics: three"
{ echo "EndDate,serial$(names ',QID${q}_$u' | sed 's/QID/Q/g'),Q3,Q4"
  echo "End Date,Mã phiếu$(names ',$(eval echo \$question$q) - $(eval echo \$unit$u)'),$text,$number"
  echo 'x,x,x,x,x,x,x,x,x,x' | sed 's/x/"{""ImportId"":""QID1""}"/g'
  rows '2024-12-31 08:15:00,SERIAL' ,; } >qualtrics.csv
try qualtrics.csv
echo "# R and pandas: rows without a name"
for first in 1 0; do
    awk -v n=$first 'NR == 1 { print "," $0; next } { print n++ "," $0 }' "$DATA/import/files/leaders.csv" >numbered.csv
    cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh numbered.csv --as a
    dtxhh show i.dtxhh answers --csv | sed 1d | sort | diff must - && echo "the same answers"
done
sed -i '3s/^1,/7,/' numbered.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh numbered.csv --as a
--- stdout
# LimeSurvey: code and text
"map.csv": 11 columns, 8 of them questions
0
the same answers
# the codes number the units otherwise than their texts name them: a person must look
"map.csv": 11 columns, 6 of them questions
2
# ODK: groups with hyphens
"map.csv": 12 columns, 8 of them questions
0
the same answers
# KoBo: groups with slashes, the question in front of its unit
"map.csv": 12 columns, 8 of them questions
0
the same answers
# SurveyMonkey: two rows
"map.csv": 10 columns, 8 of them questions
0
the same answers
Điều hành thế nào? [Sở Nội vụ],Q1,U1
Điều hành thế nào? [Sở Tài chính],Q1,U2
Điều hành thế nào? [Sở Y tế],Q1,U3
Phối hợp thế nào? [Sở Nội vụ],Q2,U1
Phối hợp thế nào? [Sở Tài chính],Q2,U2
Phối hợp thế nào? [Sở Y tế],Q2,U3
# Qualtrics: three
"map.csv": 10 columns, 8 of them questions
0
the same answers
# R and pandas: rows without a name
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
the same answers
files,rows,entries,events,encoding,layout
1,3,3,0,UTF-8,ballots
the same answers
--- stderr
numbered.csv:2:1: warning: column 1 has no name and numbers the rows; it is passed over [W104]
line 6 of the log, hash <checked>
numbered.csv:2:1: warning: column 1 has no name and numbers the rows; it is passed over [W104]
line 6 of the log, hash <checked>
numbered.csv:2:1: warning: column 1 has no name and numbers the rows; it is passed over [W104]
numbered.csv:3:1: fault: "7" stands in a column without a name; expected a name in row 1 [F116]
numbered.csv:4:1: fault: "2" stands in a column without a name; expected a name in row 1 [F116]
dtxhh: faults: 2, warnings: 1; nothing was changed
--- status 1
