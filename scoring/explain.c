#include "scoring/explain.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/sum.h"
#include "scoring/survey_map.h"
#include "survey/ballots.h"
#include "survey/memory.h"

static const char sql_weights[] = "SELECT serial, final FROM weight ORDER BY serial";

/* Questions that give points to LEAF and that GROUP is asked. */
static void prepare_group(struct explain *e, const struct definition *d, const struct survey_map *map, size_t leaf,
                          size_t group)
{
    size_t block = map->leaf_block[leaf];
    struct explain_group g = {.group = group};
    g.questions = xcalloc(d->n_questions, sizeof *g.questions);
    for (size_t q = 0; q < d->n_questions; q++) {
        const struct ballot_type *type = &d->ballot_types[d->questions[q].ballot_type];
        bool asked = false;
        for (size_t i = 0; i < type->n_groups; i++)
            asked = asked || type->groups[i] == group;
        if (!asked || map->leaf_of[q * d->n_blocks + block] != leaf || (type->block != ALL && type->block != block))
            continue;
        struct explain_question *x = &g.questions[g.n_questions++];
        *x = (struct explain_question){.question = q, .n_options = d->scales[d->questions[q].scale].n_options};
        x->options = xcalloc(x->n_options, sizeof *x->options);
    }
    if (g.n_questions)
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

/* Count the cells of ballot B about its unit at POSITION. */
static void add_cells(struct explain_group *g, const struct definition *d, const struct survey_map *map,
                      const struct ballot *b, size_t position, double w, struct sum *own)
{
    const uint8_t *cells = b->cells + ballot_unit_cell(d, b->type, position);
    double part = 0, whole = 0;
    for (size_t i = 0; i < g->n_questions; i++) {
        struct explain_question *x = &g->questions[i];
        const struct question *q = &d->questions[x->question];
        if (q->ballot_type != b->type)
            continue;
        uint8_t mark = cells[q->place];
        double percent = map->worth[x->question][mark];
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
        part += map->weight[x->question] * percent;
        whole += map->weight[x->question];
    }
    if (whole > 0) {
        g->counted++;
        sum_add(own, part / whole);
    } else {
        g->unanswered++;
    }
}

static bool read_ballots(struct explain *e, struct store *store, const struct definition *d,
                         const struct survey_map *map, size_t unit, struct sum *own, struct error *err)
{
    struct ballots *ballots = ballots_open(store, d, err);
    struct query *weights = ballots ? query_new(store, sql_weights, err) : NULL;
    struct ballot b;
    struct error local = {0};
    bool more = weights && query_next(weights, &local);
    while (weights && local.code == E_NONE && ballots_next(ballots, &b, &local)) {
        while (more && query_get_int(weights, 0) < b.serial)
            more = query_next(weights, &local);
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
            add_cells(g, d, map, &b, position, query_get_real(weights, 1), &own[g - e->groups]);
    }
    bool ok = weights != NULL;
    query_free(weights);
    ballots_close(ballots);
    return ok && (local.code == E_NONE || error_set(err, local.code, "%s", local.text));
}

static void finish(struct explain *e, const struct survey_map *map, const struct sum *own)
{
    for (size_t i = 0; i < e->n_groups; i++) {
        struct explain_group *g = &e->groups[i];
        if (g->counted)
            g->own_means = sum_of(&own[i]) / (double)g->counted;
        for (size_t k = 0; k < g->n_questions; k++) {
            struct explain_question *x = &g->questions[k];
            struct sum weight = {0}, weighted = {0};
            for (size_t o = 0; o < x->n_options; o++) {
                double percent = map->worth[x->question][o + 1];
                if (percent < 0)
                    continue;
                sum_add(&weight, x->options[o].weight);
                sum_add(&weighted, x->options[o].weight * percent);
            }
            if (x->answers)
                x->mean = sum_of(&weighted) / sum_of(&weight);
        }
    }
}

bool explain_leaf(struct explain *e, struct store *store, const struct definition *d, size_t unit, size_t criterion,
                  struct error *err)
{
    *e = (struct explain){.groups = xcalloc(d->n_groups, sizeof *e->groups)};
    struct survey_map map;
    survey_map_init(&map, d);
    size_t leaf = 0;
    while (leaf < map.n_leaves &&
           (map.leaf_block[leaf] != d->units[unit].block || map.leaf_criterion[leaf] != criterion))
        leaf++;
    bool ok = true;
    struct sum *own = xcalloc(d->n_groups, sizeof *own);
    for (size_t g = 0; leaf < map.n_leaves && g < d->n_groups; g++)
        prepare_group(e, d, &map, leaf, g);
    if (e->n_groups)
        ok = read_ballots(e, store, d, &map, unit, own, err);
    if (ok)
        finish(e, &map, own);
    free(own);
    survey_map_release(&map);
    return ok;
}

void explain_release(struct explain *e)
{
    for (size_t i = 0; i < e->n_groups; i++) {
        for (size_t k = 0; k < e->groups[i].n_questions; k++)
            free(e->groups[i].questions[k].options);
        free(e->groups[i].questions);
    }
    free(e->groups);
    *e = (struct explain){0};
}
