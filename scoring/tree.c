#include "scoring/tree.h"

#include <string.h>

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

struct tree_rounding tree_rounding_of(const struct rules *rules)
{
    return (struct tree_rounding){rules->round_parts, rules->round_at, rules->decimals};
}

struct tree_rounding tree_rounding_other(const struct rules *rules)
{
    struct tree_rounding other = tree_rounding_of(rules);
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
        if (left_out)
            r->applicable = false;
        if (!r->applicable)
            return *r;
        r->max = c->method == METHOD_THUONG_TRU ? 0 : c->max;
        r->points = leaf_points[place];
        if (rounding.parts && rounding.at == ROUND_LEAF)
            r->points = decimal_round(r->points, rounding.decimals);
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

void tree_sum(struct unit_result *result, const struct definition *d, size_t unit, const decimal *leaf_points,
              struct tree_rounding rounding)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    memset(result->parts, 0, sizeof result->parts);
    result->max = result->total = 0;
    bool by_field = rounding.parts && rounding.at == ROUND_FIELD;
    for (size_t i = 0; i < block->n_nodes; i++) {
        if (d->criteria[block->nodes[i]].parent != NONE)
            continue;
        struct node_result field = sum_node(result, d, unit, i, leaf_points, rounding);
        result->max += field.max;
        if (by_field)
            result->nodes[i].points = field.points = decimal_round(field.points, rounding.decimals);
        result->total += field.points;
    }
    bool rescaled = d->rules.survey == SURVEY_NONE && result->max > 0;
    if (rescaled) {
        /* Everything but bonus and malus, to a maximum of 100. */
        result->total = result->parts[PART_BONUS];
        for (enum component p = 0; p < N_PARTS; p++)
            if (p != PART_BONUS) {
                result->parts[p] = decimal_ratio(result->parts[p], 100 * DECIMAL_ONE, result->max);
                result->total += result->parts[p];
            }
        result->max = 100 * DECIMAL_ONE;
    }
    if (rounding.parts && (rounding.at == ROUND_COMPONENT || rescaled)) {
        result->total = 0;
        for (enum component p = 0; p < N_PARTS; p++) {
            result->parts[p] = decimal_round(result->parts[p], rounding.decimals);
            result->total += result->parts[p];
        }
    }
    result->percent = result->max > 0 ? decimal_ratio(result->total, 100 * DECIMAL_ONE, result->max) : 0;
}
