#include "scoring/estimates/pps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"

#define MOST_UNITS 20000 /* whose pairs are gone through */

const char *const pps_method_names[N_PPS_METHODS] = {[PPS_BREWER] = "brewer",
                                                     [PPS_OVERTON] = "overton",
                                                     [PPS_HARTLEY_RAO] = "hartley-rao",
                                                     [PPS_YATES_GRUNDY] = "yates-grundy",
                                                     [PPS_HORVITZ_THOMPSON] = "horvitz-thompson"};

/* One stratum of the design. */
struct stratum {
    size_t first, n;
    const double *pi; /* [n] */
    double mean;      /* of pi */
};

/* D_ij of units I and J of the stratum. */
static double delta(const struct pps *pps, const struct stratum *s, size_t i, size_t j)
{
    double n = (double)s->n, a = s->pi[i], b = s->pi[j];
    if (i == j)
        return 1 - a;
    if (pps->method == PPS_OVERTON)
        return (a + b) / 2 == 1 ? 0 : 1 - (n - (a + b) / 2) / (n - 1);
    return a + b == 1 ? 0 : 1 - (n - (a + b) + s->mean) / (n - 1);
}

/* V[a][b] (or the diagonal V[a]) += sum over pairs of D t t, in the units of the stratum. */
static void add_pairs(const struct pps *pps, const struct stratum *s, const double *totals, size_t m, bool whole,
                      double *v)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t j = 0; j < s->n; j++) {
            double d = delta(pps, s, i, j);
            const double *x = totals + (s->first + i) * m, *y = totals + (s->first + j) * m;
            for (size_t a = 0; d != 0 && a < m; a++)
                for (size_t b = whole ? 0 : a; b < (whole ? m : a + 1); b++)
                    v[whole ? a * m + b : a] += d * x[a] * y[b];
        }
}

static void add_brewer(const struct stratum *s, const double *totals, size_t m, bool whole, double *v)
{
    double n = (double)s->n, *mean = xcalloc(m, sizeof *mean);
    for (size_t i = 0; i < s->n; i++)
        for (size_t a = 0; a < m; a++)
            mean[a] += totals[(s->first + i) * m + a] / n;
    for (size_t i = 0; n > 1 && i < s->n; i++) {
        double scale = (1 - s->pi[i]) * n / (n - 1);
        const double *x = totals + (s->first + i) * m;
        for (size_t a = 0; a < m; a++)
            for (size_t b = whole ? 0 : a; b < (whole ? m : a + 1); b++)
                v[whole ? a * m + b : a] += scale * (x[a] - mean[a]) * (x[b] - mean[b]);
    }
    free(mean);
}

/* The estimators that take a matrix of joint probabilities, over all units at once. */
static void add_joint(const struct pps *pps, const double *totals, size_t n, size_t m, bool whole, double *v)
{
    /* What is as good as independent counts for nothing, as in R: this keeps unrelated strata apart. */
    double least = INFINITY;
    for (size_t k = 0; k < n * n; k++)
        least = fmin(least, pps->joint[k]);
    double *row_sum = xcalloc(n, sizeof *row_sum);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double joint = pps->joint[i * n + j], d = (joint - pps->joint[i * n + i] * pps->joint[j * n + j]) / joint;
            if (fabs(d) < least / 10000)
                continue;
            row_sum[i] += d;
            for (size_t a = 0; a < m; a++)
                for (size_t b = whole ? 0 : a; b < (whole ? m : a + 1); b++)
                    v[whole ? a * m + b : a] += d * totals[i * m + a] * totals[j * m + b];
        }
    for (size_t i = 0; pps->method == PPS_YATES_GRUNDY && i < n; i++)
        for (size_t a = 0; a < m; a++)
            for (size_t b = whole ? 0 : a; b < (whole ? m : a + 1); b++)
                v[whole ? a * m + b : a] -= row_sum[i] * totals[i * m + a] * totals[i * m + b];
    free(row_sum);
}

bool pps_run(const struct pps *pps, const struct taylor *t, const struct term *terms, size_t n_terms,
             struct estimate *results, double *covariance, struct error *err)
{
    const struct design *d = t->design;
    size_t n = d->n_units[1], m = n_terms * t->n_domains;
    if (n > MOST_UNITS && pps->method != PPS_BREWER)
        return error_set(err, E_USAGE, _("%zu units have too many pairs; with more than %d say --pps brewer"), n,
                         MOST_UNITS);
    if (n > ((size_t)4 << 30) / sizeof(double) / (m ? m : 1))
        return error_set(err, E_USAGE, _("%zu units times %zu estimates are too many to keep"), n, m);
    double *totals = taylor_unit_totals(t, terms, n_terms, results), *v = covariance;
    if (covariance)
        memset(covariance, 0, m * m * sizeof *covariance);
    else
        v = xcalloc(m + 1, sizeof *v);
    if (pps->joint) {
        add_joint(pps, totals, n, m, covariance != NULL, v);
    } else {
        for (size_t h = 0; h < d->n_units[0]; h++) {
            struct stratum s = {d->first[0][h], d->first[0][h + 1] - d->first[0][h], d->pi + d->first[0][h], 0};
            for (size_t i = 0; i < s.n; i++)
                s.mean += s.pi[i] / (double)s.n;
            if (pps->method == PPS_BREWER)
                add_brewer(&s, totals, m, covariance != NULL, v);
            else
                add_pairs(pps, &s, totals, m, covariance != NULL, v);
        }
    }
    for (size_t k = 0; k < m; k++) {
        results[k].variance = covariance ? v[k * m + k] : v[k];
        if (!results[k].n || results[k].variance < 0)
            results[k].variance = NAN;
    }
    if (!covariance)
        free(v);
    free(totals);
    return true;
}
