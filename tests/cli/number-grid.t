# A grid of numbers, a question about units whose answers are counts or days: as eight programs and layouts export it, the same
# answers of each; a code for no answer is blank where the map says so, and never a number.
--- run
cp -r "$DATA/import/round" round
sed -i '/^P1,Q[34],/d' round/definition/questions.csv
printf 'P1,N1,Số ngày chờ?,unit,number,,,no\nP1,N2,Số lần đi lại?,unit,number,,,no\n' >>round/definition/questions.csv
dtxhh new base.dtxhh --definition round/definition --as a --quiet && dtxhh frame import base.dtxhh round/frame.csv --as a --quiet &&
    dtxhh frame freeze base.dtxhh --seed-from x --as a --quiet && dtxhh draw base.dtxhh --seed 1 --as a --quiet &&
    dtxhh issue base.dtxhh --serial-seed nap --as a --quiet || exit
a=17394484940 b=13721788296
# Half a day; nought is an answer; a blank; a code of Survey Solutions'; 1.200 or 1,200 where 2,5 or 2.5 in another column tells
# what it is.
sort >must <<END
$a,U1,N1,3
$a,U2,N1,2.5
$a,U3,N1,0
$a,U1,N2,1
$a,U2,N2,2
$a,U3,N2,
$b,U1,N1,10
$b,U2,N1,
$b,U3,N1,1
$b,U1,N2,1
$b,U2,N2,
$b,U3,N2,1200
END
# Of the two ballots: the cells of N1, then of N2, with $1 between them and $2 for a number that may be written in several ways.
first() { echo "3$1$2$1""0$1""1$1""2$1"; }
second() { echo "10$1$1""1$1""1$1-999999999$1$2"; }
grids() { # before, between question and unit, behind; words for units
    for q in 'Điều hành thế nào?' 'Phối hợp thế nào?' 'Số ngày chờ?' 'Số lần đi lại?'; do
        for u in 'Sở Nội vụ' 'Sở Tài chính' 'Sở Y tế'; do printf ',%s%s%s' "$q" "$1" "$u$2"; done; done; }
codes() { for q in Q1 Q2 N1 N2; do for u in U1 U2 U3; do printf ',%s%s%s' $q "$1" $u$2; done; done; }
rest=,A,B,A,B,C,A,
try() { # file, how many columns are guessed and open
    cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh $1.csv --make-map $1-map.csv --as a 2>&1 | sed 's/.*columns/'$1': columns/; s/ then import.*//'
    grep -c '^,N2,,-999999999,-,' $1-map.csv
    dtxhh import i.dtxhh $1.csv --map $1-map.csv --channel online --as a --quiet
    same
}
same() { dtxhh show i.dtxhh answers --csv | grep ',N[12],' | cut -d, -f1,3- | sort | diff must - && echo "the same answers"; }
{ echo "Dấu thời gian,Mã phiếu$(grids ' [' ']')"; echo "31/12/2024 09:00:00,$a$rest$(first , '"2,5"')"; echo "31/12/2024 09:20:00,$b$rest$(second , 1.200)"; } >google.csv
try google
{ echo 'ID,Start time,Completion time,Email,Name,Mã phiếu,Sở Nội vụ,Sở Tài chính,Sở Y tế,Sở Nội vụ2,Sở Tài chính2,Sở Y tế2,Sở Nội vụ3,Sở Tài chính3,Sở Y tế3,Sở Nội vụ4,Sở Tài chính4,Sở Y tế4'
  echo "1,12/31/24 9:05,12/31/24 9:15,anonymous,,$a$rest$(first , 2.5)"; echo "2,1/2/25 9:05,1/2/25 9:15,anonymous,,$b$rest$(second , 1200)"; } >msforms.csv
try msforms
{ echo "id,submitdate,serial$(codes '[' ']')"; echo "1,2024-12-31 09:00:00,$a$rest$(first , 2.5000000000)"; echo "2,2024-12-31 09:20:00,$b$rest$(second , 1200.0000000000)"; } >limesurvey.csv
try limesurvey
{ echo "start,end,serial$(codes /),_id,_uuid,_submission_time,_index" | tr , ';'
  for row in "$a$rest$(first , 2.5)" "$b$rest$(second , 1200)"; do echo "2024-12-31T08:10:00.000+07:00,2024-12-31T08:15:00.000+07:00,$row,1,u,2024-12-31T01:15:30,1" | tr , ';'; done; } >kobo.csv
try kobo
{ echo 'Respondent ID,Start Date,End Date,Mã phiếu,Điều hành thế nào?,,,Phối hợp thế nào?,,,Số ngày chờ?,,,Số lần đi lại?,,'
  echo ",,,Open-Ended Response$(for i in 1 2 3 4; do printf ',Sở Nội vụ,Sở Tài chính,Sở Y tế'; done)"
  echo "1,12/31/2024 09:00:00,12/31/2024 09:15:00,$a$rest$(first , 2.5)"; echo "2,12/31/2024 09:20:00,12/31/2024 09:25:00,$b$rest$(second , '"1,200"')"; } >surveymonkey.csv
try surveymonkey
{ echo 'StartDate,EndDate,serial,Q1_1,Q1_2,Q1_3,Q2_1,Q2_2,Q2_3,N1_1,N1_2,N1_3,N2_1,N2_2,N2_3'; echo "Start Date,End Date,Mã phiếu$(grids ' - ')"
  seq 15 | sed 's/.*/"{""ImportId"":""QID&""}"/' | paste -sd,
  echo "2024-12-31 09:00:00,2024-12-31 09:10:00,$a$rest$(first , 2.5)"; echo "2024-12-31 09:20:00,2024-12-31 09:30:00,$b$rest$(second , 1200)"; } >qualtrics.csv
try qualtrics
echo '# a row a unit, a row an answer: no map is needed, but for the code'
sed -i 's/-999999999//' kobo.csv
for row in "$a $(first ' ' 2,5)" "$b $(second ' ' 1.200)"; do
    echo "$row" | sed 's/-999999999//' | awk -F' ' -v OFS='\t' '{ n = split($0, x, / /); for (u = 1; u <= 3; u++) print x[1], "U" u, x[1 + u], x[4 + u] }'; done >units.rows
{ printf 'serial\tunit\tQ1\tQ2\tN1\tN2\n'; awk -F'\t' -v OFS='\t' '{ print $1, $2, "A", "B", $3, $4 }' units.rows; } >units.tsv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh units.tsv --as a --quiet; same
{ echo serial,unit,question,answer; awk -F'\t' -v OFS=, '{ print $1, $2, "Q1", "A"; print $1, $2, "Q2", "B"; print $1, $2, "N1", "\"" $3 "\""; print $1, $2, "N2", "\"" $4 "\"" }' units.rows; } >answers.csv
cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh answers.csv --as a --quiet; same
echo '# without a map the code is refused, and so are words and a number that can be read in two ways'
for cell in -999999999 'ba ngày' 1.500; do
    printf '%s\n' "serial$(codes .)" "$a,A,B,A,B,C,A,3,$cell,1,1,2," | sed '1s/\.\(U.\)/.\1/g' >one.csv
    cp base.dtxhh i.dtxhh; dtxhh import i.dtxhh one.csv --as a --quiet; echo "status $?"
done
--- stdout
google: columns, 12 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in,
1
the same answers
msforms: columns, 12 of them questions; look at it, 12 of its rows are guesses and 0 must be filled in,
1
the same answers
limesurvey: columns, 12 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in,
1
the same answers
kobo: columns, 12 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in,
1
the same answers
surveymonkey: columns, 12 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in,
1
the same answers
qualtrics: columns, 12 of them questions; look at it, 0 of its rows are guesses and 0 must be filled in,
1
the same answers
# a row a unit, a row an answer: no map is needed, but for the code
the same answers
the same answers
# without a map the code is refused, and so are words and a number that can be read in two ways
status 1
status 1
status 1
--- stderr
one.csv:2:9: fault: question "N1" has "-999999999", which stands for no answer; expected a map that says so, or an empty cell [F411]
dtxhh: faults: 1, warnings: 0; nothing was changed
one.csv:2:9: fault: question "N1" has "ba ngày"; expected a number [F411]
dtxhh: faults: 1, warnings: 0; nothing was changed
one.csv:2:9: fault: "1.500" can be read in two ways, 1.5 or 1500, and the other numbers do not say which; expected no mark between thousands and a decimal point [F122]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
