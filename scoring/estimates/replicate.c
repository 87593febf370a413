/* Over 600 lines: four kinds of replicates, each short, and the one way they become variances. */
#include "scoring/estimates/replicate.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define TOGETHER    ((size_t)8) /* replicates worked on at once */
#define MOST        20000       /* replicates that are kept */
#define MOST_RANKED 1500        /* replicates whose rank is found after a recipe; of more it is taken as full */

/* --- making them -------------------------------------------------------------------- */

static void replicates_init(struct replicates *r, enum replicate_kind kind, const struct design *d)
{
    *r = (struct replicates){.kind = kind, .design = d, .scale = 1, .base = d->w};
    r->unit_of = xreallocarray(NULL, d->n_rows + 1, sizeof *r->unit_of);
    for (size_t u = 0; u < d->n_units[1]; u++) {
        size_t from, to;
        design_rows(d, 1, u, &from, &to);
        for (size_t i = from; i < to; i++)
            r->unit_of[i] = (uint32_t)u;
    }
}

void replicates_release(struct replicates *r)
{
    free(r->rscales);
    free(r->factor);
    free(r->given);
    free(r->unit_of);
    *r = (struct replicates){0};
}

static size_t units_in(const struct design *d, size_t h)
{
    return d->first[0][h + 1] - d->first[0][h];
}

static size_t stratum_of(const struct design *d, size_t unit)
{
    size_t low = 0, high = d->n_units[0] - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->first[0][middle + 1] > unit)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool too_small(const struct design *d, const struct design_columns *columns, size_t h, struct error *err)
{
    return error_set(err, E_MATHS, _("stratum \"%s\" has only one unit: there are no replicates without it"),
                     design_stratum(d, columns, h));
}

/* The unit replicate I leaves out is unit I.  A lonely unit has no part. */
bool replicates_jackknife(struct replicates *r, const struct design *d, bool stratified, enum lonely lonely,
                          const struct design_columns *columns, struct error *err)
{
    replicates_init(r, stratified ? REPLICATE_JKN : REPLICATE_JK1, d);
    if (!stratified && d->n_units[0] > 1)
        return error_set(err, E_USAGE, _("jk1 is for a sample without strata; say --replicates jkn"));
    r->n = d->n_units[1];
    r->rscales = xcalloc(r->n + 1, sizeof *r->rscales);
    size_t lost = 0;
    for (size_t h = 0; h < d->n_units[0]; h++) {
        double n = (double)units_in(d, h), f = design_fpc(d, 0, h);
        if (n == 1 && f > ALL_DRAWN) {
            if (lonely == LONELY_FAIL)
                return too_small(d, columns, h, err);
            if (lonely == LONELY_ADJUST)
                return error_set(
                    err, E_USAGE,
                    _("--lonely-psu adjust does not go with replicates; say certainty, remove or average"));
            lost += lonely == LONELY_AVERAGE;
        }
        for (size_t u = d->first[0][h]; u < d->first[0][h + 1]; u++)
            r->rscales[u] = n > 1 ? f * (n - 1) / n : 0;
    }
    if (lost)
        r->scale = (double)r->n / (double)(r->n - lost);
    return true;
}

bool replicates_bootstrap(struct replicates *r, const struct design *d, size_t n, unsigned long seed,
                          const struct design_columns *columns, struct error *err)
{
    replicates_init(r, REPLICATE_BOOTSTRAP, d);
    r->n = n;
    if (n < 2 || n > MOST)
        return error_set(err, E_USAGE, _("%zu replicates; expected 2 to %d"), n, MOST);
    r->scale = 1 / ((double)n - 1);
    if (d->n_units[1] > ((size_t)4 << 30) / sizeof *r->factor / n)
        return error_set(err, E_USAGE, _("%zu replicates of %zu units are too many to keep"), n, d->n_units[1]);
    r->factor = xcalloc(d->n_units[1] * n, sizeof *r->factor);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    unsigned *count = xcalloc(d->n_units[1] + 1, sizeof *count);
    double *even = xcalloc(d->n_units[1] + 1, sizeof *even);
    for (size_t u = 0; u < d->n_units[1]; u++)
        even[u] = 1;
    bool ok = true;
    for (size_t h = 0; ok && h < d->n_units[0]; h++) {
        size_t first = d->first[0][h], units = units_in(d, h);
        if (units == 1 && design_fpc(d, 0, h) > ALL_DRAWN)
            ok = too_small(d, columns, h, err);
        double share = units > 1 ? (double)units / (double)(units - 1) : 1;
        for (size_t k = 0; ok && k < n; k++) {
            gsl_ran_multinomial(rng, units, (unsigned)(units > 1 ? units - 1 : 1), even, count);
            for (size_t u = 0; u < units; u++)
                r->factor[(first + u) * n + k] = count[u] * share;
        }
    }
    free(even);
    free(count);
    gsl_rng_free(rng);
    return ok;
}

/* Paley's first construction of order P + 1, P a prime that is 3 modulo 4. */
static signed char *paley(size_t p)
{
    size_t n = p + 1;
    signed char *h = xmalloc(n * n), *square = xcalloc(p, 1);
    for (size_t i = 1; i < p; i++)
        square[i * i % p] = 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            signed char x = 1;
            if (i && j && i == j)
                x = -1;
            else if (i && j)
                x = square[(j + p - i) % p] ? 1 : -1;
            h[i * n + j] = x;
        }
    free(square);
    return h;
}

static bool is_prime(size_t p)
{
    for (size_t k = 2; k * k <= p; k++)
        if (p % k == 0)
            return false;
    return p > 1;
}

/* Make the first row and column 1. */
static void normalise(signed char *h, size_t n)
{
    for (size_t j = 0; j < n; j++)
        if (h[j] < 0)
            for (size_t i = 0; i < n; i++)
                h[i * n + j] = (signed char)-h[i * n + j];
    for (size_t i = 0; i < n; i++)
        if (h[i * n] < 0)
            for (size_t j = 0; j < n; j++)
                h[i * n + j] = (signed char)-h[i * n + j];
}

signed char *hadamard(size_t n, size_t *order)
{
    /* Paley's, doubled as often as it takes: the least of these orders. */
    size_t best = 1, best_seed = 1, best_doublings = 0;
    while (best < n) {
        best *= 2;
        best_doublings++;
    }
    for (size_t p = 3; p + 1 <= best; p += 4) {
        if (!is_prime(p))
            continue;
        size_t size = p + 1, doublings = 0;
        while (size < n) {
            size *= 2;
            doublings++;
        }
        if (size < best) {
            best = size;
            best_seed = p;
            best_doublings = doublings;
        }
    }
    size_t size = best_seed == 1 ? 1 : best_seed + 1;
    signed char *h = NULL;
    if (best_seed > 1) {
        h = paley(best_seed);
    } else {
        h = xmalloc(1);
        h[0] = 1;
    }
    for (; best_doublings; best_doublings--) {
        signed char *twice = xmalloc(4 * size * size);
        for (size_t i = 0; i < 2 * size; i++)
            for (size_t j = 0; j < 2 * size; j++) {
                signed char x = h[i % size * size + j % size];
                twice[i * 2 * size + j] = i >= size && j >= size ? (signed char)-x : x;
            }
        free(h);
        h = twice;
        size *= 2;
    }
    normalise(h, size);
    *order = size;
    return h;
}

bool replicates_brr(struct replicates *r, const struct design *d, double rho, const struct design_columns *columns,
                    struct error *err)
{
    replicates_init(r, REPLICATE_BRR, d);
    for (size_t h = 0; h < d->n_units[0]; h++)
        if (units_in(d, h) != 2)
            return error_set(err, E_MATHS, _("stratum \"%s\" has %zu units; balanced half samples need two in each"),
                             design_stratum(d, columns, h), units_in(d, h));
    /* One column more than strata: the column of ones balances nothing. */
    signed char *h = hadamard(d->n_units[0] + 1, &r->n);
    r->factor = xcalloc(d->n_units[1] * r->n, sizeof *r->factor);
    for (size_t s = 0; s < d->n_units[0]; s++)
        for (size_t k = 0; k < r->n; k++) {
            bool first = h[k * r->n + s + 1] > 0;
            r->factor[2 * s * r->n + k] = first ? 2 - rho : rho;
            r->factor[(2 * s + 1) * r->n + k] = first ? rho : 2 - rho;
        }
    free(h);
    r->scale = 1 / ((double)r->n * (1 - rho) * (1 - rho));
    return true;
}

/* Sums of rows with random signs, whose rank is almost surely that of the rows. */
struct sketch {
    double *sums; /* [n_sums][n] */
    size_t n_sums, n, n_rows;
    const uint32_t *domain; /* NULL: all rows; else those that are not OUTSIDE */
};

static void sketch_init(struct sketch *s, const uint32_t *domain, size_t n_rows, size_t n)
{
    size_t most = 2 * n + 16;
    *s = (struct sketch){NULL, most < n_rows ? most : n_rows, n, n_rows, domain};
    s->sums = xcalloc(s->n_sums * n, sizeof *s->sums);
}

/* Add column K, whose value of row i is W[i * STRIDE]. */
static void sketch_add(struct sketch *s, size_t k, const double *w, size_t stride)
{
    uint64_t state = 1;
    for (size_t i = 0; i < s->n_rows; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        if (s->domain && s->domain[i] == OUTSIDE)
            continue;
        size_t to = s->n_sums == s->n_rows ? i : (size_t)((state >> 33) % s->n_sums);
        s->sums[to * s->n + k] += (state >> 20) & 1 ? w[i * stride] : -w[i * stride];
    }
}

/* The rank; the sketch is used up. */
static size_t sketch_rank(struct sketch *s)
{
    size_t least = s->n_sums < s->n ? s->n_sums : s->n;
    gsl_matrix_view a = gsl_matrix_view_array(s->sums, s->n_sums, s->n);
    gsl_vector *tau = gsl_vector_alloc(least), *norm = gsl_vector_alloc(s->n);
    gsl_permutation *p = gsl_permutation_alloc(s->n);
    int sign;
    gsl_linalg_QRPT_decomp(&a.matrix, tau, p, &sign, norm);
    double largest = fabs(gsl_matrix_get(&a.matrix, 0, 0));
    size_t rank = 0;
    while (rank < least && fabs(gsl_matrix_get(&a.matrix, rank, rank)) > NO_RANK * largest)
        rank++;
    gsl_permutation_free(p);
    gsl_vector_free(norm);
    gsl_vector_free(tau);
    free(s->sums);
    s->sums = NULL;
    return rank;
}

void replicates_given(struct replicates *r, const struct design *d, double *w, size_t n, double scale, double *rscales)
{
    replicates_init(r, REPLICATE_GIVEN, d);
    r->n = n;
    r->given = w;
    r->scale = scale;
    r->rscales = rscales;
}

/* The rank of the rows of one unit each.  In a stratum the rows add up to a multiple of the row of ones, whatever the
 * method; without all of them they are independent, of that row too. */
static size_t unit_rank(const struct replicates *r, const uint32_t *domain)
{
    const struct design *d = r->design;
    size_t rank = 0;
    bool ones = false;
    for (size_t h = 0; h < d->n_units[0]; h++) {
        size_t present = 0;
        for (size_t u = d->first[0][h]; u < d->first[0][h + 1]; u++) {
            size_t from, to;
            design_rows(d, 1, u, &from, &to);
            while (from < to && (!design_counts(d, from) || (domain && domain[from] == OUTSIDE)))
                from++;
            present += from < to;
        }
        bool complete = present == units_in(d, h);
        ones = ones || complete;
        rank += complete && present ? present - 1 : present;
    }
    rank += ones;
    return rank < r->n ? rank : r->n;
}

void replicates_find_df(struct replicates *r, const uint32_t *domain)
{
    if (!r->given) {
        r->df = (double)unit_rank(r, domain) - 1;
        return;
    }
    struct sketch sketch;
    sketch_init(&sketch, domain, r->design->n_rows, r->n);
    for (size_t k = 0; k < r->n; k++)
        sketch_add(&sketch, k, r->given + k, r->n);
    r->df = (double)sketch_rank(&sketch) - 1;
}

/* --- weights ------------------------------------------------------------------------------ */

/* By what the weights of UNIT are multiplied in replicate K. */
static double factor_of(const struct replicates *r, size_t unit, size_t k)
{
    if (r->factor)
        return r->factor[unit * r->n + k];
    if (unit == k)
        return 0;
    size_t h = stratum_of(r->design, k), n = units_in(r->design, h);
    bool same = unit >= r->design->first[0][h] && unit < r->design->first[0][h + 1];
    return same && n > 1 ? (double)n / (double)(n - 1) : 1;
}

/* The weights of replicate K, the recipe applied. */
static bool weigh_replicate(const struct replicates *r, size_t k, double *w, struct error *err)
{
    const struct design *d = r->design;
    if (r->given) {
        for (size_t i = 0; i < d->n_rows; i++)
            w[i] = r->given[i * r->n + k];
    } else {
        for (size_t u = 0; u < d->n_units[1]; u++) {
            size_t from, to;
            double factor = factor_of(r, u, k);
            design_rows(d, 1, u, &from, &to);
            for (size_t i = from; i < to; i++)
                w[i] = r->base[i] * factor;
        }
    }
    if (r->recipe && r->recipe->n && !recipe_apply(r->recipe, d, w, NULL, err)) {
        error_context(err, _("replicate %zu"), k + 1);
        return false;
    }
    return true;
}

/* --- estimates ----------------------------------------------------------------------------- */

/* What is summed over the rows of a replicate, by domain and term: w (u - c), w, w (u - c)^2, w v. */
enum { SUM_U, SUM_W, SUM_SQUARES, SUM_V };
#define SUMS ((size_t)4)

struct job {
    const struct replicates *r;
    const struct taylor *t;
    const struct term *terms;
    size_t n_terms, m;
    const struct estimate *full;
    double *center; /* [m] c */
    double *theta;  /* [n][m] estimates less the full sample's */
    struct error *errors;
    bool plain;            /* means and totals only */
    struct sketch *sketch; /* of the weights, where their rank is wanted */
};

/* U less its center and V of a row, for term J of domain D; false where it is missing. */
static inline bool row_part(const struct job *job, size_t i, uint32_t d, size_t j, double *u, double *v)
{
    const struct term *term = &job->terms[j];
    double x = term_value(term, i), y = term->v ? column_number(term->v, i) : 1;
    if (isnan(x) || isnan(y))
        return false;
    if (term->kind == TERM_BELOW)
        x = x <= term->threshold[d];
    *u = x - job->center[d * job->n_terms + j] * (term->kind == TERM_RATIO ? y : 1);
    *v = y;
    return true;
}

/* The estimate of a replicate, less the full sample's, from its sums. */
static double estimate_of(const struct job *job, size_t k, double u, double squares, double v, double w)
{
    const struct term *term = &job->terms[k % job->n_terms];
    const struct estimate *full = &job->full[k];
    double n = (double)full->n;
    switch (term->kind) {
    case TERM_TOTAL:
        return u + job->center[k] * w - full->value;
    case TERM_VARIANCE:
        return n > 1 ? (squares / w - (u / w) * (u / w)) * n / (n - 1) - full->value : NAN;
    default:
        return v != 0 ? u / v : NAN;
    }
}

static uint32_t domain_of(const struct taylor *t, size_t i)
{
    return t->domain ? t->domain[i] : 0;
}

/* A few replicates with weights of their own for every row. */
static void run_together(void *data, size_t piece)
{
    struct job *job = data;
    const struct replicates *r = job->r;
    const struct design *d = r->design;
    size_t first = piece * TOGETHER, n = r->n - first < TOGETHER ? r->n - first : TOGETHER;
    double *w = xcalloc(d->n_rows * TOGETHER, sizeof *w), *one = xreallocarray(NULL, d->n_rows + 1, sizeof *one);
    struct error *err = &job->errors[piece];
    bool ok = true;
    for (size_t k = 0; ok && k < n; k++) {
        ok = weigh_replicate(r, first + k, one, err);
        for (size_t i = 0; ok && i < d->n_rows; i++)
            w[i * TOGETHER + k] = one[i];
        if (ok && job->sketch)
            sketch_add(job->sketch, first + k, one, 1);
    }
    free(one);
    size_t sums = job->plain ? 2 : 4;
    double *all = xcalloc(job->m * TOGETHER * sums, sizeof *all);
    for (size_t i = 0; ok && i < d->n_rows; i++) {
        uint32_t domain = domain_of(job->t, i);
        if (domain == OUTSIDE)
            continue;
        const double *restrict weights = w + i * TOGETHER;
        for (size_t j = 0; j < job->n_terms; j++) {
            double u, v;
            if (!row_part(job, i, domain, j, &u, &v))
                continue;
            double *restrict at = all + (domain * job->n_terms + j) * TOGETHER * sums;
            for (size_t k = 0; k < TOGETHER; k++) {
                at[k] += weights[k] * u;
                at[TOGETHER + k] += weights[k];
            }
            if (sums == 4)
                for (size_t k = 0; k < TOGETHER; k++) {
                    at[2 * TOGETHER + k] += weights[k] * u * u;
                    at[3 * TOGETHER + k] += weights[k] * v;
                }
        }
    }
    for (size_t k = 0; ok && k < n; k++)
        for (size_t c = 0; c < job->m; c++) {
            const double *at = all + c * TOGETHER * sums;
            job->theta[(first + k) * job->m + c] =
                estimate_of(job, c, at[k], sums == 4 ? at[2 * TOGETHER + k] : 0,
                            sums == 4 ? at[3 * TOGETHER + k] : at[TOGETHER + k], at[TOGETHER + k]);
        }
    free(all);
    free(w);
}

/* The sums of one unit by domain, for one term. */
struct unit_sums {
    const struct job *job;
    size_t term;
    double (*sums)[SUMS]; /* [n_domains] */
    uint32_t *touched;
    size_t n_touched;
    bool *is_touched;
};

static void unit_sums_init(struct unit_sums *s, const struct job *job, size_t term)
{
    size_t n = job->t->n_domains;
    *s = (struct unit_sums){.job = job, .term = term};
    s->sums = xcalloc(n, sizeof *s->sums);
    s->touched = xcalloc(n, sizeof *s->touched);
    s->is_touched = xcalloc(n, sizeof *s->is_touched);
}

static void unit_sums_release(struct unit_sums *s)
{
    free(s->sums);
    free(s->touched);
    free(s->is_touched);
}

static void unit_sums_find(struct unit_sums *s, size_t unit)
{
    const struct design *d = s->job->r->design;
    size_t from, to;
    design_rows(d, 1, unit, &from, &to);
    for (size_t t = 0; t < s->n_touched; t++) {
        memset(s->sums[s->touched[t]], 0, sizeof *s->sums);
        s->is_touched[s->touched[t]] = false;
    }
    s->n_touched = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t domain = domain_of(s->job->t, i);
        double u, v, w = s->job->r->base[i];
        if (domain == OUTSIDE || w == 0 || !row_part(s->job, i, domain, s->term, &u, &v))
            continue;
        if (!s->is_touched[domain]) {
            s->is_touched[domain] = true;
            s->touched[s->n_touched++] = domain;
        }
        double *sums = s->sums[domain];
        sums[SUM_U] += w * u;
        sums[SUM_W] += w;
        sums[SUM_SQUARES] += w * u * u;
        sums[SUM_V] += w * v;
    }
}

static void add_sums(struct unit_sums *unit, double (*to)[SUMS])
{
    for (size_t t = 0; t < unit->n_touched; t++)
        for (size_t q = 0; q < SUMS; q++)
            to[unit->touched[t]][q] += unit->sums[unit->touched[t]][q];
}

static void set_theta(const struct job *job, size_t replicate, size_t domain, size_t term, const double sums[SUMS])
{
    size_t c = domain * job->n_terms + term;
    job->theta[replicate * job->m + c] = estimate_of(job, c, sums[SUM_U], sums[SUM_SQUARES], sums[SUM_V], sums[SUM_W]);
}

/* All replicates of one term where each leaves out a unit: its stratum's sums less its own, times n / (n - 1). */
static void run_jackknife(void *data, size_t term)
{
    const struct job *job = data;
    const struct design *d = job->r->design;
    size_t n_domains = job->t->n_domains;
    double(*whole)[SUMS] = xcalloc(n_domains, sizeof *whole), (*stratum)[SUMS] = xcalloc(n_domains, sizeof *stratum);
    struct unit_sums unit;
    unit_sums_init(&unit, job, term);
    for (size_t u = 0; u < d->n_units[1]; u++) {
        unit_sums_find(&unit, u);
        add_sums(&unit, whole);
    }
    for (size_t h = 0; h < d->n_units[0]; h++) {
        double n = (double)units_in(d, h);
        memset(stratum, 0, n_domains * sizeof *stratum);
        for (size_t u = d->first[0][h]; u < d->first[0][h + 1]; u++) {
            unit_sums_find(&unit, u);
            add_sums(&unit, stratum);
        }
        for (size_t u = d->first[0][h]; u < d->first[0][h + 1]; u++) {
            unit_sums_find(&unit, u);
            for (size_t k = 0; k < n_domains; k++) {
                double sums[SUMS];
                for (size_t q = 0; q < SUMS; q++)
                    sums[q] = n > 1 ? whole[k][q] - stratum[k][q] + n / (n - 1) * (stratum[k][q] - unit.sums[k][q])
                                    : whole[k][q];
                set_theta(job, u, k, term, sums);
            }
        }
    }
    unit_sums_release(&unit);
    free(whole);
    free(stratum);
}

/* All replicates of one term where each multiplies the weights of units by factors. */
static void run_factors(void *data, size_t term)
{
    const struct job *job = data;
    const struct replicates *r = job->r;
    size_t n_domains = job->t->n_domains, n = r->n;
    double *all = xcalloc(n_domains * SUMS * n, sizeof *all);
    struct unit_sums unit;
    unit_sums_init(&unit, job, term);
    for (size_t u = 0; u < r->design->n_units[1]; u++) {
        const double *restrict factor = r->factor + u * n;
        unit_sums_find(&unit, u);
        for (size_t t = 0; t < unit.n_touched; t++)
            for (size_t q = 0; q < SUMS; q++) {
                double *restrict to = all + (unit.touched[t] * SUMS + q) * n;
                double x = unit.sums[unit.touched[t]][q];
                for (size_t k = 0; k < n; k++)
                    to[k] += factor[k] * x;
            }
    }
    for (size_t d = 0; d < n_domains; d++)
        for (size_t k = 0; k < n; k++) {
            double sums[SUMS];
            for (size_t q = 0; q < SUMS; q++)
                sums[q] = all[(d * SUMS + q) * n + k];
            set_theta(job, k, d, term, sums);
        }
    unit_sums_release(&unit);
    free(all);
}

/* Variances and covariances of the replicates' estimates. */
static void spread(const struct job *job, struct estimate *results, double *covariance)
{
    const struct replicates *r = job->r;
    double *mean = xcalloc(job->m, sizeof *mean), *n = xcalloc(job->m, sizeof *n);
    for (size_t k = 0; k < r->n; k++)
        for (size_t c = 0; c < job->m; c++)
            if ((!r->rscales || r->rscales[k] > 0) && !isnan(job->theta[k * job->m + c])) {
                mean[c] += job->theta[k * job->m + c];
                n[c]++;
            }
    for (size_t c = 0; c < job->m; c++) {
        mean[c] = r->mse || n[c] == 0 ? 0 : mean[c] / n[c];
        results[c].variance = n[c] > 0 ? 0 : NAN;
    }
    if (covariance)
        memset(covariance, 0, job->m * job->m * sizeof *covariance);
    for (size_t k = 0; k < r->n; k++) {
        double scale = r->scale * (r->rscales ? r->rscales[k] : 1);
        const double *theta = job->theta + k * job->m;
        for (size_t c = 0; c < job->m; c++) {
            double x = theta[c] - mean[c];
            if (isnan(x) || scale == 0)
                continue;
            results[c].variance += scale * x * x;
            for (size_t e = 0; covariance && e < job->m; e++)
                if (!isnan(theta[e]))
                    covariance[c * job->m + e] += scale * x * (theta[e] - mean[e]);
        }
    }
    free(mean);
    free(n);
}

bool replicates_run(struct replicates *r, const struct taylor *t, const struct term *terms, size_t n_terms,
                    struct estimate *results, double *covariance, struct error *err)
{
    taylor_points(t, terms, n_terms, results);
    struct job job = {r, t, terms, n_terms, t->n_domains * n_terms, results, NULL, NULL, NULL, true, NULL};
    bool recipe = r->recipe && r->recipe->n, by_rows = r->given || recipe;
    struct sketch sketch = {0};
    size_t pieces = by_rows ? (r->n + TOGETHER - 1) / TOGETHER : n_terms;
    if (by_rows && r->n > MOST)
        return error_set(err, E_USAGE, _("%zu replicates that each repeat all steps; expected at most %d"), r->n, MOST);
    if (r->n > ((size_t)8 << 30) / sizeof(double) / (job.m ? job.m : 1))
        return error_set(err, E_USAGE, _("%zu replicates of %zu estimates are too many to keep"), r->n, job.m);
    job.center = xcalloc(job.m + 1, sizeof *job.center);
    job.theta = xcalloc(r->n * job.m + 1, sizeof *job.theta);
    job.errors = xcalloc(pieces + 1, sizeof *job.errors);
    for (size_t k = 0; k < job.m; k++) {
        const struct term *term = &terms[k % n_terms];
        job.plain &= term->kind == TERM_MEAN || term->kind == TERM_TOTAL || term->kind == TERM_BELOW;
        double center = term->kind == TERM_VARIANCE || term->kind == TERM_TOTAL ? results[k].mean : results[k].value;
        job.center[k] = isnan(center) ? 0 : center;
    }
    if (recipe && r->n <= MOST_RANKED) {
        sketch_init(&sketch, t->domain, r->design->n_rows, r->n);
        job.sketch = &sketch;
    }
    parallel(pieces, 0, by_rows ? run_together : r->factor ? run_factors : run_jackknife, &job);
    bool ok = true;
    for (size_t p = 0; ok && by_rows && p < pieces; p++)
        ok = error_pass(err, &job.errors[p]);
    if (ok)
        spread(&job, results, covariance);
    if (ok && recipe)
        r->df = job.sketch ? (double)sketch_rank(&sketch) - 1 : (double)r->n - 1;
    free(sketch.sums);
    free(job.center);
    free(job.theta);
    free(job.errors);
    return ok;
}
