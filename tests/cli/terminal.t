# At a terminal tables are aligned, titles are in the reader's language, numbers rounded to
# the round's decimals, with a decimal comma only in Vietnamese; --csv is CSV there too.
--- run
tiny_scored
terminal() { script -qefc "dtxhh $*" /dev/null | tr -d '\r'; }
terminal score r.dtxhh --as a --lang vi
terminal score r.dtxhh --as a
terminal score r.dtxhh --as a --csv
terminal status r.dtxhh --lang vi
terminal plan r.dtxhh --lang vi
terminal check r.dtxhh
terminal weigh r.dtxhh --as a --lang vi
terminal status r.dtxhh
terminal show r.dtxhh units --lang vi
terminal show r.dtxhh score_groups --lang vi
terminal explain r.dtxhh U1 --lang vi
terminal explain r.dtxhh U1 2.1 --lang vi
terminal explain r.dtxhh U1 1.1 --lang vi
terminal explain r.dtxhh U1 2.1 | head -12
# lines fit the screen
for columns in 60 80 160; do
    script -qefc "stty cols $columns; dtxhh explain r.dtxhh U1 --lang vi 2>/dev/null" /dev/null | tr -d '\r' >screen
    [ "$(LC_ALL=C.UTF-8 wc -L <screen)" -le $columns ] && sed -n '/^Quy định/,$p' screen
done
terminal log show r.dtxhh | head -3 | sed 's/  [0-9a-f]*$/  HASH/'
terminal log head r.dtxhh --csv | head -1
--- stdout
Khối  Đơn vị  Tối đa  Thẩm định  ĐTXHH  SIPAS  KT-XH  Thưởng, trừ  Tổng điểm  Tỷ lệ %  Hạng  Xếp loại  Sai số chuẩn  Cận dưới  Cận trên  Hạng từ  đến  Còn thiếu
----  ------  ------  ---------  -----  -----  -----  -----------  ---------  -------  ----  --------  ------------  --------  --------  -------  ---  ---------
B     Sở Một  100,00      36,00  38,09   0,00   8,00         0,00      82,09    82,09     1  Tốt               1,81     70,41     89,89        1    2
B     Sở Hai  100,00      38,00  30,47   0,00   9,50         0,00      77,97    77,97     2  Khá               0,95     64,71     89,20        1    2
r.dtxhh: cảnh báo: nhóm "DAN", tầng "Y": một người trả lời đại diện cho những người khác; sai số ở tầng này tính quanh trung bình của nhóm [W611]
dòng 10 của nhật ký, mã băm 
    <checked>
    <checked>
Block  Unit    Maximum  Appraised  Survey  SIPAS  Socio-economic  Bonus  Total  Percent  Rank  Class  Std. error    Low   High  Rank from  to  Missing
-----  ------  -------  ---------  ------  -----  --------------  -----  -----  -------  ----  -----  ----------  -----  -----  ---------  --  -------
B      Sở Một   100.00      36.00   38.09   0.00            8.00   0.00  82.09    82.09     1  Tốt          1.81  70.41  89.89          1   2
B      Sở Hai   100.00      38.00   30.47   0.00            9.50   0.00  77.97    77.97     2  Khá          0.95  64.71  89.20          1   2
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 11 of the log, hash 
    <checked>
    <checked>
block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,rank,class,se,low,high,rank_low,rank_high,missing
B,U1,100,36,38.088888889,0,8,0,82.088888889,82.088888889,1,Tốt,1.8105761223176906,70.41086828305046,89.88699983328155,1,2,0
B,U2,100,38,30.466666667,0,9.5,0,77.966666667,77.966666667,2,Khá,0.954594154601839,64.7106707791635,89.20088652138145,1,2,0
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
line 12 of the log, hash 
    <checked>
    <checked>
TINY: Đợt thử hai đơn vị

Phần                              Số lượng  Trạng thái  Còn thiếu
--------------------------------  --------  ----------  ---------
định nghĩa (số đơn vị)                   2  xong
danh sách (số đối tượng)                11  xong
danh sách đã khóa (số đối tượng)        11  xong
mẫu (số đối tượng)                       7  xong
phiếu đã cấp                             7  xong
phiếu đã nhập                            6  xong
điểm từ bên ngoài                        7  xong
trọng số (số phiếu)                      6  xong
điểm (số đơn vị)                         2  xong

việc tiếp theo: dtxhh report r.dtxhh -o FILE.xlsx
Nhóm  Tầng  N  Cách tính cỡ mẫu  n  Dự phòng  Sai số, %  Cách chọn  N/(1+N·e²)  n, sai số 5%  CV, %
----  ----  -  ----------------  -  --------  ---------  ---------  ----------  ------------  -----
LD          3  lấy hết           3         0        0,0  lấy hết             3             3    0,0
DAN   X     6  4 người           2         1       72,7  phân tầng           8             8   74,2
DAN   Y     2  4 người           2         0       49,0  phân tầng                             50,0

số phiếu dự kiến về từng đơn vị, ±sai số theo % điểm tối đa: 1,96·√(Σ(Nₕ/N)²·¼/nₕ·(Nₕ−nₕ)/(Nₕ−1)),
n là số phiếu thu về, N là số người có thể đánh giá đơn vị ấy, h là các tầng

Đơn vị      LD      DAN
------  ------  -------
U1      3 ±0,0  3 ±55,9
U2      3 ±0,0  3 ±55,9
What                 Number
-------------------  ------
issued                    7
returned                  6
keyed                     6
keyed by two people       0
valid                     6
Mẫu phiếu  Nhóm  Tầng  N  Số chọn  Đã gọi  Không thuộc diện  Phát ra  Thu về  Hợp lệ  Trọng số gốc  Hệ số không trả lời
---------  ----  ----  -  -------  ------  ----------------  -------  ------  ------  ------------  -------------------
P1         DAN   X     6        2       0                 0        2       2       2           3,0                  1,0
P1         DAN   Y     2        2       0                 0        2       1       1           1,0                  2,0
P1         LD          3        3       0                 0        3       3       3           1,0                  1,0

TT  Bước         Nhóm  n  Tổng  Tối thiểu  Tối đa        CV  Hệ số thiết kế (Kish)  n hiệu dụng  Sai lệch lớn nhất  Sai lệch ở  Biến
--  -----------  ----  -  ----  ---------  ------  --------  ---------------------  -----------  -----------------  ----------  ----
 1  base               7  11,0        1,0     3,0  0,574960               1,330579     5,260870
 1  base         DAN   4   8,0        1,0     3,0       0,5                   1,25          3,2
 1  base         LD    3   3,0        1,0     1,0       0,0                    1,0          3,0
 2  nonresponse        6  11,0        1,0     3,0  0,489560               1,239669         4,84
 2  nonresponse  DAN   3   8,0        2,0     3,0  0,176777                1,03125     2,909091
 2  nonresponse  LD    3   3,0        1,0     1,0       0,0                    1,0          3,0
dòng 13 của nhật ký, mã băm 
    <checked>
    <checked>
TINY: Đợt thử hai đơn vị

Part                    Number  State  Missing
----------------------  ------  -----  -------
definition (units)           2  done
frame (members)             11  done
frame frozen (members)      11  done
sample (members)             7  done
ballots issued               7  done
ballots keyed                6  done
points from outside          7  done
weights (ballots)            6  done
scores (units)               2  done

next: dtxhh report r.dtxhh -o FILE.xlsx
Mã đơn vị  Tên cơ quan, đơn vị  Khối  Đơn vị cấp trên  Xếp hạng  Thứ tự  Tên gọi tắt
---------  -------------------  ----  ---------------  --------  ------  -----------
U1         Sở Một               B                      yes            1
U2         Sở Hai               B                      yes            2
Đơn vị  Tiêu chí  Nhóm  Số phiếu  Số câu trả lời    Tỷ lệ %  Trọng số  Tỷ trọng  Không tính vì  Sai số chuẩn  Không có sai số vì
------  --------  ----  --------  --------------  ---------  --------  --------  -------------  ------------  ------------------
U1      1.2       DAN          3               3         80       0,6       0,6                    10,606602
U1      1.2       LD           3               3  73,333333       0,4       0,4                          0,0
U1      2.1       DAN          3               6  76,666667       0,6       0,6                     1,767767
U1      2.1       LD           3               5  71,111111       0,4       0,4                     3,618550
U2      1.2       DAN          3               3         70       0,6       0,6                     5,303301
U2      1.2       LD           3               3  26,666667       0,4       0,4                          0,0
U2      2.1       DAN          3               3  73,333333       0,6       0,6                          0,0
U2      2.1       LD           3               6  73,333333       0,4       0,4                          0,0
U1: Sở Một

Tổng điểm = 82,088888889 trên 100: 82,088888889 / 100 × 100 = 82,0889 %
  tiêu chí          điểm  tối đa        %  tên
  1                 59,2      70  84,5714  Chỉ đạo
  2         22,888888889      30  76,2963  Kết quả
  cộng      82,088888889     100
  theo thành phần: 36 (điểm thẩm định) + 38,088888889 (điều tra) + 8 (kinh tế - xã hội) =
      82,088888889
  công bố với 2 chữ số thập phân: 82,09; làm tròn theo cách kia: 82,09
  sai số chuẩn 1,8106, chỉ do chọn mẫu (68,2 bậc tự do); khoảng tin cậy 95 %: từ 70,41 đến 89,89,
      không hẹp hơn mức mà thêm một người trả lời cách nửa thang điểm sẽ tạo ra; mỗi nhóm góp phần
      vào đó có ít nhất 3 người trả lời về đơn vị này
  xếp loại chưa chắc chắn: ở hai đầu của khoảng là "Khá" và "Tốt"
  hạng có thể: 1–2 (95 %, cho mọi đơn vị của khối cùng lúc)
  trung bình khối: 160,055555556 / 2 = 80,0278 (các đơn vị được xếp hạng)
Xếp loại: Tốt
  Tốt (%) đạt: có 82,0889, mức này từ 80
Xếp hạng: 1 trong 2 đơn vị được xếp hạng (Khối thử), theo điểm
  → 1 U1 Sở Một: 82,088888889
  2 U2 Sở Hai: 77,966666667
Quy định
  Điều tra xã hội học: Điều tra xã hội học trong đợt này [survey = here]; Làm tròn: Một lần, không
      làm tròn trung gian [rounding = once]; Số chữ số thập phân: 2 [decimals = 2]; Xếp hạng theo:
      Tổng điểm [rank_by = points]; So sánh khi xếp hạng: So sánh số chưa làm tròn
      [compare = exact]; Bằng điểm: Bằng nhau thì cùng hạng [ties = shared]; Tiêu chí phụ khi bằng
      điểm: Không có [tie_breakers = ] (không quy định: mặc định)
mỗi màn hình một cấp; thêm MÃ_TIÊU_CHÍ để xem cấp dưới, --csv để xem toàn bộ
U1: Sở Một
2.1 Hài lòng (điều tra, tối đa 20 điểm)

Điểm = 74,4444 % × 20 = 14,8889 (đủ chữ số: 14,888888889)
74,4444 % = trung bình các nhóm theo trọng số: (0,4 × 71,11111 (LD) + 0,6 × 76,66667 (DAN)) / 1 =
    74,4444
  trọng số của LD, DAN: căn cứ Made up
LD – Lãnh đạo: 71,11111 %
  phiếu: 3 đã cấp = 3 được tính, cùng một trọng số (1)
  P1/Q2: (A: 2 × 100 + B: 1 × 60) / 3 = 86,66667 %
  P1/Q3: (B: 1 × 60 + C: 1 × 20) / 2 = 40 %; E: 1 không tính
  trung bình các câu hỏi theo hệ số: (2 × 86,66667 + 1 × 40) / 3 = 71,11111 %
DAN – Người dân: 76,66667 %
  phiếu: 4 đã cấp − 1 không thu về = 3 được tính
  P1/Q2: (A: 2 × 100 + B: 6 × 60) / 8 = 70 %
      A: 1 phiếu, 1 × 2 = 2; B: 2 phiếu, 2 × 3 = 6
  P1/Q3: (A: 6 × 100 + B: 2 × 60) / 8 = 90 %
      A: 2 phiếu, 2 × 3 = 6; B: 1 phiếu, 1 × 2 = 2
  trung bình các câu hỏi theo hệ số: (2 × 70 + 1 × 90) / 3 = 76,66667 %
Quy định
  Điều tra xã hội học: Điều tra xã hội học trong đợt này [survey = here]; Cách gộp nhóm đối tượng:
      Tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số nhóm [combine = group_means]; Số
      phiếu tối thiểu của nhóm: 1 phiếu [min_base = 1]; Tỷ lệ trả lời tối thiểu: Ít nhất một câu hỏi
      về đơn vị [min_answered = 0]; Phiếu không hợp lệ khi: bỏ trống toàn bộ; không đơn vị nào có đủ
      câu trả lời [invalid_if = blank] (không quy định: mặc định)
U1: Sở Một
1.1 Kế hoạch (thẩm định, tối đa 40 điểm)
căn cứ: Made up

Điểm = 36 theo quyết định được tính (thẩm định lần 2)
     tự chấm          40  Sở Một, 10/01/2025
     thẩm định lần 1  35  Sở Nội vụ, 20/01/2025: Nộp chậm
  →  thẩm định lần 2  36  Sở Nội vụ, 01/02/2025: Có thêm tài liệu kiểm chứng
  tính thẩm định lần 2, nếu không có thì lần 1, nếu không có thì số lấy từ bên ngoài; không tính
      điểm tự chấm
U1: Sở Một
2.1 Hài lòng (survey, of 20 points)

Points = 74.4444 % × 20 = 14.8889 (with all digits: 14.888888889)
74.4444 % = the groups by their weights: (0.4 × 71.11111 (LD) + 0.6 × 76.66667 (DAN)) / 1 = 74.4444
  weight of LD, DAN: basis Made up
LD – Lãnh đạo: 71.11111 %
  ballots: 3 issued = 3 counted, all of one weight (1)
  P1/Q2: (A: 2 × 100 + B: 1 × 60) / 3 = 86.66667 %
  P1/Q3: (B: 1 × 60 + C: 1 × 20) / 2 = 40 %; E: 1 not counted
  questions by their weights: (2 × 86.66667 + 1 × 40) / 3 = 71.11111 %
DAN – Người dân: 76.66667 %
Quy định
  Điều tra xã hội học: Điều tra xã hội học trong đợt này
      [survey = here]; Làm tròn: Một lần, không làm tròn
      trung gian [rounding = once]; Số chữ số thập phân: 2
      [decimals = 2]; Xếp hạng theo: Tổng điểm
      [rank_by = points]; So sánh khi xếp hạng: So sánh số
      chưa làm tròn [compare = exact]; Bằng điểm: Bằng nhau
      thì cùng hạng [ties = shared]; Tiêu chí phụ khi bằng
      điểm: Không có [tie_breakers = ] (không quy định: mặc
      định)
Quy định
  Điều tra xã hội học: Điều tra xã hội học trong đợt này [survey = here]; Làm
      tròn: Một lần, không làm tròn trung gian [rounding = once]; Số chữ số thập
      phân: 2 [decimals = 2]; Xếp hạng theo: Tổng điểm [rank_by = points]; So
      sánh khi xếp hạng: So sánh số chưa làm tròn [compare = exact]; Bằng điểm:
      Bằng nhau thì cùng hạng [ties = shared]; Tiêu chí phụ khi bằng điểm: Không
      có [tie_breakers = ] (không quy định: mặc định)
Quy định
  Điều tra xã hội học: Điều tra xã hội học trong đợt này [survey = here]; Làm tròn: Một lần, không làm tròn trung gian [rounding = once]; Số chữ số thập phân: 2
      [decimals = 2]; Xếp hạng theo: Tổng điểm [rank_by = points]; So sánh khi xếp hạng: So sánh số chưa làm tròn [compare = exact]; Bằng điểm: Bằng nhau thì
      cùng hạng [ties = shared]; Tiêu chí phụ khi bằng điểm: Không có [tie_breakers = ] (không quy định: mặc định)
No.  Time (UTC)                    Who   Verb           Reason  What                                                                                                             Hash
---  ----------------------------  ----  -------------  ------  ---------------------------------------------------------------------------------------------------------------  ------------
  1  2025-01-01T00:00:00Z (given)  minh  new                    TINY: Đợt thử hai đơn vị                                                                                         HASH
number,hash
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
--- status 0
