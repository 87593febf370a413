# At a terminal `new` and `define` end with what the definition says, for the person who wrote it to check; no line is
# wider than the screen.  The sums are of tiny/definition/criteria.csv: 40 appraised, 30 + 20 survey, 10 socio-economic.
--- run
terminal() { script -qefc "stty cols ${columns:-100}; dtxhh $*" /dev/null | tr -d '\r'; }
terminal new r.dtxhh --definition "$TINY/definition" --as a
cp -r "$TINY/definition" d
printf 'B,3,Thưởng,,2,,,,THUONG_TRU,Thanh tra tỉnh,,\nB,4,Khác,,,,,,THUONG_TRU,,,\n' >>d/criteria.csv
sed -i 's/Khá,70,percent,,/Khá,70,points,75,1/' d/classes.csv
sed -i 's/P1,Phiếu thử,LD;DAN,B,all,skip/P1,Phiếu thử,LD;DAN,*,own,allow/' d/ballot_types.csv
printf 'SP,SIPAS tỉnh,sipas,,,,,,,,,,,,\n' >>d/groups.csv
terminal define r.dtxhh --definition d --reason more --as a --dry-run --lang vi
terminal define r.dtxhh --definition d --reason more --as a
terminal define r.dtxhh --definition d --reason more --as a
terminal define r.dtxhh --definition "$TINY/definition" --reason back --as a --quiet
for columns in 80 100; do
    terminal new h.dtxhh --force --definition "$ROOT/examples/hanoi-2024/definition" --as a --lang vi >screen
    [ "$(wc -L <screen)" -le $columns ] && sed -n '/^HN2024/,$p' screen | wc -l
done
cat screen
--- stdout
Table          Rows
-------------  ----
round             3
blocks            1
units             2
groups            2
scales            5
criteria          6
ballot_types      1
questions         3
group_weights     2
classes           3

TINY: Đợt thử hai đơn vị
block B, Khối thử: 2 units, ranked
     Points  Appraised  Survey  Socio-economic
  1      70         40      30                  Chỉ đạo
  2      30                 20              10  Kết quả
        100         40      50              10  in all, without bonus
  appraisers, their points (and criteria): Sở Nội vụ 40 (1); nobody named 10 (1)
  classes: Tốt from 80%; Khá from 70%; Yếu from 0%
who asks whom (group → ballot type: units):
  LD, DAN → P1: all units, of block B, but not their own; questions: 3 a unit, 0 a ballot
line 1 of the log, hash 
    <checked>
    <checked>
Nhóm đối tượng SP: thêm vào
Tiêu chí B / 3: thêm vào
Tiêu chí B / 4: thêm vào
Mẫu phiếu P1, cột "Khối": "B" thành "*"
Mẫu phiếu P1, cột "Đơn vị được hỏi": "all" thành "own"
Mẫu phiếu P1, cột "Đơn vị của mình": "skip" thành "allow"
Xếp loại B / Khá, cột "Tính trên": "percent" thành "points"
Xếp loại B / Khá, cột "Sàn": "" thành "75"
Xếp loại B / Khá, cột "Cấp của sàn": "" thành "1"

TINY: Đợt thử hai đơn vị
khối B, Khối thử: 2 đơn vị, xếp hạng
     Điểm  Thẩm định  ĐTXHH  KT-XH     Thưởng, trừ
  1    70         40     30                         Chỉ đạo
  2    30                20     10                  Kết quả
  3     0                                        2  Thưởng
  4     0                           không giới hạn  Khác
      100         40     50     10  không giới hạn  tổng cộng, chưa kể thưởng
  cơ quan thẩm định, số điểm (số tiêu chí): Sở Nội vụ 40 (1); chưa ghi cơ quan nào 10, thưởng không
      giới hạn (2); Thanh tra tỉnh 0, thưởng 2 (1)
  xếp loại: Tốt từ 80%; Khá từ 70 điểm (mọi tiêu chí cấp 1 đạt ít nhất 75%); Yếu từ 0%
ai đánh giá ai (nhóm → mẫu phiếu: đơn vị):
  LD, DAN → P1: đơn vị của từng người (Đơn vị giao dịch hoặc Đơn vị công tác); số câu hỏi: 3 cho mỗi
      đơn vị, 0 cho cả phiếu
  SP: số liệu từ bên ngoài, không có phiếu
chạy thử: không có gì thay đổi
groups SP: added
criteria B / 3: added
criteria B / 4: added
ballot_types P1, block: "B" becomes "*"
ballot_types P1, units: "all" becomes "own"
ballot_types P1, own_unit: "skip" becomes "allow"
classes B / Khá, of: "percent" becomes "points"
classes B / Khá, floor: "" becomes "75"
classes B / Khá, floor_level: "" becomes "1"

TINY: Đợt thử hai đơn vị
block B, Khối thử: 2 units, ranked
     Points  Appraised  Survey  Socio-economic     Bonus
  1      70         40      30                            Chỉ đạo
  2      30                 20              10            Kết quả
  3       0                                            2  Thưởng
  4       0                                     no limit  Khác
        100         40      50              10  no limit  in all, without bonus
  appraisers, their points (and criteria): Sở Nội vụ 40 (1); nobody named 10, bonus without limit
      (2); Thanh tra tỉnh 0, bonus 2 (1)
  classes: Tốt from 80%; Khá from 70 points (each criterion of level 1 at least 75%); Yếu from 0%
who asks whom (group → ballot type: units):
  LD, DAN → P1: the unit of each member, by rates or own_unit; questions: 3 a unit, 0 a ballot
  SP: figures from outside, no ballots
line 2 of the log, hash 
    <checked>
    <checked>
the definition is the same; nothing was changed
39
31
đợt điều tra có sẵn nay là "h.dtxhh.1"
Bảng              Số dòng
----------------  -------
Đợt điều tra           24
Khối                    1
Cơ quan, đơn vị        12
Nhóm đối tượng          5
Thang đo               12
Tiêu chí               90
Không áp dụng           3
Mẫu phiếu               5
Câu hỏi                30
Trọng số nhóm           6
Xếp loại                5
Tổng thể đã biết       16
Tiến độ                11

HN2024: Điều tra xã hội học xác định Chỉ số cải cách hành chính năm 2024 của các cơ quan Trung ương
  đóng trên địa bàn thành phố Hà Nội (số liệu mô phỏng)
khối TW, Cơ quan Trung ương đóng trên địa bàn Thành phố: 12 đơn vị, xếp hạng
     Điểm  Thẩm định  ĐTXHH  SIPAS  KT-XH  Thưởng, trừ
  1    14       10,5    3,5                          1  Công tác chỉ đạo, điều hành cải cách hành
                                                        chính
  2    10          6      4                             Cải cách thể chế
  3    18         13      5                             Cải cách thủ tục hành chính
  4     9          5      4                             Cải cách tổ chức bộ máy
  5    13          8      5                             Cải cách chế độ công vụ
  6   6,5          5    1,5                             Cải cách tài chính công
  7  17,5       12,5      5                             Xây dựng và phát triển chính quyền điện tử,
                                                        chính quyền số
  8    12                       10      2               Tác động của cải cách hành chính
      100         60     28     10      2            1  tổng cộng, chưa kể thưởng
  cơ quan thẩm định, số điểm (số tiêu chí): Sở Nội vụ 23,5 (17); Hội đồng thẩm định Chỉ số CCHC 0,
      thưởng 1 (1); Sở Tư pháp 6 (4); Văn phòng UBND Thành phố 13 (8); Sở Tài chính 5 (3); Sở Thông
      tin và Truyền thông 12,5 (7); Sở Kế hoạch và Đầu tư 2 (1)
  xếp loại: Xuất sắc từ 90% (mọi tiêu chí cấp 1 đạt ít nhất 80%); Tốt từ 80%; Khá từ 70%; Trung bình
      từ 60%; Yếu từ 0%
ai đánh giá ai (nhóm → mẫu phiếu: đơn vị):
  HDND → PH1: mọi đơn vị, khối TW, trừ đơn vị mình; số câu hỏi: 5 cho mỗi đơn vị, 0 cho cả phiếu
  SO → PH2: mọi đơn vị, khối TW, trừ đơn vị mình; số câu hỏi: 6 cho mỗi đơn vị, 0 cho cả phiếu
  HUYEN → PH3: mọi đơn vị, khối TW, trừ đơn vị mình; số câu hỏi: 5 cho mỗi đơn vị, 0 cho cả phiếu
  NOIBO → PH4: đơn vị của từng người (Đơn vị giao dịch hoặc Đơn vị công tác), khối TW; số câu hỏi: 6
      cho mỗi đơn vị, 0 cho cả phiếu
  DAN → PH5: đơn vị của từng người (Đơn vị giao dịch hoặc Đơn vị công tác), khối TW; số câu hỏi: 6
      cho mỗi đơn vị, 2 cho cả phiếu
dòng 1 của nhật ký, mã băm 
    <checked>
    <checked>
--- stderr
--- status 0
