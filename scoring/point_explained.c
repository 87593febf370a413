#include <stdlib.h>
#include <string.h>

#include "scoring/point_inside.h"
#include "survey/memory.h"

/* The parts that the ballots of TYPE give to GROUP. */
static void list_parts(const struct making *m, const struct survey_results *survey, size_t type, size_t group,
                       struct explained *e)
{
    e->value = xcalloc(survey->n_leaves + 1, sizeof *e->value);
    e->part_of = xcalloc(m->n_values, sizeof *e->part_of);
    for (size_t v = 0; v < m->n_values; v++)
        e->part_of[v] = NONE;
    for (size_t i = 0; i < survey->n_leaves; i++) {
        const struct leaf_result *leaf = &survey->leaves[i];
        bool asked = false;
        for (size_t k = 0; m->slot[leaf->unit] != NONE && k < m->d->ballot_types[type].n_unit_questions; k++) {
            size_t q = m->d->ballot_types[type].unit_questions[k];
            size_t l = m->map.leaf_of[q * m->d->n_blocks + m->d->units[leaf->unit].block];
            asked |= l != NONE && m->map.leaf_criterion[l] == leaf->criterion && m->lin[q * m->d->n_groups + group] &&
                     m->lin[q * m->d->n_groups + group][leaf->unit].factor > 0;
        }
        if (!asked)
            continue;
        size_t value = part_value(m, leaf->unit, place_of(m, leaf));
        e->part_of[value] = e->n_parts;
        e->value[e->n_parts++] = value;
    }
}

/* Ballot B of ROW into the right sides of the regressions: each part without its weight. */
static void add_to_regression(const struct making *m, const struct explained *e, const struct kept_ballot *b,
                              size_t group, size_t row, double *z, uint32_t *terms, double *x)
{
    const struct ballot_type *type = &m->d->ballot_types[b->type];
    size_t n_units;
    const size_t *units = cases_units(m->cases, b, &n_units);
    const uint8_t *counts = m->cases->bytes + b->at, *cells = counts + n_units;
    memset(z, 0, e->n_parts * sizeof *z);
    for (size_t u = 0; u < n_units; u++) {
        if (!counts[u] || m->slot[units[u]] == NONE)
            continue;
        const uint8_t *of_unit = cells + ballot_unit_cell(m->d, b->type, u);
        for (size_t i = 0; i < type->n_unit_questions; i++) {
            size_t q = type->unit_questions[i], leaf = m->map.leaf_of[q * m->d->n_blocks + m->d->units[units[u]].block];
            double percent = m->map.worth[q][of_unit[i]];
            if (leaf == NONE || percent < 0)
                continue;
            const struct linear *lin = &m->lin[q * m->d->n_groups + group][units[u]];
            size_t part = e->part_of[part_value(m, units[u], m->leaf_place[leaf])];
            if (part != NONE)
                z[part] += lin->factor * (percent - lin->mean);
        }
    }
    for (size_t r = 0; r < e->n_records; r++) {
        double w = projection_before(&e->records[r], row, b->weight);
        size_t n = projection_terms(&e->records[r], row, terms, x);
        for (size_t t = 0; t < n; t++) {
            double *to = e->beta[r] + terms[t] * e->n_parts;
            for (size_t k = 0; k < e->n_parts; k++)
                to[k] += w * x[t] * z[k];
        }
    }
}

void explain_all(struct making *m, const struct survey_results *survey)
{
    size_t n_sets = m->d->n_ballot_types * m->d->n_groups, most = 0;
    m->explained = xcalloc(n_sets + 1, sizeof *m->explained);
    for (size_t s = 0; s < n_sets; s++) {
        struct explained *e = &m->explained[s];
        size_t type = s / m->d->n_groups, group = s % m->d->n_groups;
        e->records = weigh_records_of(m->records, type, group, &e->n_records, &e->n_rows);
        if (!e->n_records)
            continue;
        list_parts(m, survey, type, group, e);
        most = e->n_parts > most ? e->n_parts : most;
        e->beta = xcalloc(e->n_records, sizeof *e->beta);
        for (size_t r = 0; r < e->n_records; r++) {
            const struct aux *aux = e->records[r].aux;
            e->beta[r] = xcalloc(aux_n_terms(aux) * e->n_parts + 1, sizeof **e->beta);
            if (aux->n_margins + aux->n_values > m->most_terms)
                m->most_terms = aux->n_margins + aux->n_values;
        }
    }
    double *z = xcalloc(most + 1, sizeof *z), *x = xcalloc(m->most_terms + 1, sizeof *x);
    uint32_t *terms = xcalloc(m->most_terms + 1, sizeof *terms);
    for (size_t i = 0; i < m->cases->n_ballots; i++) {
        const struct kept_ballot *b = &m->cases->ballots[i];
        size_t group = m->cases->strata[m->cases->stratum_of[b->who]].group, row = weigh_records_row(m->records, i);
        const struct explained *e = &m->explained[b->type * m->d->n_groups + group];
        if (e->n_records && row != NONE)
            add_to_regression(m, e, b, group, row, z, terms, x);
    }
    for (size_t s = 0; s < n_sets; s++) {
        const struct explained *e = &m->explained[s];
        if (e->n_records && e->n_parts)
            projection_solve(e->records, e->n_records, e->n_rows, e->beta, e->n_parts, 1, 1);
    }
    free(z);
    free(x);
    free(terms);
}

void release_explained(struct making *m)
{
    for (size_t s = 0; m->explained && s < m->d->n_ballot_types * m->d->n_groups; s++) {
        struct explained *e = &m->explained[s];
        for (size_t r = 0; r < e->n_records; r++)
            free(e->beta[r]);
        free(e->beta);
        free(e->value);
        free(e->part_of);
    }
    free(m->explained);
}
