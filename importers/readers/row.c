#include "importers/readers/row.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

#define MAX_COLUMNS 16384
#define MAX_ROWS    1048576

struct place row_place(const struct row *row, size_t column)
{
    return (struct place){row->file, row->sheet, row->line, column == SIZE_MAX ? 0 : column + 1};
}

const char *row_text(const struct row *row, size_t column)
{
    return column < row->n_cells ? row->cells[column].text : "";
}

void row_forget(struct kept_row *kept)
{
    for (size_t c = 0; c < kept->row.n_cells; c++)
        discard(kept->cells[c].text);
    free(kept->cells);
    *kept = (struct kept_row){0};
}

void row_keep(struct kept_row *kept, const struct row *row)
{
    row_forget(kept);
    kept->cells = xcalloc(row->n_cells, sizeof *kept->cells);
    for (size_t c = 0; c < row->n_cells; c++)
        kept->cells[c] = (struct cell){xstrdup(row->cells[c].text), row->cells[c].length, NULL, CELL_TEXT};
    kept->row = *row;
    kept->row.cells = kept->cells;
}

void row_write(struct kept_row *kept, size_t column, const char *text)
{
    size_t n = kept->row.n_cells;
    if (column >= n) {
        kept->cells = xreallocarray(kept->cells, column + 1, sizeof *kept->cells);
        for (; n <= column; n++)
            kept->cells[n] = (struct cell){xstrdup(""), 0, NULL, CELL_TEXT};
        kept->row.cells = kept->cells;
        kept->row.n_cells = n;
    }
    char *copy = xstrdup(text);
    discard(kept->cells[column].text);
    kept->cells[column] = (struct cell){copy, strlen(copy), NULL, CELL_TEXT};
}

/* Letters of a column ("AB") at *S, which moves behind them; 0 if there are none or too many. */
static size_t parse_column(const char **s)
{
    size_t column = 0, n = 0;
    for (; n < 4; n++) {
        char c = (*s)[n];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c < 'A' || c > 'Z')
            break;
        column = column * 26 + (size_t)(c - 'A' + 1);
    }
    *s += n;
    return n < 4 && column <= MAX_COLUMNS ? column : 0;
}

size_t row_number_parse(const char **s)
{
    size_t row = 0, n = 0;
    while (n < 8 && (*s)[n] >= '0' && (*s)[n] <= '9')
        row = row * 10 + (size_t)((*s)[n++] - '0');
    *s += n;
    return row <= MAX_ROWS ? row : 0;
}

bool cell_name_parse(const char **s, size_t *column, size_t *row)
{
    *s += **s == '$';
    *column = parse_column(s);
    *s += **s == '$';
    *row = row_number_parse(s);
    return *column && *row;
}
