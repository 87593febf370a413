/* taylor_inside.h - a group of terms while its sums and variances are computed; of taylor.c and taylor_sums.c only. */
#ifndef SCORING_TAYLOR_INSIDE_H
#define SCORING_TAYLOR_INSIDE_H

#include <math.h>

#include "scoring/estimates/linear.h"
#include "scoring/estimates/taylor.h"

#define WIDE 8 /* terms worked on together */

/* Where the values of one side of a term come from. */
struct source {
    const uint8_t *codes8;
    const uint32_t *codes32;
    const double *reals; /* of rows, or of codes where there are codes */
};

static inline double source_value(const struct source *s, size_t i)
{
    if (!s->reals)
        return 1;
    return s->reals[s->codes8 ? s->codes8[i] : s->codes32 ? s->codes32[i] : i];
}

/* One level of the design while its units are gone through. */
struct level {
    struct moments moments; /* of the totals of the units so far that have rows in the domain: a slot a domain */
    double *total;          /* [m] their sum */
    double *grand;          /* [m] mean of all units of the level, where lonely ones are compared with it */
    double *cov;            /* [m][m] co-moments, where wanted */
};

struct estimate_group {
    const struct taylor *t;
    const struct design *d;
    const struct term *terms;
    size_t n_terms, stride; /* terms filled up to a multiple of WIDE */
    size_t m;               /* n_domains * stride */
    struct source *u, *v;
    double **owned_u, **owned_v;
    bool simple;  /* bytes only, means and totals only */
    bool missing; /* some value may be */

    double *center, *factor; /* [m] c and 1 / V */
    double *rest;            /* [m] of a mean: what c has lost to rounding */
    double *mean_of;         /* [m] of TERM_BELOW, the threshold; else the mean */
    double *mean_rest;       /* [m] what it has lost to rounding */
    double *scale;           /* [m] of TERM_VARIANCE, n / (n - 1) */

    struct projected projected; /* the regressions of all z; no records: nothing is */
    struct projected_case x;    /* of the unit at hand */

    struct level levels[DESIGN_STAGES];
    double *variance; /* [m] */
    double *lost;     /* [m] strata whose variance is to be taken from the others, */
    uint32_t *strata; /* [n_domains] of those that have rows in the domain */
    double *cov;      /* [m][m] */
    double *cluster;  /* [m] totals of the unit at hand */
    bool *in_cluster;
    uint32_t *cluster_domains;
    size_t n_cluster_domains;
    bool *hit;      /* [m] where domains may be lonely: a value in the unit at hand */
    uint32_t *hits; /* [m] units with one in the stratum */
    struct estimate *results;
    double *z, *ones; /* [stride] of a row */
    bool squared;     /* the means about which squares are taken are known */
};

/* --- taylor_sums.c --- */

void group_init(struct estimate_group *g, const struct taylor *t, const struct term *terms, size_t n);
void group_release(struct estimate_group *g);

/* What is summed, by domain and term; then the estimates, and c and V of each. */
void group_estimate(struct estimate_group *g);

/* The regressions of every z on what each step calibrated to. */
void group_regress(struct estimate_group *g);

/* --- rows, in both --- */

static inline uint32_t domain_of(const struct estimate_group *g, size_t i)
{
    return g->t->domain ? g->t->domain[i] : 0;
}

/* U[j] of row I, NaN where a side is missing; for a ratio V[j] too. */
static inline void row_values(const struct estimate_group *g, size_t i, double *restrict u, double *restrict v)
{
    if (g->simple) {
        for (size_t j = 0; j < g->stride; j++)
            u[j] = g->u[j].reals[g->u[j].codes8[i]];
        return;
    }
    for (size_t j = 0; j < g->stride; j++) {
        u[j] = source_value(&g->u[j], i);
        v[j] = source_value(&g->v[j], i);
        if (isnan(v[j]))
            u[j] = NAN;
    }
}

/* U as the estimate in domain D wants it: of a variance the square, of a share below a threshold 0 or 1. */
static inline void transform(const struct estimate_group *g, uint32_t d, double *u)
{
    for (size_t j = 0; j < g->n_terms; j++) {
        size_t k = d * g->stride + j;
        double x = u[j] - g->mean_of[k] - g->mean_rest[k];
        if (g->terms[j].kind == TERM_VARIANCE && g->squared)
            u[j] = x * x * g->scale[k];
        else if (g->terms[j].kind == TERM_BELOW && !isnan(u[j]))
            u[j] = u[j] <= g->mean_of[k];
    }
}

/* Z[j] = u - c v of row I, 0 where it is missing. */
static inline void row_z(const struct estimate_group *g, size_t i, uint32_t d, double *restrict z, double *restrict v)
{
    const double *restrict center = g->center + d * g->stride, *restrict rest = g->rest + d * g->stride;
    row_values(g, i, z, v);
    if (!g->simple)
        transform(g, d, z);
    for (size_t j = 0; j < g->stride; j++) {
        double x = z[j] - center[j] * v[j] - rest[j] * v[j];
        z[j] = x == x ? x : 0;
    }
}

#endif
