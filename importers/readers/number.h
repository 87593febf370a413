/* number.h - numbers and dates as people write them.
 *
 * A number may have a sign, a decimal point or comma and marks between
 * thousands: 1234.5, 1234,5, 1.234,5, 1,234.5, 1 234,5, 1e-3.
 *
 *  - Where both marks stand, the last one is the decimal mark.
 *  - A mark that stands more than once groups thousands: 1.234.567.
 *  - Groups have three digits, the first one to three.
 *  - A mark that stands once is the decimal mark: 12,5 is 12.5, and 0,125,
 *    1234,567, 1.2345, 1.234e2 and 1 234,567 cannot be grouped so.
 *  - But one to three digits, the first no zero, a mark and three digits can be
 *    read in two ways: 1.500 is 1.5 or 1500, and so is 1,500.  A table says
 *    which (marks.h); without one it is NUMBER_AMBIGUOUS.
 *
 * A date is dd/mm/yyyy (also with `-` or `.`), yyyy-mm-dd (also with `/`), with
 * or without a time behind it, or a day number of Excel from 20000 (1954) to
 * 80000 (2119).  Never mm/dd/yyyy, never two digits for a year.
 */
#ifndef IMPORTERS_NUMBER_H
#define IMPORTERS_NUMBER_H

#include <stdbool.h>

#define NUMBER_TEXT 64
#define DATE_TEXT   11 /* yyyy-mm-dd and NUL */

enum number_reading {
    NUMBER_READ,
    NUMBER_NOT,       /* it is not a number */
    NUMBER_AMBIGUOUS, /* it can be read in two ways */
};

/* The decimal mark of a number or of a column of them. */
enum decimal_mark {
    DECIMAL_UNKNOWN = 0,
    DECIMAL_POINT = 1,
    DECIMAL_COMMA = 2,
    DECIMAL_BOTH = 3, /* some say the one, some the other */
};

/* TEXT as plain digits with a point ("-1234.5", "1e-3") in PLAIN; one beyond a double's range is none.  With
 * number_plain_as() what can be read in two ways is read as MARK, POINT or COMMA, says; with another it is ambiguous.
 * What can be read in one way only is read so. */
enum number_reading number_plain(const char *text, char plain[NUMBER_TEXT]);
enum number_reading number_plain_as(const char *text, enum decimal_mark mark, char plain[NUMBER_TEXT]);

/* The decimal mark the number TEXT must have been written with: POINT for 0.5 or 1,234,567; UNKNOWN where it tells
 * none, as 12 and 1.500, and for what is no number. */
enum decimal_mark number_mark(const char *text);

/* TEXT as a finite double. */
enum number_reading number_parse(const char *text, double *value);

/* The shortest decimal that reads back to X (finite): without an exponent up to
 * 21 digits before and 20 behind the point.  Returns OUT. */
char *number_shortest(double x, char out[NUMBER_TEXT]);

/* TEXT as a date; false when it is none (30/02/2024 is none). */
bool date_parse(const char *text, char iso[DATE_TEXT]);

/* What comes first in dates a/b/yyyy or a/b/yy. */
enum date_order {
    DATE_UNKNOWN = 0,
    DATE_DAY = 1,
    DATE_MONTH = 2,
    DATE_BOTH = 3, /* in some the one, in some the other */
};

/* True when TEXT begins with a date a/b/yyyy or a/b/yy, a blank or nothing behind it; *ORDER: what it must begin with,
 * UNKNOWN where it can be read both ways.  date_parse_as() reads such a date, and two digits of a year as 20yy. */
bool date_has_order(const char *text, enum date_order *order);
bool date_parse_as(const char *text, enum date_order order, char iso[DATE_TEXT]);

/* Day number SERIAL of Excel (1 is 1900-01-01; with FROM_1904 0 is 1904-01-01) as a
 * date; false before 1 and after 9999-12-31.  The day number 60, 1900-02-29,
 * which never was, is given as 1900-02-28. */
bool date_from_serial(double serial, bool from_1904, char iso[DATE_TEXT]);

#endif
