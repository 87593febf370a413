/* The answers that errors are made of, one by one, so that anyone can repeat them. */
#include <math.h>
#include <stdlib.h>

#include "scoring/points/errors_inside.h"
#include "survey/base/memory.h"

struct answer_telling {
    struct errors_making *m;
    size_t block;
    void (*to)(void *data, const struct case_answer *answer);
    void *data;
    double *part, *whole;    /* [leaf], of the ballot and unit at hand, where pooled */
    bool *answered, *unsure; /* [unit], of the case at hand */
    double *none;            /* [unit], of the stratum: cases without an opinion */
    uint8_t *room;           /* of a ballot */
};

static void tell(const struct answer_telling *t, const struct kept_ballot *b, size_t stratum, size_t unit, size_t leaf,
                 size_t question, double percent, double weight, double points)
{
    const struct errors_making *m = t->m;
    double reach = m->reach[m->slot[unit] + m->leaf_place[leaf]];
    if (!(points * reach > 0))
        return;
    bool clusters = m->cases->strata[stratum].clusters;
    struct case_answer answer = {.person = b->person,
                                 .cluster = clusters ? b->who : NONE,
                                 .stratum = stratum,
                                 .unit = unit,
                                 .criterion = m->map.leaf_criterion[leaf],
                                 .question = question,
                                 .percent = percent,
                                 .weight = weight,
                                 .people = cases_people(m->cases, stratum, unit) - t->none[unit],
                                 .points = points * reach};
    t->to(t->data, &answer);
}

/* What ballot B says of UNIT; where TELLS is false only whether it says anything. */
static void read_unit(const struct answer_telling *t, const struct kept_ballot *b, size_t stratum, size_t unit,
                      const uint8_t *cells, bool tells)
{
    const struct errors_making *m = t->m;
    const struct definition *d = m->d;
    const struct ballot_type *type = &d->ballot_types[b->type];
    size_t group = m->cases->strata[stratum].group, block = d->units[unit].block;
    for (size_t i = 0; i < type->n_unit_questions; i++) {
        size_t q = type->unit_questions[i], leaf = m->map.leaf_of[q * d->n_blocks + block];
        double percent = leaf == NONE ? -1 : m->map.worth[q][cells[i]];
        if (leaf != NONE && percent < 0 && cells[i] > MARK_BLANK && cells[i] <= MARK_LAST_OPTION)
            t->unsure[unit] = true;
        if (percent < 0)
            continue;
        t->answered[unit] = true;
        size_t part = part_value(m, unit, m->leaf_place[leaf]);
        if (tells && !d->rules.pooled)
            tell(t, b, stratum, unit, leaf, q, percent, b->weight,
                 100 * m->to_points[group * m->n_values + part] * m->lin[q * d->n_groups + group][unit].share);
        t->part[leaf] += m->map.weight[q] * percent;
        t->whole[leaf] += m->map.weight[q];
    }
    for (size_t leaf = 0; leaf < m->map.n_leaves; leaf++) {
        size_t part = part_value(m, unit, m->leaf_place[leaf]);
        if (tells && d->rules.pooled && t->whole[leaf] > 0 && m->to_points[group * m->n_values + part] > 0)
            tell(t, b, stratum, unit, leaf, NONE, t->part[leaf] / t->whole[leaf], 1, 100 * m->pool_points[part]);
        t->part[leaf] = t->whole[leaf] = 0;
    }
}

static void go_through(const struct answer_telling *t, size_t stratum, bool tells)
{
    const struct errors_making *m = t->m;
    const struct cases *c = m->cases;
    for (size_t i = c->strata[stratum].first; i < c->strata[stratum].end; i++) {
        const struct kept_ballot *b = &c->ballots[c->order[i]];
        size_t n_units;
        const size_t *units = cases_units(c, b, &n_units);
        const uint8_t *counts = cases_open(c, b, t->room), *cells = counts + n_units;
        for (size_t u = 0; u < n_units; u++)
            if (counts[u] && m->slot[units[u]] != NONE && m->d->units[units[u]].block == t->block)
                read_unit(t, b, stratum, units[u], cells + ballot_unit_cell(m->d, b->type, u), tells);
        if (i + 1 < c->strata[stratum].end && c->ballots[c->order[i + 1]].who == b->who)
            continue;
        for (size_t u = 0; u < m->d->n_units; u++) {
            t->none[u] += !tells && m->d->rules.no_opinion_ineligible && t->unsure[u] && !t->answered[u];
            t->unsure[u] = t->answered[u] = false;
        }
    }
}

void point_errors_answers(const struct definition *d, const struct survey_results *survey, const struct cases *cases,
                          const struct error_unit *units, size_t n_units, size_t block,
                          void (*to)(void *data, const struct case_answer *answer), void *data)
{
    struct errors_making m = {.cases = cases};
    errors_lay_out(&m, d, survey, units, n_units);
    struct answer_telling t = {.m = &m, .block = block, .to = to, .data = data};
    t.part = xcalloc(m.map.n_leaves, sizeof *t.part);
    t.whole = xcalloc(m.map.n_leaves, sizeof *t.whole);
    t.answered = xcalloc(d->n_units, sizeof *t.answered);
    t.unsure = xcalloc(d->n_units, sizeof *t.unsure);
    t.none = xcalloc(d->n_units, sizeof *t.none);
    t.room = xcalloc(cases->most + 1, 1);
    for (size_t s = 0; s < cases->n_strata; s++) {
        if (!cases->strata[s].random)
            continue;
        for (size_t u = 0; u < d->n_units; u++)
            t.none[u] = 0;
        go_through(&t, s, false);
        go_through(&t, s, true);
    }
    free(t.part);
    free(t.whole);
    free(t.answered);
    free(t.unsure);
    free(t.none);
    free(t.room);
    errors_release(&m, survey);
}
