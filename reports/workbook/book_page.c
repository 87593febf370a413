/* How a sheet falls into pages. */
#include <math.h>

#include "reports/workbook/book_inside.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"

/* A4 in points; a little less than there is. */
#define SHORT_SIDE  595.0
#define LONG_SIDE   842.0
#define SIDES       (2 * MARGIN * 72)
#define TOP_BOTTOM  ((TOP + BOTTOM) * 72)
#define SLACK       0.96
#define WIDTH_SLACK 0.91 /* LibreOffice makes columns 5 % wider than Excel */
#define LEAST_SCALE 0.4

static double page_width(const struct sheet *s)
{
    return ((s->paper == LANDSCAPE ? LONG_SIDE : SHORT_SIDE) - SIDES) * WIDTH_SLACK;
}

static double column_points(const struct sheet *s, size_t column)
{
    return layout_points(sheet_width(s, column)) + 3.75;
}

double sheet_scale(const struct sheet *s)
{
    double width = 0;
    if (s->split_more) {
        double widest = 0, one = 0;
        for (size_t c = 0; c <= s->split_last; c++)
            width += column_points(s, c);
        for (size_t c = 0; c < s->split_columns; c++) {
            one = c % s->split_more ? one : 0;
            one += column_points(s, s->split_last + 1 + c);
            widest = fmax(widest, one);
        }
        width += widest;
    } else {
        for (size_t c = 0; c < s->n_widths; c++)
            width += column_points(s, c);
    }
    return fmax(LEAST_SCALE, fmin(1, page_width(s) / width));
}

double sheet_page_height(const struct sheet *s)
{
    return ((s->paper == LANDSCAPE ? SHORT_SIDE : LONG_SIDE) - TOP_BOTTOM) * SLACK / sheet_scale(s);
}

void sheet_header_rows(struct sheet *s, size_t first, size_t last, size_t freeze_column)
{
    s->header_first = first;
    s->header_last = last;
    book_check(s->book, worksheet_repeat_rows(s->worksheet, (lxw_row_t)first, (lxw_row_t)last));
    worksheet_freeze_panes(s->worksheet, (lxw_row_t)(last + 1), (lxw_col_t)freeze_column);
}

void sheet_split_columns(struct sheet *s, size_t last, size_t n_more, size_t n_columns)
{
    s->split_last = last;
    s->split_more = n_more;
    s->split_columns = n_columns;
    book_check(s->book, worksheet_repeat_columns(s->worksheet, 0, (lxw_col_t)last));
}

void sheet_break(struct sheet *s, size_t row)
{
    if (row == 0 || (s->n_breaks && s->breaks[s->n_breaks - 1] == row))
        return;
    s->breaks = grow(s->breaks, &s->breaks_room, s->n_breaks + 1, sizeof *s->breaks);
    s->breaks[s->n_breaks++] = (lxw_row_t)row;
}

double sheet_header_height(const struct sheet *s)
{
    double height = 0;
    for (size_t r = s->header_first; s->header_last != SIZE_MAX && r <= s->header_last; r++)
        height += sheet_row_height(s, r);
    return height;
}

/* Points above ROW on its page.  Where rows run over the end of a page on the way there, a break is set, so
 * that pages are what is counted here. */
static double used_above(struct sheet *s, size_t row, double *header)
{
    *header = sheet_header_height(s);
    double page = sheet_page_height(s);
    size_t from = s->n_breaks ? s->breaks[s->n_breaks - 1] : 0;
    double used = from ? *header : 0;
    for (size_t r = from; r < row; r++) {
        double height = sheet_row_height(s, r);
        if (used + height > page && used > *header) {
            sheet_break(s, r);
            used = *header;
        }
        used += height;
    }
    return used;
}

double sheet_room_left(struct sheet *s, size_t row)
{
    double header;
    return sheet_page_height(s) - used_above(s, row, &header);
}

void sheet_room(struct sheet *s, size_t row, double points)
{
    double header, used = used_above(s, row, &header);
    if (used + points > sheet_page_height(s) && used > header)
        sheet_break(s, row);
}

void sheet_filter(struct sheet *s, size_t row, size_t last_row, size_t last_column)
{
    book_check(s->book,
               worksheet_autofilter(s->worksheet, (lxw_row_t)row, 0, (lxw_row_t)last_row, (lxw_col_t)last_column));
}
