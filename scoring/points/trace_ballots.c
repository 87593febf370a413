#include "scoring/points/trace_ballots.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/points/survey.h"
#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"
#include "survey/base/sum.h"

struct option_tally {
    int64_t n;
    double weight;
};

struct leaf_question {
    size_t question;
    struct option_tally *options; /* of its scale, in order */
    size_t n_options, first;      /* its options begin here among the marks of a class */
    int64_t uncounted[2], answers;
    struct sum weight, weighted; /* of the answers, as survey_tally() does */
};

/* Ballots that have a key in common: their weight, or, in a pool, the weights of their counted questions together. */
struct mark_class {
    double key;
    int64_t n, *marks; /* MARKS: of each option of each question of the group */
};

struct group_tally {
    size_t group;
    bool outside;
    int64_t fates[N_FATES];
    struct leaf_question *questions;
    size_t n_questions, n_marks;
    struct mark_class *classes;
    size_t n_classes, room;
    bool many;      /* more weights than are told apart */
    struct sum own; /* of the ballots' own means */
};

struct leaf_tally {
    const struct definition *d;
    size_t unit, criterion;
    struct survey_map map;
    struct group_tally *groups;
    size_t n_groups;
    struct group_tally **asked; /* [type * n_groups + group]: whose ballots of the type have a question of the leaf */
};

/* What each mark on QUESTION is worth about the unit. */
static const double *worth_of(const struct leaf_tally *t, size_t question)
{
    return t->map.worth[question * t->d->n_blocks + t->d->units[t->unit].block];
}

/* Questions that give points to LEAF and that GROUP is asked. */
static void add_group(struct leaf_tally *t, size_t leaf, size_t group)
{
    const struct definition *d = t->d;
    size_t block = t->map.leaf_block[leaf];
    struct group_tally g = {.group = group};
    g.outside = d->groups[group].via == VIA_SIPAS && d->criteria[t->criterion].method == METHOD_DTXHH;
    g.questions = xcalloc(d->n_questions, sizeof *g.questions);
    for (size_t q = 0; !g.outside && q < d->n_questions; q++) {
        const struct ballot_type *type = &d->ballot_types[d->questions[q].ballot_type];
        bool asked = false;
        for (size_t i = 0; i < type->n_groups; i++)
            asked = asked || type->groups[i] == group;
        if (!asked || t->map.leaf_of[q * d->n_blocks + block] != leaf || (type->block != ALL && type->block != block))
            continue;
        struct leaf_question *x = &g.questions[g.n_questions++];
        *x = (struct leaf_question){
            .question = q, .n_options = d->scales[d->questions[q].scale].n_options, .first = g.n_marks};
        x->options = xcalloc(x->n_options, sizeof *x->options);
        g.n_marks += x->n_options;
    }
    if (g.outside || g.n_questions)
        t->groups[t->n_groups++] = g;
    else
        free(g.questions);
}

struct leaf_tally *leaf_tally_new(const struct definition *d, size_t unit, size_t criterion)
{
    struct leaf_tally *t = xcalloc(1, sizeof *t);
    *t = (struct leaf_tally){.d = d, .unit = unit, .criterion = criterion};
    t->groups = xcalloc(d->n_groups, sizeof *t->groups);
    survey_map_init(&t->map, d);
    for (size_t leaf = 0; leaf < t->map.n_leaves; leaf++)
        if (t->map.leaf_block[leaf] == d->units[unit].block && t->map.leaf_criterion[leaf] == criterion)
            for (size_t g = 0; g < d->n_groups; g++)
                add_group(t, leaf, g);
    t->asked = xcalloc(d->n_ballot_types * d->n_groups + 1, sizeof(struct group_tally *));
    for (struct group_tally *g = t->groups; g < t->groups + t->n_groups; g++)
        for (size_t i = 0; i < g->n_questions; i++)
            t->asked[d->questions[g->questions[i].question].ballot_type * d->n_groups + g->group] = g;
    return t;
}

static void drop_classes(struct group_tally *g)
{
    for (size_t i = 0; i < g->n_classes; i++)
        free(g->classes[i].marks);
    g->n_classes = 0;
}

void leaf_tally_free(struct leaf_tally *t)
{
    for (size_t k = 0; k < t->n_groups; k++) {
        for (size_t i = 0; i < t->groups[k].n_questions; i++)
            free(t->groups[k].questions[i].options);
        free(t->groups[k].questions);
        drop_classes(&t->groups[k]);
        free(t->groups[k].classes);
    }
    free(t->groups);
    free(t->asked);
    survey_map_release(&t->map);
    free(t);
}

/* Count the marks of B's CELLS among those of the class with KEY. */
static void add_to_class(const struct leaf_tally *t, struct group_tally *g, const struct ballot *b,
                         const uint8_t *cells, double key)
{
    size_t k = 0;
    if (g->many)
        return;
    while (k < g->n_classes && g->classes[k].key != key)
        k++;
    if (k == g->n_classes) {
        g->classes = grow(g->classes, &g->room, ++g->n_classes, sizeof *g->classes);
        g->classes[k] = (struct mark_class){.key = key, .marks = xcalloc(g->n_marks, sizeof *g->classes[k].marks)};
    }
    g->classes[k].n++;
    for (size_t i = 0; i < g->n_questions; i++) {
        const struct leaf_question *x = &g->questions[i];
        const struct question *q = &t->d->questions[x->question];
        if (q->ballot_type == b->type && cells[q->place] > 0 && cells[q->place] <= x->n_options)
            g->classes[k].marks[x->first + cells[q->place] - 1]++;
    }
    g->many = !t->d->rules.pooled && g->n_classes > TRACE_MOST_WEIGHTS;
    if (g->many)
        drop_classes(g);
}

/* Count the cells of ballot B about its unit at POSITION. */
static enum ballot_fate add_cells(struct leaf_tally *t, struct group_tally *g, const struct ballot *b, size_t position)
{
    const struct definition *d = t->d;
    const double *weight = t->map.weight, w = b->weight;
    const uint8_t *cells = b->cells + ballot_unit_cell(d, b->type, position);
    double part = 0, whole = 0;
    decimal together = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        struct leaf_question *x = &g->questions[i];
        const struct question *q = &d->questions[x->question];
        if (q->ballot_type != b->type)
            continue;
        uint8_t mark = cells[q->place];
        double percent = worth_of(t, x->question)[mark];
        if (mark != MARK_BLANK && mark <= x->n_options) {
            x->options[mark - 1].n++;
            x->options[mark - 1].weight += w;
        } else if (mark == MARK_BLANK || mark == MARK_UNREADABLE || mark == MARK_MULTIPLE) {
            x->uncounted[mark != MARK_BLANK]++;
        }
        if (percent < 0)
            continue;
        x->answers++;
        sum_add(&x->weight, w);
        sum_add(&x->weighted, w * percent);
        part += weight[x->question] * percent;
        whole += weight[x->question];
        together += q->weight;
    }
    if (whole <= 0)
        return FATE_UNANSWERED;
    sum_add(&g->own, part / whole);
    add_to_class(t, g, b, cells, d->rules.pooled ? decimal_to_double(together) : w);
    return FATE_COUNTED;
}

void leaf_tally_add(struct leaf_tally *t, const struct ballot *b)
{
    struct group_tally *g = t->asked[b->type * t->d->n_groups + b->group];
    size_t position = 0;
    while (g && position < b->n_units && b->units[position] != t->unit)
        position++;
    if (!g || position == b->n_units)
        return;
    g->fates[FATE_ISSUED]++;
    if (!b->returned)
        g->fates[FATE_NOT_RETURNED]++;
    else if (!b->cells || b->state == CUSTODY_VOID)
        g->fates[FATE_NOT_KEYED]++;
    else if (b->invalid != VALID)
        g->fates[FATE_INVALID + b->invalid]++;
    else if (!b->unit_counts[position])
        g->fates[FATE_NOT_FOR_UNIT]++;
    else if (!isnan(b->weight))
        g->fates[add_cells(t, g, b, position)]++;
}

/* --- results ------------------------------------------------------------------------------- */

static double mean_of(const struct leaf_question *x)
{
    return x->answers ? sum_of(&x->weighted) / sum_of(&x->weight) : 0;
}

/* The mean of group G, or what is stored of a figure from outside. */
static void finish_group(const struct leaf_tally *t, const struct group_tally *g, struct group_part *part,
                         const struct score_group *stored, size_t n_stored)
{
    double sum = 0, weights = 0;
    part->group = g->group;
    part->weight = definition_group_weight(t->d, t->d->units[t->unit].block, t->criterion, g->group);
    if (!definition_applies(t->d, t->unit, t->criterion, g->group))
        part->dropped = DROPPED_NOT_APPLICABLE;
    for (size_t i = 0; g->outside && i < n_stored; i++)
        if (stored[i].unit == t->unit && stored[i].criterion == t->criterion && stored[i].group == g->group) {
            part->has_percent = stored[i].has_percent;
            part->percent = decimal_to_double(stored[i].percent);
            part->ballots = stored[i].ballots;
        }
    if (g->outside)
        return;
    for (size_t i = 0; i < g->n_questions; i++) {
        if (g->questions[i].answers == 0)
            continue;
        sum += t->map.weight[g->questions[i].question] * mean_of(&g->questions[i]);
        weights += t->map.weight[g->questions[i].question];
    }
    part->ballots = g->fates[FATE_COUNTED];
    part->has_percent = weights > 0;
    part->percent = part->has_percent ? sum / weights : 0;
}

/* The groups combined by either rule. */
static void combine(const struct leaf_tally *t, struct leaf_result *leaf, const struct score_group *stored, size_t n)
{
    struct sum pool = {0};
    int64_t pool_n = 0;
    for (size_t k = 0; k < t->n_groups; k++) {
        struct group_part *part = &leaf->parts[k];
        finish_group(t, &t->groups[k], part, stored, n);
        if (t->groups[k].outside || part->dropped != DROPPED_NOT || part->weight <= 0)
            continue;
        sum_add(&pool, sum_of(&t->groups[k].own));
        pool_n += t->groups[k].fates[FATE_COUNTED];
    }
    survey_combine(leaf, t->d, t->d->rules.min_base, sum_of(&pool), pool_n);
}

/* The fact that group G has in the leaf's figure. */
static struct fact group_fact(const struct leaf_tally *t, const struct leaf_result *leaf, size_t k, bool in_pool)
{
    const struct group_tally *g = &t->groups[k];
    const struct group_part *part = &leaf->parts[k];
    bool pooled = t->d->rules.pooled && !g->outside;
    int64_t counted = g->fates[FATE_COUNTED];
    const struct not_applicable *exception = definition_exception(t->d, t->unit, t->criterion, g->group);
    const struct group_weight *row = definition_weight_row(t->d, t->d->units[t->unit].block, t->criterion, g->group);
    struct fact f = {FACT_GROUP,
                     .criterion = &t->d->criteria[t->criterion],
                     .group = &t->d->groups[g->group],
                     .n = part->ballots,
                     .weight = decimal_to_double(part->weight),
                     .whole = sum_of(&g->own),
                     .which = (int)part->dropped,
                     .other = part->weight,
                     .words = exception ? exception->basis
                              : row     ? row->basis
                                        : NULL};
    if (t->d->rules.pooled && part->dropped == DROPPED_MIN_BASE) /* min_base is no rule of the pool */
        f.which = DROPPED_NOT;
    double share = t->d->rules.pooled ? part->pool_share : part->share;
    f.value = part->percent;
    if (pooled) {
        f.value = counted ? f.whole / (double)counted : 0;
        share = in_pool ? leaf->pool_share * (double)counted / (double)leaf->n_pooled : 0;
    }
    f.percent = decimal_from_double(f.value);
    f.share = decimal_from_double(share);
    bool counts = pooled ? in_pool : t->d->rules.pooled ? share > 0 : part->dropped == DROPPED_NOT;
    f.flags = HAS_N | HAS_SHARE | (unsigned)(counts ? FACT_COUNTS : 0) | (unsigned)(g->outside ? FACT_OUTSIDE : 0) |
              (unsigned)((g->outside ? part->has_percent : counted > 0) ? HAS_PERCENT : 0);
    return f;
}

/* --- facts --------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    double x = ((const struct mark_class *)a)->key, y = ((const struct mark_class *)b)->key;
    return (x < y) - (x > y);
}

/* The options of question X of G, and itself; where ballots are pooled it has no mean that counts. */
static void question_facts(const struct leaf_tally *t, const struct group_tally *g, const struct leaf_question *x,
                           struct facts *facts, struct fact f)
{
    const struct question *q = f.question = &t->d->questions[x->question];
    bool pooled = t->d->rules.pooled;
    for (size_t o = 0; o < x->n_options; o++) {
        double worth = worth_of(t, x->question)[o + 1], weight = pooled ? 0 : x->options[o].weight;
        for (size_t c = 0; pooled && c < g->n_classes; c++)
            weight += t->map.weight[x->question] / g->classes[c].key * (double)g->classes[c].marks[x->first + o];
        f.option = &t->d->scales[q->scale].options[o];
        f.value = worth;
        for (size_t c = 0; c < g->n_classes; c++) {
            f.kind = FACT_CLASS_MARK;
            f.flags = worth < 0 ? 0 : HAS_PERCENT;
            f.n = g->classes[c].marks[x->first + o];
            f.weight = g->classes[c].key;
            if (f.n)
                facts_add(facts, &f);
        }
        f.kind = FACT_OPTION;
        f.flags = HAS_N | (unsigned)(worth < 0 ? 0 : HAS_PERCENT) | (unsigned)(worth < 0 && pooled ? 0 : HAS_WEIGHT);
        f.n = x->options[o].n;
        f.weight = weight;
        f.percent = worth < 0 ? 0 : decimal_from_double(worth);
        facts_add(facts, &f);
    }
    f.option = NULL;
    f.kind = FACT_UNCOUNTED;
    for (f.which = 0; f.which < 2; f.which++) {
        f.n = x->uncounted[f.which];
        if (f.n)
            facts_add(facts, &f);
    }
    f.which = 0;
    f.kind = FACT_QUESTION;
    f.flags = HAS_N | HAS_WEIGHT | (unsigned)(x->answers && !pooled ? HAS_PERCENT : 0);
    f.n = x->answers;
    f.weight = decimal_to_double(q->weight);
    f.value = mean_of(x);
    f.percent = decimal_from_double(f.value);
    facts_add(facts, &f);
}

/* The sum of the own means of the ballots of class C of a pool. */
static double class_sum(const struct leaf_tally *t, const struct group_tally *g, const struct mark_class *c)
{
    double sum = 0;
    for (size_t i = 0; i < g->n_questions; i++)
        for (size_t o = 0; o < g->questions[i].n_options; o++) {
            size_t q = g->questions[i].question;
            double worth = worth_of(t, q)[o + 1];
            if (worth >= 0)
                sum += t->map.weight[q] * (double)c->marks[g->questions[i].first + o] * worth;
        }
    return sum / c->key;
}

/* What became of the ballots of G, and what they say. */
static void ballot_facts(const struct leaf_tally *t, struct group_tally *g, struct facts *facts)
{
    struct fact f = {FACT_BALLOTS, HAS_N, .criterion = &t->d->criteria[t->criterion], .group = &t->d->groups[g->group]};
    for (f.which = 0; f.which < N_FATES; f.which++) {
        f.n = g->fates[f.which];
        if (f.n)
            facts_add(facts, &f);
    }
    f.which = 0;
    if (g->n_classes)
        qsort(g->classes, g->n_classes, sizeof *g->classes, by_key);
    for (size_t c = 0; c < g->n_classes; c++) {
        f.kind = FACT_CLASS;
        f.n = g->classes[c].n;
        f.weight = g->classes[c].key;
        f.value = class_sum(t, g, &g->classes[c]);
        facts_add(facts, &f);
    }
    for (size_t i = 0; i < g->n_questions; i++)
        question_facts(t, g, &g->questions[i], facts, f);
}

decimal leaf_tally_facts(struct leaf_tally *t, struct facts *facts, const struct score_group *parts, size_t n_parts)
{
    const struct criterion *c = &t->d->criteria[t->criterion];
    bool pooled = t->d->rules.pooled, outside = false;
    struct leaf_result leaf = {.unit = t->unit, .criterion = t->criterion, .n_parts = t->n_groups};
    leaf.parts = xcalloc(t->n_groups, sizeof *leaf.parts);
    combine(t, &leaf, parts, n_parts);
    struct fact survey = {FACT_SURVEY, .criterion = c, .max = c->max, .value = pooled ? leaf.pooled : leaf.by_means};
    bool has_percent = pooled ? leaf.has_pooled : leaf.has_means;
    survey.points = has_percent ? survey_points(c, survey.value) : 0;
    facts_add(facts, &survey);
    struct fact *groups = xcalloc(t->n_groups, sizeof *groups);
    for (size_t k = 0; k < t->n_groups; k++) {
        const struct group_part *p = &leaf.parts[k];
        bool in_pool = pooled && !t->groups[k].outside && t->groups[k].fates[FATE_COUNTED] && p->weight > 0 &&
                       (p->dropped == DROPPED_NOT || p->dropped == DROPPED_MIN_BASE);
        groups[k] = group_fact(t, &leaf, k, in_pool);
        outside = outside || (t->groups[k].outside && groups[k].share > 0);
    }
    for (size_t k = 0; k < t->n_groups; k++) {
        bool exception = groups[k].which == DROPPED_NOT_APPLICABLE;
        if (outside || !pooled)
            groups[k].flags |= HAS_WEIGHT;
        bool weight = groups[k].flags & HAS_WEIGHT && groups[k].share > 0;
        if ((exception || weight) && groups[k].words && *groups[k].words)
            facts_add(facts, &(struct fact){FACT_BASIS, .criterion = c, .group = groups[k].group,
                                            .which = exception ? BASIS_NOT_APPLICABLE : BASIS_WEIGHT,
                                            .words = groups[k].words});
    }
    for (size_t k = 0; k < t->n_groups; k++)
        ballot_facts(t, &t->groups[k], facts);
    for (size_t k = 0; k < t->n_groups; k++)
        facts_add(facts, &groups[k]);
    if (pooled && leaf.n_pooled)
        facts_add(facts, &(struct fact){FACT_POOL, HAS_N | HAS_PERCENT | HAS_SHARE, .criterion = c, .n = leaf.n_pooled,
                                        .value = leaf.pool_mean, .percent = decimal_from_double(leaf.pool_mean),
                                        .share = decimal_from_double(leaf.pool_share)});
    free(groups);
    free(leaf.parts);
    return survey.points;
}

bool trace_ballots(struct facts *facts, struct store *store, size_t criterion, decimal *points, struct error *err)
{
    struct leaf_tally *t = leaf_tally_new(facts->d, facts->unit, criterion);
    struct score_group *parts = NULL;
    size_t n_parts = 0;
    size_t n_outside = 0;
    for (size_t k = 0; k < t->n_groups; k++)
        n_outside += t->groups[k].outside;
    bool ok = !n_outside || (parts = score_groups_read(store, facts->d, &n_parts, err));
    if (ok && n_outside < t->n_groups) {
        struct ballots *ballots = ballots_open_weighted(store, facts->d);
        struct ballot b;
        while (ballots_next(ballots, &b))
            leaf_tally_add(t, &b);
        ok = ballots_close(ballots, err);
    }
    if (ok)
        *points = leaf_tally_facts(t, facts, parts, n_parts);
    rows_free(parts, n_parts, &score_group_row);
    leaf_tally_free(t);
    return ok;
}
