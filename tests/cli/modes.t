# Where a rank or a class hangs on the way of rounding, `score` says so.
#
#   A  50.004 + 30.004 = 80.008, in parts 50.00 + 30.00 = 80.00     first, Tốt; in parts second, Khá
#   B  50     + 30.005 = 80.005, in parts 50    + 30.01 = 80.01     second, Tốt; in parts first, Tốt
#   C  60     + 20     = 80 either way                              third; in parts second, beside A
--- run
mkdir d
printf 'key,value,basis\ncode,M,\ntitle,M,\nyear,2024,\nsurvey,outside,\n' >d/round.csv
printf 'code,name,ranked\nB,Khối,yes\n' >d/blocks.csv
printf 'code,name,block\nA,Sở A,B\nB,Sở B,B\nC,Sở C,B\n' >d/units.csv
printf 'block,code,name,max_points,method\nB,1,Thẩm định,60,TD\nB,2,Điều tra,40,DTXHH\n' >d/criteria.csv
printf 'block,class,from,of\nB,Tốt,80.005,points\nB,Khá,0,points\n' >d/classes.csv
printf 'unit,criterion,stage,points\nA,1,first,50.004\nA,2,outside,30.004\nB,1,first,50\nB,2,outside,30.005\nC,1,first,60\nC,2,outside,20\n' >p.csv
dtxhh new r.dtxhh --definition d --as a --quiet
dtxhh points import r.dtxhh p.csv --as a --quiet
dtxhh score r.dtxhh --as a
dtxhh report r.dtxhh -o r.xlsx
unzip -p r.xlsx xl/sharedStrings.xml | grep -o '[^>]*nếu làm tròn cách kia[^<]*'
dtxhh score r.dtxhh --set rounding=parts --set round_at=component
--- stdout
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high,missing
B,A,100,50.004,30.004,0,0,0,80.008,80.008,1,Tốt,,,,,,0
B,B,100,50,30.005,0,0,0,80.005,80.005,2,Tốt,,,,,,0
B,C,100,60,20,0,0,0,80,80,3,Khá,,,,,,0
Tổng điểm nếu làm tròn cách kia
Làm tròn 2 chữ số thập phân (nửa đơn vị làm tròn lên): Một lần, không làm tròn trung gian; làm tròn tại: Tổng điểm. Cột tổng điểm nếu làm tròn cách kia và cột chênh lệch đặt cạnh để so.
Sở A: hạng 1, xếp loại Tốt; nếu làm tròn cách kia thì hạng 2, xếp loại Khá.
Sở B: hạng 2, xếp loại Tốt; nếu làm tròn cách kia thì hạng 1, xếp loại Tốt.
Sở C: hạng 3, xếp loại Khá; nếu làm tròn cách kia thì hạng 2, xếp loại Khá.
block,unit,total,new_total,change,percent,new_percent,rank,new_rank,class,new_class
B,A,80.008,80,-0.008,80.008,80,1,2,Tốt,Khá
B,B,80.005,80.01,0.005,80.005,80.01,2,1,Tốt,Tốt
B,C,80,80,0,80,80,3,2,Khá,Khá
--- stderr
d/classes.csv:2:3: warning: "80.005" and the like in this column are read as 80.005, not as 80005, because "," stands between cells; no other number says which [W108]
p.csv:2:4: warning: "50.004" and the like in this column are read as 50.004, not as 50004, because "," stands between cells; no other number says which [W108]
r.dtxhh: warning: unit "A": rank 1 with 80.01 points; rounded the other way 2 with 80.00 [W601]
r.dtxhh: warning: unit "A": class "Tốt" with 80.01 points; rounded the other way "Khá" with 80.00 [W602]
r.dtxhh: warning: unit "B": rank 2 with 80.01 points; rounded the other way 1 with 80.01 [W601]
r.dtxhh: warning: unit "C": rank 3 with 80.00 points; rounded the other way 2 with 80.00 [W601]
line 3 of the log, hash <checked>
written: "r.xlsx"
3 of 3 units move; the round is as it was
--- status 0
