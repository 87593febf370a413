/* missing.h - the points that a round still waits for, in a line or two and as a table. */
#ifndef CLI_MISSING_H
#define CLI_MISSING_H

#include "cli/terminal/arguments.h"
#include "scoring/points/leaves_without_base.h"
#include "scoring/points/outside.h"

/* How many of what, of which units and criteria; nothing where N is 0. */
void print_missing(const struct definition *d, const struct missing_figure *rows, size_t n, size_t due);

/* The same of survey leaves without ballots. */
void print_leaves_without_base(const struct definition *d, const struct leaf_without_base *rows, size_t n);

/* A row each; survey leaves without ballots after them. */
void print_missing_table(const struct arguments *args, const struct definition *d, const struct missing_figure *rows,
                         size_t n, const struct leaf_without_base *leaves, size_t n_leaves);

#endif
