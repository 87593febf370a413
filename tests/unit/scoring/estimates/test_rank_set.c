#include <criterion/criterion.h>
#include <math.h>

#include "scoring/estimates/moments.h"
#include "scoring/estimates/rank_set.h"

/* Two units, variance 1 each, independent: the difference has standard error sqrt(2), so 1.96 sqrt(2) = 2.772 tells
 * them apart; the draws find 1.96 to about 0.03. */
Test(rank_set, two_units_are_told_apart_by_the_normal_quantile)
{
    const double covariance[] = {1, 0, 0, 1};
    struct rank_unit near[] = {{.value = 2.65, .df = INFINITY, .has_error = true},
                               {.value = 0, .df = INFINITY, .has_error = true}};
    rank_sets(near, 2, covariance, 0.95, 7, 10000);
    cr_assert(near[0].low == 1 && near[0].high == 2 && near[1].low == 1 && near[1].high == 2);
    struct rank_unit far[] = {{.value = 2.9, .df = INFINITY, .has_error = true},
                              {.value = 0, .df = INFINITY, .has_error = true}};
    rank_sets(far, 2, covariance, 0.95, 7, 10000);
    cr_assert(far[0].low == 1 && far[0].high == 1 && far[1].low == 2 && far[1].high == 2);
}

/* Three degrees of freedom: t = 3.182, so 4.5 takes 3.182 sqrt(2) = 4.50; the covariance 0.9 makes it sqrt(0.2) 3.182
 * = 1.42. */
Test(rank_set, few_degrees_of_freedom_widen_and_covariance_narrows)
{
    const double apart[] = {1, 0, 0, 1}, together[] = {1, 0.9, 0.9, 1};
    struct rank_unit units[] = {{.value = 3.9, .df = 3, .has_error = true}, {.value = 0, .df = 3, .has_error = true}};
    rank_sets(units, 2, apart, 0.95, 7, 10000);
    cr_assert_eq(units[0].high, 2);
    units[0].value = 1.6;
    rank_sets(units, 2, together, 0.95, 7, 10000);
    cr_assert_eq(units[0].high, 1);
}

/* Known exactly: the ranks themselves, a tie shared.  Without an error: nothing is told apart from it. */
Test(rank_set, exact_units_have_their_ranks_and_unknown_ones_none)
{
    const double covariance[16] = {0};
    struct rank_unit units[] = {{.value = 3, .df = INFINITY, .has_error = true},
                                {.value = 2, .df = INFINITY, .has_error = true},
                                {.value = 2, .df = INFINITY, .has_error = true},
                                {.value = 9}};
    rank_sets(units, 4, covariance, 0.95, 7, 1000);
    cr_assert(units[0].low == 1 && units[0].high == 2);
    cr_assert(units[1].low == 2 && units[1].high == 4);
    cr_assert(units[2].low == 2 && units[2].high == 4);
    cr_assert(units[3].low == 0 && units[3].high == 0);
}

/* Draws with one unit's error a copy of another's: a covariance that has no inverse. */
Test(rank_set, units_that_move_together_are_compared_exactly)
{
    const double covariance[] = {4, 4, 0, 4, 4, 0, 0, 0, 1};
    struct rank_unit units[] = {{.value = 1.001, .df = INFINITY, .has_error = true},
                                {.value = 1, .df = INFINITY, .has_error = true},
                                {.value = 1, .df = INFINITY, .has_error = true}};
    rank_sets(units, 3, covariance, 0.95, 7, 1000);
    cr_assert(units[0].low == 1 && units[0].high == 2); /* surely better than the second only */
    cr_assert(units[1].low == 2 && units[1].high == 3);
    cr_assert(units[2].low == 1 && units[2].high == 3);
}

/* 1e9 + {1, 2, 6} in two parts and two zeros: by hand mean (3e9 + 9) / 5; squares about 0 without the offset: of
 * {1, 2, 6, 0, 0} 41 - 81 / 5 = 24.8. */
Test(rank_set, moments_count_absent_cases_as_zeros_and_keep_digits)
{
    for (int offset = 0; offset < 2; offset++) {
        double base = offset ? 1e9 : 0;
        struct moments a, b;
        moments_init(&a, 2, 1);
        moments_init(&b, 2, 1);
        moments_add(&a, 1, &(double){base + 1});
        moments_add(&b, 1, &(double){base + 2});
        moments_add(&b, 1, &(double){base + 6});
        moments_merge(&a, &b);
        struct moment own = moments_of(&a, 1, 0, 3), all = moments_of(&a, 1, 0, 5);
        cr_assert_float_eq(own.squares, 14, 1e-12); /* 1, 2, 6 about 3 */
        cr_assert_float_eq(all.mean, (3 * base + 9) / 5, 1e-6);
        if (!offset)
            cr_assert_float_eq(all.squares, 24.8, 1e-12);
        cr_assert_eq(moments_of(&a, 0, 0, 5).n, 0);
        moments_clear(&a);
        cr_assert_eq(a.n_touched, 0);
        moments_release(&a);
        moments_release(&b);
    }
}
