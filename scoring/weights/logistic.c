#include "scoring/weights/logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weights/normal.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/sum.h"
#include "survey/base/tolerances.h"

enum { MAX_STEPS = 100, MAX_HALVINGS = 40, NAME_SIZE = 120 };

struct fit {
    const struct auxiliary *auxiliary; /* values centred */
    const bool *yes;
    size_t n, p;
    double *w;                       /* mean 1 over those with weight */
    double *u, *v;                   /* n: x'beta, x'step */
    double *prob, *residual, *slope; /* n: yes - prob */
    double *beta, *step, *score;     /* p */
};

/* --- data without an estimate ----------------------------------------------------- */

static bool check_category(const struct auxiliary *auxiliary, size_t m, const bool *yes, const double *w,
                           struct error *err)
{
    const struct auxiliary_margin *margin = &auxiliary->margins[m];
    const struct auxiliary one = {.margins = margin, .n_margins = 1};
    size_t *n = xcalloc(2 * margin->n_cats + 1, sizeof *n);
    bool ok = true;
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0)
            n[2 * margin->cat[i] + yes[i]]++;
    for (size_t c = 0; c < margin->n_cats && ok; c++) {
        char name[NAME_SIZE];
        auxiliary_term_name(&one, c, name, sizeof name);
        if (!n[2 * c] && n[2 * c + 1])
            ok = error_set(err, E_MATHS,
                           _("everybody in \"%s\" responded: its propensity cannot be estimated; join it with another "
                             "category, or use weighting classes"),
                           name);
        else if (n[2 * c] && !n[2 * c + 1])
            ok = error_set(
                err, E_MATHS,
                _("nobody in \"%s\" responded: its propensity cannot be estimated; join it with another category"),
                name);
    }
    free(n);
    return ok;
}

static bool check_value(const struct auxiliary *auxiliary, size_t v, const bool *yes, const double *w,
                        struct error *err)
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    const double *x = auxiliary->values[v].x;
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0) {
            low[yes[i]] = fmin(low[yes[i]], x[i]);
            high[yes[i]] = fmax(high[yes[i]], x[i]);
        }
    if (fmin(low[0], low[1]) == fmax(high[0], high[1]) || (low[1] < high[0] && low[0] < high[1]))
        return true;
    return error_set(err, E_MATHS,
                     _("\"%s\" alone separates those who responded from the others: no propensity can be estimated"),
                     auxiliary->values[v].name);
}

static bool check_answers(const struct auxiliary *auxiliary, const bool *yes, const double *w, struct error *err)
{
    size_t n[2] = {0};
    for (size_t i = 0; i < auxiliary->n; i++)
        if (w[i] > 0)
            n[yes[i]]++;
    if (!n[1])
        return error_set(err, E_MATHS, _("nobody responded: no propensity can be estimated"));
    if (!n[0])
        return error_set(err, E_MATHS, _("everybody responded: no propensity can be estimated"));
    for (size_t m = 0; m < auxiliary->n_margins; m++)
        if (!check_category(auxiliary, m, yes, w, err))
            return false;
    for (size_t v = 0; v < auxiliary->n_values && auxiliary->n_margins; v++)
        if (!check_value(auxiliary, v, yes, w, err))
            return false;
    return true;
}

/* --- Newton ----------------------------------------------------------------------- */

/* Minus twice the log likelihood at beta + T step, with what it needs next. */
static double evaluate(struct fit *f, double t)
{
    struct sum deviance = {0};
    for (size_t i = 0; i < f->n; i++) {
        double u = f->u[i] + t * f->v[i], e = exp(-fabs(u)), far = 1 / (1 + e), near = e / (1 + e);
        f->prob[i] = u > 0 ? far : near;
        f->residual[i] = f->yes[i] ? (u > 0 ? near : far) : (u > 0 ? -far : -near);
        f->slope[i] = f->w[i] * far * near;
        /* the log of the probability of what was answered */
        sum_add(&deviance, 2 * f->w[i] * ((f->yes[i] ? fmax(-u, 0) : fmax(u, 0)) + log1p(e)));
    }
    return sum_of(&deviance);
}

/* The largest score beside the sum of |w x|. */
static double find_score(struct fit *f, const double *size)
{
    double worst = 0;
    auxiliary_sums(f->auxiliary, f->w, f->residual, f->score);
    for (size_t t = 0; t < f->p; t++)
        if (size[t] > 0)
            worst = fmax(worst, fabs(f->score[t]) / size[t]);
    return worst;
}

static void find_sizes(const struct fit *f, double *size)
{
    auxiliary_sums(f->auxiliary, f->w, NULL, size);
    for (size_t v = 0; v < f->auxiliary->n_values; v++) {
        double *at = &size[f->p - f->auxiliary->n_values + v];
        *at = 0;
        for (size_t i = 0; i < f->n; i++)
            *at += fabs(f->w[i] * f->auxiliary->values[v].x[i]);
    }
}

/* The equations are met and there is still far to go, or nothing left to hold a term: the maximum lies nowhere. */
static bool is_separated(const struct fit *f, const struct normal *normal, size_t rank)
{
    double longest = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->w[i] > 0)
            longest = fmax(longest, fabs(f->v[i]));
    return longest > 0.1 || normal_rank(normal) < rank;
}

static void find_step(struct fit *f, struct normal *normal)
{
    normal_factor(normal, f->slope);
    normal_solve_centred(normal, f->score, f->step);
    for (size_t i = 0; i < f->n; i++)
        f->v[i] = auxiliary_predict(f->auxiliary, i, f->step);
}

static void take_step(struct fit *f, double t)
{
    for (size_t k = 0; k < f->p; k++)
        f->beta[k] += t * f->step[k];
    for (size_t i = 0; i < f->n; i++)
        f->u[i] += t * f->v[i];
    memset(f->v, 0, f->n * sizeof *f->v);
}

static bool solve(struct fit *f, struct normal *normal, struct error *err)
{
    double *size = xcalloc(f->p + 1, sizeof *size), deviance = evaluate(f, 0);
    size_t rank = normal_rank(normal);
    bool met = false, separated = false;
    find_sizes(f, size);
    for (int k = 0; !met && !separated; k++) {
        met = find_score(f, size) <= LOGISTIC_SCORE;
        find_step(f, normal);
        separated = k >= MAX_STEPS || (met && is_separated(f, normal, rank));
        double t = 1, next = evaluate(f, t); /* once met, one more step squares what is left */
        for (int h = 0; h < MAX_HALVINGS && !met && !(next <= deviance * (1 + AT_LIMIT)); h++)
            next = evaluate(f, t /= 2);
        deviance = next;
        take_step(f, t);
    }
    free(size);
    return !separated || error_set(err, E_MATHS,
                                   _("the variables together separate those who responded from the others: no "
                                     "propensity can be estimated; use fewer"));
}

/* The intercept at the log odds of all. */
static void first_guess(struct fit *f)
{
    struct sum mass[2] = {{0}};
    for (size_t i = 0; i < f->n; i++)
        sum_add(&mass[f->yes[i]], f->w[i]);
    double odds = log(sum_of(&mass[1]) / sum_of(&mass[0]));
    for (size_t c = 0; f->auxiliary->n_margins && c < f->auxiliary->margins[0].n_cats; c++)
        f->beta[c] = odds;
    for (size_t i = 0; i < f->n; i++)
        f->u[i] = auxiliary_predict(f->auxiliary, i, f->beta);
}

static void scale_weights(struct fit *f, const double *w)
{
    struct sum sum = {0};
    double n_weights = 0;
    for (size_t i = 0; i < f->n; i++) {
        sum_add(&sum, w[i]);
        n_weights += w[i] > 0;
    }
    for (size_t i = 0; i < f->n; i++)
        f->w[i] = w[i] * n_weights / sum_of(&sum);
}

bool logistic(const struct auxiliary *auxiliary, const bool *yes, const double *w, double *beta, double *p,
              struct error *err)
{
    if (!check_answers(auxiliary, yes, w, err))
        return false;
    size_t n = auxiliary->n, n_terms = auxiliary_n_terms(auxiliary);
    double *rows = xcalloc(6 * n + 1, sizeof *rows), *terms = xcalloc(3 * n_terms + 1, sizeof *terms);
    struct normal *normal = normal_new(auxiliary, w);
    struct fit f = {.auxiliary = normal_centred(normal),
                    .yes = yes,
                    .n = n,
                    .p = n_terms,
                    .w = rows,
                    .u = rows + n,
                    .v = rows + 2 * n,
                    .prob = rows + 3 * n,
                    .residual = rows + 4 * n,
                    .slope = rows + 5 * n,
                    .beta = terms,
                    .step = terms + n_terms,
                    .score = terms + 2 * n_terms};
    scale_weights(&f, w);
    first_guess(&f);
    bool ok = solve(&f, normal, err);
    if (ok)
        memcpy(p, f.prob, n * sizeof *p);
    if (ok && beta) {
        memcpy(beta, f.beta, n_terms * sizeof *beta);
        normal_uncentre(normal, beta);
    }
    normal_free(normal);
    free(rows);
    free(terms);
    return ok;
}
