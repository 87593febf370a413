#include "scoring/points/survey.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/parallel.h"
#include "survey/base/sum.h"
#include "survey/round/ballots.h"

const char *const dropped_names[5] = {"", "no_answers", "min_base", "weight_zero", "not_applicable"};
const char *const no_error_names[5] = {"", "none", "not_counted", "lonely", "quota"};

enum no_error no_error_worse(enum no_error a, enum no_error b)
{
    return a == ERROR_NONE ? b : b == ERROR_NONE ? a : a > b ? a : b;
}

/* Sums of one question, unit and group. */
struct question_sums {
    struct sum weight, weighted; /* sum of w and of w x percent over counted answers */
    double squares;              /* of w */
    int64_t answers;
};

/* Sums of one leaf, unit and group. */
struct leaf_sums {
    int64_t ballots;
    struct sum means; /* of the ballots' own means, weight 1 */
};

struct survey_tally {
    const struct definition *d;
    struct survey_map map;
    struct question_sums **questions; /* [question * n_groups + group]: [unit], NULL until used */
    struct leaf_sums **leaves;        /* [leaf * n_groups + group]: [place in block] */
    bool *ready;                      /* [type * n_groups + group]: what its ballots are summed up in is there */
};

/* One mark on one question about one unit. */
struct counted {
    const struct asked_question *asked;
    uint32_t unit;
    uint8_t mark;
};

/* What ballots say of some of the units.  Ballots of one group and weight that follow one another are counted, mark by
 * mark, before anything is multiplied. */
struct tally_piece {
    struct survey_tally *t;
    size_t first, end; /* units */
    size_t group;
    double weight;
    uint32_t *n; /* [((unit - first) * most_asked + place) * most_marks + mark] */
    struct counted *marks;
    size_t n_marks, room_marks; /* those with N above 0 */
    /* Of the ballot and unit at hand, by leaf: sum of question weight x percent, of weights; the leaves there are. */
    double *part, *whole;
    size_t *touched;
};

decimal survey_points(const struct criterion *leaf, double percent)
{
    return decimal_from_double(percent / 100 * decimal_to_double(leaf->max));
}

static void tally_init(struct survey_tally *t, const struct definition *d)
{
    *t = (struct survey_tally){.d = d};
    survey_map_init(&t->map, d);
    t->questions = xcalloc(d->n_questions * d->n_groups, sizeof *t->questions);
    t->leaves = xcalloc(t->map.n_leaves * d->n_groups, sizeof *t->leaves);
    t->ready = xcalloc(d->n_ballot_types * d->n_groups + 1, sizeof *t->ready);
}

static void tally_release(struct survey_tally *t)
{
    for (size_t i = 0; i < t->d->n_questions * t->d->n_groups; i++)
        free(t->questions[i]);
    for (size_t i = 0; i < t->map.n_leaves * t->d->n_groups; i++)
        free(t->leaves[i]);
    free(t->questions);
    free(t->leaves);
    free(t->ready);
    survey_map_release(&t->map);
}

/* Room for what ballots of TYPE from GROUP say. */
static void make_ready(struct survey_tally *t, size_t type, size_t group)
{
    const struct definition *d = t->d;
    bool *ready = &t->ready[type * d->n_groups + group];
    for (size_t i = 0; !*ready && i < d->ballot_types[type].n_unit_questions; i++) {
        size_t q = d->ballot_types[type].unit_questions[i];
        struct question_sums **sums = &t->questions[q * d->n_groups + group];
        if (!*sums)
            *sums = xcalloc(d->n_units, sizeof **sums);
        for (size_t b = 0; b < d->n_blocks; b++) {
            size_t leaf = t->map.leaf_of[q * d->n_blocks + b];
            if (leaf != NONE && !t->leaves[leaf * d->n_groups + group])
                t->leaves[leaf * d->n_groups + group] = xcalloc(d->blocks[b].n_units, sizeof **t->leaves);
        }
    }
    *ready = true;
}

/* MEANS, the sum of the own means of N ballots from the group at hand. */
static void add_means(struct tally_piece *p, size_t leaf, size_t unit, uint32_t n, double means)
{
    struct leaf_sums *sums = &p->t->leaves[leaf * p->t->d->n_groups + p->group][p->t->map.in_block[unit]];
    sums->ballots += n;
    sum_add(&sums->means, means);
}

static uint32_t *times(struct tally_piece *p, const struct asked_question *a, size_t unit, uint8_t mark)
{
    return &p->n[((unit - p->first) * p->t->map.most_asked + a->place) * p->t->map.most_marks + mark];
}

/* Count what a ballot says of UNIT in its CELLS. */
static void count_unit(struct tally_piece *p, size_t type, size_t unit, const uint8_t *cells)
{
    const struct asked_list *asked = asked_of(&p->t->map, type, unit);
    size_t n_touched = 0;
    for (const struct asked_question *a = asked->of; a < asked->of + asked->n; a++) {
        uint8_t mark = cells[a->cell];
        double percent = a->worth[mark];
        if (percent < 0)
            continue;
        if ((*times(p, a, unit, mark))++ == 0) {
            p->marks = grow(p->marks, &p->room_marks, p->n_marks + 1, sizeof *p->marks);
            p->marks[p->n_marks++] = (struct counted){a, (uint32_t)unit, mark};
        }
        if (a->only)
            continue;
        if (p->whole[a->leaf] <= 0)
            p->touched[n_touched++] = a->leaf;
        p->part[a->leaf] += a->weight * percent;
        p->whole[a->leaf] += a->weight;
    }
    for (size_t i = 0; i < n_touched; i++) {
        size_t leaf = p->touched[i];
        add_means(p, leaf, unit, 1, p->part[leaf] / p->whole[leaf]);
        p->part[leaf] = p->whole[leaf] = 0;
    }
}

/* What was counted, into the sums. */
static void add_counted(struct tally_piece *p)
{
    double w = p->weight;
    for (const struct counted *m = p->marks; m < p->marks + p->n_marks; m++) {
        uint32_t *n = times(p, m->asked, m->unit, m->mark);
        double percent = m->asked->worth[m->mark];
        struct question_sums *sums = &p->t->questions[m->asked->question * p->t->d->n_groups + p->group][m->unit];
        sum_add(&sums->weight, *n * w);
        sum_add(&sums->weighted, *n * (w * percent));
        sums->squares += *n * (w * w);
        sums->answers += *n;
        if (m->asked->only)
            add_means(p, m->asked->leaf, m->unit, *n, *n * percent);
        *n = 0;
    }
    p->n_marks = 0;
}

struct tally_work {
    struct survey_tally *tally;
    const struct cases *cases;
    size_t n_pieces;
};

static void tally_piece(void *data, size_t number)
{
    const struct tally_work *work = data;
    const struct cases *c = work->cases;
    const struct survey_map *map = &work->tally->map;
    struct tally_piece p = {.t = work->tally,
                            .first = number * c->d->n_units / work->n_pieces,
                            .end = (number + 1) * c->d->n_units / work->n_pieces};
    p.n = xcalloc((p.end - p.first) * map->most_asked * map->most_marks + 1, sizeof *p.n);
    p.part = xcalloc(map->n_leaves + 1, sizeof *p.part);
    p.whole = xcalloc(map->n_leaves + 1, sizeof *p.whole);
    p.touched = xcalloc(map->n_leaves + 1, sizeof *p.touched);
    uint8_t *room = xcalloc(c->most + 1, 1);
    for (size_t i = 0; i < c->n_ballots; i++) {
        const struct kept_ballot *b = &c->ballots[i];
        const uint8_t *counts = NULL;
        size_t n_units, group = c->strata[c->stratum_of[b->who]].group;
        const size_t *units = cases_units(c, b, &n_units);
        if (group != p.group || b->weight != p.weight) {
            add_counted(&p);
            p.group = group;
            p.weight = b->weight;
        }
        for (size_t u = 0; u < n_units; u++) {
            if (units[u] < p.first || units[u] >= p.end)
                continue;
            counts = counts ? counts : cases_open(c, b, room);
            if (counts[u])
                count_unit(&p, b->type, units[u], counts + n_units + ballot_unit_cell(c->d, b->type, u));
        }
    }
    add_counted(&p);
    void *const all[] = {p.n, p.marks, p.part, p.whole, p.touched, room};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void add_ballots(struct survey_tally *t, const struct cases *cases)
{
    struct tally_work work = {t, cases, parallel_threads()};
    for (size_t i = 0; i < cases->n_ballots; i++) {
        const struct kept_ballot *b = &cases->ballots[i];
        make_ready(t, b->type, cases->strata[cases->stratum_of[b->who]].group);
    }
    parallel(work.n_pieces, 0, tally_piece, &work);
}

/* The mean of GROUP for LEAF and UNIT: of its questions' weighted means. */
static void group_mean(const struct survey_tally *t, size_t leaf, size_t unit, struct group_part *part)
{
    const struct definition *d = t->d;
    size_t block = t->map.leaf_block[leaf];
    double sum = 0, weights = 0;
    for (size_t q = 0; q < d->n_questions; q++) {
        const struct question_sums *sums = t->questions[q * d->n_groups + part->group];
        if (t->map.leaf_of[q * d->n_blocks + block] != leaf || !sums || sums[unit].answers == 0)
            continue;
        double weight = decimal_to_double(d->questions[q].weight);
        sum += weight * (sum_of(&sums[unit].weighted) / sum_of(&sums[unit].weight));
        weights += weight;
        part->answers += sums[unit].answers;
    }
    const struct leaf_sums *sums = t->leaves[leaf * d->n_groups + part->group];
    part->ballots = sums ? sums[t->map.in_block[unit]].ballots : 0;
    part->has_percent = weights > 0;
    part->percent = part->has_percent ? sum / weights : 0;
}

/* A group from outside has one figure for the unit: for the leaf, else for all leaves. */
static void outside_part(const struct outside *outside, size_t unit, size_t criterion, struct group_part *part)
{
    const struct point_row *row = outside_group(outside, unit, criterion, part->group);
    decimal percent, se;
    if (!row || !decimal_parse(row->percent, &percent))
        return;
    part->has_percent = true;
    part->percent = decimal_to_double(percent);
    part->ballots = row->n;
    part->of_all_leaves = row->criterion == ALL;
    if (decimal_parse(row->se, &se))
        part->error = (struct figure_error){.se = decimal_to_double(se), .df = INFINITY, .why = ERROR_STATED};
}

void survey_combine(struct leaf_result *leaf, const struct definition *d, int64_t min_base, double pool_sum,
                    int64_t pool_n)
{
    double total = 0, means = 0, pool_weight = 0, outside = 0, outside_weight = 0;
    for (size_t i = 0; i < leaf->n_parts; i++) {
        struct group_part *p = &leaf->parts[i];
        bool is_outside = d->groups[p->group].via == VIA_SIPAS;
        /* min_base is a rule of group means; in the pool every ballot counts. */
        if (p->dropped == DROPPED_NOT && !is_outside && p->ballots > 0)
            pool_weight += decimal_to_double(p->weight);
        if (p->dropped == DROPPED_NOT && !p->has_percent)
            p->dropped = DROPPED_NO_ANSWERS;
        else if (p->dropped == DROPPED_NOT && !is_outside && p->ballots < min_base)
            p->dropped = DROPPED_MIN_BASE;
        else if (p->dropped == DROPPED_NOT && p->weight == 0)
            p->dropped = DROPPED_WEIGHT_ZERO;
        if (p->dropped == DROPPED_NOT)
            total += decimal_to_double(p->weight);
    }
    for (size_t i = 0; i < leaf->n_parts; i++) {
        struct group_part *p = &leaf->parts[i];
        if (p->dropped != DROPPED_NOT)
            continue;
        double weight = decimal_to_double(p->weight);
        p->share = weight / total;
        means += p->share * p->percent;
        if (d->groups[p->group].via == VIA_SIPAS) {
            outside += weight * p->percent;
            outside_weight += weight;
        }
    }
    leaf->has_means = total > 0;
    leaf->by_means = means;
    leaf->n_pooled = pool_n;
    if (pool_n == 0)
        pool_weight = 0;
    leaf->has_pooled = pool_weight + outside_weight > 0;
    if (!leaf->has_pooled)
        return;
    double whole = pool_weight + outside_weight;
    leaf->pool_mean = pool_n ? pool_sum / (double)pool_n : 0;
    leaf->pooled = (pool_weight * leaf->pool_mean + outside) / whole;
    leaf->pool_share = pool_weight / whole;
    for (size_t i = 0; i < leaf->n_parts; i++)
        if (leaf->parts[i].dropped == DROPPED_NOT && d->groups[leaf->parts[i].group].via == VIA_SIPAS)
            leaf->parts[i].pool_share = decimal_to_double(leaf->parts[i].weight) / whole;
}

static void finish_leaf(struct survey_results *r, struct survey_tally *t, size_t leaf, size_t unit,
                        const struct outside *from)
{
    const struct definition *d = t->d;
    size_t block = t->map.leaf_block[leaf], criterion = t->map.leaf_criterion[leaf];
    struct leaf_result result = {.unit = unit, .criterion = criterion};
    result.parts = xcalloc(d->n_groups, sizeof *result.parts);
    struct sum pool = {0};
    int64_t pool_n = 0;
    for (size_t g = 0; g < d->n_groups; g++) {
        bool outside = d->groups[g].via == VIA_SIPAS && d->criteria[criterion].method == METHOD_DTXHH;
        if (!outside && !definition_is_asked(d, block, criterion, g))
            continue;
        struct group_part *part = &result.parts[result.n_parts++];
        part->group = g;
        part->error = (struct figure_error){.se = NAN, .df = NAN, .why = outside ? ERROR_NOT_COUNTED : ERROR_NONE};
        part->weight = definition_group_weight(d, block, criterion, g);
        if (!definition_applies(d, unit, criterion, g))
            part->dropped = DROPPED_NOT_APPLICABLE;
        if (outside) {
            outside_part(from, unit, criterion, part);
            continue;
        }
        group_mean(t, leaf, unit, part);
        const struct leaf_sums *sums = t->leaves[leaf * d->n_groups + g];
        if (sums && part->dropped == DROPPED_NOT && part->weight > 0) {
            sum_add(&pool, sum_of(&sums[t->map.in_block[unit]].means));
            pool_n += sums[t->map.in_block[unit]].ballots;
        }
    }
    survey_combine(&result, d, d->rules.min_base, sum_of(&pool), pool_n);
    r->leaves[r->n_leaves++] = result;
}

/* The means of the questions, for those who go through the ballots again. */
static void keep_means(struct survey_results *r, const struct survey_tally *t)
{
    r->n_means = t->d->n_questions * t->d->n_groups;
    r->means = xcalloc(r->n_means, sizeof *r->means);
    for (size_t i = 0; i < r->n_means; i++) {
        if (!t->questions[i])
            continue;
        r->means[i] = xcalloc(t->d->n_units, sizeof **r->means);
        for (size_t u = 0; u < t->d->n_units; u++)
            if (t->questions[i][u].answers) {
                double weight = sum_of(&t->questions[i][u].weight);
                r->means[i][u] = (struct question_mean){sum_of(&t->questions[i][u].weighted) / weight, weight,
                                                        t->questions[i][u].squares, t->questions[i][u].answers};
            }
    }
}

void survey_results_init(struct survey_results *results, const struct definition *d, const struct cases *cases,
                         const struct outside *outside)
{
    struct survey_tally t;
    size_t most = 0;
    tally_init(&t, d);
    if (cases)
        add_ballots(&t, cases);
    for (size_t l = 0; l < t.map.n_leaves; l++)
        most += d->blocks[t.map.leaf_block[l]].n_units;
    *results = (struct survey_results){.leaves = xcalloc(most, sizeof *results->leaves)};
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t u = 0; u < d->blocks[b].n_units; u++)
            for (size_t l = 0; l < t.map.n_leaves; l++)
                if (t.map.leaf_block[l] == b &&
                    definition_applies(d, d->blocks[b].units[u], t.map.leaf_criterion[l], ALL))
                    finish_leaf(results, &t, l, d->blocks[b].units[u], outside);
    keep_means(results, &t);
    tally_release(&t);
}

void survey_results_release(struct survey_results *results)
{
    for (size_t i = 0; i < results->n_leaves; i++)
        free(results->leaves[i].parts);
    free(results->leaves);
    for (size_t i = 0; i < results->n_means; i++)
        free(results->means[i]);
    free(results->means);
    *results = (struct survey_results){0};
}
