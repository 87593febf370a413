#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "scoring/estimates/rao_scott.h"
#include "tests/golden/golden.h"
#include "tests/golden/golden_csv.h"

enum { MOST_CELLS = 16 };

struct estimated {
    double total[MOST_CELLS], covariance[MOST_CELLS * MOST_CELLS];
};

/* The totals of the cells and their covariance, one stage of clusters (or rows) within strata: straight from the
 * definition, sum over strata of (1 - n/N) n/(n - 1) sum of products about the stratum's mean. */
static struct estimated estimate(const struct golden_csv *t, const uint32_t *cell, size_t n_cells, const double *w,
                                 const double *fpc, const struct golden_levels *stratum,
                                 const struct golden_levels *cluster)
{
    struct estimated e = {0};
    for (size_t h = 0; h < (stratum ? stratum->n : 1); h++) {
        static double z[1000][MOST_CELLS];
        double mean[MOST_CELLS] = {0}, n = 0, N = 0;
        memset(z, 0, sizeof z);
        for (size_t i = 0; i < t->n; i++)
            if (!stratum || stratum->cat[i] == h) {
                z[cluster ? cluster->cat[i] : (size_t)n][cell[i]] += w[i];
                n = cluster ? (double)cluster->n : n + 1;
                N = fpc[i];
            }
        for (size_t k = 0; k < (size_t)n; k++)
            for (size_t c = 0; c < n_cells; c++) {
                mean[c] += z[k][c] / n;
                e.total[c] += z[k][c];
            }
        for (size_t k = 0; k < (size_t)n; k++)
            for (size_t c = 0; c < n_cells; c++)
                for (size_t d = 0; d < n_cells; d++)
                    e.covariance[c * n_cells + d] +=
                        (1 - n / N) * n / (n - 1) * (z[k][c] - mean[c]) * (z[k][d] - mean[d]);
    }
    return e;
}

static void check_case(const json_t *c)
{
    const json_t *stat = json_object_get(c, "stat"), *vars = json_object_get(stat, "vars"),
                 *expected = json_array_get(json_object_get(c, "expected"), 0);
    struct golden_csv t = golden_read(json_string_value(json_object_get(c, "data")));
    struct golden_levels one = golden_codes(&t, json_string_value(json_array_get(vars, 0)), NULL),
                         two = golden_codes(&t, json_string_value(json_array_get(vars, 1)), NULL),
                         stype = golden_codes(&t, "stype", NULL), district = {0};
    bool clusters = strstr(golden_id(c), "clus1") != NULL;
    if (clusters)
        district = golden_codes(&t, "dnum", NULL);
    double *w = golden_column(&t, "pw"), *fpc = golden_column(&t, "fpc");
    uint32_t *cell = golden_alloc(t.n, sizeof *cell);
    for (size_t i = 0; i < t.n; i++)
        cell[i] = one.cat[i] * (uint32_t)two.n + two.cat[i];
    struct estimated e =
        estimate(&t, cell, one.n * two.n, w, fpc, clusters ? NULL : &stype, clusters ? &district : NULL);
    struct two_way table = {
        one.n, two.n, e.total, e.covariance, NULL, (double)t.n, json_number_value(json_object_get(c, "design_df"))};
    struct rao_scott_result result;
    struct error err = {0};
    enum rao_scott_statistic s = rao_scott_find(json_string_value(json_object_get(stat, "statistic")));
    cr_assert(rao_scott(&table, s, &result, &err), "%s: %s", golden_id(c), err.text);
    static const char *const names[] = {"statistic", "ndf", "ddf", "p"};
    const double got[] = {result.statistic, result.ndf, result.ddf, result.p};
    for (int k = 0; k < 4; k++) {
        const json_t *x = json_object_get(expected, names[k]);
        if (json_is_number(x))
            cr_assert_float_eq(got[k] / json_number_value(x), 1, 1e-9, "%s: %s is %.17g, expected %.17g", golden_id(c),
                               names[k], got[k], json_number_value(x));
        else
            cr_assert(isinf(got[k]));
    }
}

Test(rao_scott, tests_as_r)
{
    json_t *root = golden_open("tests/golden/cases.json"), *c;
    size_t k, n_checked = 0;
    json_array_foreach(json_object_get(root, "cases"), k, c)
    {
        const char *type = json_string_value(json_object_get(json_object_get(c, "stat"), "type"));
        if (type && strcmp(type, "chisq") == 0) {
            check_case(c);
            n_checked++;
        }
    }
    json_decref(root);
    cr_assert_eq(n_checked, 5);
}

/* Multinomial counts of a simple sample: design effects of 1, so Pearson's own test.
 * By hand: 10 20 / 30 40 has X^2 = 100 (10 x 40 - 20 x 30)^2 / (30 x 70 x 40 x 60) = 0.79365. */
static void simple_sample(const double *count, size_t cells, double *covariance, double *proportions)
{
    double n = 0;
    for (size_t i = 0; i < cells; i++)
        n += count[i];
    for (size_t i = 0; i < cells; i++)
        for (size_t j = 0; j < cells; j++) {
            covariance[i * cells + j] = (i == j ? count[i] : 0) - count[i] * count[j] / n;
            proportions[i * cells + j] = covariance[i * cells + j] / n / n;
        }
}

Test(rao_scott, a_simple_sample_is_pearson)
{
    static const double count[] = {10, 20, 30, 40};
    double covariance[16], proportions[16];
    struct rao_scott_result result;
    struct error err = {0};
    simple_sample(count, 4, covariance, proportions);
    struct two_way table = {2, 2, count, covariance, proportions, 100, 99};
    cr_assert(rao_scott(&table, RAO_SCOTT_CHISQ, &result, &err), "%s", err.text);
    cr_assert_float_eq(result.statistic, 100 * 40000. / (30 * 70 * 40 * 60), 1e-12);
    cr_assert_float_eq(result.p, erfc(sqrt(result.statistic / 2)), 1e-12); /* one degree of freedom */
    table.covariance_of_proportions = NULL;                                /* and by linearisation */
    cr_assert(rao_scott(&table, RAO_SCOTT_F, &result, &err), "%s", err.text);
    cr_assert_float_eq(result.statistic, 100 * 40000. / (30 * 70 * 40 * 60), 1e-12);
    cr_assert_float_eq(result.ndf, 1, 1e-12);
}

/* A row and a column without people change nothing, nor does the order of rows and columns. */
Test(rao_scott, empty_rows_and_order)
{
    static const double count[] = {10, 20, 5, 30, 40, 9}, padded[] = {40, 0, 30, 9, 0, 0, 0, 0, 20, 0, 10, 5};
    double cov[36], cov_padded[144], p[36], p_padded[144];
    simple_sample(count, 6, cov, p);
    simple_sample(padded, 12, cov_padded, p_padded);
    struct two_way a = {2, 3, count, cov, NULL, 114, 50}, b = {3, 4, padded, cov_padded, p_padded, 114, 50};
    for (int s = 0; s < N_RAO_SCOTT_STATISTICS; s++) {
        struct rao_scott_result one, two;
        struct error err = {0};
        cr_assert(rao_scott(&a, (enum rao_scott_statistic)s, &one, &err), "%s", err.text);
        cr_assert(rao_scott(&b, (enum rao_scott_statistic)s, &two, &err), "%s", err.text);
        cr_assert_float_eq(one.statistic, two.statistic, 1e-10);
        cr_assert_float_eq(one.p, two.p, 1e-10);
        cr_assert_float_eq(one.ndf, two.ndf, 1e-10);
    }
}

static void fails(const struct two_way *table, enum rao_scott_statistic s, const char *text)
{
    struct rao_scott_result result;
    struct error err = {0};
    cr_assert_not(rao_scott(table, s, &result, &err));
    cr_assert_str_eq(err.text, text);
}

Test(rao_scott, says_why_not)
{
    static const double count[] = {10, 20, 30, 40, 50, 60, 70, 80, 95}, flat[] = {10, 20, 0, 0}, none[81] = {0};
    double cov[81], p[81];
    simple_sample(flat, 4, cov, p);
    struct two_way one_row = {2, 2, flat, cov, NULL, 30, 9};
    fails(&one_row, RAO_SCOTT_F, "the table cannot be tested: fewer than two rows or columns have people");
    simple_sample(count, 9, cov, p);
    struct two_way table = {3, 3, count, cov, NULL, 455, 3};
    fails(&table, RAO_SCOTT_ADJUSTED_WALD,
          "the table cannot be tested: it needs more than 3 degrees of freedom, the design has 3");
    table.df = 0;
    fails(&table, RAO_SCOTT_F, "the table cannot be tested: it needs more than 0 degrees of freedom, the design has 0");
    table.df = 9;
    table.covariance = none;
    for (int s = RAO_SCOTT_F; s <= RAO_SCOTT_WALD; s++)
        fails(&table, (enum rao_scott_statistic)s,
              "the table cannot be tested: its covariances have no inverse; too many cells are empty, or there are too "
              "few clusters");
    cr_assert_eq(rao_scott_find("lincom"), N_RAO_SCOTT_STATISTICS);
}
