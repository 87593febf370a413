#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "scoring/estimates/replicate.h"
#include "survey/base/memory.h"

Test(replicate, hadamard_matrices_are_orthogonal_and_begin_with_ones)
{
    for (size_t n = 1; n <= 130; n++) {
        size_t order;
        signed char *h = hadamard(n, &order);
        cr_assert_geq(order, n);
        cr_assert(order <= 2 || order % 4 == 0, "order %zu", order);
        for (size_t a = 0; a < order; a++) {
            cr_assert(h[a] == 1 && h[a * order] == 1, "row and column 0 of order %zu", order);
            for (size_t b = 0; b < order; b++) {
                long dot = 0;
                for (size_t k = 0; k < order; k++)
                    dot += h[a * order + k] * h[b * order + k];
                cr_assert_eq(dot, a == b ? (long)order : 0, "order %zu, rows %zu and %zu", order, a, b);
            }
        }
        free(h);
    }
}

/* A table of H strata with PER units of two rows each: row's number as y. */
static void make_design(struct dataset *data, struct design *design, size_t strata, size_t per)
{
    static const char *const units[] = {"u"};
    static const char *const names[] = {"h", "u"};
    size_t n = strata * per * 2;
    *data = (struct dataset){.file = xstrdup("table"), .n_rows = n, .n_columns = 2};
    data->columns = xcalloc(2, sizeof *data->columns);
    for (size_t c = 0; c < 2; c++) {
        struct data_column *column = &data->columns[c];
        size_t values = c ? strata * per : strata;
        *column = (struct data_column){.name = xstrdup(names[c]),
                                       .kind = COLUMN_CODES32,
                                       .n_values = values,
                                       .first_missing = SIZE_MAX,
                                       .first_text = SIZE_MAX};
        column->codes32 = xcalloc(n, sizeof *column->codes32);
        column->labels = xcalloc(values + 1, sizeof *column->labels);
        column->numbers = xcalloc(values + 1, sizeof *column->numbers);
        for (size_t i = 0; i < n; i++)
            column->codes32[i] = (uint32_t)(c ? i / 2 : i / 2 / per) + 1;
        for (size_t v = 1; v <= values; v++)
            column->labels[v] = xasprintf("%zu", v);
    }
    const struct design_columns columns = {.strata = "h", .psu = units, .n_psu = 1};
    struct error err = {0};
    struct issues *issues = issues_new();
    cr_assert(design_build(design, data, &columns, issues, &err), "%s", err.text);
    issues_free(issues);
}

Test(replicate, balanced_half_samples_keep_every_unit_in_half_of_them)
{
    /* The fault of others: a column of ones, or more strata than the order. */
    for (size_t strata = 1; strata <= 40; strata++) {
        struct dataset data;
        struct design design;
        struct replicates r;
        struct error err = {0};
        make_design(&data, &design, strata, 2);
        cr_assert(replicates_brr(&r, &design, 0, NULL, &err), "%s", err.text);
        cr_assert_gt(r.n, strata);
        for (size_t u = 0; u < design.n_units[1]; u++) {
            size_t active = 0;
            for (size_t k = 0; k < r.n; k++)
                active += r.factor[u * r.n + k] == 2;
            cr_assert_eq(active, r.n / 2, "unit %zu of %zu strata is in %zu of %zu", u, strata, active, r.n);
        }
        replicates_release(&r);
        design_release(&design);
        dataset_release(&data);
    }
}

Test(replicate, bootstrap_draws_one_unit_less_and_keeps_the_weight_of_each_stratum)
{
    struct dataset data;
    struct design design;
    struct replicates r;
    struct error err = {0};
    make_design(&data, &design, 3, 5);
    cr_assert(replicates_bootstrap(&r, &design, 500, 1, NULL, &err), "%s", err.text);
    for (size_t k = 0; k < r.n; k++)
        for (size_t h = 0; h < 3; h++) {
            double sum = 0;
            for (size_t u = 5 * h; u < 5 * h + 5; u++) {
                double draws = r.factor[u * r.n + k] * 4 / 5;
                cr_assert_float_eq(draws, round(draws), 1e-12);
                sum += r.factor[u * r.n + k];
            }
            cr_assert_float_eq(sum, 5, 1e-12);
        }
    replicates_find_df(&r, NULL);
    cr_assert_eq(r.df, 12);
    replicates_release(&r);
    design_release(&design);
    dataset_release(&data);
}
