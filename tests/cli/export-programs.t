# What three programs do that a header alone does not tell.  REDCap: an instrument is complete (2), the pass stands behind the record and not
# behind the serial.  SurveyMonkey: where no question has parts, its second row says "Response" throughout.  Qualtrics: what it takes for spam.
--- run
import_issued
dtxhh show i.dtxhh ballots --csv >b.csv; a=$(awk -F, '$2 == "P2" { print $1; exit }' b.csv); b=$(awk -F, '$2 == "P2" { print $1 }' b.csv | sed -n 2p)
map() { rm -f m.csv; dtxhh import i.dtxhh "$1" --make-map m.csv --quiet; sed 1d m.csv | grep -v ',-,,,,' | cut -d, -f1,2,4,5; }
try() { dtxhh import i.dtxhh "$1" --map m.csv --channel online --as a --dry-run --csv 2>&1 | sed -n 's/.*: \(fault\|warning\)/\1/p; /^1,/p'; }
echo '# REDCap'; head=record_id,redcap_survey_identifier,nguoi_nhap,phieu_timestamp,ma_phieu,s1,s2,phieu_complete
printf '%s\n' $head "7--1,,Lan,2024-11-02 10:00:00,$a,4,3,2" "7--2,,Hoa,2024-11-03 10:00:00,$a,4,2,2" "8--1,,Lan,[not completed],$b,,,0" >r.csv; map r.csv; try r.csv
sed 's/7--2/7--3/' r.csv >s.csv; try s.csv; sed 's/Hoa/Lan/' r.csv >s.csv; try s.csv; sed 's/,0$/,Complete/; s/2$/Complete/' r.csv >s.csv; map s.csv | grep complete
echo '# a column of that name elsewhere is a question like others'; printf '%s\n' serial,S1,S2,is_complete "$a,4,3,0" >o.csv; map o.csv | grep rows; printf '%s\n' serial,pass,keyer,S1,S2 "$a,1,Lan,4,3" "$a,2,Hoa,4,2" >p.csv
dtxhh import i.dtxhh p.csv --as a --dry-run --csv | sed 1d; sed 's/,2,Hoa/,3,Hoa/' p.csv >s.csv; dtxhh import i.dtxhh s.csv --as a --dry-run --quiet 2>&1 | grep -c F410
echo '# SurveyMonkey'; printf '%s\n' 'Respondent ID,Collector ID,Start Date,End Date,Mã phiếu,Hài lòng với kết quả?,Hài lòng với thái độ?' ,,,,Open-Ended\ Response,Response,Response "1,2,11/13/2024 10:00:00 AM,11/13/2024 10:05:00 AM,$a,Hài lòng,Bình thường" >m1.csv
map m1.csv; try m1.csv; sed '2s/Response$/Hài lòng/' m1.csv >m2.csv; map m2.csv | wc -l; sed 2d m1.csv >m3.csv; map m3.csv; try m3.csv
echo '# Qualtrics'; printf '%s\n' Status,Finished,ResponseId,DistributionChannel,serial,S1,S2 "IP Address,True,R_1,anonymous,$a,4,3" "Spam,True,R_2,anonymous,$b,4,3" >q.csv; map q.csv | grep rows; try q.csv
sed 's/Spam/8/; s/IP Address/0/' q.csv >q2.csv; map q2.csv | grep Status; sed 's/Spam/16/; s/IP Address/0/' q.csv >q3.csv; map q3.csv | grep Status; try q3.csv
--- stdout
# REDCap
record_id,pass,,
nguoi_nhap,keyer,,
phieu_timestamp,ended,,
ma_phieu,serial,,
s1,S1,,
s2,S2,,
phieu_complete,rows,2,keep
1,3,2,0,UTF-8,ballots
warning: 1 rows are no ballots by the map and are left out: phieu_complete = "0": 1 [W442]
warning: 1 rows are no ballots by the map and are left out: phieu_complete = "0": 1 [W442]
fault: column "record_id" has "7--3", which is not the keying; expected 1 or 2, alone or behind a record as in 17--2, in a file with a row for each ballot, and as --pass has it where that is given [F410]
fault: serial 174-395-581-24 stands in s.csv, line 2 already, with other answers; --twice may say which counts [F412]
faults: 2, warnings: 1; nothing was changed
warning: 1 rows are no ballots by the map and are left out: phieu_complete = "0": 1 [W442]
fault: the second keying is by "Lan", who did the first; expected another person [F415]
faults: 1, warnings: 1; nothing was changed
phieu_complete,rows,Complete,keep
# a column of that name elsewhere is a question like others
1,2,2,0,UTF-8,ballots
1
# SurveyMonkey
Start Date,started,,
End Date,ended,,
Mã phiếu,serial,,
Hài lòng với kết quả?,S1,,
Hài lòng với thái độ?,S2,,
1,1,1,0,UTF-8,ballots
6
Start Date,started,,
End Date,ended,,
Mã phiếu,serial,,
Hài lòng với kết quả?,S1,,
Hài lòng với thái độ?,S2,,
1,1,1,0,UTF-8,ballots
# Qualtrics
Status,rows,Spam,leave
Finished,rows,True,keep
1,2,1,0,UTF-8,ballots
warning: 1 rows are no ballots by the map and are left out: Status = "Spam": 1 [W442]
Status,rows,8,leave
1,2,2,0,UTF-8,ballots
--- stderr
a dry run: nothing was changed
--- status 0
