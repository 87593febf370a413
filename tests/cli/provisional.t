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
# every sheet of every workbook, in its cells and in the header of its pages
workbooks() {
    for whom in institute council monitor unit:U1 unit:U2; do
        dtxhh report "$1" --for $whom -o w.xlsx --force --quiet ${2:+--against $2} 2>/dev/null
        for s in $(unzip -l w.xlsx | grep -o 'worksheets/sheet[0-9]*' | grep -o '[0-9]*$'); do
            said=$(cells w.xlsx $s | grep -c -i 'tạm tính') printed=$(unzip -p w.xlsx xl/worksheets/sheet$s.xml | grep -c 'oddHeader.*TẠM TÍNH')
            echo "$((said > 0)) $printed"
        done
    done | sort | uniq -c | awk '{ print $1, "sheets: in cells", $2, "in headers", $3 }'
}
workbooks r.dtxhh
dtxhh report r.dtxhh --for council -o c.xlsx --quiet; cells c.xlsx 2 1; cells c.xlsx 3 3
dtxhh report r.dtxhh --for unit:U1 -o u.xlsx --quiet; cells u.xlsx 2 3
dtxhh show r.dtxhh score_blocks --csv 2>/dev/null
say explain r.dtxhh U1
say status r.dtxhh --lang vi 2>&1 | grep -i 'tạm'
cp r.dtxhh some.dtxhh
# of one unit nothing is known at all; a dry run says the same and writes nothing
grep -v '^U1' points.csv | sed 's/^U2/U3/' >u3.csv; cp -r "$TINY/definition" d; printf 'U3,Sở Ba,B,,yes,3\n' >>d/units.csv
printf 'block,unit,criterion,group,basis\n*,U3,1.2,*,x\n*,U3,2.1,*,x\n' >d/not_applicable.csv
cp r.dtxhh n.dtxhh; dtxhh points import n.dtxhh points.csv --as lan --quiet 2>/dev/null
dtxhh define n.dtxhh --definition d --after-issue --reason x --as lan --quiet; dtxhh weigh n.dtxhh --as lan --quiet 2>/dev/null
say score n.dtxhh --provisional --dry-run --as lan 2>/dev/null; dtxhh show n.dtxhh scores --csv 2>&1 | grep -c U3
dtxhh score n.dtxhh --provisional --as lan --quiet 2>/dev/null; dtxhh show n.dtxhh scores --csv 2>/dev/null | grep U3; say verify n.dtxhh
dtxhh show n.dtxhh score_blocks --csv 2>/dev/null; workbooks n.dtxhh
dtxhh report n.dtxhh --for council -o n.xlsx --quiet; cells n.xlsx 2 2 | head -9; say explain n.dtxhh U3
# the rest comes in: the same scores as without the detour
dtxhh points import r.dtxhh points.csv --as lan --quiet 2>/dev/null
say report r.dtxhh -o p.xlsx --force
say score r.dtxhh --provisional --as lan | cut -d, -f1-12; dtxhh show r.dtxhh scores --csv >detour
say score r.dtxhh --as lan --quiet; dtxhh show r.dtxhh scores --csv | cmp - detour && echo 'the same'
workbooks r.dtxhh
for whom in institute unit:U1; do dtxhh report r.dtxhh --for $whom -o p.xlsx --force --quiet; strings p.xlsx | grep -i 'tạm tính\|chưa có$\|chưa xếp'; done
say explain r.dtxhh U1 2>&1 | grep -i provis; say status r.dtxhh | grep -i provis
# beside provisional figures nothing is compared that is not all known
dtxhh score some.dtxhh --against r.dtxhh --csv 2>/dev/null | cut -d, -f1-7
dtxhh report some.dtxhh --against r.dtxhh --for council -o a.xlsx --quiet; cells a.xlsx 3 5 | head -4; workbooks some.dtxhh r.dtxhh
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
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high,missing
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,,Khá,0.954594154601839,64.7106707791635,89.20088652138145,,,0
B,U1,50,,38.088888889,0,,0,38.088888889,76.177777778,,,,,,,,2
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
r.dtxhh: warning: unit "U1", criterion 1.1: there is no figure yet; the provisional scores leave it out [W604]
r.dtxhh: warning: unit "U1", criterion 2.2: there is no figure yet; the provisional scores leave it out [W604]
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 9 of the log, hash <checked>
status 0
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,other,rank,class,unstated
B,U1,50,,38.088888889,0,,0,38.088888889,76.177777778,38.09,,,missing
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,77.97,,Khá,
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
U1,1,1,,1,30,23.2
U1,1.1,2,TD,0,,
U1,2,1,,1,20,14.888888889
U1,2.2,2,KTXH,0,,
scores,2,partly,,2
U1: Sở Một (provisional scores)
1.1 Kế hoạch (appraisal, of 40 points)
basis: Made up

1.1 there is no figure yet; the provisional scores leave it out
  self score  40  Sở Một, 2025-01-10
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
leaf,1.1,,1,,,,,,,missing
basis,1.1,,,,,,,,,Made up
decision,1.1,,self,,,,,40,,"Sở Một, 2025-01-10"
option,1.2,LD,P1/Q1/A,1,1,100,,,,Tốt
log, draw, weights and scores: no difference; line 9, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
r.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
written: "p.xlsx"
2 đơn vị được chấm điểm, 1 còn thiếu số liệu: chưa xếp hạng (tạm tính)
Bộ tiêu chí và căn cứ (TẠM TÍNH)
Dấu – : tiêu chí không áp dụng với đơn vị. Điểm của lĩnh vực, tiêu chí là tổng các tiêu chí thành phần. Tạm tính: chưa có là số liệu còn thiếu, không tính vào điểm và điểm tối đa; chữ nghiêng là số còn thiếu một phần.
Không áp dụng, trọng số nhóm, xếp loại (TẠM TÍNH)
KẾT QUẢ TẠM TÍNH: còn thiếu 2 số liệu, không tính vào điểm và điểm tối đa; đơn vị thiếu số liệu chưa xếp loại, khối có đơn vị đó chưa xếp hạng
Kết quả và xếp hạng: Khối thử (TẠM TÍNH)
Phiếu phát ra, thu về, hợp lệ theo nhóm đối tượng (TẠM TÍNH)
Phiếu theo mẫu phiếu và bưu điện (TẠM TÍNH)
Phân bố trả lời: Phiếu thử (TẠM TÍNH)
Số phiếu được tính cho từng đơn vị (TẠM TÍNH)
Tiêu chí có điểm thay đổi, thưởng, trừ, có giải trình hoặc không có tài liệu: Khối thử (TẠM TÍNH)
Trung bình, cao nhất, thấp nhất và biểu đồ chỉ có các đơn vị đã đủ số liệu: tạm tính.
Trả lời và trọng số theo tầng (TẠM TÍNH)
Trọng số qua từng bước (TẠM TÍNH)
Tự chấm và thẩm định: Khối thử (TẠM TÍNH)
Tỷ lệ điểm đạt được theo lĩnh vực (%): Khối thử (TẠM TÍNH)
chưa có
Điểm theo tiêu chí: Khối thử (TẠM TÍNH)
Điểm điều tra xã hội học theo nhóm đối tượng (TẠM TÍNH)
Điểm đạt được chia cho điểm tối đa áp dụng với đơn vị. Dấu – : lĩnh vực không có điểm tối đa. Tạm tính: chưa có là số liệu còn thiếu, không tính vào điểm và điểm tối đa; chữ nghiêng là số còn thiếu một phần.
41 sheets: in cells 1 in headers 1
Kết quả và xếp hạng: Khối thử (TẠM TÍNH)||||||||||||||
2 đơn vị được chấm điểm, 1 còn thiếu số liệu: chưa xếp hạng (tạm tính)||||||||||||||
Hạng|Cơ quan, đơn vị|Tổng điểm|Điểm thẩm định|Điểm điều tra XHH|Điểm kinh tế - xã hội|Điểm tối đa áp dụng|Chỉ số (%)|Xếp loại|Tổng điểm, cận dưới 95 %|Tổng điểm, cận trên 95 %|Hạng có thể|Nhóm hạng|Xếp loại chắc chắn?|Số người trả lời ít nhất của một nhóm
–|Sở Hai|77.97|38|30.47|9.5|100|77.97|Khá|64.70999999999999|89.2|–|–|Khá (Yếu–Tốt)|3 (sàn)
Còn thiếu số liệu: chưa xếp hạng, chưa xếp loại||||||||||||||
–|Sở Một|38.09|chưa có|38.09|chưa có|50|76.18000000000001|–|–|–|–|–|–|3
Trung bình khối||77.97|38|30.47|9.5|100|77.97|||||||
Cao nhất||77.97|38|30.47|9.5|100|77.97|||||||
Thấp nhất||77.97|38|30.47|9.5|100|77.97|||||||
Xếp hạng theo: Tổng điểm; So sánh số chưa làm tròn; Bằng nhau thì cùng hạng.||||||||||||||
Làm tròn 2 chữ số thập phân (nửa đơn vị làm tròn lên): Một lần, không làm tròn trung gian; làm tròn tại: Tổng điểm. Cách làm tròn kia cho cùng tổng điểm ở mọi đơn vị.||||||||||||||
Các điểm thành phần được in sau khi làm tròn riêng, nên tổng của chúng có thể lệch với tổng điểm ở chữ số cuối.||||||||||||||
Trung bình, cao nhất, thấp nhất và biểu đồ chỉ có các đơn vị đã đủ số liệu: tạm tính.||||||||||||||
Đơn vị còn thiếu số liệu: điểm là của phần đã có, điểm tối đa chỉ gồm phần đó, nên chưa so được với đơn vị khác (chữ nghiêng; chưa có: chưa có số liệu nào).||||||||||||||
Khoảng 95 % là của cột Tổng điểm: nếu hỏi hết mọi người trong diện được hỏi thì con số ấy nằm trong khoảng, với độ tin cậy 95 %. Khoảng 95 % và hạng có thể chỉ nói về sai số chọn mẫu của điều tra: điểm thẩm định, sai sót nhập liệu hay người không trả lời vì lý do riêng không nằm trong đó. Sai số của một đơn vị chỉ tính những người đã trả lời về đơn vị ấy so với những người có thể trả lời, và không bao giờ được coi là nhỏ hơn mức mà thêm một người trả lời cách nửa thang điểm gây ra (sàn).||||||||||||||
Hạng có thể: với độ tin cậy 95 %, hạng thật của mọi đơn vị trong khối cùng nằm trong các khoảng này; hai đơn vị chỉ được phân biệt khi chênh lệch giữa chúng lớn hơn mức ngẫu nhiên và khoảng riêng của hai đơn vị, nới rộng cho mọi cặp, vẫn tách nhau.||||||||||||||
Sàn dùng ở đây: người chưa trả lời có thể cho bất kỳ mức nào. Chữ (sàn) ghi nơi sàn có tác dụng.||||||||||||||
Số liệu đến dòng 9 của nhật ký, mã băm <checked>
………, ngày …… tháng …… năm ………|||||||
Người lập biểu|||||||Thủ trưởng đơn vị|||||||
(ký, ghi rõ họ tên, đóng dấu)|||||||(ký, ghi rõ họ tên, đóng dấu)|||||||
Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Sở Một|Sở Hai
1|Chỉ đạo||70|23.2|53.8
1.1|Kế hoạch|Thẩm định|40|chưa có|38
1.2|Điều hành|ĐTXHH|30|23.2|15.8
2|Kết quả||30|14.89|24.17
2.1|Hài lòng|ĐTXHH|20|14.89|14.67
2.2|Thu ngân sách|KT-XH|10|chưa có|9.5
Tổng điểm||||38.09|77.97
Điểm tối đa áp dụng||||50|100
Chỉ số (%)||||76.18000000000001|77.97
Tổng điểm||38.09
Điểm thẩm định||chưa có
Điểm điều tra xã hội học||38.09
Điểm kinh tế - xã hội||chưa có
Điểm tối đa áp dụng||50
Chỉ số (%)||76.18000000000001
Xếp loại||chưa xếp loại
Hạng||chưa xếp hạng
Còn thiếu 2 số liệu (chưa có), không tính vào điểm và điểm tối đa: tạm tính.||||
Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Điểm đạt|Tỷ lệ (%)
1|Chỉ đạo||30|23.2|77.33
1.1|Kế hoạch|Thẩm định|chưa có||
1.2|Điều hành|ĐTXHH|30|23.2|77.33
2|Kết quả||20|14.89|74.44
2.1|Hài lòng|ĐTXHH|20|14.89|74.44
2.2|Thu ngân sách|KT-XH|chưa có||
block,units,ranked,mean,high,low,mean_percent,high_percent,low_percent,missing
B,2,0,77.966666667,77.966666667,77.966666667,77.966666667,77.966666667,77.966666667,2
U1: Sở Một (provisional scores)

Total = 38.088888889 of 50: 38.088888889 / 50 × 100 = 76.1778 %
  criterion        points  maximum        %  name
  1                  23.2       30  77.3333  Chỉ đạo
  2          14.888888889       20  74.4444  Kết quả
  sum        38.088888889       50
  by component: 38.088888889 (survey) = 38.088888889
  published with 2 decimals: 38.09; under the other rounding: 38.09
  no 95 % limits: the scores are provisional: figures are missing and left out
  mean of the block: 77.966666667 / 1 = 77.9667 (its units)
Class: not yet, figures are missing
Rank: not yet, figures of the block are missing, or it is not ranked
Rules
  survey = here; rounding = once; decimals = 2; rank_by = points; compare = exact; ties = shared;
      tie_breakers =  (not set: default)
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
one level a screen; with a CRITERION that one, with --csv all that is below
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high,missing
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.088888889,,Tốt,1.8105761223176906,70.41086828305046,89.88699983328155,,,0
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,,Khá,0.954594154601839,64.7106707791635,89.20088652138145,,,0
B,U3,,,0,0,,0,,,,,,,,,,2
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
n.dtxhh: warning: unit "U3", criterion 1.1: there is no figure yet; the provisional scores leave it out [W604]
n.dtxhh: warning: unit "U3", criterion 2.2: there is no figure yet; the provisional scores leave it out [W604]
n.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
a dry run: nothing was changed
0
B,U3,,,0,0,,0,,,,,,,,,,,,missing,,no,,,2
log, draw, weights and scores: no difference; line 13, hash <checked>
without --head this says that the file agrees with itself; that it was not written anew as a whole is seen from a hash that was written down earlier
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
n.dtxhh: warning: after results were known (line 9): line 10 (points import, 2025-01-01T00:00:00Z, by lan): 1 files, 3 rows; 4 in the round already [W926]
n.dtxhh: warning: after results were known (line 9): line 11 (define, 2025-01-01T00:00:00Z, by lan): units U3: added not_applicable * / U3 / 1.2 / *: added not_applicable * / U3 / 2.1 / *: added ; x [W926]
n.dtxhh: warning: after results were known (line 9): line 12 (weigh, 2025-01-01T00:00:00Z, by lan): 6 valid ballots weighted [W926]
n.dtxhh: warning: the scores of line 13, which takes in lines 10, 11, 12, are others than those before, of 2 units: U1 38.09 (provisional) → 82.09, – → Tốt; U3 – → 0.00 (provisional), limits or possible ranks [W927]
n.dtxhh: warning: draw: the freeze (line 3) did not fix how the seed is written; another wording of the same outcome would have given another sample [W923]
n.dtxhh: warning: draw: the rules were changed after the freeze (SHA-256 3087c7383de7… then, 54a9c23013cc… now); `dtxhh log show` tells by whom and what [W924]
block,units,ranked,mean,high,low,mean_percent,high_percent,low_percent,missing
B,3,0,80.027777778,82.088888889,77.966666667,80.027777778,82.088888889,77.966666667,2
44 sheets: in cells 1 in headers 1
3 đơn vị được chấm điểm, 1 còn thiếu số liệu: chưa xếp hạng (tạm tính)||||||||||||||
Hạng|Cơ quan, đơn vị|Tổng điểm|Điểm thẩm định|Điểm điều tra XHH|Điểm kinh tế - xã hội|Điểm tối đa áp dụng|Chỉ số (%)|Xếp loại|Tổng điểm, cận dưới 95 %|Tổng điểm, cận trên 95 %|Hạng có thể|Nhóm hạng|Xếp loại chắc chắn?|Số người trả lời ít nhất của một nhóm
–|Sở Một|82.09|36|38.09|8|100|82.09|Tốt|70.41|89.89|–|–|Tốt (Khá–Tốt)|3 (sàn)
–|Sở Hai|77.97|38|30.47|9.5|100|77.97|Khá|64.70999999999999|89.2|–|–|Khá (Yếu–Tốt)|3 (sàn)
Còn thiếu số liệu: chưa xếp hạng, chưa xếp loại||||||||||||||
–|Sở Ba|chưa có|chưa có|0|chưa có|chưa có|chưa có|–|–|–|–|–|–|–
Trung bình khối||80.03|37|34.28|8.75|100|80.03|||||||
Cao nhất||82.09|38|38.09|9.5|100|82.09|||||||
Thấp nhất||77.97|36|30.47|8|100|77.97|||||||
U3: Sở Ba (provisional scores)

  criterion  points  maximum  %  name
  1               –        –     Chỉ đạo
  2               –        –     Kết quả
  sum             0        –
  1.1, 2.2 there is no figure yet; the provisional scores leave it out
  1.2, 2.1 does not apply (basis: x)
the scores are provisional: 2 figures are missing and left out; units without them have no class, their blocks no ranks
one level a screen; with a CRITERION that one, with --csv all that is below
dtxhh: the scores of "r.dtxhh" are older than the table "points"; `dtxhh score` first
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.088888889,1,Tốt
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,2,Khá
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 11 of the log, hash <checked>
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
the same
41 sheets: in cells 0 in headers 0
3 sheets: in cells 1 in headers 0
Từ lần tính điểm đầu tiên, ai sửa số liệu cũng biết việc sửa có lợi cho đơn vị nào; vì vậy mọi việc làm sau đó được kể ở đây, và mỗi lần tính lại làm điểm, hạng, loại (hoặc khoảng và hạng có thể) đổi thế nào. Một lần tính lại nhận mọi việc làm trước nó; điểm tạm tính in nghiêng.
block,unit,what,criterion,old,new,change
B,U1,total,,,,
B,U1,survey,,38.088888889,38.088888889,0
B,U2,total,,77.966666667,77.966666667,0
B,U2,survey,,30.466666667,30.466666667,0
B,U2,field,1,53.8,53.8,0
B,U2,field,2,24.166666667,24.166666667,0
Sở Một|82.09|chưa có|–|–|–|82.09|chưa có|1|–|Tốt|–|0|–|–
Sở Hai|77.97|77.97|0|-17.38|17.38|77.97|77.97|2|–|Khá|Khá|0|0|0
Dấu – : đợt trước không có; ở cột (95%): không xác định được sai số.||||||||||||
Đơn vị, tiêu chí và khối của hai đợt khớp theo mã.||||||||||||
43 sheets: in cells 1 in headers 1
2 units scored; provisional: 2 figures are missing
2 units scored
2 units scored
--- stderr
--- status 0
