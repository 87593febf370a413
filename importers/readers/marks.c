#include "importers/readers/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* A column as far as it is known. */
struct column_marks {
    bool numbers, guessed;
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

bool marks_begin_hearing(struct marks *marks)
{
    bool first = !marks->heard;
    marks->heard = true;
    return first;
}

void marks_hear(struct marks *marks, const struct row *row)
{
    enum date_order order;
    for (size_t c = 0; row->line > marks->begin && !row->broken && c < row->n_cells; c++)
        if (row->cells[c].length && row->cells[c].length < NUMBER_TEXT && !row->cells[c].is_number) {
            column_of(marks, c)->says |= number_mark(row->cells[c].text);
            if (date_has_order(row->cells[c].text, &order))
                column_of(marks, c)->order |= order;
        }
}

void marks_doubt(struct marks *marks)
{
    marks->in_doubt = true;
}

enum decimal_mark marks_decide(enum decimal_mark own, enum decimal_mark all)
{
    return own != DECIMAL_UNKNOWN ? own : all;
}

enum decimal_mark marks_decimal(struct marks *marks, size_t column)
{
    enum decimal_mark all = DECIMAL_UNKNOWN;
    (void)column_of(marks, column);
    for (size_t c = 0; c < marks->n; c++)
        if (marks->columns[c].numbers)
            all |= marks->columns[c].says;
    return marks->in_doubt ? DECIMAL_BOTH : marks_decide(marks->columns[column].says, all);
}

enum date_order marks_order(struct marks *marks, size_t column)
{
    (void)column_of(marks, column);
    return marks->in_doubt ? DATE_BOTH : marks->columns[column].order;
}

enum decimal_mark marks_guess(const char *text, char separator)
{
    if (!strchr(text, '.'))
        return DECIMAL_UNKNOWN;
    return separator == ';' ? DECIMAL_COMMA : separator == ',' ? DECIMAL_POINT : DECIMAL_UNKNOWN;
}

bool marks_first_guess(struct marks *marks, size_t column)
{
    struct column_marks *c = column_of(marks, column);
    bool first = !c->guessed;
    c->guessed = true;
    return first;
}
