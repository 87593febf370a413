#include <criterion/criterion.h>

#include "scoring/estimates/worst.h"

#define SAME(x, y) cr_assert_float_eq(x, y, 1e-12, "%.17g, expected %.17g", (double)(x), (double)(y))

/* By hand, 5 % of answers: A 80 of which 30 of 40, B 79 (38 of 40), C 75 (20 of 40), D of another block, E not ranked.
 * Each can lose 2; B can gain 2 but no more than 40 - 38 = 2, C 2.  A at 78: B at 81 is above, C at 77 is not.
 * B at 77: A at 82 is above, C at 77 is not.  C at 73: both are. */
Test(worst, points_and_ranks_by_hand)
{
    struct worst_unit u[] = {
        {80, 30, 40, 0, 1, 0, 0, 0},   {79, 38, 40, 0, 2, 0, 0, 0},   {75, 20, 40, 0, 3, 0, 0, 0},
        {79.5, 30, 40, 1, 1, 0, 0, 0}, {79.5, 30, 40, 0, 0, 0, 0, 0},
    };
    worst_effects(u, 5, 0.05);
    SAME(u[0].loss, 2);
    SAME(u[1].gain, 2);
    cr_assert_eq(u[0].worst_rank, 2);
    cr_assert_eq(u[1].worst_rank, 2);
    cr_assert_eq(u[2].worst_rank, 3);
    cr_assert_eq(u[3].worst_rank, 1);
    cr_assert_eq(u[4].worst_rank, 0);
}

/* No more than the survey points can be lost, nor more than the rest of the scale won. */
Test(worst, stays_on_the_scale)
{
    struct worst_unit u[] = {{50, 1, 40, 0, 1, 0, 0, 0}, {40, 39, 40, 0, 2, 0, 0, 0}};
    worst_effects(u, 2, 0.5);
    SAME(u[0].loss, 1);
    SAME(u[0].gain, 20);
    SAME(u[1].loss, 20);
    SAME(u[1].gain, 1);
    cr_assert_eq(u[0].worst_rank, 1);
    cr_assert_eq(u[1].worst_rank, 2);
}
