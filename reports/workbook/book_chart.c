/* Bar charts: as high as the page allows, several where there are many bars. */
#include <math.h>
#include <stdlib.h>

#include "reports/workbook/book_inside.h"
#include "survey/base/memory.h"

/* Pixels: of a bar with its gap, and of the axis, the legend and the edges together. */
#define BEST_BAR     26.0
#define LEAST_BAR    18.0 /* less, and programs leave out names of bars */
#define BESIDES_BARS 95.0
#define TITLE_PIXELS 30.0

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
        lxw_chart_line edge = {.color = 0x595959, .width = 0.5f}; /* shades may be one grey on paper */
        chart_series_set_line(series, &edge);
        if (b->label_format && !(b->quiet && b->quiet[i])) {
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
    lxw_chart_fill none = {0};
    lxw_chart_line no_line = {0};
    none.none = no_line.none = 1;
    chart_series_set_fill(series, &none);
    chart_series_set_line(series, &no_line);
    chart_series_set_labels(series);
    char *format = xasprintf("\"  \"%s", b->label_format);
    chart_series_set_labels_num_format(series, format);
    free(format);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_INSIDE_BASE);
    chart_series_set_labels_font(series, font);
}

static void set_axes(lxw_chart *chart, const struct bars *b, struct lxw_chart_font *small)
{
    /* In a bar chart the library calls the axis of the names y; the first name stands on top. */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_interval_unit(chart->y_axis, 1);
    chart_axis_set_num_font(chart->y_axis, small);
    chart_axis_set_num_font(chart->x_axis, small);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    if (b->max > 0)
        chart_axis_set_max(chart->x_axis, b->max);
    if (!b->hundred)
        chart_axis_set_min(chart->x_axis, 0);
    lxw_chart_line pale = {.color = 0xD9D9D9, .width = 0.5f};
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(chart->x_axis, &pale);
    chart_axis_major_gridlines_set_visible(chart->y_axis, LXW_FALSE);
}

static lxw_chart_font font_of(char *name, double size, bool bold)
{
    lxw_chart_font font = {.name = name, .size = size};
    font.bold = bold;
    return font;
}

static size_t put_chart(struct sheet *s, size_t row, double width, double height, const struct bars *b)
{
    size_t rows = (size_t)ceil(height * 0.75 / ROW_HEIGHT) + 1;
    char font[] = FONT;
    lxw_chart_font small = font_of(font, 9, false), bold = font_of(font, 10, true), heading = font_of(font, 12, true);
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
    set_axes(chart, b, &small);
    lxw_chart_options options = {
        .y_offset = 5, .x_scale = width / 480, .y_scale = height / 288, .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    book_check(s->book, worksheet_insert_chart_opt(s->worksheet, (lxw_row_t)row, 0, chart, &options));
    return row + rows;
}

static double height_of(size_t n, bool title, double bar)
{
    return BESIDES_BARS + bar * (double)n + (title ? TITLE_PIXELS : 0);
}

double sheet_bars_least(size_t n, bool title)
{
    return height_of(n, title, LEAST_BAR) * 0.75 + 2 * ROW_HEIGHT;
}

size_t sheet_bars(struct sheet *s, size_t row, size_t last_column, const struct bars *b)
{
    if (s->book->error.code != E_NONE)
        return row;
    double width = 0, room = sheet_page_height(s) - sheet_header_height(s) - sheet_bars_least(0, b->title != NULL);
    for (size_t c = 0; c <= last_column; c++)
        width += floor(sheet_width(s, c) * 7 + 5);
    width *= 0.97; /* a chart a hair wider than its columns would print an empty page beside each of its own */
    size_t n = b->last_row - b->first_row + 1;
    size_t most = (size_t)fmax(4, room / (LEAST_BAR * 0.75));
    size_t n_charts = (n + most - 1) / most, each = (n + n_charts - 1) / n_charts;
    for (size_t done = 0; done < n; done += each) {
        struct bars part = *b;
        part.first_row = b->first_row + done;
        if (done + each < n)
            part.last_row = part.first_row + each - 1;
        size_t bars = part.last_row - part.first_row + 1;
        char *title =
            b->title && n_charts > 1 ? xasprintf("%s: %zu–%zu / %zu", b->title, done + 1, done + bars, n) : NULL;
        part.title = title ? title : b->title;
        sheet_room(s, row, sheet_bars_least(bars, b->title != NULL));
        double left = (sheet_room_left(s, row) - 2 * ROW_HEIGHT) / 0.75;
        double bar = (left - height_of(0, b->title != NULL, 0)) / (double)bars;
        row = put_chart(s, row, width, height_of(bars, b->title != NULL, fmin(BEST_BAR, fmax(LEAST_BAR, bar))), &part);
        free(title);
    }
    return row;
}
