#include "importers/readers/row.h"

#include <stdint.h>

struct place row_place(const struct row *row, size_t column)
{
    return (struct place){row->file, row->sheet, row->line, column == SIZE_MAX ? 0 : column + 1};
}

const char *row_text(const struct row *row, size_t column)
{
    return column < row->n_cells ? row->cells[column].text : "";
}
