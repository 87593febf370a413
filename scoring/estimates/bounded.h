/* bounded.h - the error of a figure that lies on a scale: its floor, its degrees of freedom, its limits.
 *
 * Points cannot leave [0, max], come from few people, and are often all alike.  A figure is put together from groups of
 * respondents, each with its own number of answers, and from figures stated elsewhere:
 *
 *  - Floor.  A group's variance is not taken for less than F = 1/2 r H(f) (A / (n + 1))^2: one more respondent half a
 *    scale away.  A is the group's part of the scale, n its answers (harmonic over leaves), f the share of its people
 *    who answered, H(f) = f / -log(1 - f), 1 for f = 0 and 0 for f = 1; r is 1, or less where it is learned how far
 *    people stand apart.
 *  - Degrees of freedom: v*^2 / sum (v_h^2 / df_h), v* with the floors, the sum over strata without.
 *  - Limits at level 1 - alpha, those of Korn and Graubard (Clopper and Pearson) for p = value / scale with
 *    n* = (z / t)^2 s scale^2 / v*,  s = p (1 - p) + sigma (q (1 - q) - p (1 - p)),
 *    sigma the share of v* that the floors added and q the p with that one respondent in the middle of each group.
 *    They never leave the scale; where v* is 0 both are the figure.
 *
 * Sources: Korn and Graubard, Survey Methodology 24 (1998); docs/errors.md, where the floor is by simulation.
 */
#ifndef SCORING_BOUNDED_H
#define SCORING_BOUNDED_H

#include "scoring/estimates/interval.h"

struct bounded {
    double value, scale; /* 0 <= value <= scale */
    double variance;     /* as estimated */
    double floored;      /* v* */
    double lifted;       /* what floors added to it */
    double middled;      /* scale x q */
    double squares;      /* sum over strata of variance^2 / df */
};

/* What a group of respondents adds. */
struct bounded_group {
    double value, scale; /* its part */
    double n;            /* answers: scale / sum over leaves of (its part of the scale / its answers) */
    double share;        /* f */
    double variance, squares;
    double learned; /* r */
};

/* H(f). */
double floor_unseen(double f);
/* Adds G to B; returns its floor F. */
double bounded_add_group(struct bounded *b, const struct bounded_group *g);
/* Adds a figure of MAX whose standard error SE was stated with it. */
void bounded_add_stated(struct bounded *b, double value, double se, double max);
/* Of v*; infinite where nothing varies. */
double bounded_df(const struct bounded *b);
/* From 0 to the scale; NaN where there is no scale. */
struct interval bounded_limits(const struct bounded *b, double alpha);

#endif
