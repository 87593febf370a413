/* What the rows of each domain add up to, and what calibration explains of it; the variances stand in taylor.c. */
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/taylor_inside.h"
#include "survey/base/memory.h"
#include "survey/base/tolerances.h"

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

void group_init(struct estimate_group *g, const struct taylor *t, const struct term *terms, size_t n)
{
    *g = (struct estimate_group){.t = t, .d = t->design, .terms = terms, .n_terms = n, .simple = true};
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
    g->mean_rest = xcalloc(g->m, sizeof *g->mean_rest);
    g->scale = xcalloc(g->m, sizeof *g->scale);
    g->z = xcalloc(g->stride, sizeof *g->z);
    g->ones = xcalloc(g->stride, sizeof *g->ones);
    for (size_t j = 0; j < g->stride; j++)
        g->ones[j] = 1;
}

void group_release(struct estimate_group *g)
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
    free(g->mean_rest);
    free(g->scale);
    free(g->z);
    free(g->ones);
    free(g->projected.beta);
    projected_release(&g->projected);
    projected_case_release(&g->x);
    for (size_t l = 0; l < DESIGN_STAGES; l++) {
        struct level *level = &g->levels[l];
        moments_release(&level->moments);
        free(level->total);
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
static void sum_rows(const struct estimate_group *g, struct sums *s, bool transformed)
{
    double *u = g->z, *v = g->ones;
    for (size_t i = 0; i < g->d->n_rows; i++) {
        uint32_t d = domain_of(g, i);
        double w = g->d->w[i];
        if (d == OUTSIDE || (w == 0 && !design_counts(g->d, i)))
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

static bool has_mean(const struct estimate_group *g, size_t k)
{
    size_t j = k % g->stride;
    return j < g->n_terms && g->terms[j].kind != TERM_BELOW && g->terms[j].kind != TERM_RATIO;
}

/* Squares about the means, for design effects and variances: into S->u. */
static void sum_squares(const struct estimate_group *g, struct sums *s)
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

static bool is_near(const struct estimate_group *g, const struct sums *s, size_t k)
{
    return has_mean(g, k) && s->u[k] > 0 && s->u[k] < NEAR_MEAN * s->w[k] * g->mean_of[k] * g->mean_of[k];
}

/* Where values differ by little only, products of weight and value have lost what tells them apart: the mean again, and
 * the squares, from the differences to it, which are exact. */
static void refine_means(struct estimate_group *g, struct sums *s)
{
    double *u = g->z, *v = g->ones;
    bool near = false;
    for (size_t k = 0; k < g->m && !near; k++)
        near = is_near(g, s, k);
    if (!near)
        return;
    double *sum = xcalloc(2 * g->m, sizeof *sum), *squares = sum + g->m;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < g->d->n_rows; i++) {
            uint32_t d = domain_of(g, i);
            double w = g->d->w[i];
            if (d == OUTSIDE || w == 0)
                continue;
            row_values(g, i, u, v);
            size_t at = d * g->stride;
            for (size_t j = 0; j < g->stride; j++) {
                double x = u[j] == u[j] ? u[j] - g->mean_of[at + j] - g->mean_rest[at + j] : 0;
                if (pass)
                    squares[at + j] += w * x * x;
                else
                    sum[at + j] += w * x;
            }
        }
        for (size_t k = 0; k < g->m && !pass; k++)
            if (is_near(g, s, k))
                g->mean_rest[k] += sum[k] / s->w[k];
    }
    for (size_t k = 0; k < g->m; k++) {
        if (!is_near(g, s, k))
            continue;
        struct estimate *e = &g->results[k / g->stride * g->n_terms + k % g->stride];
        double mean = g->mean_of[k], rest = g->mean_rest[k], whole = mean + rest;
        g->mean_of[k] = e->mean = whole;
        g->mean_rest[k] = (mean - whole) + rest;
        s->u[k] = squares[k];
        if (g->terms[k % g->stride].kind == TERM_MEAN) {
            g->center[k] = e->value = whole;
            g->rest[k] = e->rest = g->mean_rest[k];
        }
    }
    free(sum);
}

void group_estimate(struct estimate_group *g)
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
        *e = (struct estimate){
            .n = (size_t)s.n[k], .weight = s.w[k], .value = ratio, .variance = NAN, .mean = ratio, .spread = NAN};
        g->center[k] = isnan(ratio) ? 0 : ratio;
        g->factor[k] = s.v[k] != 0 ? 1 / s.v[k] : NAN;
        if (!isnan(ratio))
            g->rest[k] = (fma(-ratio, s.v[k], s.u[k]) + s.u_lost[k] - ratio * s.v_lost[k]) / s.v[k];
        if (g->terms[j].kind != TERM_BELOW) {
            g->mean_of[k] = g->center[k];
            g->mean_rest[k] = g->rest[k];
        }
        if (g->terms[j].kind == TERM_MEAN)
            e->rest = g->rest[k];
        if (g->terms[j].kind == TERM_TOTAL) {
            e->value = e->n ? s.u[k] : NAN;
            g->center[k] = g->rest[k] = 0;
            g->factor[k] = e->n ? 1 : NAN;
        }
    }
    if (squares) {
        /* Of a total, mean_of is the mean already. */
        sum_squares(g, &s);
        refine_means(g, &s);
        for (size_t k = 0; k < g->m; k++) {
            size_t j = k % g->stride;
            if (!has_mean(g, k))
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

/* X z weight of every row, into the right sides of the regressions on record R. */
static void cross_rows(struct estimate_group *g, size_t r)
{
    const struct projection_record *record = &g->projected.records[r];
    double *z = g->z, *v = g->ones, *rhs = g->projected.beta + g->projected.first[r] * g->m;
    for (size_t i = 0; i < g->d->n_rows; i++) {
        uint32_t d = domain_of(g, i);
        if (d == OUTSIDE || !design_counts(g->d, i))
            continue;
        row_z(g, i, d, z, v);
        double w = projection_before(record, i, g->d->w[i]);
        size_t n = projection_terms(record, i, g->x.terms, g->x.of_row);
        for (size_t t = 0; t < n; t++) {
            double *restrict to = rhs + g->x.terms[t] * g->m + d * g->stride, x = w * g->x.of_row[t];
            for (size_t j = 0; j < g->stride; j++)
                to[j] += z[j] * x;
        }
    }
}

void group_regress(struct estimate_group *g)
{
    struct projected *p = &g->projected;
    projected_init(p, g->t->records, g->t->n_records, g->m);
    projected_case_init(&g->x, p->n_terms, p->most_of_row);
    p->beta = xcalloc(p->n_terms * g->m + 1, sizeof *p->beta);
    for (size_t r = 0; r < p->n_records; r++)
        cross_rows(g, r);
    projected_solve(p, g->d->n_rows, g->stride, g->n_terms);
}
