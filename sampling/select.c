#include "sampling/select.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/probability.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

struct keyed {
    double key;
    size_t i;
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : (x->i > y->i) - (x->i < y->i);
}

void select_order(const double *key, size_t n, size_t *order)
{
    struct keyed *sorted = xcalloc(n, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct keyed){key[i], i};
    if (n)
        qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 0; i < n; i++)
        order[i] = sorted[i].i;
    free(sorted);
}

void select_pareto_keys(const double *pik, const double *u, size_t n, double *key)
{
    for (size_t i = 0; i < n; i++)
        key[i] = pik[i] >= 1 - CERTAIN ? 0 : pik[i] > 0 ? u[i] * (1 - pik[i]) / ((1 - u[i]) * pik[i]) : INFINITY;
}

void select_sequential_poisson_keys(const double *pik, const double *u, size_t n, double *key)
{
    for (size_t i = 0; i < n; i++)
        key[i] = pik[i] >= 1 - CERTAIN ? 0 : pik[i] > 0 ? u[i] / pik[i] : INFINITY;
}

void select_systematic(const double *pik, size_t n, double start, bool *taken)
{
    double sum = 0, lost = 0, before = floor(-start), whole = 0;
    for (size_t i = 0; i < n; i++)
        whole += pik[i];
    whole = round(whole);
    for (size_t i = 0; i < n; i++) {
        double part = pik[i] - lost, next = sum + part;
        lost = (next - sum) - part;
        sum = next;
        /* The last sum is a whole number, but for rounding. */
        double at = fabs(sum - whole) < NEAR_WHOLE * (1 + whole) ? whole : sum, below = floor(at);
        double now = at - below < start ? below - 1 : below; /* the difference of a sum and a tiny start is not exact */
        taken[i] = now > before;
        before = now > before ? now : before;
    }
}

void select_poisson(const double *pik, const double *u, size_t n, bool *taken)
{
    for (size_t i = 0; i < n; i++)
        taken[i] = u[i] < pik[i];
}

/* Take the certain units; AT[0..] are the others that have a chance.  *DRAWN: how many of those to take. */
static bool take_certain(const double *pik, size_t n, bool *taken, size_t *at, size_t *open, size_t *drawn,
                         struct error *err)
{
    *open = 0;
    if (!probability_sum(pik, n, drawn, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        taken[i] = pik[i] >= 1 - CERTAIN;
        *drawn -= taken[i];
        if (!taken[i] && pik[i] > CERTAIN)
            at[(*open)++] = i;
    }
    return true;
}

/* A sample s has the probability of Poisson sampling times the sum of 1 - p over
 * s, up to a factor.  tail[j][k] is the first summed over the ways to take k
 * of the units from j on; marked[j][k] is it times the sum of their 1 - p. */
static void sampford_walk(const double *pik, const double *u, const size_t *at, size_t open, size_t drawn, double *tail,
                          double *marked, bool *taken)
{
    size_t width = drawn + 1;
    tail[open * width] = 1;
    for (size_t j = open; j-- > 0;) {
        double p = pik[at[j]];
        for (size_t k = 0; k <= drawn; k++) {
            double under = k ? tail[(j + 1) * width + k - 1] : 0,
                   under_marked = k ? marked[(j + 1) * width + k - 1] : 0;
            tail[j * width + k] = (1 - p) * tail[(j + 1) * width + k] + p * under;
            marked[j * width + k] = (1 - p) * marked[(j + 1) * width + k] + p * (under_marked + (1 - p) * under);
        }
    }
    double so_far = 0; /* sum of 1 - p over the units taken */
    size_t left = drawn;
    for (size_t j = 0; j < open && left > 0; j++) {
        double p = pik[at[j]];
        size_t next = (j + 1) * width + left - 1, here = j * width + left;
        double yes = p * ((so_far + 1 - p) * tail[next] + marked[next]), all = so_far * tail[here] + marked[here];
        if (left == open - j || u[at[j]] * all < yes) {
            taken[at[j]] = true;
            so_far += 1 - p;
            left--;
        }
    }
}

/* Take the certain units, as take_certain(), where the tables of the walk are not too large. */
static bool begin_walk(const double *pik, size_t n, bool *taken, size_t *at, size_t *open, size_t *drawn,
                       const char *method, struct error *err)
{
    if (!take_certain(pik, n, taken, at, open, drawn, err))
        return false;
    return (double)(*open + 1) * (double)(*drawn + 1) <= SELECT_SAMPFORD_MOST ||
           error_set(err, E_MATHS,
                     _("method %s is too slow for %zu of %zu units; pareto gives nearly the same probabilities"),
                     method, *drawn, *open);
}

bool select_sampford(const double *pik, const double *u, size_t n, bool *taken, struct error *err)
{
    size_t *at = xcalloc(n + 1, sizeof *at), open, drawn;
    bool ok = begin_walk(pik, n, taken, at, &open, &drawn, "sampford", err);
    if (ok && drawn > 0) {
        double *tail = xcalloc((open + 1) * (drawn + 1), sizeof *tail),
               *marked = xcalloc((open + 1) * (drawn + 1), sizeof *marked);
        sampford_walk(pik, u, at, open, drawn, tail, marked, taken);
        free(tail);
        free(marked);
    }
    free(at);
    return ok;
}

/* As above, with the sample's probability that of Poisson sampling alone. */
static void entropy_walk(const double *q, const double *u, const size_t *at, size_t open, size_t drawn, double *tail,
                         bool *taken)
{
    size_t width = drawn + 1, left = drawn;
    tail[open * width] = 1;
    for (size_t j = open; j-- > 0;)
        for (size_t k = 0; k <= drawn; k++)
            tail[j * width + k] =
                (1 - q[at[j]]) * tail[(j + 1) * width + k] + (k ? q[at[j]] * tail[(j + 1) * width + k - 1] : 0);
    for (size_t j = 0; j < open && left > 0; j++)
        if (left == open - j || u[at[j]] * tail[j * width + left] < q[at[j]] * tail[(j + 1) * width + left - 1]) {
            taken[at[j]] = true;
            left--;
        }
}

bool select_entropy(const double *pik, const double *u, size_t n, bool *taken, struct error *err)
{
    size_t *at = xcalloc(n + 1, sizeof *at), open, drawn;
    double *q = xcalloc(n, sizeof *q);
    bool ok = begin_walk(pik, n, taken, at, &open, &drawn, "maximum-entropy", err);
    if (ok && (double)open * (double)open > SELECT_SAMPFORD_MOST)
        ok = error_set(err, E_MATHS,
                       _("method %s is too slow for %zu of %zu units; pareto gives nearly the same probabilities"),
                       "maximum-entropy", drawn, open);
    if (ok && drawn > 0 && probability_entropy_working(pik, n, ENTROPY_MISFIT * (double)(open + 1), q, err)) {
        double *tail = xcalloc((open + 1) * (drawn + 1), sizeof *tail);
        entropy_walk(q, u, at, open, drawn, tail, taken);
        free(tail);
    } else {
        ok = ok && drawn == 0;
    }
    free(at);
    free(q);
    return ok;
}

bool select_brewer(const double *pik, const double *u, size_t n, bool *taken, struct error *err)
{
    size_t *at = xcalloc(n + 1, sizeof *at), open, drawn;
    bool ok = take_certain(pik, n, taken, at, &open, &drawn, err);
    double left = (double)(ok ? drawn : 0); /* n less the probabilities of the units taken */
    for (size_t draw = 0; ok && draw < drawn; draw++) {
        double rest = (double)(drawn - draw), all = 0, sum = 0;
        for (int pass = 0; pass < 2; pass++) {
            size_t last = SIZE_MAX;
            for (size_t j = 0; j < open; j++) {
                double p = pik[at[j]];
                if (taken[at[j]])
                    continue;
                double chance = p * (left - p) / (left - p * rest);
                all += pass ? 0 : chance;
                sum += pass ? chance : 0;
                last = at[j];
                if (pass && u[draw] * all < sum)
                    break;
            }
            if (pass && last != SIZE_MAX) {
                taken[last] = true;
                left -= pik[last];
            }
        }
    }
    free(at);
    return ok;
}

static const char *const method_names[N_SELECT_METHODS] = {
    [SELECT_SRS] = "srs",
    [SELECT_SYSTEMATIC] = "systematic",
    [SELECT_PPS_SYSTEMATIC] = "pps-systematic",
    [SELECT_PARETO] = "pareto",
    [SELECT_SEQUENTIAL_POISSON] = "sequential-poisson",
    [SELECT_POISSON] = "poisson",
    [SELECT_SAMPFORD] = "sampford",
    [SELECT_BREWER] = "brewer",
    [SELECT_ENTROPY] = "maximum-entropy",
    [SELECT_CUBE] = "cube",
};

const char *select_method_name(enum select_method method)
{
    return method_names[method];
}

enum select_method select_method_find(const char *name)
{
    enum select_method m = 0;
    while (m < N_SELECT_METHODS && strcmp(method_names[m], name) != 0)
        m++;
    return m;
}

/* ORDER becomes the units of TAKEN, then up to RESERVES others by U. */
static void order_taken(const struct selection_wish *w, const bool *taken, size_t *order, size_t *n_taken,
                        size_t *n_reserves)
{
    size_t *by_u = xcalloc(w->n_units, sizeof *by_u);
    select_order(w->u, w->n_units, by_u);
    *n_taken = *n_reserves = 0;
    for (size_t i = 0; i < w->n_units; i++)
        if (taken[i])
            order[(*n_taken)++] = i;
    for (size_t i = 0; i < w->n_units && *n_reserves < w->reserves; i++)
        if (!taken[by_u[i]])
            order[*n_taken + (*n_reserves)++] = by_u[i];
    free(by_u);
}

bool select_stratum(const struct selection_wish *w, size_t *order, size_t *n_taken, size_t *n_reserves, double *pik,
                    struct error *err)
{
    size_t n = w->n_units;
    if (w->size && !probability_proportional(w->size, n, w->n, pik, err))
        return false;
    for (size_t i = 0; !w->size && i < n; i++)
        pik[i] = (double)w->n / (double)n;
    double *key = xcalloc(n, sizeof *key);
    bool *taken = xcalloc(n, sizeof *taken), ok = true, keyed = true;
    if (w->method == SELECT_PARETO)
        select_pareto_keys(pik, w->u, n, key);
    else if (w->method == SELECT_SEQUENTIAL_POISSON)
        select_sequential_poisson_keys(pik, w->u, n, key);
    else if (w->method == SELECT_SRS)
        for (size_t i = 0; i < n; i++)
            key[i] = w->u[i];
    else
        keyed = false;
    if (keyed) {
        select_order(key, n, order);
        *n_taken = w->n;
        *n_reserves = w->reserves < n - w->n ? w->reserves : n - w->n;
    } else if (w->method == SELECT_SAMPFORD) {
        ok = select_sampford(pik, w->u, n, taken, err);
    } else if (w->method == SELECT_BREWER) {
        ok = select_brewer(pik, w->u, n, taken, err);
    } else if (w->method == SELECT_ENTROPY) {
        ok = select_entropy(pik, w->u, n, taken, err);
    } else if (w->method == SELECT_CUBE) {
        select_cube(pik, w->balance, w->n_balance, w->u, n, taken);
    } else if (w->method == SELECT_POISSON) {
        select_poisson(pik, w->u, n, taken);
    } else {
        select_systematic(pik, n, w->start, taken);
    }
    if (ok && !keyed)
        order_taken(w, taken, order, n_taken, n_reserves);
    free(key);
    free(taken);
    return ok;
}
