# Classes by points or by percent: the setting class_by says so for all bands that leave `of` empty, a band that fills it
# for itself; the report and explain say which.
#
# By hand, from tour.t: U1 82.088888889 of 100.  2.2 does not apply to U2: 77.966666667 - 9.5 = 68.466666667 of 90, 76.07 %.
--- run
bands() { printf 'block,class,from,of,floor,floor_level\n%s\n' "$1" >tiny/definition/classes.csv; }
rule() { printf 'key,value,basis\ncode,TINY,\ntitle,Thử,\nyear,2024,\n%s\n' "$1" >tiny/definition/round.csv; }
classed() {
    rm -f r.dtxhh r.identity; (cd tiny && rm -f r.* && TINY=. && tiny_scored 2>/dev/null); mv tiny/r.dtxhh .
    dtxhh show r.dtxhh scores | awk -F, 'NR > 1 { print $2, $13 }'
    dtxhh report r.dtxhh -o r.xlsx --force --quiet 2>/dev/null
    unzip -p r.xlsx xl/sharedStrings.xml | grep -o '[^>]*riêng theo [^<]*\|[^>]*ghi ở từng mức[^<]*'
}
cp -r "$TINY" tiny
printf 'block,unit,criterion,group,basis\nB,U2,2.2,*,Made up\n' >tiny/definition/not_applicable.csv
sed -i '/^U2,2.2/d' tiny/points.csv
echo "== the setting"
bands 'B,Tốt,80,,,
B,Khá,70,,,
B,Yếu,0,,,'
rule class_by,percent,
classed
dtxhh score r.dtxhh --set class_by=points | cut -d, -f2,10-
rule class_by,points,
classed
echo "== a band of its own"
bands 'B,Tốt,80,percent,,
B,Khá,70,,,
B,Yếu,0,,,'
classed
echo "== all of them"
bands 'B,Tốt,80,percent,,
B,Khá,70,percent,,
B,Yếu,0,percent,,'
classed
dtxhh score r.dtxhh --set class_by=percent; echo "status $?"
--- stdout
== the setting
U1 Tốt
U2 Khá
unit,class,new_class
U2,Khá,Yếu
U1 Tốt
U2 Yếu
== a band of its own
U1 Tốt
U2 Yếu
Tổng điểm; riêng theo Chỉ số (%): Tốt (Khối thử)
== all of them
U1 Tốt
U2 Khá
Chỉ số (%) (ghi ở từng mức xếp loại; thiết lập chung không dùng)
status 2
--- stderr
1 of 2 units move; the round is as it was
dtxhh: --set: class_by works on no class: each says itself what it is of
--- status 0
