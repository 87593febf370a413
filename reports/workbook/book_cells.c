/* What stands in cells, and how high rows must be for it. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "reports/workbook/book_inside.h"
#include "reports/workbook/layout.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define COMMENT_MAX    1000 /* bytes */
#define STANDARD_WIDTH 8.43

static bool within(struct sheet *s, size_t row, size_t column)
{
    if (s->book->error.code != E_NONE)
        return false;
    if (row < LXW_ROW_MAX && column < LXW_COL_MAX)
        return true;
    return error_set(&s->book->error, E_FILE, _("sheet \"%s\" is too large for a workbook"), s->name);
}

void sheet_widths(struct sheet *s, size_t first, const double *widths, size_t n)
{
    s->widths = grow(s->widths, &s->widths_room, first + n, sizeof *s->widths);
    for (; s->n_widths < first + n; s->n_widths++)
        s->widths[s->n_widths] = 0;
    memcpy(s->widths + first, widths, n * sizeof *widths);
}

double sheet_width(const struct sheet *s, size_t column)
{
    return column < s->n_widths && s->widths[column] > 0 ? s->widths[column] : STANDARD_WIDTH;
}

void sheet_height(struct sheet *s, size_t row, double points)
{
    s->heights = grow(s->heights, &s->heights_room, row + 1, sizeof *s->heights);
    for (; s->n_heights <= row; s->n_heights++)
        s->heights[s->n_heights] = 0;
    if (points > s->heights[row])
        s->heights[row] = points;
}

double sheet_row_height(const struct sheet *s, size_t row)
{
    return row < s->n_heights && s->heights[row] > 0 ? s->heights[row] : ROW_HEIGHT;
}

void sheet_column_style(struct sheet *s, size_t column, unsigned style)
{
    s->column_styles = grow(s->column_styles, &s->styles_room, column + 1, sizeof *s->column_styles);
    for (; s->n_column_styles <= column; s->n_column_styles++)
        s->column_styles[s->n_column_styles] = 0;
    s->column_styles[column] = style;
}

/* Make ROW (or the last of ROWS) high enough for TEXT in columns COLUMN..LAST. */
static void fit(struct sheet *s, size_t row, size_t last_row, size_t column, size_t last, const char *text,
                unsigned style)
{
    double size = style_size(style), line = ceil(size * 1.27);
    if (style & UPRIGHT) {
        if (row == last_row)
            sheet_height(s, row, layout_width(text, size, style_is_bold(style)) * 1.06 + 8);
        return;
    }
    unsigned lines = 1;
    if (style & (WRAP | HEAD)) {
        double width = -4 - (style & INDENT2 ? 14 : style & INDENT ? 7 : 0);
        for (size_t c = column; c <= last; c++)
            width += layout_points(sheet_width(s, c)) + (c > column ? 3.75 : 0);
        if (style & CODE)
            lines = layout_lines(text, size * 1.3, false, fmax(width, 10));
        else
            lines = layout_lines(text, size, style_is_bold(style), fmax(width, 10));
    }
    double need = lines * line + (lines > 1 || line > ROW_HEIGHT ? 3 : 0);
    for (size_t r = row; r < last_row; r++)
        need -= sheet_row_height(s, r);
    if (need > ROW_HEIGHT)
        sheet_height(s, last_row, need);
}

void sheet_text(struct sheet *s, size_t row, size_t column, const char *text, unsigned style)
{
    if (!within(s, row, column))
        return;
    char *safe = book_safe(text);
    fit(s, row, row, column, column, safe, style);
    if (*safe)
        book_check(s->book, worksheet_write_string(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, safe,
                                                   book_format(s->book, style)));
    else
        sheet_blank(s, row, column, style);
    free(safe);
}

void sheet_format(struct sheet *s, size_t row, size_t column, unsigned style, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = xstrdup("");
    va_end(args);
    sheet_text(s, row, column, text, style);
    free(text);
}

void sheet_area(struct sheet *s, size_t row, size_t last_row, size_t column, size_t last, const char *text,
                unsigned style)
{
    if (row == last_row && column == last) {
        sheet_text(s, row, column, text, style);
        return;
    }
    if (!within(s, last_row, last))
        return;
    char *safe = book_safe(text);
    fit(s, row, last_row, column, last, safe, style);
    book_check(s->book, worksheet_merge_range(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, (lxw_row_t)last_row,
                                              (lxw_col_t)last, safe, book_format(s->book, style)));
    free(safe);
}

void sheet_across(struct sheet *s, size_t row, size_t column, size_t last, const char *text, unsigned style)
{
    sheet_area(s, row, row, column, last, text, style);
}

void sheet_real(struct sheet *s, size_t row, size_t column, double value, unsigned style)
{
    if (!within(s, row, column))
        return;
    if (!isfinite(value)) {
        sheet_blank(s, row, column, style);
        return;
    }
    book_check(s->book, worksheet_write_number(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, value,
                                               book_format(s->book, style)));
}

bool sheet_date(struct sheet *s, size_t row, size_t column, const char *text, unsigned style)
{
    lxw_datetime at = {0};
    int seconds = 0, used = 0, day = 0;
    if (sscanf(text, "%4d-%2d-%2d%nT%2d:%2d:%2d%n", &at.year, &at.month, &at.day, &day, &at.hour, &at.min, &seconds,
               &used) < 3 ||
        text[used ? used : day] || day != 10 || strcmp(text, "1900-03-01") < 0)
        return false;
    at.sec = seconds;
    if (within(s, row, column))
        book_check(s->book, worksheet_write_datetime(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, &at,
                                                     book_format(s->book, style | AS_DATE | (used ? CLOCK : 0))));
    return true;
}

void sheet_merge(struct sheet *s, size_t row, size_t last_row, size_t column, size_t last)
{
    if (within(s, last_row, last))
        book_check(s->book, worksheet_merge_range(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, (lxw_row_t)last_row,
                                                  (lxw_col_t)last, "", NULL));
}

void sheet_hide_row(struct sheet *s, size_t row)
{
    s->hidden = grow(s->hidden, &s->hidden_room, s->n_hidden + 1, sizeof *s->hidden);
    s->hidden[s->n_hidden++] = row;
}

void sheet_count(struct sheet *s, size_t row, size_t column, int64_t value, unsigned style)
{
    sheet_real(s, row, column, (double)value, style | AS_COUNT);
}

void sheet_decimal(struct sheet *s, size_t row, size_t column, decimal value, unsigned style)
{
    if ((style & AS_FORM) != AS_EXACT)
        value = decimal_round(value, s->book->decimals);
    /* The shortest text of the decimal, read as a double: 85.23 is the double nearest to 85.23. */
    char text[DECIMAL_TEXT];
    decimal_format(value, -1, text);
    sheet_real(s, row, column, strtod(text, NULL), style);
}

void sheet_blank(struct sheet *s, size_t row, size_t column, unsigned style)
{
    if (within(s, row, column))
        book_check(s->book,
                   worksheet_write_blank(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, book_format(s->book, style)));
}

void sheet_link(struct sheet *s, size_t row, size_t column, const char *name, const char *text, unsigned style)
{
    sheet_link_cell(s, row, column, name, "A1", text, style);
}

void sheet_link_cell(struct sheet *s, size_t row, size_t column, const char *name, const char *cell, const char *text,
                     unsigned style)
{
    if (!within(s, row, column))
        return;
    char *safe = book_safe(text), *url = xasprintf("internal:'%s'!%s", name, cell);
    fit(s, row, row, column, column, safe, style);
    book_check(s->book, worksheet_write_url_opt(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, url,
                                                book_format(s->book, style | LINK), safe, NULL));
    free(safe);
    free(url);
}

void sheet_comment(struct sheet *s, size_t row, size_t column, const char *text)
{
    if (!within(s, row, column))
        return;
    char *safe = book_safe(text);
    text_cut(safe, COMMENT_MAX);
    unsigned lines = layout_lines(safe, 9, false, 200);
    char font[] = FONT;
    lxw_comment_options options = {
        .font_name = font, .font_size = 9, .width = 290, .height = (uint16_t)(20 + 16 * lines)};
    if (*safe)
        book_check(s->book,
                   worksheet_write_comment_opt(s->worksheet, (lxw_row_t)row, (lxw_col_t)column, safe, &options));
    free(safe);
}

void sheet_grid(struct sheet *s)
{
    worksheet_gridlines(s->worksheet, LXW_SHOW_SCREEN_GRIDLINES);
}

/* --- typing into ------------------------------------------------------------------------ */

void sheet_protect(struct sheet *s)
{
    lxw_protection options = {.format_columns = 1, .format_rows = 1, .sort = 1, .autofilter = 1};
    worksheet_protect(s->worksheet, NULL, &options);
}

void sheet_drop_down(struct sheet *s, size_t first_row, size_t last_row, size_t column, const struct sheet *list,
                     size_t list_column, size_t n, const char *title, const char *message, const char *error)
{
    if (!n || !within(s, last_row, column))
        return;
    char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(from, 0, (lxw_col_t)list_column, 1, 1);
    lxw_rowcol_to_cell_abs(to, (lxw_row_t)(n - 1), (lxw_col_t)list_column, 1, 1);
    char *formula = xasprintf("='%s'!%s:%s", list->name, from, to);
    char *safe_title = book_safe(title), *safe_message = book_safe(message), *safe_error = book_safe(error);
    text_cut(safe_title, 32);
    text_cut(safe_message, 250);
    text_cut(safe_error, 220);
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                             .value_formula = formula,
                             .ignore_blank = LXW_VALIDATION_ON,
                             .show_input = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                             .dropdown = LXW_VALIDATION_ON};
    if (*safe_message) {
        v.input_title = safe_title;
        v.input_message = safe_message;
    }
    if (*safe_error) {
        v.error_title = safe_title;
        v.error_message = safe_error;
    }
    /* libxlsxwriter 1.1.4 keeps two copies of a list's formula and frees one. */
#ifdef __SANITIZE_ADDRESS__
    __lsan_disable();
#endif
    lxw_error status = worksheet_data_validation_range(s->worksheet, (lxw_row_t)first_row, (lxw_col_t)column,
                                                       (lxw_row_t)last_row, (lxw_col_t)column, &v);
#ifdef __SANITIZE_ADDRESS__
    __lsan_enable();
#endif
    book_check(s->book, status);
    free(formula);
    free(safe_title);
    free(safe_message);
    free(safe_error);
}
