/* The errors of figures that are put together: of groups, leaves, nodes, totals, and of differences between units. */
#include <math.h>
#include <stdlib.h>

#include "scoring/points/errors.h"
#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

static enum no_error worse(enum no_error a, enum no_error b)
{
    return a == ERROR_NONE ? b : b == ERROR_NONE ? a : a > b ? a : b;
}

static struct figure_error error_of(const struct gathered *g)
{
    if (g->why >= ERROR_LONELY || !g->any)
        return (struct figure_error){NAN, NAN, g->why};
    return (struct figure_error){sqrt(g->variance), g->squares > 0 ? g->variance * g->variance / g->squares : INFINITY,
                                 g->why};
}

static void gather_sum(struct gathered *g, const struct strata_sum *s)
{
    g->variance += s->variance;
    g->squares += s->squares;
}

/* An independent error from outside, SE; NaN: it is not known. */
static void gather_outside(struct gathered *g, double se)
{
    g->why = worse(g->why, isnan(se) ? ERROR_NOT_COUNTED : ERROR_STATED);
    if (isnan(se))
        return;
    g->variance += se * se;
    g->any = true;
}

static void set_part(const struct errors_making *m, struct group_part *part, size_t value)
{
    if (m->d->groups[part->group].via == VIA_SIPAS)
        return;
    const struct strata_sum *s = &m->parts[part->group * m->n_values + value];
    struct gathered g = {.why = ERROR_NONE};
    if (part->has_percent) {
        g.any = true;
        g.why = m->quota[part->group] ? ERROR_QUOTA : s->raters < 2 && s->open ? ERROR_LONELY : ERROR_STATED;
        gather_sum(&g, s);
    }
    part->error = error_of(&g);
}

/* POINTS, the error of a figure that other leaves take too, into SHARED[node] of the leaf PLACE and the nodes above,
 * and of the total, which is the last. */
static void share_up(const struct errors_making *m, const struct error_unit *u, size_t place, double points,
                     double *shared)
{
    size_t slot = m->slot[u->unit], node = place, n_nodes = n_nodes_of(m, u->unit);
    const size_t *parent = m->parent + m->block_nodes[m->d->units[u->unit].block];
    for (; node != NONE; node = parent[node]) {
        if (node != place && m->cut[slot + node])
            return;
        shared[node] += points;
    }
    shared[n_nodes] += m->scale[u->unit] * points;
}

/* The error of LEAF's points: what comes from ballots is in OWN, from outside in OUTSIDE, of figures
 * that other leaves take too in SHARED[group * (n_nodes + 1) + node]. */
static void gather_leaf(const struct errors_making *m, const struct error_unit *u, struct leaf_result *leaf,
                        size_t place, struct gathered *own, struct gathered *outside, double *shared)
{
    double max = decimal_to_double(m->d->criteria[leaf->criterion].max) / 100;
    const struct strata_sum *s = &m->figures[m->slot[leaf->unit] + place];
    for (size_t i = 0; i < leaf->n_parts; i++) {
        struct group_part *part = &leaf->parts[i];
        set_part(m, part, part_value(m, leaf->unit, place));
        double share = m->d->rules.pooled ? part->pool_share : part->share;
        if (m->d->groups[part->group].via == VIA_SIPAS) {
            double points = part->error.se * share * max;
            if (share > 0 && part->of_all_leaves && !isnan(points)) {
                share_up(m, u, place, points, shared + part->group * (n_nodes_of(m, u->unit) + 1));
                outside->any = true;
                outside->why = worse(outside->why, ERROR_STATED);
            } else if (share > 0)
                gather_outside(outside, points);
            continue;
        }
        if (m->to_points[part->group * m->n_values + part_value(m, leaf->unit, place)] <= 0 || !part->has_percent)
            continue;
        own->any = true;
        /* In the pool one ballot of a group does not stand alone. */
        own->why =
            worse(own->why, m->d->rules.pooled && part->error.why == ERROR_LONELY ? ERROR_STATED : part->error.why);
    }
    if (m->d->rules.pooled && own->any && s->raters < 2 && s->open)
        own->why = worse(own->why, ERROR_LONELY);
    gather_sum(own, s);
}

/* What the nodes and the total of one unit take from its leaves. */
static void gather_up(const struct errors_making *m, const struct error_unit *u, size_t place,
                      const struct gathered *own, const struct gathered *outside, struct gathered *nodes,
                      struct gathered *total)
{
    size_t slot = m->slot[u->unit], node = place;
    const size_t *parent = m->parent + m->block_nodes[m->d->units[u->unit].block];
    bool below = false;
    for (;;) {
        struct gathered *g = node == NONE ? total : &nodes[node];
        g->why = worse(g->why, worse(own->why, outside->why));
        g->any = g->any || own->any || outside->any;
        double scale = node == NONE ? m->scale[u->unit] : 1;
        g->variance += scale * scale * outside->variance;
        if (!below)
            gather_sum(g, &(struct strata_sum){.variance = own->variance, .squares = own->squares});
        below = true;
        if (node == NONE)
            return;
        node = parent[node];
        if (node != NONE && m->cut[slot + node])
            return;
    }
}

void finish_unit(struct errors_making *m, struct survey_results *survey, const struct error_unit *u,
                 struct unit_error *out, struct gathered *total)
{
    const struct block *block = &m->d->blocks[m->d->units[u->unit].block];
    size_t slot = m->slot[u->unit], n_shared = block->n_nodes + 1;
    struct gathered *nodes = xcalloc(block->n_nodes, sizeof *nodes);
    double *shared = xcalloc(m->d->n_groups * n_shared, sizeof *shared);
    for (size_t i = 0; i < block->n_nodes; i++)
        nodes[i].why = ERROR_NONE;
    *total = (struct gathered){.why = ERROR_NONE};
    for (size_t i = 0; i < survey->n_leaves; i++) {
        struct leaf_result *leaf = &survey->leaves[i];
        if (leaf->unit != u->unit)
            continue;
        struct gathered own = {.why = ERROR_NONE}, outside = {.why = ERROR_NONE};
        size_t place = place_of(m, leaf);
        gather_leaf(m, u, leaf, place, &own, &outside, shared);
        gather_up(m, u, place, &own, &outside, nodes, total);
    }
    for (size_t i = 0; i < block->n_nodes; i++) {
        const struct criterion *c = &m->d->criteria[block->nodes[i]];
        if (!u->outside[i])
            continue;
        struct gathered own = {.why = ERROR_NONE}, outside = {.why = ERROR_NONE};
        gather_outside(&outside, u->outside_se[i] * decimal_to_double(c->max) / 100);
        gather_up(m, u, i, &own, &outside, nodes, total);
    }
    for (size_t i = 0; i < m->d->n_groups * n_shared; i++) {
        struct gathered *g = i % n_shared < block->n_nodes ? &nodes[i % n_shared] : total;
        g->variance += shared[i] * shared[i];
    }
    free(shared);
    out->nodes = xcalloc(block->n_nodes, sizeof *out->nodes);
    for (size_t i = 0; i < block->n_nodes; i++) {
        if (!m->d->criteria[block->nodes[i]].is_leaf)
            gather_sum(&nodes[i], &m->figures[slot + i]);
        out->nodes[i] = error_of(&nodes[i]);
    }
    gather_sum(total, &m->figures[slot + 2 * block->n_nodes]);
    out->total = error_of(total);
    free(nodes);
}

/* The covariances of the block's totals, the variances with what comes from outside. */
void finish_block(const struct errors_making *m, size_t block, const struct error_unit *units, size_t n_units,
                  const struct gathered *totals, double *out)
{
    size_t n = m->d->blocks[block].n_units;
    for (size_t i = 0; i < n * n; i++)
        out[i] = m->covariance[m->cross_at[block] + i];
    for (size_t i = 0; i < n; i++)
        out[i * n + i] = NAN;
    for (size_t i = 0; i < n_units; i++) {
        size_t place = m->map.in_block[units[i].unit];
        const struct gathered *t = &totals[i];
        if (m->d->units[units[i].unit].block == block)
            out[place * n + place] = t->why == ERROR_NONE ? 0 : t->why >= ERROR_LONELY || !t->any ? NAN : t->variance;
    }
}

void finish_difference(struct errors_making *m, struct point_errors *errors, const struct error_unit *units,
                       const struct gathered *totals)
{
    struct gathered g = {.why = ERROR_NONE};
    double outside = 0;
    for (size_t i = 0; i < errors->n_units; i++) {
        size_t unit = units[i].unit;
        if (unit != m->first && unit != m->second)
            continue;
        g.why = worse(g.why, totals[i].why);
        g.any = g.any || totals[i].any;
        outside += totals[i].variance - m->figures[m->slot[unit] + 2 * n_nodes_of(m, unit)].variance;
    }
    gather_sum(&g, &m->figures[m->n_values - 1]);
    g.variance += outside > 0 ? outside : 0;
    errors->difference = error_of(&g);
}
