/* moments.h - mean and squares about it of many values, most of which are zero in most cases.
 *
 * Values lie in slots of WIDTH that come together (one value; or all terms of a domain).  Only slots that are not
 * absent are added; the cases without one count as zeros, all at once, at the end.  Welford's recurrence; parts are put
 * together by Chan, Golub and LeVeque (1983), so that parts worked on by several threads and merged in a fixed order
 * give the same bytes.
 */
#ifndef SCORING_MOMENTS_H
#define SCORING_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

struct moment {
    double mean, squares; /* of the cases that have the value, and about their mean */
    uint32_t n;
};

struct moments {
    double *of;  /* [n_slots]: WIDTH means, then WIDTH squares */
    uint32_t *n; /* [n_slots]: cases that have it */
    size_t n_slots, width;
    size_t *touched; /* those with n above 0, in the order they were met */
    size_t n_touched;
};

void moments_init(struct moments *m, size_t n_slots, size_t width);
void moments_release(struct moments *m);
/* Forget everything; costs what was touched. */
void moments_clear(struct moments *m);

/* One more case has X[0..width-1] for SLOT, WIDTH that of M: here the compiler may know it; the parts it is merged from
 * bound the rounding. */
static inline void moments_add(struct moments *m, size_t slot, size_t width, const double *restrict x)
{
    if (m->n[slot]++ == 0)
        m->touched[m->n_touched++] = slot;
    double n = m->n[slot], *restrict mean = m->of + 2 * width * slot, *restrict squares = mean + width;
    for (size_t j = 0; j < width; j++) {
        double from_mean = x[j] - mean[j];
        mean[j] += from_mean / n;
        squares[j] += from_mean * (x[j] - mean[j]);
    }
}

/* Add what is in FROM, of other cases. */
void moments_merge(struct moments *m, const struct moments *from);

/* What value J of SLOT comes to over N_CASES cases, those without it being zero. */
struct moment moments_of(const struct moments *m, size_t slot, size_t j, size_t n_cases);

#endif
