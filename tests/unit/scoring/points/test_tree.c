/* Sums, rounding, ranks and classes, by hand and against published tables. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/rank.h"
#include "scoring/points/survey.h"
#include "scoring/points/tree.h"
#include "tests/unit/rounds.h"

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
        static const char *const field[] = {[ROUND_COMPONENT] = "86.008", [ROUND_FIELD] = "86.01", [ROUND_LEAF] = "86"};
        cr_assert_eq(r.nodes[0].points, dec(field[at]), "%d", at);
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
        {"", "-5", {"60", "40", "0", "-1"}, "99", "-1"},           /* far above it */
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

/* Where nothing of the floor's level applies, nothing is below it. */
Test(class, a_floor_without_anything_of_its_level_is_held)
{
    struct definition *d = tiny_rows();
    ROW(T_NOT_APPLICABLE, "B", "U1", "1", "*");
    ROW(T_CLASSES, "*", "A", "0", "", "80", "2");
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    struct unit_result r = {0};
    sum_with(&r, d, "0", "0");
    cr_assert_str_eq(class_of(d, 0, &r), "A");
    free(r.nodes);
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

/* --- parts and roundings ----------------------------------------------------------------------------------- */

Test(tree, each_method_has_its_part)
{
    static const enum component part[N_METHODS] = {
        [METHOD_NONE] = PART_APPRAISED, [METHOD_TD] = PART_APPRAISED, [METHOD_DTXHH] = PART_SURVEY,
        [METHOD_SIPAS] = PART_SIPAS,    [METHOD_KTXH] = PART_SOCIO,   [METHOD_THUONG_TRU] = PART_BONUS};
    for (enum method m = METHOD_NONE; m < N_METHODS; m++)
        cr_assert_eq(component_of(m), part[m], "%s", method_names[m]);
}

/* Rounded once it would be in parts, by component where the rule names no other place; and the other way round. */
Test(tree, the_other_rounding_is_the_one_not_chosen)
{
    for (enum rounding_at at = ROUND_TOTAL; at <= ROUND_LEAF; at++)
        for (int parts = 0; parts < 2; parts++) {
            struct rules rules = {.round_parts = parts, .round_at = at, .decimals = 3};
            struct tree_rounding is = tree_rounding_of(&rules), other = tree_rounding_other(&rules);
            cr_assert(is.parts == parts && is.at == at && is.decimals == 3 && !is.truncate);
            cr_assert(other.parts != parts && other.at == (at == ROUND_TOTAL ? ROUND_COMPONENT : at) &&
                      other.decimals == 3 && !other.truncate);
            /* Where digits are cut off it is rounding there. */
            rules.truncate = true;
            is = tree_rounding_of(&rules);
            other = tree_rounding_other(&rules);
            cr_assert(is.truncate && !other.truncate && other.parts == parts && other.at == at);
        }
}

/* Rounded once, it does not matter where parts would be. */
Test(tree, once_is_once_wherever_parts_would_be_rounded)
{
    struct definition *d = tiny_definition();
    for (enum rounding_at at = ROUND_TOTAL; at <= ROUND_LEAF; at++) {
        struct unit_result r = {0};
        d->rules.round_at = at;
        sum_with(&r, d, "55.004", "31.004");
        cr_assert(r.total == dec("86.008") && r.nodes[1].points == dec("55.004") && r.nodes[0].points == r.total);
        free(r.nodes);
    }
    definition_free(d);
}

/* No survey, so 15 + 15 + 50 points become 100: times 1.25, 8.012 twice, 33.332 and 7 are 10.015 twice, 41.665 and
 * nothing, the last being of the survey; a bonus of 1.226 stays.  In parts of two decimals: by leaf 10.02 + 10.02
 * + 41.67 + 1.23, by component 61.70 (of 61.695) + 1.23, by field 20.03 + 42.89 (of 42.891).  Cut off: by leaf 10.01
 * + 10.01 + 41.66 + 1.22, by component 61.69 + 1.22, by field 20.03 + 42.89. */
Test(tree, without_a_survey_every_part_is_rounded_after_it_is_rescaled)
{
    static const struct {
        bool parts;
        enum rounding_at at;
        const char *total, *appraised, *bonus;
        bool truncate;
    } cases[] = {{false, ROUND_TOTAL, "62.921", "61.695", "1.226", false},
                 {false, ROUND_LEAF, "62.921", "61.695", "1.226", false},
                 {false, ROUND_FIELD, "62.921", "61.695", "1.226", false},
                 {false, ROUND_COMPONENT, "62.921", "61.695", "1.226", false},
                 {true, ROUND_LEAF, "62.94", "61.71", "1.23", false},
                 {true, ROUND_COMPONENT, "62.93", "61.7", "1.23", false},
                 {true, ROUND_FIELD, "62.92", "61.695", "1.226", false},
                 {false, ROUND_TOTAL, "62.921", "61.695", "1.226", true},
                 {true, ROUND_LEAF, "62.9", "61.68", "1.22", true},
                 {true, ROUND_COMPONENT, "62.91", "61.69", "1.22", true},
                 {true, ROUND_FIELD, "62.92", "61.695", "1.226", true}};
    struct definition *d = definition_new();
    set_setting(d, "code", "R");
    set_setting(d, "title", "R");
    set_setting(d, "year", "2024");
    set_setting(d, "survey", "none");
    ROW(T_BLOCKS, "B", "Khối");
    ROW(T_UNITS, "U1", "Đơn vị", "B");
    ROW(T_CRITERIA, "B", "1", "Một");
    ROW(T_CRITERIA, "B", "1.1", "Một", "1", "15", "", "", "", "TD");
    ROW(T_CRITERIA, "B", "1.2", "Hai", "1", "15", "", "", "", "TD");
    ROW(T_CRITERIA, "B", "2", "Hai");
    ROW(T_CRITERIA, "B", "2.1", "Ba", "2", "50", "", "", "", "TD");
    ROW(T_CRITERIA, "B", "2.2", "Thưởng", "2", "2", "", "", "", "THUONG_TRU");
    ROW(T_CRITERIA, "B", "2.3", "Điều tra", "2", "20", "", "", "", "DTXHH");
    struct issues *issues = issues_new();
    cr_assert(definition_check(d, issues));
    issues_free(issues);
    const decimal leaves[7] = {0, dec("8.012"), dec("8.012"), 0, dec("33.332"), dec("1.226"), dec("7")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct node_result nodes[7];
        struct unit_result r = {.nodes = nodes};
        tree_sum(&r, d, 0, leaves, (struct tree_rounding){cases[i].parts, cases[i].at, 2, cases[i].truncate});
        cr_assert_eq(r.total, dec(cases[i].total), "%zu: %lld", i, (long long)r.total);
        cr_assert_eq(r.parts[PART_APPRAISED], dec(cases[i].appraised), "%zu", i);
        cr_assert_eq(r.parts[PART_BONUS], dec(cases[i].bonus), "%zu", i);
        cr_assert(r.max == dec("100") && r.percent == r.total);
        cr_assert(r.parts[PART_SURVEY] == 0 && r.parts[PART_SIPAS] == 0 && r.parts[PART_SOCIO] == 0);
        cr_assert(nodes[3].applicable && !nodes[6].applicable);
    }
    definition_free(d);
}

/* Where nothing applies there is nothing to rescale. */
Test(tree, nothing_that_applies_is_no_percent)
{
    for (enum survey_held held = SURVEY_HERE; held <= SURVEY_NONE; held++) {
        struct definition *d = tiny_rows();
        ROW(T_NOT_APPLICABLE, "B", "U1", "1", "*");
        struct issues *issues = issues_new();
        cr_assert(definition_check(d, issues));
        issues_free(issues);
        d->rules.survey = held;
        struct unit_result r = {0};
        sum_with(&r, d, "50", "30");
        cr_assert(r.max == 0 && r.total == 0 && r.percent == 0 && !r.nodes[0].applicable);
        free(r.nodes);
        definition_free(d);
    }
}

/* A node applies where some leaf below it does. */
Test(tree, a_node_applies_where_a_leaf_does)
{
    static const struct {
        bool first, second;
    } cases[] = {{true, true}, {true, false}, {false, true}, {false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct definition *d = tiny_rows();
        if (!cases[i].first)
            ROW(T_NOT_APPLICABLE, "B", "U1", "1.1", "*");
        if (!cases[i].second)
            ROW(T_NOT_APPLICABLE, "B", "U1", "1.2", "*");
        struct issues *issues = issues_new();
        cr_assert(definition_check(d, issues));
        issues_free(issues);
        struct unit_result r = {0};
        sum_with(&r, d, "50", "30");
        cr_assert_eq(r.nodes[0].applicable, cases[i].first || cases[i].second, "%zu", i);
        cr_assert(r.nodes[1].applicable == cases[i].first && r.nodes[2].applicable == cases[i].second);
        cr_assert_eq(r.max, (cases[i].first ? dec("60") : 0) + (cases[i].second ? dec("40") : 0));
        free(r.nodes);
        definition_free(d);
    }
}

/* --- what a unit is ranked by, and what bands make of it ---------------------------------------------------- */

Test(rank, by_points_or_percent_and_then_the_breakers)
{
    static const struct {
        const char *breakers;
        bool percent, rounded;
        size_t n;
        const char *keys[RANK_MAX_KEYS];
    } cases[] = {
        {"", false, false, 1, {"83.004"}},
        {"", true, false, 1, {"91.006"}},
        {"", true, true, 1, {"91.01"}},
        {"survey", false, true, 2, {"83", "22"}},
        {"appraised; sipas, survey", false, false, 4, {"83.004", "50", "11.004", "22.004"}},
        {" sipas ;; appraised ", false, false, 3, {"83.004", "11.004", "50"}},
    };
    struct unit_result r = {.total = dec("83.004"), .percent = dec("91.006")};
    r.parts[PART_APPRAISED] = dec("50");
    r.parts[PART_SURVEY] = dec("22.004");
    r.parts[PART_SIPAS] = dec("11.004");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct definition *d = tiny_definition();
        d->setting[S_TIE_BREAKERS] = cases[i].breakers;
        d->rules.rank_by_percent = cases[i].percent;
        d->rules.compare_rounded = cases[i].rounded;
        struct contender c = contender_of(d, 1, &r);
        cr_assert(c.unit == 1 && c.n_keys == cases[i].n, "%zu: %zu", i, c.n_keys);
        for (size_t k = 0; k < c.n_keys; k++)
            cr_assert_eq(c.keys[k], dec(cases[i].keys[k]), "%zu %zu", i, k);
        definition_free(d);
    }
    /* No more keys than there is room for. */
    struct definition *d = tiny_definition();
    d->setting[S_TIE_BREAKERS] = "survey;survey;survey;survey;survey;survey;survey;survey";
    cr_assert_eq(contender_of(d, 0, &r).n_keys, RANK_MAX_KEYS);
    definition_free(d);
}

/* Two fields of 50 points, 41 and 44 of which are had: 85 in all, the least 82 %.  Bands stand in any order; those of
 * the block take the place of those of all. */
Test(class, bands_are_gone_through_from_the_top)
{
    static const char *const bands[][6] = {
        {"B", "D", "0"},   {"B", "A", "85", "percent", "83", "1"},
        {"*", "all", "0"}, {"B", "B", "85", "points", "82", "1"},
        {"B", "S", "90"},  {"B", "C", "84", "points", "95", "2"},
    };
    static const struct {
        const char *name;
        enum verdict verdict;
        const char *least;
    } expected[] = {{"S", BAND_NOT_REACHED, NULL},
                    {"A", BAND_NOT_REACHED, "82"},
                    {"B", BAND_HELD, "82"},
                    {"C", BAND_BELOW_FLOOR, "64"},
                    {"D", BAND_HELD, NULL}};
    struct definition *d = definition_new();
    set_setting(d, "code", "R");
    set_setting(d, "title", "R");
    set_setting(d, "year", "2024");
    ROW(T_BLOCKS, "B", "Khối");
    ROW(T_BLOCKS, "E", "Khối khác");
    ROW(T_UNITS, "U1", "Đơn vị", "B");
    ROW(T_UNITS, "U2", "Đơn vị", "E");
    static const char *const leaves[][2] = {{"1", "25"}, {"1", "25"}, {"2", "30"}, {"2", "20"}};
    for (size_t i = 0; i < 4; i++) {
        char code[8];
        if (i % 2 == 0)
            ROW(T_CRITERIA, "*", leaves[i][0], "Lĩnh vực");
        snprintf(code, sizeof code, "%s.%zu", leaves[i][0], i % 2 + 1);
        ROW(T_CRITERIA, "*", code, "Tiêu chí", leaves[i][0], leaves[i][1], "", "", "", "TD");
    }
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
        row(d, T_CLASSES,
            (const char *const[]){bands[i][0], bands[i][1], bands[i][2], bands[i][3] ? bands[i][3] : "",
                                  bands[i][4] ? bands[i][4] : "", bands[i][5] ? bands[i][5] : "", NULL});
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    issues_print(issues, stderr);
    cr_assert(ok);
    issues_free(issues);
    struct node_result nodes[6];
    struct unit_result r = {.nodes = nodes};
    /* 25 + 16 of 50 is 82 %, 24 + 20 of 50 is 88 %; the least leaf is 16 of 25, 64 %.  A is of percent, which shall
     * be 84. */
    tree_sum(&r, d, 0, (const decimal[]){0, dec("25"), dec("16"), 0, dec("24"), dec("20")},
             tree_rounding_of(&d->rules));
    r.percent = dec("84");
    size_t n;
    struct band_trace *trace = class_trace(d, 0, &r, &n);
    cr_assert_eq(n, 5);
    for (size_t i = 0; i < n; i++) {
        cr_assert_str_eq(trace[i].band->name, expected[i].name, "%zu", i);
        cr_assert_eq(trace[i].verdict, expected[i].verdict, "%s", expected[i].name);
        cr_assert_eq(trace[i].node != NONE, expected[i].least != NULL);
        cr_assert(!expected[i].least || trace[i].least == dec(expected[i].least), "%s", expected[i].name);
    }
    free(trace);
    cr_assert_str_eq(class_of(d, 0, &r), "B");
    cr_assert_str_eq(class_of(d, 1, &r), "all");
    r.total = r.percent = dec("-1");
    cr_assert_null(class_of(d, 0, &r));
    definition_free(d);
}
