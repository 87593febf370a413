/* moments.h - mean and squares about it of many values, most of which are zero in most cases.
 *
 * Only values that are not absent are added; the cases without one count as zeros, all at once, at the end.  Welford's
 * recurrence; parts are put together by Chan, Golub and LeVeque (1983), so that parts worked on by
 * several threads and merged in a fixed order give the same bytes.
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
    struct moment *of; /* [n_values] */
    size_t n_values;
    size_t *touched; /* those with n above 0, in the order they were met */
    size_t n_touched;
};

void moments_init(struct moments *m, size_t n_values);
void moments_release(struct moments *m);
/* Forget everything; costs what was touched. */
void moments_clear(struct moments *m);

/* One more case has X for VALUE; the parts it is merged from bound the rounding. */
void moments_add(struct moments *m, size_t value, double x);

/* Add what is in FROM, of other cases. */
void moments_merge(struct moments *m, const struct moments *from);

/* What VALUE comes to over N_CASES cases, those without it being zero. */
struct moment moments_of(const struct moments *m, size_t value, size_t n_cases);

#endif
