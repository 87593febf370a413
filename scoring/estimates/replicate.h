/* replicate.h - variances from estimates repeated with other weights.
 *
 * The variance is SCALE times the sum of RSCALES times the squares of the replicates' estimates about their mean
 * or, with MSE, about the estimate of the full sample.
 *
 * JK1 and JKn leave out one unit of stage 1 each and give its weight to the others of its stratum; the bootstrap draws
 * n - 1 of n units with replacement (Rao and Wu 1988, the weights of Rao, Wu and Yue 1992); BRR takes one
 * of two units of each stratum by a Hadamard matrix, Fay's variant changes weights by RHO; replicate weights may also
 * be given.  Where the full weights went through a recipe, each replicate goes through all of it.
 *
 * Sources: Wolter, Introduction to Variance Estimation (2007); R survey: as.svrepdesign, svrVar.
 */
#ifndef SCORING_REPLICATE_H
#define SCORING_REPLICATE_H

#include "scoring/estimates/taylor.h"
#include "scoring/weights/recipe.h"

enum replicate_kind { REPLICATE_JK1, REPLICATE_JKN, REPLICATE_BOOTSTRAP, REPLICATE_BRR, REPLICATE_GIVEN };

struct replicates {
    enum replicate_kind kind;
    const struct design *design;
    size_t n;
    double scale;
    double *rscales; /* [n]; NULL: 1 */
    bool mse;
    double df;      /* rank of the weights less 1, of the rows of the domain; after a recipe replicates_run() sets it */
    double *factor; /* [n_units[1]][n] of bootstrap and BRR */
    double *given;  /* [n_rows][n] weights, in the design's order; owned */
    uint32_t *unit_of;           /* [n_rows] */
    const double *base;          /* [n_rows] weights before the recipe */
    const struct recipe *recipe; /* NULL or without steps: none */
};

/* Replicates of the design; RHO of Fay's method, 0 else.  E_MATHS where a stratum has one unit only, or for BRR not
 * two. */
bool replicates_jackknife(struct replicates *r, const struct design *d, bool stratified, enum lonely lonely,
                          const struct design_columns *columns, struct error *err) MUST_CHECK;
bool replicates_bootstrap(struct replicates *r, const struct design *d, size_t n, unsigned long seed,
                          const struct design_columns *columns, struct error *err) MUST_CHECK;
bool replicates_brr(struct replicates *r, const struct design *d, double rho, const struct design_columns *columns,
                    struct error *err) MUST_CHECK;
/* Given ones: W is [n_rows][n] in the design's order and taken over, RSCALES too. */
void replicates_given(struct replicates *r, const struct design *d, double *w, size_t n, double scale, double *rscales);
void replicates_release(struct replicates *r);

/* Set R's df: the rank of the replicates' weights, in the rows that DOMAIN (NULL: all) does not leave OUTSIDE, less 1.
 */
void replicates_find_df(struct replicates *r, const uint32_t *domain);

/* As taylor_run() and taylor_covariance() (COVARIANCE may be NULL), with variances from the replicates. */
bool replicates_run(struct replicates *r, const struct taylor *t, const struct term *terms, size_t n_terms,
                    struct estimate *results, double *covariance, struct error *err) MUST_CHECK;

/* A Hadamard matrix of the least order that is known here and at least N: H[order][order] of 1 and -1, first row and
 * column
 * 1.  New array; *ORDER. */
signed char *hadamard(size_t n, size_t *order);

#endif
