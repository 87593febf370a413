#include "scoring/weighing/weigh_recipe.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weighing/weigh_steps.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

static void release_columns(struct weigh_column *columns, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        free(columns[c].name);
        free(columns[c].code);
        dictionary_free(columns[c].labels);
    }
    free(columns);
}

static void release_members(struct weigh_members *m)
{
    for (size_t p = 0; p < m->n_plans; p++) {
        for (size_t v = 0; v < m->plans[p].n_variables; v++)
            step_variable_release(&m->plans[p].frame[v]);
        free(m->plans[p].frame);
        weighting_split_free(m->plans[p].variables, m->plans[p].n_variables);
    }
    free(m->plans);
    dictionary_free(m->ids);
    free(m->probability);
    free(m->ineligible);
    release_columns(m->columns, m->n_columns);
}

void weigh_recipe_free(struct weigh_recipe *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->d->n_ballot_types * r->d->n_groups; i++) {
        struct weigh_table *t = &r->tables[i];
        recipe_trace_release(&t->trace, t->recipe.n);
        recipe_release(&t->recipe);
        release_columns(t->questions, t->n_questions);
        free(t->class_of);
        free(t->member);
        free(t->ballot);
        free(t->seen);
        free(t->out);
        free(t->w);
    }
    for (size_t g = 0; g < r->d->n_groups; g++)
        release_members(&r->members[g]);
    free(r->members);
    free(r->tables);
    free(r->row_of);
    free(r->steps);
    free(r);
}

/* --- the table ---------------------------------------------------------------------------------- */

/* Only those of the population are left; base weights. */
static void settle(const struct weigh_recipe *r, struct weigh_table *t, const struct weigh_class *classes)
{
    const struct weigh_members *m = t->members;
    size_t n = 0, n_lost = dictionary_size(m->ids);
    bool *here = xcalloc(n_lost + 1, sizeof *here);
    t->w = xcalloc(t->n_rows + 1, sizeof *t->w);
    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t member = t->member[i];
        if (t->out[i] || (!t->seen[i] && m->ineligible[member]))
            continue;
        t->w[n] = weigh_base(&classes[t->class_of[m->columns[0].code[member]]], m->probability[member]);
        t->base += t->w[n];
        t->member[n] = member;
        t->ballot[n] = t->ballot[i];
        for (size_t q = 0; q < t->n_questions; q++)
            t->questions[q].code[n] = t->questions[q].code[i];
        if (t->ballot[n] != NONE)
            r->row_of[t->ballot[n]] = n;
        n_lost -= !here[member];
        here[member] = true;
        n++;
    }
    t->n_rows = n;
    t->eligible = (double)(m->people - (int64_t)n_lost);
    free(here);
}

/* --- running it ------------------------------------------------------------------------------------ */

/* Those who did not answer: who stands for them? */
static void warn_of_missing(const struct weigh_recipe *r, struct weigh_table *t, struct issues *issues)
{
    const struct weigh_members *m = t->members;
    bool stands = false, totals = false;
    double answered = 0;
    for (size_t k = 0; k < m->n_plans; k++) {
        stands |= weighting_is_nonresponse(m->plans[k].row);
        totals |= weighting_has_totals(m->plans[k].row);
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        answered += t->ballot[i] == NONE ? 0 : t->w[i];
        if (!stands && t->ballot[i] == NONE)
            t->w[i] = 0;
    }
    if (!stands && !totals && answered < t->base)
        issues_add(
            issues, WARNING, "W813", weigh_place(r, m->plans[0].row),
            _("group \"%s\", ballot type \"%s\": nobody stands for those who did not answer; the weights add up to "
              "%.10g of %.10g people; begin with a step nonresponse"),
            r->d->groups[t->group].code, r->d->ballot_types[t->type].code, answered, t->base);
}

/* Settle T and make its steps. */
static void prepare(const struct weigh_recipe *r, struct weigh_table *t, const struct weigh_class *classes,
                    struct issues *issues)
{
    settle(r, t, classes);
    if (t->n_pool)
        issues_add(
            issues, WARNING, "W812", weigh_place(r, &r->weighting->rows[0]),
            _("group \"%s\", ballot type \"%s\": %zu ballots of pools take no part in the recipe; no list says who "
              "filled them in"),
            r->d->groups[t->group].code, r->d->ballot_types[t->type].code, t->n_pool);
    if (!t->n_valid)
        return;
    warn_of_missing(r, t, issues);
    struct dataset data;
    weigh_make_data(t, &data);
    t->recipe.steps = xcalloc(t->members->n_plans + 1, sizeof *t->recipe.steps);
    recipe_trace_init(&t->trace, t->members->n_plans);
    for (size_t k = 0; k < t->members->n_plans; k++)
        weigh_make_step(r, t, &t->members->plans[k], &data, issues);
    dataset_release(&data);
}

static bool take_step(const struct weigh_recipe *r, struct weigh_table *t, size_t k, struct issues *issues)
{
    struct error local = {0};
    const struct weighting_row *row = t->members->plans[k].row;
    const char *group = r->d->groups[t->group].code, *type = r->d->ballot_types[t->type].code;
    if (!recipe_step(&t->recipe, k, t->n_rows, t->w, &t->trace, &local)) {
        issues_add(issues, FAULT, "F815", weigh_place(r, row), _("group \"%s\", ballot type \"%s\": %s"), group, type,
                   local.text);
        return false;
    }
    struct weight_health h = weight_health(t->w, t->n_rows);
    if (h.n_negative)
        issues_add(issues, WARNING, "W814", weigh_place(r, row),
                   _("group \"%s\", ballot type \"%s\": %zu weights are negative, the lowest %.6g; method raking or "
                     "bounds keep them above 0"),
                   group, type, h.n_negative, h.min);
    return true;
}

/* The weights of all ballots of GROUP after step K of its tables. */
static struct weigh_step describe_step(const struct weigh_recipe *r, const struct weigh_class *classes,
                                       const struct weigh_case *cases, size_t n_cases, size_t group, size_t k)
{
    const struct weigh_plan *plan = &r->members[group].plans[k];
    struct weigh_step step = {.group = group,
                              .step = (int)k + 2,
                              .name = step_names[weigh_step_kind(plan->row)],
                              .recipe = plan->position,
                              .misfit = NAN};
    size_t n = 0, n_tables = 0, most = n_cases;
    for (size_t type = 0; type < r->d->n_ballot_types; type++) {
        n_tables += weigh_table_of(r, type, group)->recipe.n > 0;
        most += weigh_table_of(r, type, group)->n_rows;
    }
    double *w = xcalloc(most + 1, sizeof *w);
    for (size_t type = 0; type < r->d->n_ballot_types; type++) {
        const struct weigh_table *t = weigh_table_of(r, type, group);
        if (!t->recipe.n)
            continue;
        for (size_t i = 0; i < t->n_rows; i++)
            if (t->w[i] != 0)
                w[n++] = t->w[i];
        char term[120];
        double misfit = recipe_misfit(&t->recipe, k + 1, t->w, t->n_rows, term, sizeof term);
        if (isnan(misfit) || misfit <= step.misfit)
            continue;
        step.misfit = misfit;
        snprintf(step.misfit_at, sizeof step.misfit_at, "%s%s%s", n_tables > 1 ? r->d->ballot_types[type].code : "",
                 n_tables > 1 ? " " : "", term);
    }
    for (size_t i = 0; i < n_cases; i++) {
        const struct weigh_class *c = &classes[cases[i].class];
        if (cases[i].valid && c->group == group && r->row_of[i] == NONE && !isnan(c->base))
            w[n++] = c->base * c->factor; /* of a pool */
    }
    step.health = weight_health(w, n);
    free(w);
    return step;
}

static bool run_group(struct weigh_recipe *r, const struct weigh_class *classes, struct weigh_case *cases,
                      size_t n_cases, size_t group, struct issues *issues)
{
    size_t faults = issues_count(issues, FAULT), first = r->n_steps;
    bool any = false;
    for (size_t type = 0; type < r->d->n_ballot_types; type++) {
        struct weigh_table *t = weigh_table_of(r, type, group);
        if (t->members)
            prepare(r, t, classes, issues);
        any |= t->recipe.n > 0;
    }
    bool ok = issues_count(issues, FAULT) == faults;
    for (size_t k = 0; ok && any && k < r->members[group].n_plans; k++) {
        for (size_t type = 0; type < r->d->n_ballot_types; type++) {
            struct weigh_table *t = weigh_table_of(r, type, group);
            ok = (!t->recipe.n || take_step(r, t, k, issues)) && ok;
        }
        r->steps = grow(r->steps, &r->room_steps, r->n_steps + 1, sizeof *r->steps);
        if (ok)
            r->steps[r->n_steps++] = describe_step(r, classes, cases, n_cases, group, k);
    }
    if (!ok)
        r->n_steps = first;
    for (size_t type = 0; type < r->d->n_ballot_types; type++) {
        const struct weigh_table *t = weigh_table_of(r, type, group);
        for (size_t i = 0; ok && t->recipe.n && i < t->n_rows; i++)
            if (t->ballot[i] != NONE)
                cases[t->ballot[i]].final = t->w[i];
    }
    return ok;
}

bool weigh_recipe_run(struct weigh_recipe *r, const struct weigh_class *classes, struct weigh_case *cases,
                      size_t n_cases, struct issues *issues)
{
    bool ok = true;
    r->row_of = xreallocarray(NULL, n_cases + 1, sizeof *r->row_of);
    for (size_t i = 0; i < n_cases; i++)
        r->row_of[i] = NONE;
    for (size_t g = 0; g < r->d->n_groups; g++)
        if (r->members[g].ids)
            ok = run_group(r, classes, cases, n_cases, g, issues) && ok;
    return ok;
}
