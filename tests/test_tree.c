/* Sums, rounding, ranks and classes, by hand and against published tables. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/rank.h"
#include "scoring/points/survey.h"
#include "scoring/points/tree.h"
#include "tests/rounds.h"

static decimal dec(const char *text)
{
    decimal d = 0;
    cr_assert(decimal_parse(text, &d), "%s", text);
    return d;
}

static void sum_with(struct unit_result *r, struct definition *d, const char *appraised, const char *survey)
{
    decimal points[3] = {0, dec(appraised), dec(survey)};
    r->nodes = calloc(3, sizeof *r->nodes);
    tree_sum(r, d, 0, points, tree_rounding_of(&d->rules));
}

/* Yên Bái 2021's 95.435 in one tree: once, the total rounds at the end; in parts, each part first. */
Test(tree, rounds_once_or_in_parts)
{
    struct definition *d = tiny_definition();
    struct unit_result r = {0};
    sum_with(&r, d, "55.004", "31.004");
    cr_assert_eq(r.total, dec("86.008"));
    cr_assert_eq(decimal_round(r.total, 2), dec("86.01"));
    free(r.nodes);
    d->rules.round_parts = true;
    for (enum rounding_at at = ROUND_COMPONENT; at <= ROUND_LEAF; at++) {
        d->rules.round_at = at;
        sum_with(&r, d, "55.004", "31.004");
        /* One lĩnh vực holds both: 86.008 there; by component or leaf 55.00 + 31.00. */
        cr_assert_eq(r.total, at == ROUND_FIELD ? dec("86.01") : dec("86"), "%d", at);
        free(r.nodes);
    }
    definition_free(d);
}

/* Thanh Hóa 2023: 68.32 points of the applicable 84 are 81.33 %. */
Test(tree, what_does_not_apply_leaves_the_maximum)
{
    struct definition *d = tiny_rows();
    set_cell(d, T_CRITERIA, 0, "max_points", "100");
    set_cell(d, T_CRITERIA, 1, "max_points", "84");
    set_cell(d, T_CRITERIA, 2, "max_points", "16");
    definition_add_row(d, T_NOT_APPLICABLE, 2, (const char *[]){"B", "U1", "1.2", "*", "Quyết định"});
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    struct unit_result r = {0};
    sum_with(&r, d, "68.32", "16");
    cr_assert_eq(r.max, dec("84"));
    cr_assert_eq(r.total, dec("68.32"));
    cr_assert_eq(decimal_round(r.percent, 2), dec("81.33"));
    cr_assert_eq(r.parts[PART_SURVEY], 0);
    free(r.nodes);
    definition_free(d);
}

/* No survey held: 48 of 60 points are 80 of 100. */
Test(tree, without_a_survey_appraisal_is_rescaled)
{
    struct definition *d = tiny_definition();
    d->rules.survey = SURVEY_NONE;
    struct unit_result r = {0};
    sum_with(&r, d, "48", "0");
    cr_assert_eq(r.max, dec("100"));
    cr_assert_eq(r.total, dec("80"));
    cr_assert_eq(r.percent, dec("80"));
    free(r.nodes);
    definition_free(d);
}

Test(tree, bonus_adds_points_but_no_maximum)
{
    struct definition *d = tiny_rows();
    definition_add_row(d, T_CRITERIA, 9,
                       (const char *[]){"B", "1.3", "Thưởng, trừ", "1", "", "-2", "1", "", "THUONG_TRU", "", "", ""});
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    struct unit_result r = {.nodes = calloc(4, sizeof *r.nodes)};
    decimal points[4] = {0, dec("50"), dec("30"), dec("-1.5")};
    tree_sum(&r, d, 0, points, tree_rounding_of(&d->rules));
    cr_assert_eq(r.total, dec("78.5"));
    cr_assert_eq(r.max, dec("100"));
    cr_assert_eq(r.parts[PART_BONUS], dec("-1.5"));
    free(r.nodes);
    definition_free(d);
}

static void check_ranks(bool in_order, const char *const *keys, const size_t *expected, size_t n)
{
    struct contender c[8] = {0};
    for (size_t i = 0; i < n; i++)
        c[i] = (struct contender){.unit = i, .n_keys = 1, .keys = {dec(keys[i])}};
    rank_units(c, n, in_order);
    for (size_t i = 0; i < n; i++)
        cr_assert_eq(c[i].rank, expected[i], "%zu: %zu", i, c[i].rank);
}

Test(rank, ties_share_or_follow)
{
    const char *const keys[] = {"90.1", "95", "90.1", "80"};
    check_ranks(false, keys, (size_t[]){2, 1, 2, 4}, 4);
    check_ranks(true, keys, (size_t[]){2, 1, 3, 4}, 4);
}

Test(rank, tie_breakers_decide)
{
    struct contender c[2] = {{.n_keys = 2, .keys = {dec("90"), dec("30")}},
                             {.n_keys = 2, .keys = {dec("90"), dec("31")}}};
    rank_units(c, 2, false);
    cr_assert(c[0].rank == 2 && c[1].rank == 1);
}

/* Vĩnh Phúc 2019 (QĐ 1007/QĐ-UBND 24/4/2020): both blocks rank as printed. */
Test(rank, published_order_of_vinh_phuc_2019)
{
    const char *const central[] = {"90.05", "89.88", "89.10", "87.34", "78.44"};
    check_ranks(false, central, (size_t[]){1, 2, 3, 4, 5}, 5);
}

/* Hà Nam 2023: >=95 Xuất sắc, >=85 Tốt, >=75 Khá, >=70 Trung bình, else Yếu; closed below. */
Test(class, bands_are_closed_below)
{
    struct definition *d = tiny_rows();
    const char *bands[][2] = {{"Xuất sắc", "95"}, {"Tốt", "85"}, {"Khá", "75"}, {"Trung bình", "70"}, {"Yếu", "0"}};
    for (size_t i = 0; i < 5; i++)
        definition_add_row(d, T_CLASSES, i + 2, (const char *[]){"*", bands[i][0], bands[i][1], "", "", ""});
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    static const struct {
        const char *total, *class;
    } cases[] = {{"95", "Xuất sắc"},      {"94.999", "Tốt"},    {"85", "Tốt"},
                 {"84.999999999", "Khá"}, {"70", "Trung bình"}, {"69.9", "Yếu"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit_result r = {.total = dec(cases[i].total)};
        cr_assert_str_eq(class_of(d, 0, &r), cases[i].class, "%s", cases[i].total);
    }
    /* Compared as printed, 94.999 is 95.00. */
    d->rules.compare_rounded = true;
    struct unit_result r = {.total = dec("94.999")};
    cr_assert_str_eq(class_of(d, 0, &r), "Xuất sắc");
    definition_free(d);
}

/* Hải Dương 2024: >=90 and no component below 80 %. */
Test(class, a_floor_keeps_units_out)
{
    struct definition *d = tiny_rows();
    definition_add_row(d, T_CLASSES, 2, (const char *[]){"*", "A", "90", "", "80", "2"});
    definition_add_row(d, T_CLASSES, 3, (const char *[]){"*", "B", "70", "", "", ""});
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    struct unit_result r = {0};
    sum_with(&r, d, "60", "31"); /* 31 of 40 is 77.5 % */
    cr_assert_str_eq(class_of(d, 0, &r), "B");
    free(r.nodes);
    sum_with(&r, d, "59", "32"); /* 32 of 40 is 80 % */
    cr_assert_str_eq(class_of(d, 0, &r), "A");
    free(r.nodes);
    definition_free(d);
}

/* Weights 1 and 3 of two groups at 80 and 60 %: 65 %; with too few ballots in the second only the first counts. */
Test(combine, groups_below_the_base_are_dropped)
{
    struct definition *d = tiny_definition();
    struct group_part parts[2] = {
        {.group = 0, .ballots = 5, .has_percent = true, .percent = 80, .weight = DECIMAL_ONE},
        {.group = 1, .ballots = 4, .has_percent = true, .percent = 60, .weight = 3 * DECIMAL_ONE}};
    struct leaf_result leaf = {.parts = parts, .n_parts = 2};
    survey_combine(&leaf, d, 1, 5 * 80 + 4 * 60, 9);
    cr_assert_float_eq(leaf.by_means, 65, 1e-12);
    cr_assert_float_eq(leaf.pooled, 640.0 / 9, 1e-12);
    cr_assert_float_eq(parts[1].share, 0.75, 1e-12);
    parts[0].share = parts[1].share = 0;
    survey_combine(&leaf, d, 5, 5 * 80 + 4 * 60, 9);
    cr_assert_float_eq(leaf.by_means, 80, 1e-12);
    cr_assert_eq(parts[1].dropped, DROPPED_MIN_BASE);
    cr_assert_eq(parts[1].share, 0);
    definition_free(d);
}

/* --- bonus and malus, floors, rounding: one field of 100 points and what is given beside it ----------------- */

/* The tiny round with two leaves of bonus and malus in field 1, which has CAP and MIN ("" for none). */
static struct definition *with_bonus(const char *cap, const char *min)
{
    struct definition *d = tiny_rows();
    set_cell(d, T_CRITERIA, 0, "cap", cap);
    set_cell(d, T_CRITERIA, 0, "min_points", min);
    ROW(T_CRITERIA, "B", "1.3", "Thưởng", "1", "3", "0", "", "", "THUONG_TRU");
    ROW(T_CRITERIA, "B", "1.4", "Trừ", "1", "0", "-90", "", "", "THUONG_TRU");
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    issues_print(issues, stderr);
    issues_free(issues);
    cr_assert(ok);
    return d;
}

/* Leaves 1.1 to 1.4 of U1 by the rounding of D. */
static struct unit_result sum_four(const struct definition *d, const char *const points[4], struct node_result nodes[5])
{
    struct unit_result r = {.nodes = nodes};
    decimal leaves[5] = {0};
    for (size_t i = 0; i < 4; i++)
        leaves[i + 1] = dec(points[i]);
    tree_sum(&r, d, 0, leaves, tree_rounding_of(&d->rules));
    return r;
}

Test(tree, a_cap_holds_bonus_and_a_minimum_holds_malus)
{
    static const struct {
        const char *cap, *min, *points[4], *total, *bonus;
    } cases[] = {
        {"102", "", {"60", "40", "2", "0"}, "102", "2"},           /* hit exactly: nothing is cut */
        {"102", "", {"60", "40", "2.000000001", "0"}, "102", "2"}, /* by the least there is */
        {"102", "", {"60", "40", "3", "0"}, "102", "2"},           /* 103 */
        {"102", "", {"60", "40", "3", "-2.5"}, "100.5", "0.5"},    /* malus first: 100.5 is below the cap */
        {"102", "", {"50", "30", "3", "0"}, "83", "3"},            /* far below it */
        {"102", "", {"0", "1", "0", "-2"}, "-1", "-2"},            /* malus bigger than the points: below zero */
        {"102", "0", {"0", "1", "0", "-2"}, "0", "-1"},            /* unless the node says it is not */
        {"", "0", {"0", "2", "0", "-2"}, "0", "-2"},               /* hit exactly */
        {"", "-5", {"10", "10", "0", "-90"}, "-5", "-25"},         /* 20 - 90 */
        {"", "", {"60", "40", "3", "-1"}, "102", "2"},             /* neither */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct definition *d = with_bonus(cases[i].cap, cases[i].min);
        struct node_result nodes[5];
        struct unit_result r = sum_four(d, cases[i].points, nodes);
        cr_assert_eq(r.total, dec(cases[i].total), "%zu", i);
        cr_assert_eq(r.parts[PART_BONUS], dec(cases[i].bonus), "%zu", i);
        cr_assert_eq(nodes[0].points, r.total, "%zu", i);
        cr_assert_eq(r.max, dec("100"), "%zu", i);
        cr_assert_eq(r.percent, r.total, "%zu", i);
        definition_free(d);
    }
}

/* A cap below what stands under it would take more than bonus; a minimum above would give more than malus took. */
Test(tree, a_cap_or_a_minimum_that_is_not_about_bonus_is_a_fault)
{
    static const char *const cells[][2] = {{"cap", "99.99"}, {"min_points", "0.01"}};
    for (size_t i = 0; i < 2; i++) {
        struct definition *d = tiny_rows();
        set_cell(d, T_CRITERIA, 0, cells[i][0], cells[i][1]);
        struct issues *issues = issues_new();
        cr_assert_not(definition_check(d, issues));
        cr_assert_eq(issues_count_code(issues, "F215"), 1);
        cr_assert_eq(issues_get(issues, 0)->place.line, 2);
        issues_free(issues);
        definition_free(d);
    }
}

/* Bonus is rounded like any other part: 60.004 + 40 + 0.004 + 0 is 100.008, in parts 60.00 + 40 + 0.00; by field
 * 100.01. */
Test(tree, bonus_is_rounded_in_parts)
{
    struct definition *d = with_bonus("", "");
    static const char *const points[4] = {"59.004", "40", "0.004", "0"};
    struct node_result nodes[5];
    cr_assert_eq(sum_four(d, points, nodes).total, dec("99.008"));
    d->rules.round_parts = true;
    for (enum rounding_at at = ROUND_COMPONENT; at <= ROUND_LEAF; at++) {
        d->rules.round_at = at;
        cr_assert_eq(sum_four(d, points, nodes).total, at == ROUND_FIELD ? dec("99.01") : dec("99"), "%d", at);
    }
    definition_free(d);
}

/* No survey: 41.25 of 60 points are 68.75 of 100; a bonus of 1.5 is not rescaled.  41.251 are 68.751666667,
 * rounded in parts 68.75 + 1.5. */
Test(tree, without_a_survey_bonus_is_not_rescaled)
{
    struct definition *d = with_bonus("", "");
    d->rules.survey = SURVEY_NONE;
    struct node_result nodes[5];
    struct unit_result r = sum_four(d, (const char *const[]){"41.25", "0", "1.5", "0"}, nodes);
    cr_assert(r.total == dec("70.25") && r.max == dec("100") && r.percent == dec("70.25"));
    cr_assert(r.parts[PART_APPRAISED] == dec("68.75") && r.parts[PART_BONUS] == dec("1.5"));
    cr_assert_not(nodes[2].applicable);
    r = sum_four(d, (const char *const[]){"41.251", "0", "1.5", "0"}, nodes);
    cr_assert_eq(r.total, dec("70.251666667"));
    d->rules.round_parts = true;
    d->rules.round_at = ROUND_COMPONENT;
    r = sum_four(d, (const char *const[]){"41.251", "0", "1.5", "0"}, nodes);
    cr_assert_eq(r.total, dec("70.25"));
    definition_free(d);
}

/* A survey that is held elsewhere but has no points yet is not "none": nothing is rescaled. */
Test(tree, only_none_rescales)
{
    struct definition *d = with_bonus("", "");
    struct node_result nodes[5];
    for (enum survey_held held = SURVEY_HERE; held <= SURVEY_OUTSIDE; held++) {
        d->rules.survey = held;
        struct unit_result r = sum_four(d, (const char *const[]){"48", "0", "0", "0"}, nodes);
        cr_assert(r.total == dec("48") && r.max == dec("100") && r.percent == dec("48"), "%d", held);
    }
    definition_free(d);
}

/* --- floors under both ways of rounding ------------------------------------------------------------------ */

/* "A" from 90 with a floor of 80 % at LEVEL, else "B". */
static struct definition *with_floor(const char *level)
{
    struct definition *d = tiny_rows();
    ROW(T_CLASSES, "*", "A", "90", "", "80", level);
    ROW(T_CLASSES, "*", "B", "0");
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    return d;
}

/* 31.999 of 40 is 79.9975 %: below 80 as it is and compared exactly, 80.00 where figures are compared as printed; where
 * leaves are rounded it is 32.00 of 40, 80 % either way. */
Test(class, a_floor_under_both_ways_of_rounding)
{
    static const struct {
        bool parts, rounded;
        const char *survey, *class;
    } cases[] = {{false, false, "31.999", "B"}, {false, true, "31.999", "A"},  {true, false, "31.999", "A"},
                 {true, true, "31.999", "A"},   {false, false, "32", "A"},     {true, false, "31.994", "B"},
                 {true, true, "31.994", "B"},   {false, true, "31.9979", "B"}, {false, true, "31.998", "A"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct definition *d = with_floor("2");
        d->rules.round_parts = cases[i].parts;
        d->rules.round_at = ROUND_LEAF;
        d->rules.compare_rounded = cases[i].rounded;
        struct unit_result r = {0};
        sum_with(&r, d, "60", cases[i].survey);
        cr_assert_str_eq(class_of(d, 0, &r), cases[i].class, "%zu", i);
        free(r.nodes);
        definition_free(d);
    }
}

/* 31 of 40 is below the floor, 91 of 100, the field both stand in, is not. */
Test(class, a_floor_is_of_its_level)
{
    struct definition *d = with_floor("1");
    struct unit_result r = {0};
    sum_with(&r, d, "60", "31");
    cr_assert_str_eq(class_of(d, 0, &r), "A");
    free(r.nodes);
    definition_free(d);
}

/* What does not apply has no percentage to be below a floor; nor has bonus. */
Test(class, a_floor_is_not_about_what_has_no_maximum)
{
    struct definition *d = tiny_rows();
    ROW(T_CRITERIA, "B", "1.3", "Thưởng, trừ", "1", "0", "-2", "", "", "THUONG_TRU");
    ROW(T_NOT_APPLICABLE, "B", "U1", "1.2", "*");
    ROW(T_CLASSES, "*", "A", "55", "", "80", "2");
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    struct node_result nodes[4];
    struct unit_result r = {.nodes = nodes};
    tree_sum(&r, d, 0, (const decimal[]){0, dec("58"), 0, dec("-1")}, tree_rounding_of(&d->rules));
    cr_assert_str_eq(class_of(d, 0, &r), "A");
    definition_free(d);
}

/* --- tie rules ------------------------------------------------------------------------------------------ */

/* Totals 90 90 90 85; appraised 30 31 31 …, survey 40 39 39 …: the first breaker decides, then the second, then ties.
 */
Test(rank, tie_breakers_are_asked_in_their_order)
{
    static const char *const keys[5][3] = {
        {"90", "30", "40"}, {"90", "31", "38"}, {"90", "31", "39"}, {"90", "31", "39"}, {"85", "35", "50"}};
    static const size_t shared[5] = {4, 3, 1, 1, 5}, in_order[5] = {4, 3, 1, 2, 5};
    for (int way = 0; way < 2; way++) {
        struct contender c[5] = {0};
        for (size_t i = 0; i < 5; i++) {
            c[i] = (struct contender){.unit = i, .n_keys = 3};
            for (size_t k = 0; k < 3; k++)
                c[i].keys[k] = dec(keys[i][k]);
        }
        rank_units(c, 5, way == 1);
        for (size_t i = 0; i < 5; i++)
            cr_assert_eq(c[i].rank, (way ? in_order : shared)[i], "%d %zu", way, i);
    }
}

Test(rank, of_none_and_of_one)
{
    struct contender c = {.n_keys = 1, .keys = {0}};
    rank_units(NULL, 0, false);
    rank_units(&c, 1, true);
    cr_assert_eq(c.rank, 1);
}
