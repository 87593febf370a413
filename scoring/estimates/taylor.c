#include "scoring/estimates/taylor.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/taylor_inside.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

/* --- totals of units --------------------------------------------------------------------- */

static void cluster_init(struct estimate_group *g)
{
    g->cluster = xcalloc(g->m, sizeof *g->cluster);
    g->in_cluster = xcalloc(g->t->n_domains, sizeof *g->in_cluster);
    g->cluster_domains = xcalloc(g->t->n_domains, sizeof *g->cluster_domains);
}

/* Sum w z over the rows FROM to TO - 1 into `cluster`. */
static void total_rows(struct estimate_group *g, size_t from, size_t to)
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
        for (size_t i = from; i < to; i++)
            projected_case_add(&g->x, &g->projected, i, 0);
        projected_take(&g->projected, &g->x, g->cluster);
        projected_case_clear(&g->x);
    }
}

static void forget_cluster(struct estimate_group *g)
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

static void level_init(struct estimate_group *g, struct level *l)
{
    moments_init(&l->moments, g->t->n_domains, g->stride);
    l->total = xcalloc(g->m, sizeof *l->total);
    if (g->cov)
        l->cov = xcalloc(g->m * g->m, sizeof *l->cov);
}

/* Count a unit whose totals are X in domain D. */
static void level_add(const struct estimate_group *g, struct level *l, uint32_t d, const double *restrict x)
{
    double *restrict total = l->total + d * g->stride;
    moments_add(&l->moments, d, g->stride, x);
    for (size_t j = 0; j < g->stride; j++)
        total[j] += x[j];
}

/* Mean of the totals so far of figure K. */
static double level_mean(const struct estimate_group *g, const struct level *l, size_t k)
{
    return l->moments.of[2 * g->stride * (k / g->stride) + k % g->stride];
}

/* Co-moments of the unit at hand, the N-th of its level; all domains take part. */
static void level_add_all(const struct estimate_group *g, struct level *l, double n)
{
    for (size_t a = 0; a < g->m; a++) {
        double delta = g->cluster[a] - level_mean(g, l, a);
        if (delta != 0)
            for (size_t b = 0; b < g->m; b++)
                l->cov[a * g->m + b] += delta * (g->cluster[b] - level_mean(g, l, b)) * ((n - 1) / n);
    }
    for (uint32_t d = 0; d < g->t->n_domains; d++)
        level_add(g, l, d, g->cluster + d * g->stride);
}

static void level_forget(const struct estimate_group *g, struct level *l)
{
    for (size_t k = 0; k < l->moments.n_touched; k++) {
        size_t at = l->moments.touched[k] * g->stride;
        memset(l->total + at, 0, g->stride * sizeof *l->total);
        if (g->hits && l == &g->levels[0])
            memset(g->hits + at, 0, g->stride * sizeof *g->hits);
    }
    if (l->cov)
        memset(l->cov, 0, g->m * g->m * sizeof *l->cov);
    moments_clear(&l->moments);
}

/* Squares of the totals about the mean of all units, of a stratum whose only unit they are. */
static void add_lonely(struct estimate_group *g, const struct level *l, double scale)
{
    for (size_t a = 0; a < g->m; a++) {
        double x = l->total[a] - l->grand[a];
        g->variance[a] += scale * x * x;
        for (size_t b = 0; g->cov && b < g->m; b++)
            g->cov[a * g->m + b] += scale * x * (l->total[b] - l->grand[b]);
    }
}

/* Add the variance among the N units of a stratum or cluster, times FACTOR; F is 1 - n/N. */
static void close_level(struct estimate_group *g, struct level *l, size_t stage, double n, double f, double factor)
{
    enum lonely rule = g->t->lonely;
    const struct moments *of = &l->moments;
    for (size_t t = 0; stage == 0 && t < of->n_touched; t++)
        g->strata[of->touched[t]]++;
    if (f < ALL_DRAWN)
        return;
    if (n == 1) {
        if (rule == LONELY_ADJUST)
            add_lonely(g, l, factor * f);
        for (size_t t = 0; rule == LONELY_AVERAGE && stage == 0 && t < of->n_touched; t++)
            for (size_t k = of->touched[t] * g->stride; k < (of->touched[t] + 1) * g->stride; k++)
                g->lost[k]++;
        return;
    }
    double scale = factor * linear_factor(n, f);
    for (size_t k = 0; g->cov && k < g->m * g->m; k++)
        g->cov[k] += scale * l->cov[k];
    for (size_t t = 0; t < of->n_touched; t++) {
        size_t d = of->touched[t];
        for (size_t j = 0; j < g->stride; j++) {
            size_t k = d * g->stride + j;
            if (g->hits && stage == 0 && g->hits[k] == 1 && (rule == LONELY_ADJUST || rule == LONELY_AVERAGE)) {
                double x = l->total[k] - (l->grand ? l->grand[k] : 0);
                if (rule == LONELY_AVERAGE)
                    g->lost[k]++;
                else
                    g->variance[k] += scale * x * x;
                continue;
            }
            g->variance[k] += scale * moments_of(of, d, j, (size_t)n).squares;
        }
    }
}

/* Go through the units within unit U of STAGE (a stratum for stage 0): their variance times FACTOR, and their
 * totals in levels[STAGE].total. */
static void go_through(struct estimate_group *g, size_t stage, size_t u, double factor)
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
            for (size_t k = 0; k < below->moments.n_touched; k++) {
                uint32_t domain = (uint32_t)below->moments.touched[k];
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
static void find_grand(struct estimate_group *g)
{
    total_rows(g, 0, g->d->n_rows);
    for (size_t l = 0; l < g->d->n_levels; l++) {
        g->levels[l].grand = xcalloc(g->m, sizeof *g->levels[l].grand);
        for (size_t k = 0; k < g->m; k++)
            g->levels[l].grand[k] = g->cluster[k] / (double)g->d->n_units[l + 1];
    }
    forget_cluster(g);
}

static void vary(struct estimate_group *g)
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
        if (g->lost[k] == 0)
            continue;
        /* Where all are lonely there is nothing to take an average of. */
        double strata = g->strata[domain], share = strata > g->lost[k] ? strata / (strata - g->lost[k]) : NAN;
        g->variance[k] *= share;
        for (size_t e = 0; g->cov && e < g->m; e++)
            g->cov[k * g->m + e] *= share;
    }
}

/* Variances into the results.  A mean of one unit has none: its linearised values sum to 0. */
static void finish(struct estimate_group *g, const uint32_t *units)
{
    for (size_t k = 0; k < g->m; k++) {
        size_t j = k % g->stride, d = k / g->stride;
        if (j >= g->n_terms)
            continue;
        struct estimate *e = &g->results[d * g->n_terms + j];
        e->variance = g->variance[k] * g->factor[k] * g->factor[k];
        bool alone = e->n < 2 || units[d] < 2;
        if (alone && g->terms[j].kind != TERM_TOTAL && !g->t->n_records &&
            !(e->variance > NO_VARIANCE_ALONE * e->value * e->value))
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
            if (d->first[l][u + 1] - d->first[l][u] != 1 || design_fpc(d, l, u) < ALL_DRAWN || !matters(t, l, u))
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
            if (k != OUTSIDE && design_counts(d, i) && last[k] != u + 1) {
                last[k] = (uint32_t)u + 1;
                units[k]++;
            }
        }
    }
    free(last);
    return units;
}

struct taylor_thread {
    const struct taylor *t;
    const struct term *terms;
    size_t n_terms;
    struct estimate *results;
    const uint32_t *units; /* NULL: estimates alone */
};

static void run_group(void *data, size_t piece)
{
    const struct taylor_thread *run = data;
    size_t first = piece * WIDE, n = run->n_terms - first < WIDE ? run->n_terms - first : WIDE;
    struct estimate_group g;
    group_init(&g, run->t, run->terms + first, n);
    g.results = xcalloc(run->t->n_domains * n, sizeof *g.results);
    group_estimate(&g);
    if (run->units) {
        group_regress(&g);
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
    struct taylor_thread run = {t, terms, n_terms, results, units};
    parallel((n_terms + WIDE - 1) / WIDE, 0, run_group, &run);
    free(units);
    return true;
}

void taylor_points(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results)
{
    struct taylor_thread run = {t, terms, n_terms, results, NULL};
    parallel((n_terms + WIDE - 1) / WIDE, 0, run_group, &run);
}

double *taylor_unit_totals(const struct taylor *t, const struct term *terms, size_t n_terms, struct estimate *results)
{
    const struct design *d = t->design;
    struct estimate_group g;
    group_init(&g, t, terms, n_terms);
    g.results = results;
    group_estimate(&g);
    group_regress(&g);
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
    struct estimate_group g;
    group_init(&g, t, terms, n_terms);
    g.results = results;
    double *cov = g.cov = xcalloc(g.m * g.m, sizeof *g.cov);
    group_estimate(&g);
    group_regress(&g);
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
