# A message names a column as it stands in the file: in definition, frame, recipe and points, in either language's headers.
--- run
cp -r "$TINY/definition" d
new() { rm -f r.dtxhh; dtxhh new r.dtxhh --definition d --as a --quiet 2>&1 | grep -E '[FW][0-9]+\]'; }
cp d/groups.csv g.csv; sed -i '1s/take,/Cỡ mẫu,/; 1s/stratum_by/Phân tầng theo/; /^DAN/s/,4,persons/,4.5,persons/' d/groups.csv; new; sed -i '/^DAN/s/,4.5,persons/,4,persons/' d/groups.csv; new; cp g.csv d/groups.csv
cp d/scales.csv g.csv; sed -i '1s/percent/Phần trăm điểm/; 2s/100/110/' d/scales.csv; new; sed -i '2s/110/100/' d/scales.csv; new; cp g.csv d/scales.csv
cp d/units.csv g.csv; sed -i '1s/block/Khối/; 2s/,B,/,C,/' d/units.csv; new; sed -i '2s/,C,/,B,/' d/units.csv; new; cp g.csv d/units.csv
cp d/criteria.csv g.csv; sed -i '1s/max_points/ĐIỂM TỐI ĐA/; /^B,1.1,/s/,40,/,forty,/' d/criteria.csv; new; cp g.csv d/criteria.csv; new
people() { printf '%s\n' "$1" "$2" >f.csv; dtxhh frame import r.dtxhh f.csv --as a --dry-run --quiet 2>&1 | grep -E '[FW][0-9]+\]'; }
people 'mã,nhóm,loai,Quy mô,Đơn vị giao dịch' '1,DAN,X,none,U3'; people 'mã,nhóm,loai,Quy mô,Đơn vị giao dịch' '1,DAN,X,2,U2'
people 'id,group,loai,size,rates' '1,DAN,X,none,U3'
rm r.dtxhh; tiny_keyed
steps() { printf '%s\n' "$1" "$2" >c.csv; dtxhh weigh r.dtxhh --recipe c.csv --as a --dry-run --quiet 2>&1 | grep -E 'F80'; }
steps step,group,variables,method,lower,upper,totals,merge trim,DAN,,wrong,,2,,; steps 'bước,nhóm,biến,phương pháp,lower,upper,totals,merge' trim,DAN,,wrong,,2,,
# A column that is not known is a fault in every table that takes no others.
unknown() { grep -h 'F113\]' | sed 's/; expected one of.*\[/; … [/'; }
mkdir more && for f in d/*.csv; do sed '1s/$/,colour/; 2,$s/$/,red/' "$f" >more/"${f#d/}"; done
dtxhh new m.dtxhh --definition more --as a --quiet 2>&1 | unknown
ls more | wc -l
for head in step,group,variables unit,criterion,stage,points unit,criterion,title column,question variable,category,total kind,now,then; do
    printf '%s\n' "$head,colour" "$(echo "$head" | sed 's/[a-z]*/x/g'),red" >"${head%%,*}-${head##*,}.csv"
done
{ dtxhh weigh r.dtxhh --recipe step-variables.csv --as a --dry-run
dtxhh points import r.dtxhh unit-points.csv unit-title.csv --as a --dry-run
dtxhh import r.dtxhh keyed.csv --map column-question.csv --as a --dry-run
dtxhh estimate keyed.csv --mean Q1.U1 --weight serial --calibrate variable-total.csv
dtxhh report r.dtxhh --against r.dtxhh --map kind-then.csv -o x.xlsx; } 2>&1 | unknown
printf '%s\n' 'đơn vị,tiêu chí,bước,Điểm' 'U1,1.1,first,many' >p.csv; dtxhh points import r.dtxhh p.csv --as a --quiet
--- stdout
d/groups.csv:3:5: fault: column "Cỡ mẫu" has "4.5"; expected a whole number of persons [F211]
d/scales.csv:2:4: fault: column "Phần trăm điểm" has "110"; expected 0 … 100 [F212]
d/units.csv:2:3: fault: column "Khối" has "C", which is not in table blocks [F207]
d/criteria.csv:3:5: fault: column "ĐIỂM TỐI ĐA" has "forty"; expected a number such as 12.5, with at most nine decimals [F204]
d/criteria.csv:3:5: fault: criterion "1.1" has nothing below it, so it needs maximum points above 0 [F214]
f.csv:2:4: fault: column "Quy mô" has "none"; expected a number above 0 [F304]
f.csv:2:5: fault: column "Đơn vị giao dịch" has "U3", which is no unit [F303]
f.csv:2:4: fault: column "size" has "none"; expected a number above 0 [F304]
f.csv:2:5: fault: column "rates" has "U3", which is no unit [F303]
c.csv:2:4: fault: column "method" has "wrong"; expected spread, strict, keep_totals [F805]
c.csv:2:4: fault: column "phương pháp" has "wrong"; expected spread, strict, keep_totals [F805]
more/round.csv:1:4: fault: unknown column "colour"; expected no more columns [F113]
more/blocks.csv:1:4: fault: unknown column "colour"; expected no more columns [F113]
more/units.csv:1:7: fault: unknown column "colour"; … [F113]
more/groups.csv:1:16: fault: unknown column "colour"; expected no more columns [F113]
more/scales.csv:1:5: fault: unknown column "colour"; expected no more columns [F113]
more/criteria.csv:1:13: fault: unknown column "colour"; expected no more columns [F113]
more/ballot_types.csv:1:7: fault: unknown column "colour"; expected no more columns [F113]
more/questions.csv:1:11: fault: unknown column "colour"; expected no more columns [F113]
more/group_weights.csv:1:6: fault: unknown column "colour"; expected no more columns [F113]
more/classes.csv:1:7: fault: unknown column "colour"; expected no more columns [F113]
10
step-variables.csv:1:4: fault: unknown column "colour"; … [F113]
unit-points.csv:1:5: fault: unknown column "colour"; … [F113]
unit-title.csv:1:4: fault: unknown column "colour"; … [F113]
column-question.csv:1:3: fault: unknown column "colour"; … [F113]
variable-total.csv:1:4: fault: unknown column "colour"; expected no more columns [F113]
kind-then.csv:1:4: fault: unknown column "colour"; expected no more columns [F113]
--- stderr
p.csv:2:4: fault: column "Điểm" has "many"; expected a number such as 12.5, with at most nine decimals [F503]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
