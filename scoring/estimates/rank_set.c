#include "scoring/estimates/rank_set.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/estimates/pairs.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

struct comparing {
    const struct rank_unit *units;
    size_t n;
    const struct rank_pair *pairs;
    double alpha;           /* of the step */
    struct interval *reach; /* [unit]: from its value down and up to its limits */
    bool *better;           /* [i * n + k]: i is surely better than k */
    size_t *told;           /* [unit]: pairs told apart in this step */
};

double rank_pair_df(const struct rank_pair *pair)
{
    return pair->squares > 0 ? pair->floored * pair->floored / pair->squares : INFINITY;
}

static struct interval reach_of(const struct bounded *part, double alpha)
{
    struct interval limits = bounded_limits(part, alpha);
    return part->scale > 0 ? (struct interval){part->value - limits.lower, limits.upper - part->value}
                           : (struct interval){0, 0};
}

static double correlation(const struct bounded *u, const struct bounded *v, const struct rank_pair *pair)
{
    double both = sqrt(u->variance) * sqrt(v->variance);
    return both > 0 ? fmax(-1, fmin(1, (u->variance + v->variance - pair->variance) / (2 * both))) : 0;
}

/* How far L down and H up reach together. */
static double together(double l, double h, double rho)
{
    return sqrt(fmax(0, l * l + h * h - 2 * rho * l * h));
}

struct interval difference_limits(double d, struct interval u, struct interval v, double rho)
{
    return (struct interval){d - together(u.lower, v.upper, rho), d + together(u.upper, v.lower, rho)};
}

struct interval difference_widened(struct interval limits, double d, const struct rank_pair *pair, double alpha)
{
    double half = pair->floored > 0 ? t_quantile(1 - alpha / 2, rank_pair_df(pair)) * sqrt(pair->floored) : 0;
    return (struct interval){fmin(d - half, limits.lower), fmax(d + half, limits.upper)};
}

struct interval rank_difference(const struct rank_unit *u, const struct rank_unit *v, const struct rank_pair *pair,
                                double alpha)
{
    struct interval a = reach_of(&u->part, alpha), b = reach_of(&v->part, alpha);
    double rho = correlation(&u->part, &v->part, pair), d = u->value - v->value;
    struct interval limits = difference_widened(difference_limits(d, a, b, rho), d, pair, alpha);
    double u_up = u->part.scale - u->part.value, v_up = v->part.scale - v->part.value;
    return (struct interval){fmax(limits.lower, d - u->part.value - v_up),
                             fmin(limits.upper, d + u_up + v->part.value)};
}

static void find_reach(void *data, size_t i)
{
    struct comparing *c = data;
    if (c->units[i].has_error)
        c->reach[i] = reach_of(&c->units[i].part, c->alpha);
}

static void compare_with_all(void *data, size_t i)
{
    struct comparing *c = data;
    const struct rank_unit *u = &c->units[i];
    double normal = t_quantile(1 - c->alpha / 2, INFINITY);
    c->told[i] = 0;
    for (size_t k = 0; u->has_error && k < c->n; k++) {
        const struct rank_unit *v = &c->units[k];
        double d = u->value - v->value;
        if (!v->has_error || c->better[i * c->n + k] || !(d > RANK_TIE))
            continue;
        const struct rank_pair *pair = &c->pairs[i < k ? pair_at(i, k, c->n) : pair_at(k, i, c->n)];
        double se = sqrt(pair->floored);
        if (!(d > normal * se) || /* no quantile of t is less */
            !(d > together(c->reach[i].lower, c->reach[k].upper, correlation(&u->part, &v->part, pair))) ||
            (se > 0 && !(d > t_quantile(1 - c->alpha / 2, rank_pair_df(pair)) * se)))
            continue;
        c->better[i * c->n + k] = true;
        c->told[i]++;
    }
}

void rank_sets(struct rank_unit *units, size_t n, const struct rank_pair *pairs, double level)
{
    struct comparing c = {.units = units, .n = n, .pairs = pairs};
    c.reach = xcalloc(n + 1, sizeof *c.reach);
    c.better = xcalloc(n * n + 1, sizeof *c.better);
    c.told = xcalloc(n + 1, sizeof *c.told);
    for (size_t left = n * (n - (n > 0)) / 2, told = 1; left > 0 && told > 0; left -= told) {
        c.alpha = (1 - level) / (double)left;
        parallel(n, 0, find_reach, &c);
        parallel(n, 0, compare_with_all, &c);
        told = 0;
        for (size_t i = 0; i < n; i++)
            told += c.told[i];
    }
    for (size_t i = 0; i < n; i++) {
        units[i].low = 1;
        units[i].high = n;
        for (size_t k = 0; k < n; k++) {
            units[i].low += c.better[k * n + i];
            units[i].high -= c.better[i * n + k];
        }
    }
    free(c.reach);
    free(c.better);
    free(c.told);
}
