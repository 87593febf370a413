/* weight_health.h - what a set of weights looks like: the row of a step in the table of weights.
 *
 * Source: Kish, Journal of Official Statistics 8 (1992).
 */
#ifndef SCORING_WEIGHT_HEALTH_H
#define SCORING_WEIGHT_HEALTH_H

#include <stddef.h>

struct weight_health {
    size_t n; /* rows whose weight is not 0; the rest is of these, and NaN where there are none */
    size_t n_negative;
    double sum, min, max;
    double ratio;       /* max / min; NaN unless min is above 0 */
    double cv;          /* with n below, not n - 1 */
    double deff;        /* 1 + cv^2 */
    double n_effective; /* n / deff */
};

struct weight_health weight_health(const double *w, size_t n);

#endif
