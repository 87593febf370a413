/* linear.h - the variance of sums over cases of linear values: the engine under every error of this program.
 *
 * A figure that is a smooth function of weighted sums is linearised: its error is that of a total of values z, one a
 * case.  `estimate` has a z for each term in each domain, points one for each node of each unit; most are zero in most
 * cases.  Here is what both then do:
 *
 *  - Within a stratum of n cases out of N, of which it knows the moments, the variance of the total is
 *    (1 - n/N) n / (n - 1) times the squares of z about their mean.
 *  - Where weights were calibrated, z is replaced by what is left of it after its regression on what they were
 *    calibrated to (projection.h), x' beta summed over the rows of the case, each times its weight after the step.
 *
 * Sources: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), 4.3 and 5.5; Deville and Särndal, JASA
 * 87 (1992).
 */
#ifndef SCORING_LINEAR_H
#define SCORING_LINEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "scoring/estimates/moments.h"
#include "scoring/weights/projection.h"

/* By what the squares of N cases about their mean are multiplied, OPEN being 1 - n/N. */
static inline double linear_factor(double n, double open)
{
    return open * (n / (n - 1));
}

/* --- calibrated weights ------------------------------------------------------------------- */

/* The regressions of figures on the terms of all records, one record's behind another's. */
struct projected {
    const struct projection_record *records;
    size_t n_records, n_terms, n_figures;
    size_t *first;      /* [n_records]: its first term */
    double *beta;       /* [term * n_figures + figure]; the caller's */
    size_t most_of_row; /* terms that a row of one record has at most */
};

/* Of N_FIGURES.  The caller then sets beta, of 0. */
void projected_init(struct projected *p, const struct projection_record *records, size_t n_records, size_t n_figures);
void projected_release(struct projected *p);

/* Beta, which comes as the sum over rows of projection_before() z x, becomes the coefficients; of every STRIDE figures
 * only the first N_USED are there. */
void projected_solve(struct projected *p, size_t n_rows, size_t stride, size_t n_used);

/* The x of a case: its terms that are not 0. */
struct projected_case {
    double *x; /* [term] */
    bool *seen;
    size_t *list, n;
    uint32_t *terms; /* of a row of a record */
    double *of_row;
};
void projected_case_init(struct projected_case *c, size_t most_terms, size_t most_of_row);
void projected_case_release(struct projected_case *c);
/* ROW of the records of P joins the case; P's terms begin at FROM. */
void projected_case_add(struct projected_case *c, const struct projected *p, size_t row, size_t from);
void projected_case_clear(struct projected_case *c);

/* What the regressions of P give to the case is taken from its figures Z[0..n_figures-1], all of them. */
void projected_take(const struct projected *p, const struct projected_case *c, double *restrict z);

/* Where cases and figures are many, but a case has few of either, the same is done with sums over cases of the figures
 * as they are, of x, x x' and x times the figures, when a stratum ends. */
struct projected_sums {
    double *x, *xx, *xz; /* [term]; [term * (term + 1) / 2 + an earlier one]; [term * n_figures + figure] */
};
void projected_sums_init(struct projected_sums *s, size_t most_terms, size_t most_products);
void projected_sums_release(struct projected_sums *s);
/* The x of a case, and its figures Z[STRIDE * value] of LIST, PLACE[value] among the figures or SIZE_MAX; C is then
 * empty again. */
void projected_sums_add(struct projected_sums *s, size_t n_figures, struct projected_case *c, const double *z,
                        size_t stride, const size_t *list, size_t n, const size_t *place);
/* FROM, which is then 0, joins S; of N_TERMS and N_FIGURES. */
void projected_sums_move(struct projected_sums *s, struct projected_sums *from, size_t n_terms, size_t n_figures);

void projected_sums_clear(struct projected_sums *s, size_t n_terms, size_t n_figures);

/* What is to be added to the sum of products of two figures about their means. */
struct projected_change {
    const double *beta;
    size_t n_terms, n_figures;
    double *gap; /* [term * n_figures + figure]: of the regression of what was taken on x, less that of the figures */
    double *xz;  /* about the means */
    double *mean;
};
void projected_change_init(struct projected_change *l, size_t most_products, size_t most_figures);
void projected_change_release(struct projected_change *l);
/* N cases with the sums S, whose figures sum to SUM[0..n_figures-1]; about 0 where N is 1. */
void projected_change_set(struct projected_change *l, const double *beta, size_t n_terms, size_t n_figures,
                          const struct projected_sums *s, const double *sum, size_t n);
double projected_change_of(const struct projected_change *l, size_t a, size_t b);

#endif
