#include "scoring/estimates/profile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_STEPS = 9, MOST_POINTS = 2 * MOST_STEPS + 1, MOST_FIT = 25 };

/* The fit where R leaves it: B the log odds, MU their probability, BEFORE that of the step before. */
struct fit {
    double p, n, b, mu, before, deviance, dispersion;
};

static double probability(double log_odds)
{
    return 1 / (1 + exp(-log_odds));
}

static double deviance(const struct fit *f, double mu)
{
    return -2 * f->n * (f->p * log(mu) + (1 - f->p) * log1p(-mu));
}

/* One step of R's glm() from (w y + 1/2) / (w + 1): working response and working weight of an answer. */
static void first_response(double w, bool yes, double *sum, double *sum_weights)
{
    double m = (w * yes + 0.5) / (w + 1), weight = w * m * (1 - m);
    *sum += weight * (log(m / (1 - m)) + (yes - m) / (m * (1 - m)));
    *sum_weights += weight;
}

double interval_start(const double *w, const bool *yes, size_t n)
{
    double mean = 0, sum = 0, sum_weights = 0;
    for (size_t i = 0; i < n; i++)
        mean += w[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        first_response(w[i] / mean, yes[i], &sum, &sum_weights);
    return sum / sum_weights;
}

/* The start with equal weights: the share P has one answer, the rest the other. */
static double equal_start(double p)
{
    double one = 0, other = 0, weight_one = 0, weight_other = 0;
    first_response(1, true, &one, &weight_one);
    first_response(1, false, &other, &weight_other);
    return (p * one + (1 - p) * other) / (p * weight_one + (1 - p) * weight_other);
}

static struct fit fit(const struct proportion *q)
{
    struct fit f = {.p = q->p, .n = q->n, .b = isnan(q->start) ? equal_start(q->p) : q->start};
    double last = deviance(&f, probability(f.b));
    for (int k = 1; k < MOST_FIT; k++) {
        f.before = probability(f.b);
        f.b += (f.p - f.before) / (f.before * (1 - f.before));
        f.mu = probability(f.b);
        f.deviance = deviance(&f, f.mu);
        if (fabs(f.deviance - last) < 1e-8 * (fabs(f.deviance) + 0.1))
            break;
        last = f.deviance;
    }
    f.dispersion = f.n / (f.n - 1) * f.p * (1 - f.p) / (f.mu * (1 - f.mu));
    return f;
}

/* The signed root of what the deviance grows by at the log odds B, in units of the dispersion. */
static double signed_root(const struct fit *f, double b)
{
    double more = (deviance(f, probability(b)) - f->deviance) / f->dispersion, root = sqrt(fmax(more, 0));
    return b < f->b ? -root : root;
}

/* --- a cubic spline whose third derivatives at the ends are those of cubics through four points
 * (Forsythe, Malcolm and Moler 1977) ------------------------------------------------ */

struct spline {
    size_t n;
    const double *x, *y;
    double bend[MOST_POINTS]; /* second derivatives over 6 */
};

/* The third divided difference of four points from K. */
static double third_difference(const struct spline *s, size_t k)
{
    double d[4] = {s->y[k], s->y[k + 1], s->y[k + 2], s->y[k + 3]};
    for (size_t order = 1; order < 4; order++)
        for (size_t i = 3; i >= order; i--)
            d[i] = (d[i] - d[i - 1]) / (s->x[k + i] - s->x[k + i - order]);
    return d[3];
}

/* N is at least 4. */
static void spline_init(struct spline *s, const double *x, const double *y, size_t n)
{
    double diagonal[MOST_POINTS] = {0}, h[MOST_POINTS] = {0};
    *s = (struct spline){.n = n, .x = x, .y = y};
    for (size_t i = 0; i + 1 < n; i++)
        h[i] = x[i + 1] - x[i];
    diagonal[0] = -h[0];
    diagonal[n - 1] = -h[n - 2];
    s->bend[0] = h[0] * h[0] * third_difference(s, 0);
    s->bend[n - 1] = -h[n - 2] * h[n - 2] * third_difference(s, n - 4);
    for (size_t i = 1; i + 1 < n; i++) {
        diagonal[i] = 2 * (h[i - 1] + h[i]);
        s->bend[i] = (y[i + 1] - y[i]) / h[i] - (y[i] - y[i - 1]) / h[i - 1];
    }
    for (size_t i = 1; i < n; i++) {
        double t = h[i - 1] / diagonal[i - 1];
        diagonal[i] -= t * h[i - 1];
        s->bend[i] -= t * s->bend[i - 1];
    }
    s->bend[n - 1] /= diagonal[n - 1];
    for (size_t i = n - 1; i-- > 0;)
        s->bend[i] = (s->bend[i] - h[i] * s->bend[i + 1]) / diagonal[i];
}

static double spline_at(const struct spline *s, double x)
{
    size_t i = 0;
    while (i + 2 < s->n && x >= s->x[i + 1])
        i++;
    double h = s->x[i + 1] - s->x[i], left = (s->x[i + 1] - x) / h, right = (x - s->x[i]) / h;
    return left * s->y[i] + right * s->y[i + 1] +
           h * h * ((left * left * left - left) * s->bend[i] + (right * right * right - right) * s->bend[i + 1]);
}

/* --- limits ----------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The log odds at which the spline, read at 3 n equal steps and linearly between them, is CUTOFF; NaN outside. */
static double read_linearly(const struct spline *s, double cutoff)
{
    double from = s->x[0], step = (s->x[s->n - 1] - from) / (double)(3 * s->n - 1), below = spline_at(s, from);
    for (size_t k = 1; k < 3 * s->n; k++) {
        double above = spline_at(s, from + (double)k * step);
        if (below <= cutoff && cutoff <= above)
            return from + ((double)(k - 1) + (cutoff - below) / (above - below)) * step;
        below = above;
    }
    return NAN;
}

/* The log odds at which the profile itself is CUTOFF. */
static double read_exactly(const struct fit *f, double cutoff)
{
    double near = f->b, far = f->b + (cutoff < 0 ? -1 : 1);
    while (fabs(signed_root(f, far)) < fabs(cutoff) && fabs(far) < 700)
        far += far - f->b;
    for (int k = 0; k < 200; k++) {
        double middle = near + (far - near) / 2;
        if (fabs(signed_root(f, middle)) < fabs(cutoff))
            near = middle;
        else
            far = middle;
    }
    return far;
}

struct interval profile_interval(const struct proportion *q, double conf)
{
    struct fit f = fit(q);
    double odds_slope = f.mu * (1 - f.mu), se = sqrt(q->variance) / odds_slope;
    double deff = q->n * q->variance * f.before * (1 - f.before) / (odds_slope * odds_slope);
    double cutoff = t_quantile(1 - (1 - conf) / 2, q->df) * sqrt(deff), alpha = gsl_cdf_ugaussian_Q(cutoff) / 2;
    if (!isfinite(cutoff) || !(q->n > 1))
        return (struct interval){NAN, NAN};
    double most = gsl_cdf_tdist_Qinv(alpha / 2, q->n - 1), x[MOST_POINTS], y[MOST_POINTS];
    size_t n = 0;
    x[n++] = f.b;
    for (int side = -1; side <= 1; side += 2) {
        double root = 0;
        for (int k = 1; k <= MOST_STEPS && fabs(root) < most && se > 0; k++) {
            x[n] = f.b + side * k * most / 5 * se;
            root = signed_root(&f, x[n++]);
        }
    }
    qsort(x, n, sizeof *x, by_number);
    for (size_t i = 0; i < n; i++)
        y[i] = signed_root(&f, x[i]);
    double lower = NAN, upper = NAN;
    if (n > 3) {
        struct spline s;
        spline_init(&s, x, y, n);
        lower = read_linearly(&s, -cutoff);
        upper = read_linearly(&s, cutoff);
    }
    return (struct interval){probability(isnan(lower) ? read_exactly(&f, -cutoff) : lower),
                             probability(isnan(upper) ? read_exactly(&f, cutoff) : upper)};
}
