#include "importers/readers/styles.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"

#define MAX_STYLES ((size_t)1 << 20)

/* A number format a workbook defines. */
struct format {
    unsigned long id;
    enum number_kind kind;
};

struct styles {
    struct format *formats;
    size_t n_formats, formats_room;
    enum number_kind *kinds; /* by the index cells give */
    size_t n, room;
    bool in_cell_formats;
};

/* What a format code says of its numbers, from the letters of its first
 * section that are not text: y and d make a date, h and s a time, m either. */
static enum number_kind kind_of_code(const char *code)
{
    bool day = false, clock = false, minute = false;
    for (const char *p = code; *p && *p != ';'; p++) {
        switch (*p) {
        case '"':
            p = strchr(p + 1, '"');
            break;
        case '\\':
        case '_':
        case '*':
            p = p[1] ? p + 1 : p;
            break;
        case '[':
            /* [h] and [mm] are elapsed time; [Red], [$-42A], [>5] are not. */
            if (strchr("hHmMsS", p[1]) && p[1] && p[1 + strspn(p + 1, "hHmMsS")] == ']')
                clock = true;
            p = strchr(p, ']');
            break;
        case 'G':
        case 'g':
            if (!strncasecmp(p, "general", 7))
                p += 6;
            break;
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
            day = true;
            break;
        case 'h':
        case 'H':
        case 's':
        case 'S':
            clock = true;
            break;
        case 'm':
        case 'M':
            minute = true;
            break;
        default:
            break;
        }
        if (!p)
            break;
    }
    if (day)
        return clock ? NUMBER_DATE_TIME : NUMBER_DATE;
    if (clock)
        return NUMBER_TIME;
    return minute ? NUMBER_DATE : NUMBER_PLAIN;
}

/* Formats that need no definition: ECMA-376 part 1, 18.8.30. */
static enum number_kind kind_of_id(const struct styles *styles, unsigned long id)
{
    for (size_t i = 0; i < styles->n_formats; i++)
        if (styles->formats[i].id == id)
            return styles->formats[i].kind;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return NUMBER_DATE;
    if (id == 22)
        return NUMBER_DATE_TIME;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return NUMBER_TIME;
    return NUMBER_PLAIN;
}

static void on_style_start(void *data, const char *name, const char **attributes)
{
    struct styles *styles = data;
    if (!strcmp(name, "numFmt")) {
        const char *id = attribute(attributes, "numFmtId"), *code = attribute(attributes, "formatCode");
        if (!id || !code || styles->n_formats >= MAX_STYLES)
            return;
        styles->formats = grow(styles->formats, &styles->formats_room, styles->n_formats + 1, sizeof *styles->formats);
        styles->formats[styles->n_formats++] = (struct format){strtoul(id, NULL, 10), kind_of_code(code)};
    } else if (!strcmp(name, "cellXfs")) {
        styles->in_cell_formats = true;
    } else if (!strcmp(name, "xf") && styles->in_cell_formats && styles->n < MAX_STYLES) {
        const char *id = attribute(attributes, "numFmtId");
        styles->kinds = grow(styles->kinds, &styles->room, styles->n + 1, sizeof *styles->kinds);
        styles->kinds[styles->n++] = id ? kind_of_id(styles, strtoul(id, NULL, 10)) : NUMBER_PLAIN;
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
    free(styles->kinds);
    free(styles);
}

enum number_kind styles_kind(const struct styles *styles, size_t i)
{
    return i < styles->n ? styles->kinds[i] : NUMBER_PLAIN;
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
        number_shortest(x, text);
    }
    return text;
}
