/* pps.h - variances where units were drawn with unequal probabilities, without
 * replacement, in one stage.
 *
 * Brewer's, Overton's and Hartley and Rao's need the probabilities of the units drawn; the Horvitz-Thompson and
 * the Yates-Grundy (Sen) estimators the joint ones of every pair too.  With D_ij = (pi_ij - pi_i pi_j) / pi_ij the
 * first is sum of D_ij t_i t_j, the second -1/2 sum of D_ij (t_i - t_j)^2, t the weighted totals of units.
 *
 * Sources: Brewer (2002), Combined Survey Sampling Inference; Overton (1985); Hartley and Rao (1962), approximation
 * (17) as in Berger (2004); R survey: svydesign(pps=).
 */
#ifndef SCORING_PPS_H
#define SCORING_PPS_H

#include "scoring/estimates/taylor.h"

enum pps_method { PPS_BREWER, PPS_OVERTON, PPS_HARTLEY_RAO, PPS_YATES_GRUNDY, PPS_HORVITZ_THOMPSON, N_PPS_METHODS };
extern const char *const pps_method_names[N_PPS_METHODS]; /* "brewer", … */

struct pps {
    enum pps_method method;
    double *joint; /* [n_units][n_units] in the design's order, of the last two */
};

/* As taylor_run() and taylor_covariance() (COVARIANCE may be NULL).  The design has probabilities. */
bool pps_run(const struct pps *pps, const struct taylor *t, const struct term *terms, size_t n_terms,
             struct estimate *results, double *covariance, struct error *err) MUST_CHECK;

#endif
