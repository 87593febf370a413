/* weigh_recipe.h - the recipe of a round's weights, applied to its ballots.
 *
 * For each ballot type and group with steps there is a table: the members who were to fill it in, that is the eligible
 * of the sample with the reserves called in; those with a valid ballot responded.  Their weights go through the steps
 * (see recipe.h).  A member with two valid ballots of a type stands in two rows.  Ballots of pools are not in it: no
 * list says who filled them in.  Categories and numbers are the frame's, of questions the answers'.
 */
#ifndef SCORING_WEIGH_RECIPE_H
#define SCORING_WEIGH_RECIPE_H

#include "scoring/points/weigh_inside.h"
#include "scoring/weights/projection.h"
#include "scoring/weights/weight_health.h"
#include "survey/round/ballots.h"
#include "survey/round/weighting.h"

/* How the weights of a group stand after a step. */
struct weigh_step {
    size_t group;
    int step; /* base weights are 1 */
    const char *name;
    size_t recipe; /* its row, from 1 */
    struct weight_health health;
    double misfit; /* NaN before there are totals */
    char misfit_at[160];
};

/* Read the members of the groups that WEIGHTING (borrowed) is for. */
struct weigh_recipe *weigh_recipe_new(struct store *store, const struct definition *d,
                                      const struct weighting *weighting, struct error *err) MUST_CHECK;
void weigh_recipe_free(struct weigh_recipe *recipe);

/* Ballot B, the VALIDth that counts if it does; found not to be of the population if INELIGIBLE. */
void weigh_recipe_note(struct weigh_recipe *recipe, const struct ballot *b, bool ineligible, size_t valid);

/* Apply it: FINAL[valid] of the ballots in its tables.  Where weights cannot be had, faults that say why (F81x), all
 * groups; then false. */
bool weigh_recipe_run(struct weigh_recipe *recipe, struct weighing *w, double *final, struct issues *issues,
                      struct error *err) MUST_CHECK;

/* Has GROUP steps?  All steps that were taken, group by group. */
bool weigh_recipe_is_for(const struct weigh_recipe *recipe, size_t group);
const struct weigh_step *weigh_recipe_steps(const struct weigh_recipe *recipe, size_t *n);

/* What the weights of TYPE's ballots in GROUP were calibrated to; the row of valid ballot VALID there, or NONE. */
const struct projection_record *weigh_recipe_records(const struct weigh_recipe *recipe, size_t type, size_t group,
                                                     size_t *n_records, size_t *n_rows);
size_t weigh_recipe_row(const struct weigh_recipe *recipe, size_t valid);

#endif
