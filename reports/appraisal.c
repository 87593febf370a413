#include "reports/appraisal.h"

#include <stdlib.h>

#include "reports/words.h"
#include "survey/memory.h"

void appraisal_widths(struct sheet *s)
{
    static const double widths[APPRAISAL_COLUMNS] = {7.5, 30, 8, 8, 8, 9, 9, 9, 28, 24, 10};
    sheet_widths(s, 0, widths, APPRAISAL_COLUMNS);
}

static void write_points(struct sheet *s, size_t row, size_t column, bool has, decimal points)
{
    if (has)
        sheet_decimal(s, row, column, points, BOX | AS_EXACT);
    else
        sheet_text(s, row, column, "–", BOX | CENTER);
}

static void write_row(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *a)
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
    if (a->has_difference && a->difference < 0)
        sheet_decimal(s, row, 7, a->difference, BOX | BOLD | WARN | AS_EXACT);
    else
        write_points(s, row, 7, a->has_difference, a->difference);
    sheet_text(s, row, 8, a->steps, BOX | WRAP);
    char *day = *a->late ? date_words(a->late) : NULL,
         *late = day ? xasprintf("%s (nộp muộn, ngày %s)", a->explanation, day) : NULL;
    sheet_text(s, row, 9, late ? late : a->explanation, BOX | WRAP | (late ? WARN : 0));
    free(day);
    free(late);
    if (a->missing)
        sheet_text(s, row, 10, "thiếu", BOX | CENTER | WARN);
    else
        sheet_count(s, row, 10, a->documents, BOX);
}

size_t appraisal_table(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *rows, size_t n)
{
    static const char *const heads[APPRAISAL_COLUMNS] = {"Mã",
                                                         "Tiêu chí thành phần",
                                                         "Điểm tối đa",
                                                         "Tự chấm",
                                                         "Kiểm tra",
                                                         "Thẩm định lần 1",
                                                         "Thẩm định lần 2",
                                                         "Chênh lệch",
                                                         "Lý do của từng bước",
                                                         "Giải trình",
                                                         "Tài liệu kiểm chứng"};
    for (size_t c = 0; c < APPRAISAL_COLUMNS; c++)
        sheet_text(s, row, c, heads[c], HEAD);
    sheet_header_rows(s, row, row, 2);
    row++;
    for (size_t i = 0; i < n; i++)
        write_row(s, row++, d, &rows[i]);
    return row;
}
