#include <criterion/criterion.h>

#include "sampling/horvitz.h"
#include "sampling/probability.h"
#include "tests/golden/golden.h"

static bool joint_of(const char *kind, const double *pik, size_t n, double *joint, struct error *err)
{
    if (!strcmp(kind, "sampford"))
        return probability_joint_sampford(pik, n, NULL, joint, err);
    if (!strcmp(kind, "tille"))
        return probability_joint_tille(pik, n, joint, err);
    if (!strcmp(kind, "midzuno"))
        return probability_joint_midzuno(pik, n, joint, err);
    if (!strcmp(kind, "maxentropy")) /* R's sampling stops its iteration at 1e-6 */
        return probability_joint_entropy(pik, n, 1e-6, joint, err);
    cr_assert_str_eq(kind, "systematic");
    probability_joint_systematic(pik, n, joint);
    return true;
}

Test(joint, every_design_as_r_has_it)
{
    json_t *root = golden_open("tests/golden/sampling.json");
    const json_t *cases = json_object_get(root, "cases");
    size_t n_checked = 0;
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *c = json_array_get(cases, i);
        const char *kind = strstr(golden_id(c), "_pi2_");
        if (!kind)
            continue;
        struct numbers pik = golden_numbers(c, "inputs", "pik");
        double joint[GOLDEN_MOST];
        struct error err = {0};
        cr_assert(joint_of(kind + 5, pik.x, pik.n, joint, &err), "%s", err.text);
        golden_same(c, "pi2", joint, pik.n * pik.n, 1e-9);
        n_checked++;
    }
    cr_assert_eq(n_checked, 5);
    json_decref(root);
}

Test(joint, variances_as_r_has_them)
{
    json_t *root = golden_open("tests/golden/sampling.json");
    const json_t *cases = json_object_get(root, "cases");
    size_t n_checked = 0;
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *c = json_array_get(cases, i);
        if (!golden_is(c, "ht_variance"))
            continue;
        struct numbers y = golden_numbers(c, "inputs", "y"), pik = golden_numbers(c, "inputs", "pik"),
                       joint = golden_numbers(c, "inputs", "pi2");
        double x = horvitz_total(y.x, pik.x, y.n);
        golden_same(c, "total", &x, 1, 1e-9);
        x = horvitz_variance(y.x, pik.x, joint.x, y.n);
        golden_same(c, "v_ht", &x, 1, 1e-9);
        x = horvitz_variance_fixed(y.x, pik.x, joint.x, y.n);
        golden_same(c, "v_syg", &x, 1, 1e-9);
        x = horvitz_variance_hajek(y.x, pik.x, y.n);
        golden_same(c, "v_hajek", &x, 1, 1e-9);
        n_checked++;
    }
    cr_assert_eq(n_checked, 1);
    json_decref(root);
}

#define N 9

/* In a design of fixed size n the joint probabilities of a unit with the others sum to (n - 1) times its own. */
static void check_sums(const char *what, const double *joint, double n, bool target, const double *pik)
{
    for (int i = 0; i < N; i++) {
        double sum = 0;
        for (int j = 0; j < N; j++)
            sum += joint[i * N + j];
        cr_assert_float_eq(sum, n * joint[i * N + i], 1e-9, "%s, unit %d: %.12g, expected %.12g", what, i, sum,
                           n * joint[i * N + i]);
        if (target)
            cr_assert_float_eq(joint[i * N + i], pik[i], 1e-12);
    }
}

Test(joint, sums_are_those_of_a_fixed_size)
{
    const double size[N] = {12, 30, 7, 18, 12, 9, 14, 21, 200};
    double pik[N], joint[N * N];
    struct error err = {0};
    for (size_t n = 1; n <= 8; n++) {
        cr_assert(probability_proportional(size, N, n, pik, &err));
        probability_joint_systematic(pik, N, joint);
        check_sums("systematic", joint, (double)n, true, pik);
        cr_assert(probability_joint_sampford(pik, N, NULL, joint, &err), "%s", err.text);
        check_sums("sampford", joint, (double)n, true, pik);
        cr_assert(probability_joint_entropy(pik, N, 1e-13, joint, &err), "%s", err.text);
        check_sums("entropy", joint, (double)n, true, pik);
        cr_assert(probability_joint_tille(pik, N, joint, &err), "%s", err.text);
        check_sums("tille", joint, (double)n, true, pik);
        cr_assert(probability_joint_midzuno(pik, N, joint, &err), "%s", err.text);
        check_sums("midzuno", joint, (double)n, true, pik);
        cr_assert(probability_joint_order(ORDER_PARETO, pik, N, NULL, joint, &err), "%s", err.text);
        check_sums("pareto", joint, (double)n, false, pik);
        cr_assert(probability_joint_order(ORDER_SEQUENTIAL_POISSON, pik, N, NULL, joint, &err), "%s", err.text);
        check_sums("sequential poisson", joint, (double)n, false, pik);
    }
}

/* With equal probabilities all of these are simple random sampling: n(n-1) / (N(N-1)). */
Test(joint, equal_probabilities_are_simple_random)
{
    double pik[N], joint[N * N];
    struct error err = {0};
    size_t stratum[N] = {0}, drawn[] = {3}, population[] = {N};
    for (int i = 0; i < N; i++)
        pik[i] = 3.0 / N;
    for (int k = 0; k < 6; k++) {
        bool ok = true;
        if (k == 0)
            ok = probability_joint_sampford(pik, N, NULL, joint, &err);
        else if (k == 1)
            ok = probability_joint_entropy(pik, N, 1e-13, joint, &err);
        else if (k == 2)
            ok = probability_joint_tille(pik, N, joint, &err);
        else if (k == 3)
            ok = probability_joint_order(ORDER_PARETO, pik, N, NULL, joint, &err);
        else if (k == 4)
            ok = probability_joint_order(ORDER_SEQUENTIAL_POISSON, pik, N, NULL, joint, &err);
        else
            probability_joint_stratified(stratum, drawn, population, N, joint);
        cr_assert(ok, "%s", err.text);
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++)
                cr_assert_float_eq(joint[i * N + j], i == j ? 3.0 / 9 : 3.0 * 2 / (9 * 8), 1e-10, "%d: %d %d %.12g", k,
                                   i, j, joint[i * N + j]);
    }
}

/* Two strata, 2 of 4 and 1 of 5: within 2*1/(4*3), 0; across 1/2 * 1/5. */
Test(joint, strata_are_independent)
{
    const size_t stratum[N] = {0, 0, 0, 0, 1, 1, 1, 1, 1}, drawn[] = {2, 1}, population[] = {4, 5};
    double joint[N * N];
    probability_joint_stratified(stratum, drawn, population, N, joint);
    cr_assert_float_eq(joint[1], 2.0 / 12, 1e-15);
    cr_assert_float_eq(joint[4], 0.1, 1e-15);
    cr_assert_float_eq(joint[4 * N + 5], 0, 1e-15);
    cr_assert_float_eq(joint[0], 0.5, 1e-15);
}
