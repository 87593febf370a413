/* audited.h - what an audit says of keying: rates of wrong fields with their limits, and what they may do to units.
 *
 * The limits are those of docs/audit.md: Clopper and Pearson's of ballots and of fields drawn by themselves, Stringer's
 * of fields of ballots drawn as wholes.
 */
#ifndef SCORING_AUDITED_H
#define SCORING_AUDITED_H

#include "scoring/estimates/worst.h"
#include "survey/base/error.h"
#include "survey/custody/audit_compare.h"
#include "survey/round/definition.h"

#define AUDITED_CONFIDENCE 0.95

/* Shares of one: of ballots with a wrong field at most, of fields the rate, its error, and at most.  NaN where they
 * cannot be had. */
struct audited_bounds {
    double ballots_upper, rate, se, upper;
};

/* Of RATE; WHOLE where ballots were drawn as wholes. */
struct audited_bounds audited_bounds(const struct audit_rate *rate, bool whole);

/* What a share UPPER of wrong fields may do to each unit of D at worst, by unit: a new array. */
struct audited_unit {
    bool present; /* it is scored */
    struct worst_unit at;
};
struct audited_unit *audited_units(struct store *store, const struct definition *d, double upper,
                                   struct error *err) MUST_CHECK;

#endif
