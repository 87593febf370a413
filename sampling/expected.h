/* expected.h - how many ballots about each unit a plan can be expected to bring, and how exact its figures will be.
 *
 * A member of stratum h is asked with n/N of the plan (pps and stages as if all had the same chance) and answers with
 * the group's response r.  Of the N_hu members who would rate unit u, n_hu = N_hu n/N r are expected to.  The margin of
 * the unit's mean, in percent of the maximum, is the half width of a 95 % interval at the worst: answers of 0 and 100
 * in equal parts,
 *
 *     1.96 sqrt(sum over h of (N_hu / N_u)^2 * 1/4 / n_hu * (N_hu - n_hu) / (N_hu - 1)),
 *
 * with one stratum that of plan_margin().
 */
#ifndef SAMPLING_EXPECTED_H
#define SAMPLING_EXPECTED_H

#include "sampling/plan.h"

/* What GROUP will say of UNIT on ballots of TYPE. */
struct expected {
    size_t unit, type, group;
    int64_t raters; /* members of the frame who would rate it */
    int64_t most;   /* of them who can be drawn: of a stratum no more than its n; of stages all */
    double ballots; /* to come back */
    double margin;  /* a share; NaN where none can be stated: a quota, stages, or less than one ballot of a stratum */
};

/* One of each unit that ballots of a type are about and each group that answers it: by unit in the order of the
 * definition, type, group.  A new array of *N, to be freed; NULL with ERR. */
struct expected *expected_ballots(const struct plan *plan, struct store *store, const struct definition *d, size_t *n,
                                  struct error *err) MUST_CHECK;

#endif
