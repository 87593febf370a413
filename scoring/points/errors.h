/* errors.h - the error of sampling of points: of each group's part, each node of the tree, each unit's
 * total, and of the differences of the totals within a block; docs/errors.md has the rule whole.
 *
 * A figure is linearised: a case (see cases.h) adds to the part of group G in a leaf of unit U
 *     the sum over its ballots and the leaf's questions q of  o_q / O  w (p - R_q) / W_q,
 * w the weight of the ballot, p the percent of the answer, R_q the group's weighted mean, W_q its sum of weights,
 * o_q the question's weight, O that of all questions answered; in a pooled figure (own mean - pool's mean) / n.
 * Times the share of the group and max / 100 these are points.  They are summed over
 * leaves, questions and ballots of the case before anything is squared.  What pairs.h calls a leaf is a question here;
 * in a pooled figure a leaf of the tree, the pool being one group.
 *
 * Within a stratum the variance is that of pairs.h over the cases that rate the unit; N is the number of people of the
 * stratum who may rate it (cases_people()).  Where weights were calibrated (see weigh.h), it is
 *     (1 - n / N) k / (k - 1) sum (z - mean z)^2  over all k cases of the stratum,
 * z less its regression on what they were calibrated to, also where a ballot says nothing of the unit: projection.h; N
 * - n those of the unit.  Other steps take the weights as they are. Floors, degrees of freedom and limits: bounded.h,
 * each group of respondents (the pool) with its own floor; with the setting floor = learned as far as people of the
 * group, or of the others, are seen to stand apart.  Figures from outside are independent of all, with the error they
 * came with; where one figure is used in several leaves of a unit, what it adds to a node is summed before it is
 * squared.
 *
 * A total is worked on at the scale of the ranking: points, or percent of the unit's maximum.
 *
 * Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), 5.5, 5.6 and 15.6; Woodruff, JASA 66
 * (1971).
 */
#ifndef SCORING_ERRORS_H
#define SCORING_ERRORS_H

#include "scoring/estimates/rank_set.h"
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

/* A figure from outside with its error, as it goes into a total on the scale of the ranking. */
struct stated_figure {
    double value, se, max;
};

struct unit_error {
    struct figure_error *nodes; /* [node], in points; of a leaf too */
    struct figure_error total;  /* in points */
    struct rank_unit ranked;    /* the total on the scale of the ranking */
    size_t n;                   /* the fewest cases that any group with a part in it rates it with; 0: no group has */
    struct stated_figure *stated;
    size_t n_stated;
};

struct point_errors {
    struct unit_error *units; /* as in the input */
    size_t n_units;
    struct rank_pair **pairs; /* [block]: [pair_at()] of places in the block, on the scale of the ranking */
    double *scale;            /* [unit of the definition]: of the ranking for a point */
    size_t n_blocks;
};

/* A unit's total in a stratum, in points. */
struct stratum_total {
    double m, people; /* of pairs.h, and how many may rate the unit; M is 0 where members are not told */
    double variance, df;
};

/* Who wants to know what totals are made of, in points: TOTAL is told z and x of each case and unit it rates, the
 * calibrated and those of clusters left out; RATED then what they come to in the stratum; FLOOR at last the floor of
 * GROUP, NONE where figures are pooled. */
struct error_listener {
    void (*total)(void *data, size_t stratum, size_t who, size_t unit, double z, double x);
    void (*rated)(void *data, size_t stratum, size_t unit, const struct stratum_total *);
    void (*floor)(void *data, size_t group, size_t unit, double floor);
    void *data;
};

/* Fills ERRORS, and the errors of the parts of SURVEY.  CASES sorted; NULL where there are no ballots.  RECORDS: NULL
 * where no weights were calibrated; LISTENER: NULL where nobody is.  On all processors; the same bytes on any number.
 */
void point_errors_init(struct point_errors *errors, const struct definition *d, struct survey_results *survey,
                       const struct cases *cases, const struct weigh_records *records, const struct error_unit *units,
                       size_t n_units, const struct error_listener *listener);
void point_errors_release(struct point_errors *errors);

/* An answer as it goes into a total: a row of the table that the errors can be repeated from. */
struct case_answer {
    size_t person, cluster; /* CLUSTER: NONE where people are cases */
    size_t stratum, unit, criterion;
    size_t question; /* NONE in a pooled figure, whose answers are of a whole leaf */
    double percent, weight;
    double people; /* infinite where nothing is corrected for */
    double points; /* that it gives at most, on the scale of the ranking */
};

/* Every answer about the units of BLOCK that goes into a total, case by case. */
void point_errors_answers(const struct definition *d, const struct survey_results *survey, const struct cases *cases,
                          const struct error_unit *units, size_t n_units, size_t block,
                          void (*to)(void *data, const struct case_answer *answer), void *data);

#endif
