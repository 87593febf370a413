/* auxiliary.h - auxiliary information: what cases carry and the population is known for.
 *
 * A case is a row, or a cell: all rows that agree in everything here, with the
 * sum of their weights.  A margin puts each case in one category (an
 * interaction is a margin too, an intercept a margin of one category); a value
 * is a number per case.  Terms are numbered: the categories margin by margin,
 * then the values.  Margins need not be cleared of what they have in common
 * (each adds up to the population).  Everything is borrowed.
 */
#ifndef SCORING_AUXILIARY_H
#define SCORING_AUXILIARY_H

#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

struct auxiliary_margin {
    const char *name;    /* as the user wrote it: "stype" or "stype x sch.wide" */
    const uint32_t *cat; /* cat[i] < n_cats */
    size_t n_cats;
    const char *const *labels; /* of the categories, for messages; NULL: their numbers from 1 */
    const double *total;       /* people in each, 0 or more */
};

struct auxiliary_value {
    const char *name;
    const double *x;
    double total;
};

struct auxiliary {
    size_t n; /* cases */
    const struct auxiliary_margin *margins;
    size_t n_margins;
    const struct auxiliary_value *values;
    size_t n_values;
};

size_t auxiliary_n_terms(const struct auxiliary *auxiliary);

/* "stype=E" or "api99", cut to SIZE bytes. */
void auxiliary_term_name(const struct auxiliary *auxiliary, size_t term, char *text, size_t size);

/* TOTAL[term]: the totals, every margin scaled to the sum of the first if RESCALE, or where they differ by less
 * than SAME_TOTAL (tolerances.h). */
void auxiliary_totals(const struct auxiliary *auxiliary, bool rescale, double *total);

/* SUM[term] = sum over cases of W z x; Z may be NULL (all 1).  Compensated, in the order of the cases. */
void auxiliary_sums(const struct auxiliary *auxiliary, const double *w, const double *z, double *sum);

/* The largest distance of the weighted sums from TOTAL, relative to the total; where that is (nearly) 0, relative to
 * the population or the sum of |w x| / 1000.  *TERM: whose it is; SUM as auxiliary_sums(), of W. */
double auxiliary_misfit(const struct auxiliary *auxiliary, const double *w, const double *total, double *sum,
                        size_t *term);
/* The same, where the misfit of value v is not measured against less than LEAST[v]. */
double auxiliary_misfit_least(const struct auxiliary *auxiliary, const double *w, const double *total,
                              const double *least, double *sum, size_t *term);

/* x'beta of case I. */
static inline double auxiliary_predict(const struct auxiliary *auxiliary, size_t i, const double *beta)
{
    double u = 0;
    for (size_t m = 0; m < auxiliary->n_margins; beta += auxiliary->margins[m++].n_cats)
        u += beta[auxiliary->margins[m].cat[i]];
    for (size_t v = 0; v < auxiliary->n_values; v++)
        u += beta[v] * auxiliary->values[v].x[i];
    return u;
}

/* Could weights meet the totals at all?  E_MATHS with the reason: a total that is negative or no number, margins
 * with different sums (unless RESCALE), a category (or value) with a total but without a case of
 * positive weight. */
bool auxiliary_check(const struct auxiliary *auxiliary, const double *w, bool rescale, struct error *err) MUST_CHECK;

/* The same information about clusters, whose rows share one ratio: each term becomes a value, the mean over the
 * cluster's rows by their weights. */
struct auxiliary_clusters {
    struct auxiliary auxiliary;
    double *w; /* per cluster, the sum of its rows' */
    struct auxiliary_value *values;
    double *x;
    char *names;
};
/* CLUSTER[i] < N_CLUSTERS of each row. */
void auxiliary_clusters_init(struct auxiliary_clusters *clusters, const struct auxiliary *auxiliary, const double *w,
                             const uint32_t *cluster, size_t n_clusters);
void auxiliary_clusters_release(struct auxiliary_clusters *clusters);

#endif
