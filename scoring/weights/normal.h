/* normal.h - the normal equations X'DX beta = X'Dz of auxiliary information.
 *
 * One-hot margins and values (see auxiliary.h) give an X with dependent columns; the
 * rank is found, and a term that depends on those before it gets beta 0.  The largest
 * margin is a diagonal block and is eliminated first, the rest by a Cholesky
 * factorisation with pivots of scaled columns.  Where an intercept is in the span (a
 * margin, or a value that is the same everywhere), values are centred inside, so that a large mean
 * costs no digits.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), 10.3.
 */
#ifndef SCORING_NORMAL_H
#define SCORING_NORMAL_H

#include "scoring/weights/auxiliary.h"

struct normal;

/* The equations with the weights D[0..n-1], 0 or more; factorised.  AUX must stay; its margins' TOTAL may
 * be NULL where totals play no part. */
struct normal *normal_new(const struct auxiliary *auxiliary, const double *d);
void normal_free(struct normal *normal);

/* The same terms with other weights. */
void normal_factor(struct normal *normal, const double *d);

size_t normal_rank(const struct normal *normal);

/* False for a term that depends on the others, or has no case. */
bool normal_independent(const struct normal *normal, size_t term);

/* BETA[term] from RHS[term] = X'Dz (auxiliary_sums() with z).  X'BETA is what is determined, not BETA. */
void normal_solve(const struct normal *normal, const double *rhs, double *beta);

/* E[i] = z[i] - x'beta of the regression of Z on the terms with the weights D last factorised; refined
 * once, as accurate as a QR.  E may be Z. */
void normal_residuals(const struct normal *normal, const double *d, const double *z, double *e);

/* Inside: the information with centred values, totals included, and the equations in its terms. */
const struct auxiliary *normal_centred(const struct normal *normal);
void normal_solve_centred(const struct normal *normal, const double *rhs, double *beta);
/* BETA of the centred terms becomes that of the terms as they came. */
void normal_uncentre(const struct normal *normal, double *beta);

#endif
