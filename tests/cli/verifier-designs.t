# `dtxhh-verify` draws every design again, whatever the sizes come from: each group holds, and in each a member who is put in another's
# place is named.  Then all of it counted from a start of its own.
--- run
cp -r "$TINY/definition" definition && rm -f definition/group_weights.csv
cat >definition/groups.csv <<'X'
code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
HT,Hệ thống,ballot,systematic,7,persons,,,,,,,25%,,
HS,Hệ thống có sắp,ballot,systematic,9,persons,,xa,,,,,10%,,
HP,Hệ thống từng tầng,ballot,systematic,3,persons,stratum,loai,,,,,50%,,
PX,Theo quy mô,ballot,pps,9,persons,,,,,,quymo,34%,,
PT,Quy mô từng tầng,ballot,pps,4,persons,stratum,loai,,,,quymo,20%,,
NB,Nhiều bước,ballot,stages,,,,,,,,,50%,,
N3,Ba bước,ballot,stages,,,,,,,,,30%,,
NC,Cụm lấy hết,ballot,stages,,,,,,,,,0%,,
CT,Chỉ tiêu,ballot,quota,5,persons,,,,,,,40%,,
NE,Neyman,ballot,stratified,11,persons,,loai,neyman,2,,quymo,10%,,
LT,Lũy thừa,ballot,stratified,13,persons,,loai,power,,,,20%,,
LS,Lũy thừa theo cột,ballot,stratified,13,persons,,xa,power,,,quymo,20%,,
DE,Đều,ballot,stratified,17,persons,,xa,equal,2,5,,20%,,
PC,Phần trăm,ballot,stratified,30,percent,stratum,xa,,2,9,,20%,,
YA,Yamane,ballot,srs,15%,yamane,,,,,,,20%,,
SS,Sai số,ballot,stratified,0.2,margin,,loai,,,,,20%,80%,
TB,Toàn bộ theo tầng,ballot,census,,,,loai,,,,,,,
X
cat >definition/stages.csv <<'X'
group,stage,column,method,take,size_by
NB,1,xa,pps,2,danso
NB,2,,srs,3,
N3,1,huyen,srs,2,
N3,2,xa,systematic,2,
N3,3,,pps,2,quymo
NC,1,huyen,systematic,2,
NC,2,xa,census,,
X
sed -i 's/LD;DAN/HT;HS;HP;PX;PT;NB;N3;NC;CT;NE;LT;LS;DE;PC;YA;SS;TB/' definition/ballot_types.csv
python3 - >frame.csv <<'X'
print("group,id,loai,xa,huyen,quymo,danso")
for g in "HT HS HP PX PT NB N3 NC CT NE LT LS DE PC YA SS TB".split():
    for i in range(40):
        size = 900 if g in ("PX", "PT") and i == 7 else i * i % 23 + 1
        print(f"{g},{i * 7919 % 97:02d}{g},{'XYZ'[i % 7 % 3]},Xã {'ABCDEFGH'[i % 8]},{'MNPQ'[i % 8 // 2]},{size},{100 + 37 * (i % 8)}")
X
fails() { dtxhh-verify --csv "$@" | awk -F, '$1 == "fails" { printf " %s", $2 }'; }
for start in 0 0.37; do
    rm -f r.dtxhh
    dtxhh new r.dtxhh --definition definition --as a --quiet && dtxhh frame import r.dtxhh frame.csv --as a --quiet &&
        dtxhh frame freeze r.dtxhh --seed-from 'event' --ticket-start $start --as a --quiet 2>/dev/null && dtxhh draw r.dtxhh --seed 'S 1' --as a --quiet 2>/dev/null || exit
    dtxhh-verify --csv r.dtxhh | grep '^[^,]*,D[1567],'
    for group in $(cut -d, -f1 definition/groups.csv | tail -n +2); do
        cp r.dtxhh x.dtxhh
        # the first selected for somebody else of the frame; of a census another weight
        python3 "$CASES/forge_all.py" "$ROOT/docs/verify.md" x.dtxhh "CREATE TEMP TABLE other AS SELECT coalesce((SELECT min(id) FROM frame WHERE \"group\" = '$group'
            AND id NOT IN (SELECT id FROM sample)), '') AS id; UPDATE sample SET id = CASE (SELECT id FROM other) WHEN '' THEN id ELSE (SELECT id FROM other) END,
            weight = CASE (SELECT id FROM other) WHEN '' THEN 7 ELSE weight END WHERE id = (SELECT min(id) FROM sample WHERE \"group\" = '$group' AND role = 'selected')"
        printf '%s' "$group:$(fails x.dtxhh) "
        dtxhh verify x.dtxhh --quiet >/dev/null 2>&1; echo $?
    done | sort | uniq -c | awk '{ print $2, $3, $4 }' | paste -sd' '
done
--- stdout
holds,D1,680,0,"danh sách đúng như lúc chốt","(<sha256>, dòng 3)"
holds,D5,57,0,"tầng, cỡ mẫu và dự phòng rút lại",""
holds,D6,303,0,"người được chọn và dự phòng rút lại",""
holds,D7,0,0,"dự phòng được gọi đúng thứ tự, đúng tầng",""
CT: D6 1 DE: D6 1 HP: D6 1 HS: D6 1 HT: D6 1 LS: D6 1 LT: D6 1 N3: D6 1 NB: D6 1 NC: D6 1 NE: D6 1 PC: D6 1 PT: D6 1 PX: D6 1 SS: D6 1 TB: D6 1 YA: D6 1
holds,D1,680,0,"danh sách đúng như lúc chốt","(<sha256>, dòng 3)"
holds,D5,57,0,"tầng, cỡ mẫu và dự phòng rút lại",""
holds,D6,303,0,"người được chọn và dự phòng rút lại",""
holds,D7,0,0,"dự phòng được gọi đúng thứ tự, đúng tầng",""
CT: D6 1 DE: D6 1 HP: D6 1 HS: D6 1 HT: D6 1 LS: D6 1 LT: D6 1 N3: D6 1 NB: D6 1 NC: D6 1 NE: D6 1 PC: D6 1 PT: D6 1 PX: D6 1 SS: D6 1 TB: D6 1 YA: D6 1
--- stderr
--- status 0
