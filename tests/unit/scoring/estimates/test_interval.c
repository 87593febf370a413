#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/estimates/interval.h"
#include "tests/golden/golden.h"
#include "tests/golden/golden_csv.h"

static double number(const json_t *o, const char *name, double fallback)
{
    const json_t *j = json_object_get(o, name);
    return json_is_number(j) ? json_number_value(j) : fallback;
}

static void same(const char *id, const char *what, double x, double expected, double tolerance)
{
    cr_assert(fabs(x - expected) <= tolerance * fmax(1, fabs(expected)), "%s: %s is %.17g, expected %.17g", id, what, x,
              expected);
}

/* Every proportion of the golden cases, from its estimate, standard error, df and rows. */
Test(interval, proportions_as_r)
{
    json_t *root = golden_open("tests/golden/cases.json"), *c, *e;
    size_t k, l, n_checked = 0;
    json_array_foreach(json_object_get(root, "cases"), k, c)
    {
        const json_t *stat = json_object_get(c, "stat");
        const char *type = json_string_value(json_object_get(stat, "type"));
        if (!type || strcmp(type, "ciprop") != 0)
            continue;
        enum interval_method method = interval_method_find(json_string_value(json_object_get(stat, "method")));
        cr_assert_lt(method, N_INTERVAL_METHODS);
        /* R reads likelihood limits off a spline. */
        double conf = number(stat, "conf", 0.95), tolerance = method == INTERVAL_LIKELIHOOD ? 1.3e-5 : 1e-9;
        json_array_foreach(json_object_get(c, "expected"), l, e)
        {
            double se = number(e, "se", NAN);
            struct proportion q = {.p = number(e, "estimate", NAN),
                                   .variance = se * se,
                                   .n = number(e, "n", number(c, "n", NAN)),
                                   .df = number(e, "df", NAN)};
            struct interval i = interval_proportion(method, &q, conf);
            same(golden_id(c), "ci_l", i.lower, number(e, "ci_l", NAN), tolerance);
            same(golden_id(c), "ci_u", i.upper, number(e, "ci_u", NAN), tolerance);
            n_checked++;
        }
    }
    json_decref(root);
    cr_assert_eq(n_checked, 66);
}

/* Where the likelihood has fallen by what the definition says, by hand: with k of n equal answers, -2 log of the ratio
 * of likelihoods at the limit is t^2 times the design effect n v / p q times n / (n - 1); here of several n, v and df.
 */
Test(interval, likelihood_limits_lie_where_it_has_fallen)
{
    static const double p[] = {1e-4, .03, .5, .83, .999}, n[] = {7, 300, 1e6}, deff[] = {.4, 1, 25}, df[] = {2, 40};
    for (size_t i = 0; i < 5 * 3 * 3 * 2; i++) {
        double share = p[i % 5], rows = n[i / 5 % 3], d = deff[i / 15 % 3], f = df[i / 45], t = t_quantile(.95, f);
        struct proportion q = {share, d * share * (1 - share) / rows, rows, f};
        struct interval limits = interval_proportion(INTERVAL_LIKELIHOOD, &q, .9);
        double want = t * t * d * rows / (rows - 1), at[2] = {limits.lower, limits.upper};
        cr_assert(limits.lower < share && limits.upper > share);
        for (size_t k = 0; k < 2; k++) {
            double fallen = 2 * rows * (share * log(share / at[k]) + (1 - share) * (log1p(-share) - log1p(-at[k])));
            /* Near 0 and 1 the share itself is known to 1e-16 only. */
            if (at[k] > 1e-200 && at[k] < 1 - 1e-9)
                cr_expect_float_eq(fallen, want, want * 1e-6 + rows * 1e-12,
                                   "p %g n %g deff %g df %g: %.12g, not %.12g", share, rows, d, f, fallen, want);
        }
    }
}

/* The z and t limits of every mean and total. */
Test(interval, limits_of_estimates_as_r)
{
    json_t *root = golden_open("tests/golden/cases.json"), *c, *e;
    size_t k, l, n_checked = 0;
    json_array_foreach(json_object_get(root, "cases"), k, c)
    {
        const char *type = json_string_value(json_object_get(json_object_get(c, "stat"), "type"));
        if (!type || (strcmp(type, "mean") != 0 && strcmp(type, "total") != 0))
            continue;
        json_array_foreach(json_object_get(c, "expected"), l, e)
        {
            double estimate = number(e, "estimate", NAN), se = number(e, "se", NAN);
            if (isnan(se) || isnan(number(e, "ci_t_l", NAN)))
                continue;
            struct interval z = interval_normal(estimate, se, .95),
                            t = interval_t(estimate, se, number(c, "design_df", NAN), .95);
            same(golden_id(c), "ci_z_l", z.lower, number(e, "ci_z_l", NAN), 1e-9);
            same(golden_id(c), "ci_z_u", z.upper, number(e, "ci_z_u", NAN), 1e-9);
            same(golden_id(c), "ci_t_l", t.lower, number(e, "ci_t_l", NAN), 1e-9);
            same(golden_id(c), "ci_t_u", t.upper, number(e, "ci_t_u", NAN), 1e-9);
            n_checked++;
        }
    }
    json_decref(root);
    cr_assert_gt(n_checked, 300);
}

/* R: qt(0.975, c(1, 1.3, 14, 199, 1e5, 1e10)), qnorm(0.975). */
Test(interval, quantiles_as_r)
{
    static const double df[] = {1, 1.3, 14, 199, 1e5, 1e10, INFINITY},
                        t[] = {12.70620473617469, 7.500529325562027, 2.144786687917804, 1.971956544251752,
                               1.959987707534609, 1.959963984777281, 1.959963984540054};
    for (size_t k = 0; k < sizeof df / sizeof *df; k++)
        same("qt", "quantile", t_quantile(.975, df[k]), t[k], 1e-14);
    cr_assert(isnan(t_quantile(.975, 0)) && isnan(t_quantile(.975, -1)) && isnan(t_quantile(.975, NAN)));
}

/* --- p = 0 and p = 1 -------------------------------------------------------------- */

/* 1 - 0.025^(1/n), Clopper and Pearson's for nobody of n; the mirror for everybody. */
Test(interval, nobody_and_everybody)
{
    for (int m = INTERVAL_LOGIT; m < N_INTERVAL_METHODS; m++)
        for (double n = 1; n < 1e6; n *= 7) {
            struct proportion none = {.p = 0, .variance = 0, .n = n, .df = n > 1 ? n - 1 : 5};
            struct interval i = interval_proportion((enum interval_method)m, &none, .95);
            cr_assert_eq(i.lower, 0);
            cr_assert_float_eq(i.upper, 1 - pow(.025, 1 / n), 1e-12);
            none.p = 1;
            i = interval_proportion((enum interval_method)m, &none, .95);
            cr_assert_eq(i.upper, 1);
            cr_assert_float_eq(i.lower, pow(.025, 1 / n), 1e-12);
        }
    /* few clusters: fewer effective rows, (t of 99 / t of 4)^2 of 100 */
    struct proportion few = {.p = 0, .variance = 0, .n = 100, .df = 4};
    double n = 100 * pow(1.984216951586416 / 2.776445105197793, 2);
    cr_assert_float_eq(interval_proportion(INTERVAL_BETA, &few, .95).upper, 1 - pow(.025, 1 / n), 1e-9);
}

/* Clopper and Pearson 1934 for 3 of 10 (R: binom.test(3, 10)): 0.0667395, 0.6524529. */
Test(interval, beta_is_exact_for_simple_samples)
{
    struct proportion q = {.p = .3, .variance = .3 * .7 / 10, .n = 10, .df = 9};
    struct interval i = interval_proportion(INTERVAL_BETA, &q, .95);
    cr_assert_float_eq(i.lower, 0.06673951, 1e-8);
    cr_assert_float_eq(i.upper, 0.65245285, 1e-8);
}

/* What R's steps do not reach is the profile's own: the deviance there is t^2 deff n / (n - 1). */
Test(interval, likelihood_where_r_has_none)
{
    struct proportion q = {.p = .4, .variance = .24 / 400 * .01, .n = 400, .df = 3};
    struct interval i = interval_proportion(INTERVAL_LIKELIHOOD, &q, .95);
    double t = 3.182446305284263, wanted = t * t * .01 * 400 / 399;
    for (int end = 0; end < 2; end++) {
        double x = end ? i.upper : i.lower;
        double deviance = 2 * 400 * (.4 * log(.4 / x) + .6 * log(.6 / (1 - x)));
        cr_assert_float_eq(deviance, wanted, 1e-3 * wanted);
        cr_assert((x > .4) == end);
    }
}

/* No standard error, no degrees of freedom, no estimate: no limits.  A standard error of 0: the estimate. */
Test(interval, what_cannot_be_had)
{
    struct proportion cases[] = {{.p = .3, .variance = NAN, .n = 9, .df = 8},
                                 {.p = .3, .variance = .01, .n = 9, .df = 0},
                                 {.p = NAN, .variance = NAN, .n = 0, .df = 8},
                                 {.p = 0, .variance = 0, .n = 0, .df = 8},
                                 {.p = 0, .variance = 0, .n = 9, .df = 0}};
    for (int m = INTERVAL_LOGIT; m < N_INTERVAL_METHODS; m++) {
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            struct interval i = interval_proportion((enum interval_method)m, &cases[k], .95);
            cr_assert(isnan(i.lower) && isnan(i.upper), "method %d, case %zu: %g %g", m, k, i.lower, i.upper);
        }
        struct proportion sure = {.p = .3, .variance = 0, .n = 9, .df = 8};
        struct interval i = interval_proportion((enum interval_method)m, &sure, .95);
        cr_assert_float_eq(i.lower, .3, 1e-7);
        cr_assert_float_eq(i.upper, .3, 1e-7);
    }
    cr_assert_eq(interval_method_find("exact"), N_INTERVAL_METHODS);
}

/* Limits stay within [0, 1] and around p, and mirror for 1 - p. */
Test(interval, limits_are_in_order)
{
    static const double p[] = {1e-6, .002, .02, .3, .5, .9}, deff[] = {.01, 1, 30}, df[] = {1, 5, INFINITY};
    for (int m = INTERVAL_LOGIT; m < N_INTERVAL_METHODS; m++)
        for (size_t a = 0; a < 6; a++)
            for (size_t b = 0; b < 9; b++) {
                double n = 300, v = p[a] * (1 - p[a]) / n * deff[b / 3];
                struct proportion q = {p[a], v, n, df[b % 3]}, mirror = {1 - p[a], v, n, df[b % 3]};
                struct interval i = interval_proportion((enum interval_method)m, &q, .95),
                                j = interval_proportion((enum interval_method)m, &mirror, .95);
                cr_assert(i.lower >= 0 && i.lower <= p[a] && i.upper >= p[a] && i.upper <= 1,
                          "method %d, p %g, deff %g, df %g: %g %g", m, p[a], deff[b / 3], df[b % 3], i.lower, i.upper);
                cr_assert_float_eq(i.lower, 1 - j.upper, 1e-7);
            }
}
