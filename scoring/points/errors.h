/* errors.h - the error of sampling of points: of each group's part, each node of the tree, each unit's
 * total, and the covariances of the totals within a block.
 *
 * A figure is linearised: a case (see cases.h) adds to the part of group G in a leaf of unit U
 *     the sum over its ballots and the leaf's questions q of  o_q / O  w (p - R_q) / W_q,
 * w the weight of the ballot, p the percent of the answer, R_q the group's weighted mean, W_q its sum of weights,
 * o_q the question's weight, O that of all questions answered; in a pooled figure (own mean - pool's mean) / n.
 * Times the share of the group and max / 100 these are points.  They are summed over
 * leaves, questions and ballots of the case before anything is squared.
 *
 * Within a stratum of n cases, of N people who belong to the population, the variance is
 *     (1 - f) n / (n - 1) sum (z - mean z)^2,   f = n / N (setting fpc), also in a census,
 * cases that do not rate the unit being zeros.  Where cases are clusters, f = 0: what is drawn within them is then
 * covered without being known.  A stratum with one case: about 0, the mean of all strata of the group.  Where
 * weights were calibrated (see weigh.h), what is in the brackets is taken less its regression on what they were
 * calibrated to, also where a ballot says nothing of the unit: projection.h; other steps take the weights as they are.
 * Degrees of freedom: Satterthwaite (1946), a stratum's part having one less than there are cases in it that rate the
 * unit.  Figures from outside are independent of all, with the error they came with; where one figure is used in
 * several leaves of a unit, what it adds to a node is summed before it is squared.
 *
 * Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), 5.5 and 5.6; Woodruff, JASA 66 (1971).
 */
#ifndef SCORING_ERRORS_H
#define SCORING_ERRORS_H

#include "scoring/points/cases.h"
#include "scoring/points/survey.h"
#include "scoring/points/tree.h"
#include "scoring/weighing/weigh.h"

/* What is known of a unit before. */
struct error_unit {
    size_t unit;
    const struct unit_result *result;
    const bool *outside;      /* [node]: the leaf's figure comes from a survey held elsewhere */
    const double *outside_se; /* [node]: its error in percent of the maximum, NaN where it is not known */
};

struct unit_error {
    struct figure_error *nodes; /* [node], in points; of a leaf too */
    struct figure_error total;  /* in points */
};

struct point_errors {
    struct unit_error *units; /* as in the input */
    size_t n_units;
    double **covariance; /* [block]: [place of a unit in the block][the same], of the totals in points; NaN on
                            the diagonal where the error cannot be stated, 0 where there is none */
    struct figure_error difference; /* of the totals of FIRST and SECOND */
    size_t n_blocks;
};

/* Fills ERRORS, and the errors of the parts of SURVEY.  CASES sorted; NULL where there are no ballots.  RECORDS: NULL
 * where no weights were calibrated.  FIRST and
 * SECOND: indices of units whose difference is wanted, or NONE.  On all processors; the same bytes on any number. */
void point_errors_init(struct point_errors *errors, const struct definition *d, struct survey_results *survey,
                       const struct cases *cases, const struct weigh_records *records, const struct error_unit *units,
                       size_t n_units, size_t first, size_t second);
void point_errors_release(struct point_errors *errors);

#endif
