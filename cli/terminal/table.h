/* table.h - tables on stdout: aligned for people at a terminal, CSV for programs.
 *
 *     static const struct table_column columns[] = {
 *         {"group", N_("Group"), false},
 *         {"n", N_("n"), true},
 *     };
 *     struct table *table = table_new(args, columns, 2);
 *     table_text(table, "HDND");      // cell by cell, row by row
 *     table_count(table, 95);
 *     table_close(table);
 *
 * CSV has the English names and every digit; a terminal has titles in the
 * reader's language, rounded numbers and, in Vietnamese, a decimal comma.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/terminal/arguments.h"
#include "survey/base/decimal.h"

struct table_column {
    const char *name;  /* in CSV */
    const char *title; /* at a terminal, marked with N_(); NULL: the name */
    bool number;       /* to the right */
};

struct table;

/* True where tables are printed for people: stdout is a terminal and --csv was not given. */
bool table_is_for_people(const struct arguments *args);

/* COLUMNS is borrowed until table_close(), which prints what is left. */
struct table *table_new(const struct arguments *args, const struct table_column *columns, size_t n_columns);
void table_close(struct table *table);

/* The next cell of the row; a row ends with its last cell. */
void table_text(struct table *table, const char *text);
void table_count(struct table *table, int64_t n);
/* X with PLACES decimals for people, with all its digits in CSV; nothing for NaN. */
void table_real(struct table *table, double x, int places);
void table_decimal(struct table *table, decimal d, int places);
/* RANK, nothing for 0. */
void table_rank(struct table *table, int64_t rank);
/* DIGITS, a number as text or "", as it is but for the decimal comma. */
void table_digits(struct table *table, const char *digits);

/* ISO (yyyy-mm-dd or "") as it is shown: dd/mm/yyyy to people who read Vietnamese.  A new string. */
char *table_shown_date(const struct arguments *args, const char *iso);

/* X with as many digits as it takes to read it back. */
#define REAL_TEXT 32
char *real_format(double x, char out[REAL_TEXT]);

#endif
