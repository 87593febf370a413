/* projection.h - what is left of linearised values when those of calibrated weights are taken on what the weights
 * were calibrated to.
 *
 * A weighted sum of z whose weights meet known totals varies as the sum of the residuals of z: z less its
 * regression, with the weights before the step, on what the step calibrated to.  With several
 * steps each takes what the steps before it have left.  Everything is for M values at once.
 *
 * Source: Deville and Särndal, JASA 87 (1992).
 */
#ifndef SCORING_PROJECTION_H
#define SCORING_PROJECTION_H

#include "scoring/weights/auxiliary.h"

struct normal;

/* What was done to the weights in one step of calibration. */
struct projection_record {
    const struct auxiliary *auxiliary; /* of rows, or of cells: */
    const uint32_t *cell;              /* of each row; NULL: the row itself */
    const double *g;                   /* [auxiliary->n] ratio of the weights after to those before */
    const double *after;               /* [n_rows] weights after the step */
    const double *cut;     /* [n_rows] weights before it of rows that a bound took to 0, else 0; NULL: none */
    struct normal *normal; /* of AUX with the weights before the step */
};

static inline size_t projection_cell(const struct projection_record *r, size_t row)
{
    return r->cell ? r->cell[row] : row;
}

/* The weight that the regression of record R gives to z of ROW, whose final weight is W.  A row at a bound of 0 keeps
 * the weight it came with, as rows at any other bound do. */
static inline double projection_before(const struct projection_record *r, size_t row, double w)
{
    double ratio = r->g[projection_cell(r, row)];
    return ratio != 0 ? w / ratio : r->cut ? r->cut[row] : 0;
}

/* The terms of ROW that may not be 0, and their values; returns how many: at most one a margin and one a value. */
size_t projection_terms(const struct projection_record *r, size_t row, uint32_t *term, double *x);

/* BETA[r][term * M + k], which comes as the sum over rows of projection_before() z x, becomes the coefficient of value
 * k.  Only the first N_USED of every STRIDE values are there. */
void projection_solve(const struct projection_record *records, size_t n_records, size_t n_rows, double *const *beta,
                      size_t m, size_t stride, size_t n_used);

#endif
