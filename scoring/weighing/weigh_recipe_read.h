/* weigh_recipe_read.h - what a recipe of weights looks at, out of the round: members, their columns, counts of the
 * frame, answers. */
#ifndef SCORING_WEIGH_RECIPE_READ_H
#define SCORING_WEIGH_RECIPE_READ_H

#include "scoring/weighing/weigh_recipe.h"
#include "survey/round/ballots.h"

/* Read the members of the groups that WEIGHTING (borrowed) is for.  CLASS_FOR(TO, type, group, stratum) is the number
 * of a class. */
struct weigh_recipe *weigh_recipe_new(struct store *store, const struct definition *d,
                                      const struct weighting *weighting,
                                      uint32_t (*class_for)(void *to, size_t type, size_t group, const char *stratum),
                                      void *to, struct error *err) MUST_CHECK;

/* Ballot B, which is not void, is CASE; found not to be of the population if INELIGIBLE. */
void weigh_recipe_note(struct weigh_recipe *recipe, const struct ballot *b, bool ineligible, size_t number);

#endif
