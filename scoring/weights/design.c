#include "scoring/weights/design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

static struct place place_of(const struct design *d, size_t row)
{
    return (struct place){d->data->file, NULL, dataset_line(d->data, row), 0};
}

/* --- columns ------------------------------------------------------------------- */

/* COLUMN must say something in every row. */
static bool is_whole(const struct design *d, const struct data_column *column, const char *what, struct issues *issues)
{
    if (column->first_missing == SIZE_MAX)
        return true;
    for (size_t i = 0; i < d->n_rows; i++)
        if (column->kind == COLUMN_REALS ? isnan(column->reals[i]) : !column_code(column, i))
            issues_add(issues, FAULT, "F701", place_of(d, i), _("column \"%s\" is empty; expected %s"), column->name,
                       what);
    return false;
}

/* COLUMN must be a number in every row. */
static bool is_numbers(const struct design *d, const struct data_column *column, const char *what,
                       struct issues *issues)
{
    if (column->is_number)
        return is_whole(d, column, what, issues);
    for (size_t i = column->first_text; i < d->n_rows; i++)
        if (column->kind != COLUMN_REALS && column_code(column, i) && isnan(column_number(column, i)))
            issues_add(issues, FAULT, "F702", place_of(d, i), _("column \"%s\" has \"%s\"; expected %s"), column->name,
                       column->labels[column_code(column, i)], what);
    if (column->kind == COLUMN_REALS)
        issues_add(issues, FAULT, "F702", place_of(d, column->first_text),
                   _("column \"%s\" has a value that is no number; expected %s"), column->name, what);
    return false;
}

/* --- order ---------------------------------------------------------------------- */

/* Sort ORDER stably by the codes of COLUMN. */
static void sort_by(uint32_t **order, size_t n, const struct data_column *column)
{
    uint32_t *count = xcalloc(column->n_values + 2, sizeof *count), *to = xreallocarray(NULL, n + 1, sizeof *to);
    for (size_t i = 0; i < n; i++)
        count[column_code(column, i) + 1]++;
    for (size_t c = 1; c <= column->n_values + 1; c++)
        count[c] += count[c - 1];
    for (size_t i = 0; i < n; i++) {
        uint32_t row = *order ? (*order)[i] : (uint32_t)i;
        to[count[column_code(column, row)]++] = row;
    }
    free(count);
    free(*order);
    *order = to;
}

static bool is_sorted(const uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (order[i] != i)
            return false;
    return true;
}

static void sort_rows(struct design *d, const struct design_columns *columns)
{
    uint32_t *order = NULL;
    for (size_t s = columns->n_psu; s-- > 0;)
        sort_by(&order, d->n_rows, dataset_column(d->data, columns->psu[s]));
    if (columns->strata)
        sort_by(&order, d->n_rows, dataset_column(d->data, columns->strata));
    if (order && is_sorted(order, d->n_rows)) {
        free(order);
        order = NULL;
    }
    if (order)
        dataset_permute(d->data, order);
}

/* --- units ------------------------------------------------------------------------ */

static void close_units(struct design *d, const struct data_column *const *keys, size_t n_keys)
{
    size_t room[DESIGN_STAGES + 1] = {0}, last = d->n_levels;
    for (size_t i = 0; i < d->n_rows; i++) {
        /* The outermost level at which a unit begins here. */
        size_t from = 0;
        if (i)
            while (from < n_keys && (!keys[from] || column_code(keys[from], i) == column_code(keys[from], i - 1)))
                from++;
        for (size_t l = from; l <= last; l++) {
            if (l < last) {
                d->first[l] = grow(d->first[l], &room[l], d->n_units[l] + 2, sizeof *d->first[l]);
                d->first[l][d->n_units[l]++] = (uint32_t)d->n_units[l + 1];
            } else if (d->has_clusters) {
                d->first_row = grow(d->first_row, &room[l], d->n_units[l] + 2, sizeof *d->first_row);
                d->first_row[d->n_units[l]++] = (uint32_t)i;
            } else {
                d->n_units[l]++;
            }
        }
    }
    for (size_t l = 0; l < last; l++)
        d->first[l][d->n_units[l]] = (uint32_t)d->n_units[l + 1];
    if (d->first_row)
        d->first_row[d->n_units[last]] = (uint32_t)d->n_rows;
}

void design_rows(const struct design *d, size_t level, size_t unit, size_t *from, size_t *to)
{
    size_t first = unit, past = unit + 1;
    for (size_t l = level; l < d->n_levels; l++) {
        first = d->first[l][first];
        past = d->first[l][past];
    }
    *from = design_row(d, first);
    *to = design_row(d, past);
}

double design_fpc(const struct design *d, size_t level, size_t unit)
{
    double n = d->first[level][unit + 1] - d->first[level][unit];
    return isinf(d->population[level][unit]) ? 1 : (d->population[level][unit] - n) / d->population[level][unit];
}

const char *design_stratum(const struct design *d, const struct design_columns *columns, size_t h)
{
    size_t from, to;
    if (!columns->strata)
        return "1";
    design_rows(d, 0, h, &from, &to);
    const struct data_column *c = dataset_column(d->data, columns->strata);
    return c->labels[column_code(c, from)];
}

/* The population counts of LEVEL from COLUMN. */
static bool read_population(struct design *d, size_t level, const struct data_column *column, bool fractions,
                            struct issues *issues)
{
    bool good = true;
    for (size_t u = 0; u < d->n_units[level]; u++) {
        size_t from, to;
        design_rows(d, level, u, &from, &to);
        double n = d->first[level][u + 1] - d->first[level][u], count = column_number(column, from);
        for (size_t i = from + 1; i < to; i++)
            if (column_number(column, i) != count) {
                issues_add(issues, FAULT, "F703", place_of(d, i),
                           _("column \"%s\" has %.10g here and %.10g in line %zu of the same %s; expected one number"),
                           column->name, column_number(column, i), count, dataset_line(d->data, from),
                           level ? _("cluster") : _("stratum"));
                good = false;
                break;
            }
        if (fractions ? !(count > 0 && count <= 1) : !(count >= n * (1 - AT_LIMIT))) {
            issues_add(issues, FAULT, "F704", place_of(d, from),
                       fractions ? _("column \"%s\" has %.10g; expected a sampling fraction above 0, at most 1")
                                 : _("column \"%s\" has %.10g, fewer than the %.0f units in the sample; expected how "
                                     "many there were to draw from"),
                       column->name, count, n);
            good = false;
        }
        d->population[level][u] = fractions ? n / count : count;
    }
    return good;
}

static bool read_counts(struct design *d, const struct design_columns *columns, struct issues *issues)
{
    bool good = true;
    for (size_t l = 0; l < d->n_levels; l++) {
        d->population[l] = xreallocarray(NULL, d->n_units[l] + 1, sizeof *d->population[l]);
        for (size_t u = 0; u < d->n_units[l]; u++)
            d->population[l][u] = INFINITY;
        if (l < columns->n_fpc) {
            const struct data_column *column = dataset_column(d->data, columns->fpc[l]);
            good &= is_numbers(d, column, _("a population count"), issues) &&
                    read_population(d, l, column, columns->fractions, issues);
        }
    }
    return good;
}

static bool read_probabilities(struct design *d, const char *name, struct issues *issues)
{
    const struct data_column *column = dataset_column(d->data, name);
    bool good = is_numbers(d, column, _("a probability of inclusion"), issues);
    d->pi = xreallocarray(NULL, d->n_units[1] + 1, sizeof *d->pi);
    for (size_t u = 0; good && u < d->n_units[1]; u++) {
        size_t from, to;
        design_rows(d, 1, u, &from, &to);
        d->pi[u] = column_number(column, from);
        for (size_t i = from; i < to; i++)
            if (!(column_number(column, i) > 0 && column_number(column, i) <= 1) ||
                column_number(column, i) != d->pi[u]) {
                issues_add(issues, FAULT, "F705", place_of(d, i),
                           _("column \"%s\" has %.10g; expected one probability above 0, at most 1, of each unit"),
                           column->name, column_number(column, i));
                good = false;
            }
    }
    return good;
}

static bool read_weights(struct design *d, const struct design_columns *columns, struct issues *issues)
{
    d->w = xreallocarray(NULL, d->n_rows + 1, sizeof *d->w);
    if (!columns->weight && !columns->probability) {
        for (size_t i = 0; i < d->n_rows; i++)
            d->w[i] = 1;
        return true;
    }
    const struct data_column *column =
        dataset_column(d->data, columns->weight ? columns->weight : columns->probability);
    if (!is_numbers(d, column, columns->weight ? _("a weight") : _("a probability of inclusion"), issues))
        return false;
    bool good = true;
    for (size_t i = 0; i < d->n_rows; i++) {
        double x = column_number(column, i);
        d->w[i] = columns->weight ? x : 1 / x;
        if (x < 0 || !isfinite(x)) {
            issues_add(issues, FAULT, "F706", place_of(d, i), _("the weight is %.10g; expected 0 or more"), x);
            good = false;
        }
    }
    if (columns->weight_alone)
        column_forget(dataset_column(d->data, columns->weight));
    return good;
}

bool design_build(struct design *d, struct dataset *data, const struct design_columns *columns, struct issues *issues,
                  struct error *err)
{
    *d = (struct design){.data = data, .n_rows = data->n_rows, .n_levels = 1};
    if (!data->n_rows)
        return error_set(err, E_DATA, _("\"%s\" has no rows below its header"), data->file);
    if (columns->n_psu > DESIGN_STAGES || columns->n_fpc > (columns->n_psu ? columns->n_psu : 1))
        return error_set(err, E_USAGE,
                         _("there are %zu columns of population counts for %zu stages; expected at most one a stage"),
                         columns->n_fpc, columns->n_psu ? columns->n_psu : (size_t)1);
    const struct data_column *keys[DESIGN_STAGES + 1] = {NULL};
    bool good = true;
    if (columns->strata)
        good &= is_whole(d, keys[0] = dataset_column(data, columns->strata), _("the stratum"), issues);
    for (size_t s = 0; s < columns->n_psu; s++)
        good &= is_whole(d, dataset_column(data, columns->psu[s]), _("the sampling unit"), issues);
    if (!good)
        return false;
    sort_rows(d, columns);
    d->has_strata = columns->strata != NULL;
    d->has_clusters = columns->n_psu > 0;
    /* Later stages matter as far as population counts go. */
    if (columns->n_fpc > 1)
        d->n_levels = columns->n_fpc;
    for (size_t s = 0; s < columns->n_psu && s < d->n_levels; s++)
        keys[s + 1] = dataset_column(data, columns->psu[s]);
    close_units(d, keys, d->has_clusters ? d->n_levels + 1 : 1);
    good = read_counts(d, columns, issues);
    if (columns->probability)
        good &= read_probabilities(d, columns->probability, issues);
    return read_weights(d, columns, issues) && good;
}

void design_release(struct design *d)
{
    for (size_t l = 0; l < DESIGN_STAGES; l++) {
        free(d->first[l]);
        free(d->population[l]);
    }
    free(d->w);
    free(d->first_row);
    free(d->pi);
    *d = (struct design){0};
}

/* --- degrees of freedom ------------------------------------------------------------ */

double *design_domain_df(const struct design *d, const uint32_t *domain, size_t n_domains)
{
    double *df = xcalloc(n_domains + 1, sizeof *df);
    uint32_t *in_unit = xcalloc(n_domains + 1, sizeof *in_unit),
             *in_stratum = xcalloc(n_domains + 1, sizeof *in_stratum);
    for (size_t h = 0; h < d->n_units[0]; h++)
        for (size_t u = d->first[0][h]; u < d->first[0][h + 1]; u++) {
            size_t from, to;
            design_rows(d, 1, u, &from, &to);
            for (size_t i = from; i < to; i++) {
                uint32_t k = domain ? domain[i] : 0;
                if (k == OUTSIDE || !design_counts(d, i))
                    continue;
                if (in_unit[k] != u + 1) {
                    in_unit[k] = (uint32_t)u + 1;
                    df[k]++;
                }
                if (in_stratum[k] != h + 1) {
                    in_stratum[k] = (uint32_t)h + 1;
                    df[k]--;
                }
            }
        }
    free(in_unit);
    free(in_stratum);
    return df;
}

double design_df(const struct design *d, const uint32_t *domain)
{
    uint32_t *all = NULL;
    if (domain) {
        all = xreallocarray(NULL, d->n_rows + 1, sizeof *all);
        for (size_t i = 0; i < d->n_rows; i++)
            all[i] = domain[i] == OUTSIDE ? OUTSIDE : 0;
    }
    double *df = design_domain_df(d, all, 1), x = df[0];
    free(df);
    free(all);
    return x;
}
