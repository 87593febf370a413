#include "importers/readers/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* A column as far as it is known. */
struct column_marks {
    bool numbers, told, rounded, damaged, lost;
    size_t n_days, n_months; /* dates of text that begin with a day; cells that are dates, shown with the month first */
    size_t n_dates, n_figures, n_words; /* cells that are dates, that are or look like figures, 11-15, 1.10; others */
    size_t n_sure;                      /* dates whose day is above 12, so that it cannot be a month */
    size_t first_day, first_month;      /* their rows */
    enum decimal_mark says;
    enum date_order order;
};

struct marks {
    size_t begin; /* the line before the first row of data */
    struct column_marks *columns;
    size_t n, room;
    bool in_doubt; /* not all of them could be heard */
    bool heard;    /* its cells have been, or are being */
};

struct marks *marks_new(void)
{
    return xcalloc(1, sizeof(struct marks));
}

void marks_free(struct marks *marks)
{
    if (!marks)
        return;
    free(marks->columns);
    free(marks);
}

void marks_begin(struct marks *marks, size_t line)
{
    marks->begin = line;
}

static struct column_marks *column_of(struct marks *marks, size_t column)
{
    if (column >= marks->n) {
        marks->columns = grow(marks->columns, &marks->room, column + 1, sizeof *marks->columns);
        memset(marks->columns + marks->n, 0, (column + 1 - marks->n) * sizeof *marks->columns);
        marks->n = column + 1;
    }
    return &marks->columns[column];
}

void marks_numbers(struct marks *marks, size_t column)
{
    if (column != SIZE_MAX)
        column_of(marks, column)->numbers = true;
}

void marks_say(struct marks *marks, size_t column, enum decimal_mark says)
{
    column_of(marks, column)->numbers = true;
    marks->columns[column].says |= says;
}

bool marks_begin_hearing(struct marks *marks)
{
    bool first = !marks->heard;
    marks->heard = true;
    return first;
}

/* What a cell that is no date says of dates beside it. */
static void hear_other(struct marks *marks, size_t c, const struct cell *cell)
{
    char iso[DATE_TEXT];
    bool figure = cell->kind != CELL_TEXT || (!cell->text[strspn(cell->text, "0123456789 .,/+<>-")] &&
                                              cell->text[strcspn(cell->text, "0123456789")]);
    bool year = cell->length == 4 && (!strncmp(cell->text, "19", 2) || !strncmp(cell->text, "20", 2));
    if (year || (cell->kind == CELL_TEXT && date_parse(cell->text, iso)))
        return;
    if (figure)
        column_of(marks, c)->n_figures++;
    else
        column_of(marks, c)->n_words++;
}

void marks_hear(struct marks *marks, const struct row *row)
{
    enum date_order order;
    for (size_t c = 0; row->line > marks->begin && !row->broken && c < row->n_cells; c++) {
        const struct cell *cell = &row->cells[c];
        if (cell->kind == CELL_DATE || cell->kind == CELL_DATE_MONTH) {
            struct column_marks *column = column_of(marks, c);
            bool sure = cell->length >= 10 && strncmp(cell->text + 8, "12", 2) > 0;
            column->n_dates++;
            if (sure)
                column->n_sure++;
            else if (cell->kind == CELL_DATE_MONTH && !column->n_months++)
                column->first_month = row->line;
            continue;
        }
        if (cell->length)
            hear_other(marks, c, cell);
        if (!cell->length || cell->length >= NUMBER_TEXT || cell->kind != CELL_TEXT)
            continue;
        column_of(marks, c)->says |= number_mark(cell->text);
        if (date_has_order(cell->text, &order)) {
            struct column_marks *column = column_of(marks, c);
            column->order |= order;
            if (order == DATE_DAY && !column->n_days++)
                column->first_day = row->line;
        }
    }
}

void marks_doubt(struct marks *marks)
{
    marks->in_doubt = true;
}

enum decimal_mark marks_decimal(struct marks *marks, size_t column)
{
    enum decimal_mark all = DECIMAL_UNKNOWN;
    (void)column_of(marks, column);
    for (size_t c = 0; c < marks->n; c++)
        if (marks->columns[c].numbers)
            all |= marks->columns[c].says;
    enum decimal_mark own = marks->columns[column].says;
    return marks->in_doubt ? DECIMAL_BOTH : own != DECIMAL_UNKNOWN ? own : all;
}

enum date_order marks_order(struct marks *marks, size_t column)
{
    (void)column_of(marks, column);
    return marks->in_doubt ? DATE_BOTH : marks->columns[column].order;
}

bool *marks_told(struct marks *marks, size_t column)
{
    return &column_of(marks, column)->told;
}

bool *marks_rounded(struct marks *marks, size_t column)
{
    return &column_of(marks, column)->rounded;
}

bool *marks_damaged(struct marks *marks, size_t column)
{
    return &column_of(marks, column)->damaged;
}

bool *marks_lost(struct marks *marks, size_t column)
{
    return &column_of(marks, column)->lost;
}

bool marks_stray_dates(struct marks *marks, size_t column)
{
    const struct column_marks *c = column_of(marks, column);
    return c->n_dates && (c->n_figures || c->n_words >= c->n_dates);
}

bool marks_swapped(struct marks *marks, size_t column, size_t *days, size_t *months, size_t *a_day)
{
    const struct column_marks *c = column_of(marks, column);
    *days = c->n_days;
    *months = c->n_months;
    *a_day = c->first_day;
    return c->n_days && c->n_months && !c->n_sure;
}
