#include "scoring/points/tree.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

enum component component_of(enum method method)
{
    switch (method) {
    case METHOD_DTXHH:
        return PART_SURVEY;
    case METHOD_SIPAS:
        return PART_SIPAS;
    case METHOD_KTXH:
        return PART_SOCIO;
    case METHOD_THUONG_TRU:
        return PART_BONUS;
    default:
        return PART_APPRAISED;
    }
}

decimal tree_round(decimal x, struct tree_rounding rounding)
{
    return rounding.truncate ? decimal_truncate(x, rounding.decimals) : decimal_round(x, rounding.decimals);
}

struct tree_rounding tree_rounding_of(const struct rules *rules)
{
    return (struct tree_rounding){rules->round_parts, rules->round_at, rules->decimals, rules->truncate};
}

struct tree_rounding tree_rounding_other(const struct rules *rules)
{
    struct tree_rounding other = tree_rounding_of(rules);
    other.truncate = false;
    if (rules->truncate)
        return other;
    other.parts = !other.parts;
    if (other.at == ROUND_TOTAL)
        other.at = ROUND_COMPONENT;
    return other;
}

/* Node PLACE of the block and all below it; points are held within its cap and its minimum. */
static struct node_result sum_node(struct unit_result *result, const struct definition *d, size_t unit, size_t place,
                                   const decimal *leaf_points, struct tree_rounding rounding)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    size_t node = block->nodes[place];
    const struct criterion *c = &d->criteria[node];
    struct node_result *r = &result->nodes[place];
    *r = (struct node_result){0};
    if (c->is_leaf) {
        r->applicable = definition_applies(d, unit, node, ALL);
        bool left_out = d->rules.survey == SURVEY_NONE && c->method == METHOD_DTXHH;
        if (left_out || leaf_points[place] == POINTS_MISSING)
            r->applicable = false;
        if (!r->applicable)
            return *r;
        r->max = c->method == METHOD_THUONG_TRU ? 0 : c->max;
        r->points = leaf_points[place];
        if (rounding.parts && rounding.at == ROUND_LEAF)
            r->points = tree_round(r->points, rounding);
        result->parts[component_of(c->method)] += r->points;
        return *r;
    }
    for (size_t i = place + 1; i < block->n_nodes; i++) {
        if (d->criteria[block->nodes[i]].parent != node)
            continue;
        struct node_result below = sum_node(result, d, unit, i, leaf_points, rounding);
        r->applicable = r->applicable || below.applicable;
        r->max += below.max;
        r->points += below.points;
    }
    /* What is cut off is bonus, what is given back is malus: a cap is not below the maximum, nor minimum points of a
     * node above the sum of those below (definition_check), and only they pass these. */
    decimal kept = c->has_cap && r->points > c->cap ? c->cap : r->points;
    if (c->has_floor && kept < c->min)
        kept = c->min;
    result->parts[PART_BONUS] += kept - r->points;
    r->points = kept;
    return *r;
}

/* POINTS of a maximum of MAX on a maximum of 100. */
static decimal rescale(decimal points, decimal max)
{
    return decimal_ratio(points, 100 * DECIMAL_ONE, max);
}

/* The components and the total of RESULT, whose nodes are summed up, on a maximum of 100; BONUS[i] of it is bonus and
 * malus in node i of level 1. */
static void sum_rescaled(struct unit_result *result, const struct definition *d, const struct block *block,
                         const decimal *bonus, struct tree_rounding rounding)
{
    decimal max = result->max, extra = result->parts[PART_BONUS];
    bool by_leaf = rounding.parts && rounding.at == ROUND_LEAF, by_field = rounding.parts && rounding.at == ROUND_FIELD;
    for (enum component p = 0; p < N_PARTS; p++)
        result->parts[p] = by_leaf ? 0 : rescale(result->parts[p], max);
    result->total = 0;
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct criterion *c = &d->criteria[block->nodes[i]];
        decimal points = result->nodes[i].points;
        if (by_leaf && c->is_leaf)
            result->parts[component_of(c->method)] += tree_round(rescale(points, max), rounding);
        if (by_field && c->parent == NONE)
            result->total += tree_round(rescale(points - bonus[i], max) + bonus[i], rounding);
    }
    /* Bonus and malus stay as they are. */
    result->parts[PART_BONUS] = by_leaf ? tree_round(extra, rounding) : extra;
    for (enum component p = 0; !by_field && p < N_PARTS; p++)
        result->total += result->parts[p];
    result->max = 100 * DECIMAL_ONE;
}

void tree_sum(struct unit_result *result, const struct definition *d, size_t unit, const decimal *leaf_points,
              struct tree_rounding rounding)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    bool none = d->rules.survey == SURVEY_NONE;
    decimal *bonus = xcalloc(block->n_nodes, sizeof *bonus);
    memset(result->parts, 0, sizeof result->parts);
    result->max = result->total = 0;
    struct tree_rounding below = rounding;
    below.parts = below.parts && !none;
    for (size_t i = 0; i < block->n_nodes; i++) {
        if (d->criteria[block->nodes[i]].parent != NONE)
            continue;
        decimal before = result->parts[PART_BONUS];
        struct node_result field = sum_node(result, d, unit, i, leaf_points, below);
        bonus[i] = result->parts[PART_BONUS] - before;
        result->max += field.max;
        if (below.parts && below.at == ROUND_FIELD)
            result->nodes[i].points = field.points = tree_round(field.points, rounding);
        result->total += field.points;
    }
    if (none && result->max > 0)
        sum_rescaled(result, d, block, bonus, rounding);
    if (rounding.parts && rounding.at == ROUND_COMPONENT) {
        result->total = 0;
        for (enum component p = 0; p < N_PARTS; p++) {
            result->parts[p] = tree_round(result->parts[p], rounding);
            result->total += result->parts[p];
        }
    }
    result->percent = result->max > 0 ? decimal_ratio(result->total, 100 * DECIMAL_ONE, result->max) : 0;
    free(bonus);
}
