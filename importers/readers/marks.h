/* marks.h - whether the point or the comma is the decimal mark of a column.
 *
 * 1.500 is one and a half in one file and fifteen hundred in the next.  It is read
 *
 *  - as the other cells of its column say: beside 3,5, 1.234,5 or 1.234.567 it is
 *    1500, beside 0.5, 12.34, 1234.5 or 1,234.5 it is 1.5;
 *  - where they say nothing, as the other columns of numbers of the table say;
 *  - where those say nothing either, by what stands between cells, with a warning
 *    (W108): beside `;`, which Excel writes where the comma is the decimal mark,
 *    it is 1500; beside `,` 1.5.
 *
 * In all other cases (cells of text in a workbook, TAB between cells, columns that
 * say both, 1,500 where nothing says anything) it is a fault (F122).  Cells of a
 * workbook that are numbers are what they are and say nothing about others.
 *
 * The table is read once more for that, and only when such a cell is met: reader_heard_marks().
 */
#ifndef IMPORTERS_MARKS_H
#define IMPORTERS_MARKS_H

#include "importers/readers/row.h"
#include "survey/base/date.h"
#include "survey/base/number.h"

struct marks;

/* Of a sheet of which nothing is known. */
struct marks *marks_new(void);
void marks_free(struct marks *marks);

/* The rows up to LINE are no data. */
void marks_begin(struct marks *marks, size_t line);

/* Column COLUMN is read as numbers, so that what it says counts for others.  To be called before the first row. */
void marks_numbers(struct marks *marks, size_t column);

/* True the first time: the rows are wanted. */
bool marks_begin_hearing(struct marks *marks);

/* What the cells of ROW say. */
void marks_hear(struct marks *marks, const struct row *row);

/* The table could not be read once more: all columns heard are in doubt. */
void marks_doubt(struct marks *marks);

/* The cells of COLUMN, all numbers, say SAYS: for who has read them without marks_hear(). */
void marks_say(struct marks *marks, size_t column, enum decimal_mark says);

/* The decimal mark of COLUMN by what stands in the table. */
enum decimal_mark marks_decimal(struct marks *marks, size_t column);

/* Whether days or months come first in the dates a/b/yyyy or a/b/yy of COLUMN, as far as one of them tells. */
enum date_order marks_order(struct marks *marks, size_t column);

/* Whether W108, W109, F129, W110 was said of COLUMN. */
bool *marks_told(struct marks *marks, size_t column);
bool *marks_rounded(struct marks *marks, size_t column);
bool *marks_damaged(struct marks *marks, size_t column);
bool *marks_lost(struct marks *marks, size_t column);

/* True where COLUMN has dates among figures or ranges (11-15), or among words that are at least as many: it is no
 * column of dates, and a program made them of what was typed. */
bool marks_stray_dates(struct marks *marks, size_t column);

/* True where COLUMN looks as if a program that has the month first had read days and months typed the other way round:
 * *DAYS dates, the first in row *A_DAY, are text, for no month is above 12; *MONTHS were taken and are shown month
 * first, and none of those has a day above 12. */
bool marks_swapped(struct marks *marks, size_t column, size_t *days, size_t *months, size_t *a_day);

#endif
