/* probability.h - inclusion probabilities of first and second order.
 *
 * PIK[0..N-1] are probabilities of inclusion; joint ones fill a matrix of N x N
 * numbers, row by row, with PIK on its diagonal.  In designs of fixed size the
 * sum of PIK must be a whole number n (to 1e-6), otherwise E_MATHS.  Time is of the order of
 * N^3 where nothing else is said.
 *
 * Sources: Tillé, Sampling Algorithms (2006); Sampford, Biometrika 54 (1967);
 * Chen, Dempster and Liu, Biometrika 81 (1994) (maximum entropy); Deville and
 * Tillé, Biometrika 85 (1998) (elimination); Aires, Methodology and Computing
 * in Applied Probability 1 (1999) (order sampling).
 */
#ifndef SAMPLING_PROBABILITY_H
#define SAMPLING_PROBABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"

/* PIK proportional to SIZE (0 or more, finite), sum N_DRAWN.  Units that would get more than 1 are
 * taken with certainty, and the rest share what is left, until none does.
 * E_MATHS where fewer than N_DRAWN sizes are above 0. */
bool probability_proportional(const double *size, size_t n, size_t n_drawn, double *pik, struct error *err) MUST_CHECK;

/* The whole number that PIK sums to; false and E_MATHS where it is none. */
bool probability_sum(const double *pik, size_t n, size_t *sum, struct error *err) MUST_CHECK;

/* Simple random in strata: unit i is one of POPULATION[STRATUM[i]] people, of whom DRAWN[STRATUM[i]] are drawn. */
void probability_joint_stratified(const size_t *stratum, const size_t *drawn, const size_t *population, size_t n,
                                  double *joint);

/* Independent of one another (Poisson). */
void probability_joint_poisson(const double *pik, size_t n, double *joint);

/* Systematic with a random start, in this order.  N^2. */
void probability_joint_systematic(const double *pik, size_t n, double *joint);
/* The same for the units AT[0..N_AT-1] only: JOINT is N_AT x N_AT.  N + N_AT^2. */
void probability_joint_systematic_of(const double *pik, size_t n, const size_t *at, size_t n_at, double *joint);

/* Pairs with a unit that is not WANTED (NULL: all are) are left undefined, which saves most of the time. */
bool probability_joint_sampford(const double *pik, size_t n, const bool *wanted, double *joint,
                                struct error *err) MUST_CHECK;

/* Maximum entropy (conditional Poisson).  The working probabilities are found
 * by iteration until they change by no more than TOLERANCE in all (1e-13; R's sampling
 * stops at 1e-6): a sample's probability is that of independent draws with WORKING, given its size.  N^2 a step;
 * WORKING is PIK where that is 0 or 1. */
bool probability_entropy_working(const double *pik, size_t n, double tolerance, double *working,
                                 struct error *err) MUST_CHECK;
bool probability_joint_entropy(const double *pik, size_t n, double tolerance, double *joint,
                               struct error *err) MUST_CHECK;

/* Tillé's elimination, and Midzuno's design, its complement. */
bool probability_joint_tille(const double *pik, size_t n, double *joint, struct error *err) MUST_CHECK;
bool probability_joint_midzuno(const double *pik, size_t n, double *joint, struct error *err) MUST_CHECK;

/* Order sampling: the sum of PIK smallest keys are taken.  The probabilities aimed at are
 * PIK; these are the true ones, by numerical integration (N^3 times about 100 nodes), the
 * diagonal too.  WANTED as above. */
enum probability_order { ORDER_PARETO, ORDER_SEQUENTIAL_POISSON };
bool probability_joint_order(enum probability_order order, const double *pik, size_t n, const bool *wanted,
                             double *joint, struct error *err) MUST_CHECK;

#endif
