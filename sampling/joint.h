/* joint.h - joint inclusion probabilities of a sample as it was selected.
 *
 * Of a method of select.h, for the units taken only: what the variance of an
 * estimate needs.  The formulas are those of probability.h.
 */
#ifndef SAMPLING_JOINT_H
#define SAMPLING_JOINT_H

#include "sampling/select.h"

/* True where METHOD has them: not of brewer and cube. */
bool joint_has(enum select_method method);

/* JOINT (N_TAKEN x N_TAKEN, row by row) of the units TAKEN[0..N_TAKEN-1] of a stratum with the
 * probabilities PIK[0..N-1], in the order they were gone through, drawn by METHOD.  For pareto
 * and sequential-poisson, whose PIK are those aimed at, the true ones, on the
 * diagonal too.  E_MATHS as the methods, and beyond the size for which all pairs of
 * the stratum can be worked out in seconds: 2,000 units of sampford and maximum-entropy, 1,000 of pareto, 100
 * of sequential-poisson; the others have no such bound. */
bool joint_of_taken(enum select_method method, const double *pik, size_t n, const size_t *taken, size_t n_taken,
                    double *joint, struct error *err) MUST_CHECK;

#endif
