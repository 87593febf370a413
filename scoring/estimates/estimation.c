#include "scoring/estimates/estimation.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/pps.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/tolerances.h"

#define MOST_COVARIANCES 2000 /* estimates between which all covariances are kept */

/* --- terms ---------------------------------------------------------------------------- */

/* A term to be computed and what becomes of it. */
struct item {
    struct term term;
    const struct wanted *wanted;
    bool proportion;
};

struct items {
    struct item *items;
    size_t n, room;
};

static struct item *add_item(struct items *items, enum term_kind kind, const struct wanted *wanted)
{
    items->items = grow(items->items, &items->room, items->n + 1, sizeof *items->items);
    struct item *item = &items->items[items->n++];
    *item = (struct item){.term = {.kind = kind, .u = wanted->u, .v = wanted->v}, .wanted = wanted};
    return item;
}

static bool is_text(const struct data_column *c)
{
    return c && !c->is_number && c->kind != COLUMN_REALS && c->n_numbers == 0;
}

bool estimation_is_share(const struct data_column *c)
{
    bool share = c && c->kind != COLUMN_REALS && c->is_number && c->n_values > 0;
    for (size_t k = 1; share && k <= c->n_values; k++)
        share = c->numbers[k] == 0 || c->numbers[k] == 1;
    return share;
}

/* Numbers with a few words among them are neither: the first word is named. */
static bool check_numbers(const struct estimation *e, const struct data_column *c, struct error *err)
{
    if (!c || c->is_number)
        return true;
    const struct dataset *data = e->taylor.design->data;
    size_t row = 0;
    while (row < data->n_rows && (c->kind == COLUMN_REALS || !column_code(c, row) || !isnan(column_number(c, row))))
        row++;
    if (row == data->n_rows)
        return error_set(err, E_DATA, _("column \"%s\" has a value that is no number; expected numbers"), c->name);
    return error_set(err, E_DATA, _("%s:%zu: column \"%s\" has \"%s\"; expected a number"), data->file,
                     dataset_line(data, row), c->name, c->labels[column_code(c, row)]);
}

static enum term_kind kind_of(enum wanted_kind kind)
{
    switch (kind) {
    case WANTED_TOTAL:
        return TERM_TOTAL;
    case WANTED_RATIO:
        return TERM_RATIO;
    case WANTED_VARIANCE:
        return TERM_VARIANCE;
    default:
        return TERM_MEAN;
    }
}

/* The terms of what is wanted: text has one a value. */
static bool make_items(const struct estimation *e, struct items *items, const struct wanted *wanted, size_t n,
                       struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct wanted *w = &wanted[i];
        bool levels =
            w->kind == WANTED_PROPORTION ||
            ((w->kind == WANTED_MEAN || w->kind == WANTED_TOTAL || w->kind == WANTED_COVARIANCE) && is_text(w->u));
        if (!levels) {
            if (!check_numbers(e, w->u, err) || !check_numbers(e, w->v, err))
                return false;
            struct item *item = add_item(items, kind_of(w->kind), w);
            item->proportion = w->kind == WANTED_MEAN && e->method != INTERVAL_MEAN && estimation_is_share(w->u);
            continue;
        }
        if (w->u->kind == COLUMN_REALS)
            return error_set(err, E_USAGE,
                             _("column \"%s\" has more than 255 different numbers; proportions are of few values"),
                             w->u->name);
        for (uint32_t level = 1; level <= w->u->n_values; level++) {
            struct item *item = add_item(items, kind_of(w->kind), w);
            item->term.level = level;
            item->proportion = w->kind != WANTED_TOTAL;
        }
    }
    return true;
}

static char *item_name(const struct item *item)
{
    return item->term.level ? xasprintf("%s%s", item->wanted->name, item->term.u->labels[item->term.level])
                            : xstrdup(item->wanted->name);
}

/* --- estimates by the method of the estimation -------------------------------------------- */

static bool run_terms(const struct estimation *e, const struct term *terms, size_t n, struct estimate *results,
                      struct error *err)
{
    if (e->replicates)
        return replicates_run(e->replicates, &e->taylor, terms, n, results, NULL, err);
    if (e->pps)
        return pps_run(e->pps, &e->taylor, terms, n, results, NULL, err);
    return taylor_run(&e->taylor, terms, n, results, e->columns, err);
}

static bool run_covariance(const struct estimation *e, const struct term *terms, size_t n, struct estimate *results,
                           double *covariance, struct error *err)
{
    size_t m = n * e->taylor.n_domains;
    if (m > MOST_COVARIANCES)
        return error_set(err, E_USAGE, _("%zu estimates have too many covariances; expected at most %d estimates"), m,
                         MOST_COVARIANCES);
    if (e->replicates)
        return replicates_run(e->replicates, &e->taylor, terms, n, results, covariance, err);
    if (e->pps)
        return pps_run(e->pps, &e->taylor, terms, n, results, covariance, err);
    return taylor_covariance(&e->taylor, terms, n, results, covariance, e->columns, err);
}

/* --- rows ----------------------------------------------------------------------------------- */

static struct estimate_row *add_row(struct estimate_rows *rows, size_t domain, char *term)
{
    rows->rows = grow(rows->rows, &rows->room, rows->n + 1, sizeof *rows->rows);
    struct estimate_row *row = &rows->rows[rows->n++];
    *row = (struct estimate_row){
        .domain = domain, .term = term, .estimate = NAN, .se = NAN, .low = NAN, .high = NAN, .deff = NAN, .df = NAN};
    return row;
}

void estimate_rows_release(struct estimate_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        free(rows->rows[i].term);
    free(rows->rows);
    *rows = (struct estimate_rows){0};
}

/* Degrees of freedom of what is not of one domain only. */
static double overall_df(const struct estimation *e)
{
    return e->df_given > 0 ? e->df_given : e->replicates ? e->replicates->df : e->df;
}

/* Limits by t or z. */
static void straight_limits(const struct estimation *e, struct estimate_row *row)
{
    struct interval limits = interval_t(row->estimate, row->se, e->normal ? INFINITY : row->df, e->conf);
    row->low = limits.lower;
    row->high = limits.upper;
}

static double design_effect(const struct estimation *e, const struct term *term, const struct estimate *x)
{
    double n = (double)x->n, simple = x->spread / n;
    if (e->deff == DEFF_NONE || (term->kind != TERM_MEAN && term->kind != TERM_TOTAL))
        return NAN;
    if (e->deff == DEFF_WITHOUT) {
        /* Weights that do not add up to a population larger than the sample have no such reference. */
        if (x->weight < n)
            return NAN;
        simple *= (x->weight - n) / x->weight;
    }
    if (term->kind == TERM_TOTAL)
        simple *= x->weight * x->weight;
    return simple > 0 ? x->variance / simple : NAN;
}

static void fill_row(const struct estimation *e, const struct item *item, const struct estimate *x, double domain_df,
                     struct estimate_row *row)
{
    row->estimate = x->value;
    row->se = sqrt(x->variance);
    row->has_se = true;
    row->n = x->n;
    row->df = overall_df(e);
    row->deff = design_effect(e, &item->term, x);
    straight_limits(e, row);
    if (!item->proportion || isnan(x->value))
        return;
    bool edge = x->value < SHARE_EDGE || x->value > 1 - SHARE_EDGE;
    if (e->method == INTERVAL_MEAN && !edge)
        return;
    row->df = e->replicates ? overall_df(e) : domain_df;
    row->estimate = edge ? round(x->value) : x->value;
    struct proportion p = {row->estimate, edge ? 0 : x->variance, (double)x->n, e->normal ? INFINITY : row->df};
    enum interval_method method = edge ? INTERVAL_BETA : e->method;
    struct interval limits = interval_proportion(method, &p, e->conf);
    row->low = limits.lower;
    row->high = limits.upper;
}

/* --- ordinary statistics ---------------------------------------------------------------------- */

/* All items at once; those of a variable of which a value is missing drop the row from all, if listwise. */
static bool simple_statistics(const struct estimation *e, const struct items *items, const double *domain_df,
                              struct estimate_rows *rows, struct error *err)
{
    size_t n = items->n, n_domains = e->taylor.n_domains;
    if (!n)
        return true;
    struct term *terms = xcalloc(n, sizeof *terms);
    struct estimate *results = xcalloc(n * n_domains + 1, sizeof *results);
    for (size_t i = 0; i < n; i++)
        terms[i] = items->items[i].term;
    bool ok = run_terms(e, terms, n, results, err);
    for (size_t d = 0; ok && d < n_domains; d++)
        for (size_t i = 0; i < n; i++)
            fill_row(e, &items->items[i], &results[d * n + i], domain_df[d],
                     add_row(rows, d, item_name(&items->items[i])));
    free(terms);
    free(results);
    return ok;
}

/* --- quantiles ----------------------------------------------------------------------------------- */

/* The values of one variable, sorted within each domain. */
struct distribution {
    struct weighted *values;
    double *cumulated;
    size_t *first; /* [n_domains + 1] */
};

static void distribution_find(struct distribution *x, const struct estimation *e, const struct data_column *u)
{
    const struct design *d = e->taylor.design;
    size_t n_domains = e->taylor.n_domains;
    x->first = xcalloc(n_domains + 2, sizeof *x->first);
    for (size_t i = 0; i < d->n_rows; i++)
        if (e->taylor.domain[i] != OUTSIDE && d->w[i] > 0 && !isnan(column_number(u, i)))
            x->first[e->taylor.domain[i] + 1]++;
    for (size_t k = 0; k < n_domains; k++)
        x->first[k + 1] += x->first[k];
    x->values = xcalloc(x->first[n_domains] + 1, sizeof *x->values);
    x->cumulated = xcalloc(x->first[n_domains] + 1, sizeof *x->cumulated);
    size_t *at = xcalloc(n_domains + 1, sizeof *at);
    memcpy(at, x->first, n_domains * sizeof *at);
    for (size_t i = 0; i < d->n_rows; i++) {
        double value = column_number(u, i);
        if (e->taylor.domain[i] != OUTSIDE && d->w[i] > 0 && !isnan(value))
            x->values[at[e->taylor.domain[i]]++] =
                (struct weighted){value, d->w[i], (uint32_t)dataset_file_row(d->data, i)};
    }
    for (size_t k = 0; k < n_domains; k++)
        quantile_sort(x->values + x->first[k], x->first[k + 1] - x->first[k], x->cumulated + x->first[k]);
    free(at);
}

static void distribution_release(struct distribution *x)
{
    free(x->values);
    free(x->cumulated);
    free(x->first);
}

static double distribution_quantile(const struct estimation *e, const struct distribution *x, size_t domain, double p)
{
    size_t first = x->first[domain];
    return quantile_of(x->values + first, x->cumulated + first, x->first[domain + 1] - first, p, e->rule);
}

/* Woodruff's interval: that of the share of values at or below the estimate, turned back into values. */
static void woodruff(const struct estimation *e, const struct distribution *x, size_t domain,
                     const struct estimate *share, struct estimate_row *row)
{
    double t = t_quantile(1 - (1 - e->conf) / 2, row->df), half = t * sqrt(share->variance);
    double low = share->value - half, high = share->value + half;
    row->low = low < 0 ? NAN : distribution_quantile(e, x, domain, low);
    row->high = high > 1 ? NAN : distribution_quantile(e, x, domain, high);
    row->se = (row->high - row->low) / (2 * t);
    row->has_se = true;
    row->n = share->n;
}

static bool is_missing(const struct data_column *c, size_t row)
{
    return c && (c->kind == COLUMN_REALS ? isnan(c->reals[row]) : !column_code(c, row));
}

/* Degrees of freedom of each domain, where only rows that have U (not NULL) count. */
static double *find_domain_df(const struct estimation *e, const struct data_column *u)
{
    const struct design *d = e->taylor.design;
    uint32_t *having = NULL;
    if (u && u->first_missing != SIZE_MAX) {
        having = xreallocarray(NULL, d->n_rows + 1, sizeof *having);
        for (size_t i = 0; i < d->n_rows; i++)
            having[i] = is_missing(u, i) ? OUTSIDE : e->taylor.domain[i];
    }
    double *df = design_domain_df(d, having ? having : e->taylor.domain, e->taylor.n_domains);
    for (size_t k = 0; k < e->taylor.n_domains; k++)
        df[k] = e->df_given > 0 ? e->df_given : df[k];
    free(having);
    return df;
}

static bool quantiles(const struct estimation *e, const struct wanted *wanted, size_t n, struct estimate_rows *rows,
                      struct error *err)
{
    size_t n_domains = e->taylor.n_domains;
    for (size_t i = 0; i < n; i++) {
        if (wanted[i].kind != WANTED_QUANTILE)
            continue;
        if (!check_numbers(e, wanted[i].u, err))
            return false;
        struct distribution x = {0};
        distribution_find(&x, e, wanted[i].u);
        double *threshold = xcalloc(n_domains + 1, sizeof *threshold), *domain_df = find_domain_df(e, wanted[i].u);
        struct estimate *shares = xcalloc(n_domains + 1, sizeof *shares);
        for (size_t d = 0; d < n_domains; d++)
            threshold[d] = distribution_quantile(e, &x, d, wanted[i].p);
        struct term term = {.kind = TERM_BELOW, .u = wanted[i].u, .threshold = threshold};
        bool ok = run_terms(e, &term, 1, shares, err);
        for (size_t d = 0; ok && d < n_domains; d++) {
            struct estimate_row *row = add_row(rows, d, xstrdup(wanted[i].name));
            row->estimate = threshold[d];
            double df = e->replicates ? overall_df(e) : domain_df[d];
            row->df = e->normal ? INFINITY : df;
            woodruff(e, &x, d, &shares[d], row);
            row->df = df;
        }
        free(threshold);
        free(domain_df);
        free(shares);
        distribution_release(&x);
        if (!ok)
            return false;
    }
    return true;
}

/* --- covariances and contrasts --------------------------------------------------------------------- */

static bool covariances(const struct estimation *e, const struct items *items, struct estimate_rows *rows,
                        struct error *err)
{
    size_t n = items->n, n_domains = e->taylor.n_domains, m = n * n_domains;
    if (!n)
        return true;
    struct term *terms = xcalloc(n, sizeof *terms);
    struct estimate *results = xcalloc(m + 1, sizeof *results);
    double *covariance = m <= MOST_COVARIANCES ? xcalloc(m * m + 1, sizeof *covariance) : NULL;
    for (size_t i = 0; i < n; i++)
        terms[i] = items->items[i].term;
    bool ok = run_covariance(e, terms, n, results, covariance, err);
    for (size_t d = 0; ok && d < n_domains; d++)
        for (size_t b = 0; b < n; b++)
            for (size_t a = 0; a < n; a++) {
                char *left = item_name(&items->items[a]), *right = item_name(&items->items[b]);
                struct estimate_row *row = add_row(rows, d, xasprintf("%s:%s", left, right));
                free(left);
                free(right);
                row->estimate = covariance[(d * n + a) * m + d * n + b];
                row->n = results[d * n + a].n < results[d * n + b].n ? results[d * n + a].n : results[d * n + b].n;
                row->df = overall_df(e);
            }
    free(terms);
    free(results);
    free(covariance);
    return ok;
}

static bool contrasts(const struct estimation *e, const struct wanted *wanted, size_t n, const double *c, size_t n_c,
                      struct estimate_rows *rows, struct error *err)
{
    size_t m = e->taylor.n_domains;
    for (size_t i = 0; i < n; i++) {
        if (wanted[i].kind != WANTED_CONTRAST)
            continue;
        if (n_c != m)
            return error_set(err, E_USAGE, _("--contrast has %zu coefficients; the groups of --by are %zu"), n_c, m);
        struct items items = {0};
        bool ok = make_items(e, &items, &wanted[i], 1, err);
        struct estimate *results = xcalloc(m + 1, sizeof *results);
        double *covariance = xcalloc(m * m + 1, sizeof *covariance);
        for (size_t j = 0; ok && j < items.n; j++) {
            ok = run_covariance(e, &items.items[j].term, 1, results, covariance, err);
            if (!ok)
                break;
            char *name = item_name(&items.items[j]);
            struct estimate_row *row = add_row(rows, SIZE_MAX, xasprintf("%s contrast", name));
            free(name);
            double value = 0, rest = 0, variance = 0;
            for (size_t a = 0; a < m; a++) {
                double part = c[a] * results[a].value, sum = value + part, added = sum - value;
                rest += fma(c[a], results[a].value, -part) + c[a] * results[a].rest;
                rest += (value - (sum - added)) + (part - added);
                value = sum;
                row->n += c[a] != 0 ? results[a].n : 0;
                for (size_t b = 0; b < m; b++)
                    variance += c[a] * c[b] * covariance[a * m + b];
            }
            row->estimate = value + rest;
            row->se = sqrt(variance > 0 ? variance : 0);
            row->has_se = true;
            row->df = overall_df(e);
            straight_limits(e, row);
        }
        free(results);
        free(covariance);
        free(items.items);
        if (!ok)
            return false;
    }
    return true;
}

/* --- Cronbach's alpha --------------------------------------------------------------------------------- */

/* K/(K-1) (1 - sum of the items' variances / variance of their sum), rows that miss none. */
static bool alpha(const struct estimation *e, const struct wanted *wanted, size_t n, struct estimate_rows *rows,
                  struct error *err)
{
    const struct design *d = e->taylor.design;
    struct term *terms = xcalloc(n + 1, sizeof *terms);
    size_t k = 0, n_domains = e->taylor.n_domains;
    for (size_t i = 0; i < n; i++)
        if (wanted[i].kind == WANTED_ALPHA) {
            if (!check_numbers(e, wanted[i].u, err)) {
                free(terms);
                return false;
            }
            terms[k++] = (struct term){.kind = TERM_VARIANCE, .u = wanted[i].u};
        }
    if (k < 2) {
        free(terms);
        return k == 0 || error_set(err, E_USAGE, _("--alpha takes two variables or more"));
    }
    struct data_column sum = {
        .kind = COLUMN_REALS, .reals = xcalloc(d->n_rows + 1, sizeof(double)), .first_missing = SIZE_MAX};
    uint32_t *whole = xreallocarray(NULL, d->n_rows + 1, sizeof *whole);
    for (size_t i = 0; i < d->n_rows; i++) {
        for (size_t j = 0; j < k; j++)
            sum.reals[i] += column_number(terms[j].u, i);
        whole[i] = isnan(sum.reals[i]) ? OUTSIDE : e->taylor.domain[i];
        if (isnan(sum.reals[i]))
            sum.first_missing = 0;
    }
    terms[k] = (struct term){.kind = TERM_VARIANCE, .u = &sum};
    struct taylor t = e->taylor;
    t.domain = whole;
    struct estimate *results = xcalloc((k + 1) * n_domains, sizeof *results);
    taylor_points(&t, terms, k + 1, results);
    for (size_t g = 0; g < n_domains; g++) {
        struct estimate_row *row = add_row(rows, g, xstrdup("cronbach_alpha"));
        const struct estimate *x = results + g * (k + 1);
        double parts = 0;
        for (size_t j = 0; j < k; j++)
            parts += x[j].value;
        row->estimate = (double)k / (double)(k - 1) * (1 - parts / x[k].value);
        row->n = x[k].n;
        row->df = overall_df(e);
    }
    free(results);
    free(whole);
    free(sum.reals);
    free(terms);
    return true;
}

/* --- running -------------------------------------------------------------------------------------------- */

/* The domains without the rows that miss a variable. */
static uint32_t *listwise(const struct estimation *e, const struct wanted *wanted, size_t n)
{
    const struct design *d = e->taylor.design;
    uint32_t *domain = xreallocarray(NULL, d->n_rows + 1, sizeof *domain);
    for (size_t i = 0; i < d->n_rows; i++) {
        domain[i] = e->taylor.domain[i];
        for (size_t k = 0; k < n && domain[i] != OUTSIDE; k++)
            if (is_missing(wanted[k].u, i) || is_missing(wanted[k].v, i))
                domain[i] = OUTSIDE;
    }
    return domain;
}

static bool run_all(const struct estimation *e, const struct wanted *wanted, size_t n, const double *contrast,
                    size_t n_contrast, const double *domain_df, struct estimate_rows *rows, struct error *err)
{
    struct items simple = {0}, crossed = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        if (wanted[i].kind <= WANTED_RATIO || wanted[i].kind == WANTED_VARIANCE)
            ok = make_items(e, &simple, &wanted[i], 1, err);
        else if (wanted[i].kind == WANTED_COVARIANCE)
            ok = make_items(e, &crossed, &wanted[i], 1, err);
    ok = ok && simple_statistics(e, &simple, domain_df, rows, err) && quantiles(e, wanted, n, rows, err) &&
         covariances(e, &crossed, rows, err) && contrasts(e, wanted, n, contrast, n_contrast, rows, err) &&
         alpha(e, wanted, n, rows, err);
    free(simple.items);
    free(crossed.items);
    return ok;
}

bool estimation_run(const struct estimation *given, const struct wanted *wanted, size_t n, const double *contrast,
                    size_t n_contrast, struct estimate_rows *rows, struct error *err)
{
    struct estimation e = *given;
    uint32_t *domain = e.listwise ? listwise(given, wanted, n) : NULL;
    if (domain)
        e.taylor.domain = domain;
    double *domain_df = find_domain_df(&e, NULL);
    bool ok = run_all(&e, wanted, n, contrast, n_contrast, domain_df, rows, err);
    free(domain_df);
    free(domain);
    return ok;
}

bool estimation_table(const struct estimation *e, const struct data_column *a, const struct data_column *b,
                      enum rao_scott_statistic statistic, struct rao_scott_result *result, struct error *err)
{
    const struct design *d = e->taylor.design;
    if (a->kind == COLUMN_REALS || b->kind == COLUMN_REALS)
        return error_set(err, E_USAGE, _("column \"%s\" has more than 255 different numbers; a table is of few values"),
                         a->kind == COLUMN_REALS ? a->name : b->name);
    size_t cells = a->n_values * b->n_values;
    if (!cells || cells > MOST_COVARIANCES)
        return error_set(err, E_USAGE, _("the table has %zu cells; expected 1 to %d"), cells, MOST_COVARIANCES);
    /* One column whose codes are the cells, row by row. */
    struct data_column cell = {.kind = COLUMN_CODES32, .n_values = cells, .first_missing = SIZE_MAX};
    cell.codes32 = xreallocarray(NULL, d->n_rows + 1, sizeof *cell.codes32);
    cell.numbers = xcalloc(cells + 1, sizeof *cell.numbers);
    for (size_t i = 0; i < d->n_rows; i++) {
        uint32_t x = column_code(a, i), y = column_code(b, i);
        cell.codes32[i] = x && y ? (uint32_t)((x - 1) * b->n_values + y) : 0;
        if (!cell.codes32[i])
            cell.first_missing = 0;
    }
    struct term *terms = xcalloc(cells, sizeof *terms);
    struct estimate *results = xcalloc(cells, sizeof *results);
    double *covariance = xcalloc(cells * cells, sizeof *covariance), *total = xcalloc(cells, sizeof *total);
    for (size_t c = 0; c < cells; c++)
        terms[c] = (struct term){.kind = TERM_TOTAL, .u = &cell, .level = (uint32_t)c + 1};
    bool ok = e->taylor.n_domains == 1 || error_set(err, E_USAGE, _("--table does not go with --by"));
    ok = ok && run_covariance(e, terms, cells, results, covariance, err);
    for (size_t c = 0; ok && c < cells; c++)
        total[c] = results[c].value;
    struct two_way table = {.n_rows = a->n_values,
                            .n_columns = b->n_values,
                            .total = total,
                            .covariance = covariance,
                            .n = (double)results[0].n,
                            .df = overall_df(e)};
    ok = ok && rao_scott(&table, statistic, result, err);
    free(cell.codes32);
    free(cell.numbers);
    free(terms);
    free(results);
    free(covariance);
    free(total);
    return ok;
}
