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
--- stderr
p.csv:2:4: fault: column "Điểm" has "many"; expected a number such as 12.5, with at most nine decimals [F503]
dtxhh: faults: 1, warnings: 0; nothing was changed
--- status 1
