/* trim.h - weights cut to limits, what was cut given to others.
 *
 * A row of weight 0 takes no part.  The sum of weights stays as it was.
 *
 * Sources: R survey, trimWeights(); Potter (1990), A study of procedures to
 * identify and trim extreme sampling weights.
 */
#ifndef SCORING_TRIM_H
#define SCORING_TRIM_H

#include "scoring/weights/auxiliary.h"

struct trim_limits {
    double lower, upper; /* -INFINITY and INFINITY where there is none */
};

struct trim_result {
    size_t n_raised, n_lowered; /* rows that were outside at first */
    double moved;               /* sum of weight taken from the latter less what the former were given */
    unsigned rounds;
    double shift; /* of trim_strict() where rounds do not suffice: what was added to every weight before cutting */
};

/* Cut W[0..n-1] to the limits once and spread the difference evenly over the rows inside, which may take these outside.
 * E_MATHS where no row is inside. */
bool trim_spread(double *w, size_t n, struct trim_limits limits, struct trim_result *result,
                 struct error *err) MUST_CHECK;

/* Cut and spread until no row is outside; a row once cut gets no more.  Where that leaves nobody to give to, the number
 * t with sum of cut(w + t) = sum of w.  E_MATHS where N rows within the limits cannot have that sum; W is as it was
 * then. */
bool trim_strict(double *w, size_t n, struct trim_limits limits, struct trim_result *result,
                 struct error *err) MUST_CHECK;

/* Weights within the limits that meet all totals of AUX, nearest to W (chi square): calibrate() with bounds of weights.
 * E_MATHS as there. */
bool trim_keep_totals(double *w, const struct auxiliary *auxiliary, struct trim_limits limits,
                      struct trim_result *result, struct error *err) MUST_CHECK;

#endif
