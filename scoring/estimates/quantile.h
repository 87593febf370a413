/* quantile.h - quantiles of weighted values.
 *
 * math: the smallest x with F(x) >= p.  school: where F(x) = p exactly, the mean of that x and the next.
 * hf7: linear between the points ((W_1 + .. + W_{k-1}) / (W - W_n), x_k), Hyndman and Fan's seventh rule with weights.
 * Where F(x) is p but for rounding, that is decided as R survey decides it: by sums in extended precision, rounded to
 * double.
 */
#ifndef SCORING_QUANTILE_H
#define SCORING_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

enum quantile_rule { QUANTILE_MATH, QUANTILE_SCHOOL, QUANTILE_HF7 };

struct weighted {
    double x, w;
    uint32_t row; /* ties stay in this order */
};

/* Sort VALUES[0..N-1], weights above 0, and put W_1 + .. + W_k into CUMULATED[k - 1]. */
void quantile_sort(struct weighted *values, size_t n, double *cumulated);

/* The quantile P of sorted values; NaN where there are none. */
double quantile_of(const struct weighted *values, const double *cumulated, size_t n, double p, enum quantile_rule rule);

#endif
