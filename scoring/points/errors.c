#include "scoring/points/errors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"
#include "survey/base/parallel.h"
#include "survey/base/tolerances.h"

#define PIECE 8192 /* cases gone through at once */
#define WAVE  8    /* pieces at a time, however many threads there are */

/* Some cases of one stratum, and what they come to. */
struct cases_run {
    const struct errors_making *m;
    size_t stratum, first, end; /* ballots in the order of the cases */
    struct moments moments;
    double *cross;
    double *z;                     /* [value], of the case at hand */
    bool *seen;                    /* it has a value */
    size_t *list, n_list, *totals; /* values that are not absent; among them units */
    double *part, *whole;          /* [leaf], of the ballot and unit at hand, where pooled */
    size_t *leaves;
    struct projected_case x; /* where weights were calibrated */
    struct projected_sums sums;
};

/* --- before ------------------------------------------------------------------------------ */

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

static void lay_out(struct errors_making *m, const struct error_unit *units, size_t n_units)
{
    const struct definition *d = m->d;
    m->slot = xcalloc(d->n_units, sizeof *m->slot);
    m->scale = xcalloc(d->n_units, sizeof *m->scale);
    m->cross_at = xcalloc(d->n_blocks, sizeof *m->cross_at);
    m->block_nodes = xcalloc(d->n_blocks + 1, sizeof *m->block_nodes);
    for (size_t u = 0; u < d->n_units; u++)
        m->slot[u] = NONE;
    for (size_t i = 0; i < n_units; i++) {
        m->slot[units[i].unit] = m->n_values;
        m->scale[units[i].unit] = scale_of(d, &units[i]);
        m->n_values += 2 * d->blocks[d->units[units[i].unit].block].n_nodes + 1;
    }
    m->n_values++;
    for (size_t b = 0; b < d->n_blocks; b++) {
        m->cross_at[b] = m->n_cross;
        m->n_cross += d->blocks[b].n_units * d->blocks[b].n_units;
        m->block_nodes[b + 1] = m->block_nodes[b] + d->blocks[b].n_nodes;
    }
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
    for (size_t i = 0; i < n_units; i++) {
        const struct block *block = &d->blocks[d->units[units[i].unit].block];
        size_t slot = m->slot[units[i].unit];
        for (size_t k = 0; k <= 2 * block->n_nodes; k++)
            m->value_unit[slot + k] = units[i].unit;
        for (size_t k = 0; k < block->n_nodes; k++) {
            const struct criterion *c = &d->criteria[block->nodes[k]];
            decimal points = units[i].result->nodes[k].points;
            m->cut[slot + k] = !c->is_leaf && ((c->has_cap && points == c->cap) || (c->has_floor && points == c->min));
        }
    }
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

size_t total_value(const struct errors_making *m, size_t unit)
{
    return m->slot[unit] + 2 * n_nodes_of(m, unit);
}

size_t node_value(const struct errors_making *m, size_t value)
{
    size_t unit = m->value_unit[value], n_nodes = n_nodes_of(m, unit);
    return value - m->slot[unit] < n_nodes ? value : value - n_nodes;
}

size_t value_above(const struct errors_making *m, size_t value)
{
    size_t unit = m->value_unit[value], slot = m->slot[unit];
    if (value == total_value(m, unit))
        return NONE;
    size_t node = m->parent[m->block_nodes[m->d->units[unit].block] + (value - slot)];
    if (node == NONE)
        return total_value(m, unit);
    return m->cut[slot + node] ? NONE : slot + node;
}

static void set_factors(struct errors_making *m, const struct survey_results *survey)
{
    const struct definition *d = m->d;
    m->to_points = xcalloc(d->n_groups * m->n_values, sizeof *m->to_points);
    m->pool_mean = xcalloc(m->n_values, sizeof *m->pool_mean);
    m->lin = xcalloc(survey->n_means, sizeof *m->lin);
    for (size_t i = 0; i < survey->n_means; i++)
        if (survey->means[i])
            m->lin[i] = xcalloc(d->n_units, sizeof **m->lin);
    for (size_t i = 0; i < survey->n_leaves; i++) {
        const struct leaf_result *leaf = &survey->leaves[i];
        size_t block = d->units[leaf->unit].block, value;
        if (m->slot[leaf->unit] == NONE)
            continue;
        value = part_value(m, leaf->unit, place_of(m, leaf));
        double max = decimal_to_double(d->criteria[leaf->criterion].max) / 100;
        m->pool_mean[value] = leaf->pool_mean;
        for (size_t p = 0; p < leaf->n_parts; p++) {
            const struct group_part *part = &leaf->parts[p];
            bool in_pool = part->dropped != DROPPED_NOT_APPLICABLE && part->weight > 0 && leaf->n_pooled > 0;
            m->to_points[part->group * m->n_values + value] = !d->rules.pooled ? part->share * max
                                                              : in_pool
                                                                  ? leaf->pool_share * max / (double)leaf->n_pooled
                                                                  : 0;
            double whole = 0; /* weights of the leaf's questions that were answered */
            for (int pass = 0; pass < 2; pass++)
                for (size_t q = 0; q < d->n_questions; q++) {
                    size_t k = q * d->n_groups + part->group;
                    size_t l = m->map.leaf_of[q * d->n_blocks + block];
                    if (l == NONE || m->map.leaf_criterion[l] != leaf->criterion || !survey->means[k] ||
                        survey->means[k][leaf->unit].weight <= 0)
                        continue;
                    const struct question_mean *mean = &survey->means[k][leaf->unit];
                    if (pass == 0)
                        whole += m->map.weight[q];
                    else if (whole > 0)
                        m->lin[k][leaf->unit] = (struct linear){m->map.weight[q] / whole / mean->weight, mean->mean};
                }
        }
    }
}

/* --- cases ---------------------------------------------------------------------------------- */

static void add_value(struct cases_run *p, size_t value, double x)
{
    if (!p->seen[value]) {
        p->seen[value] = true;
        p->list[p->n_list++] = value;
    }
    p->z[value] += x;
}

static void add_unit(struct cases_run *p, const struct kept_ballot *b, size_t group, size_t unit, const uint8_t *cells)
{
    const struct errors_making *m = p->m;
    const struct definition *d = m->d;
    const struct ballot_type *type = &d->ballot_types[b->type];
    size_t block = d->units[unit].block, parts = m->slot[unit] + d->blocks[block].n_nodes, n_leaves = 0;
    for (size_t i = 0; i < type->n_unit_questions; i++) {
        size_t q = type->unit_questions[i], leaf = m->map.leaf_of[q * d->n_blocks + block];
        double percent = m->map.worth[q][cells[i]];
        if (leaf == NONE || percent < 0)
            continue;
        const struct linear *lin = &m->lin[q * d->n_groups + group][unit];
        add_value(p, parts + m->leaf_place[leaf], lin->factor * b->weight * (percent - lin->mean));
        if (!d->rules.pooled)
            continue;
        if (p->whole[leaf] <= 0)
            p->leaves[n_leaves++] = leaf;
        p->part[leaf] += m->map.weight[q] * percent;
        p->whole[leaf] += m->map.weight[q];
    }
    for (size_t i = 0; i < n_leaves; i++) {
        size_t leaf = p->leaves[i], value = parts + m->leaf_place[leaf];
        add_value(p, m->slot[unit] + m->leaf_place[leaf],
                  m->to_points[group * m->n_values + value] * (p->part[leaf] / p->whole[leaf] - m->pool_mean[value]));
        p->part[leaf] = p->whole[leaf] = 0;
    }
}

/* From leaves to the nodes above and the total; then into the moments. */
static void finish_case(struct cases_run *p, size_t group)
{
    const struct errors_making *m = p->m;
    size_t n_leaves = p->n_list, n_totals = 0;
    for (size_t i = 0; i < n_leaves; i++) {
        size_t value = p->list[i], unit = m->value_unit[value], at = node_value(m, value);
        bool is_part = at != value;
        if (is_part && m->d->rules.pooled)
            continue;
        double points = is_part ? m->to_points[group * m->n_values + value] * p->z[value] : p->z[value];
        while ((at = value_above(m, at)) != NONE)
            add_value(p, at, at == total_value(m, unit) ? points * m->scale[unit] : points);
    }
    for (size_t i = n_leaves; i < p->n_list; i++) {
        size_t unit = m->value_unit[p->list[i]];
        if (p->list[i] == total_value(m, unit))
            p->totals[n_totals++] = unit;
    }
    for (size_t i = 0; i < n_totals; i++) {
        size_t block = m->d->units[p->totals[i]].block, n = m->d->blocks[block].n_units;
        double *row = p->cross + m->cross_at[block] + m->map.in_block[p->totals[i]] * n;
        double z = p->z[m->slot[p->totals[i]] + 2 * m->d->blocks[block].n_nodes];
        for (size_t k = 0; k < n_totals; k++)
            if (m->d->units[p->totals[k]].block == block)
                row[m->map.in_block[p->totals[k]]] += z * p->z[m->slot[p->totals[k]] + 2 * m->d->blocks[block].n_nodes];
        if (p->totals[i] == m->first || p->totals[i] == m->second)
            add_value(p, m->n_values - 1, p->totals[i] == m->first ? z : -z);
    }
    if (p->x.n)
        projected_sums_add(&p->sums, m->projected[group].n_figures, &p->x, p->z, p->list, p->n_list,
                           m->projected[group].place);
    for (size_t i = 0; i < p->n_list; i++) {
        moments_add(&p->moments, p->list[i], &p->z[p->list[i]]);
        p->z[p->list[i]] = 0;
        p->seen[p->list[i]] = false;
    }
    p->n_list = 0;
}

static void do_piece(void *data, size_t number)
{
    struct cases_run *p = (struct cases_run *)data + number;
    const struct cases *c = p->m->cases;
    size_t group = c->strata[p->stratum].group;
    for (size_t i = p->first; i < p->end; i++) {
        const struct kept_ballot *b = &c->ballots[c->order[i]];
        size_t n_units;
        const size_t *units = cases_units(c, b, &n_units);
        const uint8_t *counts = c->bytes + b->at, *cells = counts + n_units;
        for (size_t u = 0; u < n_units; u++)
            if (counts[u] && p->m->slot[units[u]] != NONE)
                add_unit(p, b, group, units[u], cells + ballot_unit_cell(p->m->d, b->type, u));
        if (p->m->projected)
            project_ballot(&p->x, p->m, group, c->order[i]);
        if (i + 1 == p->end || c->ballots[c->order[i + 1]].who != b->who)
            finish_case(p, group);
    }
}

/* --- strata ----------------------------------------------------------------------------------- */

static void add_sum(struct strata_sum *s, double variance, double df, size_t raters, bool open)
{
    s->variance += variance;
    s->squares += variance * variance / df;
    s->raters += raters;
    s->open = s->open || open;
}

/* The variance of VALUE in a stratum, RATERS of whose cases have it. */
static void add_variance(struct errors_making *m, size_t group, size_t value, double variance, size_t raters, bool open)
{
    double df = raters > 1 ? (double)raters - 1 : 1;
    size_t unit = m->value_unit[value], offset = value - m->slot[unit], n_nodes = n_nodes_of(m, unit);
    if (value + 1 == m->n_values || offset < n_nodes || offset == 2 * n_nodes) {
        add_sum(&m->figures[value], variance, df, raters, open);
        return;
    }
    add_sum(&m->parts[group * m->n_values + value], variance, df, raters, open);
    double to_points = m->to_points[group * m->n_values + value];
    if (!m->d->rules.pooled)
        add_sum(&m->figures[value - n_nodes], to_points * to_points * variance, df, raters, open);
}

/* A stratum is done: MOMENTS, CROSS and SUMS of all its cases. */
static void close_stratum(struct errors_making *m, size_t stratum, const struct moments *moments, const double *cross,
                          const struct projected_sums *sums, struct projected_change *change)
{
    const struct case_stratum *s = &m->cases->strata[stratum];
    double n = (double)s->n_cases, f = cases_fraction(m->cases, stratum);
    bool lonely = s->n_cases == 1;
    double factor = lonely ? 1 - f : linear_factor(n, 1 - f);
    const struct group_projected *e = m->projected ? &m->projected[s->group] : NULL;
    if (e) {
        double *sum = xcalloc(e->n_figures + 1, sizeof *sum);
        for (size_t k = 0; k < e->n_figures; k++)
            sum[k] = moments_of(moments, e->value[k], 0, s->n_cases).mean * n;
        projected_change_set(change, e->beta, e->n_terms, e->n_figures, sums, sum, s->n_cases);
        free(sum);
    }
    for (size_t i = 0; i < moments->n_touched; i++) {
        size_t value = moments->touched[i];
        if (e && e->place[value] != NONE)
            continue;
        struct moment all = moments_of(moments, value, 0, s->n_cases);
        add_variance(m, s->group, value, factor * (lonely ? all.mean * all.mean : all.squares), moments->n[value],
                     f < 1);
    }
    for (size_t k = 0; e && k < e->n_figures; k++) {
        struct moment all = moments_of(moments, e->value[k], 0, s->n_cases);
        double squares = lonely ? all.mean * all.mean : all.squares, more = projected_change_of(change, k, k);
        if (squares + more <= NO_VARIANCE * squares)
            more = -squares;
        add_variance(m, s->group, e->value[k], factor * (squares + more), moments->n[e->value[k]], f < 1);
    }
    for (size_t b = 0; b < m->d->n_blocks; b++) {
        const struct block *block = &m->d->blocks[b];
        for (size_t i = 0; i < block->n_units; i++)
            for (size_t k = 0; k < block->n_units; k++) {
                size_t at = m->cross_at[b] + i * block->n_units + k;
                if (m->slot[block->units[i]] == NONE || m->slot[block->units[k]] == NONE)
                    continue;
                size_t a = total_value(m, block->units[i]), c = total_value(m, block->units[k]);
                double means = lonely ? 0
                                      : n * moments_of(moments, a, 0, s->n_cases).mean *
                                            moments_of(moments, c, 0, s->n_cases).mean;
                double more = e && e->place[a] != NONE && e->place[c] != NONE
                                  ? projected_change_of(change, e->place[a], e->place[c])
                                  : 0;
                m->covariance[at] += factor * (cross[at] - means + more);
            }
    }
}

static void piece_init(struct cases_run *p, const struct errors_making *m)
{
    *p = (struct cases_run){.m = m};
    moments_init(&p->moments, m->n_values, 1);
    p->cross = xcalloc(m->n_cross, sizeof *p->cross);
    p->z = xcalloc(m->n_values, sizeof *p->z);
    p->seen = xcalloc(m->n_values, sizeof *p->seen);
    p->list = xcalloc(m->n_values, sizeof *p->list);
    p->totals = xcalloc(m->d->n_units, sizeof *p->totals);
    p->part = xcalloc(m->map.n_leaves, sizeof *p->part);
    p->whole = xcalloc(m->map.n_leaves, sizeof *p->whole);
    p->leaves = xcalloc(m->map.n_leaves, sizeof *p->leaves);
    projected_case_init(&p->x, m->most_terms, m->most_of_row);
    projected_sums_init(&p->sums, m->most_terms, m->most_products);
}

static void piece_release(struct cases_run *p)
{
    moments_release(&p->moments);
    free(p->cross);
    free(p->z);
    free(p->seen);
    free(p->list);
    free(p->totals);
    free(p->part);
    free(p->whole);
    free(p->leaves);
    projected_case_release(&p->x);
    projected_sums_release(&p->sums);
}

/* Cut the next piece, from ballot *AT of *STRATUM on; false when there is none left. */
static bool next_piece(const struct cases *c, size_t *stratum, size_t *at, struct cases_run *p)
{
    while (*stratum < c->n_strata && (*at >= c->strata[*stratum].end || !c->strata[*stratum].random)) {
        if (++*stratum < c->n_strata)
            *at = c->strata[*stratum].first;
    }
    if (*stratum >= c->n_strata)
        return false;
    p->stratum = *stratum;
    p->first = *at;
    size_t end = c->strata[*stratum].end;
    p->end = end - *at > PIECE ? *at + PIECE : end;
    while (p->end < end && c->ballots[c->order[p->end]].who == c->ballots[c->order[p->end - 1]].who)
        p->end++;
    *at = p->end;
    return true;
}

static void go_through(struct errors_making *m)
{
    struct cases_run pieces[WAVE];
    struct moments moments;
    double *cross = xcalloc(m->n_cross, sizeof *cross);
    struct projected_sums sums;
    struct projected_change change;
    moments_init(&moments, m->n_values, 1);
    projected_sums_init(&sums, m->most_terms, m->most_products);
    projected_change_init(&change, m->most_products, m->n_values);
    for (size_t i = 0; i < WAVE; i++)
        piece_init(&pieces[i], m);
    size_t stratum = 0, at = m->cases->n_strata ? m->cases->strata[0].first : 0, n;
    do {
        for (n = 0; n < WAVE && next_piece(m->cases, &stratum, &at, &pieces[n]); n++)
            ;
        parallel(n, 0, do_piece, pieces);
        for (size_t i = 0; i < n; i++) {
            struct cases_run *p = &pieces[i];
            moments_merge(&moments, &p->moments);
            moments_clear(&p->moments);
            for (size_t k = 0; k < m->n_cross; k++) {
                cross[k] += p->cross[k];
                p->cross[k] = 0;
            }
            const struct group_projected *e = m->projected ? &m->projected[m->cases->strata[p->stratum].group] : NULL;
            if (e)
                projected_sums_move(&sums, &p->sums, e->n_terms, e->n_figures);
            if (p->end < m->cases->strata[p->stratum].end)
                continue;
            close_stratum(m, p->stratum, &moments, cross, &sums, &change);
            if (e)
                projected_sums_clear(&sums, e->n_terms, e->n_figures);
            moments_clear(&moments);
            memset(cross, 0, m->n_cross * sizeof *cross);
        }
    } while (n == WAVE);
    for (size_t i = 0; i < WAVE; i++)
        piece_release(&pieces[i]);
    moments_release(&moments);
    projected_sums_release(&sums);
    projected_change_release(&change);
    free(cross);
}

static void release(struct errors_making *m, const struct survey_results *survey)
{
    survey_map_release(&m->map);
    free(m->leaf_place);
    free(m->parent);
    free(m->block_nodes);
    free(m->slot);
    free(m->scale);
    free(m->value_unit);
    free(m->cut);
    for (size_t i = 0; i < survey->n_means; i++)
        free(m->lin[i]);
    free(m->lin);
    free(m->to_points);
    free(m->pool_mean);
    free(m->cross_at);
    free(m->parts);
    free(m->figures);
    free(m->covariance);
    free(m->quota);
    release_projected(m);
}

void point_errors_init(struct point_errors *errors, const struct definition *d, struct survey_results *survey,
                       const struct cases *cases, const struct weigh_records *records, const struct error_unit *units,
                       size_t n_units, size_t first, size_t second)
{
    struct errors_making m = {.d = d, .cases = cases, .records = records, .first = first, .second = second};
    survey_map_init(&m.map, d);
    lay_out(&m, units, n_units);
    set_factors(&m, survey);
    m.parts = xcalloc(d->n_groups * m.n_values, sizeof *m.parts);
    m.figures = xcalloc(m.n_values, sizeof *m.figures);
    m.covariance = xcalloc(m.n_cross, sizeof *m.covariance);
    m.quota = xcalloc(d->n_groups, sizeof *m.quota);
    for (size_t s = 0; cases && s < cases->n_strata; s++)
        if (!cases->strata[s].random && cases->strata[s].n_cases > 0)
            m.quota[cases->strata[s].group] = true;
    if (cases && records)
        project_all(&m, survey);
    if (cases)
        go_through(&m);
    *errors = (struct point_errors){.n_units = n_units, .n_blocks = d->n_blocks};
    errors->units = xcalloc(n_units, sizeof *errors->units);
    errors->covariance = xcalloc(d->n_blocks, sizeof *errors->covariance);
    struct gathered *totals = xcalloc(n_units, sizeof *totals);
    for (size_t i = 0; i < n_units; i++)
        finish_unit(&m, survey, &units[i], &errors->units[i], &totals[i]);
    for (size_t b = 0; b < d->n_blocks; b++) {
        size_t n = d->blocks[b].n_units;
        errors->covariance[b] = xcalloc(n * n, sizeof **errors->covariance);
        finish_block(&m, b, units, n_units, totals, errors->covariance[b]);
    }
    if (first != NONE)
        finish_difference(&m, errors, units, totals);
    free(totals);
    release(&m, survey);
}

void point_errors_release(struct point_errors *errors)
{
    for (size_t i = 0; i < errors->n_units; i++)
        free(errors->units[i].nodes);
    free(errors->units);
    for (size_t b = 0; b < errors->n_blocks; b++)
        free(errors->covariance[b]);
    free(errors->covariance);
    *errors = (struct point_errors){0};
}
