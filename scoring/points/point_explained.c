#include <stdlib.h>
#include <string.h>

#include "scoring/points/point_inside.h"
#include "survey/base/memory.h"

/* --- what is taken ------------------------------------------------------------------------------- */

/* Does some ballot type with records of GROUP ask about LEAF? */
static bool is_asked(const struct making *m, const struct leaf_result *leaf, size_t group)
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

static void add_place(struct explained *e, size_t value)
{
    if (e->place[value] != NONE)
        return;
    e->place[value] = e->n_values;
    e->value[e->n_values++] = value;
}

/* The parts that the ballots give to GROUP, then what is above them. */
static void list_values(const struct making *m, const struct survey_results *survey, size_t group, struct explained *e)
{
    e->value = xcalloc(m->n_values, sizeof *e->value);
    e->place = xcalloc(m->n_values, sizeof *e->place);
    for (size_t v = 0; v < m->n_values; v++)
        e->place[v] = NONE;
    for (size_t i = 0; i < survey->n_leaves; i++)
        if (m->slot[survey->leaves[i].unit] != NONE && is_asked(m, &survey->leaves[i], group))
            add_place(e, part_value(m, survey->leaves[i].unit, place_of(m, &survey->leaves[i])));
    e->n_parts = e->n_values;
    for (size_t k = 0; !m->d->rules.pooled && k < e->n_parts; k++) {
        size_t at = node_value(m, e->value[k]);
        while ((at = value_above(m, at)) != NONE)
            add_place(e, at);
    }
    if (!m->d->rules.pooled && m->first != NONE)
        add_place(e, m->n_values - 1);
}

/* The terms of GROUP, type by type and record by record. */
static void list_terms(struct making *m, size_t group, struct explained *e)
{
    e->first = xcalloc(m->d->n_ballot_types + 1, sizeof *e->first);
    for (size_t type = 0; type < m->d->n_ballot_types; type++) {
        size_t n_records, n_rows;
        const struct projection_record *records = weigh_records_of(m->records, type, group, &n_records, &n_rows);
        e->first[type] = e->n_terms;
        for (size_t r = 0; r < n_records; r++) {
            const struct auxiliary *auxiliary = records[r].auxiliary;
            e->n_terms += auxiliary_n_terms(auxiliary);
            if (auxiliary->n_margins + auxiliary->n_values > m->most_of_row)
                m->most_of_row = auxiliary->n_margins + auxiliary->n_values;
        }
    }
    if (e->n_terms > m->most_terms)
        m->most_terms = e->n_terms;
    if (e->n_terms * e->n_values > m->most_products)
        m->most_products = e->n_terms * e->n_values;
}

/* Ballot B of ROW into the right sides of the regressions: each part without its weight. */
static void add_to_regression(const struct making *m, struct explained *e, const struct kept_ballot *b, size_t group,
                              size_t row, struct explained_case *at)
{
    const struct ballot_type *type = &m->d->ballot_types[b->type];
    size_t n_units, n_records, n_rows, first = e->first[b->type];
    const struct projection_record *records = weigh_records_of(m->records, b->type, group, &n_records, &n_rows);
    const size_t *units = cases_units(m->cases, b, &n_units);
    const uint8_t *counts = m->cases->bytes + b->at, *cells = counts + n_units;
    for (size_t r = 0; r < n_records; first += auxiliary_n_terms(records[r++].auxiliary)) {
        double w = projection_before(&records[r], row, b->weight);
        size_t n = projection_terms(&records[r], row, at->terms, at->of_row);
        for (size_t u = 0; u < n_units; u++) {
            if (!counts[u] || m->slot[units[u]] == NONE)
                continue;
            const uint8_t *of_unit = cells + ballot_unit_cell(m->d, b->type, u);
            for (size_t i = 0; i < type->n_unit_questions; i++) {
                size_t q = type->unit_questions[i];
                size_t leaf = m->map.leaf_of[q * m->d->n_blocks + m->d->units[units[u]].block];
                double percent = m->map.worth[q][of_unit[i]];
                if (leaf == NONE || percent < 0)
                    continue;
                const struct linear *lin = &m->lin[q * m->d->n_groups + group][units[u]];
                size_t k = e->place[part_value(m, units[u], m->leaf_place[leaf])];
                double z = w * lin->factor * (percent - lin->mean);
                for (size_t t = 0; k != NONE && t < n; t++)
                    e->beta[(first + at->terms[t]) * e->n_values + k] += at->of_row[t] * z;
            }
        }
    }
}

static void solve(const struct making *m, struct explained *e, size_t group)
{
    for (size_t type = 0; type < m->d->n_ballot_types; type++) {
        size_t n_records, n_rows, at = e->first[type];
        const struct projection_record *records = weigh_records_of(m->records, type, group, &n_records, &n_rows);
        double **beta = xcalloc(n_records + 1, sizeof *beta);
        for (size_t r = 0; r < n_records; at += auxiliary_n_terms(records[r++].auxiliary))
            beta[r] = e->beta + at * e->n_values;
        projection_solve(records, n_records, n_rows, beta, e->n_values, e->n_values, e->n_parts);
        free(beta);
    }
}

/* What is taken from a part is taken from what is above it. */
static void take_above(const struct making *m, struct explained *e, size_t group)
{
    for (size_t k = 0; !m->d->rules.pooled && k < e->n_parts; k++) {
        size_t unit = m->value_unit[e->value[k]], at = node_value(m, e->value[k]);
        double points = m->to_points[group * m->n_values + e->value[k]];
        while ((at = value_above(m, at)) != NONE) {
            double by = at == total_value(m, unit) ? points * m->scale[unit] : points;
            for (size_t t = 0; t < e->n_terms; t++) {
                double *beta = e->beta + t * e->n_values;
                beta[e->place[at]] += by * beta[k];
                if (at == total_value(m, unit) && (unit == m->first || unit == m->second))
                    beta[e->place[m->n_values - 1]] += (unit == m->first ? by : -by) * beta[k];
            }
        }
    }
}

void explain_all(struct making *m, const struct survey_results *survey)
{
    m->explained = xcalloc(m->d->n_groups + 1, sizeof *m->explained);
    for (size_t g = 0; g < m->d->n_groups; g++) {
        struct explained *e = &m->explained[g];
        list_values(m, survey, g, e);
        list_terms(m, g, e);
        e->beta = xcalloc(e->n_terms * e->n_values + 1, sizeof *e->beta);
    }
    struct explained_case at;
    explained_case_init(&at, m);
    for (size_t i = 0; i < m->cases->n_ballots; i++) {
        const struct kept_ballot *b = &m->cases->ballots[i];
        size_t group = m->cases->strata[m->cases->stratum_of[b->who]].group, row = weigh_records_row(m->records, i);
        if (row != NONE)
            add_to_regression(m, &m->explained[group], b, group, row, &at);
    }
    explained_case_release(&at);
    for (size_t g = 0; g < m->d->n_groups; g++)
        if (m->explained[g].n_terms && m->explained[g].n_parts) {
            solve(m, &m->explained[g], g);
            take_above(m, &m->explained[g], g);
        }
}

void release_explained(struct making *m)
{
    for (size_t g = 0; m->explained && g < m->d->n_groups; g++) {
        free(m->explained[g].first);
        free(m->explained[g].value);
        free(m->explained[g].place);
        free(m->explained[g].beta);
    }
    free(m->explained);
}

/* --- cases ---------------------------------------------------------------------------------------- */

void explained_case_init(struct explained_case *c, const struct making *m)
{
    *c = (struct explained_case){.x = xcalloc(m->most_terms + 1, sizeof *c->x),
                                 .seen = xcalloc(m->most_terms + 1, sizeof *c->seen),
                                 .list = xcalloc(m->most_terms + 1, sizeof *c->list),
                                 .terms = xcalloc(m->most_of_row + 1, sizeof *c->terms),
                                 .of_row = xcalloc(m->most_of_row + 1, sizeof *c->of_row)};
}

void explained_case_release(struct explained_case *c)
{
    free(c->x);
    free(c->seen);
    free(c->list);
    free(c->terms);
    free(c->of_row);
}

void explained_case_add(struct explained_case *c, const struct making *m, size_t group, size_t i)
{
    size_t n_records, n_rows, type = m->cases->ballots[i].type, row = weigh_records_row(m->records, i);
    const struct projection_record *records = weigh_records_of(m->records, type, group, &n_records, &n_rows);
    size_t first = m->explained[group].first[type];
    if (row == NONE)
        return;
    for (size_t r = 0; r < n_records; first += auxiliary_n_terms(records[r++].auxiliary)) {
        size_t n = projection_terms(&records[r], row, c->terms, c->of_row);
        for (size_t t = 0; t < n; t++) {
            size_t term = first + c->terms[t];
            if (!c->seen[term]) {
                c->seen[term] = true;
                c->list[c->n++] = term;
            }
            c->x[term] += records[r].after[row] * c->of_row[t];
        }
    }
}

/* --- sums over cases ------------------------------------------------------------------------------- */

static size_t pair(size_t a, size_t b)
{
    return a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
}

void explained_sums_init(struct explained_sums *s, const struct making *m)
{
    *s = (struct explained_sums){.x = xcalloc(m->most_terms + 1, sizeof *s->x),
                                 .xx = xcalloc(pair(m->most_terms, 0) + 1, sizeof *s->xx),
                                 .xz = xcalloc(m->most_products + 1, sizeof *s->xz)};
}

void explained_sums_release(struct explained_sums *s)
{
    free(s->x);
    free(s->xx);
    free(s->xz);
}

void explained_sums_add(struct explained_sums *s, const struct explained *e, struct explained_case *c, const double *z,
                        const size_t *list, size_t n)
{
    for (size_t i = 0; i < c->n; i++) {
        size_t term = c->list[i];
        double x = c->x[term], *xz = s->xz + term * e->n_values;
        s->x[term] += x;
        for (size_t k = 0; k <= i; k++)
            s->xx[pair(term, c->list[k])] += x * c->x[c->list[k]];
        for (size_t k = 0; k < n; k++)
            if (e->place[list[k]] != NONE)
                xz[e->place[list[k]]] += x * z[list[k]];
    }
    for (size_t i = 0; i < c->n; i++) {
        c->x[c->list[i]] = 0;
        c->seen[c->list[i]] = false;
    }
    c->n = 0;
}

static void move(double *to, double *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

void explained_sums_move(struct explained_sums *s, const struct explained *e, struct explained_sums *from)
{
    move(s->x, from->x, e->n_terms);
    move(s->xx, from->xx, pair(e->n_terms, 0));
    move(s->xz, from->xz, e->n_terms * e->n_values);
}

void explained_sums_clear(struct explained_sums *s, const struct explained *e)
{
    memset(s->x, 0, e->n_terms * sizeof *s->x);
    memset(s->xx, 0, pair(e->n_terms, 0) * sizeof *s->xx);
    memset(s->xz, 0, e->n_terms * e->n_values * sizeof *s->xz);
}

/* --- strata ------------------------------------------------------------------------------------------ */

void explained_left_init(struct explained_left *l, const struct making *m)
{
    *l = (struct explained_left){.gap = xcalloc(m->most_products + 1, sizeof *l->gap),
                                 .xz = xcalloc(m->most_products + 1, sizeof *l->xz),
                                 .mean = xcalloc(m->n_values + 1, sizeof *l->mean)};
}

void explained_left_release(struct explained_left *l)
{
    free(l->gap);
    free(l->xz);
    free(l->mean);
}

void explained_left_set(struct explained_left *l, const struct explained *e, const struct explained_sums *s,
                        const struct moments *moments, size_t n)
{
    double about = n > 1 ? 1 / (double)n : 0; /* of products of sums, to be taken off */
    size_t n_values = e->n_values;
    memset(l->mean, 0, n_values * sizeof *l->mean);
    for (size_t t = 0; t < e->n_terms; t++)
        for (size_t k = 0; k < n_values && s->x[t] != 0; k++)
            l->mean[k] += about * s->x[t] * e->beta[t * n_values + k];
    for (size_t t = 0; t < e->n_terms; t++) {
        double *gap = l->gap + t * n_values, *xz = l->xz + t * n_values;
        for (size_t k = 0; k < n_values; k++) {
            double sum = moments_of(moments, e->value[k], n).mean * (double)n;
            xz[k] = s->xz[t * n_values + k] - about * s->x[t] * sum;
            gap[k] = -xz[k] - s->x[t] * l->mean[k];
        }
        for (size_t b = 0; b < e->n_terms; b++) {
            double xx = s->xx[pair(t, b)];
            const double *beta = e->beta + b * n_values;
            for (size_t k = 0; xx != 0 && k < n_values; k++)
                gap[k] += xx * beta[k];
        }
    }
}

double explained_left_of(const struct explained_left *l, const struct explained *e, size_t a, size_t b)
{
    double sum = 0;
    for (size_t t = 0; t < e->n_terms; t++) {
        size_t row = t * e->n_values;
        sum += e->beta[row + a] * l->gap[row + b] - l->xz[row + a] * e->beta[row + b];
    }
    return sum;
}
