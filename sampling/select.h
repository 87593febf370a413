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
 * Australian Journal of Statistics 17 (1975); Chen, Dempster and Liu, Biometrika
 * 81 (1994) (maximum entropy); Deville and Tillé, Biometrika 91
 * (2004), Chauvet and Tillé, Computational Statistics 21 (2006) (cube).
 */
#ifndef SAMPLING_SELECT_H
#define SAMPLING_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"

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

/* Maximum entropy (conditional Poisson), unit by unit as above; the same bounds, and E_MATHS where the
 * working probabilities do not settle. */
bool select_entropy(const double *pik, const double *u, size_t n, bool *taken, struct error *err) MUST_CHECK;

/* Brewer's method, one unit a draw; the k-th draw uses U[k - 1]. */
bool select_brewer(const double *pik, const double *u, size_t n, bool *taken, struct error *err) MUST_CHECK;

/* A balanced sample: as far as it can be done, the Horvitz-Thompson totals of
 * the P variables X (n x P, unit by unit) are those of the population, and the size is
 * the sum of PIK.  Flight phase, then landing by dropping the last variables; the k-th step uses
 * U[k - 1]. */
void select_cube(const double *pik, const double *x, size_t p, const double *u, size_t n, bool *taken);

/* The methods by name. */
enum select_method {
    SELECT_SRS,
    SELECT_SYSTEMATIC,
    SELECT_PPS_SYSTEMATIC,
    SELECT_PARETO,
    SELECT_SEQUENTIAL_POISSON,
    SELECT_POISSON,
    SELECT_SAMPFORD,
    SELECT_BREWER,
    SELECT_ENTROPY,
    SELECT_CUBE,
    N_SELECT_METHODS
};
/* "srs", "pps-systematic", …; N_SELECT_METHODS for any other name. */
const char *select_method_name(enum select_method method);
enum select_method select_method_find(const char *name);

/* One stratum: who is taken of N_UNITS units, and who stands by. */
struct selection_wish {
    enum select_method method;
    size_t n_units, n, reserves; /* n <= n_units; reserves are cut to what is left */
    const double *size;          /* NULL: all the same */
    const double *u;             /* a uniform per unit */
    double start;                /* of systematic designs */
    const double *balance;       /* of the cube: N_UNITS x N_BALANCE, unit by unit */
    size_t n_balance;
};

/* ORDER (room for n_units) receives the *N_TAKEN units taken (by ascending key for srs, pareto and
 * sequential-poisson, else as they come), then the *N_RESERVES next ones (by key, else by U);
 * PIK[0..n_units-1] the probabilities of inclusion, for pareto and sequential-poisson those aimed at.
 * E_MATHS as the methods. */
bool select_stratum(const struct selection_wish *wish, size_t *order, size_t *n_taken, size_t *n_reserves, double *pik,
                    struct error *err) MUST_CHECK;

#endif
