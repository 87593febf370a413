/* logistic.h - the probability of a yes by weighted logistic regression.
 *
 * Newton's method from the log odds of all, with halved steps; weights are
 * scaled to mean 1.  Judged by the score equations.  Data in which the yes and
 * the no are separated have no estimate, and are said to be so.
 *
 * Source: McCullagh and Nelder, Generalized Linear Models (1989), chapter 4; Albert and
 * Anderson, Biometrika 71 (1984) (separation).
 */
#ifndef SCORING_LOGISTIC_H
#define SCORING_LOGISTIC_H

#include "scoring/weights/auxiliary.h"

/* P[0..n-1]: the fitted probability that YES[i], for the terms of AUX (totals are not used) and weights W (0 or more, 0
 * takes no part but is fitted).  BETA[term] may be NULL; dependent terms get 0.  Without a margin, a value that is 1
 * everywhere is the intercept.  E_MATHS: everybody or nobody said yes, in all or in a category; a value, or all terms
 * together, separate the answers. */
bool logistic(const struct auxiliary *auxiliary, const bool *yes, const double *w, double *beta, double *p,
              struct error *err) MUST_CHECK;

#endif
