/* trace.h - a unit's points as facts: its total, class and rank, then its tree, leaves down to ballots and decisions.
 *
 * Reads what `score` stored and says which figure each came from:
 *     sum of a node    = sum of the points of those below it
 *     held             = that within the node's cap and minimum
 *     points           = held, rounded where the round rounds there
 *     own component    = sum of its leaves' points; what caps and minimums change is bonus and malus
 *     rescaled         = (survey = none) own / own maximum x 100, of leaves or fields where these are rounded
 *     component, total = sums of these under the rounding rule
 */
#ifndef SCORING_TRACE_H
#define SCORING_TRACE_H

#include "scoring/points/facts.h"
#include "survey/round/scores.h"

/* UNIT with all nodes of its tree, none of its leaves followed down; SCORES and NODES are by unit, as scores_by_unit()
 * has them, and outlive the facts. */
void trace_unit(struct facts *facts, const struct definition *d, size_t unit, const struct score *scores,
                const struct score_node *nodes);

/* The same of a round, for NODE NONE; else NODE and what is below it: itself followed down where it is a leaf, all
 * leaves where DEEP.  *FOUND is false where UNIT has no points of its own.  Release FACTS in either case. */
bool trace_read(struct facts *facts, struct store *store, const struct definition *d, size_t unit, size_t node,
                bool deep, bool *found, struct error *err) MUST_CHECK;

/* Where the round rounds the points of NODE: its name as a choice of round_at; ROUND_TOTAL where it does not.  Under
 * survey = none what it gives to the total is rounded, else its points. */
enum rounding_at trace_rounding(const struct definition *d, const struct criterion *node);

#endif
