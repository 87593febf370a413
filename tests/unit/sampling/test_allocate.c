#include <criterion/criterion.h>

#include "sampling/allocate.h"
#include "tests/golden/golden.h"

/* Reference allocations (R, tests/golden: pub_alloc_int): N, minimum 6, n = 240. */
Test(allocate, integers_as_the_reference)
{
    const double share[] = {4421, 755, 1018, 60, 9};
    const int64_t low[] = {6, 6, 6, 6, 6}, none[] = {0, 0, 0, 0, 0}, high[] = {4421, 755, 1018, 60, 9};
    int64_t take[5];
    struct error err = {0};
    cr_assert(allocate_integers(240, share, none, high, 5, take, &err));
    int64_t sum = 0;
    for (int i = 0; i < 5; i++)
        sum += take[i];
    cr_assert_eq(sum, 240);
    /* By hand: 240*4421/6263 = 169.41, 28.93, 39.01, 2.30, 0.34: floors 169 28 39 2 0, two left for .93 and .41. */
    cr_assert(take[0] == 170 && take[1] == 29 && take[2] == 39 && take[3] == 2 && take[4] == 0);
    cr_assert(allocate_integers(240, share, low, high, 5, take, &err));
    /* 60 and 9 get 6 each; 228 shared: 162.70, 27.79, 37.47 and floors 162 27 37 leave two for .79, .70. */
    cr_assert(take[0] == 163 && take[1] == 28 && take[2] == 37 && take[3] == 6 && take[4] == 6);
}

Test(allocate, equal_shares_and_full_strata)
{
    const double share[] = {1, 1, 1};
    const int64_t low[] = {0, 0, 0}, high[] = {5, 100, 100};
    int64_t take[3];
    struct error err = {0};
    cr_assert(allocate_integers(100, share, low, high, 3, take, &err));
    cr_assert(take[0] == 5 && take[1] == 48 && take[2] == 47);
}

Test(allocate, fails_where_bounds_leave_no_room)
{
    const double share[] = {1, 1};
    const int64_t low[] = {3, 3}, high[] = {4, 4};
    int64_t take[2];
    struct error err = {0};
    cr_assert_not(allocate_integers(9, share, low, high, 2, take, &err));
    cr_assert_eq(err.code, E_MATHS);
    err = (struct error){0};
    cr_assert_not(allocate_integers(5, share, low, high, 2, take, &err));
    err = (struct error){0};
    cr_assert_not(allocate_integers(5, share, (int64_t[]){5, 0}, high, 2, take, &err));
}

static void whole(const struct numbers *v, int64_t *to)
{
    for (size_t i = 0; i < v->n; i++)
        to[i] = (int64_t)v->x[i];
}

static void same_integers(const json_t *c, const char *name, const int64_t *take, size_t n)
{
    double x[GOLDEN_MOST];
    for (size_t i = 0; i < n; i++)
        x[i] = (double)take[i];
    golden_same(c, name, x, n, 0);
}

static void check_reals(const json_t *c)
{
    struct numbers N = golden_numbers(c, "inputs", "Nh"), S = golden_numbers(c, "inputs", "Sh"),
                   cost = golden_numbers(c, "inputs", "ch"), mean = golden_numbers(c, "inputs", "ybar"),
                   X = golden_numbers(c, "inputs", "Xh");
    double total = golden_input(c, "n", 0), share[GOLDEN_MOST], take[GOLDEN_MOST];
    allocate_reals(total, N.x, N.n, take);
    golden_same(c, "prop", take, N.n, 1e-9);
    for (size_t i = 0; i < N.n; i++)
        share[i] = 1;
    allocate_reals(total, share, N.n, take);
    golden_same(c, "equal", take, N.n, 1e-9);
    for (size_t i = 0; i < N.n; i++)
        share[i] = sqrt(N.x[i]);
    allocate_reals(total, share, N.n, take);
    golden_same(c, "sqrt", take, N.n, 1e-9);
    allocate_neyman_shares(N.x, S.x, NULL, N.n, share);
    allocate_reals(total, share, N.n, take);
    golden_same(c, "neyman", take, N.n, 1e-9);
    allocate_neyman_shares(N.x, S.x, cost.x, N.n, share);
    allocate_reals(total, share, N.n, take);
    golden_same(c, "cost", take, N.n, 1e-9);
    allocate_power_shares(X.x, 0.5, S.x, mean.x, N.n, share);
    allocate_reals(total, share, N.n, take);
    golden_same(c, "power_q0.5", take, N.n, 1e-9);
    allocate_power_shares(X.x, 0, S.x, mean.x, N.n, share);
    allocate_reals(total, share, N.n, take);
    golden_same(c, "power_q0", take, N.n, 1e-9);
}

static void check_integers(const json_t *c)
{
    struct numbers N = golden_numbers(c, "inputs", "Nh"), S = golden_numbers(c, "inputs", "Sh");
    int64_t low[GOLDEN_MOST], none[GOLDEN_MOST] = {0}, high[GOLDEN_MOST], take[GOLDEN_MOST];
    int64_t total = (int64_t)golden_input(c, "n", 0);
    double share[GOLDEN_MOST], real[GOLDEN_MOST];
    struct error err = {0};
    whole(&N, high);
    for (size_t i = 0; i < N.n; i++)
        low[i] = (int64_t)golden_input(c, "min", 0);
    allocate_neyman_shares(N.x, S.x, NULL, N.n, share);
    if (golden_is(c, "alloc_wright")) {
        cr_assert(allocate_optimum(total, share, low, high, N.n, take, &err));
        int64_t sum = 0;
        for (size_t i = 0; i < N.n; i++) {
            cr_assert(take[i] >= low[i] && take[i] <= high[i]);
            sum += take[i];
            real[i] = (double)take[i];
        }
        cr_assert_eq(sum, total);
        double variance = allocate_variance(real, N.x, S.x, N.n);
        golden_same(c, "variance_of_mean", &variance, 1, 1e-9);
        return;
    }
    cr_assert(allocate_integers(total, N.x, low, high, N.n, take, &err));
    same_integers(c, "prop_min", take, N.n);
    cr_assert(allocate_integers(total, share, low, high, N.n, take, &err));
    same_integers(c, "neyman_min", take, N.n);
    cr_assert(allocate_integers(total, N.x, none, high, N.n, take, &err));
    same_integers(c, "prop_nomin", take, N.n);
}

static void check_totals(const json_t *c)
{
    struct numbers N = golden_numbers(c, "inputs", "Nh"), S = golden_numbers(c, "inputs", "Sh"),
                   cost = golden_numbers(c, "inputs", "ch");
    double take[GOLDEN_MOST], n = 0, spent = 0;
    bool by_cost = golden_is(c, "alloc_totcost");
    if (by_cost)
        allocate_for_cost(golden_input(c, "cost", 0), N.x, S.x, cost.x, N.n, take);
    else
        allocate_for_cv(golden_input(c, "CV0", 0), golden_input(c, "ybarU", 0), N.x, S.x, cost.x, N.n, take);
    for (size_t i = 0; i < N.n; i++) {
        n += take[i];
        spent += take[i] * cost.x[i];
    }
    golden_same(c, "nh", take, N.n, 1e-9);
    golden_same(c, "n", &n, 1, 1e-9);
    if (!by_cost)
        golden_same(c, "cost", &spent, 1, 1e-9);
    double se = sqrt(allocate_variance(take, N.x, S.x, N.n));
    if (by_cost)
        golden_same(c, "se_of_mean", &se, 1, 1e-9);
}

static void check_multivariate(const json_t *c)
{
    struct numbers N = golden_numbers(c, "inputs", "Nh"), S = golden_numbers(c, "inputs", "S"),
                   mean = golden_numbers(c, "inputs", "ybar"), cost = golden_numbers(c, "inputs", "ch"),
                   cv = golden_numbers(c, "inputs", "CV");
    struct allocate_survey s = {N.n, cv.n, N.x, cost.x, S.x, mean.x, cv.x, NULL, NULL};
    double take[GOLDEN_MOST], reached[GOLDEN_MOST], spent = 0;
    struct error err = {0};
    cr_assert(allocate_multivariate(&s, take, reached, &err), "%s", err.text);
    for (size_t i = 0; i < N.n; i++)
        spent += take[i] * cost.x[i];
    golden_same(c, "nh", take, N.n, 1e-6);
    golden_same(c, "cost", &spent, 1, 1e-6);
    golden_same(c, "cv_reached", reached, cv.n, 1e-6);
}

Test(allocate, every_rule_as_r_has_it)
{
    json_t *root = golden_open("tests/golden/sampling.json");
    const json_t *cases = json_object_get(root, "cases");
    size_t n_checked = 0;
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *c = json_array_get(cases, i);
        n_checked += strstr(golden_id(c), "_alloc_") != NULL;
        if (golden_is(c, "alloc_real"))
            check_reals(c);
        else if (golden_is(c, "alloc_int") || golden_is(c, "alloc_wright"))
            check_integers(c);
        else if (golden_is(c, "alloc_totcost") || golden_is(c, "alloc_totvar"))
            check_totals(c);
        else if (golden_is(c, "alloc_multivariate"))
            check_multivariate(c);
    }
    cr_assert_eq(n_checked, 6);
    json_decref(root);
}

/* Every way to share 12 among four strata, counted out: none has less variance than the optimum. */
Test(allocate, optimum_beats_every_other_way)
{
    const double share[] = {40, 7, 22, 3};
    const int64_t low[] = {1, 1, 1, 1}, high[] = {5, 9, 9, 9};
    int64_t take[4];
    struct error err = {0};
    cr_assert(allocate_optimum(12, share, low, high, 4, take, &err));
    double least = 0, best = INFINITY;
    for (int i = 0; i < 4; i++)
        least += share[i] * share[i] / (double)take[i];
    for (int a = 1; a <= 5; a++)
        for (int b = 1; b <= 9; b++)
            for (int c = 1; c <= 9; c++) {
                int d = 12 - a - b - c;
                if (d >= 1 && d <= 9)
                    best = fmin(best, 1600.0 / a + 49.0 / b + 484.0 / c + 9.0 / d);
            }
    cr_assert_float_eq(least, best, 1e-9);
}

/* With one variable and no bounds it is the cost-optimal allocation for a target CV; a bound is kept, and the wish met.
 */
Test(allocate, several_variables_keep_their_bounds)
{
    const double N[] = {4421, 755, 1018}, S[] = {105, 94, 107}, cost[] = {9, 16, 25}, mean[] = {660}, cv[] = {0.012};
    const double low[] = {2, 30, 2}, high[] = {90, 755, 1018};
    double one[3], take[3], reached[1];
    struct error err = {0};
    struct allocate_survey s = {3, 1, N, cost, S, mean, cv, NULL, NULL};
    cr_assert(allocate_multivariate(&s, take, reached, &err));
    allocate_for_cv(0.012, 660, N, S, cost, 3, one);
    for (int i = 0; i < 3; i++)
        cr_assert_float_eq(take[i], one[i], 1e-9 * one[i]);
    s.low = low;
    s.high = high;
    cr_assert(allocate_multivariate(&s, take, reached, &err));
    cr_assert(take[0] <= 90 && take[1] >= 30 - 1e-9);
    cr_assert(reached[0] <= 0.012 * (1 + 1e-9));
    cr_assert_float_eq(sqrt(allocate_variance(take, N, S, 3)) / 660, reached[0], 1e-12);
    s.high = (const double[]){3, 30, 3};
    cr_assert_not(allocate_multivariate(&s, take, reached, &err));
    cr_assert_eq(err.code, E_MATHS);
}
