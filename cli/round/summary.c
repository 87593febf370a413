#include "cli/round/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/prose.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

#define INDENT 2
#define HANG   4

/* The columns of the points of a block, before the name of the field. */
enum { C_FIELD, C_POINTS, C_METHODS, C_NAME = C_METHODS + N_METHODS - METHOD_TD, N_COLUMNS };

static const char *const method_titles[N_METHODS] = {
    [METHOD_TD] = N_("Appraised"),        [METHOD_DTXHH] = N_("Survey"),     [METHOD_SIPAS] = "SIPAS",
    [METHOD_KTXH] = N_("Socio-economic"), [METHOD_THUONG_TRU] = N_("Bonus"),
};

/* Points below one field, of an appraiser or a block. */
struct part_points {
    decimal of[N_METHODS], all;
    bool unlimited; /* some bonus of them has no limit */
};

/* No points are given to survey criteria where no survey is held. */
static bool is_counted(const struct definition *d, const struct criterion *c)
{
    return c->is_leaf && !(c->method == METHOD_DTXHH && d->rules.survey == SURVEY_NONE);
}

static void add_leaf(struct part_points *p, const struct criterion *c)
{
    decimal most = c->max;
    if (c->method == METHOD_THUONG_TRU)
        p->unlimited = !criterion_most(c, &most) || p->unlimited;
    else
        p->all += most;
    p->of[c->method] += most;
}

/* The field that node C stands below. */
static size_t field_of(const struct definition *d, size_t c)
{
    while (d->criteria[c].parent != NONE)
        c = d->criteria[c].parent;
    return c;
}

static void fill_row(struct prose *p, const char **row, const char *code, const struct part_points *points,
                     const char *name)
{
    row[C_FIELD] = code;
    row[C_POINTS] = prose_exact(p, points->all);
    for (size_t m = METHOD_TD; m < N_METHODS; m++) {
        bool no_limit = m == METHOD_THUONG_TRU && points->unlimited;
        row[C_METHODS + m - METHOD_TD] = no_limit ? _("no limit") : points->of[m] ? prose_exact(p, points->of[m]) : "";
    }
    row[C_NAME] = name;
}

/* A row of each field and one of all of them. */
static void print_fields(struct prose *p, const struct definition *d, size_t block)
{
    const struct block *b = &d->blocks[block];
    struct part_points *points = xcalloc(d->n_criteria + 1, sizeof *points), whole = {0};
    const char **cells = xcalloc((b->n_nodes + 2) * N_COLUMNS, sizeof *cells);
    size_t n = 0;
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        if (!is_counted(d, c))
            continue;
        add_leaf(&points[field_of(d, b->nodes[i])], c);
        add_leaf(&whole, c);
    }
    for (size_t c = 0; c < N_COLUMNS; c++)
        cells[c] = "";
    cells[C_POINTS] = _("Points");
    for (size_t m = METHOD_TD; m < N_METHODS; m++)
        if (whole.of[m] || (m == METHOD_THUONG_TRU && whole.unlimited))
            cells[C_METHODS + m - METHOD_TD] = _(method_titles[m]);
    n++;
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        if (c->parent == NONE)
            fill_row(p, cells + n++ * N_COLUMNS, c->code, &points[b->nodes[i]], c->name);
    }
    fill_row(p, cells + n++ * N_COLUMNS, "", &whole, _("in all, without bonus"));
    prose_rows(p, INDENT, cells, n, N_COLUMNS, ((1U << C_NAME) - 1) & ~(1U << C_FIELD));
    free(cells);
    free(points);
}

/* Who decides how many points of BLOCK, as the names are written. */
static void print_appraisers(struct prose *p, const struct definition *d, size_t block)
{
    const struct block *b = &d->blocks[block];
    struct dictionary *names = dictionary_new();
    struct part_points *points = xcalloc(b->n_nodes + 1, sizeof *points);
    size_t *n = xcalloc(b->n_nodes + 1, sizeof *n);
    const char *list = "";
    for (size_t i = 0; i < b->n_nodes; i++) {
        const struct criterion *c = &d->criteria[b->nodes[i]];
        if (!c->is_leaf || c->method == METHOD_DTXHH || c->method == METHOD_SIPAS)
            continue;
        size_t a = dictionary_add(names, c->appraiser, strlen(c->appraiser), NULL);
        add_leaf(&points[a], c);
        n[a]++;
    }
    for (size_t a = 0; a < dictionary_size(names); a++) {
        const char *name = dictionary_key(names, a), *given = prose_exact(p, points[a].all);
        bool bonus = points[a].of[METHOD_THUONG_TRU] || points[a].unlimited;
        if (bonus && points[a].unlimited)
            given = prose_say(p, _("%s, bonus without limit"), given);
        else if (bonus)
            given = prose_say(p, _("%s, bonus %s"), given, prose_exact(p, points[a].of[METHOD_THUONG_TRU]));
        list = prose_join(p, list, "; ", prose_say(p, "%s %s (%zu)", *name ? name : _("nobody named"), given, n[a]));
    }
    if (*list)
        prose_line(p, INDENT, HANG, prose_say(p, _("appraisers, their points (and criteria): %s"), list));
    free(n);
    free(points);
    dictionary_free(names);
}

static void print_classes(struct prose *p, const struct definition *d, size_t block)
{
    const char *list = "";
    for (size_t i = 0; i < d->n_classes; i++) {
        const struct class_band *c = &d->classes[i];
        if (!definition_has_class(d, block, i))
            continue;
        const char *from = prose_exact(p, c->from);
        const char *one =
            prose_say(p, c->of == CLASS_OF_PERCENT ? _("%s from %s%%") : _("%s from %s points"), c->name, from);
        if (c->has_floor)
            one = prose_say(p, _("%s (each criterion of level %zu at least %s%%)"), one, c->floor_level,
                            prose_exact(p, c->floor));
        list = prose_join(p, list, "; ", one);
    }
    prose_line(p, INDENT, HANG, *list ? prose_say(p, _("classes: %s"), list) : _("classes: none"));
}

/* "LD, DAN -> P1: all units of block B but their own; 3 questions about each" */
static void print_ballot_type(struct prose *p, const struct definition *d, const struct ballot_type *t)
{
    const char *groups = "", *own = "";
    for (size_t g = 0; g < t->n_groups; g++)
        groups = prose_join(p, groups, ", ", d->groups[t->groups[g]].code);
    const char *units = t->units == RATED_ALL   ? _("all units")
                        : t->units == RATED_OWN ? _("the unit of each member, by rates or own_unit")
                                                : _("units by table rates");
    if (t->units != RATED_OWN && !t->own_unit_allowed)
        own = _(", but not their own");
    if (t->block != ALL)
        units = prose_say(p, _("%s, of block %s"), units, d->blocks[t->block].code);
    prose_line(p, INDENT, HANG,
               prose_say(p, _("%s → %s: %s%s; questions: %zu a unit, %zu a ballot"), groups, t->code, units, own,
                         t->n_unit_questions, t->n_ballot_questions));
}

static void print_asked(struct prose *p, const struct definition *d)
{
    if (!d->n_ballot_types && !d->n_groups)
        return;
    prose_line(p, 0, INDENT, _("who asks whom (group → ballot type: units):"));
    for (size_t t = 0; t < d->n_ballot_types; t++)
        print_ballot_type(p, d, &d->ballot_types[t]);
    for (size_t g = 0; g < d->n_groups; g++)
        if (d->groups[g].via == VIA_SIPAS)
            prose_line(p, INDENT, HANG, prose_say(p, _("%s: figures from outside, no ballots"), d->groups[g].code));
}

void summary_print(const struct definition *d)
{
    struct prose prose, *p = &prose;
    prose_init(p);
    prose_line(p, 0, INDENT, prose_say(p, "%s: %s", d->setting[S_CODE], d->setting[S_TITLE]));
    for (size_t b = 0; b < d->n_blocks; b++) {
        const struct block *block = &d->blocks[b];
        prose_line(p, 0, INDENT,
                   prose_say(p, _("block %s, %s: %zu units, %s"), block->code, block->name, block->n_units,
                             block->ranked ? _("ranked") : _("not ranked")));
        if (!block->n_nodes)
            continue;
        print_fields(p, d, b);
        print_appraisers(p, d, b);
        print_classes(p, d, b);
    }
    print_asked(p, d);
    prose_release(p);
}
