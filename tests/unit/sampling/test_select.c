#include <criterion/criterion.h>

#include "sampling/probability.h"
#include "sampling/select.h"
#include "tests/golden/golden.h"

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

/* --- unit by unit, beside the definitions --------------------------------------------------- */

#define SMALL 7

/* How likely samples are that agree with TAKEN[0..KNOWN-1], up to a factor: the sum over all samples of N that take
 * COUNT, by W, the odds of each unit, times, for Sampford's design, the sum of 1 - p over the sample. */
static double likely(const double *w, const double *p, bool sampford, size_t n, size_t count, const bool *taken,
                     size_t known)
{
    double sum = 0;
    for (unsigned s = 0; s < 1u << n; s++) {
        double product = 1, left = 0;
        size_t size = 0;
        bool agrees = true;
        for (size_t i = 0; i < n; i++) {
            bool in = s >> i & 1;
            size += in;
            product *= in ? w[i] : 1;
            left += in ? 1 - p[i] : 0;
            agrees = agrees && (i >= known || in == taken[i]);
        }
        if (agrees && size == count)
            sum += product * (sampford ? left : 1);
    }
    return sum;
}

/* Each unit by its own U against its chance given those before it. */
static void walk(const double *w, const double *p, bool sampford, size_t n, size_t count, const double *u, bool *taken)
{
    for (size_t i = 0; i < n; i++) {
        double all = likely(w, p, sampford, n, count, taken, i);
        taken[i] = true;
        taken[i] = u[i] * all < likely(w, p, sampford, n, count, taken, i + 1);
    }
}

static void same(const bool *a, const bool *b, size_t n, const char *method, size_t count)
{
    for (size_t i = 0; i < n; i++)
        cr_assert_eq(a[i], b[i], "%s, %zu taken: unit %zu", method, count, i);
}

static unsigned long long state = 7;
static double uniform(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return ((double)(state >> 40) + 0.5) / 16777216;
}

/* Sampford (1967): a sample has the probability of the product of p / (1 - p) times the sum of 1 - p.  Maximum entropy:
 * the product of odds alone, such that the probabilities of inclusion are those wanted.  Seven units, one of which is
 * certain where many are taken, and one of size 0 that never is. */
Test(select, chances_are_those_of_the_designs)
{
    static const double size[SMALL + 1] = {3, 9, 1, 2.5, 0, 6, 4, 2};
    for (size_t count = 1; count <= SMALL; count++) {
        double pik[SMALL + 1], p[SMALL], odds[SMALL], q[SMALL], open[SMALL];
        struct error err = {0};
        cr_assert(probability_proportional(size, SMALL + 1, count, pik, &err), "%s", err.text);
        size_t n = 0, drawn = count, at[SMALL];
        for (size_t i = 0; i <= SMALL; i++) {
            if (pik[i] > 1 - 1e-12)
                drawn--;
            else if (pik[i] > 0)
                at[n++] = i;
        }
        for (size_t i = 0; i < n; i++) {
            p[i] = open[i] = pik[at[i]];
            odds[i] = p[i] / (1 - p[i]);
        }
        if (drawn > 0) {
            cr_assert(probability_entropy_working(open, n, 1e-13, q, &err), "%s", err.text);
            double all = 0;
            for (size_t i = 0; i < n; i++)
                q[i] /= 1 - q[i];
            all = likely(q, p, false, n, drawn, NULL, 0);
            for (size_t i = 0; i < n; i++) { /* the chance of unit i: all samples less those of the others */
                double swapped[SMALL], first[SMALL];
                memcpy(swapped, q, sizeof swapped);
                memcpy(first, p, sizeof first);
                swapped[i] = q[0];
                swapped[0] = q[i];
                cr_assert_float_eq(likely(swapped, first, false, n, drawn, (bool[]){true}, 1) / all, p[i], 1e-9);
            }
        }
        for (int draw = 0; draw < 60; draw++) {
            double u[SMALL + 1], own[SMALL];
            bool sampford[SMALL + 1] = {false}, entropy[SMALL + 1] = {false}, is[SMALL + 1];
            for (size_t i = 0; i <= SMALL; i++) {
                u[i] = uniform();
                sampford[i] = entropy[i] = pik[i] > 1 - 1e-12;
            }
            for (size_t i = 0; i < n; i++)
                own[i] = u[at[i]];
            bool taken[SMALL] = {false};
            walk(odds, p, true, n, drawn, own, taken);
            for (size_t i = 0; drawn && i < n; i++)
                sampford[at[i]] = taken[i];
            cr_assert(select_sampford(pik, u, SMALL + 1, is, &err), "%s", err.text);
            same(is, sampford, SMALL + 1, "sampford", count);
            walk(q, p, false, n, drawn, own, taken);
            for (size_t i = 0; drawn && i < n; i++)
                entropy[at[i]] = taken[i];
            cr_assert(select_entropy(pik, u, SMALL + 1, is, &err), "%s", err.text);
            same(is, entropy, SMALL + 1, "maximum-entropy", count);
        }
    }
}

/* Brewer (1975), as Tillé (2006, 6.5) writes it: at draw k, with a the probabilities of those taken, unit i goes with a
 * chance proportional to p (n - a - p) / (n - a - p (n - k + 1)). */
Test(select, brewer_draws_as_tille_writes_it)
{
    static const double size[SMALL] = {3, 9, 1, 2.5, 6, 4, 2};
    for (size_t count = 1; count < SMALL; count++)
        for (int draw = 0; draw < 60; draw++) {
            double pik[SMALL], u[SMALL], a = 0;
            bool expected[SMALL] = {false}, is[SMALL];
            struct error err = {0};
            cr_assert(probability_proportional(size, SMALL, count, pik, &err), "%s", err.text);
            size_t n = count; /* of those that are not certain */
            for (size_t i = 0; i < SMALL; i++) {
                u[i] = uniform();
                expected[i] = pik[i] > 1 - 1e-12;
                n -= expected[i];
            }
            for (size_t k = 1; k <= n; k++) {
                double chance[SMALL], sum = 0, up_to = 0;
                for (size_t i = 0; i < SMALL; i++) {
                    double p = pik[i], left = (double)n - a;
                    chance[i] = expected[i] ? 0 : p * (left - p) / (left - p * (double)(n - k + 1));
                    sum += chance[i];
                }
                size_t chosen = 0;
                for (size_t i = 0; i < SMALL; i++) {
                    up_to += chance[i] / sum;
                    if (chance[i] > 0) {
                        chosen = i;
                        if (u[k - 1] < up_to)
                            break;
                    }
                }
                expected[chosen] = true;
                a += pik[chosen];
            }
            cr_assert(select_brewer(pik, u, SMALL, is, &err), "%s", err.text);
            same(is, expected, SMALL, "brewer", count);
        }
}

/* N units of p = n / N: n are taken wherever it starts, though N times n / N is not n in binary. */
Test(select, systematic_takes_whole_numbers_of_any_size)
{
    static const double starts[] = {0, 1e-16, 0.25, 0.5, 1 - 1e-16};
    double pik[150];
    bool taken[150];
    for (size_t N = 1; N <= 150; N++)
        for (size_t n = 0; n <= N; n++)
            for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
                size_t is = 0;
                for (size_t i = 0; i < N; i++)
                    pik[i] = (double)n / (double)N;
                select_systematic(pik, N, starts[s], taken);
                for (size_t i = 0; i < N; i++)
                    is += taken[i];
                cr_assert_eq(is, n, "%zu of %zu from %g: %zu", n, N, starts[s], is);
            }
}

/* Every method of a stratum is the function of its name; those taken come first and then, by U, reserves that were not
 * taken: as many as are wanted, or all that are left. */
Test(select, a_stratum_has_its_method_and_its_reserves)
{
    static const double size[SMALL] = {3, 9, 1, 2.5, 6, 4, 2}, balance[SMALL] = {1, 0, 1, 1, 0, 0, 1};
    double u[SMALL], pik[SMALL], key[SMALL], x[SMALL];
    for (enum select_method m = 0; m < N_SELECT_METHODS; m++)
        for (size_t n = 1; n < SMALL; n++)
            for (size_t reserves = 0; reserves < SMALL; reserves += 2) {
                bool is[SMALL] = {false}, expected[SMALL] = {false}, sized = m != SELECT_SRS && m != SELECT_SYSTEMATIC;
                size_t order[SMALL] = {0}, by_key[SMALL], n_taken = 0, n_reserves = 0, wanted = 0;
                struct error err = {0};
                for (size_t i = 0; i < SMALL; i++)
                    u[i] = uniform();
                struct selection_wish w = {m, SMALL, n, reserves, sized ? size : NULL, u, u[0], x, 1};
                double own[SMALL];
                if (sized)
                    cr_assert(probability_proportional(size, SMALL, n, own, &err));
                for (size_t i = 0; i < SMALL; i++) {
                    own[i] = sized ? own[i] : (double)n / SMALL;
                    x[i] = own[i] * balance[i];
                    key[i] = u[i];
                }
                bool keyed = m == SELECT_SRS || m == SELECT_PARETO || m == SELECT_SEQUENTIAL_POISSON;
                if (m == SELECT_PARETO)
                    select_pareto_keys(own, u, SMALL, key);
                if (m == SELECT_SEQUENTIAL_POISSON)
                    select_sequential_poisson_keys(own, u, SMALL, key);
                select_order(key, SMALL, by_key);
                for (size_t i = 0; keyed && i < n; i++)
                    expected[by_key[i]] = true;
                if (m == SELECT_SYSTEMATIC || m == SELECT_PPS_SYSTEMATIC)
                    select_systematic(own, SMALL, u[0], expected);
                if (m == SELECT_POISSON)
                    select_poisson(own, u, SMALL, expected);
                if (m == SELECT_CUBE)
                    select_cube(own, x, 1, u, SMALL, expected);
                cr_assert(m != SELECT_SAMPFORD || select_sampford(own, u, SMALL, expected, &err));
                cr_assert(m != SELECT_BREWER || select_brewer(own, u, SMALL, expected, &err));
                cr_assert(m != SELECT_ENTROPY || select_entropy(own, u, SMALL, expected, &err));
                for (size_t i = 0; i < SMALL; i++)
                    wanted += expected[i];
                cr_assert(select_stratum(&w, order, &n_taken, &n_reserves, pik, &err), "%s", err.text);
                cr_assert_arr_eq(pik, own, sizeof pik);
                cr_assert_eq(n_taken, wanted);
                for (size_t i = 0; i < n_taken; i++) {
                    cr_assert(!keyed || order[i] == by_key[i]);
                    cr_assert(keyed || i == 0 || order[i] > order[i - 1]);
                    is[order[i]] = true;
                }
                same(is, expected, SMALL, select_method_name(m), n);
                cr_assert_eq(select_method_find(select_method_name(m)), m);
                size_t left = SMALL - n_taken, k = 0;
                cr_assert_eq(n_reserves, reserves < left ? reserves : left);
                for (size_t i = 0; i < SMALL && k < n_reserves; i++)
                    if (!is[by_key[i]])
                        cr_assert_eq(order[n_taken + k++], by_key[i], "%s: reserve %zu", select_method_name(m), k);
                cr_assert_eq(k, n_reserves);
            }
    cr_assert_eq(select_method_find("no such method"), N_SELECT_METHODS);
}

/* Tables of the walks that would not fit are refused: 10,001 x 5,001 numbers; and 6,000 units for maximum entropy,
 * whatever is taken. */
Test(select, walks_that_are_too_long_are_refused)
{
    enum { MANY = 10000 };
    static double pik[MANY], u[MANY];
    static bool taken[MANY];
    struct error err = {0};
    for (size_t i = 0; i < MANY; i++)
        pik[i] = u[i] = 0.5;
    cr_assert_not(select_sampford(pik, u, MANY, taken, &err));
    cr_assert_str_eq(err.text,
                     "method sampford is too slow for 5000 of 10000 units; pareto gives nearly the same probabilities");
    err = (struct error){0};
    cr_assert_not(select_entropy(pik, u, MANY, taken, &err));
    cr_assert_eq(err.code, E_MATHS);
    for (size_t i = 0; i < 6000; i++)
        pik[i] = 1 / 6000.0;
    cr_assert(select_sampford(pik, u, 6000, taken, &err));
    err = (struct error){0};
    cr_assert_not(select_entropy(pik, u, 6000, taken, &err));
    cr_assert_str_eq(
        err.text, "method maximum-entropy is too slow for 1 of 6000 units; pareto gives nearly the same probabilities");
}

/* A certain unit comes first and one that cannot be taken last, whatever their U; equal keys go by their place. */
Test(select, keys_of_certain_units_are_least)
{
    const double pik[] = {0.5, 1, 0, 0.5, 1}, u[] = {0.2, 0.9, 0, 0.2, 0.8};
    double key[5];
    size_t order[5];
    for (int pareto = 0; pareto < 2; pareto++) {
        if (pareto)
            select_pareto_keys(pik, u, 5, key);
        else
            select_sequential_poisson_keys(pik, u, 5, key);
        select_order(key, 5, order);
        cr_assert_arr_eq(order, ((size_t[]){1, 4, 0, 3, 2}), sizeof order);
    }
}

/* Probabilities that sum to a whole number but for half a millionth pass for one, yet no working probabilities give
 * them. */
Test(select, entropy_that_does_not_settle_is_refused)
{
    const double pik[] = {0.5, 0.5000005}, u[] = {0.4, 0.6};
    bool taken[2];
    struct error err = {0};
    cr_assert_not(select_entropy(pik, u, 2, taken, &err));
    cr_assert_str_eq(err.text, "the working probabilities did not settle");
    cr_assert(select_sampford(pik, u, 2, taken, &err));
}
