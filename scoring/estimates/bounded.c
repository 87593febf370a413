#include "scoring/estimates/bounded.h"

#include <math.h>

#include "survey/base/tolerances.h"

double floor_unseen(double f)
{
    return f <= 0 ? 1 : f >= 1 ? 0 : f / -log1p(-f);
}

double bounded_add_group(struct bounded *b, const struct bounded_group *g)
{
    double step = g->scale / (g->n + 1), floor = g->learned * floor_unseen(g->share) * step * step / 2;
    b->value += g->value;
    b->scale += g->scale;
    b->variance += g->variance;
    b->squares += g->squares;
    b->floored += fmax(g->variance, floor);
    b->lifted += fmax(floor - g->variance, 0);
    b->middled += g->value + sqrt(g->learned) * (g->scale / 2 - g->value) / (g->n + 1);
    return floor;
}

void bounded_add_stated(struct bounded *b, double value, double se, double max)
{
    b->value += value;
    b->scale += max;
    b->middled += value;
    b->variance += se * se;
    b->floored += se * se;
}

double bounded_df(const struct bounded *b)
{
    return b->squares > 0 ? b->floored * b->floored / b->squares : INFINITY;
}

struct interval bounded_limits(const struct bounded *b, double alpha)
{
    if (!(b->scale > 0))
        return (struct interval){NAN, NAN};
    if (!(b->floored > 0))
        return (struct interval){b->value, b->value};
    double p = b->value / b->scale, q = b->middled / b->scale;
    p = p < MEAN_EDGE ? 0 : p > 1 - MEAN_EDGE ? 1 : p;
    double shrink = t_quantile(1 - alpha / 2, INFINITY) / t_quantile(1 - alpha / 2, bounded_df(b));
    double spread = p * (1 - p) + b->lifted / b->floored * (q * (1 - q) - p * (1 - p));
    double n = shrink * shrink * spread * b->scale * b->scale / b->floored;
    struct interval limits = n > 0 ? interval_exact(p, n, 1 - alpha) : (struct interval){0, 1};
    limits = (struct interval){fmin(p, limits.lower), fmax(p, limits.upper)};
    return (struct interval){b->scale * limits.lower, b->scale * limits.upper};
}
