/* row.h - a row of a table as it was read: its cells, and where each of them stands in the user's file. */
#ifndef IMPORTERS_ROW_H
#define IMPORTERS_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/issues.h"

struct reader;

/* What a cell of a workbook is; one of a text file is always text. */
enum cell_kind {
    CELL_TEXT,
    CELL_NUMBER,
    CELL_PERCENT,    /* a number shown as a percentage: the text "75%", the value 0.75 */
    CELL_DATE,       /* as yyyy-mm-dd, with Thh:mm:ss; or a time */
    CELL_DATE_MONTH, /* the same, shown with the month first: m/d/yyyy, also as the country of the reader has it */
};

struct cell {
    const char *text;  /* what its writer sees; NUL-terminated; "" where the cell is empty or absent */
    size_t length;     /* in bytes */
    const char *value; /* of a number: its decimal of at most 15 digits where TEXT shows it otherwise (1.10, 001, 75%);
                          else NULL */
    enum cell_kind kind;
};

/* Borrowed: valid until the next call on the reader. */
struct row {
    const char *file;  /* path as the user gave it; lives as long as the reader */
    const char *sheet; /* NULL for a text file; lives as long as the reader */
    size_t line;       /* from 1: the physical line the row begins on, or the sheet's row */
    const struct cell *cells;
    size_t n_cells; /* trailing empty cells are not counted */
    size_t n_given; /* cells a line of a text file has, empty ones too; 0 for a workbook, whose rows end where nothing
                       stands */
    bool broken;    /* a fault was added for this row: its cells are not to be trusted */
    struct reader *reader; /* that gave it; NULL for one that came from elsewhere */
    bool hidden;           /* of a workbook */
};

/* Rows and columns from 1, all included. */
struct area {
    size_t top, left, bottom, right;
};

/* The place of cell COLUMN (from 0) of ROW; SIZE_MAX for the whole row. */
struct place row_place(const struct row *row, size_t column);

/* Cell COLUMN (from 0) of ROW, "" beyond its end. */
const char *row_text(const struct row *row, size_t column);

/* A copy of a row that outlives the next call on the reader: its texts, in cells that may be given others.  Of nothing
 * but zeros to begin with. */
struct kept_row {
    struct row row;
    struct cell *cells; /* the row's; their texts are owned */
};
void row_keep(struct kept_row *kept, const struct row *row);
void row_forget(struct kept_row *kept);
/* Cell COLUMN, which the row is made long enough to have, gets TEXT. */
void row_write(struct kept_row *kept, size_t column, const char *text);

/* The row number at *S, which moves behind it; 0 where there is none or it is too large for a sheet. */
size_t row_number_parse(const char **s);

/* Both parts of a cell's name ("AB12"), which may have `$`; false where there is no such cell. */
bool cell_name_parse(const char **s, size_t *column, size_t *row);

#endif
