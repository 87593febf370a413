# Which rows of an export are ballots: sent, approved, finished; the rest is left out and counted, and does not count as returned.
--- run
import_issued
cp i.dtxhh base.dtxhh
answers=Q1.U1,Q1.U2,Q1.U3,Q2.U1,Q2.U2,Q2.U3,Q3,Q4
table() { # the further column, then its value in each of three rows
    echo "serial,$answers,$1"
    echo "17394484940,A,B,C,B,C,A,,1998,$2"; echo "13721788296,A,B,C,B,C,A,,1998,$3"; echo "57451136721,A,B,C,B,C,A,,1998,$4"
}
imported() { # the entries, and what is said besides
    dtxhh import i.dtxhh $1 $2 --channel online --as a 2>said | awk -F, 'NR == 2 { print $3 " entries" }'
    sed 's/^[^ ]* //' said
}
try() {
    table "$@" >x.csv; cp base.dtxhh i.dtxhh
    dtxhh import i.dtxhh x.csv --make-map map.csv --force --as a --quiet
    sed -i "s/,not known.*//; s/^\([^,]*\),,,,,\".*/\1,-,,,,/" map.csv
    grep ',rows,' map.csv | cut -d, -f1-5
    imported x.csv --map\ map.csv
}
try submitdate '2024-12-31 08:15:00' '' '2024-12-31 09:15:00'
try 'submitdate. Date submitted' '' '' '2024-12-31 09:15:00'
dtxhh check i.dtxhh --csv | grep '^returned\|^valid'
dtxhh log show i.dtxhh --csv | tail -1 | grep -o '"1 files.*"'
try _validation_status validation_status_approved validation_status_not_approved ''
try _validation_status '' '' ''
try ReviewState approved hasIssues rejected
try interview__status 130 100 65
try interview__status 65 65 120
try Finished True False True
try Finished 1 0 1
try DistributionChannel anonymous preview email
try Status,Finished 'IP Address,True' 'Survey Preview,True' 'Spam,False'
try Status x y z
echo "# without a rule the same rows are ballots, with a warning; a column that nobody uses says nothing"
for status in approved ''; do
    cp base.dtxhh i.dtxhh
    table _validation_status $status '' '' >x.csv
    { echo column,question,unit; table _validation_status | head -1 | tr ',' '\n' | sed 's/\(Q[12]\).\(U.\)/&,\1,\2/; t; s/^_.*/&,-,/; t; s/.*/&,&,/'; } >map.csv
    imported x.csv --map\ map.csv
done
echo "# rules a person writes: a value left out, none, any; what is kept by name stays"
for rule in 'leave,khảo nghiệm' 'leave,-' 'keep,*' 'giữ,THẬT' 'bỏ,*;keep,thật' 'keep,nothing'; do
    cp base.dtxhh i.dtxhh
    table loại thật 'khảo nghiệm' '' >x.csv
    { echo column,question,unit,answer,option; table loại | head -1 | tr ',' '\n' | sed 's/\(Q[12]\).\(U.\)/&,\1,\2,,/; t; /loại/d; s/.*/&,&,,,/'
      echo "$rule" | tr ';' '\n' | sed 's/\(.*\),\(.*\)/loại,rows,,\2,\1/'; } >map.csv
    echo "$rule"; imported x.csv --map\ map.csv
done
echo "# rows of a map that say nothing, and their twins"
cp base.dtxhh i.dtxhh
for row in 'loại,rows,,thật,drop' 'loại,rows,,,keep' ',rows,,thật,keep' 'khác,rows,,thật,keep' 'loại,rows,,thật,keep' \
    ',twice,,fax,last' ',twice,,online,all' ',twice,,online,last'; do
    { sed '/,rows,/d' map.csv; echo loại,-,,,; echo "$row"; } >one.csv
    echo "$row"; imported x.csv --map\ one.csv\ --dry-run | sed 's/map.csv/one.csv/'
done
--- stdout
submitdate,rows,,*,keep
2 entries
warning: 1 rows are no ballots by the map and are left out: submitdate is empty: 1 [W442]
6 of the log, hash <checked>
submitdate. Date submitted,rows,,*,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: submitdate. Date submitted is empty: 2 [W442]
6 of the log, hash <checked>
returned,,1,,,,,,,
valid,,1,,,,,,,
"1 files, 3 rows, 1 entries, 0 events; map map.csv <sha256>; 2 rows left out by the map; W442 1"
_validation_status,rows,,validation_status_approved,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: _validation_status = "validation_status_not_approved": 1, _validation_status is empty: 1 [W442]
6 of the log, hash <checked>
3 entries
6 of the log, hash <checked>
ReviewState,rows,,approved,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: ReviewState = "hasIssues": 1, ReviewState = "rejected": 1 [W442]
6 of the log, hash <checked>
interview__status,rows,,130,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: interview__status = "100": 1, interview__status = "65": 1 [W442]
6 of the log, hash <checked>
interview__status,rows,,120,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: interview__status = "65": 2 [W442]
6 of the log, hash <checked>
Finished,rows,,True,keep
2 entries
warning: 1 rows are no ballots by the map and are left out: Finished = "False": 1 [W442]
6 of the log, hash <checked>
Finished,rows,,1,keep
2 entries
warning: 1 rows are no ballots by the map and are left out: Finished = "0": 1 [W442]
6 of the log, hash <checked>
DistributionChannel,rows,,preview,leave
2 entries
warning: 1 rows are no ballots by the map and are left out: DistributionChannel = "preview": 1 [W442]
6 of the log, hash <checked>
Status,rows,,Survey Preview,leave
Status,rows,,Spam,leave
Finished,rows,,True,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: Status = "Survey Preview": 1, Status = "Spam": 1 [W442]
6 of the log, hash <checked>
3 entries
6 of the log, hash <checked>
# without a rule the same rows are ballots, with a warning; a column that nobody uses says nothing
3 entries
warning: rows that were not sent, finished or approved are taken as ballots: _validation_status is empty: 2; a map (--make-map) leaves them out [W444]
6 of the log, hash <checked>
3 entries
6 of the log, hash <checked>
# rules a person writes: a value left out, none, any; what is kept by name stays
leave,khảo nghiệm
2 entries
warning: 1 rows are no ballots by the map and are left out: loại = "khảo nghiệm": 1 [W442]
6 of the log, hash <checked>
leave,-
2 entries
warning: 1 rows are no ballots by the map and are left out: loại is empty: 1 [W442]
6 of the log, hash <checked>
keep,*
2 entries
warning: 1 rows are no ballots by the map and are left out: loại is empty: 1 [W442]
6 of the log, hash <checked>
giữ,THẬT
1 entries
warning: 2 rows are no ballots by the map and are left out: loại = "khảo nghiệm": 1, loại is empty: 1 [W442]
6 of the log, hash <checked>
bỏ,*;keep,thật
1 entries
warning: 2 rows are no ballots by the map and are left out: loại = "khảo nghiệm": 1, loại is empty: 1 [W442]
6 of the log, hash <checked>
keep,nothing
warning: 3 rows are no ballots by the map and are left out: loại = "thật": 1, loại = "khảo nghiệm": 1, loại is empty: 1 [W442]
fault: there is no ballot in it [F421]
faults: 1, warnings: 1; nothing was changed
# rows of a map that say nothing, and their twins
loại,rows,,thật,drop
fault: "drop" does not say what becomes of the rows; expected keep or leave [F428]
faults: 1, warnings: 0; nothing was changed
loại,rows,,,keep
fault: nothing says which rows; expected a value of the column, * for any or - for none [F428]
faults: 1, warnings: 0; nothing was changed
,rows,,thật,keep
fault: the column is not named [F428]
faults: 1, warnings: 0; nothing was changed
khác,rows,,thật,keep
fault: the map "one.csv" has a column "khác" in line 12, which this file does not have [F426]
faults: 1, warnings: 0; nothing was changed
loại,rows,,thật,keep
1 entries
warning: 2 rows are no ballots by the map and are left out: loại = "khảo nghiệm": 1, loại is empty: 1 [W442]
dry run: nothing was changed
,twice,,fax,last
fault: "fax" is no channel; expected paper, online, direct or an empty cell [F428]
faults: 1, warnings: 0; nothing was changed
,twice,,online,all
fault: "all" does not say which of two counts; expected last, first or fault [F428]
faults: 1, warnings: 0; nothing was changed
,twice,,online,last
3 entries
dry run: nothing was changed
--- stderr
--- status 0
