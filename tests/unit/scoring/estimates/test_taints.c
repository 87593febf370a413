#include <criterion/criterion.h>
#include <math.h>

#include "scoring/estimates/taints.h"

#define SAME(x, y) cr_assert_float_eq(x, y, 1e-11, "%.17g, expected %.17g", (double)(x), (double)(y))

/* 299 fields without a fault: below 1 %; 2,995: below 0.1 %.  The limit is 1 - 0.05^(1/n). */
Test(taints, upper_limit_without_a_fault)
{
    cr_assert_lt(exact_upper(0, 299, 0.95), 0.01);
    cr_assert_geq(exact_upper(0, 298, 0.95), 0.01);
    cr_assert_lt(exact_upper(0, 2995, 0.95), 0.001);
    SAME(exact_upper(0, 299, 0.95), 1 - pow(0.05, 1.0 / 299));
    cr_assert(isnan(exact_upper(0, 0, 0.95)));
}

/* R: qbeta(0.95, 3 + 1, 100 - 3) */
Test(taints, upper_limit_as_r)
{
    SAME(exact_upper(3, 100, 0.95), 0.07571079374983);
    SAME(exact_upper(5, 5, 0.95), 1);
}

/* R: p <- function(j) qbeta(.95, j + 1, n - j); p(0) + sum((p(j) - p(j - 1)) * t[j]), t decreasing, n = 100. */
Test(taints, stringer_as_r)
{
    double mixed[] = {1.0 / 72, 3.0 / 72, 1.0 / 72, 0.5}, whole[] = {1, 1, 1};
    SAME(stringer_upper(NULL, 0, 100, 0.95), 0.0295130496070399);
    SAME(stringer_upper(whole, 3, 100, 0.95), exact_upper(3, 100, 0.95));
    SAME(stringer_upper(mixed, 4, 100, 0.95), 0.0390469196495998);
}
