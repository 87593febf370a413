/* A unit's points as facts, by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "scoring/points/survey.h"
#include "scoring/points/trace.h"
#include "scoring/points/trace_ballots.h"
#include "scoring/points/tree.h"
#include "tests/unit/rounds.h"

static const struct fact *at(const struct facts *facts, struct fact like, int which, size_t skip)
{
    const struct fact *f = NULL;
    do
        f = facts_next(facts, f, &like);
    while (f && (f->which != which || skip-- > 0));
    return f;
}

static decimal dec(const char *text)
{
    decimal d = 0;
    cr_assert(decimal_parse(text, &d), "%s", text);
    return d;
}

/* Q1 and Q2 of one ballot about U1 and U2, U2's left blank. */
static void count(struct leaf_tally *t, size_t group, uint8_t q1, uint8_t q2, double weight)
{
    const size_t units[] = {0, 1};
    const bool counts[] = {true, false};
    const uint8_t cells[] = {q1, q2, MARK_BLANK, MARK_BLANK};
    struct ballot b = {.group = group,
                       .units = units,
                       .n_units = 2,
                       .cells = cells,
                       .n_cells = 4,
                       .returned = true,
                       .state = CUSTODY_KEYED,
                       .counts = true,
                       .unit_counts = counts,
                       .weight = weight};
    leaf_tally_add(t, &b);
}

static void count_lost(struct leaf_tally *t, size_t group, bool returned, enum invalid invalid)
{
    const size_t units[] = {0, 1};
    const bool counts[] = {false, false};
    const uint8_t cells[4] = {MARK_BLANK};
    leaf_tally_add(t, &(struct ballot){.group = group,
                                       .units = units,
                                       .n_units = 2,
                                       .cells = cells,
                                       .n_cells = 4,
                                       .returned = returned,
                                       .state = CUSTODY_KEYED,
                                       .invalid = invalid,
                                       .unit_counts = counts,
                                       .weight = NAN});
}

/* G1, weight 1: A A of weight 2; B C of weight 1; E D of weight 1.  Q1: (2 x 100 + 60) / 3 = 86.6667; Q2: (2 x 100 + 20
 * + 0) / 4 = 55; the group, questions of weight 1 each: 70.8333.  G2: one ballot, C and blank: 20.  Both count:
 * (70.8333 + 20) / 2 = 45.416667 %, of 40 points 18.166667. */
Test(trace, a_leaf_down_to_its_ballots)
{
    struct definition *d = tiny_definition();
    d->rules.min_base = 1;
    struct facts facts = {.d = d};
    const struct criterion *leaf = &d->criteria[2];
    const struct question *q1 = &d->questions[0], *q2 = &d->questions[1];
    const struct option *options = d->scales[0].options;
    struct leaf_tally *t = leaf_tally_new(d, 0, 2);
    count(t, 0, 1, 1, 2);
    count(t, 0, 2, 3, 1);
    count(t, 0, 5, 4, 1);
    count(t, 1, 3, MARK_BLANK, 4);
    count(t, 1, MARK_MULTIPLE, 5, 4); /* no answer that counts */
    count_lost(t, 0, false, VALID);
    count_lost(t, 0, true, INVALID_STRAIGHT);
    count_lost(t, 0, true, VALID);
    decimal points = leaf_tally_facts(t, &facts, NULL, 0);
    cr_assert_eq(points, dec("18.166666667"));
    cr_assert_float_eq(facts.list[0].value, 545.0 / 12, 1e-12);
    cr_assert(facts.list[0].kind == FACT_SURVEY && facts.list[0].criterion == leaf && facts.list[0].points == points);

    const struct fact in_1 = {.kind = FACT_GROUP, .group = &d->groups[0]},
                      in_2 = {.kind = FACT_GROUP, .group = &d->groups[1]};
    const struct fact *g = at(&facts, in_1, DROPPED_NOT, 0);
    cr_assert(g && g->n == 3 && g->percent == dec("70.833333333") && g->share == dec("0.5") && g->flags & FACT_COUNTS);
    g = at(&facts, in_2, DROPPED_NOT, 0);
    cr_assert(g && g->n == 1 && g->percent == dec("20") && g->weight == 1);

    const struct fact of_1 = {.kind = FACT_BALLOTS, .group = &d->groups[0]},
                      of_2 = {.kind = FACT_BALLOTS, .group = &d->groups[1]};
    const int fates[][2] = {{FATE_ISSUED, 6},
                            {FATE_NOT_RETURNED, 1},
                            {FATE_INVALID + INVALID_STRAIGHT, 1},
                            {FATE_NOT_FOR_UNIT, 1},
                            {FATE_COUNTED, 3}};
    for (size_t i = 0; i < 5; i++) {
        const struct fact *f = at(&facts, of_1, fates[i][0], 0);
        cr_assert(f && f->n == fates[i][1], "%d", fates[i][0]);
    }
    cr_assert(!at(&facts, of_1, FATE_UNANSWERED, 0));
    cr_assert_eq(at(&facts, of_2, FATE_UNANSWERED, 0)->n, 1);

    const struct fact *q =
        at(&facts, (struct fact){.kind = FACT_QUESTION, .group = &d->groups[0], .question = q1}, 0, 0);
    cr_assert(q && q->n == 2 && q->percent == dec("86.666666667"));
    q = at(&facts, (struct fact){.kind = FACT_QUESTION, .group = &d->groups[0], .question = q2}, 0, 0);
    cr_assert(q && q->n == 3 && q->percent == dec("55"));
    q = at(&facts, (struct fact){.kind = FACT_QUESTION, .group = &d->groups[1], .question = q2}, 0, 0);
    cr_assert(q && q->n == 0 && !(q->flags & HAS_PERCENT));
    const struct fact *o =
        at(&facts, (struct fact){.kind = FACT_OPTION, .group = &d->groups[0], .question = q1, .option = options}, 0, 0);
    cr_assert(o && o->n == 1 && o->weight == 2 && o->value == 100);
    o = at(&facts, (struct fact){.kind = FACT_OPTION, .group = &d->groups[0], .question = q1, .option = &options[4]}, 0,
           0);
    cr_assert(o && o->n == 1 && !(o->flags & HAS_PERCENT), "no opinion is worth nothing");
    const struct fact blank = {.kind = FACT_UNCOUNTED, .group = &d->groups[1]};
    cr_assert_eq(at(&facts, blank, 0, 0)->question, q2);
    cr_assert_eq(at(&facts, blank, 1, 0)->question, q1);

    /* Two weights in G1, the larger first: one ballot of 2, two of 1; in G2 one. */
    const struct fact weights = {.kind = FACT_CLASS, .group = &d->groups[0]};
    const struct fact *c = at(&facts, weights, 0, 0);
    cr_assert(c && c->weight == 2 && c->n == 1);
    c = at(&facts, weights, 0, 1);
    cr_assert(c && c->weight == 1 && c->n == 2 && !at(&facts, weights, 0, 2));
    leaf_tally_free(t);
    facts_release(&facts);
    definition_free(d);
}

/* The same ballots pooled: own means 100, 40, 0 (Q2 alone) and 20: 160 / 4 = 40 %, 16 points. */
Test(trace, a_pool_down_to_its_ballots)
{
    struct definition *d = tiny_definition();
    d->rules.pooled = true;
    struct facts facts = {.d = d};
    struct leaf_tally *t = leaf_tally_new(d, 0, 2);
    count(t, 0, 1, 1, 2);
    count(t, 0, 2, 3, 1);
    count(t, 0, 5, 4, 1);
    count(t, 1, 3, MARK_BLANK, 4);
    cr_assert_eq(leaf_tally_facts(t, &facts, NULL, 0), dec("16"));
    const struct fact *pool = at(&facts, (struct fact){.kind = FACT_POOL}, 0, 0);
    cr_assert(pool && pool->n == 4 && pool->percent == dec("40") && pool->share == DECIMAL_ONE);
    /* G1: two ballots with questions of weight 2, their means 100 + 40; one of weight 1 with 0. */
    const struct fact classes = {.kind = FACT_CLASS, .group = &d->groups[0]};
    const struct fact *c = at(&facts, classes, 0, 0);
    cr_assert(c && c->weight == 2 && c->n == 2 && c->value == 140);
    c = at(&facts, classes, 0, 1);
    cr_assert(c && c->weight == 1 && c->n == 1 && c->value == 0);
    const struct fact *g = at(&facts, (struct fact){.kind = FACT_GROUP, .group = &d->groups[0]}, 0, 0);
    cr_assert(g && g->whole == 140 && g->share == dec("0.75"), "three of four ballots");
    leaf_tally_free(t);
    facts_release(&facts);
    definition_free(d);
}

/* U1 has 50.25 of 60 and 18.17 of 40, U2 is first with 70: 68.42, second of two, the mean 69.21. */
Test(trace, a_unit_and_its_tree)
{
    char none[] = "", first[] = "first", survey[] = "survey";
    struct definition *d = tiny_definition();
    d->rules.round_parts = true;
    d->rules.round_at = ROUND_FIELD;
    struct score scores[2] = {
        {.max = dec("100"),
         .appraised = dec("50.25"),
         .survey = dec("18.166666667"),
         .total = dec("68.42"),
         .percent = dec("68.42"),
         .other = dec("68.42"),
         .rank = 2,
         .se = 2,
         .df = 10,
         .low = 63.9638,
         .high = 72.8762,
         .rank_low = 1,
         .rank_high = 2,
         .class = none,
         .unstated = none,
         .present = true},
        {.total = dec("70"), .percent = dec("70"), .rank = 1, .se = NAN, .low = NAN, .present = true}};
    struct score_node nodes[6] = {
        {.applicable = true,
         .max = dec("100"),
         .points = dec("68.42"),
         .has_percent = true,
         .percent = dec("68.42"),
         .stage = none},
        {.applicable = true,
         .max = dec("60"),
         .points = dec("50.25"),
         .has_percent = true,
         .percent = dec("83.75"),
         .stage = first},
        {.applicable = true, .max = dec("40"), .points = dec("18.166666667"), .has_percent = true, .stage = survey}};
    struct facts facts;
    trace_unit(&facts, d, 0, scores, nodes);
    const struct fact *f = at(&facts, (struct fact){.kind = FACT_TOTAL}, 0, 0);
    cr_assert(f && f->points == dec("68.42") && f->max == dec("100") && f->n == 2 && f->other == dec("100"));
    f = at(&facts, (struct fact){.kind = FACT_PART}, PART_SURVEY, 0);
    cr_assert(f && f->points == dec("18.166666667") && f->flags & FACT_COUNTS);
    cr_assert(!(at(&facts, (struct fact){.kind = FACT_PART}, PART_BONUS, 0)->flags & FACT_COUNTS));
    f = at(&facts, (struct fact){.kind = FACT_ERROR}, 0, 0);
    cr_assert(f && f->value == 2 && f->whole == 10);
    cr_assert_eq(at(&facts, (struct fact){.kind = FACT_LIMIT}, 1, 0)->points, dec("72.8762"));
    f = at(&facts, (struct fact){.kind = FACT_BLOCK_MEAN}, 0, 0);
    cr_assert(f && f->n == 2 && f->other == dec("138.42") && f->points == dec("69.21"));
    f = at(&facts, (struct fact){.kind = FACT_RIVAL}, 0, 0);
    cr_assert(f && f->n == 1, "by rank");
    /* The field: 50.25 + 18.166666667 = 68.416666667, rounded to 68.42. */
    f = at(&facts, (struct fact){.kind = FACT_BEFORE, .criterion = &d->criteria[0]}, BEFORE_ROUNDING, 0);
    cr_assert(f && f->points == dec("68.416666667") && f->n == 2);
    f = at(&facts, (struct fact){.kind = FACT_NODE}, 0, 2);
    cr_assert(f && f->criterion == &d->criteria[2] && f->points == dec("18.166666667"));
    facts_release(&facts);
    definition_free(d);
}
