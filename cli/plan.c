#include "sampling/plan.h"

#include <math.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "survey/message.h"

static const struct table_column columns[] = {
    {"group", N_("Group"), false},
    {"stratum", N_("Stratum"), false},
    {"N", NULL, true},
    {"formula", N_("Size by"), false},
    {"n", NULL, true},
    {"reserves", N_("Reserves"), true},
    {"margin", N_("Margin, %"), true},
};

/* The margin of error to expect of stratum S, as a share; NaN where there is none to state. */
static double expected_margin(const struct group *g, const struct planned_stratum *s)
{
    return g->design == DESIGN_QUOTA ? NAN : plan_margin(s->population, (double)s->take * g->response);
}

static void print_plan(const struct arguments *args, const struct plan *plan, const struct definition *d)
{
    double unit = table_is_for_people(args) ? 100 : 1;
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->n_strata; i++) {
        const struct planned_stratum *s = &plan->strata[i];
        char *formula = plan_formula(d, s->group);
        table_text(table, d->groups[s->group].code);
        table_text(table, s->stratum);
        table_count(table, s->population);
        table_text(table, formula);
        table_count(table, s->take);
        table_count(table, s->reserves);
        table_real(table, unit * expected_margin(&d->groups[s->group], s), 1);
        free(formula);
    }
    table_close(table);
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct plan plan = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    struct definition *d = store ? definition_load(store, &err) : NULL;
    bool ok = d && plan_make(&plan, store, d, issues, &err);
    if (ok)
        print_plan(args, &plan, d);
    plan_release(&plan);
    definition_free(d);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_plan = {
    .name = "plan",
    .summary = N_("show how many each group and stratum will give; changes nothing"),
    .takes = "ROUND",
    .flags = VERB_TABLE,
    .run = run,
};
