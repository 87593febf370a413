#include <criterion/criterion.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "scoring/estimates/moments.h"
#include "scoring/estimates/pairs.h"
#include "scoring/estimates/rank_set.h"
#include "tests/unit/random_round.h"

/* A unit of VALUE points of 1000 whose variance is VARIANCE in strata of DF, nothing lifted: limits nearly symmetric.
 */
static struct rank_unit of(double value, double variance, double df)
{
    return (struct rank_unit){.value = value,
                              .has_error = true,
                              .part = {.value = value,
                                       .scale = 1000,
                                       .variance = variance,
                                       .floored = variance,
                                       .middled = value,
                                       .squares = isinf(df) ? 0 : variance * variance / df}};
}

static struct rank_pair pair_of(double variance, double df)
{
    return (struct rank_pair){variance, variance, isinf(df) ? 0 : variance * variance / df};
}

/* Variance 1 each, independent: sqrt(2) x 1.96 = 2.772 tells them apart; the limits of 500 in 1000 reach as far to
 * within 1 %. */
Test(rank_set, two_units_are_told_apart_by_the_normal_quantile)
{
    struct rank_pair pair = pair_of(2, INFINITY);
    struct rank_unit near[] = {of(502.7, 1, INFINITY), of(500, 1, INFINITY)};
    rank_sets(near, 2, &pair, 0.95);
    cr_assert(near[0].low == 1 && near[0].high == 2 && near[1].low == 1 && near[1].high == 2);
    struct rank_unit far[] = {of(502.9, 1, INFINITY), of(500, 1, INFINITY)};
    rank_sets(far, 2, &pair, 0.95);
    cr_assert(far[0].low == 1 && far[0].high == 1 && far[1].low == 2 && far[1].high == 2);
}

/* Three degrees of freedom: t = 3.182, so 3.182 sqrt(2) = 4.50; a covariance of 0.9 makes it 3.182 sqrt(0.2) = 1.42. */
Test(rank_set, few_degrees_of_freedom_widen_and_covariance_narrows)
{
    struct rank_pair apart = pair_of(2, 3), together = pair_of(0.2, 3);
    struct rank_unit units[] = {of(503.9, 1, 3), of(500, 1, 3)};
    rank_sets(units, 2, &apart, 0.95);
    cr_assert_eq(units[0].high, 2);
    units[0] = of(501.6, 1, 3);
    rank_sets(units, 2, &together, 0.95);
    cr_assert_eq(units[0].high, 1);
}

/* Either check alone would tell these apart: a pair that varies little between units that do, and the other way round.
 */
Test(rank_set, both_checks_must_hold)
{
    struct rank_pair little = pair_of(0.02, INFINITY), much = pair_of(20, INFINITY);
    struct rank_unit units[] = {of(501.5, 1, 1),
                                of(500, 1, 1)}; /* limits 12.7 away, correlation 0.99: sqrt(0.02) 12.7 */
    rank_sets(units, 2, &little, 0.95);
    cr_assert_eq(units[0].high, 2);
    struct rank_unit narrow[] = {of(502, 0.01, INFINITY), of(500, 0.01, INFINITY)};
    rank_sets(narrow, 2, &much, 0.95);
    cr_assert_eq(narrow[0].high, 2);
}

/* Three units; the first step takes 0.05 / 3: z = 2.394, the next, two pairs told apart, 0.05: 1.960.  With variance 2
 * of a difference 3.386 and 2.772: a difference of 3 is told apart only then. */
Test(rank_set, what_is_left_is_looked_at_again)
{
    struct rank_pair pairs[] = {pair_of(2, INFINITY), pair_of(2, INFINITY), pair_of(2, INFINITY)};
    struct rank_unit units[] = {of(520, 1, INFINITY), of(503, 1, INFINITY), of(500, 1, INFINITY)};
    rank_sets(units, 3, pairs, 0.95);
    cr_assert(units[1].low == 2 && units[1].high == 2 && units[2].low == 3);
    units[0] = of(504, 1, INFINITY); /* told apart from the last only: two pairs left, z = 2.241, 3.17 */
    rank_sets(units, 3, pairs, 0.95);
    cr_assert(units[0].low == 1 && units[0].high == 2 && units[1].low == 1 && units[1].high == 3);
}

/* Known exactly: the ranks themselves, a tie shared.  Without an error: nothing is told apart from it, it may have any
 * rank. */
Test(rank_set, exact_units_have_their_ranks_and_unknown_ones_all)
{
    struct rank_pair pairs[6] = {{0}};
    struct rank_unit units[] = {of(3, 0, INFINITY), of(2, 0, INFINITY), of(2, 0, INFINITY), {.value = 9}};
    rank_sets(units, 4, pairs, 0.95);
    cr_assert(units[0].low == 1 && units[0].high == 2);
    cr_assert(units[1].low == 2 && units[1].high == 4);
    cr_assert(units[2].low == 2 && units[2].high == 4);
    cr_assert(units[3].low == 1 && units[3].high == 4);
    units[1].value += 1e-13; /* of rounding */
    units[1].part.value = units[1].part.middled = units[1].value;
    rank_sets(units, 4, pairs, 0.95);
    cr_assert(units[1].low == 2 && units[1].high == 4 && units[2].low == 2);
}

/* Units stand in any order, one without an error between them: each pair is looked up whichever comes first. */
Test(rank_set, the_order_of_units_does_not_matter)
{
    struct rank_pair pairs[] = {pair_of(2, INFINITY), pair_of(2, INFINITY), pair_of(2, INFINITY),
                                pair_of(2, INFINITY), pair_of(2, INFINITY), pair_of(2, INFINITY)};
    struct rank_unit units[] = {of(500, 1, INFINITY), {.value = 501}, of(520, 1, INFINITY), of(501.5, 1, INFINITY)};
    rank_sets(units, 4, pairs, 0.95);
    cr_assert(units[2].low == 1 && units[2].high == 2 && units[1].low == 1 && units[1].high == 4);
    cr_assert(units[0].low == 2 && units[0].high == 4);
    cr_assert(units[3].low == 2 && units[3].high == 4);
    pairs[2] = pair_of(0.02, INFINITY); /* the first and the last: correlation 0.99, so 0.4 is enough of 1.5 */
    rank_sets(units, 4, pairs, 0.95);
    cr_assert(units[3].high == 3 && units[0].low == 3);
}

/* Whatever the order: the sets of units go with them, pairs that are narrow and wide among them. */
Test(rank_set, sets_go_with_their_units)
{
    enum { N = 6 };
    struct rank_unit as_is[N], moved[N];
    struct rank_pair pairs[N * (N - 1) / 2], others[N * (N - 1) / 2];
    gsl_rng *r = numbers(11);
    for (int round = 0; round < 300; round++) {
        size_t to[N] = {0, 1, 2, 3, 4, 5};
        gsl_ran_shuffle(r, to, N, sizeof *to);
        for (size_t i = 0; i < N; i++) {
            double variance = (double)any(r, 0, 8) / 4;
            as_is[i] = any(r, 0, 9) ? of(500 + (double)any(r, 0, 12), variance, any(r, 0, 1) ? INFINITY : 3)
                                    : (struct rank_unit){.value = 503};
            moved[to[i]] = as_is[i];
        }
        for (size_t i = 0; i < N; i++)
            for (size_t k = i + 1; k < N; k++) {
                struct rank_pair pair = pair_of((double)any(r, 0, 8) / 4, any(r, 0, 1) ? INFINITY : 4);
                pairs[pair_at(i, k, N)] = pair;
                others[to[i] < to[k] ? pair_at(to[i], to[k], N) : pair_at(to[k], to[i], N)] = pair;
            }
        rank_sets(as_is, N, pairs, 0.95);
        rank_sets(moved, N, others, 0.95);
        for (size_t i = 0; i < N; i++)
            cr_assert(as_is[i].low == moved[to[i]].low && as_is[i].high == moved[to[i]].high, "round %d, unit %zu",
                      round, i);
    }
    gsl_rng_free(r);
}

/* Few degrees of freedom of the difference alone: the limits would tell them apart. */
Test(rank_set, t_is_that_of_the_pair)
{
    struct rank_pair few = pair_of(2, 1), many = pair_of(2, INFINITY);
    struct rank_unit units[] = {of(510, 1, INFINITY), of(500, 1, INFINITY)};
    rank_sets(units, 2, &few, 0.95); /* 12.7 x 1.41 = 18 */
    cr_assert_eq(units[0].high, 2);
    rank_sets(units, 2, &many, 0.95);
    cr_assert_eq(units[0].high, 1);
}

/* Of 502 less 500 with variance 2 in all: 2 -+ 1.96 x 1.414 by the pair, the limits reach 0.5 % less; with no variance
 * of the difference what is known of both. */
Test(rank_set, a_difference_has_the_wider_limits)
{
    struct rank_unit u = of(502, 1, INFINITY), v = of(500, 1, INFINITY);
    struct rank_pair apart = pair_of(2, INFINITY), none = pair_of(0, INFINITY), wide = pair_of(8, INFINITY);
    struct interval i = rank_difference(&u, &v, &apart, 0.05);
    cr_assert_float_eq(i.lower, 2 - 1.959964 * sqrt(2), 0.03);
    cr_assert_float_eq(i.upper, 2 + 1.959964 * sqrt(2), 0.03);
    i = rank_difference(&u, &v, &wide, 0.05); /* rho = -1 at most: limits add up to 2 x 1.96; t sqrt(8) is wider */
    cr_assert_float_eq(i.upper, 2 + 1.959964 * sqrt(8), 1e-3);
    i = rank_difference(&u, &v, &none, 0.05); /* all in common */
    cr_assert(fabs(i.lower - 2) < 0.02 && fabs(i.upper - 2) < 0.02);
    struct rank_unit exact = of(3, 0, INFINITY), other = of(1, 0, INFINITY);
    i = rank_difference(&exact, &other, &none, 0.05);
    cr_assert(i.lower == 2 && i.upper == 2);
}

/* t of one degree of freedom is 12.7, times sqrt(4e4) more than 2000: two totals of 0 to 1000 are 1000 apart at most;
 * 50 that are fixed in one of them move its scale. */
Test(rank_set, a_difference_stays_on_the_scales)
{
    struct rank_unit u = of(600, 1, INFINITY), v = of(700, 1, INFINITY), moved = v;
    struct rank_pair wild = {4e4, 4e4, 16e8};
    struct interval i = rank_difference(&u, &v, &wild, 0.05); /* 12.7 x 200 */
    cr_assert_float_eq(i.lower, -1000, 1e-9);
    cr_assert_float_eq(i.upper, 1000, 1e-9);
    moved.value += 50;
    i = rank_difference(&u, &moved, &wild, 0.05);
    cr_assert_float_eq(i.lower, -1050, 1e-9);
    cr_assert_float_eq(i.upper, 950, 1e-9);
}

/* Ends of the scale: nothing seen to vary and no floor is exact; at the top the upper limit is the top; a figure that
 * is only stated, at its maximum, says nothing of how far down it may be. */
Test(rank_set, limits_at_the_ends)
{
    struct bounded none = {.value = 7, .scale = 10}, empty = {0};
    struct bounded top = {.value = 10, .scale = 10, .floored = 0.5, .lifted = 0.5, .middled = 9};
    struct bounded bottom = {.value = 0, .scale = 10, .floored = 0.5, .lifted = 0.5, .middled = 1};
    struct bounded stated = {0};
    struct interval i = bounded_limits(&none, 0.05);
    cr_assert(i.lower == 7 && i.upper == 7);
    cr_assert(isnan(bounded_limits(&empty, 0.05).lower));
    /* s = 0.9 x 0.1, n* = 0.09 x 100 / 0.5 = 18: the lower limit is 0.025^(1/18) of 10 */
    i = bounded_limits(&top, 0.05);
    cr_assert(i.upper == 10 && fabs(i.lower - 10 * pow(0.025, 1.0 / 18)) < 1e-9);
    top.value -= 2e-15 * 10; /* of rounding */
    i = bounded_limits(&top, 0.05);
    cr_assert(i.upper == 10 && fabs(i.lower - 10 * pow(0.025, 1.0 / 18)) < 1e-9);
    bottom.value = 2e-15 * 10;
    i = bounded_limits(&bottom, 0.05);
    cr_assert(i.lower == 0 && fabs(i.upper - 10 * (1 - pow(0.025, 1.0 / 18))) < 1e-9);
    bounded_add_stated(&stated, 10, 0.2, 10);
    i = bounded_limits(&stated, 0.05);
    cr_assert(i.lower == 0 && i.upper == 10);
    cr_assert(floor_unseen(0) == 1 && floor_unseen(1) == 0 && floor_unseen(2) == 0 && floor_unseen(-1) == 1);
    cr_assert_float_eq(floor_unseen(1e-9), 1, 1e-8);
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
        moments_add(&a, 1, 1, &(double){base + 1});
        moments_add(&b, 1, 1, &(double){base + 2});
        moments_add(&b, 1, 1, &(double){base + 6});
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
