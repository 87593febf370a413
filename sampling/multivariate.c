/* Bethel's allocation for several variables; the rest of allocate.h stands in allocate.c. */
#include <math.h>
#include <stdlib.h>

#include "sampling/allocate.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

#define MOST_STEPS 1000000

struct problem {
    const struct allocate_survey *s;
    double *weight; /* N over the sum of N */
    double all;     /* sum of N */
    double *part;   /* n_strata x n_variables: a stratum's part in the variance, over what may be spent on it */
    double *alpha;  /* per variable: how much it binds; sum 1 */
    bool *fixed;
};

static double variance_of(const struct problem *p, size_t stratum, size_t variable)
{
    double sd = p->s->sd[stratum * p->s->n_variables + variable];
    return p->weight[stratum] * p->weight[stratum] * sd * sd;
}

/* The largest sum of W^2 S^2 / n the variable may have. */
static double allowed(const struct problem *p, size_t variable)
{
    double limit = p->s->cv[variable] * p->s->mean[variable], within = 0;
    for (size_t h = 0; h < p->s->n_strata; h++) {
        double sd = p->s->sd[h * p->s->n_variables + variable];
        within += p->weight[h] * sd * sd;
    }
    return limit * limit + within / p->all;
}

static bool prepare(struct problem *p, const double *take, struct error *err)
{
    for (size_t j = 0; j < p->s->n_variables; j++) {
        double left = allowed(p, j), needed = 0;
        for (size_t h = 0; h < p->s->n_strata; h++)
            if (p->fixed[h])
                left -= variance_of(p, h, j) / take[h];
            else
                needed += variance_of(p, h, j);
        bool short_of = needed > 0 ? left <= 0 : left < -NEAR_WHOLE * allowed(p, j); /* all are fixed: enough or not */
        if (short_of)
            return error_set(
                err, E_MATHS,
                _("variable %zu: a coefficient of variation of %g is out of reach with the numbers allowed"), j + 1,
                p->s->cv[j]);
        for (size_t h = 0; h < p->s->n_strata; h++)
            p->part[h * p->s->n_variables + j] = p->fixed[h] || left <= 0 ? 0 : variance_of(p, h, j) / left;
        p->alpha[j] = 1 / (double)p->s->n_variables;
    }
    return true;
}

/* Numbers of the free strata for the present alpha. */
static void numbers(const struct problem *p, double *take)
{
    size_t J = p->s->n_variables;
    double sum = 0;
    for (size_t h = 0; h < p->s->n_strata; h++) {
        if (p->fixed[h])
            continue;
        double k = 0;
        for (size_t j = 0; j < J; j++)
            k += p->alpha[j] * p->part[h * J + j];
        take[h] = sqrt(k);
        sum += take[h] * sqrt(p->s->cost[h]);
    }
    for (size_t h = 0; h < p->s->n_strata; h++)
        if (!p->fixed[h])
            take[h] *= sum / sqrt(p->s->cost[h]);
}

/* Chromy's iteration for the free strata. */
static bool iterate(struct problem *p, double *take, struct error *err)
{
    size_t J = p->s->n_variables;
    double *next = xcalloc(J, sizeof *next);
    bool settled = false;
    for (size_t step = 0; !settled && step < MOST_STEPS; step++) {
        numbers(p, take);
        double total = 0, change = 0;
        for (size_t j = 0; j < J; j++) {
            double used = 0;
            for (size_t h = 0; h < p->s->n_strata; h++)
                if (!p->fixed[h] && take[h] > 0)
                    used += p->part[h * J + j] / take[h];
            next[j] = p->alpha[j] * used * used;
            total += next[j];
        }
        for (size_t j = 0; j < J && total > 0; j++) {
            change = fmax(change, fabs(next[j] / total - p->alpha[j]));
            p->alpha[j] = next[j] / total;
        }
        settled = change < ALLOCATION_CHANGE;
    }
    free(next);
    numbers(p, take);
    return settled || error_set(err, E_MATHS, _("the allocation for several variables did not settle"));
}

/* Fix the free strata that are out of bounds; false where none was. */
static bool fix(struct problem *p, double *take)
{
    bool found = false;
    /* The highest first: less comes from them than hoped for, and the others need more. */
    for (int side = 0; side < 2 && !found; side++)
        for (size_t h = 0; h < p->s->n_strata; h++) {
            const double *bound = side ? p->s->low : p->s->high;
            if (p->fixed[h] || !bound || (side ? take[h] >= bound[h] : take[h] <= bound[h] * (1 + NEAR_WHOLE)))
                continue;
            take[h] = bound[h];
            p->fixed[h] = found = true;
        }
    return found;
}

static void find_reached(const struct problem *p, const double *take, double *reached)
{
    for (size_t j = 0; j < p->s->n_variables; j++) {
        double variance = p->s->cv[j] * p->s->mean[j] * (p->s->cv[j] * p->s->mean[j]) - allowed(p, j);
        for (size_t h = 0; h < p->s->n_strata; h++)
            if (variance_of(p, h, j) > 0)
                variance += variance_of(p, h, j) / take[h];
        reached[j] = variance > 0 ? sqrt(variance) / fabs(p->s->mean[j]) : 0;
    }
}

bool allocate_multivariate(const struct allocate_survey *survey, double *take, double *reached, struct error *err)
{
    size_t H = survey->n_strata, J = survey->n_variables;
    struct problem p = {.s = survey,
                        .weight = xcalloc(H, sizeof *p.weight),
                        .part = xcalloc(H * J, sizeof *p.part),
                        .alpha = xcalloc(J, sizeof *p.alpha),
                        .fixed = xcalloc(H, sizeof *p.fixed)};
    for (size_t h = 0; h < H; h++)
        p.all += survey->population[h];
    for (size_t h = 0; h < H; h++)
        p.weight[h] = survey->population[h] / p.all;
    bool ok;
    do
        ok = prepare(&p, take, err) && iterate(&p, take, err);
    while (ok && fix(&p, take));
    if (ok && reached)
        find_reached(&p, take, reached);
    free(p.weight);
    free(p.part);
    free(p.alpha);
    free(p.fixed);
    return ok;
}
