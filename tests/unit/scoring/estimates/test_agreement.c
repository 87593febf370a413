#include <criterion/criterion.h>
#include <math.h>

#include "scoring/estimates/agreement.h"

#define SAME(x, y) cr_assert_float_eq(x, y, 1e-12, "%.17g, expected %.17g", (double)(x), (double)(y))

/* R, vcd 1.4-11: Kappa(matrix(c(53,5,2, 11,14,5, 1,6,3), 3, byrow = TRUE), weights = "Fleiss-Cohen"); psych's
 * cohen.kappa() has the same figures but the error of the weighted one. */
Test(agreement, kappa_and_its_error_as_r)
{
    static const size_t table[3][3] = {{53, 5, 2}, {11, 14, 5}, {1, 6, 3}};
    struct rating_pair pairs[100];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            for (size_t k = 0; k < table[i][j]; k++, n++)
                pairs[n] = (struct rating_pair){i, j, n};
    struct agreement a = agreement_of(pairs, n, 3, false), w = agreement_of(pairs, n, 3, true);
    SAME(a.kappa, 0.4285714285714285);
    SAME(a.se_pairs, 0.0759588315346638);
    SAME(w.kappa, 0.5666666666666665);
    SAME(w.se_pairs, 0.0787240932194433);
    SAME(a.observed, 0.70);
    /* each pair a person: the sum of squares over n (n - 1) in place of n^2 */
    SAME(a.se, a.se_pairs * sqrt(100.0 / 99));
    cr_assert_eq(a.n_persons, 100);
}

/* R: the sums by person of z = (w_ij - (w_i. + w_.j)(1 - kappa)) / (1 - e) less their mean, sqrt(m / (m - 1) sum u^2) /
 * n; a <- c(1,2,3,3, 2,2,1, 4,4, 1,3, 2), b <- c(1,2,3,2, 2,1,1, 4,3, 1,4, 2), persons of 4, 3, 2, 2 and 1 pairs. */
Test(agreement, error_by_persons_as_r)
{
    static const struct rating_pair pairs[] = {{0, 0, 1}, {1, 1, 1}, {2, 2, 1}, {2, 1, 1}, {1, 1, 2}, {1, 0, 2},
                                               {0, 0, 2}, {3, 3, 3}, {3, 2, 3}, {0, 0, 4}, {2, 3, 4}, {1, 1, 5}};
    struct agreement a = agreement_of(pairs, 12, 4, false), w = agreement_of(pairs, 12, 4, true);
    SAME(a.kappa, 0.54716981132075460);
    SAME(a.se_pairs, 0.17720577846219973);
    SAME(a.se, 0.06840362335051875);
    SAME(w.kappa, 0.84999999999999976);
    SAME(w.se_pairs, 0.06772531838242035);
    SAME(w.se, 0.02484325864293983);
    cr_assert_eq(a.n_persons, 5);
}

/* Where all agree kappa is 1, and how far it may be off is not seen. */
Test(agreement, no_pair_that_differs_has_no_error)
{
    static const struct rating_pair pairs[] = {{0, 0, 0}, {1, 1, 0}, {2, 2, 1}, {1, 1, 2},
                                               {1, 1, 2}, {2, 2, 3}, {0, 0, 3}};
    for (int weighted = 0; weighted < 2; weighted++) {
        struct agreement a = agreement_of(pairs, 7, 3, weighted);
        cr_assert_eq(a.kappa, 1);
        cr_assert(isnan(a.se));
    }
}

/* All pairs alike, on one option: that is no more than chance would give, and nothing is said of it. */
Test(agreement, one_category_says_nothing)
{
    static const struct rating_pair pairs[] = {{1, 1, 0}, {1, 1, 0}, {1, 1, 1}};
    struct agreement a = agreement_of(pairs, 3, 4, false);
    SAME(a.observed, 1);
    cr_assert(isnan(a.kappa));
    cr_assert_eq(a.n_persons, 2);
    cr_assert(isnan(agreement_of(pairs, 0, 4, false).kappa));
}
