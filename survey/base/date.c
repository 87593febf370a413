#include "survey/base/date.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"

/* --- the calendar: H. Hinnant, chrono-compatible low-level date algorithms ------------------ */

static int64_t days_of(int64_t y, int64_t m, int64_t d)
{
    y -= m <= 2;
    int64_t era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_of(int64_t days, char iso[DATE_TEXT])
{
    days += 719468;
    int64_t era = days / 146097, of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), mp = (5 * of_year + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    year += era * 400 + (month <= 2);
    snprintf(iso, DATE_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)(of_year - (153 * mp + 2) / 5 + 1) % 100);
}

int64_t date_number(const char *iso)
{
    return days_of(strtoll(iso, NULL, 10), strtoll(iso + 5, NULL, 10), strtoll(iso + 8, NULL, 10));
}

void date_add(const char *iso, int64_t days, char out[DATE_TEXT])
{
    date_of(date_number(iso) + days, out);
}

int64_t date_days(const char *from, const char *to)
{
    return date_number(to) - date_number(from);
}

/* A day that is none, 30/02, is another one when it comes back. */
static bool write_date(unsigned year, unsigned month, unsigned day, char iso[DATE_TEXT])
{
    char again[DATE_TEXT];
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    snprintf(iso, DATE_TEXT, "%04u-%02u-%02u", year, month, day);
    date_of(date_number(iso), again);
    return !strcmp(iso, again);
}

bool date_from_serial(double serial, bool from_1904, char iso[DATE_TEXT])
{
    if (!(serial >= (from_1904 ? 0 : 1)) || !(serial < 2958466))
        return false;
    int64_t day = (int64_t)floor(serial); /* days since 1899-12-31 */
    if (from_1904)
        day += 1462;
    if (day >= 60) /* Excel counts 1900-02-29 */
        day--;
    if (day > 2958464)
        return false;
    date_of(day - 25568, iso); /* 1899-12-31 to 1970-01-01 */
    return true;
}

/* --- as people write them --------------------------------------------------------------- */

/* The number of MIN to MAX digits at *S, which moves behind them. */
static bool digits(const char **s, size_t min, size_t max, unsigned *value)
{
    size_t n = 0;
    *value = 0;
    while (n <= max && isdigit((unsigned char)(*s)[n]))
        *value = *value * 10 + (unsigned)((*s)[n++] - '0');
    *s += n;
    return n >= min && n <= max;
}

/* True when S is nothing, or a space or T and a time, perhaps with a zone. */
static bool is_time(const char *s)
{
    unsigned hour, minute, second = 0;
    if (!*s)
        return true;
    if (*s != ' ' && *s != 'T')
        return false;
    s++;
    if (!digits(&s, 1, 2, &hour) || *s++ != ':' || !digits(&s, 2, 2, &minute))
        return false;
    if (*s == ':') {
        s++;
        if (!digits(&s, 2, 2, &second))
            return false;
        if (*s == '.')
            s += 1 + strspn(s + 1, "0123456789");
    }
    if (*s == 'Z')
        s++;
    return !*s && hour < 24 && minute < 60 && second < 61;
}

bool date_parse(const char *text, char iso[DATE_TEXT])
{
    unsigned a, b, c;
    const char *p = text;
    size_t n = strspn(text, "0123456789");
    char mark = text[n];
    if (n == 5 && (!mark || mark == '.')) {
        double serial;
        if (number_parse(text, &serial) != NUMBER_READ || serial < 20000 || serial > 80000)
            return false;
        return date_from_serial(serial, false, iso);
    }
    if (n == 4) {
        if (!mark || !strchr("/-.", mark) || !digits(&p, 4, 4, &a) || *p++ != mark || !digits(&p, 1, 2, &b) ||
            *p++ != mark || !digits(&p, 1, 2, &c) || !is_time(p))
            return false;
        return write_date(a, b, c, iso);
    }
    if (!mark || !strchr("/-.", mark) || !digits(&p, 1, 2, &a) || *p++ != mark || !digits(&p, 1, 2, &b) ||
        *p++ != mark || !digits(&p, 4, 4, &c) || !is_time(p))
        return false;
    return write_date(c, b, a, iso);
}

struct date_wanted date_wanted(const char *text)
{
    struct date_wanted wanted;
    unsigned a, b, year;
    const char *p = text;
    char mark = text[strspn(text, "0123456789")];
    bool is_short = mark && strchr("/-.", mark) && digits(&p, 1, 2, &a) && *p++ == mark && digits(&p, 1, 2, &b) &&
                    *p++ == mark && digits(&p, 2, 2, &year) && is_time(p);
    if (is_short)
        snprintf(wanted.text, sizeof wanted.text,
                 _("a date with four digits for the year, of which \"%.*s\" has two, such as %.*s%s%02u"),
                 (int)(p - text), text, (int)(p - text - 2), text, year < 70 ? "20" : "19", year);
    else
        snprintf(wanted.text, sizeof wanted.text, "%s", _("a date such as 2024-12-31 or 31/12/2024"));
    return wanted;
}

/* a/b/yyyy or a/b/yy at TEXT. */
static bool slashed(const char *text, unsigned *a, unsigned *b, unsigned *year, bool *is_short)
{
    const char *p = text;
    if (!digits(&p, 1, 2, a) || *p++ != '/' || !digits(&p, 1, 2, b) || *p++ != '/')
        return false;
    size_t n = strspn(p, "0123456789");
    *is_short = n == 2;
    if (n != 2 && n != 4)
        return false;
    return digits(&p, n, n, year) && (!*p || *p == ' ');
}

bool date_has_order(const char *text, enum date_order *order)
{
    unsigned a, b, year;
    bool is_short;
    *order = DATE_UNKNOWN;
    if (!slashed(text, &a, &b, &year, &is_short))
        return false;
    if (a > 12 && b <= 12)
        *order = DATE_DAY;
    else if (b > 12 && a <= 12)
        *order = DATE_MONTH;
    return true;
}

bool date_parse_as(const char *text, enum date_order order, char iso[DATE_TEXT])
{
    unsigned a, b, year;
    bool is_short;
    if (!slashed(text, &a, &b, &year, &is_short) || (order != DATE_DAY && order != DATE_MONTH))
        return false;
    return write_date(is_short ? 2000 + year : year, order == DATE_DAY ? b : a, order == DATE_DAY ? a : b, iso);
}

char *date_words(const char *iso)
{
    char date[11];
    if (strlen(iso) > 10 || !date_parse(iso, date))
        return xstrdup(iso);
    return xasprintf("%.2s/%.2s/%.4s", date + 8, date + 5, date);
}
