/* allocate.h - how many to take from each stratum.
 *
 * A rule gives each stratum a share; n times the share over the sum of shares
 * is its real number, and whole numbers follow from that.  Arrays have one
 * element per stratum: N people, S standard deviation, cost of one answer.
 *
 * Sources: Cochran, Sampling Techniques (1977), chapter 5 (proportional,
 * Neyman, cost); Bankier, The American Statistician 42 (1988) (power); Wright,
 * The American Statistician 66 (2012) (whole numbers); Bethel, Survey
 * Methodology 15 (1989) by the iteration of Chromy, Proceedings of the ASA
 * (1987) (several variables).
 */
#ifndef SAMPLING_ALLOCATE_H
#define SAMPLING_ALLOCATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

/* Shares for the least variance of the mean: N S, or N S / sqrt(cost) where COST is
 * not NULL (0 < cost). */
void allocate_neyman_shares(const double *population, const double *sd, const double *cost, size_t n, double *share);

/* Shares for about the same coefficient of variation in every stratum: X^q S / |mean|,
 * 0 <= Q <= 1; X is what makes a stratum matter (as a rule N), MEAN is not 0. */
void allocate_power_shares(const double *size, double q, const double *sd, const double *mean, size_t n, double *share);

/* TAKE[i] = total share[i] / sum of shares. */
void allocate_reals(double total, const double *share, size_t n, double *take);

/* Share TOTAL among the strata in proportion to SHARE[0..N-1] (0 or more, not
 * all 0), at least LOW[i] and at most HIGH[i] each, in whole numbers that sum
 * to TOTAL.  Strata that hit a bound are fixed there (the side whose total
 * violation is larger first) and the rest share what is left; what remains
 * after rounding down goes to the largest remainders, ties to the lower index.
 * TAKE[i] receives the numbers.  False and E_MATHS where the bounds leave no
 * room for TOTAL. */
bool allocate_integers(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                       int64_t *take, struct error *err) MUST_CHECK;

/* The same bounds and sum, but the whole numbers of least sum share[i]^2 / take[i]: with the
 * shares N S the variance of the mean (Wright).  From LOW on, one at a time
 * goes where share / sqrt(x (x + 1)) is largest, ties to the lower index. */
bool allocate_optimum(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                      int64_t *take, struct error *err) MUST_CHECK;

/* Real numbers of least variance whose cost is BUDGET. */
void allocate_for_cost(double budget, const double *population, const double *sd, const double *cost, size_t n,
                       double *take);

/* Whole numbers within the bounds that cost BUDGET at most: the real numbers of least variance
 * within the bounds, rounded down, then one more at a time where it takes most variance
 * off for its cost and can still be paid.  E_MATHS where LOW alone costs more. */
bool allocate_budget(double budget, const double *population, const double *sd, const double *cost, const int64_t *low,
                     const int64_t *high, size_t n, int64_t *take, struct error *err) MUST_CHECK;

/* Real numbers of least cost for which the mean, about MEAN, has the coefficient of variation CV. */
void allocate_for_cv(double cv, double mean, const double *population, const double *sd, const double *cost, size_t n,
                     double *take);

/* The variance of the stratified mean with TAKE[i] > 0 of each stratum (SRS without replacement). */
double allocate_variance(const double *take, const double *population, const double *sd, size_t n);

/* Several variables at once. */
struct allocate_survey {
    size_t n_strata, n_variables;
    const double *population; /* per stratum */
    const double *cost;       /* per stratum, above 0 */
    const double *sd;         /* n_strata x n_variables, stratum by stratum */
    const double *mean;       /* per variable: of the whole population, not 0 */
    const double *cv;         /* per variable: wanted of its mean, above 0 */
    const double *low, *high; /* per stratum, low > 0 where a variable varies; NULL: no bounds */
};

/* Real numbers of least cost that keep the coefficient of variation of every
 * variable's mean at or under the one wanted.  REACHED (or NULL) receives them.
 * Strata that hit a bound are fixed there and the rest solved again.  E_MATHS where a wish cannot be met
 * even by the highest numbers, or the iteration does not settle. */
bool allocate_multivariate(const struct allocate_survey *survey, double *take, double *reached,
                           struct error *err) MUST_CHECK;

#endif
