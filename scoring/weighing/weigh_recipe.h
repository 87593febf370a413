/* weigh_recipe.h - the recipe of a round's weights, applied to its ballots.
 *
 * For each ballot type and group with steps there is a table: the members who were to fill it in, that is the eligible
 * of the sample with the reserves called in; those with a valid ballot responded.  Their weights go through the steps
 * (see steps.h and recipe.h of scoring/weights).  A member with two valid ballots of a type stands in two rows. Ballots
 * of pools are not in it: no list says who filled them in.  Categories and numbers are the frame's, of questions the
 * answers'.  No SQL: weigh_recipe_read.h fills what this works on.
 */
#ifndef SCORING_WEIGH_RECIPE_H
#define SCORING_WEIGH_RECIPE_H

#include "scoring/weighing/weigh_compute.h"
#include "scoring/weighing/weigh_table.h"

/* Apply it: the final weights of CASES in its tables.  Where weights cannot be had, faults that say why (F71x, F81x),
 * of all groups; then false. */
bool weigh_recipe_run(struct weigh_recipe *recipe, const struct weigh_class *classes, struct weigh_case *cases,
                      size_t n_cases, struct issues *issues) MUST_CHECK;
void weigh_recipe_free(struct weigh_recipe *recipe);

#endif
