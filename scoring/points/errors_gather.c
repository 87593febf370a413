/* The errors of figures that are put together: of groups, leaves, nodes and totals. */
#include <math.h>
#include <stdlib.h>

#include "scoring/points/errors_inside.h"
#include "scoring/points/rank.h"
#include "survey/base/memory.h"

#define ALPHA 0.05 /* limits at 95 % */

static void note(struct errors_making *m, size_t value, enum no_error why)
{
    m->why[value] = no_error_worse(m->why[value], why);
}

/* WHY holds for the leaf VALUE, the nodes above and the total. */
static void note_up(struct errors_making *m, size_t value, enum no_error why)
{
    for (size_t at = value; at != NONE; at = value_above(m, at))
        note(m, at, why);
}

/* A figure from outside of VALUE points in the leaf AT, with error SE and maximum MAX, joins it, the nodes above and
 * the total. */
static void add_stated(struct errors_making *m, size_t at, struct stated_figure figure, struct unit_error *out)
{
    for (; at != NONE; at = value_above(m, at)) {
        size_t unit = m->value_unit[at];
        bool is_total = at == total_value(m, unit);
        double by = is_total ? m->scale[unit] : 1;
        bounded_add_stated(&m->bounded[at], by * figure.value, by * figure.se, by * figure.max);
        m->any[at] = true;
        note(m, at, ERROR_STATED);
        if (is_total)
            out->stated[out->n_stated++] = (struct stated_figure){by * figure.value, by * figure.se, by * figure.max};
    }
}

static void set_part(const struct errors_making *m, struct group_part *part, size_t value)
{
    const struct strata_sum *s = &m->parts[part->group * m->n_values + value];
    part->error = (struct figure_error){.se = NAN, .df = NAN, .why = ERROR_NONE};
    if (!part->has_percent)
        return;
    bool open = s->people > s->n; /* some of them stand for others */
    part->error.why = m->quota[part->group] ? ERROR_QUOTA : s->n < 2 && open ? ERROR_LONELY : ERROR_STATED;
    if (part->error.why != ERROR_STATED)
        return;
    part->error.se = sqrt(s->variance);
    part->error.df = s->squares > 0 ? s->variance * s->variance / s->squares : INFINITY;
}

/* Figures from outside that several leaves of a unit take, by group and value: summed before they are squared. */
struct shared {
    struct stated_figure *of; /* [group * n_values of the unit + value]: sums */
    size_t n;
};

static void share_up(struct errors_making *m, size_t group, size_t at, struct stated_figure figure,
                     struct shared *shared)
{
    size_t slot = m->slot[m->value_unit[at]];
    for (; at != NONE; at = value_above(m, at)) {
        double by = at == total_value(m, m->value_unit[at]) ? m->scale[m->value_unit[at]] : 1;
        struct stated_figure *sum = &shared->of[group * shared->n + (at - slot)];
        sum->value += by * figure.value;
        sum->se += by * figure.se;
        sum->max += by * figure.max;
    }
}

/* What groups say of LEAF: why there is no error, and figures from outside. */
static void gather_leaf(struct errors_making *m, struct leaf_result *leaf, struct shared *shared,
                        struct unit_error *out)
{
    double max = decimal_to_double(m->d->criteria[leaf->criterion].max) / 100;
    size_t place = place_of(m, leaf), value = part_value(m, leaf->unit, place), node = m->slot[leaf->unit] + place;
    for (size_t i = 0; i < leaf->n_parts; i++) {
        struct group_part *part = &leaf->parts[i];
        if (m->d->groups[part->group].via != VIA_SIPAS) {
            set_part(m, part, value);
            if (m->to_points[part->group * m->n_values + value] > 0 && part->has_percent)
                note_up(m, node, m->quota[part->group] ? ERROR_QUOTA : ERROR_STATED);
            continue;
        }
        double points = max * (m->d->rules.pooled ? part->pool_share : part->share);
        struct stated_figure figure = {points * part->percent, points * part->error.se, 100 * points};
        if (!(points > 0))
            continue;
        if (isnan(figure.se))
            note_up(m, node, ERROR_NOT_COUNTED);
        else if (part->of_all_leaves)
            share_up(m, part->group, node, figure, shared);
        else
            add_stated(m, node, figure, out);
    }
}

/* The figure in VALUE, whose points are POINTS, BY a point of the scale it was worked on at. */
static struct figure_error error_of(const struct errors_making *m, size_t value, double points, double by)
{
    const struct bounded *b = &m->bounded[value];
    struct figure_error e = {.se = NAN, .df = NAN, .why = m->why[value], .limits = {NAN, NAN}};
    if (e.why >= ERROR_LONELY || !m->any[value])
        return e;
    double without = points - b->value / by; /* what has no error */
    struct interval limits = bounded_limits(b, ALPHA);
    e.se = sqrt(b->variance) / by;
    e.df = bounded_df(b);
    e.limits = (struct interval){without + limits.lower / by, without + limits.upper / by};
    e.floor = b->lifted > 0;
    return e;
}

void errors_gather(struct errors_making *m, struct survey_results *survey, const struct error_unit *u,
                   struct unit_error *out)
{
    const struct block *block = &m->d->blocks[m->d->units[u->unit].block];
    size_t slot = m->slot[u->unit], total = total_value(m, u->unit);
    struct shared shared = {.n = 2 * block->n_nodes + 1};
    shared.of = xcalloc(m->d->n_groups * shared.n, sizeof *shared.of);
    out->stated = xcalloc(m->d->n_groups + block->n_nodes * (m->d->n_groups + 1), sizeof *out->stated);
    for (size_t i = 0; i < survey->n_leaves; i++)
        if (survey->leaves[i].unit == u->unit)
            gather_leaf(m, &survey->leaves[i], &shared, out);
    for (size_t i = 0; i < block->n_nodes; i++) {
        if (!u->outside[i])
            continue;
        double max = decimal_to_double(m->d->criteria[block->nodes[i]].max);
        if (isnan(u->outside_se[i]))
            note_up(m, slot + i, ERROR_NOT_COUNTED);
        else
            add_stated(m, slot + i,
                       (struct stated_figure){decimal_to_double(u->result->nodes[i].points),
                                              u->outside_se[i] * max / 100, max},
                       out);
    }
    for (size_t i = 0; i < m->d->n_groups * shared.n; i++) {
        const struct stated_figure *f = &shared.of[i];
        size_t value = slot + i % shared.n;
        if (!(f->max > 0))
            continue;
        bounded_add_stated(&m->bounded[value], f->value, f->se, f->max);
        m->any[value] = true;
        note(m, value, ERROR_STATED);
        if (value == total)
            out->stated[out->n_stated++] = *f;
    }
    free(shared.of);
    out->nodes = xcalloc(block->n_nodes, sizeof *out->nodes);
    for (size_t i = 0; i < block->n_nodes; i++)
        out->nodes[i] = error_of(m, slot + i, decimal_to_double(u->result->nodes[i].points), 1);
    decimal ranked = compared(&m->d->rules, m->d->rules.rank_by_percent ? u->result->percent : u->result->total);
    double by = m->of_point[u->unit];
    out->ranked = (struct rank_unit){.value = decimal_to_double(ranked), .part = m->bounded[total]};
    out->total = error_of(m, total, out->ranked.value / by, by);
    out->ranked.has_error = out->total.why == ERROR_NONE || !isnan(out->total.se);
    out->n = m->fewest[total];
}
