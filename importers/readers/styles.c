#include "importers/readers/styles.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"

#define MAX_STYLES ((size_t)1 << 20)

/* A number format a workbook defines. */
struct defined_format {
    unsigned long id;
    struct number_format format;
};

struct styles {
    struct defined_format *formats;
    size_t n_formats, formats_room;
    struct number_format *of; /* by the index cells give */
    size_t n, room;
    bool in_cell_formats;
};

/* --- format codes --------------------------------------------------------------------- */

/* The length of what stands at P, in the first section of a format code: a character, one behind a sign that takes it
 * (\\x as it is, _x as a blank of its width, *x as filling), "text" or [condition]. */
static size_t token_length(const char *p)
{
    size_t n = 1;
    if (*p == '"' || *p == '[') {
        const char *end = strchr(p + 1, *p == '"' ? '"' : ']');
        return end ? (size_t)(end - p) + 1 : strlen(p);
    }
    n += strchr("\\_*", *p) && p[1];
    while (((unsigned char)p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Add the N bytes of FROM to the literal OUT of SIZE bytes; false where it is full. */
static bool add_literal(char *out, size_t size, const char *from, size_t n)
{
    size_t used = strlen(out);
    if (used + n >= size)
        return false;
    memcpy(out + used, from, n);
    out[used + n] = '\0';
    return true;
}

/* How a format code's first section shows digits; false for what is shown plainly: General, powers of ten, fractions.
 */
static bool shape_of_code(const char *code, struct number_format *f)
{
    bool point = false, between = false, scaled = false;
    size_t n_whole = 0;
    for (const char *p = code; *p && *p != ';'; p += token_length(p)) {
        size_t n = token_length(p);
        const char *literal = *p == '"' ? p + 1 : p + (*p == '\\'), *end = p + n - (*p == '"' && n > 1);
        switch (*p) {
        case '0':
        case '#':
        case '?':
            if (scaled || *f->behind) /* digits, a literal, digits: a telephone number, say */
                between = true;
            if (point) {
                f->decimals = (unsigned char)(f->decimals + (*p == '0'));
                f->most++;
            } else {
                if (*f->behind && !add_literal(f->whole, sizeof f->whole, f->behind, strlen(f->behind)))
                    return false;
                if (!add_literal(f->whole, sizeof f->whole, "0", 1))
                    return false;
                *f->behind = '\0';
                f->zeros = (unsigned char)(f->zeros + (*p == '0' || f->zeros > 0));
                n_whole++;
            }
            scaled = false;
            if ((point && *f->behind) || f->most > 9)
                return false;
            break;
        case '.':
            if (point)
                return false;
            point = true;
            break;
        case ',':
            scaled = n_whole > 0;
            break;
        case '[': /* a colour or a language; [>5] says that there is more than one way */
            if (p[1 + strcspn(p + 1, "<>=]")] != ']')
                return false;
            break;
        case '_':
        case '*':
            break;
        case '%':
            f->percent = true;
            literal = p;
            end = p + 1;
            /* fall through */
        case '"':
        case '\\':
        case ' ':
        case '-':
        case '+':
        case '$':
        case '(':
        case ')':
        case ':':
            if (n_whole || point ? !add_literal(f->behind, sizeof f->behind, literal, (size_t)(end - literal))
                                 : !add_literal(f->before, sizeof f->before, literal, (size_t)(end - literal)))
                return false;
            break;
        default:
            return false;
        }
    }
    if (!between || !f->whole[strspn(f->whole, "0")])
        *f->whole = '\0';
    return !scaled && n_whole + f->most > 0 && (!point || !*f->whole);
}

/* What a format code says of its numbers, from the letters of its first section that are not text: y and d make a date,
 * h and s a time, m either. */
static struct number_format format_of_code(const char *code)
{
    bool day = false, clock = false, minute = false;
    struct number_format f = {.kind = NUMBER_PLAIN};
    for (const char *p = code; *p && *p != ';'; p += token_length(p)) {
        char c = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
        /* [h] and [mm] are elapsed time; [Red], [$-42A], [>5] are not. */
        if (c == '[')
            clock |= p[1] != ']' && p[1 + strspn(p + 1, "hHmMsS")] == ']';
        else if (c == 'g' && !strncasecmp(p, "general", 7))
            p += 6;
        else if (c == 'y' || c == 'd')
            day = true;
        else if (c == 'h' || c == 's')
            clock = true;
        else if (c == 'm')
            minute = true;
        f.month_first |= c == 'm' && !day && !clock;
    }
    f.kind = day ? (clock ? NUMBER_DATE_TIME : NUMBER_DATE) : clock ? NUMBER_TIME : minute ? NUMBER_DATE : NUMBER_PLAIN;
    struct number_format shape = {.kind = NUMBER_PLAIN};
    if (f.kind == NUMBER_PLAIN && shape_of_code(code, &shape)) {
        /* What every number is anyway. */
        shape.shaped = shape.percent || shape.zeros > 1 || shape.decimals || *shape.before || *shape.behind ||
                       *shape.whole || shape.most < 9;
        return shape;
    }
    return f;
}

/* Formats that need no definition: ECMA-376 part 1, 18.8.30.  14 to 17 and 22 are as the country of the reader has
 * them. */
static struct number_format format_of_id(const struct styles *styles, unsigned long id)
{
    static const char *const codes[] = {
        [1] = "0",      [2] = "0.00",   [3] = "#,##0",  [4] = "#,##0.00",  [9] = "0%",
        [10] = "0.00%", [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00",
    };
    for (size_t i = 0; i < styles->n_formats; i++)
        if (styles->formats[i].id == id)
            return styles->formats[i].format;
    if (id < sizeof codes / sizeof *codes && codes[id])
        return format_of_code(codes[id]);
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return (struct number_format){.kind = NUMBER_DATE, .month_first = id == 14};
    if (id == 22)
        return (struct number_format){.kind = NUMBER_DATE_TIME, .month_first = true};
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return (struct number_format){.kind = NUMBER_TIME};
    return (struct number_format){.kind = NUMBER_PLAIN};
}

/* --- the part ------------------------------------------------------------------------- */

static void on_style_start(void *data, const char *name, const char **attributes)
{
    struct styles *styles = data;
    if (!strcmp(name, "numFmt")) {
        const char *id = attribute(attributes, "numFmtId"), *code = attribute(attributes, "formatCode");
        if (!id || !code || styles->n_formats >= MAX_STYLES)
            return;
        styles->formats = grow(styles->formats, &styles->formats_room, styles->n_formats + 1, sizeof *styles->formats);
        styles->formats[styles->n_formats++] = (struct defined_format){strtoul(id, NULL, 10), format_of_code(code)};
    } else if (!strcmp(name, "cellXfs")) {
        styles->in_cell_formats = true;
    } else if (!strcmp(name, "xf") && styles->in_cell_formats && styles->n < MAX_STYLES) {
        const char *id = attribute(attributes, "numFmtId");
        styles->of = grow(styles->of, &styles->room, styles->n + 1, sizeof *styles->of);
        styles->of[styles->n++] = format_of_id(styles, id ? strtoul(id, NULL, 10) : 0);
    }
}

static void on_style_end(void *data, const char *name)
{
    struct styles *styles = data;
    if (!strcmp(name, "cellXfs"))
        styles->in_cell_formats = false;
}

struct styles *styles_read(struct package *package, const char *name, struct error *err)
{
    static const struct part_handlers handlers = {.start = on_style_start, .end = on_style_end};
    struct styles *styles = xcalloc(1, sizeof *styles);
    if (!name || part_read(package, name, &handlers, styles, err))
        return styles;
    styles_free(styles);
    return NULL;
}

void styles_free(struct styles *styles)
{
    if (!styles)
        return;
    free(styles->formats);
    free(styles->of);
    free(styles);
}

const struct number_format *styles_format(const struct styles *styles, size_t i)
{
    static const struct number_format plain = {.kind = NUMBER_PLAIN};
    return i < styles->n ? &styles->of[i] : &plain;
}

/* --- numbers -------------------------------------------------------------------------- */

/* X with at most 15 digits. */
static char *excel_digits(double x, char text[NUMBER_TEXT])
{
    char short_of[32];
    if (x == floor(x) && fabs(x) <= 9007199254740992.0)
        return number_shortest(x, text);
    snprintf(short_of, sizeof short_of, "%.14e", x);
    return number_shortest(strtod(short_of, NULL), text);
}

char *styles_text(enum number_kind kind, double x, bool from_1904, char text[NUMBER_TEXT])
{
    char date[DATE_TEXT];
    /* Seconds of the day, rounded as Excel shows them. */
    double day = floor(x), seconds = floor((x - day) * 86400 + 0.5);
    if (seconds >= 86400) {
        seconds -= 86400;
        day++;
    }
    int s = (int)seconds;
    if (kind == NUMBER_TIME && x >= 0 && x < 2958466) {
        /* A time of more than a day is an elapsed one. */
        snprintf(text, NUMBER_TEXT, "%02ld:%02d:%02d", (long)day * 24 + s / 3600, s / 60 % 60, s % 60);
    } else if (kind == NUMBER_DATE && date_from_serial(floor(x), from_1904, date)) {
        memcpy(text, date, sizeof date);
    } else if (kind == NUMBER_DATE_TIME && date_from_serial(day, from_1904, date)) {
        if (s)
            snprintf(text, NUMBER_TEXT, "%sT%02d:%02d:%02d", date, s / 3600, s / 60 % 60, s % 60);
        else
            snprintf(text, NUMBER_TEXT, "%s", date);
    } else {
        excel_digits(x, text);
    }
    return text;
}

bool styles_shown(const struct number_format *f, const char *value, char text[NUMBER_TEXT])
{
    char digits[2 * NUMBER_TEXT] = "0"; /* one more before them, for what rounding carries */
    bool negative = *value == '-';
    const char *p = value + negative;
    size_t whole = strspn(p, "0123456789"), decimals = p[whole] == '.' ? strspn(p + whole + 1, "0123456789") : 0, n = 1;
    if (!whole || p[whole + (p[whole] == '.') + decimals])
        return false;
    memcpy(digits + n, p, whole);
    memcpy(digits + n + whole, p + whole + 1, decimals);
    n += whole + decimals;
    for (; f->percent && decimals < 2; decimals++)
        digits[n++] = '0';
    decimals -= f->percent ? 2 : 0;
    /* Halves away from zero, as Excel rounds what it shows. */
    if (decimals > f->most) {
        n -= decimals - f->most;
        decimals = f->most;
        for (size_t i = n - 1; digits[n] >= '5';)
            if (++digits[i] <= '9')
                break;
            else
                digits[i--] = '0';
    }
    for (; decimals < f->decimals; decimals++)
        digits[n++] = '0';
    while (decimals > f->decimals && digits[n - 1] == '0') {
        decimals--;
        n--;
    }
    whole = n - decimals;
    size_t first = 0; /* the digits that are shown */
    while (whole - first > f->zeros && digits[first] == '0')
        first++;
    char shown[2 * NUMBER_TEXT] = "";
    size_t used = 0;
    for (size_t i = whole - first; i < f->zeros; i++)
        shown[used++] = '0';
    memcpy(shown + used, digits + first, whole - first);
    used += whole - first;
    shown[used] = '\0';
    char laid[3 * NUMBER_TEXT];
    snprintf(laid, sizeof laid, "%s", shown);
    if (*f->whole) { /* digits fill their places from the right */
        size_t places = 0, out = 0, at = 0;
        for (const char *w = f->whole; *w; w++)
            places += *w == '0';
        for (const char *w = f->whole; *w; w++) {
            if (*w != '0')
                laid[out++] = *w;
            else if (places-- <= used - at)
                while (at < used && places < used - at)
                    laid[out++] = shown[at++];
        }
        laid[out] = '\0';
    }
    return snprintf(text, NUMBER_TEXT, "%s%s%s%s%.*s%s", negative ? "-" : "", f->before, laid, decimals ? "." : "",
                    (int)decimals, digits + whole, f->behind) < NUMBER_TEXT;
}
