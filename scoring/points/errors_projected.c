/* What the parts of groups and the figures above them lose to what their weights were calibrated to. */
#include <stdlib.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

/* --- what is taken ------------------------------------------------------------------------------- */

/* Does some ballot type with records of GROUP ask about LEAF? */
static bool is_asked(const struct errors_making *m, const struct leaf_result *leaf, size_t group)
{
    for (size_t type = 0; type < m->d->n_ballot_types; type++) {
        size_t n_records, n_rows;
        weigh_records_of(m->records, type, group, &n_records, &n_rows);
        for (size_t k = 0; n_records && k < m->d->ballot_types[type].n_unit_questions; k++) {
            size_t q = m->d->ballot_types[type].unit_questions[k];
            size_t l = m->map.leaf_of[q * m->d->n_blocks + m->d->units[leaf->unit].block];
            if (l != NONE && m->map.leaf_criterion[l] == leaf->criterion && m->lin[q * m->d->n_groups + group] &&
                m->lin[q * m->d->n_groups + group][leaf->unit].factor > 0)
                return true;
        }
    }
    return false;
}

static void add_place(struct group_projected *e, size_t value)
{
    if (e->place[value] != NONE)
        return;
    e->place[value] = e->n_figures;
    e->value[e->n_figures++] = value;
}

/* The parts that the ballots give to GROUP, then what is above them. */
static void list_figures(const struct errors_making *m, const struct survey_results *survey, size_t group,
                         struct group_projected *e)
{
    e->value = xcalloc(m->n_values, sizeof *e->value);
    e->place = xcalloc(m->n_values, sizeof *e->place);
    for (size_t v = 0; v < m->n_values; v++)
        e->place[v] = NONE;
    for (size_t i = 0; i < survey->n_leaves; i++)
        if (m->slot[survey->leaves[i].unit] != NONE && is_asked(m, &survey->leaves[i], group))
            add_place(e, part_value(m, survey->leaves[i].unit, place_of(m, &survey->leaves[i])));
    e->n_parts = e->n_figures;
    for (size_t k = 0; !m->d->rules.pooled && k < e->n_parts; k++) {
        size_t at = node_value(m, e->value[k]);
        while ((at = value_above(m, at)) != NONE)
            add_place(e, at);
    }
}

/* The terms of GROUP, type by type and record by record. */
static void list_terms(struct errors_making *m, size_t group, struct group_projected *e)
{
    e->of_type = xcalloc(m->d->n_ballot_types + 1, sizeof *e->of_type);
    e->first = xcalloc(m->d->n_ballot_types + 1, sizeof *e->first);
    e->n_rows = xcalloc(m->d->n_ballot_types + 1, sizeof *e->n_rows);
    for (size_t type = 0; type < m->d->n_ballot_types; type++) {
        size_t n_records;
        struct projected *p = &e->of_type[type];
        const struct projection_record *records =
            weigh_records_of(m->records, type, group, &n_records, &e->n_rows[type]);
        projected_init(p, records, n_records, e->n_figures);
        e->first[type] = e->n_terms;
        e->n_terms += p->n_terms;
        m->most_of_row = p->most_of_row > m->most_of_row ? p->most_of_row : m->most_of_row;
    }
    e->beta = xcalloc(e->n_terms * e->n_figures + 1, sizeof *e->beta);
    for (size_t type = 0; type < m->d->n_ballot_types; type++)
        e->of_type[type].beta = e->beta + e->first[type] * e->n_figures;
    if (e->n_terms > m->most_terms)
        m->most_terms = e->n_terms;
    if (e->n_terms * e->n_figures > m->most_products)
        m->most_products = e->n_terms * e->n_figures;
}

/* Ballot B of ROW into the right sides of the regressions: each part without its weight. */
static void add_to_regression(const struct errors_making *m, struct group_projected *e, const struct kept_ballot *b,
                              size_t group, size_t row, struct projected_case *at, uint8_t *room)
{
    const struct projected *p = &e->of_type[b->type];
    size_t n_units;
    const size_t *units = cases_units(m->cases, b, &n_units);
    const uint8_t *counts = cases_open(m->cases, b, room), *cells = counts + n_units;
    for (size_t r = 0; r < p->n_records; r++) {
        double w = projection_before(&p->records[r], row, b->weight);
        size_t n = projection_terms(&p->records[r], row, at->terms, at->of_row);
        for (size_t u = 0; u < n_units; u++) {
            if (!counts[u] || m->slot[units[u]] == NONE)
                continue;
            const uint8_t *of_unit = cells + ballot_unit_cell(m->d, b->type, u);
            const struct asked_list *asked = asked_of(&m->map, b->type, units[u]);
            for (const struct asked_question *a = asked->of; a < asked->of + asked->n; a++) {
                double percent = a->worth[of_unit[a->cell]];
                if (percent < 0)
                    continue;
                const struct linear *lin = &m->lin[a->question * m->d->n_groups + group][units[u]];
                size_t k = e->place[part_value(m, units[u], m->leaf_place[a->leaf])];
                double z = w * lin->factor * (percent - lin->mean);
                for (size_t t = 0; k != NONE && t < n; t++)
                    p->beta[(p->first[r] + at->terms[t]) * e->n_figures + k] += at->of_row[t] * z;
            }
        }
    }
}

/* What is taken from a part is taken from what is above it. */
static void take_above(const struct errors_making *m, struct group_projected *e, size_t group)
{
    for (size_t k = 0; !m->d->rules.pooled && k < e->n_parts; k++) {
        size_t unit = m->value_unit[e->value[k]], at = node_value(m, e->value[k]);
        double points = m->to_points[group * m->n_values + e->value[k]];
        while ((at = value_above(m, at)) != NONE) {
            double by = at == total_value(m, unit) ? points * m->scale[unit] : points;
            for (size_t t = 0; t < e->n_terms; t++) {
                double *beta = e->beta + t * e->n_figures;
                beta[e->place[at]] += by * beta[k];
            }
        }
    }
}

void project_all(struct errors_making *m, const struct survey_results *survey)
{
    m->projected = xcalloc(m->d->n_groups + 1, sizeof *m->projected);
    for (size_t g = 0; g < m->d->n_groups; g++) {
        list_figures(m, survey, g, &m->projected[g]);
        list_terms(m, g, &m->projected[g]);
    }
    struct projected_case at;
    projected_case_init(&at, 0, m->most_of_row);
    uint8_t *room = xcalloc(m->cases->most + 1, 1);
    for (size_t i = 0; i < m->cases->n_ballots; i++) {
        const struct kept_ballot *b = &m->cases->ballots[i];
        size_t group = m->cases->strata[m->cases->stratum_of[b->who]].group, row = weigh_records_row(m->records, i);
        if (row != NONE)
            add_to_regression(m, &m->projected[group], b, group, row, &at, room);
    }
    projected_case_release(&at);
    free(room);
    for (size_t g = 0; g < m->d->n_groups; g++) {
        struct group_projected *e = &m->projected[g];
        for (size_t type = 0; e->n_parts && type < m->d->n_ballot_types; type++)
            projected_solve(&e->of_type[type], e->n_rows[type], e->n_figures, e->n_parts);
        if (e->n_terms && e->n_parts)
            take_above(m, e, g);
    }
}

void release_projected(struct errors_making *m)
{
    for (size_t g = 0; m->projected && g < m->d->n_groups; g++) {
        struct group_projected *e = &m->projected[g];
        for (size_t type = 0; type < m->d->n_ballot_types; type++)
            projected_release(&e->of_type[type]);
        free(e->of_type);
        free(e->first);
        free(e->n_rows);
        free(e->value);
        free(e->place);
        free(e->beta);
    }
    free(m->projected);
}

void project_ballot(struct projected_case *c, const struct errors_making *m, size_t group, size_t i)
{
    const struct group_projected *e = &m->projected[group];
    size_t type = m->cases->ballots[i].type, row = weigh_records_row(m->records, i);
    if (row != NONE)
        projected_case_add(c, &e->of_type[type], row, e->first[type]);
}
