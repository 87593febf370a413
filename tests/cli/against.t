# score --against where SIPAS comes from outside: the change of survey and SIPAS points is measured against errors only
# where both rounds know all of them.  Not one ballot differs here.
#
# By hand: a percentage p of SIPAS with the error s gives 10 p / 100 points with the error 10 s / 100; the ballots' error b is
# the same in both rounds, and z = change / sqrt(b1^2 + b2^2), b of the total (the rest has no error).
--- run
export DTXHH=dtxhh
sh "$ROOT/examples/run.sh" so-huyen-2024 1 >/dev/null
cp 1/so-huyen-2024.dtxhh old.dtxhh && cp old.dtxhh new.dtxhh
printf 'unit,criterion,stage,percent,se,n,reason\nSNV,4,outside,55,,,rechecked\n' >bare.csv
dtxhh points import new.dtxhh bare.csv --correct --reason 'đính chính' --as a --quiet && dtxhh score new.dtxhh --as a --quiet
dtxhh score new.dtxhh --against old.dtxhh | awk -F, '$3 == "survey" { print $2, $6, "z=" $16 }' | sort >bare.txt; grep SNV bare.txt
# Its error is known now, but not last year's.
printf 'unit,criterion,stage,percent,se,n,reason\nSNV,4,outside,55,1.5,300,rechecked\n' >now.csv
printf 'unit,criterion,stage,percent,se,n,reason\nSNV,4,outside,60,2,300,rechecked\n' >then.csv
dtxhh points import new.dtxhh now.csv --correct --reason 'đính chính' --as a --quiet && dtxhh score new.dtxhh --as a --quiet
dtxhh score new.dtxhh --against old.dtxhh | awk -F, '$2 == "SNV" && $3 == "survey" { print "z=" $16 }'
# And in both.
dtxhh points import old.dtxhh then.csv --correct --reason 'đính chính' --as a --quiet && dtxhh score old.dtxhh --as a --quiet
dtxhh score new.dtxhh --against old.dtxhh | awk -F, '$2 == "SNV" && $3 == "survey" { printf "%s %.6f\n", $6, $16 }'
b() { sqlite3 "$1" "SELECT se FROM score WHERE unit = 'SNV'"; }
awk -v x="$(b new.dtxhh)" -v y="$(b old.dtxhh)" 'BEGIN { printf "%.6f\n", -0.5 / sqrt(x ^ 2 + y ^ 2); d = x ^ 2 - 0.15 ^ 2 - (y ^ 2 - 0.2 ^ 2); print (d < 1e-12 && d > -1e-12 ? "the same ballots" : d) }'
dtxhh report new.dtxhh -o r.xlsx --against old.dtxhh
# A map names codes of both rounds, each once; two units may have changed codes.
for row in unit,SNV,XX criterion,1,9 block,SO,XX; do
    printf 'kind,now,then\n%s\n' $row >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv; echo "status $?"
done
printf 'kind,now,then\nunit,SNV,STP\nunit,STP,STP\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv; echo "status $?"
printf 'kind,now,then\nunit,SNV,STP\nunit,STP,SNV\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv >/dev/null
# One old code is not that of a mapped unit and, unchanged, of another one; a row without the old code says there was none.
printf 'kind,now,then\nunit,SNV,STP\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv; echo "status $?"
dtxhh score new.dtxhh --against old.dtxhh --map m.csv --lang vi; echo "status $?"
printf 'kind,now,then\nunit,SNV,STP\nunit,STP,\nunit,SYT,\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv | awk -F, '$3 == "total" { print $2, $5 != "" }'
# A criterion: 2 and 3 stand in one tree; a row may say that nothing changed.
printf 'kind,now,then\ncriterion,2,3\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv; echo "status $?"
printf 'kind,now,then\ncriterion,2,2\ncriterion,3,3\n' >m.csv; dtxhh score new.dtxhh --against old.dtxhh --map m.csv --quiet | head -1 | cut -d, -f1-5
--- stdout
SNV 28.662969188 z=
z=
28.662969188 -0.449187
-0.449187
the same ballots
status 1
status 1
status 1
status 1
status 1
status 1
SNV 1
STP 0
STC 1
SYT 0
BDT 1
H1 1
H2 1
H3 1
TP 1
status 1
block,unit,what,criterion,old
--- stderr
line 9 of the log, hash <checked>
bare.csv:2:4: warning: unit "SNV", criterion 4, figure from outside: 55 % takes the place of 8.64 of 2025-01-05 [W506]
block SO: 1 units up, 1 down, 2 the same
block HUYEN: 0 units up, 0 down, 4 the same
block SO: 1 units up, 1 down, 2 the same
block HUYEN: 0 units up, 0 down, 4 the same
then.csv:2:4: warning: unit "SNV", criterion 4, figure from outside: 60 % takes the place of 8.64 of 2025-01-05 [W506]
block SO: 1 units up, 1 down, 2 the same
block HUYEN: 0 units up, 0 down, 4 the same
written: "r.xlsx"
m.csv:2:3: fault: "XX" is no unit of the earlier round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:2:3: fault: "9" is no criterion of the earlier round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:2:3: fault: "XX" is no block of the earlier round [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:3:3: fault: "STP" and "STP" stand in an earlier row; a code has one counterpart [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
block SO: 0 units up, 0 down, 4 the same
block HUYEN: 0 units up, 0 down, 4 the same
m.csv:2:3: fault: "STP" of the earlier round is said to be "SNV" now, and "STP" is there now as well, without a row; expected a row for it too, its earlier code empty where it had none [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
m.csv:2:3: lỗi: "STP" của đợt trước được ghi là "SNV" của đợt này, mà đợt này cũng có "STP" không có dòng nào; cần một dòng cho mã đó, để trống mã năm trước nếu trước đây không có [F611]
dtxhh: lỗi: 1, cảnh báo: 0; không có gì thay đổi
unit SNV of the earlier round is not in this one
unit SYT of the earlier round is not in this one
block SO: 0 units up, 0 down, 2 the same
block HUYEN: 0 units up, 0 down, 4 the same
m.csv:2:3: fault: "3" of the earlier round is said to be "2" now, and "3" is there now as well, without a row; expected a row for it too, its earlier code empty where it had none [F611]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 0
