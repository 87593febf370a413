#include <criterion/criterion.h>
#include <math.h>

#include "scoring/weights/normal.h"
#include "tests/golden/golden_csv.h"

static const uint32_t sex[] = {0, 0, 0, 0, 1, 1, 1, 1}, region[] = {0, 0, 1, 1, 0, 0, 1, 1};
static const double d[] = {10, 12, 9, 11, 10, 8, 13, 10}, z[] = {3, 1, 4, 1, 5, 9, 2, 6}, none[9] = {0};

/* X'D e = 0, and e is z minus something in the span: what defines residuals. */
static void orthogonal(const struct auxiliary *auxiliary, const double *e, double tolerance)
{
    double sum[16], size[16];
    double away[16];
    for (size_t i = 0; i < auxiliary->n; i++)
        away[i] = fabs(e[i]);
    auxiliary_sums(auxiliary, d, e, sum);
    auxiliary_sums(auxiliary, d, away, size);
    for (size_t t = 0; t < auxiliary_n_terms(auxiliary); t++)
        cr_assert_leq(fabs(sum[t]), tolerance * fmax(fabs(size[t]), 1e-3), "term %zu: %g", t, sum[t]);
}

Test(normal, finds_the_rank)
{
    double age[] = {20, 30, 40, 50, 25, 35, 45, 65}, twice[8], same[8];
    for (int i = 0; i < 8; i++) {
        twice[i] = 2 * age[i] + (sex[i] ? 7 : 3);
        same[i] = 5;
    }
    struct auxiliary_margin m[] = {{"sex", sex, 2, NULL, none}, {"region", region, 2, NULL, none}};
    struct auxiliary_value v[] = {{"age", age, 0}, {"twice", twice, 0}, {"same", same, 0}};
    struct auxiliary auxiliary = {8, m, 2, v, 3};
    struct normal *normal = normal_new(&auxiliary, d);
    cr_assert_eq(normal_rank(normal), 4); /* 2 + 1 + 1 */
    size_t n = 0;
    for (size_t t = 0; t < auxiliary_n_terms(&auxiliary); t++)
        n += normal_independent(normal, t);
    cr_assert_eq(n, 4);
    double beta[7], rhs[7], e[8];
    auxiliary_sums(&auxiliary, d, z, rhs);
    normal_solve(normal, rhs, beta);
    for (size_t t = 0; t < 7; t++)
        cr_assert(normal_independent(normal, t) || beta[t] == 0 || t < 2);
    for (size_t i = 0; i < 8; i++)
        e[i] = z[i] - auxiliary_predict(&auxiliary, i, beta);
    orthogonal(&auxiliary, e, 1e-12);
    normal_residuals(normal, d, z, e);
    orthogonal(&auxiliary, e, 1e-14);
    normal_free(normal);
}

/* A category without weight, and nothing at all. */
Test(normal, empty_categories_and_no_terms)
{
    static const double part[] = {1, 1, 1, 1, 0, 0, 0, 0};
    struct auxiliary_margin m[] = {{"sex", sex, 3, NULL, none}, {"region", region, 2, NULL, none}};
    struct auxiliary auxiliary = {8, m, 2, NULL, 0}, nothing = {8, NULL, 0, NULL, 0};
    struct normal *normal = normal_new(&auxiliary, part);
    cr_assert_eq(normal_rank(normal), 2);
    cr_assert_not(normal_independent(normal, 1));
    cr_assert_not(normal_independent(normal, 2));
    double e[8];
    normal_residuals(normal, part, z, e);
    cr_assert_float_eq(e[0], 1, 1e-14); /* 3 and 1 around 2 */
    cr_assert_float_eq(e[2], 1.5, 1e-14);
    normal_free(normal);
    normal = normal_new(&nothing, d);
    cr_assert_eq(normal_rank(normal), 0);
    normal_residuals(normal, d, z, e);
    cr_assert_arr_eq(e, z, sizeof e);
    normal_free(normal);
}

/* A billion added to a value and to z changes no residual: whole numbers are exact up there. */
Test(normal, large_means_cost_no_digits)
{
    double age[] = {20, 30, 40, 50, 25, 35, 45, 65}, far[8], zfar[8], e[8], efar[8], ones[8];
    for (int i = 0; i < 8; i++) {
        far[i] = age[i] + 1e9;
        zfar[i] = z[i] + 1e9;
        ones[i] = 1;
    }
    struct auxiliary_margin m = {"sex", sex, 2, NULL, none};
    for (int by_value = 0; by_value < 2; by_value++) {
        struct auxiliary_value near[] = {{"age", age, 0}, {"one", ones, 0}},
                               off[] = {{"age", far, 0}, {"one", ones, 0}};
        struct auxiliary here = {8, &m, !by_value, near, 1 + (size_t)by_value},
                         there = {8, &m, !by_value, off, 1 + (size_t)by_value};
        struct normal *normal = normal_new(&here, d), *normal_far = normal_new(&there, d);
        normal_residuals(normal, d, z, e);
        normal_residuals(normal_far, d, zfar, efar);
        for (int i = 0; i < 8; i++)
            cr_assert_float_eq(e[i], efar[i], 1e-13);
        normal_free(normal);
        normal_free(normal_far);
    }
}

/* By hand: of z on an intercept and x = 0 1 2 3, weights 1, z = 1 3 5 8: slope 2.3, intercept 0.8. */
Test(normal, is_a_regression)
{
    static const double x[] = {0, 1, 2, 3}, y[] = {1, 3, 5, 8}, one[] = {1, 1, 1, 1};
    static const uint32_t all[4] = {0};
    struct auxiliary_margin m = {"all", all, 1, NULL, none};
    struct auxiliary_value v = {"x", x, 0};
    struct auxiliary auxiliary = {4, &m, 1, &v, 1};
    struct normal *normal = normal_new(&auxiliary, one);
    double rhs[2], beta[2];
    auxiliary_sums(&auxiliary, one, y, rhs);
    normal_solve(normal, rhs, beta);
    cr_assert_float_eq(beta[0], 0.8, 1e-14);
    cr_assert_float_eq(beta[1], 2.3, 1e-14);
    normal_free(normal);
}

/* Three margins with many categories, their interaction among them: the rank by counting, residuals orthogonal. */
Test(normal, many_categories)
{
    enum { N = 4000, A = 40, B = 30 };
    static uint32_t a[N], b[N], ab[N];
    static double w[N], y[N], e[N], sum[A + B + A * B], totals[A * B];
    unsigned state = 7;
    for (size_t i = 0; i < N; i++) {
        a[i] = (uint32_t)(i % A);
        b[i] = (uint32_t)(i / A % B);
        ab[i] = a[i] * B + b[i];
        state = state * 1664525 + 1013904223;
        w[i] = 1 + (double)(state >> 16) / 65536;
        y[i] = (double)(state & 0xffff);
    }
    struct auxiliary_margin m[] = {
        {"a", a, A, NULL, totals}, {"b", b, B, NULL, totals}, {"a x b", ab, A * B, NULL, totals}};
    struct auxiliary all = {N, m, 3, NULL, 0}, two = {N, m, 2, NULL, 0};
    struct normal *normal = normal_new(&all, w);
    cr_assert_eq(normal_rank(normal), A * B);
    normal_free(normal);
    normal = normal_new(&two, w);
    cr_assert_eq(normal_rank(normal), A + B - 1);
    normal_residuals(normal, w, y, e);
    auxiliary_sums(&two, w, e, sum);
    for (size_t t = 0; t < A + B; t++)
        cr_assert_lt(fabs(sum[t]), 1e-7); /* of sums about 5e6 */
    normal_free(normal);
}
