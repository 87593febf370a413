#include "scoring/points/outside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

struct outside {
    const struct definition *d;
    struct point_row *rows;
    size_t n;
    size_t *first; /* [unit]: its rows begin here; those of the last end at [n_units] */
};

struct outside *outside_of(const struct definition *d, struct point_row *rows, size_t n)
{
    struct outside *o = xcalloc(1, sizeof *o);
    *o = (struct outside){d, rows, n, xcalloc(d->n_units + 1, sizeof *o->first)};
    for (size_t u = 0, i = 0; u <= d->n_units; u++) {
        while (i < n && rows[i].unit < u)
            i++;
        o->first[u] = i;
    }
    return o;
}

struct outside *outside_new(struct store *store, const struct definition *d, struct error *err)
{
    size_t n;
    struct point_row *rows = points_read(store, d, &n, err);
    return rows ? outside_of(d, rows, n) : NULL;
}

void outside_free(struct outside *o)
{
    if (!o)
        return;
    rows_free(o->rows, o->n, &point_row_kind);
    free(o->first);
    free(o);
}

/* The row of the leaf, no group's, with the first of STAGES that has one; the newest.  *STAGE becomes that of STAGES.
 */
static const struct point_row *first_of(const struct outside *o, size_t unit, size_t criterion,
                                        const char *const *stages, size_t n, const char **stage)
{
    for (size_t s = 0; s < n; s++)
        for (size_t i = o->first[unit]; i < o->first[unit + 1]; i++)
            if (o->rows[i].criterion == criterion && !*o->rows[i].group_code && !strcmp(o->rows[i].stage, stages[s])) {
                *stage = stages[s];
                return &o->rows[i];
            }
    *stage = "";
    return NULL;
}

/* Stages that decide, and those before a decision, the furthest first. */
static const char *const deciding[] = {"second", "first", "outside"};
static const char *const before[] = {"explanation", "check", "self"};

struct outside_figure outside_leaf(const struct outside *o, size_t unit, size_t criterion)
{
    const struct criterion *c = &o->d->criteria[criterion];
    struct outside_figure f = {.stage = "", .se = NAN};
    const char *claim;
    decimal value;
    const struct point_row *row = first_of(o, unit, criterion, deciding, 3, &f.stage);
    if (!row) {
        f.missing = c->method != METHOD_THUONG_TRU || first_of(o, unit, criterion, before + 1, 2, &claim);
        return f;
    }
    if (decimal_parse(row->points, &value))
        f.points = value;
    else if (decimal_parse(row->percent, &value))
        f.points = decimal_ratio(value, c->max, 100 * DECIMAL_ONE);
    if (decimal_parse(row->se, &value))
        f.se = decimal_to_double(value);
    return f;
}

const struct point_row *outside_group(const struct outside *o, size_t unit, size_t criterion, size_t group)
{
    const struct point_row *of_all = NULL;
    for (size_t i = o->first[unit]; i < o->first[unit + 1]; i++) {
        const struct point_row *row = &o->rows[i];
        if (!*row->group_code || row->group != group || strcmp(row->stage, "outside") != 0)
            continue;
        if (row->criterion == criterion)
            return row;
        if (row->criterion == ALL && !of_all)
            of_all = row;
    }
    return of_all;
}

/* --- what is missing ------------------------------------------------------------------ */

struct missing {
    const struct outside *outside;
    struct missing_figure *rows;
    size_t n, room, due;
};

static void add_leaf(struct missing *m, size_t unit, size_t criterion)
{
    const struct outside *o = m->outside;
    struct outside_figure figure = outside_leaf(o, unit, criterion);
    m->due += *figure.stage || figure.missing;
    if (!figure.missing)
        return;
    const char *stage;
    first_of(o, unit, criterion, before, 3, &stage);
    m->rows = grow(m->rows, &m->room, m->n + 1, sizeof *m->rows);
    m->rows[m->n++] = (struct missing_figure){unit, criterion, NONE, stage, true};
}

bool outside_group_due(const struct definition *d, size_t unit, size_t criterion, size_t group)
{
    return d->criteria[criterion].method == METHOD_DTXHH &&
           definition_leaf_source(d, unit, criterion) == SOURCE_SURVEY && d->groups[group].via == VIA_SIPAS &&
           definition_applies(d, unit, criterion, group) &&
           definition_group_weight(d, d->units[unit].block, criterion, group) > 0;
}

/* True where other groups than GROUP say something of the leaf, or may: those with ballots, or with figures that came.
 */
static bool others_say(const struct outside *o, size_t unit, size_t criterion, size_t group)
{
    const struct definition *d = o->d;
    size_t block = d->units[unit].block;
    for (size_t g = 0; g < d->n_groups; g++)
        if (g != group &&
            (outside_group_due(d, unit, criterion, g)
                 ? outside_group(o, unit, criterion, g) != NULL
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
        bool came = outside_group(m->outside, unit, c, group);
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
    struct outside *outside = outside_new(store, d, err);
    if (!outside)
        return NULL;
    struct missing m = {.outside = outside, .rows = xcalloc(1, sizeof *m.rows), .room = 1};
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t unit = d->blocks[b].units[i];
            for (size_t k = 0; k < d->blocks[b].n_nodes; k++)
                if (definition_leaf_source(d, unit, d->blocks[b].nodes[k]) == SOURCE_OUTSIDE)
                    add_leaf(&m, unit, d->blocks[b].nodes[k]);
            for (size_t g = 0; g < d->n_groups; g++)
                add_group(&m, unit, g);
        }
    outside_free(outside);
    *n = m.n;
    *due = m.due;
    return m.rows;
}
