/* score.h - points, index, ranks and classes: the verb `score`.
 *
 * Reads the weights, the valid ballots and the points from outside; fills the
 * tables score_group, score_node and score.
 */
#ifndef SCORING_SCORE_H
#define SCORING_SCORE_H

#include "survey/error.h"
#include "survey/issues.h"
#include "survey/log.h"

/* A leaf without counted answers, without a decision or without its figure is
 * a fault; then nothing is written.  E_STATE where weights are missing or stale. */
bool score_round(struct store *store, const struct actor *actor, struct issues *issues, struct error *err) MUST_CHECK;

/* Compute again and compare with what is stored; differences are faults (F94x). */
bool score_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
