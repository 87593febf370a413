#include <criterion/criterion.h>
#include <math.h>

#include "scoring/estimates/acceptance.h"

#define SAME(x, y) cr_assert_float_eq(x, y, 1e-12, "%.17g, expected %.17g", (double)(x), (double)(y))

/* R: pbinom(1, 60, p); phyper(1, round(1000 p), 1000 - round(1000 p), 60); p phyper(...) 940/1000 */
Test(acceptance, operating_curve_and_outgoing_share_as_r)
{
    static const double expected[][4] = {
        {0.001, 0.998296998693028, 1, 0.00094},
        {0.005, 0.963455216298726, 0.96850935418726, 0.00455199396468012},
        {0.01, 0.878766728688193, 0.883178303043815, 0.00830187604861186},
        {0.02, 0.661903929662065, 0.659932315475234, 0.0124067275309344},
        {0.05, 0.191553374735222, 0.182564145540575, 0.00858051484040703},
    };
    struct acceptance_plan plan = {60, 1};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        SAME(acceptance_probability(&plan, expected[i][0], 0), expected[i][1]);
        SAME(acceptance_probability(&plan, expected[i][0], 1000), expected[i][2]);
        SAME(acceptance_outgoing(&plan, expected[i][0], 1000), expected[i][3]);
    }
}

/* Of ten fields three wrong, two drawn, none may differ: 7/10 x 6/9. */
Test(acceptance, by_hand)
{
    struct acceptance_plan plan = {2, 0};
    SAME(acceptance_probability(&plan, 0.3, 10), 7.0 / 15);
    SAME(acceptance_outgoing(&plan, 0.3, 10), 0.3 * 7 / 15 * 0.8);
}

/* A batch of fewer fields than the plan asks for is compared whole: it is accepted where it has C wrong at most. */
Test(acceptance, a_small_batch_is_compared_whole)
{
    struct acceptance_plan plan = {60, 1};
    SAME(acceptance_probability(&plan, 0.1, 10), 1);
    SAME(acceptance_probability(&plan, 0.2, 10), 0);
    SAME(acceptance_outgoing(&plan, 0.1, 10), 0);
}

/* R, the fewest n for each c from 0 on with pbinom(c, n, ltpd) <= beta, the first with pbinom(c, n, aql) >= 1 - alpha;
 * with phyper of a batch of 2000.  (1 %, 5 %; 5 % LTPD, 10 %) is n = 132, c = 3 in tables too. */
Test(acceptance, plans_as_r)
{
    static const struct {
        struct acceptance_risks risks;
        int64_t size, n, c;
    } cases[] = {
        {{0.01, 0.05, 0.05, 0.10}, 0, 132, 3},
        {{0.004, 0.05, 0.02, 0.10}, 0, 333, 3},
        {{0.004, 0.05, 0.02, 0.10}, 2000, 318, 3},
        {{0.01, 0.05, 0.02, 0.05}, 0, 1567, 22},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct acceptance_plan plan;
        cr_assert(acceptance_find(&cases[i].risks, cases[i].size, &plan));
        cr_assert_eq(plan.n, cases[i].n, "%ld, expected %ld", plan.n, cases[i].n);
        cr_assert_eq(plan.c, cases[i].c);
    }
}

/* Of 20 fields 1 % and 2 % are the same number, none: no plan tells them apart. */
Test(acceptance, says_where_no_plan_keeps_the_risks)
{
    struct acceptance_risks risks = {0.01, 0.05, 0.02, 0.10};
    struct acceptance_plan plan;
    cr_assert_not(acceptance_find(&risks, 20, &plan));
}
