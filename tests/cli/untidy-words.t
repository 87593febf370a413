# The sheets of the round in untidy/ that say in words and points what was decided and why, for which unit what does not apply and
# by what rules: from points.csv, second.csv, evidence.csv and the definition, by hand.
#
# U1 1.1: self 38, checked 37.5, 26.5 first, 35.5 second, so 2.5 less than it gave itself; its explanation of 27 January came two
# days after its day, the self score of U2 of 14 January two days too.  U3's 33.5 and V1's 8.5 have no reason, its 6.5 in 2.2 are
# 65 % of 10.  Who gave themselves points and has neither document nor note: U3, U4 and, in 2.2, V1.
--- run
. "$CASES/untidy/make.sh"
untidy_scored 2>/dev/null
untidy_reports 2>/dev/null
show() { echo "== $1: $2" && sheet "$1.xlsx" "$2"; }
for block in 1 2; do show council "Thẩm định – khối $block"; show council "Thay đổi điểm – khối $block"; done
show council 'Căn cứ'
show council 'Quy định khác'
show unit-U1 'Thẩm định'
show unit-U1 'Tài liệu'
show unit-U2 'Thẩm định'
show unit-U3 'Thẩm định'
show unit-V1 'Thẩm định'
echo '== the sheets of each; and what the cover says of the sample'
for book in institute council monitor unit-U1 unit-U2; do echo "$book: $(sheets $book.xlsx | paste -sd, | sed 's/,/, /g')"; done
for book in institute unit-V1; do sheet $book.xlsx Bìa | sed -n '1,/^Trang tính/p' | sed '$d'; done
sheet institute.xlsx Bìa | sed -n '/^Quy tắc/,/^Danh sách và/p' | sed '$d'
sheet institute.xlsx Bìa | grep -E '^(Danh sách đã|Sự kiện|Hạt giống)'
--- stdout
== council: Thẩm định – khối 1
Tự chấm và thẩm định: Khối huyện
Cơ quan, đơn vị|Điểm tối đa|Tự chấm|Thẩm định lần 1|Điểm được tính|Chênh lệch so với tự chấm|Số tiêu chí giảm|Số tiêu chí tăng|Có giải trình|Giải trình nộp muộn|Thiếu tài liệu
Huyện Hai|70|–|58|59|–|0|0|0|0|0
Huyện Một|70|64|58.75|58.75|-5.25|2|0|0|0|1
== council: Thay đổi điểm – khối 1
Tiêu chí có điểm thay đổi, thưởng, trừ, có giải trình hoặc không có tài liệu: Khối huyện
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
Huyện Hai
1|Kế hoạch|60|–|–|48|49|49|–|thẩm định lần 2: Cộng sai||0
Huyện Một
1|Kế hoạch|60|55|–|50.25|–|50.25|-4.75|thẩm định lần 1: Thiếu minh chứng||1
2.2|Số liệu mở|10|9|–|8.5|–|8.5|-0.5|thẩm định lần 1: không nêu lý do||thiếu
4|Điểm trừ|từ -3 đến 0|–|–|-1|–|-1|–|thẩm định lần 1: Đơn thư vượt cấp||0
== council: Thẩm định – khối 2
Tự chấm và thẩm định: Khối sở
Cơ quan, đơn vị|Điểm tối đa|Tự chấm|Thẩm định lần 1|Điểm được tính|Chênh lệch so với tự chấm|Số tiêu chí giảm|Số tiêu chí tăng|Có giải trình|Giải trình nộp muộn|Thiếu tài liệu
Sở Một|40|38|26.5|35.5|-2.5|2|0|1|1|0
Sở Hai|40|36|36|36|0|0|0|0|0|0
Sở Ba|40|40|33.5|33.5|-6.5|1|0|1|0|1
Ban Bốn|40|30|31|31|1|0|1|0|0|1
== council: Thay đổi điểm – khối 2
Tiêu chí có điểm thay đổi, thưởng, trừ, có giải trình hoặc không có tài liệu: Khối sở
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
Sở Một
1.1|Kế hoạch|40|38|37.5|26.5|35.5|35.5|-2.5|kiểm tra: Thiếu một văn bản; thẩm định lần 1: Nộp chậm; thẩm định lần 2: Chấp nhận một phần|Có thêm tài liệu (quá hạn 2 ngày)|2
3.1|Sáng kiến|từ 0 đến 3|2|–|1.5|–|1.5|-0.5|thẩm định lần 1: Một sáng kiến||1
Sở Hai
1.1|Kế hoạch|40|36|–|36|–|36|0|tự chấm quá hạn 2 ngày||không có: Hồ sơ lưu tại Sở
Sở Ba
1.1|Kế hoạch|40|40|–|33.5|–|33.5|-6.5|thẩm định lần 1: không nêu lý do|Đã nộp đủ|thiếu
3.1|Sáng kiến|từ 0 đến 3|–|–|3|–|3|–|thẩm định lần 1: Ba sáng kiến||0
3.2|Vi phạm|từ -4 đến 0|–|–|-0.5|–|-0.5|–|thẩm định lần 1: Báo cáo muộn||0
Ban Bốn
1.1|Kế hoạch|40|30|–|31|–|31|1|thẩm định lần 1: Tự chấm thấp||thiếu
3.2|Vi phạm|từ -4 đến 0|–|–|-1.5|–|-1.5|–|thẩm định lần 1: Kỷ luật||0
== council: Căn cứ
Bộ tiêu chí và căn cứ
Mã|Lĩnh vực, tiêu chí, tiêu chí thành phần|Cách chấm|Điểm tối đa|Bước điểm|Cơ quan thẩm định; phối hợp|Căn cứ
Khối huyện
1|Kế hoạch|Thẩm định|60||Sở Nội vụ|(chưa ghi căn cứ)
2|Kinh tế||30
2.1|Thu ngân sách|KT-XH|20|||(chưa ghi căn cứ)
2.2|Số liệu mở|Thẩm định|10|0.5||(chưa ghi căn cứ)
3|SIPAS|SIPAS|10|||Made up 4
4|Điểm trừ|Thưởng, trừ|từ -3 đến 0|0.5||(chưa ghi căn cứ)
Khối sở
1|Chỉ đạo||60
1.1|Kế hoạch|Thẩm định|40|0.5|Sở Nội vụ; Sở Một|Made up 11
1.2|Điều hành|ĐTXHH|20|||Made up 12
2|Kết quả||30
2.1|Hài lòng|ĐTXHH|20|||Made up 21
2.2|Thu ngân sách|KT-XH|10|||(chưa ghi căn cứ)
3|Thưởng, trừ (không quá 2)||–
3.1|Sáng kiến|Thưởng, trừ|từ 0 đến 3|0.5||Made up 31
3.2|Vi phạm|Thưởng, trừ|từ -4 đến 0|0.5||(chưa ghi căn cứ)
== council: Quy định khác
Không áp dụng, trọng số nhóm, xếp loại
Không áp dụng
Khối|Cơ quan, đơn vị|Tiêu chí không áp dụng|Nhóm đối tượng|Căn cứ
Khối sở|Sở Hai|2.2. Thu ngân sách|Mọi nhóm|Made up N
Khối sở|Ban Bốn|1.2. Điều hành|Doanh nghiệp|Made up M
Khối sở|Sở Ba|Mọi tiêu chí|Người dân|Made up L
Khối huyện|Huyện Hai|2.1. Thu ngân sách|Mọi nhóm|(chưa ghi căn cứ)
Trọng số của các nhóm đối tượng
Khối|Nhóm đối tượng|Tiêu chí|Trọng số|Căn cứ
Mọi khối|Đại biểu|Mọi tiêu chí còn lại|0.4|Made up W
Mọi khối|Doanh nghiệp|Mọi tiêu chí còn lại|0.3|Made up W
Mọi khối|Người dân|Mọi tiêu chí còn lại|0.2|Made up W
Khối sở|SIPAS|Mọi tiêu chí còn lại|0.1|Made up W
Khối sở|Đại biểu|2.1. Hài lòng|0.6|Made up V
Khối sở|Doanh nghiệp|2.1. Hài lòng|0|Made up V
Các mức xếp loại
Khối|Xếp loại|Tính trên|Từ (kể cả)|Điều kiện thêm
Khối sở|Tốt|Chỉ số (%)|80|Không lĩnh vực nào dưới 75%
Khối sở|Khá|Chỉ số (%)|78
Khối sở|Yếu|Tổng điểm|0
Khối huyện|Đạt|Tổng điểm|50
Khối huyện|Không đạt|Tổng điểm|0
Căn cứ: Made up 6
== unit-U1: Thẩm định
Thông báo kết quả thẩm định điểm tự chấm
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
1.1|Kế hoạch|40|38|37.5|26.5|35.5|35.5|-2.5|kiểm tra: Thiếu một văn bản; thẩm định lần 1: Nộp chậm; thẩm định lần 2: Chấp nhận một phần|Có thêm tài liệu (quá hạn 2 ngày)|2
2.2|Thu ngân sách|10|–|–|–|–|8.003|–|số liệu từ bên ngoài, Chi cục Thuế||0
3.1|Sáng kiến|từ 0 đến 3|2|–|1.5|–|1.5|-0.5|thẩm định lần 1: Một sáng kiến||1
3.2|Vi phạm|từ -4 đến 0|–|–|–|–|–|–|||0
== unit-U1: Tài liệu
Tài liệu kiểm chứng của đơn vị
Mã|Số|Ký hiệu|Ngày|Trích yếu|Ghi chú
1.1|12|KH-SM|01/03/2024|Kế hoạch năm
SHA-256 của tệp: <sha256>
1.1|13|BC-SM|20/12/2024|Báo cáo năm|bản giấy
3.1|7|QĐ-UBND|30/06/2024|Công nhận sáng kiến
== unit-U2: Thẩm định
Thông báo kết quả thẩm định điểm tự chấm
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
1.1|Kế hoạch|40|36|–|36|–|36|0|tự chấm quá hạn 2 ngày||không có: Hồ sơ lưu tại Sở
3.1|Sáng kiến|từ 0 đến 3|–|–|–|–|–|–|||0
3.2|Vi phạm|từ -4 đến 0|–|–|–|–|–|–|||0
== unit-U3: Thẩm định
Thông báo kết quả thẩm định điểm tự chấm
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
1.1|Kế hoạch|40|40|–|33.5|–|33.5|-6.5|thẩm định lần 1: không nêu lý do|Đã nộp đủ|thiếu
2.2|Thu ngân sách|10|–|–|–|–|6.5|–|số liệu từ bên ngoài, Chi cục Thuế||0
3.1|Sáng kiến|từ 0 đến 3|–|–|3|–|3|–|thẩm định lần 1: Ba sáng kiến||0
3.2|Vi phạm|từ -4 đến 0|–|–|-0.5|–|-0.5|–|thẩm định lần 1: Báo cáo muộn||0
== unit-V1: Thẩm định
Thông báo kết quả thẩm định điểm tự chấm
Mã|Tiêu chí thành phần|Điểm tối đa|Tự chấm|Kiểm tra|Thẩm định lần 1|Thẩm định lần 2|Được tính|Chênh lệch|Lý do của từng bước|Giải trình|Tài liệu kiểm chứng
1|Kế hoạch|60|55|–|50.25|–|50.25|-4.75|thẩm định lần 1: Thiếu minh chứng||1
2.1|Thu ngân sách|20|–|–|–|–|16.25|–|số liệu từ bên ngoài, Chi cục Thuế||0
2.2|Số liệu mở|10|9|–|8.5|–|8.5|-0.5|thẩm định lần 1: không nêu lý do||thiếu
4|Điểm trừ|từ -3 đến 0|–|–|-1|–|-1|–|thẩm định lần 1: Đơn thư vượt cấp||0
== the sheets of each; and what the cover says of the sample
institute: Bìa, Phiếu, Phiếu theo bưu điện, Phiếu theo đơn vị, Xếp hạng – khối 1, Xếp hạng – khối 2, So với đợt trước – khối 1, So với đợt trước – khối 2, Điểm theo tiêu chí – khối 1, Theo lĩnh vực – khối 1, Điểm theo tiêu chí – khối 2, Theo lĩnh vực – khối 2, Thẩm định – khối 1, Thay đổi điểm – khối 1, Thẩm định – khối 2, Thay đổi điểm – khối 2, Điều tra theo nhóm, Phân bố 1, Phân bố 2, Trọng số, Các bước trọng số, Sau khi biết điểm, Căn cứ, Quy định khác
council: Bìa, Xếp hạng – khối 1, Xếp hạng – khối 2, So với đợt trước – khối 1, So với đợt trước – khối 2, Điểm theo tiêu chí – khối 1, Theo lĩnh vực – khối 1, Điểm theo tiêu chí – khối 2, Theo lĩnh vực – khối 2, Thẩm định – khối 1, Thay đổi điểm – khối 1, Thẩm định – khối 2, Thay đổi điểm – khối 2, Sau khi biết điểm, Căn cứ, Quy định khác
monitor: Bìa, Phiếu, Phiếu theo bưu điện, Phiếu theo đơn vị, Trọng số, Các bước trọng số, Phân bố 1, Phân bố 2, Sau khi biết điểm, Kiểm tra
unit-U1: Bìa, Điểm, Thẩm định, Tài liệu, Theo nhóm, Phân bố trả lời
unit-U2: Bìa, Điểm, Thẩm định, Theo nhóm, Phân bố trả lời
Viện Thử nghiệm
Đợt thử không gọn
Kết quả đầy đủ của đợt điều tra, để Viện báo cáo Hội đồng thẩm định.
Mã đợt|UNTIDY
Năm đánh giá|2024
Kỳ đánh giá|từ 01/01/2024 đến 31/12/2024
Thời gian thu phiếu|từ 05/01/2025 đến 25/01/2025
Lưu ý về mẫu|Không phải mẫu xác suất: Người dân lấy theo chỉ tiêu; 4 phiếu cho người tự đến (Người dân). Không tính được sai số chọn mẫu cho phần này và cho điểm, chỉ số có phần này.
Số liệu đến|dòng 25 của nhật ký, mã băm <checked>
Viện Thử nghiệm
Đợt thử không gọn
Huyện Một
Mã đợt|UNTIDY
Năm đánh giá|2024
Kỳ đánh giá|từ 01/01/2024 đến 31/12/2024
Thời gian thu phiếu|từ 05/01/2025 đến 25/01/2025
Lưu ý về mẫu|Không phải mẫu xác suất: Người dân lấy theo chỉ tiêu; 4 phiếu cho người tự đến (Người dân). Không tính được sai số chọn mẫu cho phần này và cho điểm, chỉ số có phần này.
Số liệu đến|dòng 25 của nhật ký, mã băm <checked>
Quy tắc|Đợt này áp dụng|Căn cứ
Điều tra xã hội học|Điều tra xã hội học trong đợt này|Mặc định của chương trình
Cách gộp nhóm đối tượng|Tính trung bình của từng nhóm, rồi gộp các nhóm theo trọng số nhóm|Mặc định của chương trình
Trọng số nhóm – Mọi khối|Đại biểu: 0,4; Doanh nghiệp: 0,3; Người dân: 0,2|Made up W
Trọng số nhóm – Khối sở|SIPAS: 0,1|Made up W
Số phiếu tối thiểu của nhóm|3 phiếu|Made up 1
Tỷ lệ trả lời tối thiểu|50% số câu hỏi về đơn vị|Made up 2
Phiếu không hợp lệ khi|bỏ trống toàn bộ; bỏ trống câu bắt buộc; đánh nhiều dấu quá 30% số ô; không đọc được quá 30% số ô; mọi ô cùng một phương án; không đơn vị nào có đủ câu trả lời|Made up 3
Phiếu đến bằng hai kênh|Lấy bản giấy|Made up 4
Cách tính SIPAS|Trung bình phần trăm của các phương án trả lời|Mặc định của chương trình
Làm tròn|Một lần, không làm tròn trung gian|Mặc định của chương trình
Làm tròn tại|Tổng điểm|Mặc định của chương trình
Số chữ số thập phân|2|Mặc định của chương trình
Xếp hạng theo|Chỉ số (%)|Made up 5
So sánh khi xếp hạng|So sánh số chưa làm tròn|Mặc định của chương trình
Bằng điểm|Bằng nhau thì cùng hạng|Mặc định của chương trình
Tiêu chí phụ khi bằng điểm|Không có|Mặc định của chương trình
Xếp loại theo|Chỉ số (%); riêng theo Tổng điểm: Yếu (Khối sở), Đạt (Khối huyện), Không đạt (Khối huyện)|Made up 6
Hiệu chỉnh tổng thể hữu hạn|Có|Mặc định của chương trình
Mức tối thiểu của sai số|Người chưa trả lời có thể cho bất kỳ mức nào|Mặc định của chương trình
Người không có ý kiến|Vẫn tính là người chưa trả lời|Mặc định của chương trình
Số phiếu ít nhất để công bố phân bố|4 phiếu|Made up 7
Cột giữ lại để tính trọng số||Mặc định của chương trình
Danh sách đã khóa|44 đối tượng
Sự kiện công khai cho hạt giống|xổ số ngày 6/12
Hạt giống|13 57
--- stderr
--- status 0
