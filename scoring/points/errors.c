#include "scoring/points/errors.h"

#include <math.h>
#include <stdlib.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

/* Figures from outside vary by themselves: what they add to each difference. */
static void add_stated(struct point_errors *errors, const struct definition *d, const struct error_unit *units)
{
    for (size_t i = 0; i < errors->n_units; i++) {
        size_t block = d->units[units[i].unit].block, n = d->blocks[block].n_units, at = 0;
        double variance = 0;
        for (size_t k = 0; k < errors->units[i].n_stated; k++)
            variance += errors->units[i].stated[k].se * errors->units[i].stated[k].se;
        while (d->blocks[block].units[at] != units[i].unit)
            at++;
        for (size_t k = 0; variance > 0 && k < n; k++) {
            if (k == at)
                continue;
            struct rank_pair *pair = &errors->pairs[block][at < k ? pair_at(at, k, n) : pair_at(k, at, n)];
            pair->variance += variance;
            pair->floored += variance;
        }
    }
}

void point_errors_init(struct point_errors *errors, const struct definition *d, struct survey_results *survey,
                       const struct cases *cases, const struct weigh_records *records, const struct error_unit *units,
                       size_t n_units, const struct error_listener *listener)
{
    struct errors_making m = {.cases = cases, .records = records, .listener = listener};
    errors_lay_out(&m, d, survey, units, n_units);
    *errors = (struct point_errors){.n_units = n_units, .n_blocks = d->n_blocks};
    errors->units = xcalloc(n_units, sizeof *errors->units);
    errors->pairs = xcalloc(d->n_blocks, sizeof *errors->pairs);
    m.quota = xcalloc(d->n_groups, sizeof *m.quota);
    m.parts = xcalloc(d->n_groups * m.n_values, sizeof *m.parts);
    m.sums = xcalloc(m.n_values, sizeof *m.sums);
    m.group_scale = xcalloc(m.n_values, sizeof *m.group_scale);
    m.n_people = xcalloc(m.n_values, sizeof *m.n_people);
    m.distance2 = xcalloc(m.n_values, sizeof *m.distance2);
    m.apart = xcalloc(d->n_groups * m.n_families, sizeof *m.apart);
    m.bounded = xcalloc(m.n_values, sizeof *m.bounded);
    m.why = xcalloc(m.n_values, sizeof *m.why);
    m.any = xcalloc(m.n_values, sizeof *m.any);
    m.fewest = xcalloc(m.n_values, sizeof *m.fewest);
    m.floor = xcalloc(m.n_values, sizeof *m.floor);
    m.count = xcalloc(m.n_answers, sizeof *m.count);
    m.none = xcalloc(d->n_units, sizeof *m.none);
    m.pairs = xcalloc(d->n_blocks, sizeof *m.pairs);
    m.between = xcalloc(d->n_blocks, sizeof *m.between);
    m.rank_pair = errors->pairs;
    for (size_t v = 0; v < m.n_values; v++)
        m.why[v] = ERROR_NONE;
    for (size_t b = 0; b < d->n_blocks; b++) {
        size_t n = d->blocks[b].n_units;
        pairs_init(&m.pairs[b], d->blocks[b].units, n, d->n_units);
        m.between[b] = xcalloc(n * n / 2 + 1, sizeof **m.between);
        errors->pairs[b] = xcalloc(n * n / 2 + 1, sizeof **errors->pairs);
    }
    for (size_t s = 0; cases && s < cases->n_strata; s++)
        if (!cases->strata[s].random && cases->strata[s].n_cases > 0)
            m.quota[cases->strata[s].group] = true;
    if (cases && records)
        project_all(&m, survey);
    if (cases)
        errors_strata(&m, survey);
    for (size_t i = 0; i < n_units; i++)
        errors_gather(&m, survey, &units[i], &errors->units[i]);
    add_stated(errors, d, units);
    release_projected(&m);
    for (size_t b = 0; b < d->n_blocks; b++) {
        pairs_release(&m.pairs[b]);
        free(m.between[b]);
    }
    errors->scale = m.of_point;
    m.of_point = NULL;
    void *const all[] = {m.quota, m.parts, m.sums,   m.group_scale, m.n_people, m.distance2, m.apart, m.bounded,
                         m.why,   m.any,   m.fewest, m.floor,       m.count,    m.none,      m.pairs, m.between};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    errors_release(&m, survey);
}

void point_errors_release(struct point_errors *errors)
{
    for (size_t i = 0; i < errors->n_units; i++) {
        free(errors->units[i].nodes);
        free(errors->units[i].stated);
    }
    free(errors->units);
    for (size_t b = 0; b < errors->n_blocks; b++)
        free(errors->pairs[b]);
    free(errors->pairs);
    free(errors->scale);
    *errors = (struct point_errors){0};
}
