#include "cli/terminal/prose.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define NO_SCREEN   100 /* columns */
#define LEAST_WIDTH 40
#define GAP         2 /* blanks between columns */

void prose_init(struct prose *p)
{
    struct winsize window;
    bool screen = isatty(STDOUT_FILENO);
    *p = (struct prose){.width = NO_SCREEN, .comma = screen && message_is_vietnamese()};
    if (screen && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col)
        p->width = window.ws_col < LEAST_WIDTH ? LEAST_WIDTH : window.ws_col;
}

void prose_release(struct prose *p)
{
    for (size_t i = 0; i < p->n_texts; i++)
        free(p->texts[i]);
    free(p->texts);
    *p = (struct prose){0};
}

static const char *keep(struct prose *p, char *text)
{
    p->texts = grow(p->texts, &p->room, p->n_texts + 1, sizeof *p->texts);
    return p->texts[p->n_texts++] = text;
}

const char *prose_say(struct prose *p, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *text = NULL;
    if (vasprintf(&text, format, list) < 0)
        text = NULL;
    va_end(list);
    return keep(p, text ? text : xstrdup(""));
}

const char *prose_join(struct prose *p, const char *list, const char *between, const char *more)
{
    return prose_say(p, "%s%s%s", list, *list ? between : "", more);
}

/* D with PLACES decimals, as the reader writes it. */
static const char *keep_decimal(struct prose *p, decimal d, int places)
{
    char text[DECIMAL_TEXT];
    decimal_format(d, places, text);
    char *point = p->comma ? strchr(text, '.') : NULL;
    if (point)
        *point = ',';
    return keep(p, xstrdup(text));
}

const char *prose_decimal(struct prose *p, decimal d, int places)
{
    return keep_decimal(p, decimal_round(d, places), -1);
}

const char *prose_fixed(struct prose *p, decimal d, int places)
{
    return keep_decimal(p, d, places);
}

const char *prose_exact(struct prose *p, decimal d)
{
    return prose_decimal(p, d, 9);
}

const char *prose_real(struct prose *p, double x, int places)
{
    return prose_decimal(p, decimal_from_double(x), places);
}

/* TEXT in lines of up to ROOM columns, each but the first behind INDENT blanks. */
static void print_broken(const char *text, size_t first, size_t room, size_t indent)
{
    char *words = xstrdup(text), *rest = words;
    size_t used = 0, now = first;
    for (char *word; (word = strsep(&rest, " \n\r\t")) != NULL;) {
        if (!*word)
            continue;
        size_t width = text_width(word);
        if (used && used + 1 + width > now) {
            printf("\n%*s", (int)indent, "");
            used = 0;
            now = room;
        }
        if (used)
            putchar(' ');
        for (const char *c = word; *c;) { /* a tied blank is a blank from here on */
            bool tied = !strncmp(c, TIED, strlen(TIED));
            putchar(tied ? ' ' : *c);
            c += tied ? strlen(TIED) : 1;
        }
        used += width + (used > 0);
    }
    putchar('\n');
    free(words);
}

static size_t left_of(const struct prose *p, size_t indent)
{
    return p->width > indent + LEAST_WIDTH / 2 ? p->width - indent : LEAST_WIDTH / 2;
}

void prose_line(const struct prose *p, size_t indent, size_t hang, const char *text)
{
    printf("%*s", (int)indent, "");
    print_broken(text, left_of(p, indent), left_of(p, indent + hang), indent + hang);
}

void prose_rows(const struct prose *p, size_t indent, const char *const *cells, size_t n_rows, size_t n,
                unsigned numbers)
{
    size_t *widths = xcalloc(n, sizeof *widths);
    for (size_t i = 0; i < n_rows * n; i++) {
        size_t width = text_width(cells[i]);
        if (width > widths[i % n])
            widths[i % n] = width;
    }
    size_t used = indent;
    for (size_t c = 0; c + 1 < n; c++)
        used += widths[c] ? widths[c] + GAP : 0; /* a column without a word is none */
    for (size_t r = 0; r < n_rows; r++) {
        printf("%*s", (int)indent, "");
        const char *const *row = cells + r * n;
        size_t last = n - 1;
        while (last > 0 && !*row[last])
            last--;
        for (size_t c = 0; c < last; c++) {
            if (!widths[c])
                continue;
            int blanks = (int)(widths[c] - text_width(row[c]));
            bool right = numbers & (1U << c);
            printf("%*s%s%*s%*s", right ? blanks : 0, "", row[c], right ? 0 : blanks, "", GAP, "");
        }
        int before = numbers & (1U << last) ? (int)(widths[last] - text_width(row[last])) : 0;
        printf("%*s", before, "");
        print_broken(row[last], left_of(p, used), left_of(p, used), used);
    }
    free(widths);
}
