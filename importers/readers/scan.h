/* scan.h - a row of a sheet as programs write it, found without a parser of XML.
 *
 * The scanner knows `row`, `c`, `f`, `v`, `is` and `t` in UTF-8, their attributes, text and the five entities.  All
 * else, well-formed or not, is UNKNOWN to it and the parser's: a comment, a prefix, CDATA, a reference by number, a
 * carriage return in a text, a tag that does not end.  What it knows is well-formed and means what the parser says.
 */
#ifndef IMPORTERS_SCAN_H
#define IMPORTERS_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/readers/strings.h"

#define SCAN_BYTES ((size_t)4 << 20) /* a longer row is the parser's */

/* Bytes as they stand in the sheet; TEXT is NULL where there are none. */
struct slice {
    const char *text;
    size_t n;
};

struct scanned_cell {
    struct slice name, type, style; /* attributes r, t, s */
    struct slice text;              /* of `v` or `is` */
    bool escaped;                   /* it has entities */
    bool has_formula;
};

struct scanned_row {
    struct slice number, hidden; /* attributes r, hidden */
    struct scanned_cell *cells;
    size_t n_cells, room;
    size_t length; /* of the row, in bytes, with what blanks stand before it */
};

enum scanned { SCANNED_ROW, SCANNED_PART, SCANNED_UNKNOWN };

/* Scan the row at BYTES (N of them and a NUL); a row of zeros before the first, the cells are to be freed.  PART: the
 * bytes end before the row does. */
enum scanned scan_row(const char *bytes, size_t n, struct scanned_row *row);

/* Add the text of CELL, entities resolved. */
void scan_text(const struct scanned_cell *cell, struct cell_text *text);

/* The rows of a part that follow <sheetData>, one after another.  A scanner of zeros has none. */
struct scanner {
    struct part *part; /* NULL: none are scanned (any more) */
    char *bytes;       /* bytes[at] .. bytes[n - 1] come next */
    size_t at, n;
    struct scanned_row row;
};

/* What scan_next() came to; OVER: what comes next is the parser's, by part_next(). */
enum scan { SCAN_ROW, SCAN_OVER, SCAN_FAILED };

/* Begin where PART has stopped (part_stop_behind()). */
void scan_begin(struct scanner *scanner, struct part *part);
/* The next row, in scanner->row; its bytes stay until the next call, and may be written to. */
enum scan scan_next(struct scanner *scanner, struct error *err) MUST_CHECK;
void scan_release(struct scanner *scanner);

#endif
