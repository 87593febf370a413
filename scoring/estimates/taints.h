/* taints.h - upper limits of an error rate, from a sample of things that are wrong in part.
 *
 * A ballot drawn and keyed again is wrong in some of its fields: its taint is the share of them.  Fields of one ballot
 * go wrong together, so that the ballots are what was drawn, and limits go by their number.
 *
 * Sources: Clopper and Pearson, Biometrika 26 (1934); Stringer (1963), as in Bickel, Proceedings of ISI 48 (1992) and
 * R's package jfa; the bound is not proved for every distribution, but no case is known in which it fails.
 */
#ifndef SCORING_TAINTS_H
#define SCORING_TAINTS_H

#include <stddef.h>

/* Clopper and Pearson's upper limit at level CONF, one side, of the share of which WRONG were found among N; NaN where
 * N is 0.  Without a fault 1 - (1 - CONF)^(1/N). */
double exact_upper(double wrong, double n, double conf);

/* Stringer's upper limit at level CONF, one side, of the mean taint: p(0) + sum over taints t, the largest first, of
 * (p(j) - p(j - 1)) t, p(j) = exact_upper(j, N).  TAINTS: those above 0, each at most 1, of N things drawn with equal
 * probability; it is sorted.  Where each is 1 this is exact_upper(K, N). */
double stringer_upper(double *taints, size_t k, size_t n, double conf);

#endif
