#include "scoring/points/outside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* The decision that counts, the newest of its stage. */
static const char sql_decision[] =
    "SELECT stage, points, percent, se FROM points WHERE unit = :unit AND criterion = :criterion AND \"group\" = ''"
    " AND stage IN ('second', 'first', 'outside') ORDER BY CASE stage WHEN 'second' THEN 1 WHEN 'first' THEN 2 ELSE 3 "
    "END,"
    " run DESC LIMIT 1";

/* Has the unit, or who checked it, said anything of a leaf? */
static const char sql_claim[] = "SELECT 1 FROM points WHERE unit = :unit AND criterion = :criterion AND \"group\" = ''"
                                " AND stage IN ('self', 'check') LIMIT 1";

/* The furthest step before a decision. */
static const char sql_step[] =
    "SELECT stage FROM points WHERE unit = :unit AND criterion = :criterion AND \"group\" = ''"
    " AND stage IN ('self', 'check', 'explanation')"
    " ORDER BY CASE stage WHEN 'explanation' THEN 1 WHEN 'check' THEN 2 ELSE 3 END LIMIT 1";

/* Has a group's figure for the unit come, for the leaf or for all? */
static const char sql_group[] = "SELECT 1 FROM points WHERE unit = :unit AND criterion IN (:criterion, '*')"
                                " AND \"group\" = :group AND stage = 'outside' LIMIT 1";

struct outside {
    const struct definition *d;
    struct query *decision, *claim, *step, *group;
};

struct outside *outside_new(struct store *store, const struct definition *d)
{
    struct outside *o = xcalloc(1, sizeof *o);
    *o = (struct outside){d, query_new(store, sql_decision), query_new(store, sql_claim), query_new(store, sql_step),
                          query_new(store, sql_group)};
    return o;
}

bool outside_ok(const struct outside *o, struct error *err)
{
    return query_ok(o->decision, err) && query_ok(o->claim, err) && query_ok(o->step, err) && query_ok(o->group, err);
}

void outside_free(struct outside *o)
{
    if (!o)
        return;
    query_end(o->decision, NULL);
    query_end(o->claim, NULL);
    query_end(o->step, NULL);
    query_end(o->group, NULL);
    free(o);
}

/* STAGE as a string that stays. */
static const char *stage_name(const char *stage)
{
    static const char *const names[] = {"second", "first", "outside", "self", "check", "explanation"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], stage))
            return names[i];
    return "";
}

/* Bind the leaf to Q and take its first row, if it has one: the stage in its first column. */
static bool first_row(struct query *q, const struct definition *d, size_t unit, size_t criterion)
{
    query_text(q, ":unit", d->units[unit].code);
    query_text(q, ":criterion", d->criteria[criterion].code);
    return query_next(q);
}

void outside_read(struct outside *o, size_t unit, size_t criterion, struct outside_figure *f)
{
    const struct criterion *c = &o->d->criteria[criterion];
    bool there, claimed = true;
    decimal value;
    *f = (struct outside_figure){.stage = "", .se = NAN};
    there = first_row(o->decision, o->d, unit, criterion);
    if (there) {
        f->stage = stage_name(query_get_str(o->decision, 0));
        if (decimal_parse(query_get_str(o->decision, 1), &value))
            f->points = value;
        else if (decimal_parse(query_get_str(o->decision, 2), &value))
            f->points = decimal_ratio(value, c->max, 100 * DECIMAL_ONE);
        if (decimal_parse(query_get_str(o->decision, 3), &value))
            f->se = decimal_to_double(value);
    }
    query_reset(o->decision);
    if (!there && c->method == METHOD_THUONG_TRU) {
        claimed = first_row(o->claim, o->d, unit, criterion);
        query_reset(o->claim);
    }
    f->missing = !there && claimed;
}

/* --- what is missing ------------------------------------------------------------------ */

struct missing {
    struct outside *outside;
    struct missing_figure *rows;
    size_t n, room, due;
};

static void add_leaf(struct missing *m, size_t unit, size_t criterion)
{
    struct outside *o = m->outside;
    struct outside_figure figure;
    outside_read(o, unit, criterion, &figure);
    m->due += *figure.stage || figure.missing;
    if (!figure.missing)
        return;
    bool there = first_row(o->step, o->d, unit, criterion);
    m->rows = grow(m->rows, &m->room, m->n + 1, sizeof *m->rows);
    m->rows[m->n++] =
        (struct missing_figure){unit, criterion, NONE, there ? stage_name(query_get_str(o->step, 0)) : "", true};
    query_reset(o->step);
}

bool outside_group_due(const struct definition *d, size_t unit, size_t criterion, size_t group)
{
    return d->criteria[criterion].method == METHOD_DTXHH &&
           definition_leaf_source(d, unit, criterion) == SOURCE_SURVEY && d->groups[group].via == VIA_SIPAS &&
           definition_applies(d, unit, criterion, group) &&
           definition_group_weight(d, d->units[unit].block, criterion, group) > 0;
}

bool outside_group_came(struct outside *o, size_t unit, size_t criterion, size_t group)
{
    query_text(o->group, ":group", o->d->groups[group].code);
    bool came = first_row(o->group, o->d, unit, criterion);
    query_reset(o->group);
    return came;
}

/* True where other groups than GROUP say something of the leaf, or may: those with ballots, or with figures that came.
 */
static bool others_say(struct outside *o, size_t unit, size_t criterion, size_t group)
{
    const struct definition *d = o->d;
    size_t block = d->units[unit].block;
    for (size_t g = 0; g < d->n_groups; g++)
        if (g != group &&
            (outside_group_due(d, unit, criterion, g)
                 ? outside_group_came(o, unit, criterion, g)
                 : definition_is_asked(d, block, criterion, g) && definition_applies(d, unit, criterion, g) &&
                       definition_group_weight(d, block, criterion, g) > 0))
            return true;
    return false;
}

/* One row for the group and unit, however many leaves wait for it. */
static void add_group(struct missing *m, size_t unit, size_t group)
{
    const struct definition *d = m->outside->d;
    const struct block *block = &d->blocks[d->units[unit].block];
    bool due = false, missing = false, stops = false;
    for (size_t i = 0; i < block->n_nodes; i++) {
        size_t c = block->nodes[i];
        if (!outside_group_due(d, unit, c, group))
            continue;
        bool came = outside_group_came(m->outside, unit, c, group);
        due = true;
        missing = missing || !came;
        stops = stops || (!came && !others_say(m->outside, unit, c, group));
    }
    m->due += due;
    if (missing) {
        m->rows = grow(m->rows, &m->room, m->n + 1, sizeof *m->rows);
        m->rows[m->n++] = (struct missing_figure){unit, NONE, group, "", stops};
    }
}

struct missing_figure *outside_missing(struct store *store, const struct definition *d, size_t *n, size_t *due,
                                       struct error *err)
{
    struct missing m = {.outside = outside_new(store, d), .rows = xcalloc(1, sizeof *m.rows), .room = 1};
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t unit = d->blocks[b].units[i];
            for (size_t k = 0; k < d->blocks[b].n_nodes; k++)
                if (definition_leaf_source(d, unit, d->blocks[b].nodes[k]) == SOURCE_OUTSIDE)
                    add_leaf(&m, unit, d->blocks[b].nodes[k]);
            for (size_t g = 0; g < d->n_groups; g++)
                add_group(&m, unit, g);
        }
    bool ok = outside_ok(m.outside, err);
    outside_free(m.outside);
    *n = m.n;
    *due = m.due;
    if (ok)
        return m.rows;
    free(m.rows);
    return NULL;
}
