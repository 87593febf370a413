/* select.h - who is taken, by given random numbers.
 *
 * Every method is a function of probabilities and of one uniform number per
 * unit, above 0 and below 1: so the same tickets give the same sample to
 * anyone, and the functions can be tried by themselves.  TAKEN has a flag per
 * unit.  Units whose probability is 1 are always taken.
 *
 * Sources: Rosén, Journal of Statistical Planning and Inference 62 (1997)
 * (Pareto); Ohlsson, Journal of Official Statistics 14 (1998) (sequential
 * Poisson); Madow (1949) (systematic); Sampford, Biometrika 54 (1967); Brewer,
 * Australian Journal of Statistics 17 (1975); Deville and Tillé, Biometrika 91
 * (2004), Chauvet and Tillé, Computational Statistics 21 (2006) (cube).
 */
#ifndef SAMPLING_SELECT_H
#define SAMPLING_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/error.h"

/* ORDER[0..N-1]: the units by ascending KEY, ties to the lower index. */
void select_order(const double *key, size_t n, size_t *order);

/* Keys whose smallest are taken: U (1 - p) / ((1 - U) p), and U / p; certain units first,
 * units without a chance last. */
void select_pareto_keys(const double *pik, const double *u, size_t n, double *key);
void select_sequential_poisson_keys(const double *pik, const double *u, size_t n, double *key);

/* Systematic in this order with the random START, 0 <= start < 1: unit i is taken where
 * floor(C_i - start) > floor(C_{i-1} - start), C the cumulated PIK. */
void select_systematic(const double *pik, size_t n, double start, bool *taken);

/* Unit i is taken where U[i] < PIK[i]; the size is random. */
void select_poisson(const double *pik, const double *u, size_t n, bool *taken);

/* Sampford's design without a rejection: units are gone through in order, each
 * taken with its chance given those before, by its own U.  Needs n times the sum of PIK numbers in memory;
 * E_MATHS beyond SELECT_SAMPFORD_MOST, or where PIK does not sum to a whole number. */
#define SELECT_SAMPFORD_MOST 30000000
bool select_sampford(const double *pik, const double *u, size_t n, bool *taken, struct error *err) MUST_CHECK;

/* Brewer's method, one unit a draw; the k-th draw uses U[k - 1]. */
bool select_brewer(const double *pik, const double *u, size_t n, bool *taken, struct error *err) MUST_CHECK;

/* A balanced sample: as far as it can be done, the Horvitz-Thompson totals of
 * the P variables X (n x P, unit by unit) are those of the population, and the size is
 * the sum of PIK.  Flight phase, then landing by dropping the last variables; the k-th step uses
 * U[k - 1]. */
void select_cube(const double *pik, const double *x, size_t p, const double *u, size_t n, bool *taken);

#endif
