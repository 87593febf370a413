#include "scoring/taylor.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/sum.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/parallel.h"

#define WIDE 8    /* terms worked on together */
#define TINY 1e-7 /* 1 - n/N below which all units were drawn */

/* --- values of rows -------------------------------------------------------------- */

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

/* The source of COLUMN; OWNED is an indicator made for it, to be freed. */
static struct source source_of(const struct data_column *column, uint32_t level, double **owned)
{
    *owned = NULL;
    if (!column)
        return (struct source){0};
    if (column->kind == COLUMN_REALS)
        return (struct source){.reals = column->reals};
    struct source s = {column->kind == COLUMN_CODES8 ? column->codes8 : NULL,
                       column->kind == COLUMN_CODES32 ? column->codes32 : NULL, column->numbers};
    if (level) {
        *owned = xcalloc(column->n_values + 1, sizeof **owned);
        (*owned)[0] = NAN;
        (*owned)[level] = 1;
        s.reals = *owned;
    }
    return s;
}

/* --- a group of terms --------------------------------------------------------------- */

/* One level of the design while its units are gone through. */
struct level {
    double *mean, *squares, *total; /* [m] of the units so far that have rows in the domain */
    uint32_t *count;                /* [n_domains] of them */
    uint32_t *touched;              /* domains with a count */
    size_t n_touched;
    bool *is_touched;
    double *grand; /* [m] mean of all units of the level, where lonely ones are compared with it */
    double *cov;   /* [m][m] co-moments, where wanted */
};

struct group {
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
    double *mean_of;         /* [m] of TERM_VARIANCE, the mean; of TERM_BELOW, the threshold */
    double *scale;           /* [m] of TERM_VARIANCE, n / (n - 1) */

    double **beta;        /* [n_records] [terms][m] */
    double *sums;         /* room for the sums of what was calibrated to */
    uint32_t *categories; /* that have a sum */
    bool *has_sum;
    size_t most_terms;

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

static void group_init(struct group *g, const struct taylor *t, const struct term *terms, size_t n)
{
    *g = (struct group){.t = t, .d = t->design, .terms = terms, .n_terms = n, .simple = true};
    g->stride = (n + WIDE - 1) / WIDE * WIDE;
    g->m = t->n_domains * g->stride;
    g->u = xcalloc(g->stride, sizeof *g->u);
    g->v = xcalloc(g->stride, sizeof *g->v);
    g->owned_u = xcalloc(g->stride, sizeof *g->owned_u);
    g->owned_v = xcalloc(g->stride, sizeof *g->owned_v);
    for (size_t j = 0; j < g->stride; j++) {
        const struct term *term = &terms[j < n ? j : 0];
        g->u[j] = source_of(term->u, term->level, &g->owned_u[j]);
        g->v[j] = source_of(term->v, 0, &g->owned_v[j]);
        g->simple &= g->u[j].codes8 && (term->kind == TERM_MEAN || term->kind == TERM_TOTAL);
        g->missing |=
            (term->u && term->u->first_missing != SIZE_MAX) || (term->v && term->v->first_missing != SIZE_MAX);
    }
    g->center = xcalloc(g->m, sizeof *g->center);
    g->factor = xcalloc(g->m, sizeof *g->factor);
    g->rest = xcalloc(g->m, sizeof *g->rest);
    g->mean_of = xcalloc(g->m, sizeof *g->mean_of);
    g->scale = xcalloc(g->m, sizeof *g->scale);
    g->z = xcalloc(g->stride, sizeof *g->z);
    g->ones = xcalloc(g->stride, sizeof *g->ones);
    for (size_t j = 0; j < g->stride; j++)
        g->ones[j] = 1;
}

static void group_release(struct group *g)
{
    for (size_t j = 0; j < g->stride; j++) {
        free(g->owned_u[j]);
        free(g->owned_v[j]);
    }
    free(g->owned_u);
    free(g->owned_v);
    free(g->u);
    free(g->v);
    free(g->center);
    free(g->factor);
    free(g->rest);
    free(g->mean_of);
    free(g->scale);
    free(g->z);
    free(g->ones);
    free(g->has_sum);
    for (size_t r = 0; g->beta && r < g->t->n_records; r++)
        free(g->beta[r]);
    free(g->beta);
    free(g->sums);
    free(g->categories);
    for (size_t l = 0; l < DESIGN_STAGES; l++) {
        struct level *level = &g->levels[l];
        free(level->mean);
        free(level->squares);
        free(level->total);
        free(level->count);
        free(level->touched);
        free(level->is_touched);
        free(level->grand);
        free(level->cov);
    }
    free(g->variance);
    free(g->lost);
    free(g->strata);
    free(g->cluster);
    free(g->in_cluster);
    free(g->cluster_domains);
    free(g->hit);
    free(g->hits);
}

static inline uint32_t domain_of(const struct group *g, size_t i)
{
    return g->t->domain ? g->t->domain[i] : 0;
}

/* U[j] of row I, NaN where a side is missing; for a ratio V[j] too. */
static inline void row_values(const struct group *g, size_t i, double *restrict u, double *restrict v)
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
static inline void transform(const struct group *g, uint32_t d, double *u)
{
    for (size_t j = 0; j < g->n_terms; j++) {
        size_t k = d * g->stride + j;
        if (g->terms[j].kind == TERM_VARIANCE && g->squared)
            u[j] = (u[j] - g->mean_of[k]) * (u[j] - g->mean_of[k]) * g->scale[k];
        else if (g->terms[j].kind == TERM_BELOW && !isnan(u[j]))
            u[j] = u[j] <= g->mean_of[k];
    }
}

/* --- sums over all rows --------------------------------------------------------------- */

/* sum += x, what is lost in `lost` (Knuth's two-sum). */
static inline void add(double *restrict sum, double *restrict lost, double x)
{
    double total = *sum + x, part = total - *sum;
    *lost += (*sum - (total - part)) + (x - part);
    *sum = total;
}

/* What was lost into the sum; what then is left of it. */
static void carry(double *sum, double *lost)
{
    double total = *sum + *lost;
    *lost = (*sum - total) + *lost;
    *sum = total;
}

struct sums {
    double *u, *u_lost, *v, *v_lost, *w, *w_lost, *n;
};

/* Weighted sums by domain of what row_values() gives. */
static void sum_rows(const struct group *g, struct sums *s, bool transformed)
{
    double *u = g->z, *v = g->ones;
    for (size_t i = 0; i < g->d->n_rows; i++) {
        uint32_t d = domain_of(g, i);
        double w = g->d->w[i];
        if (d == OUTSIDE || w == 0)
            continue;
        row_values(g, i, u, v);
        if (transformed)
            transform(g, d, u);
        size_t at = d * g->stride;
        for (size_t j = 0; j < g->stride; j++) {
            bool has = u[j] == u[j];
            double weight = has ? w : 0;
            add(&s->u[at + j], &s->u_lost[at + j], weight * (has ? u[j] : 0));
            if (g->missing || j == 0) {
                add(&s->w[at + j], &s->w_lost[at + j], weight);
                s->n[at + j] += has;
            }
            if (!g->simple)
                add(&s->v[at + j], &s->v_lost[at + j], weight * (has ? v[j] : 0));
        }
    }
    for (size_t k = 0; k < g->m; k++) {
        size_t from = g->missing ? k : k - k % g->stride;
        if (from == k) {
            carry(&s->w[k], &s->w_lost[k]);
        } else {
            s->w[k] = s->w[from];
            s->w_lost[k] = s->w_lost[from];
            s->n[k] = s->n[from];
        }
        carry(&s->u[k], &s->u_lost[k]);
        if (g->simple) {
            s->v[k] = s->w[k];
            s->v_lost[k] = s->w_lost[k];
        } else {
            carry(&s->v[k], &s->v_lost[k]);
        }
    }
}

static void sums_init(struct sums *s, size_t m)
{
    double *all = xcalloc(7 * m, sizeof *all);
    *s = (struct sums){all, all + m, all + 2 * m, all + 3 * m, all + 4 * m, all + 5 * m, all + 6 * m};
}

/* Squares about the means, for design effects and variances: into S->u. */
static void sum_squares(const struct group *g, struct sums *s)
{
    double *u = g->z, *v = g->ones;
    memset(s->u, 0, 2 * g->m * sizeof *s->u);
    for (size_t i = 0; i < g->d->n_rows; i++) {
        uint32_t d = domain_of(g, i);
        double w = g->d->w[i];
        if (d == OUTSIDE || w == 0)
            continue;
        row_values(g, i, u, v);
        size_t at = d * g->stride;
        for (size_t j = 0; j < g->stride; j++) {
            double x = u[j] == u[j] ? u[j] - g->mean_of[at + j] : 0;
            add(&s->u[at + j], &s->u_lost[at + j], w * x * x);
        }
    }
    for (size_t k = 0; k < g->m; k++)
        s->u[k] += s->u_lost[k];
}

/* What is summed, by domain and term; then the estimates, and c and V of each. */
static void estimate_all(struct group *g)
{
    struct sums s;
    sums_init(&s, g->m);
    bool below = false, squares = false;
    for (size_t j = 0; j < g->n_terms; j++) {
        below |= g->terms[j].kind == TERM_BELOW;
        squares |= g->terms[j].kind != TERM_BELOW && g->terms[j].kind != TERM_RATIO;
        for (size_t d = 0; g->terms[j].kind == TERM_BELOW && d < g->t->n_domains; d++)
            g->mean_of[d * g->stride + j] = g->terms[j].threshold[d];
    }
    for (size_t k = 0; k < g->m; k++)
        g->scale[k] = 1;
    sum_rows(g, &s, below);
    for (size_t k = 0; k < g->m; k++) {
        size_t j = k % g->stride;
        if (j >= g->n_terms)
            continue;
        struct estimate *e = &g->results[k / g->stride * g->n_terms + j];
        double ratio = s.v[k] != 0 ? s.u[k] / s.v[k] : NAN;
        *e = (struct estimate){(size_t)s.n[k], s.w[k], ratio, NAN, ratio, NAN};
        g->center[k] = isnan(ratio) ? 0 : ratio;
        g->factor[k] = s.v[k] != 0 ? 1 / s.v[k] : NAN;
        if (!isnan(ratio))
            g->rest[k] = (fma(-ratio, s.v[k], s.u[k]) + s.u_lost[k] - ratio * s.v_lost[k]) / s.v[k];
        if (g->terms[j].kind != TERM_BELOW)
            g->mean_of[k] = g->center[k];
        if (g->terms[j].kind == TERM_TOTAL) {
            e->value = e->n ? s.u[k] : NAN;
            g->center[k] = g->rest[k] = 0;
            g->factor[k] = e->n ? 1 : NAN;
        }
    }
    if (squares) {
        /* Of a total, mean_of is the mean already. */
        sum_squares(g, &s);
        for (size_t k = 0; k < g->m; k++) {
            size_t j = k % g->stride;
            if (j >= g->n_terms || g->terms[j].kind == TERM_BELOW || g->terms[j].kind == TERM_RATIO)
                continue;
            struct estimate *e = &g->results[k / g->stride * g->n_terms + j];
            g->scale[k] = e->n > 1 ? (double)e->n / (double)(e->n - 1) : NAN;
            e->spread = s.u[k] / s.w[k] * g->scale[k];
            if (g->terms[j].kind == TERM_VARIANCE) {
                e->value = e->spread;
                g->center[k] = isnan(e->value) ? 0 : e->value;
                g->rest[k] = 0;
                g->scale[k] = isnan(g->scale[k]) ? 0 : g->scale[k];
            }
        }
    }
    g->squared = true;
    free(s.u);
}

/* --- calibrated weights ------------------------------------------------------------------ */

/* Z[j] = u - c v of row I, 0 where it is missing. */
static inline void row_z(const struct group *g, size_t i, uint32_t d, double *restrict z, double *restrict v)
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

/* RHS[term][m] += x z weight of every row. */
static void cross_rows(struct group *g, const struct projection_record *r, double *rhs)
{
    double *z = g->z, *v = g->ones;
    for (size_t i = 0; i < g->d->n_rows; i++) {
        uint32_t d = domain_of(g, i);
        if (d == OUTSIDE || g->d->w[i] == 0)
            continue;
        row_z(g, i, d, z, v);
        double w = projection_before(r, i, g->d->w[i]);
        for (size_t j = 0; j < g->stride; j++)
            z[j] *= w;
        size_t cell = projection_cell(r, i);
        double *to = rhs + d * g->stride;
        for (size_t k = 0; k < r->aux->n_margins; to += r->aux->margins[k++].n_cats * g->m) {
            double *restrict row = to + r->aux->margins[k].cat[cell] * g->m;
            for (size_t j = 0; j < g->stride; j++)
                row[j] += z[j];
        }
        for (size_t k = 0; k < r->aux->n_values; k++, to += g->m)
            for (size_t j = 0; j < g->stride; j++)
                to[j] += z[j] * r->aux->values[k].x[cell];
    }
}

/* The regressions of every z on what each step calibrated to. */
static void regress(struct group *g)
{
    if (!g->t->n_records)
        return;
    g->beta = xcalloc(g->t->n_records, sizeof *g->beta);
    for (size_t r = 0; r < g->t->n_records; r++) {
        const struct projection_record *record = &g->t->records[r];
        size_t p = aux_n_terms(record->aux);
        g->most_terms = p > g->most_terms ? p : g->most_terms;
        g->beta[r] = xcalloc(p * g->m, sizeof **g->beta);
        cross_rows(g, record, g->beta[r]);
    }
    projection_solve(g->t->records, g->t->n_records, g->d->n_rows, g->beta, g->m, g->stride, g->n_terms);
    g->sums = xcalloc(g->most_terms + 1, sizeof *g->sums);
    g->categories = xcalloc(g->most_terms + 1, sizeof *g->categories);
    g->has_sum = xcalloc(g->most_terms + 1, sizeof *g->has_sum);
}

/* Take from the totals of rows FROM to TO - 1 what the steps explain. */
static void take_explained(struct group *g, size_t from, size_t to)
{
    for (size_t r = 0; r < g->t->n_records; r++) {
        const struct projection_record *record = &g->t->records[r];
        size_t n = 0, p = aux_n_terms(record->aux), n_values = record->aux->n_values;
        for (size_t i = from; i < to; i++) {
            double w = record->after[i];
            size_t cell = projection_cell(record, i), at = 0;
            if (w == 0)
                continue;
            for (size_t k = 0; k < record->aux->n_margins; at += record->aux->margins[k++].n_cats) {
                uint32_t category = (uint32_t)at + record->aux->margins[k].cat[cell];
                if (!g->has_sum[category])
                    g->categories[n++] = category;
                g->has_sum[category] = true;
                g->sums[category] += w;
            }
            for (size_t k = 0; k < n_values; k++)
                g->sums[p - n_values + k] += w * record->aux->values[k].x[cell];
        }
        for (size_t k = 0; k < n_values; k++)
            g->categories[n++] = (uint32_t)(p - n_values + k);
        for (size_t c = 0; c < n; c++) {
            double x = g->sums[g->categories[c]];
            const double *restrict beta = g->beta[r] + g->categories[c] * g->m;
            double *restrict total = g->cluster;
            for (size_t k = 0; k < g->m; k++)
                total[k] -= x * beta[k];
            g->sums[g->categories[c]] = 0;
            g->has_sum[g->categories[c]] = false;
        }
    }
}

/* --- totals of units --------------------------------------------------------------------- */

static void cluster_init(struct group *g)
{
    g->cluster = xcalloc(g->m, sizeof *g->cluster);
    g->in_cluster = xcalloc(g->t->n_domains, sizeof *g->in_cluster);
    g->cluster_domains = xcalloc(g->t->n_domains, sizeof *g->cluster_domains);
}

/* Sum w z over the rows FROM to TO - 1 into `cluster`. */
static void total_rows(struct group *g, size_t from, size_t to)
{
    double *z = g->z, *v = g->ones;
    for (size_t i = from; i < to; i++) {
        uint32_t d = domain_of(g, i);
        double w = g->d->w[i];
        if (d == OUTSIDE || w == 0)
            continue;
        if (!g->in_cluster[d]) {
            g->in_cluster[d] = true;
            g->cluster_domains[g->n_cluster_domains++] = d;
        }
        row_z(g, i, d, z, v);
        double *restrict total = g->cluster + d * g->stride;
        for (size_t j = 0; j < g->stride; j++)
            total[j] += w * z[j];
        if (g->hit) {
            row_values(g, i, z, v);
            for (size_t j = 0; j < g->stride; j++)
                g->hit[d * g->stride + j] |= z[j] == z[j];
        }
    }
    if (g->t->n_records) {
        /* Now every domain has a part. */
        for (uint32_t d = 0; g->n_cluster_domains < g->t->n_domains; d++)
            if (!g->in_cluster[d]) {
                g->in_cluster[d] = true;
                g->cluster_domains[g->n_cluster_domains++] = d;
            }
        take_explained(g, from, to);
    }
}

static void forget_cluster(struct group *g)
{
    for (size_t k = 0; k < g->n_cluster_domains; k++) {
        uint32_t d = g->cluster_domains[k];
        g->in_cluster[d] = false;
        memset(g->cluster + d * g->stride, 0, g->stride * sizeof *g->cluster);
        if (g->hit)
            memset(g->hit + d * g->stride, 0, g->stride * sizeof *g->hit);
    }
    g->n_cluster_domains = 0;
}

/* --- variances ---------------------------------------------------------------------------- */

static void level_init(struct group *g, struct level *l)
{
    l->mean = xcalloc(g->m, sizeof *l->mean);
    l->squares = xcalloc(g->m, sizeof *l->squares);
    l->total = xcalloc(g->m, sizeof *l->total);
    l->count = xcalloc(g->t->n_domains, sizeof *l->count);
    l->touched = xcalloc(g->t->n_domains, sizeof *l->touched);
    l->is_touched = xcalloc(g->t->n_domains, sizeof *l->is_touched);
    if (g->cov)
        l->cov = xcalloc(g->m * g->m, sizeof *l->cov);
}

/* Count a unit whose totals are X in domain D. */
static void level_add(const struct group *g, struct level *l, uint32_t d, const double *restrict x)
{
    if (!l->is_touched[d]) {
        l->is_touched[d] = true;
        l->touched[l->n_touched++] = d;
    }
    double n = ++l->count[d];
    double *restrict mean = l->mean + d * g->stride, *restrict squares = l->squares + d * g->stride,
                     *restrict total = l->total + d * g->stride;
    for (size_t j = 0; j < g->stride; j++) {
        double delta = x[j] - mean[j];
        mean[j] += delta / n;
        squares[j] += delta * (x[j] - mean[j]);
        total[j] += x[j];
    }
}

/* Co-moments of the unit at hand, the N-th of its level; all domains take part. */
static void level_add_all(const struct group *g, struct level *l, double n)
{
    for (uint32_t d = 0; d < g->t->n_domains; d++)
        if (!l->is_touched[d]) {
            l->is_touched[d] = true;
            l->touched[l->n_touched++] = d;
        }
    for (size_t a = 0; a < g->m; a++) {
        double delta = g->cluster[a] - l->mean[a];
        if (delta != 0)
            for (size_t b = 0; b < g->m; b++)
                l->cov[a * g->m + b] += delta * (g->cluster[b] - l->mean[b]) * ((n - 1) / n);
    }
    for (size_t k = 0; k < g->m; k++) {
        double delta = g->cluster[k] - l->mean[k];
        l->mean[k] += delta / n;
        l->squares[k] += delta * (g->cluster[k] - l->mean[k]);
        l->total[k] += g->cluster[k];
    }
    for (uint32_t d = 0; d < g->t->n_domains; d++)
        l->count[d]++;
}

static void level_forget(const struct group *g, struct level *l)
{
    for (size_t k = 0; k < l->n_touched; k++) {
        uint32_t d = l->touched[k];
        l->count[d] = 0;
        l->is_touched[d] = false;
        size_t at = d * g->stride, bytes = g->stride * sizeof *l->mean;
        memset(l->mean + at, 0, bytes);
        memset(l->squares + at, 0, bytes);
        memset(l->total + at, 0, bytes);
        if (g->hits && l == &g->levels[0])
            memset(g->hits + at, 0, g->stride * sizeof *g->hits);
    }
    if (l->cov)
        memset(l->cov, 0, g->m * g->m * sizeof *l->cov);
    l->n_touched = 0;
}

/* Squares of the totals about the mean of all units, of a stratum whose only unit they are. */
static void add_lonely(struct group *g, const struct level *l, double scale)
{
    for (size_t a = 0; a < g->m; a++) {
        double x = l->total[a] - l->grand[a];
        g->variance[a] += scale * x * x;
        for (size_t b = 0; g->cov && b < g->m; b++)
            g->cov[a * g->m + b] += scale * x * (l->total[b] - l->grand[b]);
    }
}

/* Add the variance among the N units of a stratum or cluster, times FACTOR; F is 1 - n/N. */
static void close_level(struct group *g, struct level *l, size_t stage, double n, double f, double factor)
{
    enum lonely rule = g->t->lonely;
    for (size_t t = 0; stage == 0 && t < l->n_touched; t++)
        g->strata[l->touched[t]]++;
    if (f < TINY)
        return;
    if (n == 1) {
        if (rule == LONELY_ADJUST)
            add_lonely(g, l, factor * f);
        for (size_t t = 0; rule == LONELY_AVERAGE && stage == 0 && t < l->n_touched; t++)
            for (size_t k = l->touched[t] * g->stride; k < (l->touched[t] + 1) * g->stride; k++)
                g->lost[k]++;
        return;
    }
    double scale = factor * f * n / (n - 1);
    if (g->cov) {
        for (size_t k = 0; k < g->m * g->m; k++)
            g->cov[k] += scale * l->cov[k];
        for (size_t k = 0; k < g->m; k++)
            g->variance[k] += scale * l->squares[k];
        return;
    }
    for (size_t t = 0; t < l->n_touched; t++) {
        uint32_t d = l->touched[t];
        double c = l->count[d], zeros = c * (n - c) / n;
        for (size_t k = d * g->stride; k < (d + 1) * g->stride; k++) {
            if (g->hits && stage == 0 && g->hits[k] == 1 && (rule == LONELY_ADJUST || rule == LONELY_AVERAGE)) {
                double x = l->total[k] - (l->grand ? l->grand[k] : 0);
                if (rule == LONELY_AVERAGE)
                    g->lost[k]++;
                else
                    g->variance[k] += scale * x * x;
                continue;
            }
            g->variance[k] += scale * (l->squares[k] + l->mean[k] * l->mean[k] * zeros);
        }
    }
}

/* Go through the units within unit U of STAGE (a stratum for stage 0): their variance times FACTOR, and their
 * totals in levels[STAGE].total. */
static void go_through(struct group *g, size_t stage, size_t u, double factor)
{
    const struct design *d = g->d;
    struct level *l = &g->levels[stage];
    size_t first = d->first[stage][u], past = d->first[stage][u + 1];
    double n = (double)(past - first), f = design_fpc(d, stage, u);
    level_forget(g, l);
    for (size_t c = first; c < past; c++) {
        if (stage + 1 == d->n_levels) {
            total_rows(g, design_row(d, c), design_row(d, c + 1));
        } else {
            struct level *below = &g->levels[stage + 1];
            go_through(g, stage + 1, c, isinf(d->population[stage][u]) ? 0 : factor * (1 - f));
            for (size_t k = 0; k < below->n_touched; k++) {
                uint32_t domain = below->touched[k];
                g->in_cluster[domain] = true;
                g->cluster_domains[g->n_cluster_domains++] = domain;
                memcpy(g->cluster + domain * g->stride, below->total + domain * g->stride,
                       g->stride * sizeof *g->cluster);
            }
        }
        if (g->cov)
            level_add_all(g, l, (double)(c - first + 1));
        else
            for (size_t k = 0; k < g->n_cluster_domains; k++)
                level_add(g, l, g->cluster_domains[k], g->cluster + g->cluster_domains[k] * g->stride);
        for (size_t k = 0; g->hits && stage == 0 && k < g->n_cluster_domains; k++)
            for (size_t j = 0; j < g->stride; j++)
                g->hits[g->cluster_domains[k] * g->stride + j] += g->hit[g->cluster_domains[k] * g->stride + j];
        forget_cluster(g);
    }
    if (factor > 0)
        close_level(g, l, stage, n, f, factor);
}

/* The mean of all units of each level, with which lonely ones are compared. */
static void find_grand(struct group *g)
{
    total_rows(g, 0, g->d->n_rows);
    for (size_t l = 0; l < g->d->n_levels; l++) {
        g->levels[l].grand = xcalloc(g->m, sizeof *g->levels[l].grand);
        for (size_t k = 0; k < g->m; k++)
            g->levels[l].grand[k] = g->cluster[k] / (double)g->d->n_units[l + 1];
    }
    forget_cluster(g);
}

static void vary(struct group *g)
{
    const struct design *d = g->d;
    g->variance = xcalloc(g->m, sizeof *g->variance);
    g->lost = xcalloc(g->m, sizeof *g->lost);
    g->strata = xcalloc(g->t->n_domains, sizeof *g->strata);
    cluster_init(g);
    if (g->t->lonely_domains && !g->t->n_records && !g->cov && d->n_levels == 1) {
        g->hit = xcalloc(g->m, sizeof *g->hit);
        g->hits = xcalloc(g->m, sizeof *g->hits);
    }
    for (size_t l = 0; l < d->n_levels; l++)
        level_init(g, &g->levels[l]);
    if (g->t->lonely == LONELY_ADJUST)
        find_grand(g);
    for (size_t h = 0; h < d->n_units[0]; h++)
        go_through(g, 0, h, 1);
    for (size_t k = 0; k < g->m; k++) {
        size_t domain = k / g->stride;
        double strata = g->strata[domain], share = strata / (strata - g->lost[k]);
        if (g->lost[k] == 0)
            continue;
        g->variance[k] *= share;
        for (size_t e = 0; g->cov && e < g->m; e++)
            g->cov[k * g->m + e] *= share;
    }
}

/* Variances into the results.  A mean of one unit has none: its linearised values sum to 0. */
static void finish(struct group *g, const uint32_t *units)
{
    for (size_t k = 0; k < g->m; k++) {
        size_t j = k % g->stride, d = k / g->stride;
        if (j >= g->n_terms)
            continue;
        struct estimate *e = &g->results[d * g->n_terms + j];
        e->variance = g->variance[k] * g->factor[k] * g->factor[k];
        bool alone = e->n < 2 || units[d] < 2;
        if (alone && g->terms[j].kind != TERM_TOTAL && !g->t->n_records && !(e->variance > 1e-20 * e->value * e->value))
            e->variance = NAN;
        if (!e->n)
            e->variance = NAN;
    }
}

/* --- running ------------------------------------------------------------------------------ */

/* Unit U of LEVEL has a row in a domain, or its rows matter all the same, through what weights were calibrated to. */
static bool matters(const struct taylor *t, size_t level, size_t u)
{
    size_t from, to;
    design_rows(t->design, level, u, &from, &to);
    bool found = !t->domain || t->n_records;
    for (size_t i = from; !found && i < to; i++)
        found = t->domain[i] != OUTSIDE && t->design->w[i] != 0;
    return found;
}

/* Strata and clusters of one unit, where that is not allowed: they are named. */
static bool check_lonely(const struct taylor *t, const struct design_columns *columns, struct error *err)
{
    const struct design *d = t->design;
    char names[600] = "";
    size_t n = 0, used = 0;
    if (t->lonely != LONELY_FAIL)
        return true;
    for (size_t l = 0; l < d->n_levels; l++) {
        /* Later stages count only where the one before was not drawn with replacement. */
        for (size_t u = 0; u < d->n_units[l]; u++) {
            if (d->first[l][u + 1] - d->first[l][u] != 1 || design_fpc(d, l, u) < TINY || !matters(t, l, u))
                continue;
            if (n++ < 20 && used < sizeof names - 40) {
                const char *name = l == 0 ? design_stratum(d, columns, u) : NULL;
                size_t from = 0, to = 0;
                if (l)
                    design_rows(d, l, u, &from, &to);
                if (l && columns->n_psu >= l) {
                    const struct data_column *c = dataset_column(d->data, columns->psu[l - 1]);
                    name = c->labels[column_code(c, from)];
                }
                used +=
                    (size_t)snprintf(names + used, sizeof names - used, "%s%.30s", used ? ", " : "", name ? name : "");
            }
        }
        if (n)
            return error_set(err, E_MATHS,
                             l ? _("%zu clusters have only one unit of stage %zu, so that its error cannot be "
                                   "estimated: %s; say --lonely-psu certainty, remove, adjust or average")
                               : _("%zu strata have only one unit (stage %zu), so that its error cannot be estimated: "
                                   "%s; say --lonely-psu certainty, remove, adjust or average"),
                             n, l + 1, names);
    }
    return true;
}

static uint32_t *units_of_domains(const struct taylor *t)
{
    const struct design *d = t->design;
    uint32_t *units = xcalloc(t->n_domains, sizeof *units), *last = xcalloc(t->n_domains, sizeof *last);
    for (size_t u = 0; u < d->n_units[1]; u++) {
        size_t from, to;
        design_rows(d, 1, u, &from, &to);
        for (size_t i = from; i < to; i++) {
            uint32_t k = t->domain ? t->domain[i] : 0;
            if (k != OUTSIDE && d->w[i] != 0 && last[k] != u + 1) {
                last[k] = (uint32_t)u + 1;
                units[k]++;
            }
        }
    }
    free(last);
    return units;
}

struct run {
    const struct taylor *t;
    const struct term *terms;
    size_t n_terms;
    struct estimate *results;
    const uint32_t *units; /* NULL: estimates alone */
};

static void run_group(void *data, size_t piece)
{
    const struct run *run = data;
    size_t first = piece * WIDE, n = run->n_terms - first < WIDE ? run->n_terms - first : WIDE;
    struct group g;
    group_init(&g, run->t, run->terms + first, n);
    g.results = xcalloc(run->t->n_domains * n, sizeof *g.results);
    estimate_all(&g);
    if (run->units) {
        regress(&g);
        vary(&g);
        finish(&g, run->units);
    }
    for (size_t d = 0; d < run->t->n_domains; d++)
        memcpy(run->results + d * run->n_terms + first, g.results + d * n, n * sizeof *g.results);
    free(g.results);
    group_release(&g);
}

bool taylor_run(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results,
                const struct design_columns *columns, struct error *err)
{
    if (!check_lonely(t, columns, err))
        return false;
    uint32_t *units = units_of_domains(t);
    struct run run = {t, terms, n_terms, results, units};
    parallel((n_terms + WIDE - 1) / WIDE, 0, run_group, &run);
    free(units);
    return true;
}

void taylor_points(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results)
{
    struct run run = {t, terms, n_terms, results, NULL};
    parallel((n_terms + WIDE - 1) / WIDE, 0, run_group, &run);
}

double *taylor_unit_totals(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results)
{
    const struct design *d = t->design;
    struct group g;
    group_init(&g, t, terms, n_terms);
    g.results = results;
    estimate_all(&g);
    regress(&g);
    cluster_init(&g);
    size_t m = t->n_domains * n_terms;
    double *totals = xcalloc(d->n_units[1] * m + 1, sizeof *totals);
    for (size_t u = 0; u < d->n_units[1]; u++) {
        size_t from, to;
        design_rows(d, 1, u, &from, &to);
        total_rows(&g, from, to);
        for (size_t k = 0; k < m; k++) {
            size_t at = k / n_terms * g.stride + k % n_terms;
            totals[u * m + k] = g.cluster[at] != 0 ? g.cluster[at] * g.factor[at] : 0;
        }
        forget_cluster(&g);
    }
    group_release(&g);
    return totals;
}

bool taylor_covariance(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results,
                       double *covariance, const struct design_columns *columns, struct error *err)
{
    if (!check_lonely(t, columns, err))
        return false;
    struct group g;
    group_init(&g, t, terms, n_terms);
    g.results = results;
    double *cov = g.cov = xcalloc(g.m * g.m, sizeof *g.cov);
    estimate_all(&g);
    regress(&g);
    vary(&g);
    uint32_t *units = units_of_domains(t);
    finish(&g, units);
    free(units);
    size_t m = t->n_domains * n_terms;
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m; b++) {
            size_t i = a / n_terms * g.stride + a % n_terms, j = b / n_terms * g.stride + b % n_terms;
            covariance[a * m + b] = cov[i * g.m + j] * g.factor[i] * g.factor[j];
        }
    free(cov);
    group_release(&g);
    return true;
}
