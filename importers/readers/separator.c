#include "importers/readers/separator.h"

#include <stdbool.h>
#include <string.h>

#define SAMPLE_ROWS 200 /* looked at */

/* How many separators of each kind stand outside quotes, per line. */
struct separator_counts {
    unsigned counts[SAMPLE_ROWS];
    size_t n;
};

/* How many lines have as many (at least one) as most lines have. */
static size_t evenness(const struct separator_counts *t)
{
    size_t best = 0;
    for (size_t i = 0; i < t->n; i++) {
        size_t same = 0;
        for (size_t j = 0; t->counts[i] && j < t->n; j++)
            same += t->counts[j] == t->counts[i];
        best = same > best ? same : best;
    }
    return best;
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
    size_t most = 0;
    for (size_t s = 0; s < 3; s++) {
        tallies[s].n = n;
        size_t even = evenness(&tallies[s]);
        if (even > most) {
            most = even;
            best = separators[s];
        }
    }
    return best;
}
