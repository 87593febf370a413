#include "scoring/weigh_table.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/frame.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/text.h"

#define MOST_CELLS  ((size_t)1 << 24)
#define NO_CATEGORY UINT32_MAX

/* A variable of a step, and where each combination of its columns' codes belongs. */
struct variable {
    const char *name; /* as the recipe has it */
    const struct weigh_column **columns;
    size_t n_columns, n_combinations;
    uint32_t *category; /* of each combination, NO_CATEGORY where no total is known */
    char **labels;
    double *total;
    size_t n_cats, room_labels, room_totals;
    bool from_margins;
};

/* A total as it is given: a label for each column. */
struct given {
    char **labels;
    double total;
};

struct place weigh_place(const struct weigh_making *m, const struct weighting_row *row)
{
    return m->weighting->file ? (struct place){m->weighting->file, NULL, row->line, 0}
                              : (struct place){store_path(m->store), NULL, 0, 0};
}

/* --- columns ------------------------------------------------------------------------------- */

/* The column of TABLE that is called NAME; "" is the stratum as drawn. */
static const struct weigh_column *find_column(const struct weigh_table *t, const char *name)
{
    for (size_t c = 0; c < t->members->n_columns; c++)
        if (text_same(t->members->columns[c].name, name))
            return &t->members->columns[c];
    for (size_t c = 0; c < t->n_questions; c++)
        if (text_same(t->questions[c].name, name))
            return &t->questions[c];
    return NULL;
}

static uint32_t code_of(const struct weigh_table *t, const struct weigh_column *c, size_t row)
{
    return c->question == NONE ? c->code[t->member[row]] : c->code[row];
}

static size_t n_codes(const struct weigh_column *c)
{
    return dictionary_size(c->labels) + 1;
}

static const char *label_of(const struct weigh_column *c, uint32_t code)
{
    return code ? dictionary_key(c->labels, code - 1) : "";
}

/* The code that LABEL stands for: the value itself, of a question also the option's words; SIZE_MAX. */
static size_t find_label(const struct weigh_making *m, const struct weigh_column *c, const char *label)
{
    size_t at = dictionary_find(c->labels, label);
    for (size_t i = 0; at == SIZE_MAX && i < dictionary_size(c->labels); i++)
        if (text_same(dictionary_key(c->labels, i), label))
            at = i;
    if (at != SIZE_MAX || c->question == NONE)
        return at == SIZE_MAX ? at : at + 1;
    const struct scale *scale = &m->d->scales[m->d->questions[c->question].scale];
    for (size_t i = 0; i < scale->n_options; i++)
        if (text_same(scale->options[i].label, label))
            return i + 1;
    return SIZE_MAX;
}

/* The number of a member's column in ROW, NaN where it is none. */
static double number_of(const struct weigh_table *t, const struct weigh_column *c, size_t row)
{
    decimal value;
    return decimal_parse(label_of(c, code_of(t, c, row)), &value) ? decimal_to_double(value) : NAN;
}

/* Sizes are numbers, all else is names. */
static bool is_number(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_variable *v)
{
    const char *size = m->d->groups[t->group].size_column;
    return v->n_columns == 1 && (text_same(v->columns[0], "size") || (*size && text_same(v->columns[0], size)));
}

/* --- variables ------------------------------------------------------------------------------- */

static void release_variable(struct variable *v, bool all)
{
    free(v->columns);
    free(v->category);
    for (size_t c = 0; all && c < v->n_cats; c++)
        free(v->labels[c]);
    if (all) {
        free(v->labels);
        free(v->total);
    }
    free((char *)v->name);
}

static char *joined(char *const *words, size_t n, const char *between)
{
    char *all = xstrdup(n ? words[0] : "");
    for (size_t i = 1; i < n; i++) {
        char *longer = xasprintf("%s%s%s", all, between, words[i]);
        free(all);
        all = longer;
    }
    return all;
}

/* The columns of V, all categories still outside. */
static bool open_variable(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                          const struct weighting_variable *of, struct variable *v)
{
    char drawn[] = "", *stratum[] = {drawn};
    char *const *names = of ? of->columns : stratum;
    *v = (struct variable){.name = of ? joined(of->columns, of->n_columns, "*") : xstrdup(_("stratum")),
                           .n_columns = of ? of->n_columns : 1,
                           .n_combinations = 1};
    v->columns = xcalloc(v->n_columns, sizeof *v->columns);
    for (size_t c = 0; c < v->n_columns; c++) {
        v->columns[c] = find_column(t, names[c]);
        if (!v->columns[c]) {
            issues_add(m->issues, FAULT, "F811", weigh_place(m, row),
                       _("group \"%s\", ballot type \"%s\": \"%s\" is no question of it"), m->d->groups[t->group].code,
                       m->d->ballot_types[t->type].code, names[c]);
            return false;
        }
        v->n_combinations *= n_codes(v->columns[c]);
        if (v->n_combinations > MOST_CELLS) {
            issues_add(m->issues, FAULT, "F811", weigh_place(m, row),
                       _("group \"%s\": \"%s\" makes more than %zu combinations"), m->d->groups[t->group].code, v->name,
                       MOST_CELLS);
            return false;
        }
    }
    v->category = xreallocarray(NULL, v->n_combinations + 1, sizeof *v->category);
    for (size_t k = 0; k < v->n_combinations; k++)
        v->category[k] = NO_CATEGORY;
    return true;
}

static size_t combination(const struct weigh_table *t, const struct variable *v, size_t row)
{
    size_t at = 0;
    for (size_t c = 0; c < v->n_columns; c++)
        at = at * n_codes(v->columns[c]) + code_of(t, v->columns[c], row);
    return at;
}

/* "Nam, Quận A"; what is blank is "" and makes *BLANK true. */
static char *combination_words(const struct variable *v, size_t at, bool *blank)
{
    char *words = xstrdup("");
    *blank = false;
    for (size_t c = v->n_columns; c-- > 0; at /= n_codes(v->columns[c])) {
        uint32_t code = (uint32_t)(at % n_codes(v->columns[c]));
        *blank |= code == 0;
        char *longer = xasprintf("%s%s%s", label_of(v->columns[c], code), *words ? "*" : "", words);
        free(words);
        words = longer;
    }
    return words;
}

static size_t add_category(struct variable *v, char *label, double total)
{
    v->labels = grow(v->labels, &v->room_labels, v->n_cats + 1, sizeof *v->labels);
    v->total = grow(v->total, &v->room_totals, v->n_cats + 1, sizeof *v->total);
    v->labels[v->n_cats] = label;
    v->total[v->n_cats] = total;
    return v->n_cats++;
}

/* A category for each combination that occurs: classes. */
static void number_classes(const struct weigh_table *t, struct variable *v)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t at = combination(t, v, i);
        bool blank;
        if (v->category[at] == NO_CATEGORY)
            v->category[at] = (uint32_t)add_category(v, combination_words(v, at, &blank), 0);
    }
}

/* --- totals -------------------------------------------------------------------------------------- */

static void release_given(struct given *given, size_t n, size_t n_columns)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < n_columns; c++)
            free(given[i].labels[c]);
        free(given[i].labels);
    }
    free(given);
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

/* The rows of the table margins for the variable OF; new array. */
static struct given *read_margins(const struct weigh_making *m, const struct weigh_table *t,
                                  const struct weighting_row *row, const struct weighting_variable *of, size_t *n)
{
    struct given *given = NULL;
    size_t room = 0, *order = xcalloc(of->n_columns, sizeof *order);
    *n = 0;
    for (size_t i = 0; i < m->d->n_margins; i++) {
        const struct margin *margin = &m->d->margins[i];
        size_t n_variables;
        struct weighting_variable *variables = weighting_split(margin->variable, &n_variables);
        bool same = margin->group == t->group && n_variables == 1 && weighting_same(of, &variables[0], order);
        weighting_split_free(variables, n_variables);
        if (!same)
            continue;
        char **labels = category_parts(margin->category, order, of->n_columns);
        if (!labels) {
            issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                       _("group \"%s\": table margins has the category \"%s\" of \"%s\"; expected %zu values with * "
                         "between"),
                       m->d->groups[t->group].code, margin->category, margin->variable, of->n_columns);
            continue;
        }
        given = grow(given, &room, *n + 1, sizeof *given);
        given[(*n)++] = (struct given){labels, decimal_to_double(margin->total)};
    }
    free(order);
    return given;
}

/* A combination of codes: the first of the frame who has it, and how many do. */
struct counted {
    const struct variable *v;
    size_t person, n;
};

static const char *label_of_person(const struct weigh_column *c, size_t person)
{
    return dictionary_key(c->all_labels, c->code_of_all[person] - 1);
}

static int by_labels(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    int order = 0;
    for (size_t c = 0; order == 0 && c < x->v->n_columns; c++)
        order = strcmp(label_of_person(x->v->columns[c], x->person), label_of_person(x->v->columns[c], y->person));
    return order;
}

/* The combinations of V's columns in the frame, in the order of their labels; those with a blank have no name and are
 * left out: whoever is asked and has none is a fault. */
static struct counted *count_combinations(const struct weigh_table *t, const struct variable *v, size_t *n)
{
    struct dictionary *keys = dictionary_new();
    struct counted *counted = NULL;
    size_t room = 0, people = (size_t)t->members->people;
    uint32_t *codes = xcalloc(v->n_columns, sizeof *codes);
    *n = 0;
    for (size_t i = 0; i < people; i++) {
        bool blank = false, added;
        for (size_t c = 0; c < v->n_columns; c++) {
            codes[c] = v->columns[c]->code_of_all[i];
            blank |= codes[c] == 0;
        }
        if (blank)
            continue;
        size_t at = dictionary_add(keys, (const char *)codes, v->n_columns * sizeof *codes, &added);
        if (added) {
            counted = grow(counted, &room, *n + 1, sizeof *counted);
            counted[(*n)++] = (struct counted){v, i, 0};
        }
        counted[at].n++;
    }
    free(codes);
    dictionary_free(keys);
    if (*n)
        qsort(counted, *n, sizeof *counted, by_labels);
    return counted;
}

/* The people of the frame by the columns of V. */
static void count_frame(const struct weigh_table *t, struct variable *v)
{
    size_t n;
    struct counted *counted = count_combinations(t, v, &n);
    for (size_t k = 0; k < n; k++) {
        size_t at = 0;
        bool sampled = true;
        char **labels = xcalloc(v->n_columns, sizeof *labels);
        for (size_t c = 0; c < v->n_columns; c++) {
            const char *label = label_of_person(v->columns[c], counted[k].person);
            size_t code = dictionary_find(v->columns[c]->labels, label);
            sampled &= code != SIZE_MAX;
            at = at * n_codes(v->columns[c]) + (code == SIZE_MAX ? 0 : code + 1);
            labels[c] = xstrdup(label);
        }
        size_t category = add_category(v, joined(labels, v->n_columns, "*"), (double)counted[k].n);
        if (sampled)
            v->category[at] = (uint32_t)category;
        for (size_t c = 0; c < v->n_columns; c++)
            free(labels[c]);
        free(labels);
    }
    free(counted);
}

static double sum_frame(const struct weigh_making *m, const struct weigh_table *t, const char *name, struct error *err)
{
    char *one = frame_expression(name);
    char *sql = xasprintf("SELECT sum(%s + 0.0) FROM frame WHERE \"group\" = :group", one);
    struct query *q = query_new(m->store, sql, err);
    double sum = NAN;
    if (q)
        query_text(q, ":group", m->d->groups[t->group].code);
    if (q && query_next(q, err))
        sum = query_get_real(q, 0);
    query_free(q);
    free(sql);
    free(one);
    return sum;
}

/* The totals of GIVEN into V. */
static void take_given(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                       struct variable *v, const struct given *given, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        bool known = true;
        for (size_t c = 0; c < v->n_columns; c++) {
            size_t code = find_label(m, v->columns[c], given[i].labels[c]);
            known &= code != SIZE_MAX;
            at = at * n_codes(v->columns[c]) + (code == SIZE_MAX ? 0 : code);
        }
        size_t category = add_category(v, joined(given[i].labels, v->n_columns, "*"), given[i].total);
        if (known && v->category[at] != NO_CATEGORY)
            issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                       _("group \"%s\": table margins has the category \"%s\" of \"%s\" twice, once as \"%s\""),
                       m->d->groups[t->group].code, v->labels[category], v->name, v->labels[v->category[at]]);
        else if (known)
            v->category[at] = (uint32_t)category;
    }
}

/* Totals that are not those of the frame: the weights then stand for another number of people. */
static void warn_of_sum(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                        const struct variable *v)
{
    double sum = 0;
    for (size_t c = 0; c < v->n_cats; c++)
        sum += v->total[c];
    if (fabs(sum - t->eligible) > 1e-9 * t->eligible)
        issues_add(m->issues, WARNING, "W811", weigh_place(m, row),
                   _("group \"%s\", ballot type \"%s\": the totals of \"%s\" add up to %.10g, but by the frame %.10g "
                     "belong to the population; the weights will add up to the former"),
                   m->d->groups[t->group].code, m->d->ballot_types[t->type].code, v->name, sum, t->eligible);
}

/* Everybody who has a weight must be in a category with a total: those who are not, by what they are. */
static void check_outside(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                          const struct variable *v)
{
    size_t *n = NULL, *first = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t at = combination(t, v, i);
        if (t->ballot[i] == NONE || v->category[at] != NO_CATEGORY)
            continue;
        if (!n) {
            n = xcalloc(v->n_combinations, sizeof *n);
            first = xcalloc(v->n_combinations, sizeof *first);
        }
        if (!n[at]++)
            first[at] = i;
    }
    for (size_t k = 0; n && k < v->n_combinations; k++) {
        if (!n[k])
            continue;
        bool blank;
        char *words = combination_words(v, k, &blank);
        const char *group = m->d->groups[t->group].code, *type = m->d->ballot_types[t->type].code;
        const char *member = dictionary_key(t->members->ids, t->member[first[k]]);
        if (blank)
            issues_add(m->issues, FAULT, "F813", weigh_place(m, row),
                       _("group \"%s\", ballot type \"%s\": \"%s\" is blank or unreadable for %zu who answered, first "
                         "\"%s\"; expected one of the categories whose totals are given"),
                       group, type, v->name, n[k], member);
        else
            issues_add(
                m->issues, FAULT, "F814", weigh_place(m, row),
                _("group \"%s\", ballot type \"%s\": %zu who answered, first \"%s\", are of the category \"%s\" of "
                  "\"%s\", for which no total is given"),
                group, type, n[k], member, words, v->name);
        free(words);
    }
    free(n);
    free(first);
}

/* Those found not to belong to the population leave the counts of the frame. */
static void leave_out(const struct weigh_table *t, struct variable *v, const bool *lost)
{
    for (size_t i = 0; i < dictionary_size(t->members->ids); i++) {
        size_t at = 0;
        if (!lost[i])
            continue;
        for (size_t c = 0; c < v->n_columns; c++)
            at = at * n_codes(v->columns[c]) + v->columns[c]->code[i];
        if (v->category[at] != NO_CATEGORY)
            v->total[v->category[at]]--;
    }
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

static void set_totals(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                       struct variable *v, const struct given *given, size_t n_given, const bool *lost)
{
    v->from_margins = n_given > 0;
    if (n_given) {
        take_given(m, t, row, v, given, n_given);
    } else {
        for (size_t c = 0; c < v->n_columns; c++)
            if (v->columns[c]->question != NONE) {
                issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                           _("group \"%s\": table margins has no totals of \"%s\", and the frame has no answers"),
                           m->d->groups[t->group].code, v->name);
                return;
            }
        count_frame(t, v);
        leave_out(t, v, lost);
    }
    check_outside(m, t, row, v);
}

/* --- steps ------------------------------------------------------------------------------------------- */

/* What a step is given bit by bit. */
struct making {
    struct variable *variables;
    size_t n_variables;
    struct aux_value *values;
    size_t n_values;
};

static void hand_over(struct making *k, const struct weigh_table *t, struct step *step)
{
    struct margin_source *margins = xcalloc(k->n_variables + 1, sizeof *margins);
    uint32_t **cat = xcalloc(k->n_variables + 1, sizeof *cat);
    for (size_t v = 0; v < k->n_variables; v++) {
        struct variable *from = &k->variables[v];
        margins[v] = (struct margin_source){
            .name = from->name, .n_cats = from->n_cats, .labels = from->labels, .total = from->total};
        cat[v] = xreallocarray(NULL, t->n_rows + 1, sizeof **cat);
        for (size_t i = 0; i < t->n_rows; i++) {
            uint32_t category = from->category[combination(t, from, i)];
            cat[v][i] = category == NO_CATEGORY ? 0 : category; /* one who did not answer, without a weight */
        }
    }
    step_take(step, t->n_rows, cat, margins, k->n_variables, k->values, k->n_values);
    free(margins);
}

/* The numbers of the column that OF names, whose sum is TOTAL. */
static void add_value(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                      const struct weighting_variable *of, double total, bool all, struct making *k)
{
    const struct weigh_column *c = find_column(t, of->columns[0]);
    double *x = xreallocarray(NULL, t->n_rows + 1, sizeof *x);
    size_t n = 0, first = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        x[i] = c ? number_of(t, c, i) : NAN;
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
    k->values[k->n_values++] = (struct aux_value){xstrdup(of->columns[0]), x, total};
}

/* A variable with totals: a margin, or a number whose sum is known. */
static bool add_known(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                      const struct weighting_variable *of, struct making *k, struct error *err)
{
    size_t n_given = 0;
    struct given *given = !strcmp(row->totals, "frame") ? NULL : read_margins(m, t, row, of, &n_given);
    bool *lost = lost_members(t), ok = true;
    bool number = n_given ? n_given == 1 && of->n_columns == 1 && !strcmp(given[0].labels[0], "*")
                          : strcmp(row->step, "rake") != 0 && is_number(m, t, of);
    if (!n_given && !strcmp(row->totals, "margins")) {
        issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                   _("group \"%s\": table margins has no totals of \"%s\""), m->d->groups[t->group].code,
                   of->columns[0]);
    } else if (number && strcmp(row->step, "calibrate") != 0) {
        issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                   _("group \"%s\": \"%s\" is a number; only calibrate can meet its total"),
                   m->d->groups[t->group].code, of->columns[0]);
    } else if (number) {
        double total = n_given ? given[0].total : sum_frame(m, t, of->columns[0], err);
        const struct weigh_column *c = find_column(t, of->columns[0]);
        for (size_t i = 0; !n_given && c && i < dictionary_size(t->members->ids); i++) {
            decimal lost_size;
            if (lost[i] && decimal_parse(label_of(c, c->code[i]), &lost_size))
                total -= decimal_to_double(lost_size);
        }
        ok = n_given || err->code == E_NONE;
        add_value(m, t, row, of, total, false, k);
    } else {
        struct variable *v = &k->variables[k->n_variables++];
        if (open_variable(m, t, row, of, v))
            set_totals(m, t, row, v, given, n_given, lost);
        if (v->from_margins && (k->n_variables == 1 || !row->rescale))
            warn_of_sum(m, t, row, v);
    }
    release_given(given, n_given, of->n_columns);
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
    struct making k = {.variables = xcalloc(n + 1, sizeof *k.variables), .values = xcalloc(n + 1, sizeof *k.values)};
    bool ok = true, has_aux = true;
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
        if (open_variable(m, t, row, n ? &whole : NULL, &k.variables[k.n_variables++]))
            number_classes(t, &k.variables[0]);
        free(whole.columns);
        break;
    }
    case STEP_PROPENSITY:
        for (size_t v = 0; v < n; v++) {
            if (is_number(m, t, &variables[v])) {
                add_value(m, t, row, &variables[v], 0, true, &k);
                continue;
            }
            if (open_variable(m, t, row, &variables[v], &k.variables[k.n_variables++]))
                number_classes(t, &k.variables[k.n_variables - 1]);
        }
        break;
    case STEP_TRIM:
        has_aux = false;
        break;
    default:
        for (size_t v = 0; ok && v < n; v++)
            ok = add_known(m, t, row, &variables[v], &k, err);
        break;
    }
    ok = ok && issues_count(m->issues, FAULT) == faults;
    if (ok && has_aux) {
        hand_over(&k, t, step);
        k.values = NULL;
    }
    if (ok && weighting_is_nonresponse(row)) {
        step->responded = xcalloc(t->n_rows + 1, sizeof *step->responded);
        for (size_t i = 0; i < t->n_rows; i++)
            step->responded[i] = t->ballot[i] != NONE;
    }
    for (size_t v = 0; v < k.n_variables; v++)
        release_variable(&k.variables[v], !ok || !has_aux);
    for (size_t v = 0; k.values && v < k.n_values; v++) {
        free((char *)k.values[v].name);
        free((double *)k.values[v].x);
    }
    free(k.values);
    free(k.variables);
    weighting_split_free(variables, n);
    return ok;
}
