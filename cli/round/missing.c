#include "cli/round/missing.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/terminal/table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/appraisal.h"

#define MOST_NAMED 8 /* units or criteria in a line */

/* " A (3), B (2)", those of N counts that are not 0, in their order. */
static void print_counts(const size_t *counts, size_t n, const char *(*name)(const struct definition *d, size_t i),
                         const struct definition *d)
{
    size_t named = 0, more = 0;
    for (size_t i = 0; i < n; i++) {
        if (counts[i] && named < MOST_NAMED)
            printf("%s %s (%zu)", named++ ? "," : "", name(d, i), counts[i]);
        else
            more += counts[i] != 0;
    }
    if (more)
        printf(_(" and %zu more"), more);
    putchar('\n');
}

static const char *unit_name(const struct definition *d, size_t i)
{
    return d->units[i].code;
}

static const char *criterion_name(const struct definition *d, size_t i)
{
    return d->criteria[i].code;
}

static const char *group_name(const struct definition *d, size_t i)
{
    return d->groups[i].code;
}

static void print_criteria(const size_t *counts, const struct definition *d)
{
    fputs(_("  criteria:"), stdout);
    print_counts(counts, d->n_criteria, criterion_name, d);
}

static void print_units(const size_t *counts, const struct definition *d)
{
    fputs(_("  units:"), stdout);
    print_counts(counts, d->n_units, unit_name, d);
}

void print_missing(const struct definition *d, const struct missing_figure *rows, size_t n, size_t due)
{
    if (n == 0)
        return;
    size_t *units = xcalloc(d->n_units, sizeof *units), *criteria = xcalloc(d->n_criteria, sizeof *criteria),
           *groups = xcalloc(d->n_groups, sizeof *groups), appraisals = 0, figures = 0, of_groups = 0, claimed = 0;
    for (size_t i = 0; i < n; i++) {
        const struct missing_figure *m = &rows[i];
        enum method method = m->criterion == NONE ? METHOD_NONE : d->criteria[m->criterion].method;
        units[m->unit]++;
        if (m->group != NONE)
            groups[m->group]++;
        else
            criteria[m->criterion]++;
        of_groups += m->group != NONE;
        appraisals += method == METHOD_TD || method == METHOD_THUONG_TRU;
        claimed += *m->stage != '\0';
        figures += method == METHOD_SIPAS || method == METHOD_KTXH || method == METHOD_DTXHH;
    }
    printf(_("points that are missing: %zu of %zu\n"), n, due);
    if (appraisals)
        printf(_("  without an appraisal decision: %zu\n"), appraisals);
    if (figures)
        printf(_("  without a figure from outside: %zu\n"), figures);
    if (claimed)
        printf(_("  of these with a self score, a check or an explanation: %zu\n"), claimed);
    if (of_groups) {
        fputs(_("  without the figure of a group:"), stdout);
        print_counts(groups, d->n_groups, group_name, d);
    }
    if (n > of_groups)
        print_criteria(criteria, d);
    print_units(units, d);
    free(units);
    free(criteria);
    free(groups);
}

void print_leaves_without_base(const struct definition *d, const struct leaf_without_base *rows, size_t n)
{
    if (n == 0)
        return;
    size_t *units = xcalloc(d->n_units, sizeof *units), *criteria = xcalloc(d->n_criteria, sizeof *criteria);
    for (size_t i = 0; i < n; i++) {
        units[rows[i].unit]++;
        criteria[rows[i].criterion]++;
    }
    printf(_("survey criteria of units that no group has enough valid ballots about: %zu; collect ballots, or say in "
             "table "
             "not_applicable what does not apply\n"),
           n);
    print_criteria(criteria, d);
    print_units(units, d);
    free(units);
    free(criteria);
}

static const struct table_column columns[] = {
    {"unit", N_("Unit"), false},     {"criterion", N_("Criterion"), false}, {"group", N_("Group"), false},
    {"method", N_("Method"), false}, {"stage", N_("Last step"), false},     {"appraiser", N_("Appraiser"), false},
};

void print_missing_table(const struct arguments *args, const struct definition *d, const struct missing_figure *rows,
                         size_t n, const struct leaf_without_base *leaves, size_t n_leaves)
{
    bool people = table_is_for_people(args);
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const struct missing_figure *m = &rows[i];
        const struct criterion *c = m->criterion == NONE ? NULL : &d->criteria[m->criterion];
        table_text(table, people ? d->units[m->unit].name : d->units[m->unit].code);
        table_text(table, c ? c->code : "*");
        table_text(table, m->group == NONE ? "" : d->groups[m->group].code);
        table_text(table, c ? method_names[c->method] : "");
        table_text(table, people && *m->stage ? stage_shown(m->stage) : m->stage);
        table_text(table, c ? c->appraiser : "");
    }
    for (size_t i = 0; i < n_leaves; i++) {
        const struct criterion *c = &d->criteria[leaves[i].criterion];
        table_text(table, people ? d->units[leaves[i].unit].name : d->units[leaves[i].unit].code);
        table_text(table, c->code);
        table_text(table, "");
        table_text(table, method_names[c->method]);
        table_text(table, "");
        table_text(table, c->appraiser);
    }
    table_close(table);
}
