#include "sampling/allocate.h"

#include <math.h>
#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

/* One pass: share what is left among the free strata; fix those out of bounds on the worse side.
 * Returns false when none was. */
static bool fix_bounds(double total, const double *share, const int64_t *low, const int64_t *high, size_t n, double *x,
                       bool *fixed)
{
    double rest = total, sum = 0, under = 0, over = 0;
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            rest -= x[i];
        else
            sum += share[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            continue;
        x[i] = sum > 0 ? rest * share[i] / sum : 0;
        if (x[i] < (double)low[i])
            under += (double)low[i] - x[i];
        if (x[i] > (double)high[i])
            over += x[i] - (double)high[i];
    }
    if (under <= 0 && over <= 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (fixed[i])
            continue;
        if (under >= over && x[i] < (double)low[i]) {
            x[i] = (double)low[i];
            fixed[i] = true;
        } else if (under < over && x[i] > (double)high[i]) {
            x[i] = (double)high[i];
            fixed[i] = true;
        }
    }
    return true;
}

/* What both roundings refuse. */
static bool check_room(int64_t total, const int64_t *low, const int64_t *high, size_t n, struct error *err)
{
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        least += low[i];
        most += high[i];
        if (low[i] > high[i])
            return error_set(err, E_MATHS, _("a stratum has a minimum of %lld but only %lld members"),
                             (long long)low[i], (long long)high[i]);
    }
    return (total >= least && total <= most) ||
           error_set(err, E_MATHS, _("%lld cannot be shared: the strata take at least %lld and at most %lld"),
                     (long long)total, (long long)least, (long long)most);
}

bool allocate_integers(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                       int64_t *take, struct error *err)
{
    if (!check_room(total, low, high, n, err))
        return false;
    double *x = xcalloc(n, sizeof *x);
    bool *fixed = xcalloc(n, sizeof *fixed);
    while (fix_bounds((double)total, share, low, high, n, x, fixed))
        ;
    int64_t left = total;
    for (size_t i = 0; i < n; i++) {
        take[i] = (int64_t)floor(x[i] + NEAR_WHOLE_SUM);
        left -= take[i];
    }
    /* Largest remainders; where all are full, those below their maximum in turn. */
    bool *given = fixed;
    while (left > 0) {
        for (size_t i = 0; i < n; i++)
            given[i] = false;
        for (bool found = true; found && left > 0;) {
            size_t best = SIZE_MAX;
            for (size_t i = 0; i < n; i++)
                if (!given[i] && take[i] < high[i] &&
                    (best == SIZE_MAX ||
                     x[i] - floor(x[i] + NEAR_WHOLE_SUM) > x[best] - floor(x[best] + NEAR_WHOLE_SUM) + NEAR_WHOLE_SUM))
                    best = i;
            found = best != SIZE_MAX;
            if (found) {
                take[best]++;
                given[best] = true;
                left--;
            }
        }
    }
    free(x);
    free(fixed);
    return true;
}

/* What one more in stratum I is worth: 0 where it is full, infinite where it has none. */
static double worth(const double *share, const int64_t *take, const int64_t *high, size_t i)
{
    if (take[i] >= high[i])
        return -1;
    double x = (double)take[i];
    return share[i] > 0 ? share[i] / sqrt(x * (x + 1)) : 0;
}

/* Heap order of strata: the worthier first, ties to the lower index. */
struct ladder {
    const double *worth;
    size_t *strata, n;
};

static bool before(const struct ladder *l, size_t a, size_t b)
{
    return l->worth[a] > l->worth[b] || (a < b && l->worth[a] == l->worth[b]);
}

static void settle(struct ladder *l, size_t at)
{
    for (;;) {
        size_t first = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++)
            if (child < l->n && before(l, l->strata[child], l->strata[first]))
                first = child;
        if (first == at)
            return;
        size_t keep = l->strata[at];
        l->strata[at] = l->strata[first];
        l->strata[first] = keep;
        at = first;
    }
}

bool allocate_optimum(int64_t total, const double *share, const int64_t *low, const int64_t *high, size_t n,
                      int64_t *take, struct error *err)
{
    if (!check_room(total, low, high, n, err))
        return false;
    double *value = xcalloc(n, sizeof *value);
    struct ladder ladder = {value, xcalloc(n, sizeof *ladder.strata), n};
    int64_t left = total;
    for (size_t i = 0; i < n; i++) {
        take[i] = low[i];
        left -= low[i];
        value[i] = worth(share, take, high, i);
        ladder.strata[i] = i;
    }
    for (size_t i = n; i-- > 0;)
        settle(&ladder, i);
    for (; left > 0; left--) {
        size_t best = ladder.strata[0];
        take[best]++;
        value[best] = worth(share, take, high, best);
        settle(&ladder, 0);
    }
    free(value);
    free(ladder.strata);
    return true;
}

void allocate_neyman_shares(const double *population, const double *sd, const double *cost, size_t n, double *share)
{
    for (size_t i = 0; i < n; i++)
        share[i] = population[i] * sd[i] / (cost ? sqrt(cost[i]) : 1);
}

void allocate_power_shares(const double *size, double q, const double *sd, const double *mean, size_t n, double *share)
{
    for (size_t i = 0; i < n; i++)
        share[i] = pow(size[i], q) * sd[i] / fabs(mean[i]);
}

void allocate_reals(double total, const double *share, size_t n, double *take)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += share[i];
    for (size_t i = 0; i < n; i++)
        take[i] = sum > 0 ? total * share[i] / sum : 0;
}

void allocate_for_cost(double budget, const double *population, const double *sd, const double *cost, size_t n,
                       double *take)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += population[i] * sd[i] * sqrt(cost[i]);
    for (size_t i = 0; i < n; i++)
        take[i] = budget * population[i] * sd[i] / sqrt(cost[i]) / sum;
}

/* What numbers in proportion FACTOR to the rule, but within the bounds, cost; TAKE receives them rounded down. */
static double cost_within(double factor, const double *population, const double *sd, const double *cost,
                          const int64_t *low, const int64_t *high, size_t n, int64_t *take)
{
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        double x = factor * population[i] * sd[i] / sqrt(cost[i]);
        x = fmin(fmax(x, (double)low[i]), (double)high[i]);
        take[i] = (int64_t)floor(x + NEAR_WHOLE);
        all += x * cost[i];
    }
    return all;
}

bool allocate_budget(double budget, const double *population, const double *sd, const double *cost, const int64_t *low,
                     const int64_t *high, size_t n, int64_t *take, struct error *err)
{
    double least = cost_within(0, population, sd, cost, low, high, n, take), small = 0, large = 1;
    if (least > budget)
        return error_set(err, E_MATHS, _("the minimum of every stratum alone costs %g; the budget is %g"), least,
                         budget);
    while (large < 1e300 && cost_within(large, population, sd, cost, low, high, n, take) < budget)
        large *= 2;
    for (int step = 0; step < 200; step++) {
        double middle = small + (large - small) / 2;
        if (cost_within(middle, population, sd, cost, low, high, n, take) <= budget)
            small = middle;
        else
            large = middle;
    }
    (void)cost_within(small, population, sd, cost, low, high, n, take);
    double left = budget;
    for (size_t i = 0; i < n; i++)
        left -= (double)take[i] * cost[i];
    for (size_t best = 0; best != SIZE_MAX;) {
        double most = 0;
        best = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            double x = (double)take[i], s = population[i] * sd[i];
            double worth = x > 0 ? s * s / (x * (x + 1)) / cost[i] : s > 0 ? INFINITY : 0;
            if (take[i] < high[i] && cost[i] <= left * (1 + AT_LIMIT) && worth > most) {
                most = worth;
                best = i;
            }
        }
        if (best != SIZE_MAX) {
            take[best]++;
            left -= cost[best];
        }
    }
    return true;
}

void allocate_for_cv(double cv, double mean, const double *population, const double *sd, const double *cost, size_t n,
                     double *take)
{
    double all = 0, root = 0, within = 0;
    for (size_t i = 0; i < n; i++)
        all += population[i];
    for (size_t i = 0; i < n; i++) {
        root += population[i] / all * sd[i] * sqrt(cost[i]);
        within += population[i] / all * sd[i] * sd[i];
    }
    double variance = cv * mean * (cv * mean) + within / all;
    for (size_t i = 0; i < n; i++)
        take[i] = root / variance * population[i] / all * sd[i] / sqrt(cost[i]);
}

double allocate_variance(const double *take, const double *population, const double *sd, size_t n)
{
    double all = 0, variance = 0;
    for (size_t i = 0; i < n; i++) {
        all += population[i];
        if (sd[i] > 0)
            variance += population[i] * population[i] * (1 - take[i] / population[i]) * sd[i] * sd[i] / take[i];
    }
    return variance / (all * all);
}
