#include <criterion/criterion.h>
#include <math.h>

#include "scoring/weighing/weigh_compute.h"

#define ALL_GROUPS SIZE_MAX

static void near(double is, double expected)
{
    cr_assert_float_eq(is, expected, 1e-12, "%.17g, expected %.17g", is, expected);
}

/* 10 people, 4 drawn, a reserve called in for one who is not of the population: 9 people, 4 of whom were asked, stand
 * for 9 / 4 each; 3 answered, and stand for 3 each. */
static void check_ineligible(const struct weigh_case *cases, size_t n, int64_t issued)
{
    struct weigh_class class = {.population = 10, .drawn = 4, .released = 1};
    struct weigh_case copy[5];
    for (size_t i = 0; i < n; i++)
        copy[i] = cases[i];
    weigh_compute(&class, 1, NULL, 0, copy, n);
    near(class.base, 2.25);
    near(class.factor, 4. / 3);
    cr_assert_eq(class.issued, issued);
    cr_assert_eq(class.unasked, 5 - issued);
    cr_assert_eq(class.ineligible, 1);
    cr_assert_eq(class.valid, 3);
    for (size_t i = 0; i < n; i++)
        near(copy[i].final, 3);
    struct weight_health h = weigh_health(&class, 1, copy, n, 0, false);
    cr_assert_eq(h.n, 4);
    near(h.sum, 9);
    near(h.cv, 0);
    h = weigh_health(&class, 1, copy, n, ALL_GROUPS, true);
    cr_assert_eq(h.n, 3);
    near(h.sum, 9);
    near(h.min, 3);
}

Test(weigh_compute, ineligible_with_a_ballot_or_without)
{
    struct weigh_case with[] = {{.serial = 1, .valid = true, .returned = true},
                                {.serial = 2, .ineligible = true},
                                {.serial = 3, .valid = true, .returned = true},
                                {.serial = 4, .valid = true, .returned = true},
                                {.serial = 5}};
    struct weigh_case without[] = {{.ineligible = true},
                                   {.serial = 1, .valid = true, .returned = true},
                                   {.serial = 3, .valid = true, .returned = true},
                                   {.serial = 4, .valid = true, .returned = true},
                                   {.serial = 5}};
    check_ineligible(with, 5, 5);
    check_ineligible(without, 5, 4);
}

Test(weigh_compute, pools_count_as_issued)
{
    struct weigh_class classes[] = {{.pool = true}, {.pool = true, .walk_in = true}};
    struct weigh_case cases[] = {{.serial = 1, .valid = true},
                                 {.serial = 2},
                                 {.serial = 3, .valid = true},
                                 {.serial = 4, .class = 1, .valid = true},
                                 {.serial = 5, .class = 1}};
    weigh_compute(classes, 2, NULL, 0, cases, 5);
    near(cases[0].base, 1);
    near(cases[0].final, 1.5);
    near(cases[3].final, 1);
    cr_assert_eq(classes[0].population, 3);
}

/* Nobody answered, or nobody was asked: there is no factor, or no weight. */
Test(weigh_compute, classes_without_ballots)
{
    struct weigh_class classes[] = {
        {.population = 6, .drawn = 2}, {.population = 6, .drawn = 1}, {.population = 6, .drawn = 2, .unequal = true}};
    struct weigh_case cases[] = {{.class = 1, .ineligible = true}};
    weigh_compute(classes, 3, NULL, 0, cases, 1);
    near(classes[0].base, 3);
    cr_assert(isnan(classes[0].factor));
    cr_assert(isnan(classes[1].base));
    cr_assert(isnan(cases[0].final));
    cr_assert(isnan(classes[2].factor));
    weigh_compute(NULL, 0, NULL, 0, NULL, 0);
    cr_assert_eq(weigh_health(NULL, 0, NULL, 0, ALL_GROUPS, true).n, 0);
}

/* By size: d is certain, c 0.6 and b 0.4 were drawn, a 0.2 called in.  1 / p times 2 / (2 + 1): c 10/9, b 5/3, a 10/3,
 * with d 64/9; d, b and a answered, 6 in all: times 32/27. */
Test(weigh_compute, unequal_by_size)
{
    const struct weigh_member asked[] = {{0, 1}, {0, 0.6}, {0, 0.4}, {0, 0.2}};
    const struct weigh_class class = {.population = 6, .drawn = 3, .released = 1, .unequal = true, .by_size = true};
    struct weigh_class c = class;
    struct weigh_case cases[] = {{.serial = 1, .probability = 1, .valid = true},
                                 {.serial = 2, .probability = 0.6},
                                 {.serial = 3, .probability = 0.4, .valid = true},
                                 {.serial = 4, .probability = 0.2, .valid = true}};
    weigh_compute(&c, 1, asked, 4, cases, 4);
    near(cases[0].base, 1);
    near(cases[1].base, 10. / 9);
    near(cases[2].base, 5. / 3);
    near(cases[3].base, 10. / 3);
    near(c.base, 64. / 9 / 4);
    near(c.factor, 32. / 27);
    near(cases[3].final, 10. / 3 * 32 / 27);
    struct weight_health h = weigh_health(&c, 1, cases, 4, 0, false);
    cr_assert_eq(h.n, 4);
    near(h.sum, 64. / 9);
    near(h.max, 10. / 3);
    h = weigh_health(&c, 1, cases, 4, 0, true);
    cr_assert_eq(h.n, 3);
    near(h.sum, 64. / 9);
    cr_assert_eq(weigh_health(&c, 1, cases, 4, 1, true).n, 0);
    /* b is not of the population; its size leaves the total: 1 / p times (2 - 0.4) / (2 + 1 - 1) = 0.8. */
    c = class;
    cases[2].valid = false;
    cases[2].ineligible = true;
    weigh_compute(&c, 1, asked, 4, cases, 4);
    near(cases[1].base, 4. / 3);
    near(cases[3].base, 4);
    near(c.base, 19. / 3 / 3);
    near(c.factor, 19. / 3 / 5);
    /* nor is d, who stood for nobody else: the others as before */
    c = class;
    cases[0].valid = false;
    cases[0].ineligible = true;
    weigh_compute(&c, 1, asked, 4, cases, 4);
    near(cases[3].base, 4);
    near(c.factor, 16. / 3 / 4);
}

/* In stages: 2 of 4, p = 4/11 each; one of the two is not of the population: 11/4 * (2 - 2/4) / (2 - 1) = 4.125. */
Test(weigh_compute, unequal_in_stages)
{
    struct weigh_class c = {.population = 4, .drawn = 2, .unequal = true};
    const struct weigh_member asked[] = {{0, 4. / 11}, {0, 4. / 11}};
    struct weigh_case cases[] = {{.probability = 4. / 11, .ineligible = true},
                                 {.serial = 7, .probability = 4. / 11, .valid = true}};
    weigh_compute(&c, 1, asked, 2, cases, 2);
    near(cases[1].base, 4.125);
    near(cases[1].final, 4.125);
    cr_assert_eq(c.unasked, 1);
}
