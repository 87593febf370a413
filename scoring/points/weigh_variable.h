/* weigh_variable.h - the variables of a step of the recipe: their columns, categories and totals (inside weigh_table).
 */
#ifndef SCORING_WEIGH_VARIABLE_H
#define SCORING_WEIGH_VARIABLE_H

#include "scoring/points/weigh_table.h"
#include "survey/base/merge.h"

#define WEIGH_NO_CATEGORY UINT32_MAX

/* A variable of a step, and where each combination of its columns' codes belongs. */
struct weigh_variable {
    const char *name; /* as the recipe has it */
    const struct weigh_column **columns;
    size_t n_columns, n_combinations;
    const struct merges *merges; /* of the step */
    uint32_t **as;      /* [column][code]: the code that it counts as; NULL where nothing of the column is merged */
    uint32_t *category; /* of each combination, WEIGH_NO_CATEGORY where no total is known */
    char **labels;
    double *total;
    size_t n_cats, room_labels, room_totals;
    bool from_margins;
};

/* A total as it is given: a label for each column. */
struct weigh_given {
    char **labels;
    double total;
};

/* The column of TABLE that is called NAME; "" is the stratum as drawn. */
const struct weigh_column *weigh_column_of(const struct weigh_table *t, const char *name);

/* What CODE of C stands for; "" where it is blank. */
const char *weigh_label(const struct weigh_column *c, uint32_t code);

/* The number of a member's column in ROW, NaN where it is none. */
double weigh_number(const struct weigh_table *t, const struct weigh_column *c, size_t row);

/* Sizes are numbers, all else is names. */
bool weigh_is_number(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_variable *v);

/* The columns of V, all categories still outside; of the stratum where OF is NULL.  MERGES must outlive V.  False with
 * a fault. */
bool weigh_variable_open(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                         const struct weighting_variable *of, const struct merges *merges, struct weigh_variable *v);

/* ALL: what a step has not taken, too. */
void weigh_variable_release(struct weigh_variable *v, bool all);

/* Where ROW stands among the combinations. */
size_t weigh_combination(const struct weigh_table *t, const struct weigh_variable *v, size_t row);

/* A category for each combination that occurs: classes. */
void weigh_variable_classes(const struct weigh_table *t, struct weigh_variable *v);

/* The rows of the table margins for the variable OF; new array. */
struct weigh_given *weigh_given_read(const struct weigh_making *m, const struct weigh_table *t,
                                     const struct weighting_row *row, const struct weighting_variable *of, size_t *n);
void weigh_given_free(struct weigh_given *given, size_t n, size_t n_columns);

/* Give V its categories and totals: GIVEN, or the counts of the frame without the LOST members; faults. */
void weigh_variable_totals(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                           struct weigh_variable *v, const struct weigh_given *given, size_t n_given, const bool *lost);

/* Totals that are not those of the frame: the weights then stand for another number of people. */
void weigh_warn_of_sum(const struct weigh_making *m, const struct weigh_table *t, const struct weighting_row *row,
                       const struct weigh_variable *v);

/* The sum of the numbers in column NAME of the frame; NaN with ERR. */
double weigh_frame_sum(const struct weigh_making *m, const struct weigh_table *t, const char *name, struct error *err);

#endif
