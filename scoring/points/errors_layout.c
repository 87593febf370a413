/* Where figures and answers lie, and what an answer adds to them. */
#include <math.h>
#include <stdlib.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

/* By how much everything but bonus and malus is multiplied. */
static double scale_of(const struct definition *d, const struct error_unit *u)
{
    const struct block *block = &d->blocks[d->units[u->unit].block];
    decimal max = 0;
    for (size_t i = 0; i < block->n_nodes; i++)
        if (d->criteria[block->nodes[i]].parent == NONE)
            max += u->result->nodes[i].max;
    return d->rules.survey == SURVEY_NONE && max > 0 ? 100 / decimal_to_double(max) : 1;
}

static bool is_ranked(const struct definition *d, size_t unit)
{
    return d->units[unit].ranked && d->blocks[d->units[unit].block].ranked;
}

static void lay_out_nodes(struct errors_making *m, const struct error_unit *units, size_t n_units)
{
    const struct definition *d = m->d;
    m->slot = xcalloc(d->n_units, sizeof *m->slot);
    m->total = xcalloc(d->n_units, sizeof *m->total);
    m->scale = xcalloc(d->n_units, sizeof *m->scale);
    m->of_point = xcalloc(d->n_units, sizeof *m->of_point);
    m->block_nodes = xcalloc(d->n_blocks + 1, sizeof *m->block_nodes);
    for (size_t u = 0; u < d->n_units; u++)
        m->slot[u] = NONE;
    for (size_t i = 0; i < n_units; i++) {
        size_t unit = units[i].unit;
        m->slot[unit] = m->n_values;
        bool of_max = d->rules.rank_by_percent && units[i].result->max > 0;
        m->of_point[unit] = of_max ? 100 / decimal_to_double(units[i].result->max) : 1;
        m->scale[unit] = scale_of(d, &units[i]) * m->of_point[unit];
        m->n_values += 2 * d->blocks[d->units[unit].block].n_nodes + 1;
        m->total[unit] = m->n_values - 1;
    }
    for (size_t b = 0; b < d->n_blocks; b++)
        m->block_nodes[b + 1] = m->block_nodes[b] + d->blocks[b].n_nodes;
    m->n_families = m->block_nodes[d->n_blocks] + d->n_blocks;
    m->parent = xcalloc(m->block_nodes[d->n_blocks], sizeof *m->parent);
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
            size_t *parent = &m->parent[m->block_nodes[b] + i];
            *parent = NONE;
            for (size_t k = 0; k < i; k++)
                if (d->blocks[b].nodes[k] == d->criteria[d->blocks[b].nodes[i]].parent)
                    *parent = k;
        }
    m->leaf_place = xcalloc(m->map.n_leaves, sizeof *m->leaf_place);
    for (size_t l = 0; l < m->map.n_leaves; l++)
        while (d->blocks[m->map.leaf_block[l]].nodes[m->leaf_place[l]] != m->map.leaf_criterion[l])
            m->leaf_place[l]++;
    m->value_unit = xcalloc(m->n_values, sizeof *m->value_unit);
    m->cut = xcalloc(m->n_values, sizeof *m->cut);
    m->learns = xcalloc(m->n_values, sizeof *m->learns);
    for (size_t i = 0; i < n_units; i++) {
        const struct block *block = &d->blocks[d->units[units[i].unit].block];
        size_t slot = m->slot[units[i].unit];
        bool learns = true;
        for (size_t k = 0; k < n_units; k++)
            if (d->units[units[k].unit].block == d->units[units[i].unit].block)
                learns = learns && (!is_ranked(d, units[k].unit) || is_ranked(d, units[i].unit));
        for (size_t k = 0; k <= 2 * block->n_nodes; k++) {
            m->value_unit[slot + k] = units[i].unit;
            m->learns[slot + k] = learns;
        }
        for (size_t k = 0; k < block->n_nodes; k++) {
            const struct criterion *c = &d->criteria[block->nodes[k]];
            decimal points = units[i].result->nodes[k].points;
            m->cut[slot + k] = !c->is_leaf && ((c->has_cap && points == c->cap) || (c->has_floor && points == c->min));
        }
    }
}

/* Of each value its node, and what is above it. */
static void lay_out_above(struct errors_making *m)
{
    m->node_of = xcalloc(m->n_values, sizeof *m->node_of);
    m->above = xcalloc(m->n_values, sizeof *m->above);
    for (size_t value = 0; value < m->n_values; value++) {
        size_t unit = m->value_unit[value], slot = m->slot[unit], n_nodes = n_nodes_of(m, unit), offset = value - slot;
        bool is_part = offset >= n_nodes && offset < 2 * n_nodes;
        m->node_of[value] = is_part ? value - n_nodes : value;
        m->above[value] = NONE;
        if (offset >= n_nodes)
            continue;
        size_t node = m->parent[m->block_nodes[m->d->units[unit].block] + offset];
        m->above[value] = node == NONE ? m->total[unit] : m->cut[slot + node] ? NONE : slot + node;
    }
}

/* The questions of each block that give points, and where the answers of each unit lie. */
static void lay_out_answers(struct errors_making *m)
{
    const struct definition *d = m->d;
    size_t *n_leaves = xcalloc(d->n_blocks, sizeof *n_leaves);
    m->leaf_number = xcalloc(m->map.n_leaves, sizeof *m->leaf_number);
    for (size_t l = 0; l < m->map.n_leaves; l++)
        m->leaf_number[l] = n_leaves[m->map.leaf_block[l]]++;
    m->n_questions = xcalloc(d->n_blocks, sizeof *m->n_questions);
    m->question = xcalloc(d->n_blocks, sizeof *m->question);
    for (size_t b = 0; b < d->n_blocks; b++) {
        m->question[b] = xcalloc(d->n_questions, sizeof **m->question);
        for (size_t q = 0; q < d->n_questions; q++)
            if (m->map.leaf_of[q * d->n_blocks + b] != NONE)
                m->question[b][m->n_questions[b]++] = q;
        size_t leaves = d->rules.pooled ? n_leaves[b] : m->n_questions[b];
        m->most_leaves = leaves > m->most_leaves ? leaves : m->most_leaves;
    }
    m->first_answer = xcalloc(d->n_units, sizeof *m->first_answer);
    for (size_t u = 0; u < d->n_units; u++) {
        size_t b = d->units[u].block;
        m->first_answer[u] = m->n_answers;
        m->n_answers += m->slot[u] == NONE ? 0 : m->n_questions[b] + (d->rules.pooled ? n_leaves[b] : 0);
    }
    m->answer_value = xcalloc(m->n_answers, sizeof *m->answer_value);
    m->answer_unit = xcalloc(m->n_answers, sizeof *m->answer_unit);
    m->term = xcalloc(m->n_answers, sizeof *m->term);
    for (size_t u = 0; u < d->n_units; u++) {
        size_t b = d->units[u].block, at = m->first_answer[u];
        if (m->slot[u] == NONE)
            continue;
        for (size_t i = 0; i < m->n_questions[b]; i++, at++) {
            size_t leaf = m->map.leaf_of[m->question[b][i] * d->n_blocks + b];
            m->answer_value[at] = part_value(m, u, m->leaf_place[leaf]);
            m->answer_unit[at] = (uint32_t)u;
            m->term[at].leaf = i;
        }
        for (size_t l = 0; d->rules.pooled && l < m->map.n_leaves; l++)
            if (m->map.leaf_block[l] == b) {
                m->answer_value[at] = m->slot[u] + m->leaf_place[l];
                m->term[at].leaf = m->leaf_number[l];
                m->answer_unit[at++] = (uint32_t)u;
            }
    }
    free(n_leaves);
}

size_t n_nodes_of(const struct errors_making *m, size_t unit)
{
    return m->d->blocks[m->d->units[unit].block].n_nodes;
}

size_t part_value(const struct errors_making *m, size_t unit, size_t place)
{
    return m->slot[unit] + n_nodes_of(m, unit) + place;
}

size_t place_of(const struct errors_making *m, const struct leaf_result *leaf)
{
    const struct block *block = &m->d->blocks[m->d->units[leaf->unit].block];
    size_t place = 0;
    while (block->nodes[place] != leaf->criterion)
        place++;
    return place;
}

size_t bucket_of(const struct errors_making *m, size_t group)
{
    return m->d->rules.pooled ? 0 : group;
}

size_t family_of(const struct errors_making *m, size_t value)
{
    size_t unit = m->value_unit[value], block = m->d->units[unit].block;
    return value == total_value(m, unit) ? m->block_nodes[m->d->n_blocks] + block
                                         : m->block_nodes[block] + (value - m->slot[unit]);
}

/* What an answer to each question of LEAF adds to the part of GROUP. */
static void set_questions(struct errors_making *m, const struct survey_results *survey, const struct leaf_result *leaf,
                          size_t group)
{
    const struct definition *d = m->d;
    size_t block = d->units[leaf->unit].block;
    double whole = 0; /* weights of the leaf's questions that were answered */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < m->n_questions[block]; i++) {
            size_t q = m->question[block][i], k = q * d->n_groups + group;
            if (m->map.leaf_criterion[m->map.leaf_of[q * d->n_blocks + block]] != leaf->criterion || !survey->means[k])
                continue;
            const struct question_mean *mean = &survey->means[k][leaf->unit];
            if (!(mean->weight > 0))
                continue;
            if (pass == 0)
                whole += m->map.weight[q];
            else if (whole > 0)
                m->lin[k][leaf->unit] =
                    (struct linear){m->map.weight[q] / whole / mean->weight, mean->mean, m->map.weight[q] / whole};
        }
}

static void set_factors(struct errors_making *m, const struct survey_results *survey)
{
    const struct definition *d = m->d;
    m->to_points = xcalloc(d->n_groups * m->n_values, sizeof *m->to_points);
    m->reach = xcalloc(m->n_values, sizeof *m->reach);
    m->pool_mean = xcalloc(m->n_values, sizeof *m->pool_mean);
    m->pool_points = xcalloc(m->n_values, sizeof *m->pool_points);
    m->pool_n = xcalloc(m->n_values, sizeof *m->pool_n);
    m->lin = xcalloc(survey->n_means, sizeof *m->lin);
    for (size_t i = 0; i < survey->n_means; i++)
        if (survey->means[i])
            m->lin[i] = xcalloc(d->n_units, sizeof **m->lin);
    for (size_t i = 0; i < survey->n_leaves; i++) {
        const struct leaf_result *leaf = &survey->leaves[i];
        if (m->slot[leaf->unit] == NONE)
            continue;
        size_t value = part_value(m, leaf->unit, place_of(m, leaf)), node = node_value(m, value), at = node;
        double max = decimal_to_double(d->criteria[leaf->criterion].max) / 100;
        m->pool_mean[value] = leaf->pool_mean;
        m->pool_n[value] = (double)leaf->n_pooled;
        m->pool_points[value] = d->rules.pooled && leaf->n_pooled > 0 ? leaf->pool_share * max : 0;
        while ((at = value_above(m, at)) != NONE)
            if (at == total_value(m, leaf->unit))
                m->reach[node] = m->scale[leaf->unit];
        for (size_t p = 0; p < leaf->n_parts; p++) {
            const struct group_part *part = &leaf->parts[p];
            bool in_pool = part->dropped != DROPPED_NOT_APPLICABLE && part->weight > 0 && leaf->n_pooled > 0;
            m->to_points[part->group * m->n_values + value] = !d->rules.pooled ? part->share * max
                                                              : in_pool ? m->pool_points[value] / m->pool_n[value]
                                                                        : 0;
            set_questions(m, survey, leaf, part->group);
        }
    }
}

/* A leaf of SCALE points at most, VALUE of them given by N answers, or ANSWERS whatever they weigh, joins the
 * node of PART and those above. */
static void add_scale(struct errors_making *m, size_t part, double scale, double value, double n, double answers)
{
    for (size_t at = node_value(m, part); at != NONE; at = value_above(m, at)) {
        double by = at == total_value(m, m->value_unit[at]) ? m->scale[m->value_unit[at]] : 1;
        struct group_scale *s = &m->group_scale[at];
        s->scale += by * scale;
        s->value += by * value;
        s->inverse += by * scale / n;
        s->answers += by * scale / answers;
    }
}

void errors_bucket_scale(struct errors_making *m, const struct survey_results *survey)
{
    const struct definition *d = m->d;
    for (size_t i = 0; i < survey->n_leaves; i++) {
        const struct leaf_result *leaf = &survey->leaves[i];
        if (m->slot[leaf->unit] == NONE)
            continue;
        size_t block = d->units[leaf->unit].block, part = part_value(m, leaf->unit, place_of(m, leaf));
        if (d->rules.pooled) {
            if (m->pool_points[part] > 0)
                add_scale(m, part, 100 * m->pool_points[part], m->pool_points[part] * m->pool_mean[part],
                          m->pool_n[part], m->pool_n[part]);
            continue;
        }
        double points = m->to_points[m->bucket * m->n_values + part];
        for (size_t k = 0; points > 0 && k < m->n_questions[block]; k++) {
            size_t q = m->question[block][k], at = q * d->n_groups + m->bucket;
            if (m->answer_value[m->first_answer[leaf->unit] + k] != part || !m->lin[at] ||
                !(m->lin[at][leaf->unit].share > 0))
                continue;
            const struct question_mean *mean = &survey->means[at][leaf->unit];
            double share = points * m->lin[at][leaf->unit].share;
            add_scale(m, part, 100 * share, share * mean->mean, mean->weight * mean->weight / mean->squares,
                      (double)mean->answers);
        }
    }
}

void errors_set_terms(struct errors_making *m, size_t group)
{
    for (size_t answer = 0; answer < m->n_answers; answer++) {
        size_t value = m->answer_value[answer], node = node_value(m, value), unit = m->answer_unit[answer];
        size_t block = m->d->units[unit].block, place = answer - m->first_answer[unit];
        bool of_question = node != value;
        const struct linear *lin = of_question ? m->lin[m->question[block][place] * m->d->n_groups + group] : NULL;
        double points = !of_question ? 1 : m->d->rules.pooled ? 0 : m->to_points[group * m->n_values + value];
        m->term[answer] = (struct answer_term){.factor = lin ? lin[unit].factor : 0,
                                               .mean = lin ? lin[unit].mean : 0,
                                               .count = m->count[answer],
                                               .points = points,
                                               .reach = m->reach[node] * points,
                                               .value = value,
                                               .above = points > 0 ? value_above(m, node) : NONE,
                                               .total = total_value(m, unit),
                                               .leaf = m->term[answer].leaf};
    }
}

void errors_lay_out(struct errors_making *m, const struct definition *d, const struct survey_results *survey,
                    const struct error_unit *units, size_t n_units)
{
    m->d = d;
    survey_map_init(&m->map, d);
    lay_out_nodes(m, units, n_units);
    lay_out_above(m);
    lay_out_answers(m);
    set_factors(m, survey);
}

void errors_release(struct errors_making *m, const struct survey_results *survey)
{
    survey_map_release(&m->map);
    for (size_t b = 0; b < m->d->n_blocks; b++)
        free(m->question[b]);
    for (size_t i = 0; i < survey->n_means; i++)
        free(m->lin[i]);
    void *const all[] = {m->leaf_place,  m->parent,   m->block_nodes, m->slot,         m->value_unit,
                         m->cut,         m->learns,   m->scale,       m->of_point,     m->first_answer,
                         m->n_questions, m->question, m->leaf_number, m->answer_value, m->answer_unit,
                         m->term,        m->lin,      m->to_points,   m->reach,        m->pool_mean,
                         m->pool_points, m->pool_n,   m->total,       m->node_of,      m->above};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}
