/* How a sheet falls into pages, and its charts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reports/book_inside.h"
#include "reports/layout.h"
#include "survey/memory.h"

/* A4 less the margins set in book_sheet(), in points, a little less than there is. */
#define SHORT_SIDE  595.0
#define LONG_SIDE   842.0
#define SIDES       (2 * 0.5 * 72)
#define TOP_BOTTOM  ((0.95 + 0.65) * 72)
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

void sheet_room(struct sheet *s, size_t row, double points)
{
    double page = sheet_page_height(s), header = 0;
    if (s->header_last != SIZE_MAX)
        for (size_t r = s->header_first; r <= s->header_last; r++)
            header += sheet_row_height(s, r);
    size_t from = s->n_breaks ? s->breaks[s->n_breaks - 1] : 0;
    double used = from ? header : 0;
    for (size_t r = from; r < row; r++) {
        double height = sheet_row_height(s, r);
        if (used + height > page)
            used = header;
        used += height;
    }
    if (used + points > page && used > header)
        sheet_break(s, row);
}

void sheet_filter(struct sheet *s, size_t row, size_t last_row, size_t last_column)
{
    book_check(s->book,
               worksheet_autofilter(s->worksheet, (lxw_row_t)row, 0, (lxw_row_t)last_row, (lxw_col_t)last_column));
}

/* --- charts -------------------------------------------------------------------------------- */

#define BAR_PIXELS 26.0

static lxw_chart *bars_chart(struct sheet *s, const struct bars *b, struct lxw_chart_font *small)
{
    lxw_chart *chart =
        workbook_add_chart(s->book->workbook, b->hundred ? LXW_CHART_BAR_STACKED_PERCENT : LXW_CHART_BAR_STACKED);
    if (!chart)
        return NULL;
    for (size_t i = 0; i < b->n_series; i++) {
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        lxw_col_t column = (lxw_col_t)b->series[i];
        chart_series_set_categories(series, s->name, (lxw_row_t)b->first_row, (lxw_col_t)b->category,
                                    (lxw_row_t)b->last_row, (lxw_col_t)b->category);
        chart_series_set_values(series, s->name, (lxw_row_t)b->first_row, column, (lxw_row_t)b->last_row, column);
        char *name = book_safe(b->names[i]);
        chart_series_set_name(series, name);
        free(name);
        lxw_chart_fill fill = {.color = b->colors[i]};
        chart_series_set_fill(series, &fill);
        if (b->label_format) {
            chart_series_set_labels(series);
            chart_series_set_labels_num_format(series, b->label_format);
            chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_CENTER);
            chart_series_set_labels_font(series, small);
        }
    }
    return chart;
}

/* The total at the end of each bar: the label of one more series, unseen, whose bars begin there and
 * run out of the chart. */
static void add_totals(struct sheet *s, lxw_chart *chart, const struct bars *b, struct lxw_chart_font *font)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_col_t column = (lxw_col_t)b->total;
    chart_series_set_categories(series, s->name, (lxw_row_t)b->first_row, (lxw_col_t)b->category,
                                (lxw_row_t)b->last_row, (lxw_col_t)b->category);
    chart_series_set_values(series, s->name, (lxw_row_t)b->first_row, column, (lxw_row_t)b->last_row, column);
    chart_series_set_name(series, " ");
    lxw_chart_fill none = {.none = 1};
    lxw_chart_line no_line = {.none = 1};
    chart_series_set_fill(series, &none);
    chart_series_set_line(series, &no_line);
    chart_series_set_labels(series);
    chart_series_set_labels_num_format(series, b->label_format);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_INSIDE_BASE);
    chart_series_set_labels_font(series, font);
}

size_t sheet_bars(struct sheet *s, size_t row, size_t last_column, const struct bars *b)
{
    if (s->book->error.code != E_NONE)
        return row;
    size_t n = b->last_row - b->first_row + 1;
    double width = 0, height = 105 + BAR_PIXELS * (double)n + (b->title ? 30 : 0);
    for (size_t c = 0; c <= last_column; c++)
        width += floor(sheet_width(s, c) * 7 + 5);
    height = fmin(height, sheet_page_height(s) / 0.75 * 0.97);
    size_t rows = (size_t)ceil(height * 0.75 / ROW_HEIGHT) + 1;
    sheet_room(s, row, (double)rows * ROW_HEIGHT);

    char font[] = FONT;
    lxw_chart_font small = {.name = font, .size = 9}, bold = {.name = font, .size = 10, .bold = 1},
                   heading = {.name = font, .size = 12, .bold = 1};
    lxw_chart *chart = bars_chart(s, b, &small);
    if (!chart) {
        book_check(s->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return row;
    }
    if (b->total && b->label_format)
        add_totals(s, chart, b, &bold);
    if (b->title) {
        char *title = book_safe(b->title);
        chart_title_set_name(chart, title);
        chart_title_set_name_font(chart, &heading);
        free(title);
    } else {
        chart_title_off(chart);
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &small);
    chart_set_series_gap(chart, 45);
    chart_set_series_overlap(chart, 100);
    /* In a bar chart the library calls the axis of the names y; the first name stands on top. */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    if (b->max > 0)
        chart_axis_set_max(chart->x_axis, b->max);
    if (!b->hundred)
        chart_axis_set_min(chart->x_axis, 0);
    lxw_chart_line pale = {.color = 0xD9D9D9, .width = 0.5f};
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(chart->x_axis, &pale);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
    if (b->axis) {
        char *axis = book_safe(b->axis);
        chart_axis_set_name(chart->x_axis, axis);
        chart_axis_set_name_font(chart->x_axis, &small);
        free(axis);
    }
    lxw_chart_options options = {.x_scale = width / 480,
                                 .y_scale = height / 288,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = NULL};
    book_check(s->book, worksheet_insert_chart_opt(s->worksheet, (lxw_row_t)row, 0, chart, &options));
    return row + rows;
}
