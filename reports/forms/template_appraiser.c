/* The workbook of a body that appraises: what it must decide next, and beside it what the units say. */
#include <stdlib.h>
#include <string.h>

#include "reports/forms/template_inside.h"
#include "reports/results/words.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/appraisal.h"

#define FILE_COLUMNS 10

/* The step that A waits for: the first appraisal, or the second once the unit has explained; NULL where none. */
static const char *next_step(const struct appraisal *a)
{
    if (a->has[APPRAISAL_SECOND] || !strcmp(a->stage, "outside"))
        return NULL;
    if (!a->has[APPRAISAL_FIRST])
        return "first";
    return *a->explanation ? "second" : NULL;
}

/* "12/KH-SNV, 03/02/2024: Kế hoạch năm", one after another; "không có: …", or "thiếu". */
static char *documents_words(const struct appraisal *a, const struct document *documents, size_t n)
{
    struct strbuf words = {0};
    for (size_t i = 0; i < n; i++) {
        const struct document *x = &documents[i];
        if (x->criterion != a->criterion)
            continue;
        char *day = *x->date ? date_words(x->date) : xstrdup("");
        strbuf_item(&words, "; ", "%s%s%s%s%s: %s", x->number, *x->number && *x->symbol ? "/" : "", x->symbol,
                    *day && (*x->number || *x->symbol) ? ", " : "", day, x->title);
        free(day);
    }
    if (!words.n && *a->no_document)
        strbuf_addf(&words, "không có: %s", a->no_document);
    else if (!words.n && a->missing)
        strbuf_adds(&words, "thiếu");
    return strbuf_take(&words);
}

static void write_file_row(struct sheet *s, size_t row, const struct template *t, size_t unit,
                           const struct appraisal *a, const struct document *documents, size_t n)
{
    const struct criterion *c = &t->d->criteria[a->criterion];
    static const enum appraisal_step steps[] = {APPRAISAL_SELF, APPRAISAL_CHECK, APPRAISAL_FIRST};
    sheet_text(s, row, 0, t->d->units[unit].code, BOX);
    sheet_text(s, row, 1, t->d->units[unit].name, BOX | WRAP);
    sheet_text(s, row, 2, c->code, BOX);
    sheet_text(s, row, 3, c->name, BOX | WRAP);
    char *bounds = bounds_words(c), *words = documents_words(a, documents, n);
    sheet_text(s, row, 4, bounds, BOX | RIGHT | WRAP);
    for (size_t i = 0; i < 3; i++)
        if (a->has[steps[i]])
            sheet_decimal(s, row, 5 + i, a->points[steps[i]], BOX | AS_EXACT);
        else
            sheet_text(s, row, 5 + i, "–", BOX | CENTER);
    sheet_text(s, row, 8, words, BOX | WRAP | (a->missing ? WARN : 0));
    sheet_text(s, row, 9, a->explanation, BOX | WRAP);
    free(bounds);
    free(words);
}

static void write_step(struct sheet *s, size_t row, const struct template *t, size_t unit, const struct appraisal *a,
                       const char *stage)
{
    sheet_text(s, row, U_UNIT, t->d->units[unit].code, AS_WRITTEN);
    sheet_text(s, row, U_CRITERION, t->d->criteria[a->criterion].code, AS_WRITTEN);
    sheet_text(s, row, U_STAGE, stage_words(stage), AS_WRITTEN);
    sheet_text(s, row, U_BY, t->body, AS_WRITTEN | WRAP);
}

/* The criteria that the body appraises, with their bounds, on the guide.  False where there are none. */
static bool write_criteria(struct template *t, struct sheet *guide, size_t row)
{
    bool any = false;
    template_bounds_head(guide, row);
    for (size_t i = 0; i < t->d->n_criteria; i++)
        if (t->d->criteria[i].is_leaf && text_list_has(t->d->criteria[i].appraiser, ";", t->body)) {
            template_bounds(guide, ++row, t->d, &t->d->criteria[i]);
            any = true;
        }
    return any;
}

/* UNIT's criteria that the body appraises, into both sheets. */
static void write_unit(struct template *t, size_t unit, struct sheet *file, size_t *at, struct sheet *points,
                       size_t *at_points)
{
    const struct appraised *of = &t->appraised[unit];
    for (size_t i = 0; i < of->n; i++) {
        const struct appraisal *a = &of->rows[i];
        if (!text_list_has(t->d->criteria[a->criterion].appraiser, ";", t->body))
            continue;
        const char *stage = next_step(a);
        write_file_row(file, (*at)++, t, unit, a, of->documents, of->n_documents);
        if (stage)
            write_step(points, (*at_points)++, t, unit, a, stage);
    }
}

bool template_appraiser(struct template *t, struct error *err)
{
    static const char *const lines[] = {
        "Trang _Hồ sơ ghi điểm tự chấm, tài liệu kiểm chứng và giải trình của từng đơn vị cho các tiêu chí dưới đây.",
        "Trang Điểm có sẵn một dòng cho mỗi tiêu chí đang chờ: thẩm định lần 1, hoặc lần 2 khi đơn vị đã giải trình. "
        "Ghi Điểm, Ngày và Lý do; điểm khác bước trước thì phải ghi Lý do.",
        "Điểm phải nằm trong mức tối đa và đúng bước điểm ghi ở bảng dưới. Dòng để trống không được nạp.",
        "Nạp: dtxhh points import ĐỢT.dtxhh TỆP.xlsx",
    };
    static const char *const heads[FILE_COLUMNS] = {
        "Mã đơn vị", "Cơ quan, đơn vị", "Mã",    "Tiêu chí thành phần", "Điểm tối đa",
        "Tự chấm",   "Kiểm tra",        "Lần 1", "Tài liệu kiểm chứng", "Giải trình"};
    static const double widths[FILE_COLUMNS] = {9, 26, 8, 34, 8, 8, 8, 8, 44, 34};
    char *title = xasprintf("Thẩm định của %s", t->body);
    size_t row;
    struct sheet *guide = template_guide(t, title, lines, sizeof lines / sizeof *lines, &row);
    free(title);
    if (!write_criteria(t, guide, row))
        return error_set(err, E_USAGE,
                         _("\"%s\" is the appraiser of no criterion; `dtxhh show ROUND criteria` names them"), t->body);
    struct sheet *file = book_sheet(t->book, "_Hồ sơ", LANDSCAPE);
    sheet_widths(file, 0, widths, FILE_COLUMNS);
    for (size_t c = 0; c < FILE_COLUMNS; c++)
        sheet_text(file, 0, c, heads[c], HEAD);
    sheet_header_rows(file, 0, 0, 4);
    struct sheet *points = template_points_sheet(t);
    size_t at = 1, at_points = 1;
    for (size_t b = 0; b < t->d->n_blocks; b++)
        for (size_t u = 0; u < t->d->blocks[b].n_units; u++)
            write_unit(t, t->d->blocks[b].units[u], file, &at, points, &at_points);
    return true;
}
