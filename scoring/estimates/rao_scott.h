/* rao_scott.h - are the rows and columns of a table from a survey independent?
 *
 * Sources: Rao and Scott, Annals of Statistics 12 (1984) and JASA 76 (1981); Koch, Freeman and Freeman,
 * International Statistical Review 43 (1975) (Wald); R survey, svychisq().
 */
#ifndef SCORING_RAO_SCOTT_H
#define SCORING_RAO_SCOTT_H

#include <stddef.h>

#include "survey/base/error.h"

/* Cells run row by row.  Rows and columns without people are left out. */
struct two_way {
    size_t n_rows, n_columns;
    const double *total;                     /* estimated people in each cell, 0 or more */
    const double *covariance;                /* of the totals, cells x cells */
    const double *covariance_of_proportions; /* of total / sum of totals; NULL: by linearisation from the totals' */
    double n;                                /* rows of data in the table */
    double df;                               /* of the design */
};

enum rao_scott_statistic {
    RAO_SCOTT_F,     /* Pearson's, second order, as F */
    RAO_SCOTT_CHISQ, /* Pearson's, divided by the mean design effect, as chi square; the statistic is Pearson's own */
    RAO_SCOTT_WALD,
    RAO_SCOTT_ADJUSTED_WALD, /* for few degrees of freedom */
    N_RAO_SCOTT_STATISTICS
};

/* "F", "Chisq", "Wald", "adjWald"; N_RAO_SCOTT_STATISTICS for any other name. */
enum rao_scott_statistic rao_scott_find(const char *name);

struct rao_scott_result {
    double statistic;
    double ndf, ddf; /* ddf is infinite for chi square */
    double p;
};

/* E_MATHS where fewer than two rows or columns have people, empty cells or too few clusters leave the
 * covariance without an inverse, or there are not enough degrees of freedom. */
bool rao_scott(const struct two_way *table, enum rao_scott_statistic statistic, struct rao_scott_result *result,
               struct error *err) MUST_CHECK;

#endif
