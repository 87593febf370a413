/* agreement.h - Cohen's kappa: how far two ratings of the same things agree beyond chance.
 *
 * With w = 1 - (i - j)^2 / (k - 1)^2 for an ordered scale of k categories (weighted), else 1 where both are the same:
 * kappa = (o - e) / (1 - e), o the mean w of the pairs, e the mean of all pairs of the two margins.
 *
 * Its error is by linear values, z = (w_ij - (w_i. + w_.j)(1 - kappa)) / (1 - e), w_i. and w_.j the mean w of a
 * category with the other's margin: the variance of their mean is that of Fleiss, Cohen and Everitt, Psychological
 * Bulletin 72 (1969), where each pair is a person of its own.  Answers of one person are not: there the sums by person
 * are what varies.
 */
#ifndef SCORING_AGREEMENT_H
#define SCORING_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>

struct rating_pair {
    size_t first, second; /* categories, from 0 */
    size_t person;        /* pairs of one person stand together */
};

struct agreement {
    size_t n, n_persons;
    double observed, expected; /* mean w */
    double kappa;              /* NaN where both ratings know one category alone */
    double se_pairs;           /* Fleiss, Cohen and Everitt's */
    double se;                 /* by persons, n_persons - 1 degrees of freedom; NaN below two, or where no two differ */
};

/* Of N pairs on a scale of K categories. */
struct agreement agreement_of(const struct rating_pair *pairs, size_t n, size_t k, bool weighted);

#endif
