/* cell.h - a cell of a row as the number or the date its writer sees, or a fault with its place.
 *
 * What can be read in two ways is read as the table says (marks.h).
 */
#ifndef IMPORTERS_CELL_H
#define IMPORTERS_CELL_H

#include "importers/readers/row.h"
#include "survey/base/date.h"
#include "survey/base/number.h"

/* Cell COLUMN of ROW as number_plain(), what can be read in two ways as the table says (marks.h), with a warning where
 * only the separator says it; unless SURE is wanted.  Where it stays ambiguous a fault was added. */
enum number_reading cell_plain(const struct row *row, size_t column, bool sure, char plain[NUMBER_TEXT],
                               struct issues *issues) MUST_CHECK;

/* The decimal mark of TEXT at PLACE, which can be read in two ways: MARK, as the table of READER says; where it says
 * nothing, and unless TOLD is NULL, as what stands between cells says, with a warning unless *TOLD.  UNKNOWN where a
 * fault was added. */
enum decimal_mark number_settle(const char *text, enum decimal_mark mark, const struct reader *reader, bool *told,
                                struct place place, struct issues *issues);

/* Cell COLUMN of ROW as a number, an integer from MIN to MAX, a date.  Where it
 * is not, an empty cell included, a fault is added and false returned. */
bool cell_number(const struct row *row, size_t column, double *value, struct issues *issues) MUST_CHECK;
bool cell_integer(const struct row *row, size_t column, long long min, long long max, long long *value,
                  struct issues *issues) MUST_CHECK;
bool cell_date(const struct row *row, size_t column, char iso[DATE_TEXT], struct issues *issues) MUST_CHECK;

#endif
