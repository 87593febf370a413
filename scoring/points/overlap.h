/* overlap.h - the covariance of a unit's total with its total in an earlier round, by the people who answered in both.
 *
 * Who they are is told by the table linkage of the two rounds.  Over the strata that have the same group and name in
 * both,
 *
 *     k = sum_h  m / (m - 1) sum z_1 z_0  -  S_10 / N
 *
 * over those in both; z, x and m as in pairs.h, of this round (1) and the earlier one (0), m the harmonic mean of the
 * two, S_10 the covariance of x_1 and x_0, N the smaller number of people who may rate the unit.  It is what the
 * variance of a pair comes to with "the unit now" and "the unit then" for its units, and so are its floors and degrees
 * of freedom, those by d = z_1 - z_0 over all n who rated the unit in one of the rounds; and no more of k is taken than
 * leaves the stratum (1 - n / N) m / (m - 1) sum (d - mean d)^2.  Nothing is taken off for people
 * who are not known to be in both, for clusters, and for weights that were calibrated; nothing from one person alone:
 * there the two rounds are independent.
 *
 * Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), 9.9 (sampling on two occasions);
 * docs/errors.md.
 */
#ifndef SCORING_OVERLAP_H
#define SCORING_OVERLAP_H

#include "survey/base/error.h"
#include "survey/store/store.h"

struct rounds_overlap; /* of two rounds */

/* THEN_CODE: a unit's code in the earlier round by its code now.  NULL with ERR unset where one of the rounds has no
 * linkage. */
struct rounds_overlap *overlap_read(struct store *now, struct store *then,
                                    const char *(*then_code)(const void *data, const char *unit), const void *data,
                                    struct error *err) MUST_CHECK;

/* Of a unit's total in both rounds, in points; all 0 where nobody is known to have rated it in both. */
struct unit_overlap {
    size_t n;           /* people known to have rated it in both */
    double covariance;  /* k */
    double lifted;      /* what floors add to the variance of the change */
    double squares;     /* sum over strata of V_h^2 / df_h */
    double least, most; /* the change lies between these */
};
struct unit_overlap overlap_of(const struct rounds_overlap *overlap, const char *unit); /* OVERLAP may be NULL */
void overlap_free(struct rounds_overlap *overlap);

#endif
