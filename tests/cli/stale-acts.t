# What each act makes stale: weights and scores are what they were made from, and nothing else makes them stale. An act on points leaves the
# weights as they are, also where it withdraws; one on documents, tasks or nothing at all leaves both.
--- run
cp -r "$TINY/definition" d
printf 'seq,task,product,due\n1,Phát phiếu,,\n' >d/tasks.csv
dtxhh new r.dtxhh --definition d --as a --quiet; dtxhh frame import r.dtxhh "$TINY/frame.csv" --as a --quiet
dtxhh frame freeze r.dtxhh --seed-from x --as a --quiet; dtxhh draw r.dtxhh --seed '48 15 92' --as a --quiet
dtxhh issue r.dtxhh --serial-seed 1 --as a --quiet; tiny_ballots
# two imports of ballots and of points each, so that something is left when one is withdrawn; the last ballot is to come
state=$(awk -F, '$5 != "" { print $1 }' keyed.csv | tail -1); serial=$(sed -n 2p keyed.csv | cut -d, -f1)
head -3 keyed.csv >one.csv; sed '2,3d;$d' keyed.csv >two.csv; { head -1 keyed.csv; tail -1 keyed.csv; } >last.csv
grep -v ,outside, "$TINY/points.csv" >appraisal.csv; grep -v ,1.1, "$TINY/points.csv" >outside.csv
printf 'unit,criterion,title\nU1,1.1,Kế hoạch năm\n' >documents.csv
for file in one two; do dtxhh import r.dtxhh $file.csv --as hoa --quiet; done
for file in appraisal outside documents; do dtxhh points import r.dtxhh $file.csv --as a --quiet 2>/dev/null; done
printf 'unit,criterion,stage,points,by,date,reason\nU1,2.2,outside,9,Cục Thống kê,2025-01-30,\n' >other.csv
printf 'unit,criterion,title\nU2,1.1,Báo cáo\n' >more-documents.csv
printf 'serial,state\n%s,returned\n' "$serial" >returned.csv
dtxhh correct r.dtxhh $serial Q1.U1=C --keyer bich --reason x --as a --quiet
dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null; dtxhh score r.dtxhh --as a --quiet 2>/dev/null
missing=$(dtxhh show r.dtxhh ballots | awk -F, -v last="$(sed -n '2s/,.*//p' last.csv)" '$1 == last { print $3 "/" $4 }')
cp r.dtxhh base.dtxhh
run_of() { sqlite3 base.dtxhh "SELECT run FROM source WHERE file = '$1'"; }
act() {
    what=$1; shift
    cp base.dtxhh r.dtxhh
    dtxhh "$@" >out 2>&1 || sed 's/^/    /' out
    stale=$(dtxhh status r.dtxhh --csv | awk -F, '$1 == "weights" || $1 == "scores" { print $1, $3 }' | tr '\n' ' ')
    dtxhh verify r.dtxhh --quiet >out 2>&1 || cat out
    echo "$what: $stale"
}
define() { what=$1 file=$2; rm -rf new; cp -r d new; sed -i "$3" new/$file.csv; act "$what" define r.dtxhh --definition new --reason x --as a; }
act 'nothing' check r.dtxhh
act 'a report' report r.dtxhh -o r.xlsx
act 'a ballot' import r.dtxhh last.csv --as hoa
sed '1!s/,hoa,/,,/' one.csv >second.csv
act 'a second keying' import r.dtxhh second.csv --pass 2 --keyer lan --as lan
act 'a state' import r.dtxhh returned.csv --as hoa
act 'points' points import r.dtxhh other.csv --correct --reason x --as a
act 'documents' points import r.dtxhh more-documents.csv --as a
act 'points withdrawn' correct r.dtxhh --run $(run_of appraisal.csv) --reason x --as a
act 'documents withdrawn' correct r.dtxhh --run $(run_of documents.csv) --reason x --as a
act 'ballots withdrawn' correct r.dtxhh --run $(run_of two.csv) --reason x --as a
act 'a cell' correct r.dtxhh $serial Q2.U1=C --keyer bich --reason x --as a
act 'a correction withdrawn' correct r.dtxhh --run $(sqlite3 base.dtxhh "SELECT max(number) FROM log WHERE verb = 'correct'") --reason x --as a
act 'a ballot withdrawn' correct r.dtxhh $serial --withdraw --reason x --as a
act 'a state taken back' correct r.dtxhh $state --take-back --reason x --as a
act 'a reserve called in' draw r.dtxhh --replace "$missing" --disposition refused --reason x --as a
act 'ballots of a pool' issue r.dtxhh --pool 2 --group LD --as a
define 'a task' tasks 's/Phát phiếu/Phát phiếu giấy/'
define 'a class' classes 's/,80,/,75,/'
define 'the weight of a group' group_weights 's/0\.4/0.5/; s/0\.6/0.5/'
define 'the name of a criterion' criteria 's/Kế hoạch/Kế hoạch năm/'
# one after another: what was made stale is not made fresh by an act that leaves it
cp base.dtxhh keep.dtxhh; dtxhh correct base.dtxhh $serial Q2.U1=C --keyer bich --reason x --as a --quiet
act 'a cell, then points withdrawn' correct r.dtxhh --run $(run_of appraisal.csv) --reason x --as a
--- stdout
nothing: weights done scores done 
a report: weights done scores done 
a ballot: weights stale scores stale 
a second keying: weights stale scores stale 
a state: weights stale scores stale 
points: weights done scores stale 
documents: weights done scores done 
points withdrawn: weights done scores stale 
documents withdrawn: weights done scores done 
ballots withdrawn: weights stale scores stale 
a cell: weights stale scores stale 
a correction withdrawn: weights stale scores stale 
a ballot withdrawn: weights stale scores stale 
a state taken back: weights stale scores stale 
a reserve called in: weights stale scores stale 
ballots of a pool: weights stale scores stale 
a task: weights done scores done 
a class: weights done scores stale 
the weight of a group: weights done scores stale 
the name of a criterion: weights done scores stale 
a cell, then points withdrawn: weights stale scores stale 
--- stderr
--- status 0
