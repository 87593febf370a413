/* horvitz.h - the total of a sample drawn with unequal probabilities, and its variance.
 *
 * Y, PIK: one per sampled unit, PIK above 0; JOINT: N x N, row by row, above 0.
 *
 * Sources: Horvitz and Thompson, JASA 47 (1952); Sen (1953), Yates and Grundy,
 * JRSS B 15 (1953); Hájek, Annals of Mathematical Statistics 35 (1964).
 */
#ifndef SAMPLING_HORVITZ_H
#define SAMPLING_HORVITZ_H

#include <stddef.h>

double horvitz_total(const double *y, const double *pik, size_t n);

/* Estimates of its variance: Horvitz and Thompson's own, for any design; Sen, Yates and Grundy's, for
 * a fixed size; and Hájek's, which needs no joint probabilities (n at least 2). */
double horvitz_variance(const double *y, const double *pik, const double *joint, size_t n);
double horvitz_variance_fixed(const double *y, const double *pik, const double *joint, size_t n);
double horvitz_variance_hajek(const double *y, const double *pik, size_t n);

#endif
