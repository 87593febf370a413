#include "scoring/estimates/rank_set.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define CHUNK 256 /* draws worked on at once */
#define MOST  4e9 /* pairs x draws that all steps together may look at */

struct comparing {
    struct rank_unit *units;
    size_t n;
    const double *covariance;
    size_t n_draws;
    double *draws;   /* [draw][unit] */
    double *inverse; /* [i * n + k]: 1 / standard error of the difference; 0 where there is none to draw */
    bool *better;    /* [i * n + k]: i is surely better than k */
    double *largest; /* [draw] */
};

/* The lower triangle L with L L' = A; a row that depends on those before has a zero on its diagonal. */
static double *root_of(const double *a, size_t n)
{
    double *l = xcalloc(n * n, sizeof *l);
    for (size_t k = 0; k < n; k++)
        for (size_t i = k; i < n; i++) {
            double x = a[i * n + k];
            for (size_t j = 0; j < k; j++)
                x -= l[i * n + j] * l[k * n + j];
            if (i == k)
                l[k * n + k] = x > NO_VARIANCE * a[k * n + k] ? sqrt(x) : 0;
            else
                l[i * n + k] = l[k * n + k] > 0 ? x / l[k * n + k] : 0;
        }
    return l;
}

/* Draws with the covariance of the units, those without an error left at 0. */
static void draw(struct comparing *c, unsigned long seed)
{
    size_t n = c->n;
    double *a = xcalloc(n * n, sizeof *a), *z = xcalloc(n, sizeof *z), df = INFINITY;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (c->units[i].has_error && c->units[k].has_error)
                a[i * n + k] = c->covariance[i * n + k];
    for (size_t i = 0; i < n; i++)
        if (c->units[i].has_error && a[i * n + i] > 0 && c->units[i].df < df)
            df = c->units[i].df;
    double *root = root_of(a, n);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed);
    for (size_t d = 0; d < c->n_draws; d++) {
        double *x = c->draws + d * n;
        for (size_t i = 0; i < n; i++)
            z[i] = gsl_ran_gaussian(rng, 1);
        double shrink = isinf(df) ? 1 : sqrt(gsl_ran_chisq(rng, df) / df);
        for (size_t i = 0; i < n; i++) {
            for (size_t k = 0; k <= i; k++)
                x[i] += root[i * n + k] * z[k];
            x[i] /= shrink;
        }
    }
    gsl_rng_free(rng);
    free(root);
    free(a);
    free(z);
}

/* The largest standardised difference of the pairs not told apart yet, in some draws. */
static void look(void *data, size_t chunk)
{
    struct comparing *c = data;
    size_t n = c->n, end = (chunk + 1) * CHUNK < c->n_draws ? (chunk + 1) * CHUNK : c->n_draws;
    for (size_t d = chunk * CHUNK; d < end; d++) {
        const double *x = c->draws + d * n;
        double largest = 0;
        for (size_t i = 0; i < n; i++) {
            const double *inverse = c->inverse + i * n;
            const bool *better = c->better + i * n;
            for (size_t k = 0; k < n; k++) {
                double t = (x[i] - x[k]) * inverse[k];
                largest = t > largest && !better[k] ? t : largest;
            }
        }
        c->largest[d] = largest;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Tell apart what passes the critical value of those that are left; how many. */
static size_t step(struct comparing *c, double level)
{
    parallel((c->n_draws + CHUNK - 1) / CHUNK, 0, look, c);
    qsort(c->largest, c->n_draws, sizeof *c->largest, by_size);
    double critical = c->largest[(size_t)ceil(level * (double)c->n_draws) - 1];
    size_t told = 0;
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->n; k++) {
            double difference = c->units[i].value - c->units[k].value;
            if (!c->better[i * c->n + k] && difference > 0 && difference * c->inverse[i * c->n + k] > critical) {
                c->better[i * c->n + k] = true;
                told++;
            }
        }
    return told;
}

/* The standard errors of the differences; those without any are what they are. */
static bool prepare(struct comparing *c)
{
    bool any = false;
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->n; k++) {
            if (i == k || !c->units[i].has_error || !c->units[k].has_error)
                continue;
            double sum = c->covariance[i * c->n + i] + c->covariance[k * c->n + k];
            double variance = sum - c->covariance[i * c->n + k] - c->covariance[k * c->n + i];
            if (sum > 0 && variance > NO_VARIANCE * sum) {
                c->inverse[i * c->n + k] = 1 / sqrt(variance);
                any = true;
            } else {
                c->better[i * c->n + k] = c->units[i].value > c->units[k].value;
            }
        }
    return any;
}

void rank_sets(struct rank_unit *units, size_t n, const double *covariance, double level, unsigned long seed,
               size_t n_draws)
{
    struct comparing c = {.units = units, .n = n, .covariance = covariance, .n_draws = n_draws};
    c.draws = xcalloc(n_draws * n, sizeof *c.draws);
    c.inverse = xcalloc(n * n, sizeof *c.inverse);
    c.better = xcalloc(n * n, sizeof *c.better);
    c.largest = xcalloc(n_draws, sizeof *c.largest);
    if (prepare(&c)) {
        draw(&c, seed);
        double looked = 0, each = (double)n * (double)n * (double)n_draws;
        while (step(&c, level) > 0 && (looked += each) < MOST)
            ;
    }
    for (size_t i = 0; i < n; i++) {
        units[i].low = units[i].has_error;
        units[i].high = units[i].has_error ? n : 0;
        for (size_t k = 0; k < n && units[i].has_error; k++) {
            units[i].low += c.better[k * n + i];
            units[i].high -= c.better[i * n + k];
        }
    }
    free(c.draws);
    free(c.inverse);
    free(c.better);
    free(c.largest);
}
