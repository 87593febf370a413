/* The workbook of a recipe of weights: its columns, what each step takes, and codes of the round. */
#include <stdlib.h>

#include "reports/forms/template_inside.h"
#include "survey/base/memory.h"
#include "survey/round/weighting.h"

static const struct template_column columns[] = {
    {"Bước *", "nonresponse, propensity, poststratify, rake, calibrate, trim\n(step)", 15, false},
    {"Nhóm", "Mã nhóm; * hoặc để trống: mọi nhóm có phiếu\n(group)", 11, false},
    {"Biến",
     "Cột của danh sách, hoặc câu hỏi hỏi một lần mỗi phiếu; nhiều biến cách nhau dấu ;, biến ghép viết "
     "a*b\n(variables)",
     30, false},
    {"Phương pháp", "Của calibrate: linear, raking, logit; của trim: spread, strict, keep_totals\n(method)", 15, false},
    {"Cận dưới", "Của calibrate: tỷ lệ trọng số sau so với trước; của trim: trọng số nhỏ nhất\n(lower)", 10, true},
    {"Cận trên", "Của calibrate: tỷ lệ trọng số sau so với trước; của trim: trọng số lớn nhất\n(upper)", 10, true},
    {"Số lớp", "Của propensity: số lớp xác suất trả lời, mặc định 5; 0: theo chính xác suất\n(classes)", 9, true},
    {"Nguồn tổng",
     "margins: bảng Tổng thể đã biết; frame: danh sách; để trống: bảng nếu có, nếu không thì danh sách\n(totals)", 13,
     false},
    {"Quy về một tổng", "yes: các biến có tổng khác nhau được quy về tổng của biến đầu\n(rescale)", 12, false},
    {"Gộp nhóm", "Giá trị tính như giá trị khác trong bước này: tuoi:80+=60-79; nhiều chỗ cách nhau dấu ;\n(merge)", 26,
     false},
    {"Ghi chú", "Vì sao\n(note)", 34, false},
};

enum { STEP = 0, GROUP = 1, METHOD = 3, TOTALS = 7, RESCALE = 8, N_COLUMNS = sizeof columns / sizeof *columns };

static const struct {
    const char *step, *meaning;
} steps[] = {
    {"nonresponse",
     "Người trả lời đại diện cho mọi người được hỏi trong từng lớp của các biến; không có biến: trong từng tầng"},
    {"propensity", "Như trên, trong từng lớp của xác suất trả lời ước lượng theo các biến"},
    {"poststratify", "Trọng số khớp số dân của một biến (có thể là biến ghép)"},
    {"rake", "Trọng số khớp số dân của nhiều biến"},
    {"calibrate", "Trọng số khớp số dân và tổng của các số, theo phương pháp và cận đã ghi"},
    {"trim", "Trọng số bị cắt về cận; keep_totals vẫn giữ các tổng đã khớp"},
};

static void offer(struct template *t, struct sheet *s, size_t column, const char *choices)
{
    struct list list = template_choices(t, choices);
    template_offer(t, s, column, &list, columns[column].header, "Chọn một giá trị trong danh sách, hoặc để trống.");
}

static struct list group_list(struct template *t)
{
    const char **codes = xcalloc(t->d->n_groups + 1, sizeof *codes);
    size_t n = 0;
    codes[n++] = "*";
    for (size_t g = 0; g < t->d->n_groups; g++)
        if (t->d->groups[g].via != VIA_SIPAS)
            codes[n++] = t->d->groups[g].code;
    struct list list = template_list(t, codes, n);
    free(codes);
    return list;
}

void template_recipe(struct template *t)
{
    static const char *const lines[] = {
        "Mỗi dòng là một bước tính trọng số, theo thứ tự của bảng. Nhóm không có dòng nào được tính như khi không có "
        "công thức.",
        "nonresponse và propensity đứng trước các bước khác. trim thường đứng sau cùng.",
        "Biến là cột của danh sách mà đợt giữ lại (tầng, cụm, quy mô, biến của bảng Tổng thể đã biết, cột nêu ở thiết "
        "lập keep).",
        "Nạp: dtxhh weigh ĐỢT.dtxhh --recipe TỆP.xlsx. Mọi lỗi được liệt kê một lần, theo dòng, cột.",
    };
    size_t row;
    struct sheet *guide = template_guide(t, "Công thức trọng số", lines, sizeof lines / sizeof *lines, &row);
    row = template_codes(guide, row, "Bước");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        row = template_code(guide, row, steps[i].step, steps[i].meaning);
    if (t->d) {
        row = template_codes(guide, row + 1, "Nhóm đối tượng");
        for (size_t g = 0; g < t->d->n_groups; g++)
            if (t->d->groups[g].via != VIA_SIPAS)
                row = template_code(guide, row, t->d->groups[g].code, t->d->groups[g].name);
    }
    struct sheet *s = template_sheet(t, "Công thức trọng số", columns, N_COLUMNS);
    offer(t, s, STEP, WEIGHTING_STEPS);
    offer(t, s, METHOD, WEIGHTING_METHODS "|" WEIGHTING_TRIMS);
    offer(t, s, TOTALS, WEIGHTING_TOTALS);
    offer(t, s, RESCALE, "yes|no");
    if (t->d) {
        struct list groups = group_list(t);
        template_offer(t, s, GROUP, &groups, columns[GROUP].header, "Chọn một mã trong danh sách, hoặc để trống.");
    }
}
