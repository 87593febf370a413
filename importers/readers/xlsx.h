/* xlsx.h - workbooks (Office Open XML), one row at a time.
 *
 * A sheet is read as a stream; only the shared strings and the styles are kept
 * in memory.  A number becomes the shortest decimal that reads back to the same
 * double, with a point and without an exponent where that is reasonable; a
 * date (by its number format) yyyy-mm-dd; a truth value TRUE or FALSE; a
 * formula the value Excel last computed.
 *
 * A damaged file may deliver many rows before it fails: stage, then commit.
 */
#ifndef IMPORTERS_XLSX_H
#define IMPORTERS_XLSX_H

#include "importers/readers/row.h"

struct xlsx;

/* Open the workbook PATH, which must outlive the result, at its first sheet. */
struct xlsx *xlsx_open(const char *path, struct issues *issues, struct error *err) MUST_CHECK;
void xlsx_close(struct xlsx *book);

size_t xlsx_n_sheets(const struct xlsx *book);
const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet);

/* Go to the first row of SHEET. */
bool xlsx_go(struct xlsx *book, size_t sheet, struct error *err) MUST_CHECK;

/* As reader_next(). */
bool xlsx_next(struct xlsx *book, struct row *row, struct error *err) MUST_CHECK;

/* As reader_fill_merged(), reader_merged_bottom(), reader_warn_merged() and reader_merged_area(). */
void xlsx_fill_merged(struct xlsx *book, struct row *row);
size_t xlsx_merged_bottom(const struct xlsx *book, const struct row *row);
void xlsx_warn_merged(struct xlsx *book, const struct row *row);
bool xlsx_merged_area(const struct xlsx *book, size_t i, struct area *area);

#endif
