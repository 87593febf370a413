/* dataset.h - a table in memory, column by column: what importers fill and
 * scoring and sampling read.
 *
 * A column keeps one byte a value while it has at most 255 different ones, four
 * bytes where its values are labels, eight where they are numbers of which there
 * are more.  A cell that is empty is missing: code 0, or NaN.
 */
#ifndef SURVEY_DATASET_H
#define SURVEY_DATASET_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/issues.h"

enum data_kind { COLUMN_CODES8, COLUMN_CODES32, COLUMN_REALS };

struct data_column {
    char *name;
    enum data_kind kind;
    uint8_t *codes8; /* of these three the one of KIND; [n_rows] */
    uint32_t *codes32;
    double *reals;
    /* Of codes: the values, code 1 to n_values in order: numbers by value where all are numbers,
     * else by the bytes of their text.  [0] stands for what is missing. */
    size_t n_values;
    char **labels;
    double *numbers;   /* NaN where a label is no number */
    bool is_number;    /* every value there is is a number */
    size_t n_numbers;  /* how many different values are */
    size_t first_text; /* the first row (from 0) whose value is no number; SIZE_MAX where there is none */
    size_t n_missing;
    size_t first_missing; /* row; SIZE_MAX */
};

struct dataset {
    char *file; /* as the user gave it */
    size_t n_rows;
    struct data_column *columns;
    size_t n_columns;
    size_t first_line; /* the physical line of the file's first row, where each row is one line further; */
    uint32_t *lines;   /* else the line of each row of the file */
    uint32_t *order;   /* row i was row order[i] of the file; NULL: they stand as they did */
};

void dataset_release(struct dataset *d);

/* The column of this NAME, or NULL. */
struct data_column *dataset_column(const struct dataset *d, const char *name);

/* The line of ROW (from 0) in the file; and which row of the file it was. */
size_t dataset_line(const struct dataset *d, size_t row);
static inline size_t dataset_file_row(const struct dataset *d, size_t row)
{
    return d->order ? d->order[row] : row;
}

/* The code of ROW, 0 where it is missing; C has codes. */
static inline uint32_t column_code(const struct data_column *c, size_t row)
{
    return c->kind == COLUMN_CODES8 ? c->codes8[row] : c->codes32[row];
}

/* The number of ROW, NaN where it is missing or none. */
static inline double column_number(const struct data_column *c, size_t row)
{
    return c->kind == COLUMN_REALS ? c->reals[row] : c->numbers[column_code(c, row)];
}

/* The code whose label is LABEL or, of numbers, has the same value; 0 where there is none. */
uint32_t column_find(const struct data_column *c, const char *label);

/* The value of C that LABEL is, or else is a spelling of (text_alike()); LABEL where there is none. */
const char *column_alike(const struct data_column *c, const char *label);

/* Of a column of shares, 20% is 0.2. */
void column_shares(struct data_column *c, size_t n_rows);

/* Sort the values and give them their codes anew. */
void column_sort(struct data_column *c, size_t n_rows);

/* Say (W306) of C, of FILE, that values differ in zeros before them only; they are not one. */
void column_tell_zeros(const struct data_column *c, const char *file, struct issues *issues);

/* What stands in C, whose values are texts, in several ways of writing (spellings.h), with its rows: a new string; NULL
 * where nothing does.  With FOLD they become one value, as most rows have it. */
char *column_spellings(struct data_column *c, size_t n_rows, bool fold);

/* Put the rows, which stand as in the file, in the order ORDER[0..n_rows-1], which is taken over: what was row
 * ORDER[i] becomes row i. */
void dataset_permute(struct dataset *d, uint32_t *order);

/* Forget the values of a column that is not needed any more. */
void column_forget(struct data_column *c);

#endif
