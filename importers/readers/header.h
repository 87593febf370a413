/* header.h - a table with named columns.
 *
 * A row at the top of a table names its columns.  A column is found by its
 * English name or one of its Vietnamese headers, whatever the case, the spaces,
 * `_`, `-` and the Unicode composition; a star behind it, by which forms mark
 * what must be filled in, does not count.
 *
 * Titles may stand above the header: it is the first row, among the first
 * thirty, that names every required column.  In a workbook it may take several
 * rows, where cells are merged downwards; the names are those of the last row.
 *
 *     static const struct column_name columns[] = {
 *         {"code", "mã|mã đơn vị", true},
 *         {"name", "tên", true},
 *         {"order", "thứ tự|stt", false},
 *     };
 *     struct header header;
 *     if (!header_read(reader, columns, 3, 0, &header, err))
 *         ...                                     // err set: the file; unset: faults were added
 *     while (header_next(&header, &row, err)) {
 *         const char *code = row_text(&row, header.at[0]);
 *         ...
 *     }
 *     header_release(&header);
 *
 * row_text() with a column that is absent (SIZE_MAX) is "".
 */
#ifndef IMPORTERS_HEADER_H
#define IMPORTERS_HEADER_H

#include "importers/readers/reader.h"

/* How people head the column that says the unit; clang-format 14 and 19 count the width of these letters differently.
 */
/* clang-format off */
#define UNIT_HEADERS \
    "đơn vị|mã đơn vị|tên đơn vị|cơ quan|mã cơ quan|tên cơ quan|cơ quan, đơn vị|tên cơ quan, đơn vị|cơ quan đơn vị|" \
    "tên cơ quan đơn vị|cơ quan/đơn vị|don vi|ma don vi|ten don vi|co quan|ten co quan|co quan, don vi|" \
    "ten co quan, don vi"
/* clang-format on */

/* A column a table may have. */
struct column_name {
    const char *name;       /* English, as documented: "own_unit" */
    const char *vietnamese; /* one or more headers joined by `|`; may be NULL */
    bool required;
};

/* A column of the file that no column_name names. */
struct extra_column {
    size_t column; /* from 0 */
    char *name;    /* as in the file */
};

enum header_flags {
    HEADER_EXTRA = 1,   /* columns of other names are allowed and listed in `extra` */
    HEADER_IGNORE = 2,  /* columns of other names are allowed and passed over with a warning */
    HEADER_TOTALS = 4,  /* a row that begins with "Tổng" is data */
    HEADER_FIRST = 16,  /* a required column that is named twice, in two ways, is the first of them; the other one is of
                           another name */
    HEADER_FORM = 32,   /* an export of a form may have further rows below the names (form_header.h) */
    HEADER_TITLED = 64, /* titles stand above it, as whoever wrote the table meant */
    HEADER_EXACT = 8, /* a table of any kind: case tells names apart where the file has both, and columns of other names
                         may stand twice */
};

/* The caller owns the struct; header_release() frees what it holds. */
struct header {
    size_t *at;   /* at[i]: the column (from 0) of columns[i], SIZE_MAX where absent */
    char **names; /* names[i]: columns[i] in a message, as in the file, else in the reader's language */
    size_t n_names;
    struct extra_column *extra;
    size_t n_extra;
    size_t line;    /* the row of the file the header stands in */
    size_t n_cells; /* columns it has */
    size_t n_given; /* cells its line has in a text file, empty ones too; 0 for a workbook */
    char **words;   /* [n_cells] the header as it stands in the file */
    char **above;   /* [n_cells] of a header of several rows: what stands over the word, "" where nothing else does */

    char **texts; /* [n_cells] what a form says below the names that they mean, "" where it says nothing */

    /* private */
    struct reader *reader;
    size_t *nameless; /* columns without a name */
    size_t n_nameless;
    size_t n_numbered; /* rows whose number stands in the first column, without a name; SIZE_MAX where others do */
    bool is_numbered;
    unsigned flags;
};

/* Match ROW to COLUMNS[0..N-1].  A column given twice, a required one that is
 * missing and, without HEADER_EXTRA or HEADER_IGNORE, an unknown one are
 * faults.  Returns false when a fault was added; HEADER is to be released in
 * either case. */
bool header_match(const struct row *row, const struct column_name *columns, size_t n, unsigned flags,
                  struct header *header, struct issues *issues) MUST_CHECK;

/* Read rows from READER up to the header and match it.  Returns false when a
 * fault was added (ERR unset; a sheet without a row is one) or reading failed
 * (ERR set); HEADER is to be released in either case. */
bool header_read(struct reader *reader, const struct column_name *columns, size_t n, unsigned flags,
                 struct header *header, struct error *err) MUST_CHECK;

/* The next row of the table, as reader_next().  A header that is repeated and a
 * row that numbers the columns, "(1) (2) (3)", are passed over with a warning, and so is a first column without a name
 * that numbers the rows; a total row
 * ("Tổng", "Cộng") is a fault, and so are a value in a column without a name and a line of more cells
 * than the header has, in which a separator that stands in a cell has moved those behind it; such rows are passed over
 * too. */
bool header_next(struct header *header, struct row *row, struct error *err) MUST_CHECK;

/* True for a name such as "STT": a column that numbers the rows, which every office has and no table asks for.  One
 * that no column_name names is passed over without a word; with HEADER_EXTRA it is in `extra`. */
bool header_counts_rows(const char *name);

/* From here on a row that begins with "Tổng" is data. */
void header_allow_totals(struct header *header);

/* Column COLUMN, unless it is SIZE_MAX, is read as numbers: what they say of the decimal mark counts for the other
 * columns too (marks.h).  To be called before the first row is read. */
void header_numbers(const struct header *header, size_t column);

/* Say (F129, W110) which words of ROW of READER were damaged on their way here, once a column; header_read() and
 * header_next() do.  NAMES, or NULL, are words they may have been. */
void header_tell_damage(struct reader *reader, const struct row *row, const struct dictionary *names);

void header_release(struct header *header);

#endif
