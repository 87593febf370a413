/* calibrate.h - weights that meet known totals and stay near the base weights
 * (Deville and Särndal, JASA 87 (1992)).
 *
 * The ratio g of final to base weight is F(x'lambda) with F as the distance
 * wants it: 1 + u (linear), exp(u) (raking), or the logit between two bounds.  Linear and
 * raking may be cut at bounds.  Lambda is found by Newton's method on the dual, which is
 * convex; each step is shortened until it does not overshoot.  Nothing is judged by the size of a step:
 * only by how far the sums are from the totals.
 *
 * A partition is an interaction in the margins and in the values; one ratio for a cluster is
 * auxiliary_clusters_init().
 */
#ifndef SCORING_CALIBRATE_H
#define SCORING_CALIBRATE_H

#include "scoring/weights/auxiliary.h"

enum calibrate_distance { CALIBRATE_LINEAR, CALIBRATE_RAKING, CALIBRATE_LOGIT };

struct calibrate_options {
    enum calibrate_distance distance;
    bool bounded;        /* logit: must be */
    double lower, upper; /* of the ratio; lower < 1 < upper unless OF_WEIGHTS; either may be infinite (not for logit) */
    bool of_weights;     /* they bound the final weight, not the ratio (not for logit) */
    bool rescale;        /* margins with different sums are scaled to the first */
    double tolerance;    /* of auxiliary_misfit(); 0: CALIBRATE_MISFIT */
    unsigned max_steps;  /* 0: 500 */
};

struct calibrate_result {
    unsigned steps;
    double misfit;          /* the largest, auxiliary_misfit() */
    size_t term;            /* whose it is */
    double lowest, highest; /* ratio */
    size_t n_negative;      /* final weights below 0 */
};

/* G[0..n-1]: the ratios for the base weights W (0 or more).  A case of weight 0, or, in raking without bounds, of a
 * category whose total is 0, takes no part; its ratio is 1 and 0.  False and E_MATHS with the reason where there
 * are no such weights: as auxiliary_check(); a total that follows from the others but is not what they make it;
 * bounds that cannot be kept, with the least that would do; totals in conflict. */
bool calibrate(const double *w, const struct auxiliary *auxiliary, const struct calibrate_options *options, double *g,
               struct calibrate_result *result, struct error *err) MUST_CHECK;

#endif
