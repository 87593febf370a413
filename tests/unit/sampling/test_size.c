#include <criterion/criterion.h>
#include <math.h>

#include "sampling/size.h"
#include "tests/golden/golden.h"

#define TOLERANCE 1e-9

static void check_case(const json_t *c, size_t *n_checked)
{
    double p = golden_input(c, "p", 0), e = golden_input(c, "e", 0), conf = golden_input(c, "conf", 0),
           N = golden_input(c, "N", INFINITY);
    ++*n_checked;
    if (golden_is(c, "n_prop")) {
        double n = size_proportion(p, e, conf, N), up = (double)size_ceiling(n);
        golden_same(c, "n", &n, 1, TOLERANCE);
        golden_same(c, "n_ceiling", &up, 1, 0);
    } else if (golden_is(c, "n_full")) {
        struct size_steps s = size_steps(size_proportion_infinite(p, e, conf), golden_input(c, "deff", 1),
                                         SIZE_FPC_PROPORTION, N, golden_input(c, "response", 1));
        golden_same(c, "n_before_response", &s.after_fpc, 1, TOLERANCE);
        golden_same(c, "n_final", &s.after_response, 1, TOLERANCE);
    } else if (golden_is(c, "n_wilson")) {
        double n = size_wilson(p, e, conf);
        golden_same(c, "n", &n, 1, TOLERANCE);
    } else if (golden_is(c, "n_mean")) {
        double n0 = size_mean_infinite(golden_input(c, "cv_pop", 0), golden_input(c, "cv0", 0));
        double n = size_steps(n0, 1, SIZE_FPC_MEAN, N, 1).after_fpc;
        golden_same(c, "n", &n, 1, TOLERANCE);
        golden_same(c, "n_infinite", &n0, 1, TOLERANCE);
    } else if (golden_is(c, "n_two_prop")) {
        double n = size_two_proportions(golden_input(c, "p1", 0), golden_input(c, "p2", 0), golden_input(c, "alpha", 0),
                                        golden_input(c, "power", 0));
        golden_same(c, "n_per_group", &n, 1, TOLERANCE);
    } else if (golden_is(c, "n_yamane")) {
        struct numbers populations = golden_numbers(c, "inputs", "N");
        double n[GOLDEN_MOST], up[GOLDEN_MOST], steps[GOLDEN_MOST];
        for (size_t i = 0; i < populations.n; i++) {
            n[i] = size_yamane(populations.x[i], e);
            up[i] = (double)size_ceiling(n[i]);
            steps[i] = size_steps(1 / (e * e), 1, SIZE_FPC_MEAN, populations.x[i], 1).after_fpc;
        }
        golden_same(c, "n", n, populations.n, TOLERANCE);
        golden_same(c, "n", steps, populations.n, TOLERANCE);
        golden_same(c, "n_ceiling", up, populations.n, 0);
    } else {
        --*n_checked;
    }
}

Test(size, every_formula_as_r_has_it)
{
    json_t *root = golden_open("tests/golden/sampling.json");
    const json_t *cases = json_object_get(root, "cases");
    size_t n_checked = 0;
    for (size_t i = 0; i < json_array_size(cases); i++)
        check_case(json_array_get(cases, i), &n_checked);
    cr_assert_eq(n_checked, 15);
    json_decref(root);
}

/* The half width that Wilson's interval has at the n found is the one asked for: by the interval's own formula. */
Test(size, wilson_gives_back_its_margin)
{
    for (int i = 1; i < 10; i++) {
        double p = i / 10.0, e = 0.04, z = 1.959963984540054, n = size_wilson(p, e, 0.95);
        double half = z / (n + z * z) * sqrt(n * p * (1 - p) + z * z / 4);
        cr_assert_float_eq(half, e, 1e-9);
    }
}

/* The margin undoes the size. */
Test(size, margin_of_the_size_is_the_margin)
{
    cr_assert_float_eq(size_margin(0.5, size_proportion(0.5, 0.05, 0.95, 1200), 0.95, 1200), 0.05, 1e-12);
    cr_assert_float_eq(size_margin(0.3, size_proportion(0.3, 0.02, 0.9, 0), 0.9, 0), 0.02, 1e-12);
    cr_assert_eq(size_margin(0.5, 50, 0.95, 50), 0);
    cr_assert(isnan(size_margin(0.5, 0, 0.95, 50)));
}

/* n = N/(1+N e^2), e = 5 %: 1,000 gives 286, 10,000 gives 385, infinite 400. */
Test(size, yamane_is_the_official_formula)
{
    cr_assert_eq(size_ceiling(size_yamane(1000, 0.05)), 286);
    cr_assert_eq(size_ceiling(size_yamane(10000, 0.05)), 385);
    cr_assert_eq(size_ceiling(size_yamane(1e12, 0.05)), 400);
    cr_assert_eq(size_ceiling(size_yamane(400, 0.05)), 200);
}
