#include "survey/base/dataset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/number.h"
#include "survey/base/parallel.h"
#include "survey/base/spellings.h"
#include "survey/base/text.h"

static void column_release(struct data_column *c)
{
    for (size_t i = 1; c->labels && i <= c->n_values; i++)
        free(c->labels[i]);
    free(c->labels);
    free(c->numbers);
    free(c->codes8);
    free(c->codes32);
    free(c->reals);
    free(c->name);
}

void dataset_release(struct dataset *d)
{
    for (size_t i = 0; i < d->n_columns; i++)
        column_release(&d->columns[i]);
    free(d->columns);
    free(d->lines);
    free(d->order);
    free(d->file);
    *d = (struct dataset){0};
}

struct data_column *dataset_column(const struct dataset *d, const char *name)
{
    for (size_t i = 0; i < d->n_columns; i++)
        if (!strcmp(d->columns[i].name, name))
            return &d->columns[i];
    return NULL;
}

size_t dataset_line(const struct dataset *d, size_t row)
{
    row = dataset_file_row(d, row);
    return d->lines ? d->lines[row] : d->first_line + row;
}

uint32_t column_find(const struct data_column *c, const char *label)
{
    double x;
    for (size_t i = 1; i <= c->n_values; i++)
        if (!strcmp(c->labels[i], label))
            return (uint32_t)i;
    if (!c->is_number || (!number_exact(label, strlen(label), &x) &&
                          number_typed(label, strlen(label), DECIMAL_UNKNOWN, &x) != NUMBER_READ))
        return 0;
    for (size_t i = 1; i <= c->n_values; i++)
        if (c->numbers[i] == x)
            return (uint32_t)i;
    return 0;
}

const char *column_alike(const struct data_column *c, const char *label)
{
    if (c->kind == COLUMN_REALS || c->is_number || column_find(c, label))
        return label;
    char *alike = text_alike(label);
    for (size_t i = 1; i <= c->n_values; i++) {
        char *other = text_alike(c->labels[i]);
        bool same = !strcmp(other, alike);
        free(other);
        if (same) {
            label = c->labels[i];
            break;
        }
    }
    free(alike);
    return label;
}

void column_shares(struct data_column *c, size_t n_rows)
{
    if (c->kind == COLUMN_REALS || c->is_number)
        return;
    bool all = true;
    for (size_t i = 1; i <= c->n_values; i++) {
        size_t n = strlen(c->labels[i]);
        if (n > 1 && isnan(c->numbers[i]) && c->labels[i][n - 1] == '%') {
            while (n > 1 && c->labels[i][n - 2] == ' ')
                n--;
            double percent;
            enum decimal_mark own;
            if (number_read(c->labels[i], n - 1, DECIMAL_UNKNOWN, &percent, &own) == NUMBER_READ)
                c->numbers[i] = percent / 100;
        }
        all = all && !isnan(c->numbers[i]);
    }
    c->is_number = all;
    c->first_text = SIZE_MAX;
    for (size_t i = 0; !all && c->first_text == SIZE_MAX && i < n_rows; i++)
        if (column_code(c, i) && isnan(column_number(c, i)))
            c->first_text = i;
}

struct value {
    const char *label;
    double number;
    uint32_t code;
};

static int by_number(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    return x->number != y->number ? (x->number > y->number) - (x->number < y->number) : strcmp(x->label, y->label);
}

static int by_label(const void *a, const void *b)
{
    return strcmp(((const struct value *)a)->label, ((const struct value *)b)->label);
}

void column_sort(struct data_column *c, size_t n_rows)
{
    if (c->kind == COLUMN_REALS || c->n_values < 2)
        return;
    struct value *values = xreallocarray(NULL, c->n_values, sizeof *values);
    for (size_t i = 0; i < c->n_values; i++)
        values[i] = (struct value){c->labels[i + 1], c->numbers[i + 1], (uint32_t)(i + 1)};
    qsort(values, c->n_values, sizeof *values, c->is_number ? by_number : by_label);
    uint32_t *to = xcalloc(c->n_values + 1, sizeof *to);
    bool same = true;
    for (size_t i = 0; i < c->n_values; i++) {
        to[values[i].code] = (uint32_t)(i + 1);
        same &= values[i].code == i + 1;
        c->numbers[i + 1] = values[i].number;
    }
    char **labels = xcalloc(c->n_values + 1, sizeof *labels);
    for (size_t i = 0; i < c->n_values; i++)
        labels[i + 1] = c->labels[values[i].code];
    free(c->labels);
    c->labels = labels;
    if (!same && c->kind == COLUMN_CODES8)
        for (size_t i = 0; i < n_rows; i++)
            c->codes8[i] = (uint8_t)to[c->codes8[i]];
    if (!same && c->kind == COLUMN_CODES32)
        for (size_t i = 0; i < n_rows; i++)
            c->codes32[i] = to[c->codes32[i]];
    free(to);
    free(values);
}

void column_tell_zeros(const struct data_column *c, const char *file, struct issues *issues)
{
    struct leading_zeros zeros = {0};
    for (size_t i = 1; c->kind != COLUMN_REALS && i <= c->n_values; i++)
        leading_zeros_add(&zeros, "", c->labels[i]);
    leading_zeros_tell(&zeros, issues, file, c->name);
    leading_zeros_release(&zeros);
}

char *column_spellings(struct data_column *c, size_t n_rows, bool fold)
{
    if (c->kind == COLUMN_REALS || c->is_number || c->n_values < 2)
        return NULL;
    struct spellings *spellings = spellings_new();
    for (size_t i = 1; i <= c->n_values; i++)
        spellings_add(spellings, c->labels[i], 0);
    char *list = NULL;
    if (spellings_any(spellings)) {
        size_t *count = xcalloc(c->n_values + 1, sizeof *count);
        for (size_t i = 0; i < n_rows; i++)
            count[column_code(c, i)]++;
        for (size_t i = 1; i <= c->n_values; i++)
            spellings_add(spellings, c->labels[i], count[i]);
        list = spellings_list(spellings);
        free(count);
    }
    if (list && fold) {
        uint32_t *to = xcalloc(c->n_values + 1, sizeof *to);
        for (size_t i = 1; i <= c->n_values; i++)
            to[i] = column_find(c, spellings_usual(spellings, c->labels[i]));
        for (size_t i = 0; i < n_rows; i++)
            if (c->kind == COLUMN_CODES8)
                c->codes8[i] = (uint8_t)to[c->codes8[i]];
            else
                c->codes32[i] = to[c->codes32[i]];
        /* Values that nobody has any more go. */
        size_t kept = 0;
        uint32_t *now = xcalloc(c->n_values + 1, sizeof *now);
        for (size_t i = 1; i <= c->n_values; i++) {
            if (to[i] != i) {
                free(c->labels[i]);
                continue;
            }
            now[i] = (uint32_t)++kept;
            c->labels[kept] = c->labels[i];
            c->numbers[kept] = c->numbers[i];
        }
        c->n_values = kept;
        for (size_t i = 0; i < n_rows; i++)
            if (c->kind == COLUMN_CODES8)
                c->codes8[i] = (uint8_t)now[c->codes8[i]];
            else
                c->codes32[i] = now[c->codes32[i]];
        free(to);
        free(now);
    }
    spellings_free(spellings);
    return list;
}

/* Gather column C by ORDER.  *SPARE, room for N values of one byte or NULL, is used and handed on. */
static void column_permute(struct data_column *c, size_t n, const uint32_t *order, uint8_t **spare)
{
    switch (c->kind) {
    case COLUMN_CODES8: {
        uint8_t *to = *spare ? *spare : xmalloc(n + 1);
        for (size_t i = 0; i < n; i++)
            to[i] = c->codes8[order[i]];
        *spare = c->codes8;
        c->codes8 = to;
        break;
    }
    case COLUMN_CODES32: {
        uint32_t *to = xreallocarray(NULL, n + 1, sizeof *to);
        for (size_t i = 0; i < n; i++)
            to[i] = c->codes32[order[i]];
        free(c->codes32);
        c->codes32 = to;
        break;
    }
    case COLUMN_REALS: {
        double *to = xreallocarray(NULL, n + 1, sizeof *to);
        for (size_t i = 0; i < n; i++)
            to[i] = c->reals[order[i]];
        free(c->reals);
        c->reals = to;
        break;
    }
    }
}

struct permutation {
    struct dataset *d;
    const uint32_t *order;
    size_t n_pieces;
};

static void permute_some(void *data, size_t piece)
{
    const struct permutation *p = data;
    uint8_t *spare = NULL;
    for (size_t i = piece; i < p->d->n_columns; i += p->n_pieces)
        column_permute(&p->d->columns[i], p->d->n_rows, p->order, &spare);
    free(spare);
}

void dataset_permute(struct dataset *d, uint32_t *order)
{
    struct permutation p = {d, order, parallel_threads()};
    parallel(p.n_pieces, 0, permute_some, &p);
    d->order = order;
}

void column_forget(struct data_column *c)
{
    free(c->codes8);
    free(c->codes32);
    free(c->reals);
    c->codes8 = NULL;
    c->codes32 = NULL;
    c->reals = NULL;
}
