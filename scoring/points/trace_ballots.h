/* trace_ballots.h - a survey leaf's points of one unit down to the ballots, as facts.
 *
 * For each group: what became of its ballots, and for each question how many marked each
 * option and the sum of their weights, so that
 *     mean of a question = sum over options of weight x worth / sum of weights
 *     mean of a group    = sum over questions of question weight x mean / sum of question weights
 *     percent            = sum over groups of group weight x mean / sum of group weights
 *     points             = percent x maximum / 100
 * can be followed by hand.  Where ballots are pooled, no ballot has a weight.  Each has its own mean over the
 * questions counted on it; ballots on which these weigh the same together stand in one class, so that
 *     sum of a class     = sum over questions of question weight x (sum over options of marks x worth) / its weight
 *     mean of the pool   = sum over groups and classes of these / ballots counted
 * and groups from outside keep their weight against the pool's, the sum of its groups' weights.
 */
#ifndef SCORING_TRACE_BALLOTS_H
#define SCORING_TRACE_BALLOTS_H

#include "scoring/points/facts.h"
#include "survey/round/scores.h"

#define TRACE_MOST_WEIGHTS 8 /* of a group that are told apart; where it has more, none is */

struct leaf_tally;

/* Of leaf CRITERION, scored by ballots or groups of the round, of the unit of FACTS; groups as in the definition.  Free
 * it with leaf_tally_free(). */
struct leaf_tally *leaf_tally_new(const struct definition *d, size_t unit, size_t criterion) MUST_CHECK;
void leaf_tally_free(struct leaf_tally *tally);

/* Count B, which weighs what it says. */
void leaf_tally_add(struct leaf_tally *tally, const struct ballot *b);

/* The facts, when all ballots are counted: PARTS are the stored results of groups from outside.  Returns the points
 * before they are rounded. */
decimal leaf_tally_facts(struct leaf_tally *tally, struct facts *facts, const struct score_group *parts,
                         size_t n_parts);

/* All of it for a round. */
bool trace_ballots(struct facts *facts, struct store *store, size_t criterion, decimal *points,
                   struct error *err) MUST_CHECK;

#endif
