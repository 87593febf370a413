/* Kiểm tra: how an overseer repeats what was done, without trusting anyone. */

#include "reports/sheets/sheets.h"

struct check_step {
    const char *what, *how, *expect;
};

static const struct check_step steps[] = {
    {"Danh sách đối tượng không bị sửa sau khi khóa",
     "(dtxhh show ĐỢT.dtxhh frame --csv; dtxhh show ĐỢT.dtxhh groups --csv) | sha256sum",
     "Đúng mã SHA-256 ghi ở trang Bìa và đã công bố trước sự kiện cho hạt giống."},
    {"Vé của một người", "dtxhh ticket --seed \"HẠT GIỐNG\" NHÓM/MÃ",
     "Vé nhỏ nhất được chọn; mã người viết NHÓM/MÃ. Chỉ cần SHA-256, có thể tính tay."},
    {"Chọn lại toàn bộ mẫu, tính lại mọi điểm", "dtxhh verify ĐỢT.dtxhh",
     "Không có khác biệt nào; nếu có, lệnh nói bảng nào, lần chạy nào, ai, khi nào."},
    {"Nhật ký không bị sửa, xóa, đảo hoặc cắt đuôi", "dtxhh log verify ĐỢT.dtxhh --head MÃ",
     "MÃ là giá trị cuối nhật ký đã ghi vào biên bản (dtxhh log head ĐỢT.dtxhh)."},
    {"Từ một con số về đến phiếu", "dtxhh explain ĐỢT.dtxhh ĐƠN-VỊ TIÊU-CHÍ",
     "Số phiếu, câu trả lời, trọng số và căn cứ làm nên con số đã công bố."},
    {"Sổ giao nhận phiếu", "So trang Phiếu theo bưu điện với sổ giao nhận của từng bưu điện",
     "Phát ra = hủy + thu về + không thu về, ở từng dòng."},
};

void verify_sheet(struct making *m)
{
    static const double widths[] = {34, 54, 46};
    static const char *const heads[] = {"Kiểm tra điều gì", "Cách làm", "Kết quả phải có"};
    struct sheet *s = make_sheet(m, "Kiểm tra", LANDSCAPE, widths, 3, "Cách tự kiểm tra đợt điều tra",
                                 "Cách tự kiểm tra danh sách, việc chọn mẫu, nhật ký và điểm số");
    for (size_t c = 0; c < 3; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sheet_text(s, 2 + i, 0, steps[i].what, BOX | WRAP | BOLD);
        sheet_text(s, 2 + i, 1, steps[i].how, BOX | WRAP | CODE);
        sheet_text(s, 2 + i, 2, steps[i].expect, BOX | WRAP);
    }
    sheet_across(s, 3 + sizeof steps / sizeof *steps, 0, 2,
                 "ĐỢT.dtxhh là tệp của đợt điều tra: một tệp SQLite, mở được bằng mọi chương trình đọc SQLite. Mã "
                 "phiếu, danh sách và câu "
                 "trả lời ở trong tệp; họ tên và địa chỉ thì không.",
                 NOTE | WRAP);
}
