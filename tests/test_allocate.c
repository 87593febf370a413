#include <criterion/criterion.h>

#include "sampling/allocate.h"

/* Reference allocations (R, tests/golden: pub_alloc_int): N, minimum 6, n = 240. */
Test(allocate, integers_as_the_reference)
{
    const double share[] = {4421, 755, 1018, 60, 9};
    const int64_t low[] = {6, 6, 6, 6, 6}, none[] = {0, 0, 0, 0, 0}, high[] = {4421, 755, 1018, 60, 9};
    int64_t take[5];
    struct error err = {0};
    cr_assert(allocate_integers(240, share, none, high, 5, take, &err));
    int64_t sum = 0;
    for (int i = 0; i < 5; i++)
        sum += take[i];
    cr_assert_eq(sum, 240);
    /* By hand: 240*4421/6263 = 169.41, 28.93, 39.01, 2.30, 0.34: floors 169 28 39 2 0, two left for .93 and .41. */
    cr_assert(take[0] == 170 && take[1] == 29 && take[2] == 39 && take[3] == 2 && take[4] == 0);
    cr_assert(allocate_integers(240, share, low, high, 5, take, &err));
    /* 60 and 9 get 6 each; 228 shared: 162.70, 27.79, 37.47 and floors 162 27 37 leave two for .79, .70. */
    cr_assert(take[0] == 163 && take[1] == 28 && take[2] == 37 && take[3] == 6 && take[4] == 6);
}

Test(allocate, equal_shares_and_full_strata)
{
    const double share[] = {1, 1, 1};
    const int64_t low[] = {0, 0, 0}, high[] = {5, 100, 100};
    int64_t take[3];
    struct error err = {0};
    cr_assert(allocate_integers(100, share, low, high, 3, take, &err));
    cr_assert(take[0] == 5 && take[1] == 48 && take[2] == 47);
}

Test(allocate, fails_where_bounds_leave_no_room)
{
    const double share[] = {1, 1};
    const int64_t low[] = {3, 3}, high[] = {4, 4};
    int64_t take[2];
    struct error err = {0};
    cr_assert_not(allocate_integers(9, share, low, high, 2, take, &err));
    cr_assert_eq(err.code, E_MATHS);
    err = (struct error){0};
    cr_assert_not(allocate_integers(5, share, low, high, 2, take, &err));
    err = (struct error){0};
    cr_assert_not(allocate_integers(5, share, (int64_t[]){5, 0}, high, 2, take, &err));
}
