/* date.h - days of the calendar: counted, and read as people write them.
 *
 * A date is dd/mm/yyyy or yyyy-mm-dd (both with `/`, `-` or `.`), with or
 * without a time behind it, or a day number of Excel from 20000 (1954) to
 * 80000 (2119).  Never mm/dd/yyyy, never two digits for a year.
 */
#ifndef SURVEY_DATE_H
#define SURVEY_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_TEXT 11 /* yyyy-mm-dd and NUL */

/* The days from 1970-01-01 to the date ISO, and back. */
int64_t date_number(const char *iso);
void date_of(int64_t days, char iso[DATE_TEXT]);

/* "2024-02-28" and 2 give "2024-03-01". */
void date_add(const char *iso, int64_t days, char out[DATE_TEXT]);
/* Days from FROM to TO, below 0 where TO is the earlier: 2 for "2024-02-28" and "2024-03-01". */
int64_t date_days(const char *from, const char *to);

/* TEXT as a date; false when it is none (30/02/2024 is none). */
bool date_parse(const char *text, char iso[DATE_TEXT]);

/* What is to be written in the place of TEXT, which is no date, by value: to be used within one expression.  Of a date
 * with two digits for the year, that there must be four. */
struct date_wanted {
    char text[200];
};
struct date_wanted date_wanted(const char *text);

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

/* "2024-12-31" as "31/12/2024", anything else as it is; a new string. */
char *date_words(const char *iso);

#endif
