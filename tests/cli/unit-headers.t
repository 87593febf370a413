# What people head the column of the unit with, in every file that has one; where it may be another thing it is not taken.
--- run
import_issued
cp i.dtxhh base.dtxhh
heads='unit:Đơn vị:MÃ ĐƠN VỊ:Cơ quan:Tên cơ quan:Cơ quan, đơn vị:Tên cơ quan, đơn vị:Cơ quan/đơn vị:Co quan'
each() { echo "$heads" | tr ':' '\n' | while read -r head; do printf '%s: ' "$head"; "$@" "$head"; done; }
echo '# ballots, a row per answer'
ballots() { cp base.dtxhh i.dtxhh; printf 'serial,keyer,question,"%s",answer\n17394484940,a,Q1,Sở Y tế,A\n' "$1" >b.csv
    dtxhh import i.dtxhh b.csv --as a --quiet --accept W402 --reason x 2>&1 | grep -o '\[F...\]' ; dtxhh show i.dtxhh answers --csv | awk -F, '$5 == "A"' | cut -d, -f3-5; }
each ballots
rm i.dtxhh; tiny_new; cp r.dtxhh k.dtxhh
echo '# points, documents'
points() { cp k.dtxhh r.dtxhh; printf '"%s",criterion,stage,points,by\nSở Hai,1.1,self,20,x\n' "$1" >p.csv
    printf '"%s",criterion,number,symbol,date,title\nSở Hai,1.1,1,A,2024-01-01,x\n' "$1" >e.csv
    dtxhh points import r.dtxhh p.csv e.csv --as a --quiet; dtxhh show r.dtxhh points --csv | tail -1 | cut -d, -f1,2,5; dtxhh show r.dtxhh evidence --csv | tail -1 | cut -d, -f1-3; }
each points | paste -d' ' - -
echo '# the frame'
frame() { cp k.dtxhh r.dtxhh; printf '%s\n' "$1" "$2" >f.csv; dtxhh frame import r.dtxhh f.csv --as a --quiet; dtxhh show r.dtxhh frame --csv | tail -1 | cut -d, -f1-4; rm -f r.identity; }
one() { frame "group,id,loai,\"$1\"" 'DAN,1,X,Sở Hai'; }
each one
echo '# beside the unit rated, or another such column, or own_unit: it is left alone'
frame 'group,id,loai,rates,cơ quan' 'DAN,1,X,U1,Sở Hai'
frame 'group,id,loai,đơn vị,cơ quan' 'DAN,1,X,U1,Sở Hai'
frame 'group,id,loai,own_unit,cơ quan' 'DAN,1,X,U1,Sở Hai'
--- stdout
# ballots, a row per answer
unit: U3,Q1,A
Đơn vị: U3,Q1,A
MÃ ĐƠN VỊ: U3,Q1,A
Cơ quan: U3,Q1,A
Tên cơ quan: U3,Q1,A
Cơ quan, đơn vị: U3,Q1,A
Tên cơ quan, đơn vị: U3,Q1,A
Cơ quan/đơn vị: U3,Q1,A
Co quan: U3,Q1,A
# points, documents
unit: U2,1.1,20 U2,1.1,1
Đơn vị: U2,1.1,20 U2,1.1,1
MÃ ĐƠN VỊ: U2,1.1,20 U2,1.1,1
Cơ quan: U2,1.1,20 U2,1.1,1
Tên cơ quan: U2,1.1,20 U2,1.1,1
Cơ quan, đơn vị: U2,1.1,20 U2,1.1,1
Tên cơ quan, đơn vị: U2,1.1,20 U2,1.1,1
Cơ quan/đơn vị: U2,1.1,20 U2,1.1,1
Co quan: U2,1.1,20 U2,1.1,1
# the frame
unit: DAN,1,,
Đơn vị: DAN,1,U2,
MÃ ĐƠN VỊ: DAN,1,U2,
Cơ quan: DAN,1,U2,
Tên cơ quan: DAN,1,U2,
Cơ quan, đơn vị: DAN,1,U2,
Tên cơ quan, đơn vị: DAN,1,U2,
Cơ quan/đơn vị: DAN,1,U2,
Co quan: DAN,1,U2,
# beside the unit rated, or another such column, or own_unit: it is left alone
DAN,1,,U1
DAN,1,,
DAN,1,U1,
--- stderr
f.csv:1:4: warning: column "unit" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
f.csv:1:5: warning: column "cơ quan" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
f.csv:1:4: warning: column "đơn vị" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
f.csv:1:5: warning: column "cơ quan" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
f.csv:1:5: warning: column "cơ quan" is no stratum, cluster, size or margin of the definition; it is not kept [W302]
--- status 0
