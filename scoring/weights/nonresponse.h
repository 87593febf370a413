/* nonresponse.h - those who answered stand in for those who did not.
 *
 * Sources: Little, International Statistical Review 54 (1986) (weighting
 * classes, classes of the propensity); Hyndman and Fan, American Statistician 50 (1996)
 * (quantiles, type 7).
 */
#ifndef SCORING_NONRESPONSE_H
#define SCORING_NONRESPONSE_H

#include "scoring/weights/auxiliary.h"

/* In each class (its categories; totals are not used) respondents take over the weight of all: FACTOR[class] = weight
 * of all / weight of respondents (1 in a class without weight), and W becomes W x FACTOR, 0 for the others.  E_MATHS, W
 * as it was, where a class has weight but no respondent. */
bool nonresponse_classes(double *w, size_t n, const struct auxiliary_margin *classes, const bool *responded,
                         double *factor, struct error *err) MUST_CHECK;

/* W becomes W / PROPENSITY[i] (above 0), 0 for those who did not respond. */
void nonresponse_inverse(double *w, size_t n, const double *propensity, const bool *responded);

/* CLASS[i] of each propensity by the unweighted quantiles, up to and with each cut.  Returns how many
 * classes there are: N_CLASSES, or fewer where cuts fall together. */
size_t nonresponse_cut(const double *propensity, size_t n, size_t n_classes, uint32_t *class);

#endif
