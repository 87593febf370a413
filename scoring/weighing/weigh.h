/* weigh.h - the weight of each valid ballot: the verb `weigh`.
 *
 * Base weight: 1 over the probability of inclusion, (N - ineligible) over
 * (drawn + released - ineligible) of the stratum.  Where members have their own
 * probability p (by size, in stages), (drawn - gone) / (drawn + released - ineligible) / p,
 * gone being the sum of p of the ineligible (ineligible_pi) by size, and drawn * ineligible / N in
 * stages: with equal p the same.  Take-all members (p = 1) weigh 1 and are left out
 * of these counts.  Non-response: within ballot type, group and stratum the valid
 * ballots' base weights are raised to the sum over all eligible ones.
 */
#ifndef SCORING_WEIGH_H
#define SCORING_WEIGH_H

#include "scoring/weights/projection.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/weighting.h"
#include "survey/store/log.h"

/* Fill the tables response, weight, weight_step and recipe.  RECIPE: the steps after the base weights of the groups it
 * is for, in place of non-response within strata; NULL where there are none.  E_STATE before ballots are issued; false
 * with ERR unset where the recipe's weights cannot be had: faults (F71x, F81x) say why. */
bool weigh_round(struct store *store, const struct weighting *recipe, const struct actor *actor, struct issues *issues,
                 struct error *err) MUST_CHECK;

/* What the weights of the round were calibrated to, for errors (see projection.h); made anew by the stored recipe. */
struct weigh_records;
struct weigh_records *weigh_records_new(struct store *store, struct error *err) MUST_CHECK;
void weigh_records_free(struct weigh_records *records);
/* The records of the ballots of TYPE in GROUP; *N_RECORDS is 0 where their weights meet no totals. */
const struct projection_record *weigh_records_of(const struct weigh_records *records, size_t type, size_t group,
                                                 size_t *n_records, size_t *n_rows);
/* The row in them of the I-th ballot that has a weight, in the order of the serials; NONE of a pool's. */
size_t weigh_records_row(const struct weigh_records *records, size_t i);

/* Compute again and compare with what is stored; differences are faults (F93x). */
bool weigh_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
