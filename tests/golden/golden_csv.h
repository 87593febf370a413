/* golden_csv.h - the tables under tests/golden: a header, commas, quotes around names at most, empty for what is
 * missing. */
#ifndef TESTS_GOLDEN_GOLDEN_CSV_H
#define TESTS_GOLDEN_GOLDEN_CSV_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* What is read is kept, and held here, until the test ends. */
static void *golden_kept;

static inline void *golden_alloc(size_t n, size_t size)
{
    void **block = xcalloc(1, sizeof *block + (n + 1) * size);
    *block = golden_kept;
    golden_kept = block;
    return block + 1;
}

#define GOLDEN_MOST_COLUMNS 80
#define GOLDEN_MOST_LEVELS  64

struct golden_csv {
    size_t n, n_columns;
    char *header[GOLDEN_MOST_COLUMNS];
    char **cell; /* n x n_columns */
    char *text;
};

/* The names and the codes of a text column, in sorted order. */
struct golden_levels {
    size_t n;
    const char *label[GOLDEN_MOST_LEVELS];
    uint32_t *cat;
};

static inline struct golden_csv golden_read(const char *path)
{
    struct golden_csv t = {0};
    char full[200];
    snprintf(full, sizeof full, "tests/golden/%s", path);
    FILE *f = fopen(full, "rb");
    cr_assert(f, "%s cannot be opened", full);
    cr_assert_eq(fseek(f, 0, SEEK_END), 0);
    size_t size = (size_t)ftell(f), n_cells = 0;
    rewind(f);
    t.text = golden_alloc(size, 1);
    t.cell = golden_alloc(size, sizeof *t.cell);
    cr_assert_eq(fread(t.text, 1, size, f), size);
    fclose(f);
    char *at = t.text;
    for (bool header = true; *at; header = false) {
        char *line = at, *cell;
        at += strcspn(at, "\n");
        if (*at)
            *at++ = '\0';
        while ((cell = strsep(&line, ",")))
            if (header) {
                cell += *cell == '"';
                cell[strcspn(cell, "\"")] = '\0';
                t.header[t.n_columns++] = cell;
            } else {
                t.cell[n_cells++] = cell;
            }
        t.n += !header;
    }
    cr_assert_eq(n_cells, t.n * t.n_columns, "%s is not rectangular", full);
    return t;
}

static inline size_t golden_find(const struct golden_csv *t, const char *name)
{
    for (size_t c = 0; c < t->n_columns; c++)
        if (strcmp(t->header[c], name) == 0)
            return c;
    cr_assert(false, "no column %s", name);
    return 0;
}

static inline const char *golden_cell(const struct golden_csv *t, size_t row, size_t column)
{
    return t->cell[row * t->n_columns + column];
}

/* A column of numbers, NaN for what is missing. */
static inline double *golden_column(const struct golden_csv *t, const char *name)
{
    size_t c = golden_find(t, name);
    double *x = golden_alloc(t->n, sizeof *x);
    for (size_t i = 0; i < t->n; i++)
        x[i] = *golden_cell(t, i, c) ? strtod(golden_cell(t, i, c), NULL) : NAN;
    return x;
}

static inline int golden_by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The cells of up to two columns joined as "a x b", coded. */
static inline struct golden_levels golden_codes(const struct golden_csv *t, const char *one, const char *two)
{
    struct golden_levels levels = {.cat = golden_alloc(t->n, sizeof(uint32_t))};
    char **joined = golden_alloc(t->n, sizeof *joined);
    for (size_t i = 0; i < t->n; i++) {
        const char *a = golden_cell(t, i, golden_find(t, one)), *b = two ? golden_cell(t, i, golden_find(t, two)) : "";
        size_t size = strlen(a) + strlen(b) + 4;
        joined[i] = golden_alloc(size, 1);
        snprintf(joined[i], size, "%s%s%s", a, two ? " x " : "", b);
    }
    for (size_t i = 0; i < t->n; i++) {
        size_t l = 0;
        while (l < levels.n && strcmp(levels.label[l], joined[i]) != 0)
            l++;
        if (l == levels.n) {
            cr_assert_lt(l, GOLDEN_MOST_LEVELS);
            levels.label[levels.n++] = joined[i];
        }
    }
    qsort(levels.label, levels.n, sizeof *levels.label, golden_by_text);
    for (size_t i = 0; i < t->n; i++)
        for (size_t l = 0; l < levels.n; l++)
            if (strcmp(levels.label[l], joined[i]) == 0)
                levels.cat[i] = (uint32_t)l;
    return levels;
}

/* The column `total` of a table of margins, in the order of LEVELS of the variables ONE (and TWO). */
static inline double *golden_totals(const char *path, const struct golden_levels *levels, const char *one,
                                    const char *two)
{
    struct golden_csv t = golden_read(path);
    struct golden_levels own = golden_codes(&t, one, two);
    double *x = golden_column(&t, "total"), *total = golden_alloc(levels->n, sizeof *total);
    cr_assert_eq(own.n, levels->n, "%s", path);
    for (size_t i = 0; i < t.n; i++) {
        cr_assert_str_eq(own.label[own.cat[i]], levels->label[own.cat[i]]);
        total[own.cat[i]] = x[i];
    }
    return total;
}

/* X[0..n-1] is the column NAME of PATH, to TOLERANCE relative, absolute near 0. */
static inline void golden_same_column(const char *path, const char *name, const double *x, double tolerance)
{
    struct golden_csv t = golden_read(path);
    double *expected = golden_column(&t, name);
    for (size_t i = 0; i < t.n; i++)
        cr_assert(fabs(x[i] - expected[i]) <= tolerance * fmax(1, fabs(expected[i])),
                  "%s, row %zu: %s is %.17g, expected %.17g", path, i + 1, name, x[i], expected[i]);
}

#endif
