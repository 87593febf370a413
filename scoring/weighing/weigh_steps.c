#include "scoring/weighing/weigh_steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"
#include "survey/base/tolerances.h"

/* Column C of T: first those of the members, then the questions. */
static const struct weigh_column *column_of(const struct weigh_table *t, size_t c)
{
    return c < t->members->n_columns ? &t->members->columns[c] : &t->questions[c - t->members->n_columns];
}

/* T as a table for steps, a row for each of its own. */
void weigh_make_data(const struct weigh_table *t, struct dataset *data)
{
    *data = (struct dataset){.n_rows = t->n_rows, .n_columns = t->members->n_columns + t->n_questions};
    data->columns = xcalloc(data->n_columns, sizeof *data->columns);
    for (size_t c = 0; c < data->n_columns; c++) {
        const struct weigh_column *from = column_of(t, c);
        struct data_column *to = &data->columns[c];
        size_t n = dictionary_size(from->labels);
        *to = (struct data_column){.name = xstrdup(from->name),
                                   .kind = COLUMN_CODES32,
                                   .codes32 = xreallocarray(NULL, t->n_rows + 1, sizeof *to->codes32),
                                   .n_values = n,
                                   .labels = xcalloc(n + 1, sizeof *to->labels),
                                   .numbers = xcalloc(n + 1, sizeof *to->numbers)};
        to->numbers[0] = NAN;
        for (size_t k = 0; k < n; k++) {
            decimal value;
            to->labels[k + 1] = xstrdup(dictionary_key(from->labels, k));
            to->numbers[k + 1] = decimal_parse(to->labels[k + 1], &value) ? decimal_to_double(value) : NAN;
        }
        for (size_t i = 0; i < t->n_rows; i++)
            to->codes32[i] = from->question == NONE ? from->code[t->member[i]] : from->code[i];
    }
}

/* --- steps --------------------------------------------------------------------------------------- */

/* A step in the making. */
struct step_making {
    const struct weigh_recipe *r;
    const struct weigh_table *t;
    const struct weigh_plan *plan;
    struct merges merges; /* of the step, in the words of the table's columns */
    struct step_maker maker;
    struct dictionary *told; /* the faults of rows, each once: */
    struct told *tolds;      /* how many rows have it, and the first */
    size_t tolds_room;
    struct issues *issues;
};

struct told {
    const char *code;
    size_t n, first;
};

struct place weigh_place(const struct weigh_recipe *r, const struct weighting_row *row)
{
    return r->weighting->file ? (struct place){r->weighting->file, NULL, row->line, 0}
                              : (struct place){r->path, NULL, 0, 0};
}

static const char *group_code(const struct step_making *k)
{
    return k->r->d->groups[k->t->group].code;
}

/* Gather the faults of rows that are alike. */
static void gather(const struct step_fault *f, void *to)
{
    struct step_making *k = to;
    bool added;
    size_t i = dictionary_add(k->told, f->text, strlen(f->text), &added);
    k->tolds = grow(k->tolds, &k->tolds_room, i + 1, sizeof *k->tolds);
    if (added)
        k->tolds[i] = (struct told){f->code, 0, f->row};
    k->tolds[i].n += f->row != SIZE_MAX;
}

static void tell_gathered(struct step_making *k)
{
    const char *group = k->r->d->groups[k->t->group].code, *type = k->r->d->ballot_types[k->t->type].code;
    struct place place = weigh_place(k->r, k->plan->row);
    for (size_t i = 0; i < dictionary_size(k->told); i++) {
        const struct told *told = &k->tolds[i];
        if (told->n)
            issues_add(k->issues, FAULT, told->code, place,
                       _("group \"%s\", ballot type \"%s\": %s (%zu members, first \"%s\")"), group, type,
                       dictionary_key(k->told, i), told->n,
                       dictionary_key(k->t->members->ids, k->t->member[told->first]));
        else
            issues_add(k->issues, *told->code == 'W' ? WARNING : FAULT, told->code, place,
                       _("group \"%s\", ballot type \"%s\": %s"), group, type, dictionary_key(k->told, i));
    }
}

/* The number of the column that is called NAME; NONE. */
static size_t find_column(const struct weigh_table *t, const char *name)
{
    for (size_t c = 0; c < t->members->n_columns + t->n_questions; c++)
        if (text_same(column_of(t, c)->name, name))
            return c;
    return NONE;
}

/* LABEL of column C as the column itself writes it, or a merge of it does; of a question also by the option's words. */
static const char *as_written(const struct step_making *k, size_t c, const char *label)
{
    const struct weigh_column *column = column_of(k->t, c);
    size_t at = dictionary_find(column->labels, label);
    for (size_t i = 0; at == SIZE_MAX && i < dictionary_size(column->labels); i++)
        if (text_same(dictionary_key(column->labels, i), label))
            at = i;
    if (at == SIZE_MAX && column->question != NONE) {
        const struct scale *scale = &k->r->d->scales[k->r->d->questions[column->question].scale];
        for (size_t i = 0; at == SIZE_MAX && i < scale->n_options; i++)
            if (text_same(scale->options[i].label, label))
                at = i;
    }
    if (at != SIZE_MAX)
        return dictionary_key(column->labels, at);
    for (size_t i = 0; i < k->merges.n; i++) {
        const struct merge *merge = &k->merges.merges[i];
        if (!strcmp(merge->column, column->name) && text_same(merge->from, label))
            return merge->from;
        if (!strcmp(merge->column, column->name) && text_same(merge->into, label))
            return merge->into;
    }
    return label;
}

static void replace(char **text, const char *by)
{
    char *copy = xstrdup(by);
    free(*text);
    *text = copy;
}

/* The merges of the step in the words of the table's columns. */
static void read_merges(struct step_making *k)
{
    (void)merges_split(&k->merges, k->plan->row->merge, NULL);
    for (size_t i = 0; i < k->merges.n; i++) {
        struct merge *merge = &k->merges.merges[i];
        size_t c = find_column(k->t, merge->column);
        if (c == NONE)
            continue;
        replace(&merge->column, column_of(k->t, c)->name);
        replace(&merge->from, as_written(k, c, merge->from));
        replace(&merge->into, as_written(k, c, merge->into));
    }
}

static bool is_merged(const struct step_making *k, size_t c)
{
    for (size_t i = 0; i < k->merges.n; i++)
        if (!strcmp(k->merges.merges[i].column, column_of(k->t, c)->name))
            return true;
    return false;
}

/* Add the columns of OF to V; false with a fault where the table has one not. */
static bool add_columns(struct step_making *k, const struct weighting_variable *of, struct step_variable *v)
{
    struct strbuf name = {0};
    if (v->name)
        strbuf_adds(&name, v->name);
    for (size_t c = 0; c < of->n_columns; c++) {
        strbuf_item(&name, "*", "%s", of->columns[c]);
        size_t at = find_column(k->t, of->columns[c]);
        if (at == NONE) {
            issues_add(k->issues, FAULT, "F811", weigh_place(k->r, k->plan->row),
                       _("group \"%s\", ballot type \"%s\": \"%s\" is no question of it"), group_code(k),
                       k->r->d->ballot_types[k->t->type].code, of->columns[c]);
            strbuf_release(&name);
            return false;
        }
        step_variable_column(v, column_of(k->t, at)->name);
    }
    free(v->name);
    v->name = strbuf_take(&name);
    v->between = "*";
    return true;
}

/* --- totals -------------------------------------------------------------------------------------- */

bool weigh_is_size(const struct definition *d, size_t group, const struct weighting_variable *v)
{
    const char *size = d->groups[group].size_column;
    return v->n_columns == 1 && (text_same(v->columns[0], "size") || (*size && text_same(v->columns[0], size)));
}

/* CATEGORY of a margin in the order of the variable's columns; NULL where it has not as many parts. */
static char **category_parts(const char *category, const size_t *order, size_t n_columns)
{
    char **parts = xcalloc(n_columns, sizeof *parts);
    if (n_columns == 1) {
        parts[0] = xstrdup(category);
        return parts;
    }
    size_t n;
    struct weighting_variable *split = weighting_split(category, &n);
    bool fits = n == 1 && split[0].n_columns == n_columns;
    for (size_t i = 0; fits && i < n_columns; i++)
        parts[order[i]] = xstrdup(split[0].columns[i]);
    weighting_split_free(split, n);
    if (!fits) {
        free(parts);
        return NULL;
    }
    return parts;
}

/* The parts of margin M's category where it is one of the variable OF, for GROUP; *OTHER: it is not. */
static char **margin_parts(const struct margin *m, size_t group, const struct weighting_variable *of, bool *other)
{
    size_t n, *order = xcalloc(of->n_columns + 1, sizeof *order);
    struct weighting_variable *variables = weighting_split(m->variable, &n);
    *other = m->group != group || n != 1 || !weighting_same(of, &variables[0], order);
    char **parts = *other ? NULL : category_parts(m->category, order, of->n_columns);
    weighting_split_free(variables, n);
    free(order);
    return parts;
}

static void free_parts(char **parts, size_t n)
{
    for (size_t c = 0; parts && c < n; c++)
        free(parts[c]);
    free(parts);
}

bool weigh_margins_have(const struct definition *d, size_t group, const struct weighting_variable *of)
{
    bool have = false, other;
    for (size_t i = 0; !have && i < d->n_margins; i++) {
        char **parts = margin_parts(&d->margins[i], group, of, &other);
        have = parts != NULL;
        free_parts(parts, of->n_columns);
    }
    return have;
}

/* The rows of the table margins for OF into V. */
static void take_margins(struct step_making *k, const struct weighting_variable *of, struct step_variable *v)
{
    const struct definition *d = k->r->d;
    const char **labels = xcalloc(2 * of->n_columns + 1, sizeof *labels), **words = labels + of->n_columns;
    for (size_t i = 0; i < d->n_margins; i++) {
        const struct margin *margin = &d->margins[i];
        bool other;
        char **parts = margin_parts(margin, k->t->group, of, &other);
        if (!parts && !other)
            issues_add(k->issues, FAULT, "F812", weigh_place(k->r, k->plan->row),
                       _("group \"%s\": table margins has the category \"%s\" of \"%s\"; expected %zu values with * "
                         "between"),
                       group_code(k), margin->category, margin->variable, of->n_columns);
        for (size_t c = 0; parts && c < of->n_columns; c++) {
            size_t column = find_column(k->t, of->columns[c]);
            labels[c] = as_written(k, column, parts[c]);
            words[c] = is_merged(k, column) ? labels[c] : parts[c];
        }
        if (parts)
            step_variable_add(v, labels, words, decimal_to_double(margin->total), 0);
        free_parts(parts, of->n_columns);
    }
    free(labels);
}

static char *key_of(const char *const *labels, size_t n)
{
    struct strbuf key = {0};
    for (size_t c = 0; c < n; c++)
        strbuf_addf(&key, "%s\n", labels[c]);
    return strbuf_take(&key);
}

/* FROM, as the frame has it, into V without the members found not to belong: those without a row in the table. */
static void take_frame(const struct step_making *k, const struct step_variable *from, struct step_variable *v)
{
    const struct weigh_members *m = k->t->members;
    size_t n = v->n_columns, *column = xcalloc(n + 1, sizeof *column), room = 0;
    const char **labels = xcalloc(n + 1, sizeof *labels);
    bool *here = xcalloc(dictionary_size(m->ids) + 1, sizeof *here);
    struct dictionary *rows = dictionary_new(); /* key -> row of FROM */
    double *total = NULL;
    for (size_t c = 0; c < n; c++)
        column[c] = find_column(k->t, v->columns[c]);
    for (size_t i = 0; i < from->n_rows; i++) {
        char *key = key_of((const char *const *)from->labels + i * n, n);
        dictionary_add(rows, key, strlen(key), NULL);
        total = grow(total, &room, i + 1, sizeof *total);
        total[i] = from->total[i];
        free(key);
    }
    for (size_t i = 0; i < k->t->n_rows; i++)
        here[k->t->member[i]] = true;
    for (size_t i = 0; i < dictionary_size(m->ids); i++) {
        decimal size;
        if (here[i])
            continue;
        for (size_t c = 0; c < n; c++)
            labels[c] = weigh_label(&m->columns[column[c]], m->columns[column[c]].code[i]);
        char *key = key_of(labels, n);
        size_t at = from->number ? 0 : dictionary_find(rows, key);
        free(key);
        if (at < from->n_rows && !from->number)
            total[at]--;
        else if (from->number && decimal_parse(labels[0], &size))
            total[0] -= decimal_to_double(size);
    }
    for (size_t i = 0; i < from->n_rows; i++) {
        for (size_t c = 0; c < n; c++) {
            labels[c] = from->labels[i * n + c];
            labels[c] = is_merged(k, column[c]) ? as_written(k, column[c], labels[c]) : labels[c];
        }
        step_variable_add(v, labels, NULL, total[i], 0);
    }
    dictionary_free(rows);
    free(total);
    free(here);
    free(labels);
    free(column);
}

/* A variable with totals: a margin, or a number whose sum is known. */
static void add_totals(struct step_making *k, const struct weighting_variable *of, size_t number,
                       struct step_variable *v, bool *from_margins)
{
    const struct weighting_row *row = k->plan->row;
    if (!add_columns(k, of, v))
        return;
    if (strcmp(row->totals, "frame") != 0)
        take_margins(k, of, v);
    *from_margins = v->n_rows > 0;
    v->number = *from_margins ? v->n_rows == 1 && v->n_columns == 1 && !strcmp(v->labels[0], "*")
                              : strcmp(row->step, "rake") != 0 && weigh_is_size(k->r->d, k->t->group, of);
    bool answers = false;
    for (size_t c = 0; c < v->n_columns; c++)
        answers |= find_column(k->t, v->columns[c]) >= k->t->members->n_columns;
    if (!*from_margins && !strcmp(row->totals, "margins"))
        issues_add(k->issues, FAULT, "F812", weigh_place(k->r, k->plan->row),
                   _("group \"%s\": table margins has no totals of \"%s\""), group_code(k), v->name);
    else if (v->number && strcmp(row->step, "calibrate") != 0)
        issues_add(k->issues, FAULT, "F812", weigh_place(k->r, k->plan->row),
                   _("group \"%s\": \"%s\" is a number; only calibrate can meet its total"), group_code(k), v->name);
    else if (!*from_margins && answers)
        issues_add(k->issues, FAULT, "F812", weigh_place(k->r, k->plan->row),
                   _("group \"%s\": table margins has no totals of \"%s\", and the frame has no answers"),
                   group_code(k), v->name);
    else if (!*from_margins)
        take_frame(k, &k->plan->frame[number], v);
    if (v->number)
        return;
    step_variable_merge(v, &k->merges);
    /* A category of blanks has no name, unless they are merged into one: whoever is asked and has none is a fault. */
    if (!*from_margins)
        step_variable_drop_blanks(v);
}

/* Totals that are not those of the frame: the weights then stand for another number of people. */
static void warn_of_sum(const struct step_making *k, const struct step_variable *v)
{
    double sum = 0;
    for (size_t c = 0; c < v->n_rows; c++)
        sum += v->total[c];
    if (fabs(sum - k->t->eligible) > SAME_TOTAL * k->t->eligible)
        issues_add(k->issues, WARNING, "W811", weigh_place(k->r, k->plan->row),
                   _("group \"%s\", ballot type \"%s\": the totals of \"%s\" add up to %.10g, but by the frame %.10g "
                     "belong to the population; the weights will add up to the former"),
                   k->r->d->groups[k->t->group].code, k->r->d->ballot_types[k->t->type].code, v->name, sum,
                   k->t->eligible);
}

/* --- making steps ---------------------------------------------------------------------------------- */

static struct calibrate_options options_of(const struct weighting_row *row)
{
    return (struct calibrate_options){.distance = !strcmp(row->method, "raking")  ? CALIBRATE_RAKING
                                                  : !strcmp(row->method, "logit") ? CALIBRATE_LOGIT
                                                                                  : CALIBRATE_LINEAR,
                                      .bounded = !isnan(row->lower) || !isnan(row->upper),
                                      .lower = isnan(row->lower) ? -INFINITY : row->lower,
                                      .upper = isnan(row->upper) ? INFINITY : row->upper,
                                      .rescale = row->rescale};
}

static bool *responded_of(const struct weigh_table *t)
{
    bool *responded = xcalloc(t->n_rows + 1, sizeof *responded);
    for (size_t i = 0; i < t->n_rows; i++)
        responded[i] = t->ballot[i] != NONE;
    return responded;
}

enum step_kind weigh_step_kind(const struct weighting_row *row)
{
    enum step_kind kind = 0;
    while (strcmp(step_names[kind], row->step) != 0)
        kind++;
    return kind;
}

/* Trim after the steps of RECIPE. */
static void make_trim(const struct weighting_row *row, const struct recipe *recipe, struct step *step)
{
    size_t keeps = 0;
    for (size_t s = 0; !strcmp(row->method, "keep_totals") && s < recipe->n; s++)
        if (step_has_totals(&recipe->steps[s]))
            keeps = s + 1;
    struct trim_limits limits = {isnan(row->lower) ? -INFINITY : row->lower, isnan(row->upper) ? INFINITY : row->upper};
    step_trim(step, limits, !strcmp(row->method, "strict"), keeps);
}

/* The variables of the step, with their totals where it meets some; new array. */
static struct step_variable *make_variables(struct step_making *k, size_t *n, bool *from_margins)
{
    const struct weigh_plan *plan = k->plan;
    struct step_variable *variables = xcalloc(plan->n_variables + 1, sizeof *variables);
    bool together = !strcmp(plan->row->step, "nonresponse"); /* all columns make the classes */
    *n = together ? 1 : plan->n_variables;
    for (size_t i = 0; i < plan->n_variables; i++) {
        struct step_variable *v = &variables[together ? 0 : i];
        if (weighting_has_totals(plan->row))
            add_totals(k, &plan->variables[i], i, v, &from_margins[i]);
        else if (add_columns(k, &plan->variables[i], v))
            v->number = !together && weigh_is_size(k->r->d, k->t->group, &plan->variables[i]);
    }
    if (together && !plan->n_variables) {
        variables[0].name = xstrdup(_("stratum"));
        step_variable_column(&variables[0], "");
    }
    return variables;
}

/* Make the step of PLAN for T, whose steps before it are made; faults are added. */
void weigh_make_step(const struct weigh_recipe *r, struct weigh_table *t, const struct weigh_plan *plan,
                     const struct dataset *data, struct issues *issues)
{
    const struct weighting_row *row = plan->row;
    struct step *step = &t->recipe.steps[t->recipe.n];
    struct step_making k = {.r = r, .t = t, .plan = plan, .told = dictionary_new(), .issues = issues};
    bool *answered = responded_of(t), *from_margins = xcalloc(plan->n_variables + 1, sizeof *from_margins);
    size_t n, faults = issues_count(issues, FAULT);
    k.maker = (struct step_maker){.data = data, .merges = &k.merges, .blanks = true, .tell = gather, .to = &k};
    k.maker.active = weighting_has_totals(row) ? answered : NULL;
    read_merges(&k);
    struct step_variable *v = make_variables(&k, &n, from_margins);
    struct calibrate_options options = options_of(row);
    bool ok = issues_count(issues, FAULT) == faults;
    switch (weigh_step_kind(row)) {
    case STEP_NONRESPONSE:
        ok = ok && step_nonresponse(step, &k.maker, v, responded_of(t));
        break;
    case STEP_PROPENSITY:
        ok = ok && step_propensity(step, &k.maker, v, n, responded_of(t), row->classes < 0 ? 5 : (size_t)row->classes);
        break;
    case STEP_POSTSTRATIFY:
        ok = ok && step_poststratify(step, &k.maker, v, row->rescale);
        break;
    case STEP_RAKE:
        ok = ok && step_rake(step, &k.maker, v, n, row->rescale);
        break;
    case STEP_CALIBRATE:
        ok = ok && step_calibrate(step, &k.maker, v, n, &options, NULL, 0);
        break;
    default:
        make_trim(row, &t->recipe, step);
        break;
    }
    step->kind = weigh_step_kind(row);
    tell_gathered(&k);
    bool is_first = true;
    for (size_t i = 0; i < n; i++) {
        if (from_margins[i] && !v[i].number && (is_first || !row->rescale))
            warn_of_sum(&k, &v[i]);
        is_first &= v[i].number;
        step_variable_release(&v[i]);
    }
    t->recipe.n++;
    free(v);
    free(from_margins);
    free(answered);
    free(k.tolds);
    dictionary_free(k.told);
    merges_release(&k.merges);
}
