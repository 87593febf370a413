#include "importers/readers/row.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

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
