/* Trọng số: response and weights by class, and the health of the weights step by step. */
#include <math.h>
#include <stdlib.h>

#include "reports/results/words.h"
#include "reports/sheets/sheets.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

static void classes_sheet(struct making *m)
{
    const struct results *r = m->r;
    static const double widths[] = {48, 11, 9, 10, 10, 9, 9, 9, 10, 10};
    static const char *const heads[] = {"Mẫu phiếu, nhóm đối tượng / tầng",
                                        "Tổng thể (N)",
                                        "Mẫu",
                                        "Dự phòng đã dùng",
                                        "Không thuộc đối tượng",
                                        "Phát ra",
                                        "Thu về",
                                        "Hợp lệ",
                                        "Trọng số gốc",
                                        "Hệ số không trả lời"};
    struct sheet *s = make_sheet(m, "Trọng số", LANDSCAPE, widths, 10, "Trả lời và trọng số theo tầng",
                                 "Tỷ lệ trả lời, trọng số gốc và hệ số không trả lời của từng tầng");
    for (size_t c = 0; c < 10; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 1);
    size_t row = 2;
    for (size_t i = 0; i < r->n_responses; i++, row++) {
        const struct response *x = &r->responses[i];
        if (i == 0 || x[-1].type != x->type || x[-1].group != x->group) {
            bool quota = r->d->groups[x->group].design == DESIGN_QUOTA;
            char *title = xasprintf("%s (%s)%s", r->d->ballot_types[x->type].title, group_words(r->d, x->group),
                                    quota ? " – chỉ tiêu, không phải mẫu xác suất" : "");
            sheet_across(s, row++, 0, 9, title, BOX | BOLD | BAND | WRAP);
            free(title);
        }
        const int64_t counts[] = {x->population, x->drawn,    x->released, x->ineligible,
                                  x->issued,     x->returned, x->valid};
        sheet_text(s, row, 0, stratum_words(r->d, x->group, x->stratum), BOX | WRAP | INDENT);
        for (size_t c = 0; c < 7; c++)
            sheet_count(s, row, 1 + c, counts[c], BOX);
        sheet_real(s, row, 8, x->base, AS_REAL | BOX);
        sheet_real(s, row, 9, x->factor, AS_REAL | BOX);
    }
    sheet_across(s, row + 1, 0, 9,
                 "Trọng số gốc là số người của tầng chia cho số người được chọn (kể cả dự phòng được gọi), không tính "
                 "người được xác định là không thuộc đối tượng; "
                 "nhóm chọn theo quy mô hay nhiều bước ghi trọng số gốc bình quân, vì mỗi người có xác suất riêng; "
                 "hệ số không trả lời là số người lẽ ra phải trả lời chia cho số "
                 "người có phiếu hợp lệ trong cùng tầng.",
                 NOTE | WRAP);
}

/* A step in words, with how the recipe has it.  A new string. */
static char *recipe_words(const struct weight_step *x)
{
    struct strbuf text = {0};
    strbuf_adds(&text, step_words(x->name));
    const char *const parts[][2] = {{", theo ", x->variables}, {", phương pháp ", x->method},
                                    {", từ ", x->lower},       {", đến ", x->upper},
                                    {", số lớp ", x->classes}, {"; số tổng lấy từ ", x->totals}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i][1])
            strbuf_addf(&text, "%s%s", parts[i][0], i == 5 ? totals_words(parts[i][1]) : parts[i][1]);
    return strbuf_take(&text);
}

static void steps_sheet(struct making *m)
{
    const struct results *r = m->r;
    enum { COLUMNS = 12 };
    static const double widths[COLUMNS] = {6, 36, 32, 9, 11, 9, 9, 8, 9, 10, 9, 20};
    static const char *const heads[COLUMNS] = {
        "Bước",     "Nội dung", "Nhóm đối tượng",      "Số phiếu (n)",     "Tổng trọng số",         "Nhỏ nhất",
        "Lớn nhất", "CV",       "Hệ số thiết kế Kish", "Cỡ mẫu hiệu dụng", "Sai lệch lớn nhất (%)", "Sai lệch ở"};
    struct sheet *s = make_sheet(m, "Các bước trọng số", LANDSCAPE, widths, COLUMNS, "Trọng số qua từng bước",
                                 "Số phiếu, tổng, nhỏ nhất, lớn nhất, độ phân tán của trọng số sau mỗi bước");
    for (size_t c = 0; c < COLUMNS; c++)
        sheet_text(s, 1, c, heads[c], HEAD);
    sheet_header_rows(s, 1, 1, 2);
    size_t row = 2;
    for (size_t i = 0; i < r->n_weights; i++, row++) {
        const struct weight_step *x = &r->weights[i];
        unsigned style = BOX | (x->group == NONE ? BAND | BOLD : 0);
        sheet_count(s, row, 0, x->step, style | CENTER);
        char *words = recipe_words(x);
        sheet_text(s, row, 1, words, style | WRAP);
        free(words);
        sheet_text(s, row, 2, group_words(r->d, x->group), style | WRAP);
        sheet_count(s, row, 3, x->n, style);
        sheet_real(s, row, 4, x->sum, AS_SHARE | style);
        sheet_real(s, row, 5, x->min, AS_REAL | style);
        sheet_real(s, row, 6, x->max, AS_REAL | style);
        sheet_real(s, row, 7, x->cv, AS_REAL | style);
        sheet_real(s, row, 8, x->deff, AS_REAL | style);
        sheet_real(s, row, 9, x->n_eff, AS_SHARE | style);
        if (isnan(x->misfit))
            sheet_blank(s, row, 10, style);
        else
            sheet_real(s, row, 10, x->misfit * 100, AS_REAL | style);
        sheet_text(s, row, 11, x->misfit_at, style | WRAP);
    }
    sheet_across(
        s, row + 1, 0, COLUMNS - 1,
        "CV: độ lệch chuẩn của trọng số chia cho trung bình. Hệ số thiết kế Kish: 1 + CV². Cỡ mẫu hiệu dụng: số "
        "phiếu chia cho hệ số thiết kế. Sai lệch lớn nhất: phần trăm chênh lệch của tổng trọng số so với số tổng đã "
        "biết, "
        "tính trên mọi số tổng đã được đạt tới bước đó.",
        NOTE | WRAP);
}

void weights_sheets(struct making *m)
{
    if (m->r->n_responses)
        classes_sheet(m);
    if (m->r->n_weights)
        steps_sheet(m);
}
