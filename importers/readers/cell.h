/* cell.h - a cell of a row as the number or the date its writer sees, or a fault with its place.
 *
 * What can be read in two ways is read as the table says (marks.h).
 */
#ifndef IMPORTERS_CELL_H
#define IMPORTERS_CELL_H

#include "importers/readers/number.h"
#include "importers/readers/row.h"

/* Cell COLUMN of ROW as number_plain(), what can be read in two ways as the table says (marks.h), with a warning where
 * only the separator says it; unless SURE is wanted.  Where it stays ambiguous a fault was added. */
enum number_reading cell_plain(const struct row *row, size_t column, bool sure, char plain[NUMBER_TEXT],
                               struct issues *issues) MUST_CHECK;

/* The fault and the warning of a number that can be read in two ways: with SEPARATOR, what stands between cells, it is
 * read as MARK. */
void number_add_ambiguous(const char *text, struct place place, struct issues *issues);
void number_add_guess(const char *text, enum decimal_mark mark, char separator, struct place place,
                      struct issues *issues);

/* Cell COLUMN of ROW as a number, an integer from MIN to MAX, a date.  Where it
 * is not, an empty cell included, a fault is added and false returned. */
bool cell_number(const struct row *row, size_t column, double *value, struct issues *issues) MUST_CHECK;
bool cell_integer(const struct row *row, size_t column, long long min, long long max, long long *value,
                  struct issues *issues) MUST_CHECK;
bool cell_date(const struct row *row, size_t column, char iso[DATE_TEXT], struct issues *issues) MUST_CHECK;

#endif
