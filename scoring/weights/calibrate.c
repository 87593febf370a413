#include "scoring/weights/calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/conflict.h"
#include "scoring/weights/normal.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

#define MAX_STEPS   500
#define QUICK_STEPS 100 /* of bounds that are only tried */
/* Of a case's weight in the Newton matrix, where its ratio hardly moves any more, or no longer: keeps the matrix
 * regular and steps within reason.  Totals at the edge of what bounds allow may need another one. */
static const double cut_shares[] = {1e-6, 1e-4, 1e-8};
/* A step that leaves less than this of the slope is taken. */
#define SLOPE_LEFT      0.5
#define MAX_SHORTENINGS 60
/* Steps before the totals are suspected to be out of reach. */
#define PATIENCE 3

enum outcome { MET, NOT_MET, OUT_OF_REACH };

struct solver {
    const struct calibrate_options *options;
    const struct auxiliary *auxiliary; /* values centred */
    const double *total;               /* with centred values */
    const double *least;               /* of auxiliary_misfit_least() */
    const double *w;                   /* 0: takes no part */
    struct normal *normal;             /* of the base weights at first */
    size_t n, p, rank;                 /* rank: with the base weights */
    double *lambda, *step;             /* p */
    double *u, *v;                     /* n: x'lambda, x'step */
    double *g, *final, *slope;         /* n: ratio, w g, w F'(u) */
    double *sum, *missing;             /* p: of the final weights, total - sum */
    double *direction;                 /* p: proof that the totals are out of reach */
    double cut_share;
    double misfit;
    size_t term;
    unsigned steps;
};

/* --- distances -------------------------------------------------------------------- */

struct span {
    double lower, upper;
};

static struct span span_of(const struct calibrate_options *o, double w)
{
    double by = o->of_weights ? w : 1;
    if (!o->bounded)
        return (struct span){o->distance == CALIBRATE_RAKING ? 0 : -INFINITY, INFINITY};
    struct span s = {o->lower / by, o->upper / by};
    if (o->distance == CALIBRATE_RAKING && s.lower < 0)
        s.lower = 0;
    return s;
}

/* F(U), and its derivative in *SLOPE, of which CUT_SHARE is left at bounds. */
static double ratio(const struct calibrate_options *o, struct span s, double u, double cut_share, double *slope)
{
    if (o->distance == CALIBRATE_LOGIT) {
        double a = (s.upper - s.lower) / ((1 - s.lower) * (s.upper - 1)), e = exp(-fabs(a * u));
        double low = (s.upper - 1) * (u > 0 ? e : 1), high = (1 - s.lower) * (u > 0 ? 1 : e);
        double share = high / (low + high), rest = low / (low + high);
        *slope = fmax(a * (s.upper - s.lower) * share * rest, cut_share);
        return share < rest ? s.lower + (s.upper - s.lower) * share : s.upper - (s.upper - s.lower) * rest;
    }
    double g = o->distance == CALIBRATE_LINEAR ? 1 + u : exp(u);
    *slope = o->distance == CALIBRATE_LINEAR ? 1 : g;
    if (g > s.lower && g < s.upper)
        return g;
    *slope = o->bounded ? cut_share : *slope;
    return g >= s.upper ? s.upper : s.lower;
}

/* --- Newton ----------------------------------------------------------------------- */

/* Ratios, sums and misfit at lambda + T step. */
static void evaluate(struct solver *s, double t)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->w[i] > 0) {
            s->g[i] =
                ratio(s->options, span_of(s->options, s->w[i]), s->u[i] + t * s->v[i], s->cut_share, &s->slope[i]);
            s->final[i] = s->w[i] * s->g[i];
            s->slope[i] *= s->w[i];
        }
    s->misfit = auxiliary_misfit_least(s->auxiliary, s->final, s->total, s->least, s->sum, &s->term);
    for (size_t t_ = 0; t_ < s->p; t_++)
        s->missing[t_] = s->total[t_] - s->sum[t_];
}

/* The derivative of the dual along the step; NaN or infinite where the step went too far. */
static double slope_along(const struct solver *s)
{
    double slope = 0;
    for (size_t t = 0; t < s->p; t++)
        slope -= s->step[t] * s->missing[t];
    return slope;
}

static void find_step(struct solver *s)
{
    normal_factor(s->normal, s->slope);
    if (normal_rank(s->normal) < s->rank) {
        /* some terms no longer move: lend every case a share */
        for (size_t i = 0; i < s->n; i++)
            s->slope[i] += s->w[i] * fmin(s->cut_share, s->misfit);
        normal_factor(s->normal, s->slope);
    }
    normal_solve_centred(s->normal, s->missing, s->step);
    for (size_t i = 0; i < s->n; i++)
        s->v[i] = s->w[i] > 0 ? auxiliary_predict(s->auxiliary, i, s->step) : 0;
}

/* Go along the step as far as the dual falls: all of it, or to where the slope is small. */
static void go_along(struct solver *s)
{
    double before = fabs(slope_along(s)), low = 0, high = 1, slope_low = -before, t = 1;
    evaluate(s, 1);
    double slope = slope_along(s);
    for (int k = 0; k < MAX_SHORTENINGS && !(slope <= SLOPE_LEFT * before); k++) {
        high = t;
        double at = isfinite(slope) ? slope_low / (slope_low - slope) : 0.5;
        t = low + (high - low) * fmin(fmax(at, 0.1), 0.9);
        evaluate(s, t);
        slope = slope_along(s);
        while (slope < -SLOPE_LEFT * before && k++ < MAX_SHORTENINGS) {
            low = t;
            slope_low = slope;
            t = (low + high) / 2;
            evaluate(s, t);
            slope = slope_along(s);
        }
    }
    for (size_t k = 0; k < s->p; k++)
        s->lambda[k] += t * s->step[k];
    for (size_t i = 0; i < s->n; i++)
        s->u[i] = s->w[i] > 0 ? auxiliary_predict(s->auxiliary, i, s->lambda) : 0;
    memset(s->v, 0, s->n * sizeof *s->v);
    evaluate(s, 0);
}

/* The most that sum w g y can be, U[i] = x'y, with ratios in their spans (and, where one has no
 * end, the population known). */
static double most_along(const struct solver *s, const double *u)
{
    double most = 0, highest = -INFINITY, at_lower = 0;
    bool ends = true;
    for (size_t i = 0; i < s->n; i++)
        if (s->w[i] > 0) {
            struct span span = span_of(s->options, s->w[i]);
            if (!isfinite(span.lower))
                return INFINITY;
            ends = ends && isfinite(span.upper);
        }
    for (size_t i = 0; i < s->n; i++)
        if (s->w[i] > 0) {
            struct span span = span_of(s->options, s->w[i]);
            most += s->w[i] * u[i] * (ends && u[i] > 0 ? span.upper : span.lower);
            at_lower += s->w[i] * span.lower;
            highest = fmax(highest, u[i]);
        }
    if (ends)
        return most;
    double population = 0;
    for (size_t c = 0; s->auxiliary->n_margins && c < s->auxiliary->margins[0].n_cats; c++)
        population += s->total[c];
    return population > at_lower ? most + (population - at_lower) * highest : INFINITY;
}

/* True where the direction Y, with U[i] = x'y, proves that no ratios meet the totals. */
static bool proves(const struct solver *s, const double *y, const double *u)
{
    double wanted = 0, size = 0, most = most_along(s, u);
    for (size_t t = 0; t < s->p; t++) {
        wanted += y[t] * s->total[t];
        size += fabs(y[t] * s->total[t]);
    }
    return isfinite(most) && most < wanted - NEAR_WHOLE * (fabs(most) + size);
}

static bool out_of_reach(struct solver *s)
{
    const double *y = proves(s, s->step, s->v) ? s->step : proves(s, s->lambda, s->u) ? s->lambda : NULL;
    if (y)
        memcpy(s->direction, y, s->p * sizeof *y);
    return y;
}

/* One more step once the totals are met: the error that is left squares.  It is taken back if nothing is won. */
static void polish(struct solver *s)
{
    double before = s->misfit;
    find_step(s);
    evaluate(s, 1);
    if (s->misfit < before)
        return;
    evaluate(s, 0);
}

/* Raking from far away starts with the first margin already met. */
static void first_guess(struct solver *s)
{
    memset(s->lambda, 0, s->p * sizeof *s->lambda);
    if (s->options->distance != CALIBRATE_RAKING || s->options->bounded || !s->auxiliary->n_margins)
        return;
    auxiliary_sums(s->auxiliary, s->w, NULL, s->sum);
    for (size_t c = 0; c < s->auxiliary->margins[0].n_cats; c++)
        if (s->total[c] > 0)
            s->lambda[c] = log(s->total[c] / s->sum[c]);
}

static enum outcome solve_with(struct solver *s, double cut_share, unsigned max_steps)
{
    double tolerance = s->options->tolerance > 0 ? s->options->tolerance : CALIBRATE_MISFIT;
    s->cut_share = cut_share;
    first_guess(s);
    for (size_t i = 0; i < s->n; i++)
        s->u[i] = s->w[i] > 0 ? auxiliary_predict(s->auxiliary, i, s->lambda) : 0;
    memset(s->v, 0, s->n * sizeof *s->v);
    evaluate(s, 0);
    for (s->steps = 0; s->steps < max_steps && !(s->misfit <= tolerance); s->steps++) {
        find_step(s);
        if (s->steps >= PATIENCE && out_of_reach(s))
            return OUT_OF_REACH;
        go_along(s);
    }
    if (!(s->misfit <= tolerance))
        return NOT_MET;
    if (s->misfit > 0)
        polish(s);
    return MET;
}

static enum outcome solve(struct solver *s)
{
    unsigned max_steps = s->options->max_steps;
    enum outcome outcome = solve_with(s, cut_shares[0], max_steps ? max_steps : MAX_STEPS);
    for (size_t k = 1; k < sizeof cut_shares / sizeof *cut_shares; k++)
        if (outcome == NOT_MET && s->options->bounded && !max_steps)
            outcome = solve_with(s, cut_shares[k], MAX_STEPS);
    return outcome;
}

/* --- the problem ------------------------------------------------------------------ */

static void solver_init(struct solver *s, const struct calibrate_options *options, const struct auxiliary *auxiliary,
                        const double *w, struct normal *normal, const double *total, const double *least)
{
    size_t n = auxiliary->n, p = auxiliary_n_terms(auxiliary);
    *s = (struct solver){.options = options,
                         .auxiliary = normal_centred(normal),
                         .total = total,
                         .least = least,
                         .w = w,
                         .normal = normal};
    s->n = n;
    s->p = p;
    s->rank = normal_rank(normal);
    double *rows = xcalloc(5 * n + 1, sizeof *rows), *terms = xcalloc(5 * p + 1, sizeof *terms);
    s->u = rows;
    s->v = rows + n;
    s->g = rows + 2 * n;
    s->final = rows + 3 * n;
    s->slope = rows + 4 * n;
    s->lambda = terms;
    s->step = terms + p;
    s->sum = terms + 2 * p;
    s->missing = terms + 3 * p;
    s->direction = terms + 4 * p;
}

static void solver_release(struct solver *s)
{
    free(s->u);
    free(s->lambda);
}

/* A total that follows from the others must be what they make it: the linear solution meets those that do not. */
static bool check_dependent(const struct auxiliary *auxiliary, struct solver *s, struct error *err)
{
    bool ok = true;
    if (s->rank == s->p)
        return true;
    auxiliary_sums(s->auxiliary, s->w, NULL, s->sum);
    for (size_t t = 0; t < s->p; t++)
        s->missing[t] = s->total[t] - s->sum[t];
    normal_solve_centred(s->normal, s->missing, s->step);
    for (size_t i = 0; i < s->n; i++)
        s->final[i] = s->w[i] > 0 ? s->w[i] * (1 + auxiliary_predict(s->auxiliary, i, s->step)) : 0;
    s->misfit = auxiliary_misfit_least(s->auxiliary, s->final, s->total, s->least, s->sum, &s->term);
    size_t first = s->p - auxiliary->n_values;
    if (s->misfit > INCONSISTENT_TOTAL && !normal_independent(s->normal, s->term)) {
        double shift = s->term >= first ? auxiliary->values[s->term - first].total - s->total[s->term] : 0;
        char name[120];
        auxiliary_term_name(auxiliary, s->term, name, sizeof name);
        ok =
            error_set(err, E_MATHS, _("the total of \"%s\" is %.10g, but it follows from the others and must be %.10g"),
                      name, s->total[s->term] + shift, s->sum[s->term] + shift);
    }
    memset(s->final, 0, s->n * sizeof *s->final);
    return ok;
}

/* --- bounds that would do --------------------------------------------------------- */

/* The bounds of O, wider by T on either side, rounded outwards to four digits. */
static struct calibrate_options wider(const struct calibrate_options *o, double t)
{
    struct calibrate_options wide = *o;
    if (o->of_weights) {
        wide.lower = o->lower > 0 ? o->lower / (1 + t) : o->lower * (1 + t);
        wide.upper = o->upper * (1 + t);
    } else {
        wide.lower = o->lower - t * fmax(fabs(1 - o->lower), 0.1);
        wide.upper = o->upper + t * fmax(fabs(o->upper - 1), 0.1);
        if (o->lower >= 0)
            wide.lower = fmax(0, wide.lower);
    }
    double digit = isfinite(wide.upper) ? pow(10, floor(log10(fabs(wide.upper))) - 3) : 1e-4;
    wide.lower = floor(wide.lower / digit) * digit;
    wide.upper = ceil(wide.upper / digit) * digit;
    return wide;
}

/* Do the bounds WIDE?  At most MAX_STEPS are tried; 0: as many as for the weights themselves. */
static bool bounds_do(struct solver *s, const struct calibrate_options *wide, unsigned max_steps)
{
    const struct calibrate_options *keep = s->options;
    struct calibrate_options options = *wide;
    options.max_steps = max_steps;
    s->options = &options;
    bool met = solve(s) == MET;
    s->options = keep;
    return met;
}

/* The least widening that does, to a thousandth; false where none does.  What is within reach of bounds does not depend
 * on the distance, but the logit comes near them slowly: it is only tried with what has been found. */
static bool least_bounds(struct solver *s, struct calibrate_options *least)
{
    struct calibrate_options quick = *s->options, *o = &quick;
    bool logit = o->distance == CALIBRATE_LOGIT;
    double low = 0, high = 0.01;
    if (logit)
        quick.distance = CALIBRATE_LINEAR;
    for (*least = wider(o, high); !bounds_do(s, least, QUICK_STEPS); *least = wider(o, high)) {
        low = high;
        high *= 2;
        if (high > 1e4)
            return false;
    }
    while (high - low > high / 1000) {
        double middle = (low + high) / 2;
        struct calibrate_options wide = wider(o, middle);
        if (bounds_do(s, &wide, QUICK_STEPS)) {
            high = middle;
            *least = wide;
        } else {
            low = middle;
        }
    }
    bool met = !logit;
    for (unsigned thousandths = 0; !met && thousandths < 1000; thousandths = thousandths ? 2 * thousandths : 1) {
        *least = wider(s->options, high * (1 + thousandths / 1000.0));
        met = bounds_do(s, least, 0);
    }
    return met;
}

/* A category that the bounds alone keep from its total. */
static bool category_beyond(const struct solver *s, size_t *term, double *low, double *high)
{
    size_t n_categories = s->p - s->auxiliary->n_values;
    double *ends = xcalloc(2 * n_categories + 1, sizeof *ends);
    bool found = false;
    for (size_t i = 0; i < s->n; i++)
        for (size_t m = 0, from = 0; m < s->auxiliary->n_margins && s->w[i] > 0;
             from += s->auxiliary->margins[m++].n_cats) {
            struct span span = span_of(s->options, s->w[i]);
            size_t t = from + s->auxiliary->margins[m].cat[i];
            ends[2 * t] += s->w[i] * span.lower;
            ends[2 * t + 1] += s->w[i] * span.upper;
        }
    for (size_t t = 0; t < n_categories && !found; t++)
        if (s->total[t] < ends[2 * t] * (1 - SAME_TOTAL) || s->total[t] > ends[2 * t + 1] * (1 + SAME_TOTAL)) {
            *term = t;
            *low = ends[2 * t];
            *high = ends[2 * t + 1];
            found = true;
        }
    free(ends);
    return found;
}

static bool explain_bounds(struct solver *s, const struct auxiliary *auxiliary, const double *total, struct error *err)
{
    struct calibrate_options least;
    size_t worst = s->term, term = 0;
    double reached = s->sum[worst] + total[worst] - s->total[worst], low = 0, high = 0;
    bool one = category_beyond(s, &term, &low, &high);
    double *direction = xcalloc(s->p + 1, sizeof *direction);
    memcpy(direction, s->direction, s->p * sizeof *direction);
    if (!least_bounds(s, &least)) {
        conflict(auxiliary, s->w, total, direction, worst, reached, err);
    } else if (one) {
        char name[120];
        auxiliary_term_name(auxiliary, term, name, sizeof name);
        error_set(err, E_MATHS,
                  _("the bounds are too narrow: within them \"%s\" comes to %.10g at least and %.10g at most, not to "
                    "%.10g; %.10g and %.10g would do"),
                  name, low, high, total[term], least.lower, least.upper);
    } else {
        error_set(err, E_MATHS, _("the bounds are too narrow for all totals together; %.10g and %.10g would do"),
                  least.lower, least.upper);
    }
    free(direction);
    return false;
}

static bool check_bounds(const struct calibrate_options *o, struct error *err)
{
    if (o->bounded && !(o->lower < o->upper))
        return error_set(err, E_USAGE, _("the lower bound %g is not below the upper bound %g"), o->lower, o->upper);
    if (o->distance != CALIBRATE_LOGIT)
        return true;
    if (!o->bounded || o->of_weights || !(o->lower < 1 && 1 < o->upper) || !isfinite(o->upper - o->lower))
        return error_set(err, E_USAGE, _("the logit distance needs two bounds of the ratio with 1 between them"));
    return true;
}

/* The weights that take part: not those of a category without people, where ratios can be 0. */
static double *active_weights(const double *w, const struct auxiliary *auxiliary, const struct calibrate_options *o)
{
    double *active = xcalloc(auxiliary->n + 1, sizeof *active);
    memcpy(active, w, auxiliary->n * sizeof *active);
    for (size_t m = 0; m < auxiliary->n_margins && o->distance == CALIBRATE_RAKING && !o->bounded; m++)
        for (size_t i = 0; i < auxiliary->n; i++)
            if (auxiliary->margins[m].total[auxiliary->margins[m].cat[i]] == 0)
                active[i] = 0;
    return active;
}

static void report(const struct solver *s, const double *w, const double *g, struct calibrate_result *result)
{
    *result = (struct calibrate_result){.steps = s->steps, .lowest = INFINITY, .highest = -INFINITY};
    for (size_t i = 0; i < s->n; i++)
        if (w[i] > 0) {
            result->lowest = fmin(result->lowest, g[i]);
            result->highest = fmax(result->highest, g[i]);
            result->n_negative += g[i] < 0;
        }
}

/* Those that take part must have what the totals need. */
static bool check_active(const double *w, const double *active, const struct auxiliary *auxiliary, const double *total,
                         bool rescale, struct error *err)
{
    struct error plain = {0};
    if (auxiliary_check(auxiliary, active, rescale, &plain))
        return true;
    return !conflict_plain(auxiliary, w, total, err) && error_set(err, E_MATHS, "%s", plain.text);
}

static bool find(struct solver *s, const struct auxiliary *auxiliary, const double *total, struct error *err)
{
    const struct calibrate_options *o = s->options;
    if (!check_dependent(auxiliary, s, err))
        return false;
    enum outcome outcome = solve(s);
    double reached = s->sum[s->term] + total[s->term] - s->total[s->term];
    if (outcome == MET)
        return true;
    if (o->bounded && (outcome == OUT_OF_REACH || !o->max_steps))
        return explain_bounds(s, auxiliary, total, err);
    if (o->distance == CALIBRATE_RAKING)
        return conflict(auxiliary, s->w, total, outcome == OUT_OF_REACH ? s->direction : NULL, s->term, reached, err);
    return conflict_worst(auxiliary, total, s->term, reached, err);
}

bool calibrate(const double *w, const struct auxiliary *auxiliary, const struct calibrate_options *options, double *g,
               struct calibrate_result *result, struct error *err)
{
    if (!check_bounds(options, err) || !auxiliary_check(auxiliary, w, options->rescale, err))
        return false;
    size_t p = auxiliary_n_terms(auxiliary), first = p - auxiliary->n_values;
    double *active = active_weights(w, auxiliary, options),
           *total = xcalloc(2 * p + auxiliary->n_values + 1, sizeof *total), *centred = total + p, *least = centred + p;
    struct normal *normal = NULL;
    struct solver s = {0};
    auxiliary_totals(auxiliary, options->rescale, total);
    bool ok = check_active(w, active, auxiliary, total, options->rescale, err);
    if (ok) {
        normal = normal_new(auxiliary, active);
        memcpy(centred, total, p * sizeof *total);
        for (size_t v = 0; v < auxiliary->n_values; v++) {
            centred[first + v] = normal_centred(normal)->values[v].total;
            least[v] = TOTAL_DIGITS_LEFT * fabs(auxiliary->values[v].total);
        }
        solver_init(&s, options, auxiliary, active, normal, centred, least);
        ok = find(&s, auxiliary, total, err);
    }
    if (ok) {
        for (size_t i = 0; i < s.n; i++) {
            g[i] = active[i] > 0 ? s.g[i] : w[i] > 0 ? 0 : 1;
            s.final[i] = w[i] * g[i];
        }
        report(&s, w, g, result);
        result->misfit = auxiliary_misfit(auxiliary, s.final, total, s.sum, &result->term);
    }
    solver_release(&s);
    normal_free(normal);
    free(active);
    free(total);
    return ok;
}
