/* rake.h - make weights agree with known margins (iterative proportional
 * fitting; Deming and Stephan 1940).
 *
 * Where sweeps converge slowly the same weights are found by calibrate(), whose
 * raking distance has the same solution.
 */
#ifndef SCORING_RAKE_H
#define SCORING_RAKE_H

#include "scoring/weights/auxiliary.h"

struct rake_options {
    double tolerance;    /* of auxiliary_misfit(); 0: RAKE_MISFIT */
    unsigned max_sweeps; /* before calibrate() takes over; 0: 200 */
    bool rescale;        /* margins with different sums are scaled to the first */
};

struct rake_result {
    unsigned sweeps; /* and Newton steps after them */
    double misfit;   /* the largest, auxiliary_misfit() */
    size_t term;     /* whose it is */
};

/* Change W[0..n-1] (0 or more) until each category's sum is its total; AUX has no values.  A category whose total is 0
 * gets weights 0.  False and E_MATHS with the reason, W as it was: as auxiliary_check(), and totals
 * that the cases cannot meet together, with the categories in conflict. */
bool rake(double *w, const struct auxiliary *auxiliary, const struct rake_options *options, struct rake_result *result,
          struct error *err) MUST_CHECK;

#endif
