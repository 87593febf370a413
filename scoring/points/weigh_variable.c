#include "scoring/points/weigh_variable.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/merge.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/base/tolerances.h"
#include "survey/round/frame.h"

#define MOST_CELLS ((size_t)1 << 24)

/* --- columns ------------------------------------------------------------------------------- */

/* The column of TABLE that is called NAME; "" is the stratum as drawn. */
const struct weigh_column *weigh_column_of(const struct weigh_table *t, const char *name)
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

const char *weigh_label(const struct weigh_column *c, uint32_t code)
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

/* --- merged categories ------------------------------------------------------------------------- */

/* LABEL of column C as the column itself writes it. */
static const char *as_written(const struct weigh_making *m, const struct weigh_column *c, const char *label)
{
    size_t code = find_label(m, c, label);
    return code == SIZE_MAX ? label : weigh_label(c, (uint32_t)code);
}

/* The category that LABEL of column C counts as. */
static const char *merged(const struct weigh_making *m, const struct weigh_column *c, const struct merges *merges,
                          const char *label)
{
    label = as_written(m, c, label);
    for (size_t i = 0; i < merges->n; i++)
        if (text_same(merges->merges[i].column, c->name) && text_same(as_written(m, c, merges->merges[i].from), label))
            label = as_written(m, c, merges->merges[i].into);
    return label;
}

/* The code of LABEL, merged, in column C of V, or of one that counts as the same; SIZE_MAX where the sample has none.
 */
static size_t code_for(const struct weigh_making *m, const struct weigh_variable *v, size_t c, const char *label)
{
    const struct weigh_column *column = v->columns[c];
    size_t code = find_label(m, column, label);
    if (!v->as[c])
        return code;
    if (code != SIZE_MAX)
        return v->as[c][code];
    for (code = 0; code < n_codes(column); code++)
        if (text_same(merged(m, column, v->merges, weigh_label(column, (uint32_t)code)), label))
            return v->as[c][code];
    return SIZE_MAX;
}

/* What the codes of the columns of V count as. */
static void merge_codes(const struct weigh_making *m, struct weigh_variable *v)
{
    v->as = xcalloc(v->n_columns, sizeof *v->as);
    for (size_t c = 0; c < v->n_columns; c++) {
        const struct weigh_column *column = v->columns[c];
        bool any = false;
        for (size_t i = 0; i < v->merges->n; i++)
            any |= text_same(v->merges->merges[i].column, column->name);
        if (!any)
            continue;
        struct dictionary *first = dictionary_new(); /* the first code of each category */
        size_t room = 0;
        uint32_t *code_of_first = NULL;
        v->as[c] = xcalloc(n_codes(column), sizeof **v->as);
        for (uint32_t code = 0; code < n_codes(column); code++) {
            const char *label = merged(m, column, v->merges, weigh_label(column, code));
            size_t own = *label ? dictionary_find(column->labels, label) : SIZE_MAX;
            bool added;
            size_t at = dictionary_add(first, label, strlen(label), &added);
            if (added) {
                code_of_first = grow(code_of_first, &room, at + 1, sizeof *code_of_first);
                code_of_first[at] = own == SIZE_MAX ? code : (uint32_t)own + 1;
            }
            v->as[c][code] = code_of_first[at];
        }
        free(code_of_first);
        dictionary_free(first);
    }
}

/* A merge of a category that nobody has, here or in the totals: a slip of the pen. */
static void warn_of_merges(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                           const struct weigh_variable *v, const struct weigh_given *given, size_t n_given)
{
    for (size_t i = 0; i < v->merges->n; i++)
        for (size_t c = 0; c < v->n_columns; c++) {
            const struct merge *merge = &v->merges->merges[i];
            if (!text_same(merge->column, v->columns[c]->name) || !*merge->from ||
                find_label(m, v->columns[c], merge->from) != SIZE_MAX)
                continue;
            bool found =
                v->columns[c]->all_labels && dictionary_find(v->columns[c]->all_labels, merge->from) != SIZE_MAX;
            for (size_t k = 0; !found && k < n_given; k++)
                found = text_same(given[k].labels[c], merge->from);
            if (!found)
                issues_add(m->issues, WARNING, "W816", weigh_place(m, row),
                           _("group \"%s\", ballot type \"%s\": merge: \"%s\" has no category \"%s\""),
                           m->d->groups[t->group].code, m->d->ballot_types[t->type].code, merge->column, merge->from);
        }
}

/* The number of a member's column in ROW, NaN where it is none. */
double weigh_number(const struct weigh_table *t, const struct weigh_column *c, size_t row)
{
    decimal value;
    return decimal_parse(weigh_label(c, code_of(t, c, row)), &value) ? decimal_to_double(value) : NAN;
}

/* Sizes are numbers, all else is names. */
bool weigh_is_number(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_variable *v)
{
    const char *size = m->d->groups[t->group].size_column;
    return v->n_columns == 1 && (text_same(v->columns[0], "size") || (*size && text_same(v->columns[0], size)));
}

/* --- variables ------------------------------------------------------------------------------- */

void weigh_variable_release(struct weigh_variable *v, bool all)
{
    for (size_t c = 0; v->as && c < v->n_columns; c++)
        free(v->as[c]);
    free(v->as);
    free(v->columns);
    free(v->category);
    for (size_t c = 0; all && c < v->n_cats; c++)
        free(v->labels[c]);
    if (all) {
        free(v->labels);
        free(v->total);
    }
    discard(v->name);
}

static char *joined(const char *const *words, size_t n, const char *between)
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
bool weigh_variable_open(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                         const struct weighting_variable *of, const struct merges *merges, struct weigh_variable *v)
{
    char drawn[] = "", *stratum[] = {drawn};
    char *const *names = of ? of->columns : stratum;
    *v = (struct weigh_variable){.name = of ? joined((const char *const *)of->columns, of->n_columns, "*")
                                            : xstrdup(_("stratum")),
                                 .n_columns = of ? of->n_columns : 1,
                                 .n_combinations = 1,
                                 .merges = merges};
    v->columns = xcalloc(v->n_columns, sizeof *v->columns);
    for (size_t c = 0; c < v->n_columns; c++) {
        v->columns[c] = weigh_column_of(t, names[c]);
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
    merge_codes(m, v);
    v->category = xreallocarray(NULL, v->n_combinations + 1, sizeof *v->category);
    for (size_t k = 0; k < v->n_combinations; k++)
        v->category[k] = WEIGH_NO_CATEGORY;
    return true;
}

static uint32_t counts_as(const struct weigh_variable *v, size_t c, uint32_t code)
{
    return v->as[c] ? v->as[c][code] : code;
}

size_t weigh_combination(const struct weigh_table *t, const struct weigh_variable *v, size_t row)
{
    size_t at = 0;
    for (size_t c = 0; c < v->n_columns; c++)
        at = at * n_codes(v->columns[c]) + counts_as(v, c, code_of(t, v->columns[c], row));
    return at;
}

/* "Nam, Quận A"; what is blank is "" and makes *BLANK true. */
static char *combination_words(const struct weigh_variable *v, size_t at, bool *blank)
{
    char *words = xstrdup("");
    *blank = false;
    for (size_t c = v->n_columns; c-- > 0; at /= n_codes(v->columns[c])) {
        uint32_t code = (uint32_t)(at % n_codes(v->columns[c]));
        *blank |= code == 0;
        char *longer = xasprintf("%s%s%s", weigh_label(v->columns[c], code), *words ? "*" : "", words);
        free(words);
        words = longer;
    }
    return words;
}

static size_t add_category(struct weigh_variable *v, char *label, double total)
{
    v->labels = grow(v->labels, &v->room_labels, v->n_cats + 1, sizeof *v->labels);
    v->total = grow(v->total, &v->room_totals, v->n_cats + 1, sizeof *v->total);
    v->labels[v->n_cats] = label;
    v->total[v->n_cats] = total;
    return v->n_cats++;
}

/* The category that is called LABEL; N_CATS where there is none yet. */
static size_t find_category(const struct weigh_variable *v, const char *label)
{
    size_t c = 0;
    while (c < v->n_cats && strcmp(v->labels[c], label) != 0)
        c++;
    return c;
}

static bool has_merged(const struct weigh_variable *v)
{
    for (size_t c = 0; c < v->n_columns; c++)
        if (v->as[c])
            return true;
    return false;
}

/* A category for each combination that occurs: classes. */
void weigh_variable_classes(const struct weigh_table *t, struct weigh_variable *v)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t at = weigh_combination(t, v, i);
        bool blank;
        if (v->category[at] == WEIGH_NO_CATEGORY)
            v->category[at] = (uint32_t)add_category(v, combination_words(v, at, &blank), 0);
    }
}

/* --- totals -------------------------------------------------------------------------------------- */

void weigh_given_free(struct weigh_given *given, size_t n, size_t n_columns)
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
struct weigh_given *weigh_given_read(const struct weigh_making *m, const struct weigh_table *t,
                                     const struct weighting_row *row, const struct weighting_variable *of, size_t *n)
{
    struct weigh_given *given = NULL;
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
        given[(*n)++] = (struct weigh_given){labels, decimal_to_double(margin->total)};
    }
    free(order);
    return given;
}

/* A combination of codes: the first of the frame who has it, and how many do. */
struct counted {
    const struct weigh_variable *v;
    size_t person, n;
};

static const char *label_of_person(const struct weigh_column *c, size_t person)
{
    uint32_t code = c->code_of_all[person];
    return code ? dictionary_key(c->all_labels, code - 1) : "";
}

static int by_labels(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    int order = 0;
    for (size_t c = 0; order == 0 && c < x->v->n_columns; c++)
        order = strcmp(label_of_person(x->v->columns[c], x->person), label_of_person(x->v->columns[c], y->person));
    return order;
}

/* The combinations of V's columns in the frame, in the order of their labels. */
static struct counted *count_combinations(const struct weigh_table *t, const struct weigh_variable *v, size_t *n)
{
    struct dictionary *keys = dictionary_new();
    struct counted *counted = NULL;
    size_t room = 0, people = (size_t)t->members->people;
    uint32_t *codes = xcalloc(v->n_columns, sizeof *codes);
    *n = 0;
    for (size_t i = 0; i < people; i++) {
        bool added;
        for (size_t c = 0; c < v->n_columns; c++)
            codes[c] = v->columns[c]->code_of_all[i];
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

/* The people of the frame by the columns of V.  A category of blanks has no name, unless they are merged into one: it
 * is left out, and whoever is asked and has none is a fault. */
static void count_frame(const struct weigh_making *m, const struct weigh_table *t, struct weigh_variable *v)
{
    size_t n;
    struct counted *counted = count_combinations(t, v, &n);
    const char **labels = xcalloc(v->n_columns + 1, sizeof *labels);
    for (size_t k = 0; k < n; k++) {
        size_t at = 0;
        bool sampled = true, blank = false;
        for (size_t c = 0; c < v->n_columns; c++) {
            const char *label = label_of_person(v->columns[c], counted[k].person);
            labels[c] = v->as[c] ? merged(m, v->columns[c], v->merges, label) : label;
            blank |= !*labels[c];
            size_t found = v->as[c] ? SIZE_MAX : dictionary_find(v->columns[c]->labels, label);
            size_t code = v->as[c] ? code_for(m, v, c, labels[c]) : found == SIZE_MAX ? found : found + 1;
            sampled &= code != SIZE_MAX;
            at = at * n_codes(v->columns[c]) + (code == SIZE_MAX ? 0 : code);
        }
        if (blank)
            continue;
        char *label = joined(labels, v->n_columns, "*");
        size_t same = has_merged(v) ? find_category(v, label) : v->n_cats;
        if (same < v->n_cats) {
            v->total[same] += (double)counted[k].n;
            free(label);
            continue;
        }
        size_t category = add_category(v, label, (double)counted[k].n);
        if (sampled)
            v->category[at] = (uint32_t)category;
    }
    free(labels);
    free(counted);
}

double weigh_frame_sum(const struct weigh_making *m, const struct weigh_table *t, const char *name, struct error *err)
{
    char *one = frame_expression(name);
    char *sql = xasprintf("SELECT sum(%s + 0.0) FROM frame WHERE \"group\" = :group", one);
    struct query *q = query_new(m->store, sql);
    double sum = NAN;
    query_text(q, ":group", m->d->groups[t->group].code);
    if (query_next(q))
        sum = query_get_real(q, 0);
    query_end(q, err);
    free(sql);
    free(one);
    return sum;
}

/* The totals of GIVEN into V; those of merged categories are added up. */
static void take_given(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                       struct weigh_variable *v, const struct weigh_given *given, size_t n)
{
    const char **labels = xcalloc(v->n_columns + 1, sizeof *labels);
    bool *of_merged = xcalloc(n + 1, sizeof *of_merged); /* [category] */
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        bool known = true, changed = false;
        for (size_t c = 0; c < v->n_columns; c++) {
            labels[c] = v->as[c] ? merged(m, v->columns[c], v->merges, given[i].labels[c]) : given[i].labels[c];
            changed |= v->as[c] && !text_same(labels[c], as_written(m, v->columns[c], given[i].labels[c]));
            size_t code = code_for(m, v, c, labels[c]);
            known &= code != SIZE_MAX;
            at = at * n_codes(v->columns[c]) + (code == SIZE_MAX ? 0 : code);
        }
        char *label = joined(labels, v->n_columns, "*");
        size_t same = has_merged(v) ? find_category(v, label) : v->n_cats;
        if (same < v->n_cats && (changed || of_merged[same])) {
            v->total[same] += given[i].total;
            of_merged[same] = true;
            free(label);
            continue;
        }
        size_t category = add_category(v, label, given[i].total);
        of_merged[category] = changed;
        if (known && v->category[at] != WEIGH_NO_CATEGORY)
            issues_add(m->issues, FAULT, "F812", weigh_place(m, row),
                       _("group \"%s\": table margins has the category \"%s\" of \"%s\" twice, once as \"%s\""),
                       m->d->groups[t->group].code, v->labels[category], v->name, v->labels[v->category[at]]);
        else if (known)
            v->category[at] = (uint32_t)category;
    }
    free(of_merged);
    free(labels);
}

/* Totals that are not those of the frame: the weights then stand for another number of people. */
void weigh_warn_of_sum(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                       const struct weigh_variable *v)
{
    double sum = 0;
    for (size_t c = 0; c < v->n_cats; c++)
        sum += v->total[c];
    if (fabs(sum - t->eligible) > SAME_TOTAL * t->eligible)
        issues_add(m->issues, WARNING, "W811", weigh_place(m, row),
                   _("group \"%s\", ballot type \"%s\": the totals of \"%s\" add up to %.10g, but by the frame %.10g "
                     "belong to the population; the weights will add up to the former"),
                   m->d->groups[t->group].code, m->d->ballot_types[t->type].code, v->name, sum, t->eligible);
}

/* Everybody who has a weight must be in a category with a total: those who are not, by what they are. */
static void check_outside(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                          const struct weigh_variable *v)
{
    size_t *n = NULL, *first = NULL;
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t at = weigh_combination(t, v, i);
        if (t->ballot[i] == NONE || v->category[at] != WEIGH_NO_CATEGORY)
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
static void leave_out(const struct weigh_table *t, struct weigh_variable *v, const bool *lost)
{
    for (size_t i = 0; i < dictionary_size(t->members->ids); i++) {
        size_t at = 0;
        if (!lost[i])
            continue;
        for (size_t c = 0; c < v->n_columns; c++)
            at = at * n_codes(v->columns[c]) + counts_as(v, c, v->columns[c]->code[i]);
        if (v->category[at] != WEIGH_NO_CATEGORY)
            v->total[v->category[at]]--;
    }
}

void weigh_variable_totals(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                           struct weigh_variable *v, const struct weigh_given *given, size_t n_given, const bool *lost)
{
    v->from_margins = n_given > 0;
    warn_of_merges(m, t, row, v, given, n_given);
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
        count_frame(m, t, v);
        leave_out(t, v, lost);
    }
    check_outside(m, t, row, v);
}
