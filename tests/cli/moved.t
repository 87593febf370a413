# score --against where a unit moved to another block, and a map of codes in Vietnamese words.
#
# Last year two sở (A 70, B 60) and two huyện (H 80, K 50); now H is among the sở: A 70, B 75, H 65.  Among the sở alone
# B went up from 2 to 1 and A down from 1 to 2; H was the first of another block, and is third here.
--- run
mkdir then now
for year in then now; do
    printf 'key,value,basis\ncode,R,\ntitle,T,\nyear,2024,\n' >$year/round.csv
    printf 'code,name,ranked\nSO,Sở,yes\nHU,Huyện,yes\n' >$year/blocks.csv
    printf 'block,code,name,parent,max_points,method\n*,1,Trust,,100,TD\n' >$year/criteria.csv
done
printf 'code,name,block\nA,A,SO\nB,B,SO\nH,H,HU\nK,K,HU\n' >then/units.csv
printf 'code,name,block\nA,A,SO\nB,B,SO\nH,H,SO\nK,K,HU\n' >now/units.csv
points() { for p in $2; do echo "${p%%:*},1,first,${p##*:}"; done | sed '1i unit,criterion,stage,points' >"$1.csv"; }
points then 'A:70 B:60 H:80 K:50'
points now 'A:70 B:75 H:65 K:50'
make_round() { dtxhh new "$1.dtxhh" --definition "$1" --as a --quiet && dtxhh points import "$1.dtxhh" "$1.csv" --as a --quiet && dtxhh score "$1.dtxhh" --as a --quiet; }
make_round then && make_round now
dtxhh score now.dtxhh --against then.dtxhh | grep total | cut -d, -f1,2,5-7,11-13,17
dtxhh report now.dtxhh -o r.xlsx --for council --against then.dtxhh --quiet
unzip -p r.xlsx xl/sharedStrings.xml | grep -o '>[^<]*đơn vị tăng hạng[^<]*\|>1 (HU)'
# The huyện are another block now, of which the map knows: K is the one it was.
mkdir other && cp now/*.csv other && sed -i 's/^HU,/QH,/' other/blocks.csv && sed -i 's/,HU$/,QH/' other/units.csv && cp now.csv other.csv
make_round other
dtxhh score other.dtxhh --against then.dtxhh | grep K,total | cut -d, -f2,11-13,17
printf 'loại;nay;trước\nKhối;QH;HU\nđơn vị;A;B\nĐƠN VỊ;B;A\ntiêu chí;1;1\n' >map.csv
dtxhh score other.dtxhh --against then.dtxhh --map map.csv | grep total | cut -d, -f2,5,6,11-13,17
# A has no counterpart, which an empty cell says.
printf 'Loại,Năm nay,Năm trước\nđơn vị,A,\nđơn vị,B,A\n' >map.csv
dtxhh score other.dtxhh --against then.dtxhh --map map.csv --quiet | grep 'SO,[AB],total' | cut -d, -f2,5,6,11-13
printf 'Loại mã,Mã mới,Mã cũ\nnhóm,A,B\n' >bad.csv
dtxhh score other.dtxhh --against then.dtxhh --map bad.csv --lang vi; echo "status $?"
--- stdout
SO,A,70,70,0,1,2,-1,
SO,B,60,75,15,2,1,1,
SO,H,80,65,-15,1,3,,HU
HU,K,50,50,0,2,1,1,
>1 đơn vị tăng hạng, 1 giảm hạng, 0 giữ nguyên; 1 chuyển từ khối khác, không so hạng
>1 (HU)
>1 đơn vị tăng hạng, 0 giảm hạng, 0 giữ nguyên
K,2,1,,HU
A,60,70,2,2,0,
B,70,75,1,1,0,
H,80,65,1,3,,HU
K,50,50,2,1,1,
A,,70,,2,
B,70,75,1,1,0
status 1
--- stderr
block SO: 1 units up, 1 down, 0 the same
block HU: 1 units up, 0 down, 0 the same
block SO: 1 units were in another block; their ranks are not compared
block QH: there is none of this code in "then.dtxhh"; where it had another, --map says which
block SO: 1 units up, 1 down, 0 the same
block SO: 1 units were in another block; their ranks are not compared
block QH: 1 units were in another block; their ranks are not compared
block SO: 0 units up, 0 down, 2 the same
block QH: 1 units up, 0 down, 0 the same
block SO: 1 units were in another block; their ranks are not compared
bad.csv:2:1: lỗi: cột "kind" có giá trị "nhóm"; cần đơn vị, tiêu chí, khối [F611]
dtxhh: lỗi: 1, cảnh báo: 0; không có gì thay đổi
--- status 0
