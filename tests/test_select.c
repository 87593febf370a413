#include <criterion/criterion.h>

#include "sampling/probability.h"
#include "sampling/select.h"
#include "tests/golden.h"

/* The units taken, counted from 1, are those the case expects. */
static void same_units(const json_t *c, const bool *taken, size_t n)
{
    double units[GOLDEN_MOST];
    size_t n_units = 0;
    for (size_t i = 0; i < n; i++)
        if (taken[i])
            units[n_units++] = (double)(i + 1);
    golden_same(c, "selected", units, n_units, 0);
}

static void check_case(const json_t *c, size_t *n_checked)
{
    bool taken[GOLDEN_MOST] = {false};
    double pik[GOLDEN_MOST], key[GOLDEN_MOST];
    size_t order[GOLDEN_MOST];
    struct error err = {0};
    if (!json_object_get(json_object_get(c, "inputs"), "size"))
        return;
    struct numbers size = golden_numbers(c, "inputs", "size");
    size_t n = (size_t)golden_input(c, "n", 0);
    cr_assert(probability_proportional(size.x, size.n, n, pik, &err), "%s", err.text);
    ++*n_checked;
    if (golden_is(c, "pik")) {
        golden_same(c, "pik", pik, size.n, 1e-9);
    } else if (golden_is(c, "pps_systematic")) {
        select_systematic(pik, size.n, golden_input(c, "u", 0), taken);
        same_units(c, taken, size.n);
    } else if (golden_is(c, "seq_poisson")) {
        struct numbers u = golden_numbers(c, "inputs", "U");
        select_sequential_poisson_keys(pik, u.x, size.n, key);
        select_order(key, size.n, order);
        for (size_t i = 0; i < n; i++)
            taken[order[i]] = true;
        same_units(c, taken, size.n);
    } else if (golden_is(c, "poisson")) {
        struct numbers u = golden_numbers(c, "inputs", "U");
        select_poisson(pik, u.x, size.n, taken);
        same_units(c, taken, size.n);
    } else {
        --*n_checked;
    }
}

Test(select, every_method_as_r_has_it)
{
    json_t *root = golden_open("tests/golden/sampling.json");
    const json_t *cases = json_object_get(root, "cases");
    size_t n_checked = 0;
    for (size_t i = 0; i < json_array_size(cases); i++)
        check_case(json_array_get(cases, i), &n_checked);
    cr_assert_eq(n_checked, 4);
    json_decref(root);
}

/* Four units, p = 0.5 each, start 0.3: C = 0.5, 1, 1.5, 2; C - start passes 0 at the first, 1 at the third. */
Test(select, systematic_takes_n_whatever_the_start)
{
    const double half[] = {0.5, 0.5, 0.5, 0.5};
    bool taken[300];
    select_systematic(half, 4, 0.3, taken);
    cr_assert(taken[0] && !taken[1] && taken[2] && !taken[3]);
    double tenth[300];
    for (int i = 0; i < 300; i++)
        tenth[i] = 0.1; /* 0.1 added 300 times is not 30 in binary */
    for (int s = 0; s < 1000; s++) {
        size_t n = 0;
        select_systematic(tenth, 300, s / 1000.0, taken);
        for (int i = 0; i < 300; i++)
            n += taken[i];
        cr_assert_eq(n, 30, "start %d/1000 takes %zu", s, n);
    }
}

/* Pareto, by hand: p = 0.5, 0.25, 0.25; U = 0.5, 0.1, 0.9: keys 1, (1/9)(3) = 1/3, 9 * 3 = 27. */
Test(select, pareto_keys_by_hand)
{
    const double pik[] = {0.5, 0.25, 0.25, 1, 0}, u[] = {0.5, 0.1, 0.9, 0.99, 0.01};
    double key[5];
    size_t order[5];
    select_pareto_keys(pik, u, 5, key);
    cr_assert_float_eq(key[0], 1, 1e-12);
    cr_assert_float_eq(key[1], 1 / 3.0, 1e-12);
    cr_assert_float_eq(key[2], 27, 1e-12);
    select_order(key, 5, order);
    cr_assert(order[0] == 3 && order[1] == 1 && order[2] == 0 && order[3] == 2 && order[4] == 4);
}

/* Sampford of 1 of 2, p = 0.3, 0.7: it takes the first where its U is below 0.3. */
Test(select, fixed_sizes_are_kept)
{
    const double two[] = {0.3, 0.7}, below[] = {0.29, 0.5}, above[] = {0.31, 0.5};
    bool taken[40];
    struct error err = {0};
    cr_assert(select_sampford(two, below, 2, taken, &err));
    cr_assert(taken[0] && !taken[1]);
    cr_assert(select_sampford(two, above, 2, taken, &err));
    cr_assert(!taken[0] && taken[1]);
    cr_assert(select_entropy(two, below, 2, taken, &err));
    cr_assert(taken[0] && !taken[1]);
    cr_assert(select_entropy(two, above, 2, taken, &err));
    cr_assert(!taken[0] && taken[1]);
    cr_assert(select_brewer(two, below, 2, taken, &err));
    cr_assert(taken[0] && !taken[1]);
    cr_assert(select_brewer(two, above, 2, taken, &err));
    cr_assert(!taken[0] && taken[1]);
    double size[40], pik[40], u[40];
    for (int i = 0; i < 40; i++) {
        size[i] = i % 7 + (i == 3 ? 100 : 1);
        u[i] = (i * 17 % 40 + 0.5) / 40;
    }
    for (size_t n = 1; n <= 40; n++) {
        size_t brewer = 0, sampford = 0, entropy = 0;
        cr_assert(probability_proportional(size, 40, n, pik, &err));
        cr_assert(select_brewer(pik, u, 40, taken, &err));
        for (int i = 0; i < 40; i++)
            brewer += taken[i];
        cr_assert(select_sampford(pik, u, 40, taken, &err));
        for (int i = 0; i < 40; i++)
            sampford += taken[i];
        cr_assert(select_entropy(pik, u, 40, taken, &err));
        for (int i = 0; i < 40; i++)
            entropy += taken[i];
        cr_assert(brewer == n && sampford == n && entropy == n, "%zu: %zu %zu %zu", n, brewer, sampford, entropy);
    }
}

/* Balanced on an exact partition (three classes of 4, 8 and 12 with p = 1/4): 1, 2 and 3 are taken, every time. */
Test(select, cube_keeps_what_can_be_kept)
{
    double pik[24], x[48], u[24];
    bool taken[24];
    for (int i = 0; i < 24; i++) {
        pik[i] = 0.25;
        x[2 * i] = 0.25 * (i < 4);
        x[2 * i + 1] = 0.25 * (i >= 4 && i < 12);
    }
    for (int draw = 0; draw < 200; draw++) {
        for (int i = 0; i < 24; i++)
            u[i] = fmod((draw + 1) * 0.6180339887 + i * (0.4142135623 + 0.01 * draw), 1);
        select_cube(pik, x, 2, u, 24, taken);
        int n[3] = {0};
        for (int i = 0; i < 24; i++)
            n[i < 4 ? 0 : i < 12 ? 1 : 2] += taken[i];
        cr_assert(n[0] == 1 && n[1] == 2 && n[2] == 3, "%d %d %d", n[0], n[1], n[2]);
    }
}

Test(select, fails_where_the_probabilities_are_none)
{
    const double pik[] = {0.5, 0.2}, u[] = {0.5, 0.5};
    bool taken[2];
    struct error err = {0};
    cr_assert_not(select_sampford(pik, u, 2, taken, &err));
    cr_assert_eq(err.code, E_MATHS);
    err = (struct error){0};
    cr_assert_not(select_brewer((const double[]){1.5, 0.5}, u, 2, taken, &err));
    double out[2];
    err = (struct error){0};
    cr_assert_not(probability_proportional((const double[]){1, -1}, 2, 1, out, &err));
    err = (struct error){0};
    cr_assert_not(probability_proportional((const double[]){1, 0}, 2, 2, out, &err));
    cr_assert(strstr(err.text, "1"));
}
