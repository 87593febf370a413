/* The workbooks of what comes in during a round: the frame, ballots. */
#include <stdlib.h>
#include <string.h>

#include "reports/forms/template_inside.h"
#include "survey/base/memory.h"

size_t template_codes(struct sheet *s, size_t row, const char *what)
{
    sheet_text(s, row, 0, "Mã", HEAD);
    sheet_across(s, row, 1, 3, what, HEAD);
    return row + 1;
}

size_t template_code(struct sheet *s, size_t row, const char *code, const char *name)
{
    sheet_text(s, row, 0, code, BOX);
    sheet_across(s, row, 1, 3, name, BOX | WRAP);
    return row + 1;
}

size_t template_units(struct sheet *s, size_t row, const struct definition *d)
{
    row = template_codes(s, row, "Cơ quan, đơn vị");
    for (size_t i = 0; i < d->n_units; i++)
        row = template_code(s, row, d->units[i].code, d->units[i].name);
    return row + 1;
}

static size_t write_groups(struct sheet *s, size_t row, const struct definition *d)
{
    row = template_codes(s, row, "Nhóm đối tượng");
    for (size_t i = 0; i < d->n_groups; i++)
        row = template_code(s, row, d->groups[i].code, d->groups[i].name);
    return row + 1;
}

struct list template_unit_list(struct template *t)
{
    const char **codes = xcalloc(t->d->n_units + 1, sizeof *codes);
    for (size_t i = 0; i < t->d->n_units; i++)
        codes[i] = t->d->units[i].code;
    struct list list = template_list(t, codes, t->d->n_units);
    free(codes);
    return list;
}

static struct list group_list(struct template *t)
{
    const char **codes = xcalloc(t->d->n_groups + 1, sizeof *codes);
    for (size_t i = 0; i < t->d->n_groups; i++)
        codes[i] = t->d->groups[i].code;
    struct list list = template_list(t, codes, t->d->n_groups);
    free(codes);
    return list;
}

/* --- frame -------------------------------------------------------------------------------- */

#define MOST_EXTRA 20

/* Add NAME, a column of the frame that the definition names, unless it is there or is a fixed one. */
static void add_extra(const char **extra, size_t *n, const char *name)
{
    static const char *const fixed[] = {"", "id", "group", "own_unit", "rates", "office", "size"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (!strcmp(fixed[i], name))
            return;
    for (size_t i = 0; i < *n; i++)
        if (!strcmp(extra[i], name))
            return;
    if (*n < MOST_EXTRA)
        extra[(*n)++] = name;
}

static size_t find_extra(const struct definition *d, const char **extra)
{
    size_t n = 0;
    for (size_t i = 0; d && i < d->n_groups; i++) {
        add_extra(extra, &n, d->groups[i].stratum_by);
        add_extra(extra, &n, d->groups[i].size_column);
    }
    for (size_t i = 0; d && i < d->n_stages; i++) {
        add_extra(extra, &n, d->stages[i].column);
        add_extra(extra, &n, d->stages[i].size_by);
    }
    return n;
}

void template_frame(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi dòng là một người (hoặc tổ chức) có thể được hỏi. Một người thuộc hai nhóm thì ghi hai dòng.",
        "Mã đối tượng và nhóm bắt buộc; mã không được trùng trong một nhóm.",
        "Họ tên và liên hệ, nếu ghi, được tách ra một tệp riêng khi nạp, không bao giờ nằm trong tệp của đợt.",
        "Các cột phân tầng thêm vào bên phải, tên cột đúng như ghi trong định nghĩa.",
        "Nạp: dtxhh frame import ĐỢT.dtxhh TỆP.xlsx",
    };
    static const struct template_column fixed[] = {
        {"Mã đối tượng *", "Mã của người có thể được hỏi, không trùng trong nhóm\n(id)", 16, false},
        {"Nhóm *", "Mã nhóm đối tượng\n(group)", 12, false},
        {"Đơn vị công tác", "Mã cơ quan nơi người đó công tác, nếu là cơ quan được đánh giá\n(own_unit)", 16, false},
        {"Đơn vị giao dịch", "Mã cơ quan mà người đó giao dịch hoặc đánh giá\n(rates)", 16, false},
        {"Bưu điện", "Mã bưu điện phát và thu phiếu của người đó\n(office)", 14, false},
        {"Quy mô", "Quy mô, khi chọn mẫu theo quy mô\n(size)", 10, true},
        {"Họ tên", "Được tách ra tệp riêng khi nạp", 28, false},
        {"Liên hệ", "Điện thoại, địa chỉ; được tách ra tệp riêng khi nạp", 28, false},
    };
    size_t n = sizeof fixed / sizeof *fixed, row;
    struct template_column columns[sizeof fixed / sizeof *fixed + MOST_EXTRA];
    const char *extra[MOST_EXTRA];
    memcpy(columns, fixed, sizeof fixed);
    size_t n_extra = find_extra(t->d, extra);
    for (size_t i = 0; i < n_extra; i++)
        columns[n++] = (struct template_column){extra[i], "Cột để phân tầng hoặc chọn mẫu, theo định nghĩa", 16, false};
    struct sheet *guide = template_guide(t, "Danh sách đối tượng điều tra", lines, sizeof lines / sizeof *lines, &row);
    struct sheet *s = template_sheet(t, "Danh sách", columns, n);
    if (!t->d)
        return;
    template_units(guide, write_groups(guide, row, t->d), t->d);
    struct list groups = group_list(t), units = template_unit_list(t);
    template_offer(t, s, 1, &groups, "Nhóm", "Chọn mã nhóm trong danh sách.");
    template_offer(t, s, 2, &units, "Đơn vị công tác", "Chọn mã đơn vị trong danh sách, hoặc để trống.");
    template_offer(t, s, 3, &units, "Đơn vị giao dịch", "Chọn mã đơn vị trong danh sách, hoặc để trống.");
}

/* --- ballots --------------------------------------------------------------------------------- */

static void ballot_sheet(struct template *t, size_t number, const struct list *units, const struct list *scales)
{
    static const struct template_column fixed[] = {
        {"serial", "Số in trên phiếu, 11 chữ số\n(bắt buộc)", 18, false},
        {"channel", "paper: phiếu giấy; online: trực tuyến; direct: phỏng vấn trực tiếp", 11, false},
        {"keyer", "Người nhập phiếu", 14, false},
        {"state", "Chỉ ghi khi phiếu không có câu trả lời", 14, false},
        {"reason", "Lý do", 16, false},
        {"unit", "Mã hoặc tên đơn vị; mỗi dòng là câu trả lời về một đơn vị", 16, false},
    };
    const struct definition *d = t->d;
    const struct ballot_type *type = &d->ballot_types[number];
    size_t n_fixed = sizeof fixed / sizeof *fixed, n = n_fixed;
    struct template_column *columns =
        xcalloc(n_fixed + type->n_unit_questions + type->n_ballot_questions, sizeof *columns);
    memcpy(columns, fixed, sizeof fixed);
    for (size_t i = 0; i < type->n_unit_questions + type->n_ballot_questions; i++) {
        const struct question *q =
            &d->questions[i < type->n_unit_questions ? type->unit_questions[i]
                                                     : type->ballot_questions[i - type->n_unit_questions]];
        columns[n++] = (struct template_column){q->code, q->text, 9, q->kind == KIND_NUMBER};
    }
    struct sheet *s = template_sheet(t, type->code, columns, n);
    for (size_t c = n_fixed; c < n; c++) {
        size_t i = c - n_fixed;
        const struct question *q =
            &d->questions[i < type->n_unit_questions ? type->unit_questions[i]
                                                     : type->ballot_questions[i - type->n_unit_questions]];
        if (q->kind == KIND_OPTION && q->scale != NONE)
            template_offer(t, s, c, &scales[q->scale], q->code, "Chọn mã phương án; ?: không đọc được; *: nhiều dấu.");
    }
    template_offer(t, s, 5, units, "Đơn vị", "Chọn mã đơn vị trong danh sách.");
    free(columns);
}

void template_ballots(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi trang tính là một mẫu phiếu, mỗi dòng là câu trả lời của một phiếu về một đơn vị (cột unit).",
        "Ô trống: người trả lời bỏ trống. Dấu ?: không đọc được. Dấu *: đánh nhiều ô.",
        "Câu hỏi hỏi một lần trên phiếu ghi ở dòng đầu của phiếu. Trang không dùng thì xóa đi.",
        "Muốn tệp có sẵn số phiếu của từng bưu điện thì dùng: dtxhh issue ĐỢT.dtxhh -o THƯ-MỤC",
        "Nạp: dtxhh import ĐỢT.dtxhh TỆP.xlsx",
    };
    const struct definition *d = t->d;
    size_t row;
    struct sheet *guide = template_guide(t, "Phiếu điều tra", lines, sizeof lines / sizeof *lines, &row);
    row = template_codes(guide, row, "Mẫu phiếu");
    for (size_t i = 0; i < d->n_ballot_types; i++)
        row = template_code(guide, row, d->ballot_types[i].code, d->ballot_types[i].title);
    template_units(guide, row + 1, d);
    struct list units = template_unit_list(t), *scales = xcalloc(d->n_scales + 1, sizeof *scales);
    for (size_t k = 0; k < d->n_scales; k++) {
        const char **codes = xcalloc(d->scales[k].n_options + 2, sizeof *codes);
        for (size_t i = 0; i < d->scales[k].n_options; i++)
            codes[i] = d->scales[k].options[i].code;
        codes[d->scales[k].n_options] = "?";
        codes[d->scales[k].n_options + 1] = "*";
        scales[k] = template_list(t, codes, d->scales[k].n_options + 2);
        free(codes);
    }
    for (size_t i = 0; i < d->n_ballot_types; i++)
        ballot_sheet(t, i, &units, scales);
    free(scales);
}
