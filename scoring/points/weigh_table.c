#include "scoring/points/weigh_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/weigh_variable.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

struct place weigh_place(const struct weigh_making *m, const struct weighting_row *row)
{
    return m->weighting->file ? (struct place){m->weighting->file, NULL, row->line, 0}
                              : (struct place){store_path(m->store), NULL, 0, 0};
}

/* Members of the table's group without a row in it: they were found not to belong. */
static bool *lost_members(const struct weigh_table *t)
{
    size_t n = dictionary_size(t->members->ids);
    bool *lost = xcalloc(n + 1, sizeof *lost);
    for (size_t i = 0; i < n; i++)
        lost[i] = true;
    for (size_t i = 0; i < t->n_rows; i++)
        lost[t->member[i]] = false;
    return lost;
}

/* What a step is given bit by bit. */
struct table_making {
    struct weigh_variable *variables;
    size_t n_variables;
    struct auxiliary_value *values;
    size_t n_values;
};

static void hand_over(struct table_making *k, const struct weigh_table *t, struct step *step)
{
    struct margin_source *margins = xcalloc(k->n_variables + 1, sizeof *margins);
    uint32_t **cat = xcalloc(k->n_variables + 1, sizeof *cat);
    for (size_t v = 0; v < k->n_variables; v++) {
        struct weigh_variable *from = &k->variables[v];
        margins[v] = (struct margin_source){
            .name = from->name, .n_cats = from->n_cats, .labels = from->labels, .total = from->total};
        cat[v] = xreallocarray(NULL, t->n_rows + 1, sizeof **cat);
        for (size_t i = 0; i < t->n_rows; i++) {
            uint32_t category = from->category[weigh_combination(t, from, i)];
            cat[v][i] = category == WEIGH_NO_CATEGORY ? 0 : category; /* one who did not answer, without a weight */
        }
    }
    step_take(step, t->n_rows, cat, margins, k->n_variables, k->values, k->n_values);
    free(margins);
}

/* The numbers of the column that OF names, whose sum is TOTAL. */
static void add_value(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                      const struct weighting_variable *of, double total, bool all, struct table_making *k)
{
    const struct weigh_column *c = weigh_column_of(t, of->columns[0]);
    double *x = xreallocarray(NULL, t->n_rows + 1, sizeof *x);
    size_t n = 0, first = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        x[i] = c ? weigh_number(t, c, i) : NAN;
        if (!isnan(x[i]))
            continue;
        x[i] = 0;
        if ((all || t->ballot[i] != NONE) && !n++)
            first = i;
    }
    if (n)
        issues_add(m->issues, FAULT, "F813", weigh_place(m, row),
                   _("group \"%s\", ballot type \"%s\": \"%s\" is no number for %zu members, first \"%s\""),
                   m->d->groups[t->group].code, m->d->ballot_types[t->type].code, of->columns[0], n,
                   dictionary_key(t->members->ids, t->member[first]));
    k->values[k->n_values++] = (struct auxiliary_value){xstrdup(of->columns[0]), x, total};
}

/* A variable with totals: a margin, or a number whose sum is known. */
static bool add_known(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                      const struct weighting_variable *of, const struct merges *merges, struct table_making *k,
                      struct error *err)
{
    size_t n_given = 0;
    struct weigh_given *given = !strcmp(row->totals, "frame") ? NULL : weigh_given_read(m, t, row, of, &n_given);
    bool *lost = lost_members(t), ok = true;
    bool number = n_given ? n_given == 1 && of->n_columns == 1 && !strcmp(given[0].labels[0], "*")
                          : strcmp(row->step, "rake") != 0 && weigh_is_number(m, t, of);
    if (!n_given && !strcmp(row->totals, "margins")) {
        issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                   _("group \"%s\": table margins has no totals of \"%s\""), m->d->groups[t->group].code,
                   of->columns[0]);
    } else if (number && strcmp(row->step, "calibrate") != 0) {
        issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                   _("group \"%s\": \"%s\" is a number; only calibrate can meet its total"),
                   m->d->groups[t->group].code, of->columns[0]);
    } else if (number) {
        double total = n_given ? given[0].total : weigh_frame_sum(m, t, of->columns[0], err);
        const struct weigh_column *c = weigh_column_of(t, of->columns[0]);
        for (size_t i = 0; !n_given && c && i < dictionary_size(t->members->ids); i++) {
            decimal lost_size;
            if (lost[i] && decimal_parse(weigh_label(c, c->code[i]), &lost_size))
                total -= decimal_to_double(lost_size);
        }
        ok = n_given || err->code == E_NONE;
        add_value(m, t, row, of, total, false, k);
    } else {
        struct weigh_variable *v = &k->variables[k->n_variables++];
        if (weigh_variable_open(m, t, row, of, merges, v))
            weigh_variable_totals(m, t, row, v, given, n_given, lost);
        if (v->from_margins && (k->n_variables == 1 || !row->rescale))
            weigh_warn_of_sum(m, t, row, v);
    }
    weigh_given_free(given, n_given, of->n_columns);
    free(lost);
    return ok;
}

static void set_how(const struct weighting_row *row, const struct recipe *recipe, struct step *step)
{
    step->calibrate.rescale = row->rescale;
    if (step->kind == STEP_CALIBRATE) {
        step->calibrate.distance = !strcmp(row->method, "raking")  ? CALIBRATE_RAKING
                                   : !strcmp(row->method, "logit") ? CALIBRATE_LOGIT
                                                                   : CALIBRATE_LINEAR;
        step->calibrate.bounded = !isnan(row->lower) || !isnan(row->upper);
        step->calibrate.lower = isnan(row->lower) ? -INFINITY : row->lower;
        step->calibrate.upper = isnan(row->upper) ? INFINITY : row->upper;
    }
    if (step->kind == STEP_PROPENSITY)
        step->n_classes = row->classes < 0 ? 5 : (size_t)row->classes;
    if (step->kind != STEP_TRIM)
        return;
    step->limits =
        (struct trim_limits){isnan(row->lower) ? -INFINITY : row->lower, isnan(row->upper) ? INFINITY : row->upper};
    step->strict = !strcmp(row->method, "strict");
    for (size_t s = 0; !strcmp(row->method, "keep_totals") && s < recipe->n; s++)
        if (step_has_totals(&recipe->steps[s]))
            step->keeps = s + 1;
}

bool weigh_make_step(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                     struct step *step, struct error *err)
{
    size_t faults = issues_count(m->issues, FAULT), n;
    struct weighting_variable *variables = weighting_split(row->variables, &n);
    struct table_making k = {.variables = xcalloc(n + 1, sizeof *k.variables),
                             .values = xcalloc(n + 1, sizeof *k.values)};
    struct merges merges = {0};
    bool ok = true, has_auxiliary = true;
    (void)merges_split(&merges, row->merge, NULL);
    *step = (struct step){.kind = STEP_NONRESPONSE};
    while (strcmp(step_names[step->kind], row->step) != 0)
        step->kind++;
    set_how(row, &t->recipe, step);
    switch (step->kind) {
    case STEP_NONRESPONSE: {
        /* All columns together make the classes. */
        struct weighting_variable whole = {NULL, 0};
        for (size_t v = 0; v < n; v++) {
            whole.columns =
                xreallocarray(whole.columns, whole.n_columns + variables[v].n_columns, sizeof *whole.columns);
            for (size_t c = 0; c < variables[v].n_columns; c++)
                whole.columns[whole.n_columns++] = variables[v].columns[c];
        }
        if (weigh_variable_open(m, t, row, n ? &whole : NULL, &merges, &k.variables[k.n_variables++]))
            weigh_variable_classes(t, &k.variables[0]);
        free(whole.columns);
        break;
    }
    case STEP_PROPENSITY:
        for (size_t v = 0; v < n; v++) {
            if (weigh_is_number(m, t, &variables[v])) {
                add_value(m, t, row, &variables[v], 0, true, &k);
                continue;
            }
            if (weigh_variable_open(m, t, row, &variables[v], &merges, &k.variables[k.n_variables++]))
                weigh_variable_classes(t, &k.variables[k.n_variables - 1]);
        }
        break;
    case STEP_TRIM:
        has_auxiliary = false;
        break;
    default:
        for (size_t v = 0; ok && v < n; v++)
            ok = add_known(m, t, row, &variables[v], &merges, &k, err);
        break;
    }
    ok = ok && issues_count(m->issues, FAULT) == faults;
    if (ok && has_auxiliary) {
        hand_over(&k, t, step);
        k.values = NULL;
    }
    if (ok && weighting_is_nonresponse(row)) {
        step->responded = xcalloc(t->n_rows + 1, sizeof *step->responded);
        for (size_t i = 0; i < t->n_rows; i++)
            step->responded[i] = t->ballot[i] != NONE;
    }
    for (size_t v = 0; v < k.n_variables; v++)
        weigh_variable_release(&k.variables[v], !ok || !has_auxiliary);
    for (size_t v = 0; k.values && v < k.n_values; v++) {
        discard(k.values[v].name);
        discard(k.values[v].x);
    }
    free(k.values);
    free(k.variables);
    merges_release(&merges);
    weighting_split_free(variables, n);
    return ok;
}
