#include "importers/readers/separator.h"

#include <stdbool.h>
#include <string.h>

#define SAMPLE_ROWS 200 /* looked at */

/* How many of one separator stand outside quotes, per line. */
struct separator_counts {
    unsigned counts[SAMPLE_ROWS];
    size_t n;
};

/* How well a separator makes a table of the lines. */
struct separated {
    int lines;   /* header and rows under it, twice: the most there are for any header */
    size_t head; /* that header */
    size_t even; /* how many lines have as many (at least one) as most lines have */
};

/* A row may end early, as people type it.  One that is longer than its header counts half, as it may have text without
 * quotes; one between that lacks the separator counts against it. */
static struct separated fit_of(const struct separator_counts *t)
{
    struct separated fit = {0};
    for (size_t head = 0; head < t->n; head++) {
        size_t same = 0;
        int lines = 0;
        for (size_t i = head; t->counts[head] && i < t->n; i++) {
            lines += t->counts[i] == 0 ? -2 : t->counts[i] <= t->counts[head] ? 2 : 1;
            same += t->counts[i] == t->counts[head];
            if (lines > fit.lines) {
                fit.lines = lines;
                fit.head = head;
            }
        }
        fit.even = same > fit.even ? same : fit.even;
    }
    return fit;
}

static bool fits_better(struct separated a, struct separated b)
{
    if (a.lines != b.lines)
        return a.lines > b.lines;
    return a.head != b.head ? a.head < b.head : a.even > b.even;
}

char separator_guess(const char *bytes, size_t length)
{
    static const char separators[] = {'\t', ';', ','};
    struct separator_counts tallies[3] = {0};
    unsigned counts[3] = {0};
    bool inside = false, blank = true;
    size_t n = 0;
    for (size_t i = 0; i < length && n < SAMPLE_ROWS; i++) {
        if (bytes[i] == '"')
            inside = !inside;
        if (!inside && (bytes[i] == '\n' || bytes[i] == '\r')) {
            for (size_t s = 0; !blank && s < 3; s++)
                tallies[s].counts[n] = counts[s];
            n += !blank;
            memset(counts, 0, sizeof counts);
            blank = true;
            continue;
        }
        blank = false;
        for (size_t s = 0; !inside && s < 3; s++)
            counts[s] += bytes[i] == separators[s];
    }
    if (!blank && n < SAMPLE_ROWS) {
        for (size_t s = 0; s < 3; s++)
            tallies[s].counts[n] = counts[s];
        n++;
    }
    char best = ',';
    struct separated most = {0};
    for (size_t s = 0; s < 3; s++) {
        tallies[s].n = n;
        struct separated fit = fit_of(&tallies[s]);
        if (fit.lines && (!most.lines || fits_better(fit, most))) {
            most = fit;
            best = separators[s];
        }
    }
    return best;
}
