/* rank_set.h - which ranks the units of a block may have, all at once, at level 95 %.
 *
 * The differences of all pairs are looked at together: A is surely better than B where their difference over its
 * standard error passes a critical value such that, were there no differences, no pair would pass it in 95 of 100
 * surveys.  A unit's set goes from 1 + the number surely better than it to N - the number surely worse.  With
 * probability 0.95 or more every unit's true rank lies in its set.  After pairs have been told apart the critical
 * value is found again for those that are left (step-down; Romano and Wolf 2005), as long as that tells more apart.
 *
 * The critical value comes from draws of the normal distribution with the given covariance, over the root of
 * chi-square / df with the same df for all (multivariate t).
 *
 * Source: Mogstad, Romano, Shaikh and Wilhelm, Review of Economic Studies 91 (2024); Al Mohamad, Goeman and van Zwet,
 * arXiv 1708.02729.
 */
#ifndef SCORING_RANK_SET_H
#define SCORING_RANK_SET_H

#include <stdbool.h>
#include <stddef.h>

struct rank_unit {
    double value;     /* larger is better */
    double df;        /* of its error; infinite where it is known */
    bool has_error;   /* false: nothing is told apart from it, and it has no set */
    size_t low, high; /* result, from 1; 0 without an error */
};

/* COVARIANCE[i * n + k] of the values; a unit with variance 0 is known exactly.  The diagonal is not read where
 * has_error is false.  SEED and N_DRAWS (10,000) decide the draws. */
void rank_sets(struct rank_unit *units, size_t n, const double *covariance, double level, unsigned long seed,
               size_t n_draws);

#endif
