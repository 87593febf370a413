/* The workbook in which a monitoring team writes down what it found. */
#include <stdlib.h>

#include "reports/forms/template_inside.h"
#include "survey/base/memory.h"

static const struct template_column columns[] = {
    {"Mã *", "Số thứ tự hoặc ký hiệu của đoàn; mỗi mã một phát hiện\n(code)", 9, false},
    {"Đoàn giám sát", "Tên đoàn hoặc tổ\n(team)", 22, false},
    {"Ngày giám sát *", "31/12/2024 hoặc 2024-12-31\n(date)", 14, false},
    {"Nơi giám sát", "Xã, phường, cơ quan\n(place)", 20, false},
    {"Bưu điện", "Mã hoặc tên bưu điện, nếu có\n(office)", 14, false},
    {"Phát hiện *", "Điều đã thấy; không ghi họ tên người trả lời phiếu\n(finding)", 44, false},
    {"Trả lời", "Bên được giám sát trả lời, làm gì\n(answer)", 36, false},
    {"Ngày giải quyết", "Ngày xong, nếu đã xong\n(settled)", 14, false},
};

void template_findings(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi dòng là một điều đoàn giám sát phát hiện, có mã riêng.",
        "Trả lời và Ngày giải quyết có thể ghi sau: gửi lại tệp có cùng mã, dòng không đổi được bỏ qua.",
        "Nạp: dtxhh findings import ĐỢT.dtxhh TỆP.xlsx",
    };
    size_t row;
    struct sheet *guide = template_guide(t, "Kết quả giám sát", lines, sizeof lines / sizeof *lines, &row);
    struct sheet *s = template_sheet(t, "Giám sát", columns, sizeof columns / sizeof *columns);
    if (!t->d || !t->d->n_offices)
        return;
    const char **codes = xcalloc(t->d->n_offices, sizeof *codes);
    row = template_codes(guide, row, "Bưu điện");
    for (size_t i = 0; i < t->d->n_offices; i++) {
        codes[i] = t->d->offices[i].code;
        row = template_code(guide, row, t->d->offices[i].code, t->d->offices[i].name);
    }
    struct list offices = template_list(t, codes, t->d->n_offices);
    template_offer(t, s, 4, &offices, "Bưu điện", "Chọn mã bưu điện trong danh sách, hoặc để trống.");
    free(codes);
}
