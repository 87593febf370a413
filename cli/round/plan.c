#include "sampling/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "sampling/outlook.h"
#include "sampling/size.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"

/* The margin of a share of one half over its coefficient of variation: 1.96 (the 97.5 % point) times one half. */
#define MARGIN_PER_CV (1.959963984540054 * 0.5)

static const struct verb_option options[] = {
    {"cost", 0, "C|GROUP=C[,...]", 0, N_("what one person asked costs, in all groups or in those named")},
    {0},
};

static const struct table_column columns[] = {
    {"group", N_("Group"), false},
    {"stratum", N_("Stratum"), false},
    {"N", NULL, true},
    {"formula", N_("Size by"), false},
    {"n", NULL, true},
    {"reserves", N_("Reserves"), true},
    {"margin", N_("Margin, %"), true},
    {"design", N_("Design"), false},
    {"n_yamane", "N/(1+N·e²)", true},
    {"n_margin", N_("n, margin 5%"), true},
    {"cv", N_("CV, %"), true},
    {"cost", N_("Cost"), true},
};

/* The cost of one person of every group, by --cost; NaN where none is given.  NULL with E_USAGE. */
static double *read_costs(const struct arguments *args, const struct definition *d, struct error *err)
{
    double *cost = xcalloc(d->n_groups + 1, sizeof *cost);
    for (size_t g = 0; g < d->n_groups; g++)
        cost[g] = NAN;
    const char *given = argument_value(args, "cost");
    char *words = xstrdup(given ? given : "");
    for (char *at = words, *end; given && at; at = end ? end + 1 : NULL) {
        end = strchr(at, ',');
        if (end)
            *end = '\0';
        char *equals = strchr(at, '=');
        if (equals)
            *equals = '\0';
        size_t group = equals ? definition_called(d, T_GROUPS, at) : ALL;
        const char *number = equals ? equals + 1 : at;
        double value = 0;
        if (group == NONE)
            error_set(err, E_USAGE, _("group \"%s\" is not in the definition"), at);
        else if (!number_exact(number, strlen(number), &value) || value < 0)
            error_set(err, E_USAGE, _("option --%s has \"%s\"; expected %s"), "cost", given, "C, GROUP=C,GROUP=C");
        for (size_t g = 0; g < d->n_groups; g++)
            if (group == ALL || group == g)
                cost[g] = value;
    }
    free(words);
    if (err->code == E_NONE)
        return cost;
    free(cost);
    return NULL;
}

/* The margin of error to expect of stratum S, as a share; NaN where there is none to state: a quota has none, and that
 * of clusters depends on how alike their people are. */
static double expected_margin(const struct group *g, const struct planned_stratum *s)
{
    bool stated = g->design != DESIGN_QUOTA && g->design != DESIGN_STAGES;
    return stated ? plan_margin(s->population, (double)s->take * g->response) : NAN;
}

static const char *const designs[] = {"census", "srs", "systematic", "stratified", "pps", "stages", "quota"};
static const char *const design_titles[] = {N_("census"),
                                            N_("simple random"),
                                            N_("systematic"),
                                            N_("stratified"),
                                            N_("proportional to size"),
                                            N_("in stages"),
                                            N_("quota, no probability sample")};

/* The two common formulas beside the one chosen, at 5 %: for the stratum where sizes are per stratum, else
 * for the whole group in its first row. */
static void print_formulas(const struct plan *plan, const struct definition *d, size_t i, struct table *table)
{
    size_t group = plan->strata[i].group;
    int64_t N = 0;
    for (size_t j = 0; j < plan->n_strata; j++)
        if (plan->strata[j].group == group && (j == i || !d->groups[group].per_stratum))
            N += plan->strata[j].population;
    if (i > 0 && plan->strata[i - 1].group == group && !d->groups[group].per_stratum) {
        table_text(table, "");
        table_text(table, "");
        return;
    }
    table_count(table, size_ceiling(size_yamane((double)N, 0.05)));
    table_count(table, size_ceiling(size_proportion(0.5, 0.05, 0.95, (double)N)));
}

static void print_plan(const struct arguments *args, const struct plan *plan, const struct definition *d,
                       const double *cost)
{
    double all = 0;
    double unit = table_is_for_people(args) ? 100 : 1;
    bool costs = argument_given(args, "cost") || !table_is_for_people(args);
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns - !costs);
    for (size_t i = 0; i < plan->n_strata; i++) {
        const struct planned_stratum *s = &plan->strata[i];
        char *formula = plan_formula(d, s->group);
        table_text(table, d->groups[s->group].code);
        table_text(table, s->stratum);
        table_count(table, s->population);
        table_text(table, formula);
        table_count(table, s->take);
        table_count(table, s->reserves);
        const struct group *g = &d->groups[s->group];
        double margin = expected_margin(g, s);
        table_real(table, unit * margin, 1);
        table_text(table, table_is_for_people(args) ? _(design_titles[g->design]) : designs[g->design]);
        print_formulas(plan, d, i, table);
        table_real(table, unit * margin / MARGIN_PER_CV, 1);
        if (costs)
            table_real(table, cost[s->group] * (double)s->take, 0);
        all += isnan(cost[s->group]) ? 0 : cost[s->group] * (double)s->take;
        free(formula);
    }
    table_close(table);
    if (argument_given(args, "cost"))
        command_note(args, _("cost in all, without reserves: %.15g"), all);
}

static bool run(struct call *call, struct error *err)
{
    struct plan plan = {0};
    const struct definition *d = command_definition(call, err);
    double *cost = d ? read_costs(call->args, d, err) : NULL;
    bool ok = cost && plan_make(&plan, call->store, d, call->issues, err);
    if (ok) {
        print_plan(call->args, &plan, d, cost);
        quota_note(call);
        ok = outlook_read(call->store, d, call->issues, err);
    }
    plan_release(&plan);
    free(cost);
    return ok;
}

const struct verb verb_plan = {
    .name = "plan",
    .summary = N_("show how many each group and stratum will give; changes nothing"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
