# points import --stage of published tables nearly as they stand (tests/data/tables, each with its source): totals and
# ranks come out as published.  Vĩnh Phúc's header of the units and its "Điểm điều tra XHH" are the notice's; its first
# figure is called as our report calls it.  A heading before each block, a mean and the extremes are added, as tables have.
--- run
definition() {
    rm -rf d r.dtxhh && mkdir d
    printf 'key,value\ncode,X\ntitle,X\nyear,2020\nsurvey,outside\nrounding,%s\nround_at,%s\ncompare,rounded\n' "$1" "$2" >d/round.csv
}
score() {
    dtxhh new r.dtxhh --definition d --as a --quiet && dtxhh points import r.dtxhh wide.csv --stage first --as a --quiet &&
        dtxhh score r.dtxhh --as a --quiet && dtxhh show r.dtxhh scores | awk -F, 'NR > 1 { printf "%s,%.2f,%d\n", $2, $9, $12 }' | sort -V >is.csv
    diff published.csv is.csv && echo "$(wc -l <is.csv) rows as published"
}
definition parts component
printf 'block,code,name,parent,max_points,method\n*,A,Trực tiếp,,62,TD\n*,B,Xã hội,,38,DTXHH\n' >d/criteria.csv
printf 'code,name,ranked\nTW,Cơ quan Trung ương,yes\nSO,"Sở, ban, ngành",yes\n' >d/blocks.csv
grep -v '^#\|^nhom' "$DATA/tables/vinhphuc_2019.csv" | sed 's/^"Sở, ban, ngành"/SO/; s/^Cơ quan T[^,]*/TW/' >rows.csv
awk -F, 'BEGIN { print "code,name,block" } { name = $0; sub(/^[^,]*,[^,]*,/, "", name); sub(/,[0-9.]*,[0-9.]*,[0-9.]*$/, "", name); print "U" NR "," name "," $1 }' rows.csv >d/units.csv
awk -F, '{ printf "U%d,%.2f,%d\n", NR, $(NF - 2), $2 }' rows.csv >published.csv
{
    echo 'Thứ tự xếp hạng,"Tên cơ quan, đơn vị",Tổng điểm,Điểm thẩm định,Điểm điều tra XHH'
    echo ',I. Cơ quan Trung ương,,,' && sed -n 's/^TW,//p' rows.csv
    echo ',SO,–,–,–' && sed -n 's/^SO,//p' rows.csv
    echo ',Trung bình khối,87.42,54.82,32.60' && echo ',Cao nhất,92.93,59.25,33.97' && echo ',Thấp nhất,84.53,52.00,31.04'
} >wide.csv
score
echo "== PAR INDEX 2020, its other rounding: what the printed parts add up to"
definition once total
printf 'block,code,name,parent,max_points,method\n*,A,Thẩm định,,61.5,TD\n*,B,SIPAS,,10,SIPAS\n*,C,diem_khao_sat_lanh_dao_quan_ly,,22,DTXHH\n*,D,diem_tac_dong_ktxh,,6.5,KTXH\n' >d/criteria.csv
printf 'code,name,ranked\nTINH,Tỉnh,yes\n' >d/blocks.csv
grep -v '^#' "$DATA/tables/parindex_2020_top10_tinh.csv" >wide.csv
awk -F, 'BEGIN { print "code,name,block" } NR > 1 { print "U" $1 "," $2 ",TINH" }' wide.csv >d/units.csv
awk -F, 'NR > 1 { printf "U%d,%.2f,%d\n", $1, $3 + $4 + $5 + $6, $1 }' wide.csv >published.csv
score
echo "== how the units' column may be called; a figure left out; a figure of nobody"
dtxhh new n.dtxhh --definition d --as a --quiet
for name in 'Tên đơn vị' 'Cơ quan đơn vị' 'Cơ quan' 'Tên cơ quan' don_vi ten_don_vi '"Tỉnh, thành phố"'; do
    printf '%s,Điểm thẩm định,Điểm kinh tế - xã hội\nU1,5%d,-\nU2,50,\n' "$name" "$((++n))" >name.csv
    dtxhh points import n.dtxhh name.csv --stage first --as a --accept W506 --reason x --quiet 2>err; echo "$name: $? $(grep -c W501 err)"
done
printf 'Mã đơn vị,Tên đơn vị,A\nU3,Thừa Thiên Huế,50\nU4,,\nX,X,1\nY,Y,\n' >both.csv
dtxhh points import n.dtxhh both.csv --stage first --as a --quiet; echo "status $?"
--- stdout
22 rows as published
== PAR INDEX 2020, its other rounding: what the printed parts add up to
10 rows as published
== how the units' column may be called; a figure left out; a figure of nobody
Tên đơn vị: 0 1
Cơ quan đơn vị: 0 1
Cơ quan: 0 1
Tên cơ quan: 0 1
don_vi: 0 1
ten_don_vi: 0 1
"Tỉnh, thành phố": 0 1
status 1
--- stderr
wide.csv:1:1: warning: column "Thứ tự xếp hạng" is not known here; it is passed over [W104]
wide.csv:1:3: warning: column "Tổng điểm" is not known here; it is passed over [W104]
wide.csv:2:2: warning: "I. Cơ quan Trung ương" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
wide.csv:8:2: warning: "SO" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
wide.csv:26:2: warning: "Trung bình khối" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
wide.csv:27:2: warning: "Cao nhất" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
wide.csv:28:2: warning: "Thấp nhất" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
wide.csv:1:1: warning: column "hang" is not known here; it is passed over [W104]
wide.csv:1:7: warning: column "chi_so_tong_hop" is not known here; it is passed over [W104]
both.csv:1:2: warning: column "Tên đơn vị" is not known here; it is passed over [W104]
both.csv:3:3: warning: column "A" is empty here, and in all for 1 of the units its criterion applies to; the cells are passed over [W501]
both.csv:4:1: fault: unit "X" is not in the definition [F501]
both.csv:5:1: warning: "Y" is no unit: a heading, a sum, a mean or an extreme; the row is passed over [W510]
dtxhh: faults: 1, warnings: 3; nothing was changed
--- status 0
