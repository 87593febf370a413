/* weigh.h - the weight of each valid ballot: the verb `weigh`.
 *
 * Base weight: 1 over the probability of inclusion, (N - ineligible) over
 * (drawn + released - ineligible) of the stratum.  Where members have their own
 * probability p (by size, in stages), (drawn - lost) / (drawn + released - ineligible) / p,
 * lost being the sum of p of the ineligible by size, and drawn * ineligible / N in
 * stages: with equal p the same.  Certain members (p = 1) weigh 1 and are left out
 * of these counts.  Non-response: within ballot type, group and stratum the valid
 * ballots' base weights are raised to the sum over all eligible ones.
 */
#ifndef SCORING_WEIGH_H
#define SCORING_WEIGH_H

#include "survey/error.h"
#include "survey/issues.h"
#include "survey/log.h"

/* Fill the tables response, weight and weight_step.  E_STATE before ballots are issued. */
bool weigh_round(struct store *store, const struct actor *actor, struct issues *issues, struct error *err) MUST_CHECK;

/* Compute again and compare with what is stored; differences are faults (F93x). */
bool weigh_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
