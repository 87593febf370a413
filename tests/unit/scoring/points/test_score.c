/* From ballots and decisions in memory to points, ranks and errors, by hand: no round is read. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/score_units.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "tests/unit/rounds.h"

static decimal dec(const char *text)
{
    decimal d = 0;
    cr_assert(decimal_parse(text, &d), "%s", text);
    return d;
}

/* A row of the table points for UNIT, of criterion 1.1 or, for another, CRITERION. */
static struct point_row point(size_t unit, size_t criterion, const char *stage, const char *points, int64_t run)
{
    return (struct point_row){.unit_code = xstrdup(""),
                              .criterion_code = xstrdup(""),
                              .group_code = xstrdup(""),
                              .stage = xstrdup(stage),
                              .points = xstrdup(points),
                              .percent = xstrdup(""),
                              .se = xstrdup(""),
                              .unit = unit,
                              .criterion = criterion,
                              .group = NONE,
                              .run = run};
}

/* ROWS as points_read() leaves them: theirs to free. */
static struct outside *outside_with(const struct definition *d, const struct point_row *rows, size_t n)
{
    struct point_row *own = xcalloc(n, sizeof *own);
    memcpy(own, rows, n * sizeof *own);
    return outside_of(d, own, n);
}

/* G1: A A of weight 3 and C blank of weight 1 about U1; G2: B B of weight 5.
 * U1, G1: Q1 (3 x 100 + 20) / 4 = 80, Q2 100: 90; G2 60: of groups that weigh 1 each 75 %, 30 of 40 points.
 * Pooled each ballot is one: 100, 20 and 60: 60 %, 24 points.
 * U2: all D, 0. */
static void survey_of(struct scoring *s)
{
    /* That it counts for both units, then Q1 and Q2 of each. */
    uint8_t bytes[] = {1, 1, 1, 1, 4, 4, 1, 1, 3, MARK_BLANK, 4, 4, 1, 1, 2, 2, 4, 4};
    size_t units[] = {0, 1}, start[] = {0}, n_units[] = {2};
    uint32_t stratum_of[] = {0, 0, 1};
    struct case_stratum strata[] = {{.group = 0}, {.group = 1}};
    struct kept_ballot ballots[] = {
        {.weight = 3, .at = 0, .who = 0}, {.weight = 1, .at = 6, .who = 1}, {.weight = 5, .at = 12, .who = 2}};
    struct cases cases = {.d = s->d,
                          .lists = {.n = 1, .units = units, .start = start, .n_units = n_units},
                          .strata = strata,
                          .n_strata = 2,
                          .stratum_of = stratum_of,
                          .n_cases = 3,
                          .ballots = ballots,
                          .n_ballots = 3,
                          .bytes = bytes,
                          .most = 6};
    survey_results_init(&s->survey, s->d, &cases, s->outside);
}

static struct scoring scoring_of(struct definition *d, const struct point_row *rows, size_t n)
{
    struct scoring s = {.path = "test", .d = d, .issues = issues_new(), .outside = outside_with(d, rows, n)};
    d->rules.min_base = 1;
    survey_of(&s);
    return s;
}

static void release(struct scoring *s)
{
    issues_free(s->issues);
    score_units_release(s);
}

/* 1.1 of U1: the second appraisal 45, of the newer import, before the first 50 and the self score 60: 45 + 30 = 75.
 * U2: 57 + 0. */
Test(score, decisions_and_ballots_become_points_and_ranks)
{
    const struct point_row rows[] = {point(0, 1, "second", "45", 4), point(0, 1, "second", "40", 3),
                                     point(0, 1, "first", "50", 2), point(0, 1, "self", "60", 1),
                                     point(1, 1, "first", "57", 2)};
    struct scoring s = scoring_of(tiny_definition(), rows, 5);
    cr_assert(score_units(&s));
    cr_assert_eq(s.n_units, 2);
    cr_assert_eq(s.units[0].result.total, dec("75"));
    cr_assert_eq(s.units[0].result.parts[PART_SURVEY], dec("30"));
    cr_assert_str_eq(s.units[0].stage[1], "second");
    cr_assert_str_eq(s.units[0].stage[2], "survey");
    cr_assert_eq(s.units[0].pooled[2], dec("24"), "the other way to combine");
    cr_assert_eq(s.units[1].result.total, dec("57"));
    cr_assert(s.units[0].rank == 1 && s.units[1].rank == 2);
    release(&s);
}

Test(score, a_pool_counts_ballots)
{
    const struct point_row rows[] = {point(0, 1, "first", "0", 1), point(1, 1, "first", "30", 1)};
    struct definition *d = tiny_definition();
    d->rules.pooled = true;
    struct scoring s = scoring_of(d, rows, 2);
    cr_assert(score_units(&s));
    cr_assert_eq(s.units[0].result.total, dec("24"));
    cr_assert_eq(s.units[0].pooled[2], dec("30"));
    cr_assert(s.units[0].rank == 2 && s.units[1].rank == 1);
    release(&s);
}

/* A self score alone decides nothing: F602; a leaf of which nobody says enough: F601. */
Test(score, what_is_missing_is_a_fault)
{
    const struct point_row rows[] = {point(0, 1, "self", "60", 1), point(1, 1, "first", "57", 2)};
    struct scoring s = scoring_of(tiny_definition(), rows, 2);
    cr_assert(!score_units(&s));
    cr_assert_eq(issues_count(s.issues, FAULT), 1);
    cr_assert_str_eq(issues_get(s.issues, 0)->code, "F602");
    release(&s);

    const struct point_row both[] = {point(0, 1, "first", "60", 1), point(1, 1, "first", "57", 2)};
    struct definition *d = tiny_definition();
    s = (struct scoring){.path = "test", .d = d, .issues = issues_new(), .outside = outside_with(d, both, 2)};
    d->rules.min_base = 3; /* no group has three ballots */
    survey_of(&s);
    cr_assert(!score_units(&s));
    cr_assert_eq(issues_count(s.issues, FAULT), 2, "one a unit");
    cr_assert_str_eq(issues_get(s.issues, 0)->code, "F601");
    release(&s);
}

/* Once, 44.996 + 30 = 74.996 is behind 74.998; component by component both have 75.00, so that U1 is first too. */
Test(score, a_rank_that_hangs_on_rounding_is_warned_of)
{
    const struct point_row rows[] = {point(0, 1, "first", "44.996", 1), point(1, 1, "first", "74.998", 1)};
    struct scoring s = scoring_of(tiny_definition(), rows, 2);
    s.d->rules.compare_rounded = false;
    cr_assert(score_units(&s));
    cr_assert(s.units[0].rank == 2 && s.units[1].rank == 1, "74.996 and 74.998");
    score_warn(&s);
    cr_assert_eq(issues_count(s.issues, WARNING), 1, "of U1 alone");
    cr_assert_str_eq(issues_get(s.issues, 0)->code, "W601");
    cr_assert_eq(s.units[0].result.total, dec("74.996"), "as it was");
    release(&s);
}

/* No survey held: 45 and 57 of 60 are 75 and 95 of 100, nothing of it from a sample: no error, no sets of ranks. */
Test(score, without_a_survey_there_is_no_error)
{
    const struct point_row rows[] = {point(0, 1, "first", "45", 1), point(1, 1, "first", "57", 1)};
    struct definition *d = tiny_definition();
    d->rules.survey = SURVEY_NONE;
    struct scoring s = scoring_of(d, rows, 2);
    cr_assert(score_units(&s));
    cr_assert(s.units[0].result.total == dec("75") && s.units[1].result.total == dec("95"));
    score_errors(&s);
    cr_assert_eq(s.errors.units[0].total.why, ERROR_NONE);
    cr_assert(isnan(s.errors.units[0].total.se));
    cr_assert_eq(s.units[0].set.low, 0);
    release(&s);
}
