/* merged.h - the merged areas of a sheet, which stand behind its rows, and the values they take from their first cell.
 */
#ifndef IMPORTERS_MERGED_H
#define IMPORTERS_MERGED_H

#include "importers/readers/row.h"
#include "survey/base/package.h"

/* A merged area and the value of its first cell. */
struct merged_cells {
    struct area area;
    char *text;
};

/* A struct of zeros has none. */
struct merged {
    struct merged_cells *cells; /* by their first row */
    size_t n, room;
};

/* Look through part NAME, a sheet, once for its checksum and, where it has any, once more for its merged areas. */
bool merged_read(struct merged *merged, struct package *package, const char *name, struct error *err) MUST_CHECK;
void merged_release(struct merged *merged);

/* Keep the values of the areas that begin in ROW, where it may belong to a header, for rows below to fill. */
void merged_keep(struct merged *merged, const struct row *row);

/* For a row that was kept or stands below: its width with the areas in it; give them their values, in CELLS, which are
 * so many. */
size_t merged_widest(const struct merged *merged, const struct row *row);
void merged_fill(const struct merged *merged, size_t line, struct cell *cells);

/* As reader_merged_bottom(), reader_merged_area() and reader_warn_merged(). */
size_t merged_bottom(const struct merged *merged, size_t line);
bool merged_area(const struct merged *merged, size_t i, struct area *area);
void merged_warn(const struct merged *merged, const struct row *row, struct issues *issues);

#endif
