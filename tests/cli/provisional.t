# Scores before everything is there: `score` refuses, `score --provisional` leaves out what is missing, from points and
# maximum, and says so in every table, workbook and explanation. Once nothing is missing they are the scores.
--- run
tiny_keyed; cp "$TINY/points.csv" .
say() { dtxhh "$@" 2>&1; }
sed -n '1,2p;/^U2/p' points.csv >some.csv; cat some.csv
dtxhh points import r.dtxhh some.csv --as lan --quiet 2>/dev/null; dtxhh weigh r.dtxhh --as lan --quiet 2>/dev/null
say score r.dtxhh --as lan; echo "status $?"
say score r.dtxhh --provisional --set rounding=parts --as lan
say score r.dtxhh --provisional --as lan; echo "status $?"
say show r.dtxhh scores --csv | cut -d, -f1-13,20
say show r.dtxhh score_nodes --csv | grep -E '^U1,(1.1|2.2|2),' | cut -d, -f1-7
say status r.dtxhh | grep ^scores
say explain r.dtxhh U1 1.1
say explain r.dtxhh U1 1 --csv | grep 1.1
say verify r.dtxhh
say report r.dtxhh -o p.xlsx
strings() { unzip -p "$1" 'xl/sharedStrings.xml' | grep -o '<t[^>]*>[^<]*' | sed 's/<t[^>]*>//'; }
strings p.xlsx | grep -i -E 'tạm tính|chưa có$' | LC_ALL=C sort
for s in $(unzip -l p.xlsx | grep -o 'xl/worksheets/sheet[0-9]*.xml'); do unzip -p p.xlsx $s | grep -q 'TẠM TÍNH' || echo "$s does not say so"; done
dtxhh report r.dtxhh --for unit:U1 -o u.xlsx --quiet; strings u.xlsx | grep -c -i 'tạm tính'
# the rest comes in: the same scores as without the detour
dtxhh points import r.dtxhh points.csv --as lan --quiet 2>/dev/null
say report r.dtxhh -o p.xlsx --force
say score r.dtxhh --provisional --as lan | cut -d, -f1-12; dtxhh show r.dtxhh scores --csv >detour
say score r.dtxhh --as lan --quiet; dtxhh show r.dtxhh scores --csv | cmp - detour && echo 'the same'
dtxhh report r.dtxhh -o p.xlsx --force --quiet; strings p.xlsx | grep -c -i 'tạm tính'
dtxhh show r.dtxhh log --csv | grep ,score, | cut -d, -f6
--- stdout
unit,criterion,group,stage,points,percent,by,date,reason
U1,1.1,,self,40,,Sở Một,2025-01-10,
U2,1.1,,self,40,,Sở Hai,2025-01-10,
U2,1.1,,first,38,,Sở Nội vụ,2025-01-20,Thiếu một văn bản
U2,2.2,,outside,9.5,,Cục Thống kê,2025-01-30,
r.dtxhh: fault: unit "U1", criterion 1.1: no appraisal decision; the self score does not count [F602]
r.dtxhh: fault: unit "U1", criterion 2.2: no figure from outside; `dtxhh points import` [F602]
dtxhh: faults: 2, warnings: 0; nothing was changed
status 1
dtxhh: --provisional is about the scores themselves, not a question beside them
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high
B,U1,50,0,38.088888889,0,0,0,38.088888889,76.177777778,,,,,,,
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,,Khá,0.954594154601839,64.7106707791635,89.20088652138145,,
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
r.dtxhh: warning: unit "U1", criterion 1.1: there is no figure yet; the provisional scores leave it out [W604]
r.dtxhh: warning: unit "U1", criterion 2.2: there is no figure yet; the provisional scores leave it out [W604]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
status 0
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,other,rank,class,unstated
B,U1,50,0,38.088888889,0,0,0,38.088888889,76.177777778,38.09,,,missing
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,77.97,,Khá,
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
U1,1,1,,1,30,23.2
U1,1.1,2,TD,0,0,0
U1,2,1,,1,20,14.888888889
U1,2.2,2,KTXH,0,0,0
scores,2,partly,,2
U1: Sở Một
1.1 Kế hoạch (appraisal, of 40 points)
basis: Made up

1.1 there is no figure yet; the provisional scores leave it out
leaf,1.1,,1,,,,,,,missing
basis,1.1,,,,,,,,,Made up
option,1.2,LD,P1/Q1/A,1,1,100,,,,Tốt
log, draw, weights and scores: no difference; line 9, hash <sha256>
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
written: "p.xlsx"
Bộ tiêu chí và căn cứ (TẠM TÍNH)
Không áp dụng, trọng số nhóm, xếp loại (TẠM TÍNH)
KẾT QUẢ TẠM TÍNH: còn thiếu 2 số liệu, không tính vào điểm và điểm tối đa; đơn vị thiếu số liệu chưa xếp loại, khối có đơn vị đó chưa xếp hạng
Kết quả và xếp hạng: Khối thử (TẠM TÍNH)
Phiếu phát ra, thu về, hợp lệ theo nhóm đối tượng (TẠM TÍNH)
Phiếu theo mẫu phiếu và bưu điện (TẠM TÍNH)
Phân bố trả lời: Phiếu thử (TẠM TÍNH)
Số phiếu được tính cho từng đơn vị (TẠM TÍNH)
Trả lời và trọng số theo tầng (TẠM TÍNH)
Trọng số qua từng bước (TẠM TÍNH)
Tự chấm và thẩm định: Khối thử (TẠM TÍNH)
Tỷ lệ điểm đạt được theo lĩnh vực (%): Khối thử (TẠM TÍNH)
chưa có
Điểm điều tra xã hội học theo nhóm đối tượng (TẠM TÍNH)
4
dtxhh: the scores of "r.dtxhh" are older than the table "points"; `dtxhh score` first
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.088888889,1,Tốt
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,2,Khá
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
the same
0
2 units scored; provisional: 2 figures are missing
2 units scored
2 units scored
--- stderr
--- status 0
