#include "cli/terminal/table.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "reports/results/words.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/round/listing.h"

/* So many rows are kept to find the widths; later ones are printed as they come. */
#define ROWS_KEPT  500
#define LEAST_ROOM 40 /* columns of a screen in which words may be broken into lines */
#define BELOW      4  /* blanks before words that stand below their row */

struct table {
    const struct table_column *columns;
    size_t n_columns, column; /* the next cell */
    bool people, comma;
    char **cells; /* for people: the rows kept, the header first; in CSV one row */
    size_t n_cells, room;
    size_t *widths;
    size_t screen; /* columns of the terminal; 0: not known */
    bool streaming;
    struct strbuf line;
};

bool table_is_for_people(const struct arguments *args)
{
    return !argument_given(args, "csv") && isatty(STDOUT_FILENO);
}

char *table_shown_date(const struct arguments *args, const char *iso)
{
    return table_is_for_people(args) && message_is_vietnamese() ? date_words(iso) : xstrdup(iso);
}

struct table *table_new(const struct arguments *args, const struct table_column *columns, size_t n_columns)
{
    struct table *t = xcalloc(1, sizeof *t);
    t->columns = columns;
    t->n_columns = n_columns;
    t->people = table_is_for_people(args);
    t->comma = t->people && message_is_vietnamese();
    t->widths = xcalloc(n_columns, sizeof *t->widths);
    struct winsize window;
    if (t->people && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0)
        t->screen = window.ws_col;
    for (size_t i = 0; i < n_columns; i++)
        table_text(t, t->people && columns[i].title ? _(columns[i].title) : columns[i].name);
    return t;
}

/* The columns before the last take so many of the screen. */
static size_t used_by_others(const struct table *t)
{
    size_t used = 0;
    for (size_t c = 0; c + 1 < t->n_columns; c++)
        used += t->widths[c] + 2;
    return used;
}

/* What is left for the last column, of words; SIZE_MAX where nothing need be broken. */
static size_t room_for_last(const struct table *t)
{
    size_t used = used_by_others(t);
    bool words = t->n_columns > 1 && !t->columns[t->n_columns - 1].number;
    return !words || t->screen < 2 * (size_t)LEAST_ROOM ? SIZE_MAX : t->screen > used ? t->screen - used : 0;
}

/* TEXT in lines of up to ROOM columns, broken between words, each but the first behind INDENT blanks. */
static void print_broken(const char *text, size_t room, int indent)
{
    char *words = xstrdup(text), *rest = words;
    size_t used = 0;
    for (char *word; (word = strsep(&rest, " ")) != NULL;) {
        size_t width = text_width(word);
        if (used && used + 1 + width > room) {
            printf("\n%*s", indent, "");
            used = 0;
        }
        printf("%s%s", used ? " " : "", word);
        used += width + (used > 0);
    }
    putchar('\n');
    free(words);
}

static void print_row(const struct table *t, char *const *cells)
{
    size_t n = t->n_columns; /* no blanks at the end of a line */
    while (n > 1 && !*cells[n - 1])
        n--;
    for (size_t i = 0; i < n; i++) {
        size_t width = text_width(cells[i]);
        int blanks = width < t->widths[i] ? (int)(t->widths[i] - width) : 0;
        bool last = i + 1 == n;
        size_t room = room_for_last(t);
        if (i + 1 == t->n_columns && width > room) {
            /* Beside the others, or, where that would be a thin column, below them. */
            bool beside = room >= LEAST_ROOM;
            if (!beside)
                printf("\n%*s", BELOW, "");
            print_broken(cells[i], beside ? room : t->screen - BELOW, beside ? (int)used_by_others(t) : BELOW);
            return;
        }
        printf("%*s%s%*s%s", t->columns[i].number ? blanks : 0, "", cells[i], t->columns[i].number || last ? 0 : blanks,
               "", last ? "\n" : "  ");
    }
}

static void drop_cells(struct table *t)
{
    for (size_t i = 0; i < t->n_cells; i++)
        free(t->cells[i]);
    t->n_cells = 0;
}

/* Print the rows kept, with a rule below the header. */
static void flush_rows(struct table *t)
{
    if (!t->streaming)
        for (size_t i = 0; i < t->n_cells; i++) {
            size_t width = text_width(t->cells[i]), *widest = &t->widths[i % t->n_columns];
            if (width > *widest)
                *widest = width;
        }
    for (size_t i = 0; i < t->n_cells; i += t->n_columns) {
        print_row(t, t->cells + i);
        if (i || t->streaming)
            continue;
        for (size_t c = 0; c < t->n_columns; c++) {
            for (size_t k = 0; k < t->widths[c] && (c + 1 < t->n_columns || (k < LEAST_ROOM && k < room_for_last(t)));
                 k++)
                putchar('-');
            fputs(c + 1 == t->n_columns ? "\n" : "  ", stdout);
        }
    }
    drop_cells(t);
    t->streaming = true;
}

void table_text(struct table *t, const char *text)
{
    t->cells = grow(t->cells, &t->room, t->n_cells + 1, sizeof *t->cells);
    char *cell = xstrdup(text);
    for (char *p = cell; t->people && *p; p++) /* a line break would tear the table */
        if (*p == '\n' || *p == '\r' || *p == '\t')
            *p = ' ';
    t->cells[t->n_cells++] = t->people ? text_visible(cell) : xstrdup(cell); /* as wide as it will be shown */
    free(cell);
    t->column = (t->column + 1) % t->n_columns;
    if (t->column)
        return;
    if (!t->people) {
        strbuf_csv_line(&t->line, (const char *const *)t->cells, t->n_columns);
        fwrite(t->line.text, 1, t->line.n, stdout);
        drop_cells(t);
    } else if (t->streaming || t->n_cells > ROWS_KEPT * t->n_columns) {
        flush_rows(t);
    }
}

void table_digits(struct table *t, const char *digits)
{
    char *own = xstrdup(digits);
    char *point = t->comma ? strchr(own, '.') : NULL;
    if (point)
        *point = ',';
    table_text(t, own);
    free(own);
}

void table_count(struct table *t, int64_t n)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%" PRId64, n);
    table_text(t, digits);
}

void table_rank(struct table *t, int64_t rank)
{
    if (rank)
        table_count(t, rank);
    else
        table_text(t, "");
}

char *real_format(double x, char out[REAL_TEXT])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, REAL_TEXT, "%.*g", digits, x);
        if (strtod(out, NULL) == x)
            break;
    }
    return out;
}

void table_real(struct table *t, double x, int places)
{
    char digits[REAL_TEXT] = "";
    if (isnan(x)) {
        table_text(t, "");
        return;
    }
    if (t->people && fabs(x) < 1e15)
        snprintf(digits, sizeof digits, "%.*f", places, x);
    else
        real_format(x, digits);
    table_digits(t, digits);
}

void table_decimal(struct table *t, decimal d, int places)
{
    char digits[DECIMAL_TEXT];
    table_digits(t, decimal_format(d, t->people ? places : -1, digits));
}

void table_close(struct table *t)
{
    if (!t)
        return;
    assert(t->column == 0);
    if (t->people)
        flush_rows(t);
    drop_cells(t);
    free(t->cells);
    free(t->widths);
    strbuf_release(&t->line);
    free(t);
}
