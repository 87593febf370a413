#include <criterion/criterion.h>
#include <math.h>

#include "scoring/estimates/quantile.h"

enum { MOST = 9, PARTS = 64 };

/* Values 1, 10, 100 …, far apart, so that a neighbour taken for another shows; as many of each as its weight. */
static size_t write_out(const struct weighted *v, size_t n, double *all)
{
    size_t n_all = 0;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < (int)v[i].w; k++)
            all[n_all++] = v[i].x;
    return n_all;
}

/* Hyndman and Fan (1996), rules 1, 2 and 7 of N values without weights: j = ⌊np⌋, or (n - 1)p for the last. */
static double plain(const double *x, size_t n, double p, enum quantile_rule rule)
{
    double place = rule == QUANTILE_HF7 ? (double)(n - 1) * p : (double)n * p;
    size_t j = (size_t)place;
    double over = place - (double)j;
    if (rule == QUANTILE_HF7)
        return j + 1 < n ? x[j] + over * (x[j + 1] - x[j]) : x[n - 1];
    if (over > 0)
        return x[j];
    if (j == 0 || j == n)
        return x[j ? n - 1 : 0];
    return rule == QUANTILE_SCHOOL ? (x[j - 1] + x[j]) / 2 : x[j - 1];
}

/* For p = 0, 1/64 … 1, which are exact, every rule finds every place, the first and the last, with one value or nine:
 * equal weights beside the rule without weights, whole weights beside the values written out as often. */
Test(quantile, finds_every_place)
{
    for (size_t n = 1; n <= MOST; n++)
        for (int heavy = 0; heavy < 2; heavy++) {
            struct weighted v[MOST];
            double cumulated[MOST], all[MOST * 3];
            for (size_t i = 0; i < n; i++) /* the last first */
                v[i] = (struct weighted){pow(10, (double)(n - 1 - i)), heavy ? (double)(1 + i % 3) : 1, (uint32_t)i};
            quantile_sort(v, n, cumulated);
            size_t n_all = write_out(v, n, all);
            cr_assert_eq(cumulated[n - 1], (double)n_all);
            for (enum quantile_rule rule = QUANTILE_MATH; rule <= QUANTILE_HF7; rule++)
                for (int k = 0; k <= PARTS && !(heavy && rule == QUANTILE_HF7); k++) {
                    double p = (double)k / PARTS, expected = plain(all, n_all, p, rule);
                    cr_expect_float_eq(quantile_of(v, cumulated, n, p, rule), expected, 1e-12 * expected,
                                       "rule %d, %zu values, weights %d, p %g", rule, n, heavy, p);
                }
        }
}

/* The seventh rule with weights is linear between (W_1 + … + W_{k-1}) / (W - W_n) and the next: by hand, weights 1 2 1
 * 4 make the places 0, 1/4, 3/4 and 1. */
Test(quantile, is_linear_between_weighted_places)
{
    struct weighted v[] = {{0, 1, 0}, {10, 2, 1}, {30, 1, 2}, {70, 4, 3}};
    double cumulated[4];
    static const double p[] = {0, .125, .25, .5, .75, .875, 1}, expected[] = {0, 5, 10, 20, 30, 50, 70};
    quantile_sort(v, 4, cumulated);
    for (size_t k = 0; k < sizeof p / sizeof *p; k++)
        cr_expect_float_eq(quantile_of(v, cumulated, 4, p[k], QUANTILE_HF7), expected[k], 1e-13);
    cr_expect(isnan(quantile_of(v, cumulated, 0, .5, QUANTILE_HF7)));
    cr_expect(isnan(quantile_of(v, cumulated, 4, NAN, QUANTILE_MATH)));
}
