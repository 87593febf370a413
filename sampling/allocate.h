/* allocate.h - how many to take from each stratum. */
#ifndef SAMPLING_ALLOCATE_H
#define SAMPLING_ALLOCATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/error.h"

/* Share TOTAL among the strata in proportion to SHARE[0..N-1] (0 or more, not
 * all 0), at least LOW[i] and at most HIGH[i] each, in whole numbers that sum
 * to TOTAL.  Strata that hit a bound are fixed there (the side whose total
 * violation is larger first) and the rest share what is left; what remains
 * after rounding down goes to the largest remainders, ties to the lower index.
 * TAKE[i] receives the numbers.  False and E_MATHS where the bounds leave no
 * room for TOTAL. */
bool allocate_integers(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                       int64_t *take, struct error *err) MUST_CHECK;

#endif
