#include "scoring/estimates/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "scoring/estimates/profile.h"

/* Nearer to 0 or 1 than this is rounding. */
#define EDGE 1e-13

static const struct interval unknown = {NAN, NAN};

double t_quantile(double p, double df)
{
    if (!(df > 0))
        return NAN;
    return isfinite(df) ? gsl_cdf_tdist_Pinv(p, df) : gsl_cdf_ugaussian_Pinv(p);
}

struct interval interval_normal(double estimate, double se, double conf)
{
    return interval_t(estimate, se, INFINITY, conf);
}

struct interval interval_t(double estimate, double se, double df, double conf)
{
    double half = t_quantile(1 - (1 - conf) / 2, df) * se;
    return (struct interval){estimate - half, estimate + half};
}

enum interval_method interval_method_find(const char *name)
{
    static const char *const names[N_INTERVAL_METHODS] = {
        [INTERVAL_MEAN] = "mean",     [INTERVAL_LOGIT] = "logit", [INTERVAL_ASIN] = "asin",
        [INTERVAL_WILSON] = "wilson", [INTERVAL_BETA] = "beta",   [INTERVAL_LIKELIHOOD] = "likelihood"};
    enum interval_method method = INTERVAL_MEAN;
    while (method < N_INTERVAL_METHODS && strcmp(names[method], name) != 0)
        method++;
    return strcmp(name, "xlogit") == 0 ? INTERVAL_LOGIT : method;
}

/* --- the beta distribution -------------------------------------------------------- */

/* The x with P of the beta distribution below (UPPER: above): bisection, which cannot go wrong. */
static double beta_quantile(double p, double a, double b, bool upper)
{
    double low = 0, high = 1;
    for (int k = 0; k < 1100 && low < high; k++) {
        double middle = low + (high - low) / 2,
               at = upper ? gsl_cdf_beta_Q(middle, a, b) : gsl_cdf_beta_P(middle, a, b);
        if (middle <= low || middle >= high)
            break;
        if (upper ? at > p : at < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

/* Clopper-Pearson for P of N, neither of which need be whole. */
static struct interval exact(double p, double n, double conf)
{
    double tail = (1 - conf) / 2;
    struct interval i = {0, 1};
    if (p > 0)
        i.lower = beta_quantile(tail, n * p, n * (1 - p) + 1, false);
    if (p < 1)
        i.upper = beta_quantile(tail, n * p + 1, n * (1 - p), true);
    return i;
}

/* What Korn and Graubard take for the uncertainty of the variance: (t of n - 1 / t of df)^2. */
static double df_share(double n, double df, double conf)
{
    double few = t_quantile((1 - conf) / 2, df), many = n > 1 ? t_quantile((1 - conf) / 2, n - 1) : few;
    return many / few * (many / few);
}

static struct interval at_edge(const struct proportion *q, double p, double conf)
{
    double share = df_share(q->n, q->df, conf);
    return isnan(share) || !(q->n > 0) ? unknown : exact(p, q->n * fmin(share, 1), conf);
}

/* --- methods ---------------------------------------------------------------------- */

static struct interval logit(const struct proportion *q, double conf)
{
    struct interval odds = interval_t(log(q->p / (1 - q->p)), sqrt(q->variance) / (q->p * (1 - q->p)), q->df, conf);
    return (struct interval){1 / (1 + exp(-odds.lower)), 1 / (1 + exp(-odds.upper))};
}

static struct interval arc_sine(const struct proportion *q, double conf)
{
    struct interval arc = interval_t(asin(sqrt(q->p)), sqrt(q->variance / (q->p * (1 - q->p))) / 2, q->df, conf);
    if (isnan(arc.lower))
        return unknown;
    double low = sin(fmax(arc.lower, 0)), high = sin(fmin(arc.upper, M_PI / 2));
    return (struct interval){low * low, high * high};
}

static struct interval wilson(const struct proportion *q, double conf)
{
    double t = t_quantile(1 - (1 - conf) / 2, q->df), p = q->p, inverse = q->variance / (p * (1 - p)),
           t2 = t * t * inverse;
    double half = t * sqrt(q->variance + t2 * inverse / 4);
    return (struct interval){(p + t2 / 2 - half) / (1 + t2), (p + t2 / 2 + half) / (1 + t2)};
}

static struct interval korn_graubard(const struct proportion *q, double conf)
{
    double n = q->p * (1 - q->p) / q->variance * df_share(q->n, q->df, conf);
    if (isnan(n))
        return unknown;
    return isinf(n) ? (struct interval){q->p, q->p} : exact(q->p, n, conf);
}

struct interval interval_proportion(enum interval_method method, const struct proportion *q, double conf)
{
    if (method == INTERVAL_MEAN)
        return interval_t(q->p, sqrt(q->variance), q->df, conf);
    if (isnan(q->p))
        return unknown;
    if (q->p < EDGE)
        return at_edge(q, 0, conf);
    if (q->p > 1 - EDGE)
        return at_edge(q, 1, conf);
    switch (method) {
    case INTERVAL_LOGIT:
        return logit(q, conf);
    case INTERVAL_ASIN:
        return arc_sine(q, conf);
    case INTERVAL_WILSON:
        return wilson(q, conf);
    case INTERVAL_BETA:
        return korn_graubard(q, conf);
    case INTERVAL_LIKELIHOOD:
        return profile_interval(q, conf);
    default:
        return unknown;
    }
}
