/* sheet.h - the rows of one sheet of a workbook, as a stream.
 *
 * A sheet is looked through once before its first row is delivered: for its
 * checksum, and for its merged areas, which stand behind the rows.
 */
#ifndef IMPORTERS_SHEET_H
#define IMPORTERS_SHEET_H

#include "importers/readers/row.h"
#include "importers/readers/strings.h"
#include "importers/readers/styles.h"
#include "survey/base/package.h"

/* What a sheet is read with; all of it outlives the sheet. */
struct sheet_source {
    const char *path, *name, *part;
    struct package *package;
    const struct strings *strings;
    const struct styles *styles;
    bool from_1904;
    struct issues *issues;
};

struct sheet_reader;

struct sheet_reader *sheet_open(const struct sheet_source *source, struct error *err) MUST_CHECK;
void sheet_close(struct sheet_reader *sheet);

/* As reader_next(); hidden rows and columns are warned about at the end. */
bool sheet_next(struct sheet_reader *sheet, struct row *row, struct error *err) MUST_CHECK;

/* As reader_fill_merged(), reader_merged_bottom(), reader_warn_merged() and reader_merged_area(). */
void sheet_fill_merged(struct sheet_reader *sheet, struct row *row);
size_t sheet_merged_bottom(const struct sheet_reader *sheet, const struct row *row);
void sheet_warn_merged(struct sheet_reader *sheet, const struct row *row);
bool sheet_merged_area(const struct sheet_reader *sheet, size_t i, struct area *area);

#endif
