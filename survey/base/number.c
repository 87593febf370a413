#include "survey/base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* As number_plain_as(), what stays ambiguous with its mark as the decimal one; *OWN: as number_mark(), unless it is no
 * number. */
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

/* [-]digits[.digits] that a double holds exactly, the usual case; false for anything else. */
static bool read_quick(const char *text, size_t length, enum decimal_mark mark, double *value, enum decimal_mark *own,
                       enum number_reading *reading)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char *end = text + length, *point = NULL;
    bool minus = length && *text == '-';
    uint64_t digits = 0;
    text += minus;
    if (text == end || end - text > 16)
        return false;
    for (const char *p = text; p < end; p++) {
        if (*p == '.' && !point && p > text && p + 1 < end)
            point = p;
        else if (*p >= '0' && *p <= '9')
            digits = digits * 10 + (uint64_t)(*p - '0');
        else
            return false;
    }
    if (digits >> 53)
        return false;
    size_t decimals = point ? (size_t)(end - point - 1) : 0;
    *own = DECIMAL_UNKNOWN;
    *reading = NUMBER_READ;
    if (point && (decimals != 3 || point - text > 3 || *text == '0'))
        *own = DECIMAL_POINT;
    else if (point && mark == DECIMAL_COMMA)
        decimals = 0;
    else if (point && mark != DECIMAL_POINT)
        *reading = NUMBER_AMBIGUOUS;
    *value = (double)digits / powers[decimals];
    *value = minus ? -*value : *value;
    return true;
}

enum number_reading number_read(const char *text, size_t length, enum decimal_mark mark, double *value,
                                enum decimal_mark *own)
{
    enum number_reading reading;
    char word[NUMBER_TEXT], plain[NUMBER_TEXT];
    if (read_quick(text, length, mark, value, own, &reading))
        return reading;
    *own = DECIMAL_UNKNOWN;
    if (length >= sizeof word)
        return NUMBER_NOT;
    memcpy(word, text, length);
    word[length] = '\0';
    reading = read_number(word, mark, plain, own);
    if (reading == NUMBER_NOT)
        *own = DECIMAL_UNKNOWN;
    else
        *value = strtod(plain, NULL);
    return reading;
}

enum decimal_mark number_mark(const char *text)
{
    double value;
    enum decimal_mark own;
    (void)number_read(text, strlen(text), DECIMAL_UNKNOWN, &value, &own);
    return own;
}

enum number_reading number_parse(const char *text, double *value)
{
    enum decimal_mark own;
    return number_read(text, strlen(text), DECIMAL_UNKNOWN, value, &own);
}

bool number_exact(const char *text, size_t length, double *value)
{
    enum decimal_mark own;
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)text[i]) && !memchr("+-.eE", text[i], 5))
            return false;
    return number_read(text, length, DECIMAL_POINT, value, &own) == NUMBER_READ && own != DECIMAL_COMMA;
}

bool number_percent(const char *text, size_t length, char figure[NUMBER_TEXT])
{
    if (length < 2 || length >= NUMBER_TEXT || text[length - 1] != '%')
        return false;
    length--;
    while (length && text[length - 1] == ' ')
        length--;
    memcpy(figure, text, length);
    figure[length] = '\0';
    return true;
}

enum number_reading number_typed(const char *text, size_t length, enum decimal_mark mark, double *value)
{
    char figure[NUMBER_TEXT], plain[NUMBER_TEXT], scaled[NUMBER_TEXT + 3];
    if (length >= sizeof figure)
        return NUMBER_NOT;
    bool percent = number_percent(text, length, figure);
    if (!percent) {
        memcpy(figure, text, length);
        figure[length] = '\0';
    }
    enum number_reading reading = number_plain_as(figure, mark, plain);
    if (reading != NUMBER_READ)
        return reading;
    snprintf(scaled, sizeof scaled, "%se-2", plain);
    if (percent && strchr(plain, 'e'))
        *value = strtod(plain, NULL) / 100;
    else
        *value = strtod(percent ? scaled : plain, NULL);
    return isfinite(*value) ? NUMBER_READ : NUMBER_NOT;
}

void number_scale(char plain[NUMBER_TEXT], int places)
{
    char scaled[NUMBER_TEXT + 8], shortened[32];
    snprintf(scaled, sizeof scaled, "%se%d", plain, places);
    double x = strchr(plain, 'e') ? strtod(plain, NULL) * pow(10, places) : strtod(scaled, NULL);
    snprintf(shortened, sizeof shortened, "%.14e", x);
    number_shortest(strtod(shortened, NULL), plain);
}

bool number_whole(const char *plain, long long *value)
{
    size_t n = strspn(plain, "+-0123456789");
    if (plain[n] == '.')
        if (plain[n + 1 + strspn(plain + n + 1, "0")])
            return false;
    if (plain[n] && plain[n] != '.')
        return false;
    if (n > 18)
        return false;
    *value = strtoll(plain, NULL, 10);
    return true;
}

char *number_shown(const char *text, enum decimal_mark mark, char out[NUMBER_TEXT])
{
    char plain[NUMBER_TEXT];
    number_plain_as(text, mark, plain);
    return number_shortest(strtod(plain, NULL), out);
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
