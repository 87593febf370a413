#include "scoring/weighing/weigh_compute.h"

#include <math.h>
#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/base/sum.h"

static void count_case(struct weigh_class *class, const struct weigh_case *c)
{
    class->issued += c->serial != 0;
    class->unasked += c->serial == 0;
    class->returned += c->returned;
    class->valid += c->valid;
    class->ineligible += c->ineligible;
    if (!class->unequal || !c->ineligible)
        return;
    /* One who is not of the population leaves the sample. */
    if (c->probability >= 1) {
        class->ineligible_take_all++;
    } else {
        class->ineligible_pi += c->probability;
        class->sum_inverse_pi -= 1 / c->probability;
    }
}

/* What 1 / probability is multiplied by in the class, for all but take-all members.  As where all have the
 * same: those found ineligible leave the population (in a design by size, their sizes leave the total),
 * and reserves called in join the sample. */
static double correction_of(const struct weigh_class *c)
{
    int64_t take_all = c->by_size ? c->take_all : 0, gone = c->by_size ? c->ineligible_take_all : 0;
    double drawn = (double)(c->drawn - take_all);
    double now = drawn + (double)(c->released - c->ineligible + gone);
    double lost = c->by_size ? c->ineligible_pi : drawn * (double)c->ineligible / (double)c->population;
    return now > 0 ? (drawn - lost) / now : 1;
}

double weigh_base(const struct weigh_class *c, double probability)
{
    return !c->unequal ? c->base : probability >= 1 ? 1 : c->correction / probability;
}

static void set_weights(struct weigh_class *c)
{
    c->base = c->factor = NAN;
    if (c->pool) { /* no probability of inclusion is known */
        c->population = c->drawn = c->issued;
        c->base = 1;
        if (c->valid)
            c->factor = c->walk_in ? 1 : (double)(c->issued - c->ineligible) / (double)c->valid;
        return;
    }
    int64_t sampled = c->drawn + c->released - c->ineligible, eligible = c->population - c->ineligible;
    if (sampled <= 0)
        return;
    double all = c->unequal ? (double)(c->take_all - c->ineligible_take_all) + c->correction * c->sum_inverse_pi
                            : (double)eligible;
    c->base = all / (double)sampled;
    if (c->valid)
        c->factor = c->unequal ? all / c->answered : (double)sampled / (double)c->valid;
}

void weigh_compute(struct weigh_class *classes, size_t n_classes, const struct weigh_member *asked, size_t n_asked,
                   struct weigh_case *cases, size_t n_cases)
{
    size_t first = 0;
    for (; first < n_cases && !cases[first].serial; first++)
        count_case(&classes[cases[first].class], &cases[first]);
    for (size_t i = 0; i < n_asked; i++)
        if (asked[i].probability >= 1)
            classes[asked[i].class].take_all++;
        else
            classes[asked[i].class].sum_inverse_pi += 1 / asked[i].probability;
    for (size_t i = first; i < n_cases; i++)
        count_case(&classes[cases[i].class], &cases[i]);
    for (size_t c = 0; c < n_classes; c++)
        classes[c].correction = classes[c].unequal ? correction_of(&classes[c]) : 1;
    for (size_t i = 0; i < n_cases; i++)
        if (cases[i].valid && classes[cases[i].class].unequal)
            classes[cases[i].class].answered += weigh_base(&classes[cases[i].class], cases[i].probability);
    for (size_t c = 0; c < n_classes; c++)
        set_weights(&classes[c]);
    for (size_t i = 0; i < n_cases; i++) {
        cases[i].base = weigh_base(&classes[cases[i].class], cases[i].probability);
        cases[i].final = cases[i].base * classes[cases[i].class].factor;
    }
}

/* The health of weights: COUNT[i] people have WEIGHT[i]. */
static struct weight_health health_of(const int64_t *count, const double *weight, size_t n)
{
    struct weight_health h = {.min = NAN, .max = NAN};
    struct sum sum = {0}, squares = {0};
    for (size_t i = 0; i < n; i++) {
        if (count[i] == 0 || isnan(weight[i]))
            continue;
        h.n += (size_t)count[i];
        sum_add(&sum, (double)count[i] * weight[i]);
        h.min = fmin(h.min, weight[i]);
        h.max = fmax(h.max, weight[i]);
    }
    h.sum = sum_of(&sum);
    double mean = h.sum / (double)h.n;
    for (size_t i = 0; i < n; i++)
        if (count[i] && !isnan(weight[i]))
            sum_add(&squares, (double)count[i] * (weight[i] - mean) * (weight[i] - mean));
    double variance = sum_of(&squares) / (double)h.n;
    h.cv = sqrt(variance) / mean;
    h.deff = 1 + variance / (mean * mean);
    h.n_effective = (double)h.n / h.deff;
    return h;
}

struct weight_health weigh_health(const struct weigh_class *classes, size_t n_classes, const struct weigh_case *cases,
                                  size_t n_cases, size_t group, bool answered)
{
    bool unequal = false;
    for (size_t i = 0; i < n_classes; i++)
        unequal |= classes[i].unequal && (group == SIZE_MAX || classes[i].group == group);
    size_t n = 0, most = n_classes + (unequal ? n_cases : 0); /* classes of one weight, then ballots with their own */
    int64_t *count = xcalloc(most + 1, sizeof *count);
    double *weight = xcalloc(most + 1, sizeof *weight);
    for (size_t i = 0; i < n_classes; i++) {
        const struct weigh_class *c = &classes[i];
        if ((group != SIZE_MAX && c->group != group) || c->unequal)
            continue;
        count[n] = answered ? c->valid : c->issued + c->unasked - c->ineligible;
        weight[n++] = answered ? c->base * c->factor : c->base;
    }
    for (size_t i = 0; unequal && i < n_cases; i++) {
        const struct weigh_class *c = &classes[cases[i].class];
        if (!c->unequal || cases[i].ineligible || (group != SIZE_MAX && c->group != group))
            continue;
        count[n] = !answered || cases[i].valid;
        weight[n++] = answered ? cases[i].final : cases[i].base;
    }
    struct weight_health h = health_of(count, weight, n);
    free(count);
    free(weight);
    return h;
}
