/* rank_set.h - which ranks the units of a block may have, all at once, at level 95 %.
 *
 * Holm's steps over the K = n (n - 1) / 2 pairs.  With R pairs not told apart yet and a = 0.05 / R, unit u is better
 * than v where d = T_u - T_v > 0 and both
 *
 *     d > t(1 - a/2, df) sqrt(V*),   V* the variance of the difference with its floors, df = V*^2 / sum V_h^2 / df_h,
 *     d > sqrt(l^2 + h^2 - 2 rho l h),   l and h the distance to u's lower and v's upper limit at 1 - a (bounded.h),
 *                                        rho = (v_u + v_v - V) / 2 sqrt(v_u v_v) within -1 and 1;
 *
 * again until nothing new is told apart.  The first alone fails for people who each rate one unit, the second where few
 * tell two units apart.  A unit's set goes from 1 + the units better than it to n - the units worse.  No draws: the
 * same bytes anywhere.
 *
 * Sources: Holm, Scandinavian Journal of Statistics 6 (1979); Zou and Donner, Statistics in Medicine 27 (2008), for
 * limits of a difference from those of its parts; docs/errors.md.
 */
#ifndef SCORING_RANK_SET_H
#define SCORING_RANK_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "scoring/estimates/bounded.h"

struct rank_unit {
    double value;        /* with what has no error; larger is better */
    struct bounded part; /* what of it has one */
    bool has_error;      /* false: nothing is told apart from it, and it counts among the pairs */
    size_t low, high;    /* result, from 1 */
};

/* Of the difference of two units. */
struct rank_pair {
    double variance, floored; /* V, V* */
    double squares;           /* sum over strata of V_h^2 / df_h */
};

double rank_pair_df(const struct rank_pair *pair);
/* Limits of a difference D of two figures with correlation RHO, each of which reaches from its value down and up to its
 * own limits. */
struct interval difference_limits(double d, struct interval u, struct interval v, double rho);
/* LIMITS of a difference D at 1 - ALPHA, and those by the variance of PAIR where they are wider. */
struct interval difference_widened(struct interval limits, double d, const struct rank_pair *pair, double alpha);
/* Limits at 1 - ALPHA of U less V: the wider of both ways, no further apart than their scales are. */
struct interval rank_difference(const struct rank_unit *u, const struct rank_unit *v, const struct rank_pair *pair,
                                double alpha);
/* PAIRS by pair_at(). */
void rank_sets(struct rank_unit *units, size_t n, const struct rank_pair *pairs, double level);

#endif
