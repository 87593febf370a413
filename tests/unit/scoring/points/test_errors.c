/* Errors, limits and rank sets held against the reference in tests/points, which knows none of this code. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scoring/estimates/pairs.h"
#include "scoring/points/score_units.h"
#include "survey/base/memory.h"
#include "tests/unit/rounds.h"

#define MOST 16

static char nothing[] = "";

/* Texts, each once. */
struct names {
    char *of[8192];
    size_t n;
};

static size_t name_of(struct names *names, const char *text)
{
    for (size_t i = names->n; i-- > 0;) /* rows of one respondent follow one another */
        if (!strcmp(names->of[i], text))
            return i;
    cr_assert(names->n < 8192);
    names->of[names->n] = xstrdup(text);
    return names->n++;
}

static void names_release(struct names *names)
{
    for (size_t i = 0; i < names->n; i++)
        free(names->of[i]);
}

struct table_row {
    size_t respondent, group, stratum, unit, leaf, cluster;
    double percent, weight, people, points;
};

/* A table of answers, and what is not from them. */
struct table {
    struct names respondents, groups, strata, units, leaves, clusters;
    struct table_row *rows;
    size_t n, room;
    bool clustered;
    double points[MOST][MOST]; /* [group][leaf] */
};

static void table_read(struct table *t, const char *path)
{
    char line[512], *cell[10];
    FILE *f = fopen(path, "r");
    cr_assert(f, "%s", path);
    cr_assert(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f)) {
        char *rest = line;
        line[strcspn(line, "\r\n")] = '\0';
        for (int i = 0; i < 10; i++)
            cell[i] = rest ? strsep(&rest, ",") : nothing;
        t->rows = grow(t->rows, &t->room, t->n + 1, sizeof *t->rows);
        char *stratum = xasprintf("%s/%s", cell[1], cell[2]);
        struct table_row *r = &t->rows[t->n++];
        *r = (struct table_row){name_of(&t->respondents, cell[0]),
                                name_of(&t->groups, cell[1]),
                                name_of(&t->strata, stratum),
                                name_of(&t->units, cell[3]),
                                name_of(&t->leaves, cell[4]),
                                0,
                                atof(cell[5]),
                                atof(cell[6]),
                                *cell[7] ? atof(cell[7]) : 0,
                                atof(cell[8])};
        r->cluster = *cell[9] ? name_of(&t->clusters, cell[9]) : NONE;
        t->clustered = t->clustered || *cell[9];
        t->points[r->group][r->leaf] = r->points;
        free(stratum);
    }
    fclose(f);
}

static void table_release(struct table *t)
{
    struct names *const all[] = {&t->respondents, &t->groups, &t->strata, &t->units, &t->leaves, &t->clusters};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        names_release(all[i]);
    free(t->rows);
}

static const char *group_code(size_t group)
{
    static const char *const codes[] = {"G1", "G2", "G3", "G4"};
    cr_assert(group < sizeof codes / sizeof *codes);
    return codes[group];
}

/* A definition with these units, the first N_RANKED of them ranked, groups and leaves, whose weights are the groups'
 * points; leaf i is question i. */
static struct definition *definition_for(const struct table *t, size_t n_ranked, bool learned)
{
    struct definition *d = definition_new();
    char text[64];
    ROW(T_ROUND, "code", "R");
    ROW(T_ROUND, "title", "R");
    ROW(T_ROUND, "year", "2024");
    ROW(T_ROUND, "floor", learned ? "learned" : "full");
    ROW(T_BLOCKS, "B", "B", "yes");
    for (size_t u = 0; u < t->units.n; u++)
        ROW(T_UNITS, t->units.of[u], t->units.of[u], "B", "", u < n_ranked ? "yes" : "no");
    for (int percent = 0; percent <= 100; percent += 5) {
        snprintf(text, sizeof text, "%d", percent);
        ROW(T_SCALES, "S", text, text, text);
    }
    ROW(T_CRITERIA, "B", "1", "1");
    for (size_t l = 0; l < t->leaves.n; l++) {
        char leaf[32];
        double max = 0;
        for (size_t g = 0; g < t->groups.n; g++)
            max += t->points[g][l];
        snprintf(text, sizeof text, "%.9f", max);
        snprintf(leaf, sizeof leaf, "L%zu", l);
        ROW(T_CRITERIA, "B", leaf, leaf, "1", text, "", "", "", "DTXHH");
        for (size_t g = 0; g < t->groups.n; g++) {
            snprintf(text, sizeof text, "%.9f", t->points[g][l]);
            ROW(T_GROUP_WEIGHTS, "B", leaf, group_code(g), text);
        }
    }
    for (size_t g = 0; g < t->groups.n; g++) {
        const char *code = group_code(g);
        ROW(T_GROUPS, code, code, "ballot", "census");
        ROW(T_BALLOT_TYPES, code, code, code, "B", "all", "allow");
        for (size_t l = 0; l < t->leaves.n; l++) {
            char leaf[32];
            snprintf(leaf, sizeof leaf, "L%zu", l);
            snprintf(text, sizeof text, "Q%zu", l);
            ROW(T_QUESTIONS, code, text, text, "unit", "option", "B", leaf, "", "S");
        }
    }
    struct issues *issues = issues_new();
    bool ok = definition_check(d, issues);
    cr_assert(ok, "%s", issues_kept(issues) ? issues_get(issues, 0)->text : "");
    issues_free(issues);
    return d;
}

/* Its ballots: one for each respondent, that asks about all units. */
static struct cases *cases_for(const struct table *t, struct definition *d)
{
    struct cases *c = xcalloc(1, sizeof *c);
    size_t n_units = t->units.n, n_leaves = t->leaves.n, n_cells = n_units * n_leaves;
    c->d = d;
    c->n_strata = c->room_strata = t->strata.n;
    c->strata = xcalloc(c->n_strata, sizeof *c->strata);
    c->n_cases = t->clustered ? t->clusters.n : t->respondents.n;
    c->stratum_of = xcalloc(c->n_cases, sizeof *c->stratum_of);
    c->n_ballots = t->respondents.n;
    c->ballots = xcalloc(c->n_ballots, sizeof *c->ballots);
    c->bytes = xcalloc(c->n_ballots * (n_units + n_cells), 1);
    c->lists.n_units = xcalloc(1, sizeof *c->lists.n_units);
    c->lists.start = xcalloc(1, sizeof *c->lists.start);
    c->lists.units = xcalloc(n_units, sizeof *c->lists.units);
    c->lists.n_units[0] = n_units;
    for (size_t u = 0; u < n_units; u++)
        c->lists.units[u] = u;
    for (size_t i = 0; i < t->n; i++) {
        const struct table_row *r = &t->rows[i];
        struct case_stratum *s = &c->strata[r->stratum];
        if (!s->raters)
            *s = (struct case_stratum){.group = r->group,
                                       .name = "",
                                       .random = true,
                                       .clusters = t->clustered,
                                       .eligible = (int64_t)r->people,
                                       .raters = xcalloc(n_units, sizeof *s->raters)};
        s->raters[r->unit] = (int64_t)r->people;
        uint32_t who = (uint32_t)(t->clustered ? r->cluster : r->respondent);
        struct kept_ballot *b = &c->ballots[r->respondent];
        *b = (struct kept_ballot){.weight = r->weight,
                                  .at = r->respondent * (n_units + n_cells),
                                  .who = who,
                                  .person = (uint32_t)r->respondent,
                                  .type = (uint32_t)r->group};
        c->stratum_of[who] = (uint32_t)r->stratum;
        c->bytes[b->at + r->unit] = 1;
        c->bytes[b->at + n_units + r->unit * n_leaves + r->leaf] = (uint8_t)(1 + r->percent / 5);
    }
    for (size_t i = 0; i < c->n_cases; i++)
        c->strata[c->stratum_of[i]].n_cases++;
    d->rules.fpc = false; /* there is no frame to count in */
    cr_assert(cases_sort(c, NULL, NULL));
    d->rules.fpc = true;
    return c;
}

/* A row of the reference's result. */
struct expected {
    char unit[32];
    double total, se, df, low, high;
    size_t rank_low, rank_high;
};

static size_t read_expected(const char *path, struct expected *e)
{
    char line[512], *cell[10];
    FILE *f = fopen(path, "r");
    cr_assert(f, "%s", path);
    size_t n = 0;
    while (fgets(line, sizeof line, f) && line[0] != '\n') {
        char *rest = line;
        if (!strncmp(line, "unit,", 5))
            continue;
        for (int i = 0; i < 10; i++)
            cell[i] = rest ? strsep(&rest, ",") : nothing;
        snprintf(e[n].unit, sizeof e[n].unit, "%s", cell[0]);
        e[n] = (struct expected){.total = atof(cell[2]),
                                 .se = atof(cell[3]),
                                 .df = *cell[5] ? atof(cell[5]) : INFINITY,
                                 .low = atof(cell[6]),
                                 .high = atof(cell[7]),
                                 .rank_low = (size_t)atol(cell[8]),
                                 .rank_high = (size_t)atol(cell[9])};
        snprintf(e[n++].unit, sizeof e[n].unit, "%s", cell[0]);
    }
    fclose(f);
    return n;
}

/* What outside says joins the totals. */
static void add_outside(struct rank_unit *units, struct rank_pair *pairs, struct table *t, const char *path)
{
    char line[256], *cell[5];
    FILE *f = fopen(path, "r");
    cr_assert(f && fgets(line, sizeof line, f), "%s", path);
    while (fgets(line, sizeof line, f)) {
        char *rest = line;
        for (int i = 0; i < 5; i++)
            cell[i] = strsep(&rest, ",");
        size_t u = name_of(&t->units, cell[0]);
        double value = atof(cell[2]), se = atof(cell[3]);
        units[u].value += value;
        if (strcmp(cell[1], "stated") != 0)
            continue;
        bounded_add_stated(&units[u].part, value, se, atof(cell[4]));
        for (size_t k = 0; k < t->units.n; k++)
            if (k != u) {
                struct rank_pair *p = &pairs[u < k ? pair_at(u, k, t->units.n) : pair_at(k, u, t->units.n)];
                p->variance += se * se;
                p->floored += se * se;
            }
    }
    fclose(f);
}

/* The units of T, the first N_RANKED of which are ranked, and their pairs, both to be freed. */
static struct rank_unit *compute(const struct table *t, size_t n_ranked, bool learned, struct rank_pair **pairs)
{
    size_t n = t->units.n;
    struct definition *d = definition_for(t, n_ranked, learned);
    struct cases *cases = cases_for(t, d);
    struct survey_results survey = {0};
    struct outside *from = outside_of(d, NULL, 0);
    survey_results_init(&survey, d, cases, from);
    struct error_unit *units = xcalloc(n, sizeof *units);
    struct unit_result *results = xcalloc(n, sizeof *results);
    bool *is_outside = xcalloc(d->blocks[0].n_nodes, sizeof *is_outside);
    for (size_t u = 0; u < n; u++) {
        results[u].nodes = xcalloc(d->blocks[0].n_nodes, sizeof *results[u].nodes);
        results[u].max = 100 * DECIMAL_ONE;
        units[u] = (struct error_unit){u, &results[u], is_outside, NULL};
    }
    struct point_errors errors;
    point_errors_init(&errors, d, &survey, cases, NULL, units, n, NULL);

    /* The totals of the results are not set: they are what the parts are worth. */
    struct rank_unit *ranked = xcalloc(n, sizeof *ranked);
    for (size_t u = 0; u < n; u++) {
        ranked[u] = errors.units[u].ranked;
        ranked[u].value = ranked[u].part.value;
    }
    *pairs = xcalloc(n * n / 2 + 1, sizeof **pairs);
    memcpy(*pairs, errors.pairs[0], n * (n - 1) / 2 * sizeof **pairs);
    point_errors_release(&errors);
    for (size_t u = 0; u < n; u++)
        free(results[u].nodes);
    free(results);
    free(units);
    free(is_outside);
    outside_free(from);
    survey_results_release(&survey);
    cases_free(cases);
    definition_free(d);
    return ranked;
}

static void holds(const char *name, const char *outside, bool learned)
{
    char path[128];
    struct table t = {0};
    struct rank_pair *pairs;
    snprintf(path, sizeof path, "tests/points/cases/%s.csv", outside ? "7-strata" : name);
    table_read(&t, path);
    struct rank_unit *ranked = compute(&t, t.units.n, learned, &pairs);
    if (outside) {
        snprintf(path, sizeof path, "tests/points/cases/%s.csv", outside);
        add_outside(ranked, pairs, &t, path);
    }
    rank_sets(ranked, t.units.n, pairs, 0.95);

    struct expected e[64];
    snprintf(path, sizeof path, "tests/points/cases/%s%s.out", outside ? outside : name, learned ? "-learned" : "");
    cr_assert_eq(read_expected(path, e), t.units.n);
    for (size_t i = 0; i < t.units.n; i++) {
        size_t u = name_of(&t.units, e[i].unit);
        const struct rank_unit *r = &ranked[u];
        struct interval limits = bounded_limits(&r->part, 0.05);
        double fixed = r->value - r->part.value, df = bounded_df(&r->part);
        cr_expect(fabs(r->value - e[i].total) <= 1e-9 * e[i].total, "%s %s: total %.12g, %.12g", path, e[i].unit,
                  r->value, e[i].total);
        cr_expect(fabs(sqrt(r->part.variance) - e[i].se) <= 1e-9, "%s %s: se %.12g, %.12g", path, e[i].unit,
                  sqrt(r->part.variance), e[i].se);
        cr_expect((isinf(df) && isinf(e[i].df)) || fabs(df - e[i].df) <= 1e-9 * e[i].df, "%s %s: df %.12g, %.12g", path,
                  e[i].unit, df, e[i].df);
        cr_expect(fabs(fixed + limits.lower - e[i].low) <= 1e-8, "%s %s: low %.12g, %.12g", path, e[i].unit,
                  fixed + limits.lower, e[i].low);
        cr_expect(fabs(fixed + limits.upper - e[i].high) <= 1e-8, "%s %s: high %.12g, %.12g", path, e[i].unit,
                  fixed + limits.upper, e[i].high);
        cr_expect(r->low == e[i].rank_low && r->high == e[i].rank_high, "%s %s: ranks %zu-%zu, %zu-%zu", path,
                  e[i].unit, r->low, r->high, e[i].rank_low, e[i].rank_high);
    }
    free(ranked);
    free(pairs);
    table_release(&t);
}

/* By hand: one group, one leaf of 10 points, N = 6; four answer A 100 100 60 20 and B 60 60 60 20. */
Test(errors, the_hand_example)
{
    struct bounded a = {0}, b = {0};
    double v = 100 * (0.44 / 3) * (1 / 4.0 - 1 / 6.0), w = 100 * (0.12 / 3) * (1 / 4.0 - 1 / 6.0);
    double floor = bounded_add_group(&a, &(struct bounded_group){7, 10, 4, 4 / 6.0, v, v * v / 3, 1});
    bounded_add_group(&b, &(struct bounded_group){5, 10, 4, 4 / 6.0, w, w * w / 3, 1});
    cr_assert_float_eq(floor_unseen(4 / 6.0), 0.606826, 5e-7);
    cr_assert_float_eq(floor, 1.213652, 5e-7);
    cr_assert_float_eq(a.floored, 1.222222, 5e-7);
    cr_assert_float_eq(b.lifted / b.floored, 0.725347, 5e-7);
    cr_assert_float_eq(bounded_df(&b), 39.7697, 5e-5);
    struct interval x = bounded_limits(&a, 0.05), y = bounded_limits(&b, 0.05);
    cr_assert_float_eq(x.lower, 2.642578357965, 1e-9);
    cr_assert_float_eq(x.upper, 9.627644267, 1e-8);
    cr_assert_float_eq(y.lower, 2.684030, 5e-7);
    cr_assert_float_eq(y.upper, 7.315970, 5e-7);
}

Test(errors, the_cases_of_the_reference)
{
    static const char *const names[] = {"1-hand",     "2-blanks", "3-own-unit", "4-all-best",
                                        "5-straight", "6-groups", "7-strata",   "8-clusters"};
    for (int learned = 0; learned < 2; learned++) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            holds(names[i], NULL, learned);
        holds("", "9-outside", learned);
    }
}

/* Where all say the same, whatever they weigh, there is no spread: not the 1e-33 that means leave behind. */
Test(errors, no_spread_is_none)
{
    struct table t = {0};
    struct rank_pair *pairs;
    char path[] = "/tmp/dtxhh-alike-XXXXXX";
    FILE *out = fdopen(mkstemp(path), "w");
    fprintf(out, "respondent,group,stratum,unit,leaf,percent,weight,N,points,cluster\n");
    for (int i = 0; i < 12; i++)
        for (int u = 0; u < MOST; u++)
            fprintf(out, "%d,G,%s,U%d,L,%d,%.17g,%d,100,\n", i, i < 7 ? "X" : "Y", u, u ? 5 * u : 5 * i, 1 + i / 7.0,
                    i < 7 ? 31 : 11);
    fclose(out);
    table_read(&t, path);
    unlink(path);
    struct rank_unit *ranked = compute(&t, t.units.n, false, &pairs);
    cr_expect_gt(ranked[0].part.variance, 1);
    for (size_t u = 1; u < MOST; u++) {
        cr_expect_eq(ranked[u].part.variance, 0, "%s", t.units.of[u]);
        cr_expect_eq(bounded_df(&ranked[u].part), INFINITY, "%s", t.units.of[u]);
        cr_expect_gt(ranked[u].part.floored, 0);
    }
    free(ranked);
    free(pairs);
    table_release(&t);
}

/* What is said of a unit that is not ranked is no part of how far people stand apart. */
Test(errors, what_is_learned_is_of_ranked_units)
{
    struct table t = {0};
    struct rank_pair *pairs, *fewer;
    table_read(&t, "tests/points/cases/6-groups.csv");
    size_t last = t.units.n - 1, n = 0;
    struct rank_unit *all = compute(&t, last, true, &pairs);
    for (size_t i = 0; i < t.n; i++)
        if (t.rows[i].unit != last)
            t.rows[n++] = t.rows[i];
    t.n = n;
    free(t.units.of[last]);
    t.units.n--;
    struct rank_unit *ranked = compute(&t, last, true, &fewer);
    for (size_t u = 0; u < last; u++)
        cr_expect_float_eq(all[u].part.middled, ranked[u].part.middled, 1e-12 * ranked[u].part.middled, "%s",
                           t.units.of[u]); /* it has r in it whether or not the floor binds */
    free(all);
    free(ranked);
    free(pairs);
    free(fewer);
    table_release(&t);
}
