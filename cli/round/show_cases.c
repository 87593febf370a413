#include "cli/round/show_cases.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal/table.h"
#include "scoring/points/score.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

static const struct table_column answer_columns[] = {
    {"respondent", N_("Respondent"), false}, {"group", N_("Group"), false},
    {"stratum", N_("Stratum"), false},       {"unit", N_("Unit"), false},
    {"leaf", N_("Criterion"), false},        {"percent", "%", true},
    {"weight", N_("Weight"), true},          {"N", "N", true},
    {"points", N_("Points"), true},          {"cluster", N_("Cluster"), false},
};
static const struct table_column outside_columns[] = {
    {"unit", N_("Unit"), false},    {"kind", N_("Kind"), false},  {"value", N_("Points"), true},
    {"se", N_("Std. error"), true}, {"max", N_("Maximum"), true},
};

bool is_cases_table(const char *table)
{
    return !strcmp(table, "cases") || !strcmp(table, "cases-outside");
}

/* The table, once there is something to print: nothing is printed where there are faults. */
struct printing {
    const struct arguments *args;
    struct table *table;
};

static struct table *answers_table(struct printing *p)
{
    if (!p->table)
        p->table = table_new(p->args, answer_columns, sizeof answer_columns / sizeof *answer_columns);
    return p->table;
}

static struct table *outside_table(struct printing *p)
{
    if (!p->table)
        p->table = table_new(p->args, outside_columns, sizeof outside_columns / sizeof *outside_columns);
    return p->table;
}

static void print_answer(void *data, const struct told_answer *a)
{
    struct table *table = answers_table(data);
    bool pooled = !*a->type;
    char number[24];
    char *stratum = pooled ? xasprintf("%s/%s", a->group, a->stratum) : xstrdup(a->stratum);
    char *leaf = pooled ? xstrdup(a->criterion) : xasprintf("%s/%s.%s", a->criterion, a->type, a->question);
    snprintf(number, sizeof number, "%zu", a->person);
    table_text(table, number);
    table_text(table, pooled ? "*" : a->group);
    table_text(table, *stratum ? stratum : "*");
    table_text(table, a->unit);
    table_text(table, leaf);
    table_real(table, a->percent, 2);
    table_real(table, a->weight, 4);
    table_real(table, isfinite(a->people) ? a->people : NAN, 0);
    table_real(table, a->points, 4);
    snprintf(number, sizeof number, "%zu", a->cluster);
    table_text(table, a->cluster == SIZE_MAX ? "" : number);
    free(stratum);
    free(leaf);
}

static void print_outside(void *data, const struct told_outside *o)
{
    struct table *table = outside_table(data);
    table_text(table, o->unit);
    table_text(table, o->stated ? "stated" : "fixed");
    table_real(table, o->value, 4);
    table_real(table, o->se, 4);
    table_real(table, o->max, 2);
}

bool show_cases(struct call *call, const char *name, struct error *err)
{
    bool answers = !strcmp(name, "cases");
    const char *block = argument_given(call->args, "block") ? argument_value(call->args, "block") : NULL;
    struct printing p = {.args = call->args};
    bool ok = score_tell(call->store, block, answers ? print_answer : NULL, answers ? NULL : print_outside, &p,
                         call->issues, err);
    if (ok)
        table_close(answers ? answers_table(&p) : outside_table(&p));
    return ok;
}
