#include "scoring/weights/trim.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/calibrate.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/sum.h"
#include "survey/base/tolerances.h"

#define MOST_STEPS 300 /* of Brent for the shift that makes weights add up */

static double cut(double w, struct trim_limits limits)
{
    return fmin(fmax(w, limits.lower), limits.upper);
}

static bool is_outside(double w, struct trim_limits limits)
{
    return w < limits.lower || w > limits.upper;
}

static bool check_limits(struct trim_limits limits, struct error *err)
{
    if (limits.lower < limits.upper)
        return true;
    return error_set(err, E_USAGE, _("the lower limit %g of weights is not below the upper limit %g"), limits.lower,
                     limits.upper);
}

static struct trim_result count(const double *w, size_t n, struct trim_limits limits)
{
    struct trim_result result = {0};
    struct sum moved = {0};
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0) {
            result.n_raised += w[i] < limits.lower;
            result.n_lowered += w[i] > limits.upper;
            sum_add(&moved, w[i] - cut(w[i], limits));
        }
    result.moved = sum_of(&moved);
    return result;
}

/* One round: rows outside are cut and marked in IS_CUT, the others get what was taken.  False where none is left. */
static bool cut_and_give(double *w, size_t n, struct trim_limits limits, bool *is_cut)
{
    struct sum taken = {0};
    size_t n_inside = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i] == 0)
            continue;
        is_cut[i] = is_cut[i] || is_outside(w[i], limits);
        n_inside += !is_cut[i];
        double now = cut(w[i], limits);
        sum_add(&taken, w[i] - now);
        w[i] = now;
    }
    if (n_inside == 0)
        return false;
    double share = sum_of(&taken) / (double)n_inside;
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0 && !is_cut[i])
            w[i] += share;
    return true;
}

bool trim_spread(double *w, size_t n, struct trim_limits limits, struct trim_result *result, struct error *err)
{
    if (!check_limits(limits, err))
        return false;
    *result = count(w, n, limits);
    if (result->n_raised + result->n_lowered == 0)
        return true;
    size_t n_weights = 0;
    for (size_t i = 0; i < n; i++)
        n_weights += w[i] != 0;
    if (result->n_raised + result->n_lowered == n_weights)
        return error_set(err, E_MATHS, _("no weight lies between %g and %g: nobody to give to what is cut"),
                         limits.lower, limits.upper);
    bool *is_cut = xcalloc(n + 1, sizeof *is_cut);
    bool given = cut_and_give(w, n, limits, is_cut);
    free(is_cut);
    result->rounds = 1;
    return given;
}

static bool any_outside(const double *w, size_t n, struct trim_limits limits)
{
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0 && is_outside(w[i], limits))
            return true;
    return false;
}

static double sum_weights(const double *w, size_t n)
{
    struct sum sum = {0};
    for (size_t i = 0; i < n; i++)
        sum_add(&sum, w[i]);
    return sum_of(&sum);
}

/* How far sum of cut(w + t) lies from TOTAL. */
struct shifted {
    const double *w;
    size_t n;
    struct trim_limits limits;
    double total;
};

static double sum_shifted(double t, void *data)
{
    const struct shifted *s = data;
    struct sum sum = {0};
    for (size_t i = 0; i < s->n; i++)
        if (s->w[i] != 0)
            sum_add(&sum, cut(s->w[i] + t, s->limits));
    return sum_of(&sum) - s->total;
}

/* The t with sum of cut(w + t) = total, which there is: the sum grows with t along straight pieces, so that a step of
 * Brent's that ends on the piece of the root meets it. */
static double solve_shift(struct shifted *s)
{
    double low = 0, high = 0, step = 1;
    for (size_t i = 0; i < s->n; i++)
        step = fmax(step, fabs(s->w[i]));
    if (sum_shifted(0, s) == 0)
        return 0;
    while (sum_shifted(low, s) > 0 && isfinite(low))
        low -= step;
    while (sum_shifted(high, s) < 0 && isfinite(high))
        high += step;
    if (sum_shifted(low, s) >= 0)
        return low;
    if (sum_shifted(high, s) <= 0)
        return high;
    gsl_function function = {sum_shifted, s};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    gsl_root_fsolver_set(solver, &function, low, high);
    double root = low;
    for (int k = 0; k < MOST_STEPS; k++) {
        gsl_root_fsolver_iterate(solver);
        root = gsl_root_fsolver_root(solver);
        if (sum_shifted(root, s) == 0 ||
            gsl_root_test_interval(gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), 0,
                                   TRIM_PRECISION) == GSL_SUCCESS)
            break;
    }
    gsl_root_fsolver_free(solver);
    return root;
}

static bool shift(double *w, size_t n, struct trim_limits limits, struct trim_result *result, struct error *err)
{
    double n_weights = 0, total = sum_weights(w, n);
    for (size_t i = 0; i < n; i++)
        n_weights += w[i] != 0;
    if (total < n_weights * limits.lower * (1 - AT_LIMIT) || total > n_weights * limits.upper * (1 + AT_LIMIT))
        return error_set(err, E_MATHS, _("%.10g weights between %g and %g cannot add up to %.10g"), n_weights,
                         limits.lower, limits.upper, total);
    struct shifted shifted = {w, n, limits, total};
    result->shift = solve_shift(&shifted);
    for (size_t i = 0; i < n; i++)
        if (w[i] != 0)
            w[i] = cut(w[i] + result->shift, limits);
    return true;
}

bool trim_strict(double *w, size_t n, struct trim_limits limits, struct trim_result *result, struct error *err)
{
    if (!check_limits(limits, err))
        return false;
    double *new = xmalloc((n + 1) * sizeof *new);
    bool *is_cut = xcalloc(n + 1, sizeof *is_cut), given = true;
    memcpy(new, w, n * sizeof *new);
    *result = count(w, n, limits);
    while (given && any_outside(new, n, limits)) {
        given = cut_and_give(new, n, limits, is_cut);
        result->rounds++;
    }
    if (given)
        memcpy(w, new, n * sizeof *w);
    free(is_cut);
    free(new);
    return given || shift(w, n, limits, result, err);
}

bool trim_keep_totals(double *w, const struct auxiliary *auxiliary, struct trim_limits limits,
                      struct trim_result *result, struct error *err)
{
    if (!check_limits(limits, err))
        return false;
    const struct calibrate_options options = {.distance = CALIBRATE_LINEAR,
                                              .bounded = true,
                                              .of_weights = true,
                                              .lower = limits.lower,
                                              .upper = limits.upper};
    struct calibrate_result found = {0};
    double *g = xcalloc(auxiliary->n + 1, sizeof *g);
    *result = count(w, auxiliary->n, limits);
    bool ok = calibrate(w, auxiliary, &options, g, &found, err);
    for (size_t i = 0; i < auxiliary->n && ok; i++)
        w[i] = w[i] == 0 ? 0 : cut(w[i] * g[i], limits);
    result->rounds = found.steps;
    free(g);
    return ok;
}
