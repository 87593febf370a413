/* weigh_steps.h - the steps of a recipe, made from its rows by the functions of scoring/weights/steps.h.
 *
 * A table of the round becomes a dataset; the rows of the table margins, or the counts of the frame less those found
 * not to belong, become totals, in the words of the dataset's columns.  What is wrong is told once for all members it
 * is true of.
 */
#ifndef SCORING_WEIGH_STEPS_H
#define SCORING_WEIGH_STEPS_H

#include "scoring/weighing/weigh_table.h"
#include "survey/base/issues.h"

/* TABLE, settled, as a dataset: a row for each of its own. */
void weigh_make_data(const struct weigh_table *table, struct dataset *data);

/* Make the step of PLAN for TABLE, whose steps before it are made; faults (F71x, F81x) are added. */
void weigh_make_step(const struct weigh_recipe *recipe, struct weigh_table *table, const struct weigh_plan *plan,
                     const struct dataset *data, struct issues *issues);

enum step_kind weigh_step_kind(const struct weighting_row *row);

/* Where the recipe has ROW. */
struct place weigh_place(const struct weigh_recipe *recipe, const struct weighting_row *row);

/* Sizes are numbers, all else is names. */
bool weigh_is_size(const struct definition *d, size_t group, const struct weighting_variable *variable);
/* Has the table margins rows of the variable for GROUP that fit it? */
bool weigh_margins_have(const struct definition *d, size_t group, const struct weighting_variable *variable);

#endif
