#include "scoring/weights/steps.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"

#define MOST_COMBINATIONS ((size_t)1 << 24) /* of codes; cells beyond as many are not numbered, rows are their own */
#define NOWHERE           UINT32_MAX

/* --- variables ------------------------------------------------------------------------------ */

void step_variable_column(struct step_variable *v, const char *name)
{
    v->columns = xreallocarray(v->columns, v->n_columns + 1, sizeof *v->columns);
    v->columns[v->n_columns++] = xstrdup(name);
}

void step_variable_add(struct step_variable *v, const char *const *labels, const char *const *words, double total,
                       size_t line)
{
    size_t i = v->n_rows++;
    v->labels = grow(v->labels, &v->room[0], (i + 1) * v->n_columns + 1, sizeof *v->labels);
    v->words = grow(v->words, &v->room[1], (i + 1) * v->n_columns + 1, sizeof *v->words);
    v->total = grow(v->total, &v->room[2], i + 1, sizeof *v->total);
    v->line = grow(v->line, &v->room[3], i + 1, sizeof *v->line);
    for (size_t c = 0; c < v->n_columns; c++) {
        v->labels[i * v->n_columns + c] = xstrdup(labels[c]);
        v->words[i * v->n_columns + c] = words && strcmp(words[c], labels[c]) != 0 ? xstrdup(words[c]) : NULL;
    }
    v->total[i] = total;
    v->line[i] = line;
}

static void free_row(struct step_variable *v, size_t i)
{
    for (size_t c = i * v->n_columns; c < (i + 1) * v->n_columns; c++) {
        free(v->labels[c]);
        free(v->words[c]);
    }
}

/* Row I of V becomes row TO, which is before it. */
static void move_row(struct step_variable *v, size_t to, size_t i)
{
    for (size_t c = 0; to != i && c < v->n_columns; c++) {
        v->labels[to * v->n_columns + c] = v->labels[i * v->n_columns + c];
        v->words[to * v->n_columns + c] = v->words[i * v->n_columns + c];
    }
    v->total[to] = v->total[i];
    v->line[to] = v->line[i];
}

void step_variable_release(struct step_variable *v)
{
    for (size_t c = 0; c < v->n_columns; c++)
        free(v->columns[c]);
    for (size_t i = 0; i < v->n_rows; i++)
        free_row(v, i);
    free(v->columns);
    free(v->labels);
    free(v->words);
    free(v->total);
    free(v->line);
    free(v->name);
    *v = (struct step_variable){0};
}

/* The category that LABEL of COLUMN counts as. */
static const char *merged(const struct merges *m, const char *column, const char *label)
{
    for (size_t i = 0; m && i < m->n; i++)
        if (!strcmp(m->merges[i].column, column) && !strcmp(m->merges[i].from, label))
            label = m->merges[i].into;
    return label;
}

/* Rename the labels of row I; has any changed? */
static bool merge_row(struct step_variable *v, size_t i, struct merges *merges)
{
    bool changed = false;
    for (size_t c = 0; c < v->n_columns; c++) {
        char **label = &v->labels[i * v->n_columns + c];
        for (size_t k = 0; k < merges->n; k++)
            merges->merges[k].found |=
                !strcmp(merges->merges[k].column, v->columns[c]) && !strcmp(merges->merges[k].from, *label);
        const char *other = merged(merges, v->columns[c], *label);
        if (other == *label)
            continue;
        free(*label);
        free(v->words[i * v->n_columns + c]);
        *label = xstrdup(other);
        v->words[i * v->n_columns + c] = NULL;
        changed = true;
    }
    return changed;
}

static bool same_labels(const struct step_variable *v, size_t a, size_t b)
{
    for (size_t c = 0; c < v->n_columns; c++)
        if (strcmp(v->labels[a * v->n_columns + c], v->labels[b * v->n_columns + c]) != 0)
            return false;
    return v->n_columns > 0;
}

void step_variable_merge(struct step_variable *v, struct merges *merges)
{
    size_t kept = 0;
    bool *changed = xcalloc(v->n_rows + 1, sizeof *changed);
    for (size_t i = 0; i < v->n_rows; i++) {
        size_t same = 0;
        changed[i] = merge_row(v, i, merges);
        while (same < kept && !((changed[i] || changed[same]) && same_labels(v, i, same)))
            same++;
        if (same < kept) {
            v->total[same] += v->total[i];
            free_row(v, i);
            continue;
        }
        changed[kept] = changed[i];
        move_row(v, kept++, i);
    }
    v->n_rows = kept;
    free(changed);
}

void step_variable_drop_blanks(struct step_variable *v)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->n_rows; i++) {
        bool blank = false;
        for (size_t c = 0; c < v->n_columns; c++)
            blank |= !*v->labels[i * v->n_columns + c];
        if (blank)
            free_row(v, i);
        else
            move_row(v, kept++, i);
    }
    v->n_rows = kept;
}

/* --- categories of rows --------------------------------------------------------------------- */

/* A margin in the making: where each combination of the columns' codes, 0 for what is missing, belongs. */
struct margin_map {
    const struct step_variable *of;
    const struct data_column **columns;
    uint32_t **as;      /* [column][code]: the code that it counts as; NULL where nothing of the column is merged */
    uint32_t *category; /* [combination], the last column fastest; NOWHERE: none is known */
    size_t n_combinations, n_cats;
    char **labels; /* [n_cats]; these two go to the step */
    double *total;
};

static void tell(struct step_maker *m, struct step_fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void tell(struct step_maker *m, struct step_fault fault, const char *format, ...)
{
    va_list args;
    char text[1200];
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault.text = text;
    m->n_faults += *fault.code == 'F';
    m->tell(&fault, m->to);
}

static const char *label_of(const struct data_column *c, size_t code)
{
    return code ? c->labels[code] : "";
}

/* What the codes of column C count as: of those that become one category, that of its name or else the first. */
static uint32_t *merge_codes(struct step_maker *m, const struct data_column *c)
{
    bool any = false;
    for (size_t i = 0; m->merges && i < m->merges->n; i++)
        any |= !strcmp(m->merges->merges[i].column, c->name);
    if (!any)
        return NULL;
    struct dictionary *names = dictionary_new();
    uint32_t *as = xcalloc(c->n_values + 1, sizeof *as), *code_of = xcalloc(c->n_values + 1, sizeof *code_of);
    for (size_t code = 0; code <= c->n_values; code++) {
        const char *label = merged(m->merges, c->name, label_of(c, code));
        bool added;
        size_t at = dictionary_add(names, label, strlen(label), &added);
        uint32_t own = added && *label ? column_find(c, label) : 0;
        if (added)
            code_of[at] = own ? own : (uint32_t)code;
        as[code] = code_of[at];
    }
    free(code_of);
    dictionary_free(names);
    return as;
}

/* The code that stands for LABEL, merged, in column K of MAP; NOWHERE where no row has it. */
static uint32_t code_for(struct step_maker *m, const struct margin_map *map, size_t k, const char *label)
{
    const struct data_column *c = map->columns[k];
    uint32_t code = column_find(c, label);
    if (code)
        return map->as[k] ? map->as[k][code] : code;
    for (size_t i = 0; map->as[k] && i <= c->n_values; i++)
        if (!strcmp(merged(m->merges, c->name, label_of(c, i)), label))
            return map->as[k][i];
    return NOWHERE;
}

static void map_release(struct margin_map *map)
{
    for (size_t c = 0; map->as && c < map->of->n_columns; c++)
        free(map->as[c]);
    free(map->as);
    free(map->columns);
    free(map->category);
}

static bool map_open(struct margin_map *map, struct step_maker *m, const struct step_variable *v)
{
    *map = (struct margin_map){.of = v, .n_combinations = 1};
    map->columns = xcalloc(v->n_columns + 1, sizeof *map->columns);
    map->as = xcalloc(v->n_columns + 1, sizeof *map->as);
    for (size_t c = 0; c < v->n_columns; c++) {
        map->columns[c] = dataset_column(m->data, v->columns[c]);
        map->n_combinations *= map->columns[c]->n_values + 1;
        if (map->n_combinations > MOST_COMBINATIONS) {
            tell(m, (struct step_fault){"F717", NULL, SIZE_MAX, v, SIZE_MAX, SIZE_MAX},
                 _("\"%s\" makes more than %zu combinations"), v->name, MOST_COMBINATIONS);
            return false;
        }
        map->as[c] = merge_codes(m, map->columns[c]);
    }
    map->category = xreallocarray(NULL, map->n_combinations, sizeof *map->category);
    for (size_t k = 0; k < map->n_combinations; k++)
        map->category[k] = NOWHERE;
    return true;
}

static size_t combination(const struct margin_map *map, size_t row)
{
    size_t at = 0;
    for (size_t c = 0; c < map->of->n_columns; c++) {
        uint32_t code = column_code(map->columns[c], row);
        at = at * (map->columns[c]->n_values + 1) + (map->as[c] ? map->as[c][code] : code);
    }
    return at;
}

/* "Nam, Quận A": the combination AT in words; *BLANK: something is missing. */
static char *combination_words(const struct margin_map *map, size_t at, bool *blank)
{
    size_t below = map->n_combinations;
    struct strbuf words = {0};
    *blank = false;
    for (size_t c = 0; c < map->of->n_columns; c++) {
        below /= map->columns[c]->n_values + 1;
        *blank |= at / below == 0;
        strbuf_addf(&words, "%s%s", c ? map->of->between : "", label_of(map->columns[c], at / below));
        at %= below;
    }
    return strbuf_take(&words);
}

/* A category for each combination that occurs. */
static void map_classes(struct margin_map *map, struct step_maker *m)
{
    for (size_t i = 0; i < m->data->n_rows; i++)
        map->category[combination(map, i)] = 0;
    size_t n = 0;
    for (size_t k = 0; k < map->n_combinations; k++)
        n += map->category[k] == 0;
    map->labels = xcalloc(n + 1, sizeof *map->labels);
    map->total = xcalloc(n + 1, sizeof *map->total);
    for (size_t k = 0; k < map->n_combinations; k++) {
        bool blank;
        if (map->category[k] == NOWHERE)
            continue;
        char *words = combination_words(map, k, &blank);
        map->category[k] = blank && !m->blanks ? NOWHERE : (uint32_t)map->n_cats;
        if (map->category[k] == NOWHERE)
            free(words);
        else
            map->labels[map->n_cats++] = words;
    }
}

/* A category for each total. */
static void map_totals(struct margin_map *map, struct step_maker *m)
{
    const struct step_variable *v = map->of;
    map->labels = xcalloc(v->n_rows + 1, sizeof *map->labels);
    map->total = xcalloc(v->n_rows + 1, sizeof *map->total);
    for (size_t i = 0; i < v->n_rows; i++) {
        size_t at = 0;
        bool known = true;
        struct strbuf words = {0};
        for (size_t c = 0; c < v->n_columns; c++) {
            const char *label = v->labels[i * v->n_columns + c], *word = v->words[i * v->n_columns + c];
            uint32_t code = code_for(m, map, c, label);
            known &= code != NOWHERE;
            at = at * (map->columns[c]->n_values + 1) + (known ? code : 0);
            strbuf_addf(&words, "%s%s", c ? v->between : "", word ? word : label);
        }
        map->labels[i] = strbuf_take(&words);
        map->total[i] = v->total[i];
        map->n_cats++;
        if (known && map->category[at] != NOWHERE)
            tell(m, (struct step_fault){"F716", NULL, SIZE_MAX, v, i, map->category[at]},
                 _("category \"%s\" of \"%s\" has a total already, as \"%s\""), map->labels[i], v->name,
                 map->labels[map->category[at]]);
        else if (known)
            map->category[at] = (uint32_t)i;
    }
}

/* A merge of a category that nobody has, here or in the totals: a slip of the pen. */
static void warn_of_merges(const struct margin_map *map, struct step_maker *m)
{
    for (size_t i = 0; m->merges && i < m->merges->n; i++)
        for (size_t c = 0; c < map->of->n_columns; c++) {
            const struct merge *merge = &m->merges->merges[i];
            if (!strcmp(merge->column, map->columns[c]->name) && *merge->from && !merge->found &&
                !column_find(map->columns[c], merge->from))
                tell(m, (struct step_fault){"W816", NULL, SIZE_MAX, map->of, SIZE_MAX, SIZE_MAX},
                     _("merge: \"%s\" has no category \"%s\""), merge->column, merge->from);
        }
}

static bool row_counts(struct step_maker *m, size_t row)
{
    return (!m->w || m->w[row] > 0) && (!m->active || m->active[row]);
}

static void tell_outside(const struct margin_map *map, struct step_maker *m, size_t row)
{
    struct step_fault fault = {"F711", NULL, row, map->of, SIZE_MAX, SIZE_MAX};
    bool blank;
    char *words = combination_words(map, combination(map, row), &blank);
    if (blank) {
        tell(m, fault, _("\"%s\" is blank or unreadable; whoever has a weight needs a category"), map->of->name);
    } else {
        fault.code = "F712";
        tell(m, fault, _("\"%s\" is \"%s\", a category for which no total is given"), map->of->name, words);
    }
    free(words);
}

/* The category of every row, 0 for one that counts for nothing and has none. */
static uint32_t *categorise(const struct margin_map *map, struct step_maker *m)
{
    uint32_t *category = xreallocarray(NULL, m->data->n_rows + 1, sizeof *category);
    for (size_t i = 0; i < m->data->n_rows; i++) {
        category[i] = map->category[combination(map, i)];
        if (category[i] != NOWHERE)
            continue;
        category[i] = 0;
        if (row_counts(m, i))
            tell_outside(map, m, i);
    }
    return category;
}

/* The number of every row, 0 for one that counts for nothing and has none. */
static double *numbers_of(const struct step_variable *v, struct step_maker *m)
{
    const struct data_column *c = dataset_column(m->data, v->columns[0]);
    double *x = xreallocarray(NULL, m->data->n_rows + 1, sizeof *x);
    for (size_t i = 0; i < m->data->n_rows; i++) {
        x[i] = column_number(c, i);
        if (!isnan(x[i]))
            continue;
        x[i] = 0;
        if (row_counts(m, i))
            tell(m, (struct step_fault){"F713", NULL, i, v, SIZE_MAX, SIZE_MAX},
                 _("\"%s\" is blank or no number; whoever has a weight needs one"), v->name);
    }
    return x;
}

/* --- what a step knows ------------------------------------------------------------------------ */

/* Number the combinations of categories that occur; NULL where there could be too many. */
static uint32_t *number_cells(const struct auxiliary *a, size_t *n_cells)
{
    size_t most = 1;
    for (size_t m = 0; m < a->n_margins; m++) {
        if (most > MOST_COMBINATIONS / (a->margins[m].n_cats + !a->margins[m].n_cats))
            return NULL;
        most *= a->margins[m].n_cats;
    }
    uint32_t *number = xcalloc(most + 1, sizeof *number), *cell = xreallocarray(NULL, a->n + 1, sizeof *cell);
    *n_cells = 0;
    for (size_t i = 0; i < a->n; i++) {
        size_t at = 0;
        for (size_t m = 0; m < a->n_margins; m++)
            at = at * a->margins[m].n_cats + a->margins[m].cat[i];
        if (!number[at])
            number[at] = (uint32_t)(*n_cells += 1);
        cell[i] = number[at] - 1;
    }
    free(number);
    return cell;
}

/* From rows to cells of rows that agree in all margins MARGIN, where nothing else is known of rows. */
static void find_cells(struct step *step, struct auxiliary_margin *margin)
{
    struct auxiliary *a = &step->auxiliary;
    size_t n_rows = a->n, n_cells;
    /* Who responded is known of rows, not of cells. */
    if (a->n_values || step->cluster || step->kind == STEP_PROPENSITY || !(step->cell = number_cells(a, &n_cells)))
        return;
    a->n = n_cells;
    for (size_t m = 0; m < a->n_margins; m++) {
        uint32_t *of_cell = xreallocarray(NULL, a->n + 1, sizeof *of_cell);
        for (size_t i = 0; i < n_rows; i++)
            of_cell[step->cell[i]] = margin[m].cat[i];
        discard(margin[m].cat);
        margin[m].cat = of_cell;
    }
}

/* Give STEP what it knows, by VARIABLES with their totals or as CLASSES. */
static bool inform(struct step *step, struct step_maker *m, const struct step_variable *variables, size_t n,
                   bool classes)
{
    struct auxiliary_margin *margins = xcalloc(n + 1, sizeof *margins);
    struct auxiliary_value *values = xcalloc(n + 1, sizeof *values);
    size_t n_margins = 0, n_values = 0;
    m->n_faults = 0;
    for (size_t k = 0; k < n; k++) {
        const struct step_variable *v = &variables[k];
        struct margin_map map;
        if (v->number) {
            values[n_values++] =
                (struct auxiliary_value){xstrdup(v->name), numbers_of(v, m), classes ? 0 : v->total[0]};
            continue;
        }
        if (map_open(&map, m, v)) {
            if (classes) {
                map_classes(&map, m);
            } else {
                warn_of_merges(&map, m);
                map_totals(&map, m);
            }
            margins[n_margins++] = (struct auxiliary_margin){xstrdup(v->name), categorise(&map, m), map.n_cats,
                                                             (const char *const *)map.labels, map.total};
        }
        map_release(&map);
    }
    step->auxiliary = (struct auxiliary){m->data->n_rows, margins, n_margins, values, n_values};
    if (m->n_faults == 0)
        find_cells(step, margins);
    return m->n_faults == 0;
}

/* --- the steps -------------------------------------------------------------------------------- */

bool step_nonresponse(struct step *step, struct step_maker *m, const struct step_variable *classes, bool *responded)
{
    *step = (struct step){.kind = STEP_NONRESPONSE, .responded = responded};
    return inform(step, m, classes, 1, true);
}

bool step_propensity(struct step *step, struct step_maker *m, const struct step_variable *variables, size_t n,
                     bool *responded, size_t n_classes)
{
    *step = (struct step){.kind = STEP_PROPENSITY, .responded = responded, .n_classes = n_classes};
    return inform(step, m, variables, n, true);
}

bool step_poststratify(struct step *step, struct step_maker *m, const struct step_variable *variable, bool rescale)
{
    *step = (struct step){.kind = STEP_POSTSTRATIFY, .calibrate.rescale = rescale};
    return inform(step, m, variable, 1, false);
}

bool step_rake(struct step *step, struct step_maker *m, const struct step_variable *variables, size_t n, bool rescale)
{
    *step = (struct step){.kind = STEP_RAKE, .calibrate.rescale = rescale};
    return inform(step, m, variables, n, false);
}

bool step_calibrate(struct step *step, struct step_maker *m, const struct step_variable *variables, size_t n,
                    const struct calibrate_options *options, const uint32_t *cluster, size_t n_clusters)
{
    *step = (struct step){.kind = STEP_CALIBRATE, .calibrate = *options, .cluster = cluster, .n_clusters = n_clusters};
    return inform(step, m, variables, n, false);
}

void step_trim(struct step *step, struct trim_limits limits, bool strict, size_t keeps)
{
    *step = (struct step){.kind = STEP_TRIM, .limits = limits, .strict = strict, .keeps = keeps};
}
