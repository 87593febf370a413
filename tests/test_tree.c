/* Sums, rounding, ranks and classes, by hand and against published tables. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/rank.h"
#include "scoring/survey.h"
#include "scoring/tree.h"
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
