#include "scoring/points/explain.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"
#include "survey/base/sum.h"
#include "survey/round/ballots.h"

static const char sql_weights[] = "SELECT serial, final FROM weight ORDER BY serial";
static const char sql_outside[] =
    "SELECT percent, ballots FROM score_group WHERE unit = :unit AND criterion = :criterion"
    " AND \"group\" = :group";

/* What is added up of one question of a group, as survey_tally() does. */
struct question_sums {
    struct sum weight, weighted;
};

struct reading {
    struct explain *explain;
    const struct definition *d;
    const struct survey_map *map;
    struct question_sums **sums; /* [group of the leaf]: [question] */
    struct sum *own;             /* [group of the leaf]: of the ballots' own means */
    size_t *room_weights, *room_pools;
    bool *many_weights;
};

/* Questions that give points to LEAF and that GROUP is asked. */
static void prepare_group(struct explain *e, const struct definition *d, const struct survey_map *map, size_t leaf,
                          size_t group)
{
    size_t block = map->leaf_block[leaf];
    struct explain_group g = {.group = group};
    g.outside = d->groups[group].via == VIA_SIPAS && d->criteria[map->leaf_criterion[leaf]].method == METHOD_DTXHH;
    g.questions = xcalloc(d->n_questions, sizeof *g.questions);
    for (size_t q = 0; !g.outside && q < d->n_questions; q++) {
        const struct ballot_type *type = &d->ballot_types[d->questions[q].ballot_type];
        bool asked = false;
        for (size_t i = 0; i < type->n_groups; i++)
            asked = asked || type->groups[i] == group;
        if (!asked || map->leaf_of[q * d->n_blocks + block] != leaf || (type->block != ALL && type->block != block))
            continue;
        struct explain_question *x = &g.questions[g.n_questions++];
        *x = (struct explain_question){
            .question = q, .n_options = d->scales[d->questions[q].scale].n_options, .first = g.n_marks};
        g.n_marks += x->n_options;
        x->options = xcalloc(x->n_options, sizeof *x->options);
        for (size_t o = 0; o < x->n_options; o++)
            x->options[o].worth = map->worth[q][o + 1];
    }
    if (g.outside || g.n_questions)
        e->groups[e->n_groups++] = g;
    else
        free(g.questions);
}

static struct explain_group *find_group(struct explain *e, size_t group)
{
    for (size_t i = 0; i < e->n_groups; i++)
        if (e->groups[i].group == group)
            return &e->groups[i];
    return NULL;
}

/* True where some question of G stands on ballots of TYPE. */
static bool is_on(const struct explain_group *g, const struct definition *d, size_t type)
{
    for (size_t i = 0; i < g->n_questions; i++)
        if (d->questions[g->questions[i].question].ballot_type == type)
            return true;
    return false;
}

/* The class of LIST with KEY, a new one where there is none. */
static struct explain_class *find_class(struct explain_class **list, size_t *n, size_t *room, double key,
                                        size_t n_marks)
{
    for (size_t i = 0; i < *n; i++)
        if ((*list)[i].key == key)
            return &(*list)[i];
    *list = grow(*list, room, *n + 1, sizeof **list);
    struct explain_class *c = &(*list)[(*n)++];
    *c = (struct explain_class){.key = key, .marks = xcalloc(n_marks, sizeof *c->marks)};
    return c;
}

static void drop_classes(struct explain_class **list, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        free((*list)[i].marks);
    free(*list);
    *list = NULL;
    *n = 0;
}

static void add_to_class(struct explain_class *c, const struct explain_group *g, const struct definition *d,
                         const struct ballot *b, const uint8_t *cells)
{
    c->n++;
    for (size_t i = 0; i < g->n_questions; i++) {
        const struct explain_question *x = &g->questions[i];
        const struct question *q = &d->questions[x->question];
        if (q->ballot_type == b->type && cells[q->place] > 0 && cells[q->place] <= x->n_options)
            c->marks[x->first + cells[q->place] - 1]++;
    }
}

/* Count the cells of ballot B about its unit at POSITION, with weight W, for group K of the leaf. */
static void add_cells(struct reading *r, size_t k, const struct ballot *b, size_t position, double w)
{
    struct explain_group *g = &r->explain->groups[k];
    const struct definition *d = r->d;
    const uint8_t *cells = b->cells + ballot_unit_cell(d, b->type, position);
    double part = 0, whole = 0;
    decimal together = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        struct explain_question *x = &g->questions[i];
        const struct question *q = &d->questions[x->question];
        if (q->ballot_type != b->type)
            continue;
        uint8_t mark = cells[q->place];
        double percent = r->map->worth[x->question][mark];
        if (mark == MARK_BLANK)
            x->blank++;
        else if (mark == MARK_UNREADABLE || mark == MARK_MULTIPLE)
            x->unreadable++;
        else if (mark <= x->n_options) {
            x->options[mark - 1].n++;
            x->options[mark - 1].weight += w;
        }
        if (percent < 0)
            continue;
        x->answers++;
        sum_add(&r->sums[k][i].weight, w);
        sum_add(&r->sums[k][i].weighted, w * percent);
        part += r->map->weight[x->question] * percent;
        whole += r->map->weight[x->question];
        together += q->weight;
    }
    if (whole <= 0) {
        g->unanswered++;
        return;
    }
    g->counted++;
    sum_add(&r->own[k], part / whole);
    add_to_class(find_class(&g->pools, &g->n_pools, &r->room_pools[k], decimal_to_double(together), g->n_marks), g, d,
                 b, cells);
    if (r->many_weights[k])
        return;
    add_to_class(find_class(&g->weights, &g->n_weights, &r->room_weights[k], w, g->n_marks), g, d, b, cells);
    if (g->n_weights > EXPLAIN_MOST_WEIGHTS) {
        r->many_weights[k] = true;
        drop_classes(&g->weights, &g->n_weights);
    }
}

static bool read_ballots(struct reading *r, struct store *store, size_t unit, struct error *err)
{
    struct explain *e = r->explain;
    const struct definition *d = r->d;
    struct ballots *ballots = ballots_open(store, d);
    struct query *weights = query_new(store, sql_weights);
    struct ballot b;
    bool more = query_next(weights);
    while (ballots_next(ballots, &b)) {
        while (more && query_get_int(weights, 0) < b.serial)
            more = query_next(weights);
        struct explain_group *g = find_group(e, b.group);
        size_t position = 0;
        while (position < b.n_units && b.units[position] != unit)
            position++;
        if (!g || position == b.n_units || !is_on(g, d, b.type))
            continue;
        g->ballots++;
        if (!b.returned)
            g->not_returned++;
        else if (!b.cells || b.state == CUSTODY_VOID)
            g->not_keyed++;
        else if (b.invalid != VALID)
            g->excluded[b.invalid]++;
        else if (!b.unit_counts[position])
            g->not_for_unit++;
        else if (more && query_get_int(weights, 0) == b.serial)
            add_cells(r, (size_t)(g - e->groups), &b, position, query_get_real(weights, 1));
    }
    bool ok = query_end(weights, err);
    return ballots_close(ballots, err) && ok;
}

static int by_key(const void *a, const void *b)
{
    double x = ((const struct explain_class *)a)->key, y = ((const struct explain_class *)b)->key;
    return (x < y) - (x > y);
}

/* What an option weighs where ballots are pooled: the parts of its question in the means of those who marked it. */
static void weigh_parts(struct explain_group *g, const struct survey_map *map)
{
    for (size_t i = 0; i < g->n_questions; i++) {
        struct explain_question *x = &g->questions[i];
        for (size_t o = 0; o < x->n_options; o++) {
            x->options[o].weight = 0;
            for (size_t c = 0; c < g->n_pools; c++)
                x->options[o].weight +=
                    map->weight[x->question] / g->pools[c].key * (double)g->pools[c].marks[x->first + o];
        }
    }
}

/* The means of group K of the leaf, and its part in the result. */
static void finish_group(struct reading *r, size_t k, struct group_part *part)
{
    struct explain_group *g = &r->explain->groups[k];
    double sum = 0, weights = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        struct explain_question *x = &g->questions[i];
        if (x->answers == 0)
            continue;
        x->mean = sum_of(&r->sums[k][i].weighted) / sum_of(&r->sums[k][i].weight);
        sum += r->map->weight[x->question] * x->mean;
        weights += r->map->weight[x->question];
        part->answers += x->answers;
    }
    g->own_sum = sum_of(&r->own[k]);
    if (g->n_weights)
        qsort(g->weights, g->n_weights, sizeof *g->weights, by_key);
    if (g->n_pools)
        qsort(g->pools, g->n_pools, sizeof *g->pools, by_key);
    if (r->d->rules.pooled)
        weigh_parts(g, r->map);
    if (g->outside)
        return;
    part->ballots = g->counted;
    part->has_percent = weights > 0;
    part->percent = part->has_percent ? sum / weights : 0;
}

/* Combine the groups by either rule; what each has in the leaf's figure by that of the round. */
static void combine(struct reading *r, size_t criterion)
{
    struct explain *e = r->explain;
    struct leaf_result *leaf = &e->result;
    struct sum pool = {0};
    int64_t pool_n = 0;
    bool pooled = r->d->rules.pooled;
    for (size_t k = 0; k < e->n_groups; k++) {
        struct explain_group *g = &e->groups[k];
        g->in_pool =
            pooled && !g->outside && g->counted && leaf->parts[k].dropped == DROPPED_NOT && leaf->parts[k].weight > 0;
        if (g->outside || leaf->parts[k].dropped != DROPPED_NOT || leaf->parts[k].weight <= 0)
            continue;
        sum_add(&pool, g->own_sum);
        pool_n += g->counted;
    }
    survey_combine(leaf, r->d, r->d->rules.min_base, sum_of(&pool), pool_n);
    for (size_t k = 0; k < e->n_groups; k++) {
        struct explain_group *g = &e->groups[k];
        const struct group_part *part = &leaf->parts[k];
        if (!pooled || g->outside) {
            g->figure = part->percent;
            g->share = pooled ? part->pool_share : part->share;
        } else {
            g->figure = g->counted ? g->own_sum / (double)g->counted : 0;
            g->share = g->in_pool ? leaf->pool_share * (double)g->counted / (double)leaf->n_pooled : 0;
        }
    }
    e->has_percent = pooled ? leaf->has_pooled : leaf->has_means;
    e->percent = pooled ? leaf->pooled : leaf->by_means;
    e->points = e->has_percent ? survey_points(&r->d->criteria[criterion], e->percent) : 0;
}

/* The figure of a group from outside is stored as it was given. */
static void read_outside(struct query *q, const struct definition *d, size_t unit, size_t criterion,
                         struct group_part *part)
{
    query_text(q, ":unit", d->units[unit].code);
    query_text(q, ":criterion", d->criteria[criterion].code);
    query_text(q, ":group", d->groups[part->group].code);
    if (query_next(q)) {
        part->has_percent = !query_is_null(q, 0);
        part->percent = decimal_to_double(query_get_int(q, 0));
        part->ballots = query_get_int(q, 1);
    }
    query_reset(q);
}

/* All of the leaf, its groups and questions being known. */
static bool read_leaf(struct reading *r, struct store *store, size_t unit, size_t criterion, struct error *err)
{
    struct explain *e = r->explain;
    const struct definition *d = r->d;
    e->result = (struct leaf_result){.unit = unit, .criterion = criterion, .n_parts = e->n_groups};
    e->result.parts = xcalloc(e->n_groups, sizeof *e->result.parts);
    struct query *outside = query_new(store, sql_outside);
    bool ok = read_ballots(r, store, unit, err);
    for (size_t k = 0; ok && k < e->n_groups; k++) {
        struct group_part *part = &e->result.parts[k];
        part->group = e->groups[k].group;
        part->weight = definition_group_weight(d, d->units[unit].block, criterion, part->group);
        if (!definition_applies(d, unit, criterion, part->group))
            part->dropped = DROPPED_NOT_APPLICABLE;
        finish_group(r, k, part);
        if (e->groups[k].outside)
            read_outside(outside, d, unit, criterion, part);
    }
    ok = query_end(outside, err) && ok;
    if (ok)
        combine(r, criterion);
    return ok;
}

static size_t find_leaf(const struct survey_map *map, size_t block, size_t criterion)
{
    size_t leaf = 0;
    while (leaf < map->n_leaves && (map->leaf_block[leaf] != block || map->leaf_criterion[leaf] != criterion))
        leaf++;
    return leaf;
}

bool explain_leaf(struct explain *e, struct store *store, const struct definition *d, size_t unit, size_t criterion,
                  struct error *err)
{
    *e = (struct explain){.groups = xcalloc(d->n_groups, sizeof *e->groups)};
    struct survey_map map;
    survey_map_init(&map, d);
    size_t leaf = find_leaf(&map, d->units[unit].block, criterion);
    for (size_t g = 0; leaf < map.n_leaves && g < d->n_groups; g++)
        prepare_group(e, d, &map, leaf, g);
    size_t n = e->n_groups;
    struct reading r = {.explain = e, .d = d, .map = &map};
    r.sums = xcalloc(n, sizeof *r.sums);
    r.own = xcalloc(n, sizeof *r.own);
    r.room_weights = xcalloc(n, sizeof *r.room_weights);
    r.room_pools = xcalloc(n, sizeof *r.room_pools);
    r.many_weights = xcalloc(n, sizeof *r.many_weights);
    for (size_t k = 0; k < n; k++)
        r.sums[k] = xcalloc(e->groups[k].n_questions, sizeof *r.sums[k]);
    bool ok = n == 0 || read_leaf(&r, store, unit, criterion, err);
    for (size_t k = 0; k < n; k++)
        free(r.sums[k]);
    free(r.sums);
    free(r.own);
    free(r.room_weights);
    free(r.room_pools);
    free(r.many_weights);
    survey_map_release(&map);
    return ok;
}

void explain_release(struct explain *e)
{
    for (size_t i = 0; i < e->n_groups; i++) {
        struct explain_group *g = &e->groups[i];
        for (size_t k = 0; k < g->n_questions; k++)
            free(g->questions[k].options);
        free(g->questions);
        drop_classes(&g->weights, &g->n_weights);
        drop_classes(&g->pools, &g->n_pools);
    }
    free(e->groups);
    free(e->result.parts);
    *e = (struct explain){0};
}
