#include "scoring/points/explain_unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/survey_map.h"
#include "survey/base/memory.h"

static const char sql_nodes[] =
    "SELECT criterion, applicable, max, points, percent, stage FROM score_node WHERE unit = :unit";
static const char sql_units[] = "SELECT unit, max, appraised, survey, sipas, socio, bonus, total, percent, other, rank,"
                                " class, se, df, low, high, rank_low, rank_high, coalesce(unstated, '')"
                                " FROM score WHERE block = :block ORDER BY rank";

size_t explain_place(const struct definition *d, size_t unit, size_t node)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    size_t place = 0;
    while (place < block->n_nodes && block->nodes[place] != node)
        place++;
    return place;
}

enum rounding_at explain_rounding(const struct definition *d, size_t node)
{
    const struct criterion *c = &d->criteria[node];
    if (!d->rules.round_parts)
        return ROUND_TOTAL;
    if (d->rules.round_at == ROUND_LEAF && c->is_leaf)
        return ROUND_LEAF;
    return d->rules.round_at == ROUND_FIELD && c->parent == NONE ? ROUND_FIELD : ROUND_TOTAL;
}

static bool read_nodes(struct explain_unit *x, struct store *store, const struct definition *d, struct error *err)
{
    const struct block *block = &d->blocks[d->units[x->unit].block];
    struct query *q = query_new(store, sql_nodes);
    query_text(q, ":unit", d->units[x->unit].code);
    while (query_next(q)) {
        size_t node = definition_criterion(d, d->units[x->unit].block, query_get_str(q, 0)),
               place = node == NONE ? block->n_nodes : explain_place(d, x->unit, node);
        if (place == block->n_nodes)
            continue;
        struct explain_node *n = &x->nodes[place];
        n->applicable = query_get_int(q, 1) != 0;
        n->max = query_get_int(q, 2);
        n->points = query_get_int(q, 3);
        n->has_percent = !query_is_null(q, 4);
        n->percent = query_get_int(q, 4);
        free(n->stage);
        n->stage = xstrdup(query_get_str(q, 5));
        x->result.nodes[place] = (struct node_result){n->applicable, n->max, n->points};
    }
    return query_end(q, err);
}

static void read_error(struct explain_unit *x, struct query *q)
{
    x->se = query_get_real(q, 12);
    x->df = query_is_null(q, 13) ? INFINITY : query_get_real(q, 13);
    x->low = query_get_real(q, 14);
    x->high = query_get_real(q, 15);
    x->rank_low = (size_t)query_get_int(q, 16);
    x->rank_high = (size_t)query_get_int(q, 17);
    x->unstated = xstrdup(query_get_str(q, 18));
}

static bool read_units(struct explain_unit *x, struct store *store, const struct definition *d, bool *found,
                       struct error *err)
{
    struct query *q = query_new(store, sql_units);
    *found = false;
    decimal all = 0;
    size_t n = 0;
    query_text(q, ":block", d->blocks[d->units[x->unit].block].code);
    while (query_next(q)) {
        size_t unit = definition_unit(d, query_get_str(q, 0));
        if (unit == NONE)
            continue;
        struct unit_result r = {.nodes = x->result.nodes,
                                .max = query_get_int(q, 1),
                                .total = query_get_int(q, 7),
                                .percent = query_get_int(q, 8),
                                .other = query_get_int(q, 9)};
        for (int p = 0; p < N_PARTS; p++)
            r.parts[p] = query_get_int(q, 2 + p);
        all += r.total;
        n++;
        if (!query_is_null(q, 10)) {
            x->block_sum += r.total;
            struct contender keys = contender_of(d, unit, &r);
            keys.rank = (size_t)query_get_int(q, 10);
            x->rivals[x->n_rivals++] = keys;
        }
        if (unit != x->unit)
            continue;
        *found = true;
        x->result = r;
        x->rank = (size_t)query_get_int(q, 10);
        x->class = query_is_null(q, 11) ? NULL : xstrdup(query_get_str(q, 11));
        read_error(x, q);
    }
    x->n_block = x->n_rivals ? x->n_rivals : n;
    x->block_sum = x->n_rivals ? x->block_sum : all;
    return query_end(q, err);
}

/* What leaves or fields, where these are rounded, give to the total on a maximum of 100, and so what stands above. */
static void rescale_nodes(struct explain_unit *x, const struct definition *d)
{
    for (size_t i = x->n_nodes; i-- > 0;) {
        struct explain_node *n = &x->nodes[i];
        const struct criterion *c = &d->criteria[n->node];
        if (explain_rounding(d, n->node) != ROUND_TOTAL && n->applicable &&
            !(d->rules.round_at == ROUND_LEAF && c->method == METHOD_THUONG_TRU)) {
            decimal exact = decimal_ratio(n->points - n->bonus, 100 * DECIMAL_ONE, x->own_max) + n->bonus;
            n->rescaled = decimal_round(exact, d->rules.decimals);
            n->has_rescaled = true;
        }
        if (n->has_rescaled && c->parent != NONE) {
            struct explain_node *above = &x->nodes[explain_place(d, x->unit, c->parent)];
            above->rescaled += n->rescaled;
            above->has_rescaled = true;
        }
    }
}

/* What happened to the points of the nodes; children stand after their parents. */
static void follow_nodes(struct explain_unit *x, const struct definition *d)
{
    bool none = d->rules.survey == SURVEY_NONE;
    for (size_t i = x->n_nodes; i-- > 0;) {
        struct explain_node *n = &x->nodes[i];
        const struct criterion *c = &d->criteria[n->node];
        enum component part = component_of(c->method);
        if (c->is_leaf) {
            n->held = n->sum = n->points;
            n->bonus = n->applicable && part == PART_BONUS ? n->points : 0;
            if (n->applicable)
                x->own[part] += n->points;
        } else {
            n->held = c->has_cap && n->sum > c->cap ? c->cap : n->sum;
            if (c->has_floor && n->held < c->min)
                n->held = c->min;
            n->bonus += n->held - n->sum;
            x->own[PART_BONUS] += n->held - n->sum;
        }
        if (c->parent == NONE) {
            x->own_max += n->max;
        } else if (n->applicable) {
            struct explain_node *above = &x->nodes[explain_place(d, x->unit, c->parent)];
            above->sum += n->points;
            above->bonus += n->bonus;
        }
    }
    memcpy(x->rescaled, x->own, sizeof x->own);
    none = none && x->own_max > 0;
    for (int p = 0; none && p < N_PARTS; p++)
        if (p != PART_BONUS)
            x->rescaled[p] = decimal_ratio(x->own[p], 100 * DECIMAL_ONE, x->own_max);
    if (none && d->rules.round_parts)
        rescale_nodes(x, d);
}

bool explain_unit_read(struct explain_unit *x, struct store *store, const struct definition *d, size_t unit,
                       bool *found, struct error *err)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    *x = (struct explain_unit){.unit = unit, .n_nodes = block->n_nodes};
    x->nodes = xcalloc(block->n_nodes, sizeof *x->nodes);
    x->result.nodes = xcalloc(block->n_nodes, sizeof *x->result.nodes);
    x->rivals = xcalloc(block->n_units, sizeof *x->rivals);
    for (size_t i = 0; i < block->n_nodes; i++)
        x->nodes[i] = (struct explain_node){.node = block->nodes[i], .stage = xstrdup("")};
    if (!read_nodes(x, store, d, err) || !read_units(x, store, d, found, err))
        return false;
    follow_nodes(x, d);
    return true;
}

void explain_unit_release(struct explain_unit *x)
{
    for (size_t i = 0; i < x->n_nodes; i++)
        free(x->nodes[i].stage);
    free(x->nodes);
    free(x->result.nodes);
    free(x->rivals);
    free(x->class);
    free(x->unstated);
    *x = (struct explain_unit){0};
}

/* True where NODE is TOP or, where DEEP, stands below it. */
static bool is_at(const struct definition *d, size_t node, size_t top, bool deep)
{
    if (!deep)
        return node == top;
    while (node != NONE && node != top)
        node = d->criteria[node].parent;
    return node == top;
}

enum setting_id *explain_rules(const struct definition *d, const struct explain_unit *x, size_t node, bool deep,
                               size_t *n)
{
    bool has[N_SETTINGS] = {false};
    const struct unit *unit = &d->units[x->unit];
    for (size_t i = 0; node != NONE && i < x->n_nodes; i++) {
        const struct criterion *c = &d->criteria[x->nodes[i].node];
        if (!is_at(d, x->nodes[i].node, node, deep) || !c->is_leaf)
            continue;
        has[S_SURVEY] = has[S_SURVEY] || c->method == METHOD_DTXHH;
        if (!x->nodes[i].applicable || !definition_is_survey_leaf(d, unit->block, x->nodes[i].node))
            continue;
        has[S_COMBINE] = has[S_MIN_ANSWERED] = has[S_INVALID_IF] = true;
        has[S_MIN_BASE] = !d->rules.pooled;
        has[S_SIPAS] = has[S_SIPAS] || c->method == METHOD_SIPAS;
    }
    if (node != NONE)
        for (size_t i = 0; i < x->n_nodes; i++)
            if (is_at(d, x->nodes[i].node, node, deep) && explain_rounding(d, x->nodes[i].node) != ROUND_TOTAL)
                has[S_ROUNDING] = has[S_ROUND_AT] = has[S_DECIMALS] = true;
    if (node == NONE) {
        has[S_SURVEY] = has[S_ROUNDING] = has[S_DECIMALS] = true;
        has[S_ROUND_AT] = d->rules.round_parts;
        bool ranked = unit->ranked && d->blocks[unit->block].ranked;
        has[S_RANK_BY] = has[S_TIES] = has[S_TIE_BREAKERS] = ranked;
        size_t n_bands = 0;
        struct band_trace *bands = class_trace(d, x->unit, &x->result, &n_bands);
        for (size_t i = 0; i < n_bands; i++)
            has[S_CLASS_BY] = has[S_CLASS_BY] || !bands[i].band->says_of || *d->setting_basis[S_CLASS_BY];
        has[S_COMPARE] = ranked || n_bands > 0;
        free(bands);
    }
    enum setting_id *rules = xcalloc(N_SETTINGS, sizeof *rules);
    *n = 0;
    for (enum setting_id s = S_FIRST_RULE; s < N_SETTINGS; s++)
        if (has[s])
            rules[(*n)++] = s;
    return rules;
}
