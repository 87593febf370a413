/* scenario.h - the round's rules with some of them changed, for `score --set`.
 *
 * A change is KEY=VALUE, KEY a setting of points, ranks or classes, or
 * weight:GROUP=W and weight:GROUP:CRITERION=W, which put W in the place of all that
 * group_weights says of the group, or of it for that criterion.  What decides
 * which ballots count comes before the weights and cannot be tried here.
 */
#ifndef SCORING_SCENARIO_H
#define SCORING_SCENARIO_H

#include "survey/round/definition.h"

/* The definition of the round with SETS[0..N-1] applied.  NULL and E_USAGE where one makes no sense. */
struct definition *scenario_definition(struct store *store, const char *const *sets, size_t n,
                                       struct error *err) MUST_CHECK;

#endif
