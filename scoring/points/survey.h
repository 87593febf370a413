/* survey.h - from valid ballots to the percentage of each unit's survey leaves.
 *
 * Per unit, leaf and group: each question's weighted mean percent over counted
 * answers, then the questions' weighted mean.  Groups combine by weights
 * renormalised over groups with at least min_base ballots.  `pooled` is the
 * mean over all ballots, each with weight 1 and its own questions' weighted
 * mean; a group whose figures come from outside keeps its weight against the pool.
 */
#ifndef SCORING_SURVEY_H
#define SCORING_SURVEY_H

#include "scoring/estimates/interval.h"
#include "scoring/points/cases.h"
#include "scoring/points/outside.h"
#include "survey/round/definition.h"

enum dropped { DROPPED_NOT, DROPPED_NO_ANSWERS, DROPPED_MIN_BASE, DROPPED_WEIGHT_ZERO, DROPPED_NOT_APPLICABLE };
extern const char *const dropped_names[5]; /* "", "no_answers", … as stored */

/* Why there is no error of sampling, or not all of it. */
enum no_error {
    ERROR_STATED,
    ERROR_NONE,        /* nothing in it comes from a sample */
    ERROR_NOT_COUNTED, /* a figure from outside came without its error */
    ERROR_LONELY,      /* one respondent stands for others: none can be estimated */
    ERROR_QUOTA,       /* a group in it is no probability sample */
};
extern const char *const no_error_names[5]; /* "", "none", … as stored */
/* Of figures put together: the worst of both, NONE only where both are. */
enum no_error no_error_worse(enum no_error a, enum no_error b);

struct figure_error {
    double se, df; /* NaN where it cannot be stated; df infinite where the error came from outside */
    enum no_error why;
    struct interval limits; /* of a node or a total, at 95 % */
    bool floor;             /* the limits come from a floor (bounded.h), in part at least */
};

struct group_part {
    size_t group;
    int64_t ballots; /* with at least one counted answer; of a group from outside its n */
    int64_t answers; /* counted */
    bool has_percent;
    double percent; /* of the maximum */
    decimal weight; /* as set */
    double share;   /* after renormalising; 0 where dropped */
    enum dropped dropped;
    double pool_share;         /* of a group from outside, in the pooled figure */
    bool of_all_leaves;        /* from outside, one figure for all leaves of the unit (criterion `*`) */
    struct figure_error error; /* of PERCENT; of a group from outside as given, else set by point_errors() */
};

struct leaf_result {
    size_t unit, criterion;
    struct group_part *parts; /* groups that are asked about the leaf, in the order of the definition */
    size_t n_parts;
    bool has_means, has_pooled;
    double by_means, pooled; /* percent of the maximum under either way to combine */
    int64_t n_pooled;
    double pool_share; /* of the pool's mean in the pooled figure */
    double pool_mean;
};

/* The weighted mean of a question in a group, about one unit. */
struct question_mean {
    double mean, weight, squares; /* the sum of the weights of the answers, and of their squares */
    int64_t answers;
};

struct survey_results {
    struct leaf_result *leaves; /* by block, unit in report order, criterion in tree order */
    size_t n_leaves;
    struct question_mean **means; /* [question * n_groups + group]: [unit]; NULL where nothing was answered */
    size_t n_means;
};

/* What the kept ballots of CASES say, NULL where there are none, with the figures of groups from OUTSIDE: only leaves
 * that apply and are scored by ballots or groups of this round (survey = here, and SIPAS leaves with questions) are in
 * RESULTS. On all processors, each of which adds up some of the units, ballots as they came; the same bytes on any
 * number. */
void survey_results_init(struct survey_results *results, const struct definition *d, const struct cases *cases,
                         const struct outside *outside);
void survey_results_release(struct survey_results *results);

/* PERCENT of the maximum of LEAF as points. */
decimal survey_points(const struct criterion *leaf, double percent);

/* Renormalise: set share, dropped and the two combined figures of LEAF from its
 * parts.  POOL_SUM and POOL_N: sum and number of the ballots' own means. */
void survey_combine(struct leaf_result *leaf, const struct definition *d, int64_t min_base, double pool_sum,
                    int64_t pool_n);

#endif
