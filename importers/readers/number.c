#include "importers/readers/number.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

/* The length of a space inside a number at S: plain, U+00A0, U+2009, U+202F. */
static size_t space_length(const char *s)
{
    if (*s == ' ')
        return 1;
    if (!strncmp(s, "\xC2\xA0", 2))
        return 2;
    return !strncmp(s, "\xE2\x80\x89", 3) || !strncmp(s, "\xE2\x80\xAF", 3) ? 3 : 0;
}

/* Copy TEXT into MARKS with every space as ' ' and U+2212 as '-'; false when
 * something else stands in it or it is too long. */
static bool simplify(const char *text, char marks[NUMBER_TEXT])
{
    size_t n = 0;
    for (const char *p = text; *p;) {
        size_t space = space_length(p);
        char c = *p;
        if (space) {
            c = ' ';
        } else if (!strncmp(p, "\xE2\x88\x92", 3)) {
            c = '-';
            space = 3;
        } else if (!isdigit((unsigned char)c) && !strchr("+-.,eE", c)) {
            return false;
        }
        if (n + 2 >= NUMBER_TEXT) /* a zero may come before the point */
            return false;
        marks[n++] = c;
        p += space ? space : 1;
    }
    marks[n] = '\0';
    return true;
}

/* True when the LENGTH bytes at S are one to three digits, then groups of MARK
 * and three digits. */
static bool is_grouped(const char *s, size_t length, char mark)
{
    size_t lead = 0;
    while (lead < length && isdigit((unsigned char)s[lead]))
        lead++;
    if (lead < 1 || lead > 3 || (length - lead) % 4)
        return false;
    for (size_t i = lead; i < length; i += 4)
        if (s[i] != mark || !isdigit((unsigned char)s[i + 1]) || !isdigit((unsigned char)s[i + 2]) ||
            !isdigit((unsigned char)s[i + 3]))
            return false;
    return true;
}

static size_t count(const char *s, size_t length, char mark)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        n += s[i] == mark;
    return n;
}

/* As number_plain_as(); *OWN: as number_mark(), unless it is no number. */
static enum number_reading read_number(const char *text, enum decimal_mark mark, char plain[NUMBER_TEXT],
                                       enum decimal_mark *own)
{
    char s[NUMBER_TEXT];
    if (!simplify(text, s))
        return NUMBER_NOT;
    const char *p = s;
    char *out = plain;
    if (*p == '+' || *p == '-')
        if (*p++ == '-')
            *out++ = '-';
    size_t length = strcspn(p, "eE"); /* of the mantissa */
    size_t points = count(p, length, '.'), commas = count(p, length, ','), spaces = count(p, length, ' ');
    const char *point = memrchr(p, '.', length), *comma = memrchr(p, ',', length);

    /* The decimal mark, and the mark between thousands. */
    const char *decimal = NULL;
    char group = spaces ? ' ' : '\0';
    enum number_reading reading = NUMBER_READ;
    *own = DECIMAL_UNKNOWN;
    if (points && commas) {
        decimal = point > comma ? point : comma;
        if (spaces || count(p, length, *decimal) > 1)
            return NUMBER_NOT;
        group = *decimal == '.' ? ',' : '.';
        *own = *decimal == '.' ? DECIMAL_POINT : DECIMAL_COMMA;
    } else if (points > 1 || commas > 1) {
        if (spaces)
            return NUMBER_NOT;
        group = points ? '.' : ',';
        *own = points ? DECIMAL_COMMA : DECIMAL_POINT;
    } else if (points || commas) {
        decimal = points ? point : comma;
        if (p[length] || p[0] == '0' || length - (size_t)(decimal - p) != 4 || !is_grouped(p, length, *decimal)) {
            *own = points ? DECIMAL_POINT : DECIMAL_COMMA;
        } else if (mark != DECIMAL_POINT && mark != DECIMAL_COMMA) {
            reading = NUMBER_AMBIGUOUS;
        } else if (mark != (points ? DECIMAL_POINT : DECIMAL_COMMA)) {
            group = *decimal;
            decimal = NULL;
        }
    }
    size_t whole = decimal ? (size_t)(decimal - p) : length;
    if (group && !is_grouped(p, whole, group))
        return NUMBER_NOT;
    size_t n_digits = 0;
    for (size_t i = 0; i < length; i++) {
        if (isdigit((unsigned char)p[i])) {
            *out++ = p[i];
            n_digits++;
        } else if (p + i == decimal) {
            if (!n_digits)
                *out++ = '0';
            if (i + 1 == length)
                return NUMBER_NOT;
            *out++ = '.';
        } else if (i >= whole || p[i] != group) {
            return NUMBER_NOT;
        }
    }
    if (!n_digits)
        return NUMBER_NOT;
    p += length;
    if (*p) {
        *out++ = 'e';
        p++;
        if (*p == '+' || *p == '-')
            *out++ = *p++;
        if (!isdigit((unsigned char)*p))
            return NUMBER_NOT;
        while (isdigit((unsigned char)*p))
            *out++ = *p++;
        *out = '\0';
        if (*p || !isfinite(strtod(plain, NULL)))
            return NUMBER_NOT;
    }
    *out = '\0';
    return reading;
}

enum number_reading number_plain(const char *text, char plain[NUMBER_TEXT])
{
    enum decimal_mark own;
    return read_number(text, DECIMAL_UNKNOWN, plain, &own);
}

enum number_reading number_plain_as(const char *text, enum decimal_mark mark, char plain[NUMBER_TEXT])
{
    enum decimal_mark own;
    return read_number(text, mark, plain, &own);
}

enum decimal_mark number_mark(const char *text)
{
    enum decimal_mark own;
    char plain[NUMBER_TEXT];
    return read_number(text, DECIMAL_UNKNOWN, plain, &own) == NUMBER_READ ? own : DECIMAL_UNKNOWN;
}

enum number_reading number_parse(const char *text, double *value)
{
    char plain[NUMBER_TEXT];
    enum number_reading reading = number_plain(text, plain);
    if (reading != NUMBER_READ)
        return reading;
    *value = strtod(plain, NULL);
    return NUMBER_READ;
}

char *number_shortest(double x, char out[NUMBER_TEXT])
{
    char text[NUMBER_TEXT];
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, x);
        if (strtod(text, NULL) == x)
            break;
    }
    /* "-d.ddde-xx": the digits without zeros at their end, and where the point goes. */
    char *e = strchr(text, 'e');
    int exponent = (int)strtol(e + 1, NULL, 10);
    const char *p = text;
    char *o = out;
    if (*p == '-') {
        p++;
        if (x != 0)
            *o++ = '-';
    }
    char digits[20];
    int n = 0;
    for (; p < e; p++)
        if (*p != '.')
            digits[n++] = *p;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    if (exponent > 20 || exponent < -20) {
        *o++ = digits[0];
        if (n > 1)
            *o++ = '.';
        for (int i = 1; i < n; i++)
            *o++ = digits[i];
        snprintf(o, 8, "e%d", exponent);
        return out;
    }
    for (int i = exponent < 0 ? exponent : 0; i < n || i <= exponent; i++) {
        if (i == exponent + 1 && i > 0)
            *o++ = '.';
        *o++ = i < 0 || i >= n ? '0' : digits[i];
        if (exponent < 0 && i == exponent)
            *o++ = '.';
    }
    *o = '\0';
    return out;
}

/* --- dates ------------------------------------------------------------------ */

static bool is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool write_date(unsigned year, unsigned month, unsigned day, char iso[DATE_TEXT])
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    if (day > days[month - 1] + (month == 2 && is_leap(year) ? 1u : 0u))
        return false;
    snprintf(iso, DATE_TEXT, "%04u-%02u-%02u", year, month, day);
    return true;
}

bool date_from_serial(double serial, bool from_1904, char iso[DATE_TEXT])
{
    if (!(serial >= (from_1904 ? 0 : 1)) || !(serial < 2958466))
        return false;
    long day = (long)floor(serial); /* days since 1899-12-31 */
    if (from_1904)
        day += 1462;
    if (day >= 60) /* Excel counts 1900-02-29 */
        day--;
    if (day > 2958464)
        return false;
    /* Days since 0000-03-01 to a date (the years of four centuries repeat). */
    long z = day + 693900; /* 1899-12-31 is day 693900 */
    long era = z / 146097, doe = z % 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153;
    long month = mp < 10 ? mp + 3 : mp - 9;
    return write_date((unsigned)(yoe + era * 400 + (month <= 2)), (unsigned)month,
                      (unsigned)(doy - (153 * mp + 2) / 5 + 1), iso);
}

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
        if ((mark != '-' && mark != '/') || !digits(&p, 4, 4, &a) || *p++ != mark || !digits(&p, 1, 2, &b) ||
            *p++ != mark || !digits(&p, 1, 2, &c) || !is_time(p))
            return false;
        return write_date(a, b, c, iso);
    }
    if (!mark || !strchr("/-.", mark) || !digits(&p, 1, 2, &a) || *p++ != mark || !digits(&p, 1, 2, &b) ||
        *p++ != mark || !digits(&p, 4, 4, &c) || !is_time(p))
        return false;
    return write_date(c, b, a, iso);
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
