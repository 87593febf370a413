/* number.h - numbers and dates as people write them.
 *
 * A number may have a sign, a decimal point or comma and marks between
 * thousands: 1234.5, 1234,5, 1.234,5, 1,234.5, 1 234,5, 1e-3.
 *
 *  - Where both marks stand, the last one is the decimal mark.
 *  - A mark that stands more than once groups thousands: 1.234.567.
 *  - One point is a decimal point: 1.234 is 1.234, in every file.
 *  - One comma is a decimal comma: 12,5 is 12.5.  But before exactly three
 *    digits it might group thousands too: 1,234 is NUMBER_AMBIGUOUS.  (0,125
 *    and 1234,567 are not: they cannot be grouped so.)
 *  - Groups have three digits, the first one to three.
 *
 * A date is dd/mm/yyyy (also with `-` or `.`), yyyy-mm-dd (also with `/`), with
 * or without a time behind it, or a day number of Excel from 20000 (1954) to
 * 80000 (2119).  Never mm/dd/yyyy, never two digits for a year.
 */
#ifndef IMPORTERS_NUMBER_H
#define IMPORTERS_NUMBER_H

#include "importers/reader.h"

#define NUMBER_TEXT 64
#define DATE_TEXT   11 /* yyyy-mm-dd and NUL */

enum number_reading {
    NUMBER_READ,
    NUMBER_NOT,       /* it is not a number */
    NUMBER_AMBIGUOUS, /* it can be read in two ways */
};

/* TEXT as plain digits with a point ("-1234.5", "1e-3") in PLAIN; one beyond a double's range is none. */
enum number_reading number_plain(const char *text, char plain[NUMBER_TEXT]);

/* TEXT as a finite double. */
enum number_reading number_parse(const char *text, double *value);

/* The shortest decimal that reads back to X (finite): without an exponent up to
 * 21 digits before and 20 behind the point.  Returns OUT. */
char *number_shortest(double x, char out[NUMBER_TEXT]);

/* TEXT as a date; false when it is none (30/02/2024 is none). */
bool date_parse(const char *text, char iso[DATE_TEXT]);

/* Day number SERIAL of Excel (1 is 1900-01-01; with FROM_1904 0 is 1904-01-01) as a
 * date; false before 1 and after 9999-12-31.  The day number 60, 1900-02-29,
 * which never was, is given as 1900-02-28. */
bool date_from_serial(double serial, bool from_1904, char iso[DATE_TEXT]);

/* Cell COLUMN of ROW as a number, an integer from MIN to MAX, a date.  Where it
 * is not, an empty cell included, a fault is added and false returned. */
bool cell_number(const struct row *row, size_t column, double *value, struct issues *issues) MUST_CHECK;
bool cell_integer(const struct row *row, size_t column, long long min, long long max, long long *value,
                  struct issues *issues) MUST_CHECK;
bool cell_date(const struct row *row, size_t column, char iso[DATE_TEXT], struct issues *issues) MUST_CHECK;

#endif
