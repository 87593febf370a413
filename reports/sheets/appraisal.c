#include "reports/sheets/appraisal.h"

#include <stdlib.h>

#include "reports/results/words.h"
#include "survey/base/memory.h"

void appraisal_widths(struct sheet *s)
{
    static const double widths[APPRAISAL_COLUMNS] = {7.5, 30, 8, 8, 8, 9, 9, 8, 9, 34, 28, 16};
    sheet_widths(s, 0, widths, APPRAISAL_COLUMNS);
}

static void write_points(struct sheet *s, size_t row, size_t column, bool has, decimal points)
{
    if (has)
        sheet_decimal(s, row, column, points, BOX | AS_EXACT);
    else
        sheet_text(s, row, column, "–", BOX | CENTER);
}

void appraisal_row(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *a)
{
    const struct criterion *c = &d->criteria[a->criterion];
    sheet_text(s, row, 0, c->code, BOX);
    sheet_text(s, row, 1, c->name, BOX | WRAP);
    if (c->method == METHOD_THUONG_TRU) {
        char *bounds = bounds_words(c);
        sheet_text(s, row, 2, bounds, BOX | RIGHT | WRAP);
        free(bounds);
    } else {
        sheet_decimal(s, row, 2, c->max, BOX | AS_EXACT);
    }
    write_points(s, row, 3, a->has[APPRAISAL_SELF], a->points[APPRAISAL_SELF]);
    write_points(s, row, 4, a->has[APPRAISAL_CHECK], a->points[APPRAISAL_CHECK]);
    write_points(s, row, 5, a->has[APPRAISAL_FIRST], a->points[APPRAISAL_FIRST]);
    write_points(s, row, 6, a->has[APPRAISAL_SECOND], a->points[APPRAISAL_SECOND]);
    if (a->has_counts)
        sheet_decimal(s, row, 7, a->counts, BOX | BOLD | AS_EXACT);
    else
        sheet_text(s, row, 7, "–", BOX | CENTER);
    if (a->has_difference && a->difference < 0)
        sheet_decimal(s, row, 8, a->difference, BOX | BOLD | WARN | AS_EXACT);
    else
        write_points(s, row, 8, a->has_difference, a->difference);
    char *steps = a->self_late ? xasprintf("tự chấm quá hạn %lld ngày%s%s", (long long)a->self_late,
                                           *a->steps ? "; " : "", a->steps)
                               : xstrdup(a->steps);
    bool odd = a->self_late || a->unreasoned[APPRAISAL_CHECK] || a->unreasoned[APPRAISAL_FIRST] ||
               a->unreasoned[APPRAISAL_SECOND];
    sheet_text(s, row, 9, steps, BOX | WRAP | (odd ? WARN : 0));
    free(steps);
    char *late = a->explanation_late
                     ? xasprintf("%s (quá hạn %lld ngày)", a->explanation, (long long)a->explanation_late)
                     : NULL;
    sheet_text(s, row, 10, late ? late : a->explanation, BOX | WRAP | (late ? WARN : 0));
    free(late);
    if (a->missing)
        sheet_text(s, row, 11, "thiếu", BOX | CENTER | WARN);
    else if (*a->no_document && a->documents == 0)
        sheet_format(s, row, 11, BOX | WRAP, "không có: %s", a->no_document);
    else
        sheet_count(s, row, 11, a->documents, BOX);
}

void appraisal_head(struct sheet *s, size_t row)
{
    static const char *const heads[APPRAISAL_COLUMNS] = {
        "Mã",         "Tiêu chí thành phần", "Điểm tối đa",     "Tự chấm",
        "Kiểm tra",   "Thẩm định lần 1",     "Thẩm định lần 2", "Được tính",
        "Chênh lệch", "Lý do của từng bước", "Giải trình",      "Tài liệu kiểm chứng"};
    for (size_t c = 0; c < APPRAISAL_COLUMNS; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    sheet_header_rows(s, row, row, 2);
}

size_t appraisal_table(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *rows, size_t n)
{
    appraisal_head(s, row++);
    for (size_t i = 0; i < n; i++)
        appraisal_row(s, row++, d, &rows[i]);
    return row;
}
