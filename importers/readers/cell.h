/* cell.h - a cell of a row as the number or the date its writer sees, or a fault with its place.
 *
 * What can be read in two ways is read as the table says (marks.h).
 */
#ifndef IMPORTERS_CELL_H
#define IMPORTERS_CELL_H

#include "importers/readers/row.h"
#include "survey/base/date.h"
#include "survey/base/number.h"

/* What a column of numbers takes.  A number is no percentage (75% is refused); a percentage is 75 where the cell shows
 * 75% or 75; a share is 0.2 where it shows 20% or 0.2. */
enum cell_unit { CELL_AS_NUMBER, CELL_AS_PERCENT, CELL_AS_SHARE };

/* Cell COLUMN of ROW in UNIT as number_plain(), what can be read in two ways as the table says (marks.h), with a
 * warning where only the separator says it; unless SURE is wanted.  AMBIGUOUS where it stays so, where it is a date (a
 * figure that Excel took for one, most likely) or a percentage that has no place here: a fault was added. */
enum number_reading cell_plain(const struct row *row, size_t column, enum cell_unit unit, bool sure,
                               char plain[NUMBER_TEXT], struct issues *issues) MUST_CHECK;

/* The same for a decimal: a number that a workbook computed to more than nine decimals is rounded to nine, halves away
 * from zero, with a warning once a column. */
enum number_reading cell_decimal(const struct row *row, size_t column, enum cell_unit unit, char plain[NUMBER_TEXT],
                                 struct issues *issues) MUST_CHECK;

/* The text of cell COLUMN, a code or a name, as it is shown; a fault is added where it is a date, which no code is. */
const char *cell_code(const struct row *row, size_t column, struct issues *issues);

/* The same of a category, which may be a date in a column of dates (marks_stray_dates()). */
const char *cell_category(const struct row *row, size_t column, struct issues *issues);

/* False where cell COLUMN is a date that may have day and month changed round (marks_swapped()), which was said as a
 * fault, once a column. */
bool cell_date_is_sure(const struct row *row, size_t column, struct issues *issues);

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
