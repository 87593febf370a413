/* interval.h - confidence limits.
 *
 * Limits that cannot be had are NaN: no standard error, or no degrees of
 * freedom.  DF may be infinite.
 *
 * Sources: R survey, svyciprop(); Korn and Graubard, Survey Methodology 24 (1998); Wilson, JASA 22 (1927);
 * Clopper and Pearson, Biometrika 26 (1934); Rao and Scott, Annals of Statistics 12 (1984).
 */
#ifndef SCORING_INTERVAL_H
#define SCORING_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

struct interval {
    double lower, upper;
};

/* The quantile of Student's t with P below, the normal one where DF is infinite; NaN unless DF is above 0. */
double t_quantile(double p, double df);

/* ESTIMATE -+ a quantile x SE at level CONF (0.95). */
struct interval interval_normal(double estimate, double se, double conf);
struct interval interval_t(double estimate, double se, double df, double conf);

/* Clopper and Pearson's for P of N, neither of which need be whole. */
struct interval interval_exact(double p, double n, double conf);

enum interval_method {
    INTERVAL_MEAN,       /* estimate -+ t se; may leave [0, 1] */
    INTERVAL_LOGIT,      /* the same for the log odds (R: logit and xlogit) */
    INTERVAL_ASIN,       /* for the arc sine of the root, kept within its range */
    INTERVAL_WILSON,     /* score interval with n = p (1 - p) / variance and t for z */
    INTERVAL_BETA,       /* Korn and Graubard: Clopper-Pearson with that n times (t of n - 1 / t of df)^2 */
    INTERVAL_LIKELIHOOD, /* profile of the binomial likelihood, scaled by the design effect */
    N_INTERVAL_METHODS
};

/* "mean", "logit", …; "xlogit" is logit; N_INTERVAL_METHODS for any other name. */
enum interval_method interval_method_find(const char *name);

struct proportion {
    double p, variance; /* estimated */
    double n;           /* rows of the domain */
    double df;          /* of the design */
};

/* Limits for a proportion at level CONF.  Where p is 0 or 1 all but the mean's have that end as one limit and as the
 * other the Clopper-Pearson (Korn-Graubard) limit with n rows: for 0, 1 - (alpha / 2)^(1/n) when df = n - 1.
 *
 * The likelihood's limits are where -2 log of it has grown by t^2 times the design effect, in units of the dispersion
 * n / (n - 1); R reads them off a spline through steps of a fifth of the range, from a fit stopped early, and so is up
 * to 2e-7 off. */
struct interval interval_proportion(enum interval_method method, const struct proportion *proportion, double conf);

#endif
