#include "sampling/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "sampling/expected.h"
#include "sampling/outlook.h"
#include "sampling/size.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/number.h"

/* The margin of a share of one half over its coefficient of variation: 1.96 (the 97.5 % point) times one half. */
#define MARGIN_PER_CV (1.959963984540054 * 0.5)

static const struct verb_option options[] = {
    {"cost", 0, "C|GROUP=C[,...]", 0, N_("what one person asked costs, in all groups or in those named")},
    {"units", 0, NULL, 0, N_("the ballots and the margin to expect of each unit, instead of the strata")},
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

/* Where the first of COSTS ends, at `;` or the comma before a group; what no group is before are decimals.  NULL: it is
 * the last. */
static char *next_cost(char *costs)
{
    char *end = strpbrk(costs, ",;");
    while (end && *end == ',' && !memchr(end + 1, '=', strcspn(end + 1, ",;")))
        end = strpbrk(end + 1, ",;");
    return end;
}

/* The cost of one person of every group, by --cost; NaN where none is given.  NULL with E_USAGE. */
static double *read_costs(const struct arguments *args, const struct definition *d, struct error *err)
{
    double *cost = xcalloc(d->n_groups + 1, sizeof *cost);
    for (size_t g = 0; g < d->n_groups; g++)
        cost[g] = NAN;
    const char *given = argument_value(args, "cost");
    char *words = xstrdup(given ? given : "");
    for (char *at = words, *end; given && at; at = end ? end + 1 : NULL) {
        end = next_cost(at);
        if (end)
            *end = '\0';
        char *equals = strchr(at, '=');
        if (equals)
            *equals = '\0';
        size_t group = equals ? definition_called(d, T_GROUPS, at) : ALL;
        const char *number = equals ? equals + 1 : at;
        double value = 0;
        if (group == NONE)
            error_set(err, E_USAGE, _("group \"%s\" is not in the definition%s"), at,
                      definition_near(d, T_GROUPS, at).text);
        else if (argument_number("cost", number, strlen(number), DECIMAL_UNKNOWN, &value, err) != NUMBER_READ ||
                 value < 0)
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

/* --- units -------------------------------------------------------------------------------- */

static const struct table_column unit_columns[] = {
    {"unit", N_("Unit"), false},    {"type", N_("Ballot type"), false}, {"group", N_("Group"), false},
    {"raters", N_("Raters"), true}, {"ballots", N_("Ballots"), true},   {"margin", N_("Margin, %"), true},
};

/* "37 ±12.4", ballots and margin in percent; "37" where none is stated. */
static void print_expected(struct table *table, const struct expected *e)
{
    char *text =
        isnan(e->margin) ? xasprintf("%.0f", e->ballots) : xasprintf("%.0f ±%.1f", e->ballots, 100 * e->margin);
    table_digits(table, text);
    free(text);
}

#define ACROSS 7 /* groups beside one another, so that a line has 100 columns at most */

/* "GROUP/TYPE" of a group that answers several types; NULL where its code will do. */
static char *heading(const struct definition *d, size_t type, size_t group)
{
    for (size_t t = 0; t < d->n_ballot_types; t++)
        for (size_t i = 0; t != type && i < d->ballot_types[t].n_groups; i++)
            if (d->ballot_types[t].groups[i] == group)
                return xasprintf("%s/%s", d->groups[group].code, d->ballot_types[type].code);
    return NULL;
}

/* Units that are asked about and have ended. */
static void note_ended(const struct arguments *args, const struct definition *d, const struct expected *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *ended = i && list[i].unit == list[i - 1].unit ? NULL : definition_ended(d, list[i].unit);
        if (ended)
            command_note(args, _("unit \"%s\" has ended: %s"), d->units[list[i].unit].code, ended);
    }
}

/* For people: a row for each unit, groups beside one another; for programs a row for each unit and group. */
static void print_units(const struct arguments *args, const struct definition *d, const struct expected *list, size_t n)
{
    if (!table_is_for_people(args)) {
        struct table *table = table_new(args, unit_columns, sizeof unit_columns / sizeof *unit_columns);
        for (size_t i = 0; i < n; i++) {
            table_text(table, d->units[list[i].unit].code);
            table_text(table, d->ballot_types[list[i].type].code);
            table_text(table, d->groups[list[i].group].code);
            table_count(table, list[i].raters);
            table_real(table, list[i].ballots, 1);
            table_real(table, list[i].margin, 1);
        }
        table_close(table);
        return;
    }
    printf(_("ballots to expect of each unit, ±margin in %% of its maximum: 1.96·√(Σ(Nₕ/N)²·¼/nₕ·(Nₕ−nₕ)/(Nₕ−1)),\n"
             "n the ballots that come back, N the members who could rate it, h the strata\n"));
    struct dictionary *pairs = dictionary_new(); /* of a ballot type and a group */
    for (size_t i = 0; i < n; i++) {
        size_t key[2] = {list[i].type, list[i].group};
        dictionary_add(pairs, (const char *)key, sizeof key, NULL);
    }
    for (size_t from = 0; from < dictionary_size(pairs); from += ACROSS) {
        struct table_column across[1 + ACROSS] = {{"unit", N_("Unit"), false}};
        size_t n_across = dictionary_size(pairs) - from < ACROSS ? dictionary_size(pairs) - from : ACROSS;
        size_t key[ACROSS][2];
        char *heads[ACROSS] = {0};
        for (size_t k = 0; k < n_across; k++) {
            memcpy(key[k], dictionary_key(pairs, from + k), sizeof key[k]);
            const char *group = d->groups[key[k][1]].code;
            heads[k] = heading(d, key[k][0], key[k][1]);
            across[1 + k] = (struct table_column){heads[k] ? heads[k] : group, NULL, true};
        }
        putchar('\n');
        struct table *table = table_new(args, across, 1 + n_across);
        for (size_t i = 0, end; i < n; i = end) {
            char *unit =
                xasprintf("%s%s", d->units[list[i].unit].code, definition_ended(d, list[i].unit) ? _(" (ended)") : "");
            table_text(table, unit);
            free(unit);
            for (end = i; end < n && list[end].unit == list[i].unit;)
                end++;
            for (size_t k = 0; k < n_across; k++) {
                const struct expected *found = NULL;
                for (size_t j = i; j < end; j++)
                    if (list[j].type == key[k][0] && list[j].group == key[k][1])
                        found = &list[j];
                if (found)
                    print_expected(table, found);
                else
                    table_text(table, "");
            }
        }
        table_close(table);
        for (size_t h = 0; h < n_across; h++)
            free(heads[h]);
    }
    dictionary_free(pairs);
}

static bool run(struct call *call, struct error *err)
{
    struct plan plan = {0};
    const struct definition *d = command_definition(call, err);
    double *cost = d ? read_costs(call->args, d, err) : NULL;
    bool ok = cost && plan_make(&plan, call->store, d, call->issues, err);
    if (ok) {
        bool people = table_is_for_people(call->args), units = argument_given(call->args, "units");
        size_t n = 0;
        struct expected *list = units || people ? expected_ballots(&plan, call->store, d, &n, err) : NULL;
        ok = list || !(units || people);
        if (!units)
            print_plan(call->args, &plan, d, cost);
        if (list && !units && n)
            putchar('\n');
        if (list && (n || !people))
            print_units(call->args, d, list, n);
        if (list && units)
            note_ended(call->args, d, list, n);
        free(list);
        quota_note(call);
        ok = ok && outlook_read(call->store, d, call->issues, err);
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
