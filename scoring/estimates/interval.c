#include "scoring/estimates/interval.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

#include "survey/base/tolerances.h"

#define MOST_STEPS 200 /* of Brent for a limit by the likelihood; ten or so do */
#define FARTHEST   1e12

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

struct interval interval_exact(double p, double n, double conf)
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
    return isnan(share) || !(q->n > 0) ? unknown : interval_exact(p, q->n * fmin(share, 1), conf);
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
    return isinf(n) ? (struct interval){q->p, q->p} : interval_exact(q->p, n, conf);
}

/* How far the likelihood of a share P at the log odds B lies below its top, as the signed root of what -2 log of it
 * grows by in units of the dispersion, less CUTOFF. */
struct profile {
    double p, n, cutoff;
};

/* log(1 + exp(x)) */
static double soft_plus(double x)
{
    return fmax(x, 0) + log1p(exp(-fabs(x)));
}

static double profile_root(double b, void *data)
{
    const struct profile *f = data;
    double p = f->p, away = 1 / (1 + exp(-b)) - p, lost;
    if (fabs(away) < fmin(p, 1 - p) / 2) /* without taking logarithms that are nearly the same from one another */
        lost = -p * log1p(away / p) - (1 - p) * log1p(-away / (1 - p));
    else
        lost = p * (log(p) + soft_plus(-b)) + (1 - p) * (log(1 - p) + soft_plus(b));
    return copysign(sqrt(fmax(2 * (f->n - 1) * lost, 0)), away) - f->cutoff;
}

/* The share at which it is 0. */
static double profile_limit(struct profile *f)
{
    double top = log(f->p / (1 - f->p)), side = copysign(1, f->cutoff), far = 1;
    while (side * profile_root(top + side * far, f) < 0 && far < FARTHEST)
        far *= 2;
    if (far >= FARTHEST)
        return side < 0 ? 0 : 1;
    double from = fmin(top, top + side * far), to = fmax(top, top + side * far);
    gsl_function function = {profile_root, f};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    int status = gsl_root_fsolver_set(solver, &function, from, to);
    for (int k = 0; status == GSL_SUCCESS && k < MOST_STEPS && from < to; k++) {
        status = gsl_root_fsolver_iterate(solver);
        from = gsl_root_fsolver_x_lower(solver);
        to = gsl_root_fsolver_x_upper(solver);
        if (gsl_root_test_interval(from, to, 0, LOG_ODDS_PRECISION) == GSL_SUCCESS)
            break;
    }
    double root = gsl_root_fsolver_root(solver);
    gsl_root_fsolver_free(solver);
    return status == GSL_SUCCESS ? 1 / (1 + exp(-root)) : NAN;
}

static struct interval likelihood(const struct proportion *q, double conf)
{
    double deff = q->n * q->variance / (q->p * (1 - q->p));
    struct profile f = {q->p, q->n, t_quantile(1 - (1 - conf) / 2, q->df) * sqrt(deff)};
    if (!isfinite(f.cutoff) || !(q->n > 1))
        return unknown;
    if (f.cutoff == 0)
        return (struct interval){q->p, q->p};
    struct interval i = {.upper = profile_limit(&f)};
    f.cutoff = -f.cutoff;
    i.lower = profile_limit(&f);
    return i;
}

struct interval interval_proportion(enum interval_method method, const struct proportion *q, double conf)
{
    if (method == INTERVAL_MEAN)
        return interval_t(q->p, sqrt(q->variance), q->df, conf);
    if (isnan(q->p))
        return unknown;
    if (q->p < MEAN_EDGE)
        return at_edge(q, 0, conf);
    if (q->p > 1 - MEAN_EDGE)
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
        return likelihood(q, conf);
    default:
        return unknown;
    }
}
