/* What must hold in any round, tried on 1,000 of them made at random. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/rank.h"
#include "scoring/points/survey.h"
#include "scoring/points/tree.h"
#include "survey/base/memory.h"
#include "tests/unit/random_round.h"
#include "tests/unit/rounds.h"

#define ROUNDS 1000

static void add_criterion(struct definition *d, size_t *line, const char *code, const char *parent, const char *max,
                          const char *method)
{
    definition_add_row(d, T_CRITERIA, (*line)++,
                       (const char *[]){"B", code, code, parent, max, strcmp(method, "THUONG_TRU") ? "" : "-9", "", "",
                                        method, "", "", ""});
}

/* A tree of one to five fields, each of one to four leaves or of criteria with such leaves; some bonus; one
 * leaf in six does not apply to U1. */
static struct definition *any_definition(gsl_rng *r)
{
    static const char *const methods[] = {"TD", "DTXHH", "KTXH", "SIPAS", "THUONG_TRU"};
    struct definition *d = definition_new();
    size_t line = 2, n_leaves = 0;
    definition_add_row(d, T_ROUND, 2, (const char *[]){"code", "R", ""});
    definition_add_row(d, T_ROUND, 3, (const char *[]){"title", "R", ""});
    definition_add_row(d, T_ROUND, 4, (const char *[]){"year", "2024", ""});
    definition_add_row(d, T_ROUND, 5, (const char *[]){"survey", "outside", ""});
    definition_add_row(d, T_BLOCKS, 2, (const char *[]){"B", "B", "yes"});
    definition_add_row(d, T_UNITS, 2, (const char *[]){"U1", "U1", "B", "", "yes", "", ""});
    for (long f = 1; f <= any(r, 1, 5); f++) {
        char field[32], middle[64], leaf[96], max[64];
        snprintf(field, sizeof field, "%ld", f);
        add_criterion(d, &line, field, "", "", "");
        for (long m = 1; m <= any(r, 1, 3); m++) {
            snprintf(middle, sizeof middle, "%s.%ld", field, m);
            bool deep = any(r, 0, 1);
            if (deep)
                add_criterion(d, &line, middle, field, "", "");
            for (long l = 1; l <= (deep ? any(r, 1, 4) : 1); l++) {
                snprintf(leaf, sizeof leaf, deep ? "%s.%ld" : "%s", middle, l);
                snprintf(max, sizeof max, "%ld.%02ld", any(r, 1, 20), any(r, 0, 99));
                /* The first leaf of all keeps a maximum, so that there is an index. */
                add_criterion(d, &line, leaf, deep ? middle : field, max, methods[any(r, 0, n_leaves ? 4 : 3)]);
                if (n_leaves++ && any(r, 1, 6) == 1)
                    definition_add_row(d, T_NOT_APPLICABLE, n_leaves, (const char *[]){"B", "U1", leaf, "*", ""});
            }
        }
    }
    return d;
}

Test(properties, totals_are_the_sums_of_leaves_on_the_units_own_maximum)
{
    gsl_rng *r = numbers(1);
    for (int round = 0; round < ROUNDS; round++) {
        struct definition *d = any_definition(r);
        struct issues *issues = issues_new();
        cr_assert(definition_check(d, issues), "round %d: %s", round,
                  issues_kept(issues) ? issues_get(issues, 0)->text : "");
        issues_free(issues);
        const struct block *block = &d->blocks[0];
        decimal *points = xcalloc(block->n_nodes, sizeof *points), sum = 0, max = 0, parts = 0, fields = 0;
        for (size_t i = 0; i < block->n_nodes; i++) {
            const struct criterion *c = &d->criteria[block->nodes[i]];
            if (!c->is_leaf)
                continue;
            bool left_out = false;
            for (size_t k = 0; k < d->n_not_applicables; k++)
                left_out = left_out || !strcmp(d->not_applicables[k].criterion, c->code);
            points[i] = (decimal)(gsl_rng_uniform(r) * (double)c->max);
            sum += left_out ? 0 : points[i];
            max += left_out || c->method == METHOD_THUONG_TRU ? 0 : c->max;
        }
        struct unit_result u = {.nodes = xcalloc(block->n_nodes, sizeof *u.nodes)};
        tree_sum(&u, d, 0, points, tree_rounding_of(&d->rules));
        for (enum component p = 0; p < N_PARTS; p++)
            parts += u.parts[p];
        for (size_t i = 0; i < block->n_nodes; i++)
            fields += d->criteria[block->nodes[i]].parent == NONE ? u.nodes[i].points : 0;
        cr_assert_eq(u.total, sum, "round %d", round);
        cr_assert_eq(parts, sum, "round %d", round);
        cr_assert_eq(fields, sum, "round %d", round);
        cr_assert_eq(u.max, max, "round %d", round);
        cr_assert(llabs((long long)u.percent - (long long)(100.0L * sum / max * DECIMAL_ONE)) <= 1, "round %d", round);
        free(u.nodes);
        free(points);
        definition_free(d);
    }
    gsl_rng_free(r);
}

Test(properties, ranks_do_not_depend_on_the_order_of_rows)
{
    gsl_rng *r = numbers(2);
    for (int round = 0; round < ROUNDS; round++) {
        struct contender a[40] = {0}, b[40];
        size_t n = (size_t)any(r, 1, 40);
        for (size_t i = 0; i < n; i++)
            a[i] = (struct contender){.unit = i, .n_keys = 2, .keys = {any(r, 0, 20), any(r, 0, 3)}};
        memcpy(b, a, sizeof b);
        for (size_t i = n - 1; i > 0; i--) {
            size_t k = (size_t)any(r, 0, (long)i);
            struct contender swap = b[i];
            b[i] = b[k];
            b[k] = swap;
        }
        rank_units(a, n, false);
        rank_units(b, n, false);
        for (size_t i = 0; i < n; i++) {
            size_t better = 0; /* the rank is one more than those ahead */
            for (size_t k = 0; k < n; k++)
                better += a[k].keys[0] > a[i].keys[0] || (a[k].keys[0] == a[i].keys[0] && a[k].keys[1] > a[i].keys[1]);
            cr_assert_eq(a[i].rank, better + 1, "round %d", round);
            cr_assert_eq(b[i].rank, a[b[i].unit].rank, "round %d", round);
        }
    }
    gsl_rng_free(r);
}

/* --- a leaf: G groups of ballots, one question, weight 1 each --------------------------------- */

#define MOST_GROUPS  6
#define MOST_BALLOTS 12

struct leaf_case {
    size_t n_groups, n[MOST_GROUPS];
    double percent[MOST_GROUPS][MOST_BALLOTS]; /* below 0: not counted */
    decimal weight[MOST_GROUPS];
    int64_t min_base;
};

static struct definition *groups_only(void)
{
    struct definition *d = xcalloc(1, sizeof *d);
    d->n_groups = MOST_GROUPS;
    d->groups = xcalloc(MOST_GROUPS, sizeof *d->groups);
    return d;
}

/* The leaf of CASE, LEFT_OUT groups not looked at at all. */
static struct leaf_result combine(const struct definition *d, const struct leaf_case *c, const bool *left_out)
{
    struct leaf_result leaf = {.parts = xcalloc(MOST_GROUPS, sizeof *leaf.parts)};
    double pool = 0;
    int64_t n_pool = 0;
    for (size_t g = 0; g < c->n_groups; g++) {
        struct group_part *p = &leaf.parts[leaf.n_parts];
        double sum = 0;
        if (left_out && left_out[g])
            continue;
        leaf.n_parts++;
        *p = (struct group_part){.group = g, .weight = c->weight[g]};
        for (size_t i = 0; i < c->n[g]; i++)
            if (c->percent[g][i] >= 0) {
                p->ballots++;
                sum += c->percent[g][i];
            }
        p->answers = p->ballots;
        p->has_percent = p->ballots > 0;
        p->percent = p->has_percent ? sum / (double)p->ballots : 0;
        pool += sum;
        n_pool += p->ballots;
    }
    survey_combine(&leaf, d, c->min_base, pool, n_pool);
    return leaf;
}

static struct leaf_case any_leaf(gsl_rng *r)
{
    static const double worth[] = {100, 60, 20, 0, -1};
    struct leaf_case c = {.n_groups = (size_t)any(r, 1, MOST_GROUPS), .min_base = any(r, 1, 3)};
    for (size_t g = 0; g < c.n_groups; g++) {
        c.n[g] = (size_t)any(r, 0, MOST_BALLOTS);
        c.weight[g] = any(r, 1, 9) * DECIMAL_ONE / 10;
        for (size_t i = 0; i < c.n[g]; i++)
            c.percent[g][i] = worth[any(r, 0, 4)];
    }
    return c;
}

Test(properties, a_better_answer_never_lowers_the_points)
{
    gsl_rng *r = numbers(3);
    struct definition *d = groups_only();
    for (int round = 0; round < ROUNDS; round++) {
        struct leaf_case c = any_leaf(r);
        struct leaf_result before = combine(d, &c, NULL);
        size_t g = (size_t)any(r, 0, (long)c.n_groups - 1), i = (size_t)any(r, 0, MOST_BALLOTS - 1);
        if (i < c.n[g] && c.percent[g][i] >= 0)
            c.percent[g][i] += (100 - c.percent[g][i]) * gsl_rng_uniform(r);
        struct leaf_result after = combine(d, &c, NULL);
        cr_assert_eq(before.has_means, after.has_means);
        cr_assert_geq(after.by_means, before.by_means, "round %d", round);
        cr_assert_geq(after.pooled, before.pooled, "round %d", round);
        free(before.parts);
        free(after.parts);
    }
    definition_free(d);
    gsl_rng_free(r);
}

/* Equal weights, one question, all answers counted, as many ballots in each group: the mean of means is the mean. */
Test(properties, the_two_ways_to_combine_agree_where_they_must)
{
    gsl_rng *r = numbers(4);
    struct definition *d = groups_only();
    for (int round = 0; round < ROUNDS; round++) {
        struct leaf_case c = any_leaf(r);
        size_t n = (size_t)any(r, 1, MOST_BALLOTS);
        c.min_base = 1;
        for (size_t g = 0; g < c.n_groups; g++) {
            c.n[g] = n;
            c.weight[g] = DECIMAL_ONE;
            for (size_t i = 0; i < n; i++)
                c.percent[g][i] = (double)any(r, 0, 100);
        }
        struct leaf_result leaf = combine(d, &c, NULL);
        cr_assert(leaf.has_means && leaf.has_pooled);
        cr_assert_float_eq(leaf.by_means, leaf.pooled, 1e-9, "round %d", round);
        free(leaf.parts);
    }
    definition_free(d);
    gsl_rng_free(r);
}

/* A group below min_base is as if it had not been asked; without any there is no figure, not a lower one. */
Test(properties, a_dropped_group_leaves_its_weight_to_the_others)
{
    gsl_rng *r = numbers(5);
    struct definition *d = groups_only();
    size_t n_dropped = 0, n_none = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct leaf_case c = any_leaf(r);
        struct leaf_result leaf = combine(d, &c, NULL);
        bool dropped[MOST_GROUPS] = {false};
        double shares = 0;
        size_t kept = 0;
        for (size_t g = 0; g < c.n_groups; g++) {
            const struct group_part *p = &leaf.parts[g];
            dropped[g] = p->ballots < c.min_base;
            cr_assert_eq(p->dropped, p->ballots == 0 ? DROPPED_NO_ANSWERS
                                     : dropped[g]    ? DROPPED_MIN_BASE
                                                     : DROPPED_NOT);
            if (dropped[g])
                cr_assert_eq(p->share, 0);
            kept += !dropped[g];
            shares += p->share;
        }
        cr_assert_eq(leaf.has_means, kept > 0, "round %d", round);
        if (kept > 0) {
            struct leaf_result rest = combine(d, &c, dropped);
            cr_assert_float_eq(shares, 1, 1e-12);
            cr_assert_float_eq(leaf.by_means, rest.by_means, 1e-9, "round %d", round);
            free(rest.parts);
        }
        n_dropped += kept < c.n_groups;
        n_none += kept == 0;
        free(leaf.parts);
    }
    cr_assert(n_dropped > 100 && n_none > 10, "%zu, %zu", n_dropped, n_none);
    definition_free(d);
    gsl_rng_free(r);
}
