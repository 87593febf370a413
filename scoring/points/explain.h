/* explain.h - a survey leaf's points of one unit down to the ballots.
 *
 * For each group: what became of its ballots, and for each question how many marked each
 * option and the sum of their weights, so that
 *     mean of a question = sum over options of weight x worth / sum of weights
 *     mean of a group    = sum over questions of question weight x mean / sum of question weights
 *     percent            = sum over groups of group weight x mean / sum of group weights
 *     points             = percent x maximum / 100
 * can be followed by hand.  Where ballots are pooled, no ballot has a weight.  Each has its own mean over the
 * questions counted on it; ballots on which these weigh the same together stand in one class, so that
 *     sum of a class     = sum over questions of question weight x (sum over options of marks x worth) / class key
 *     mean of the pool   = sum over groups and classes of these / ballots counted
 * and groups from outside keep their weight against the pool's, the sum of its groups' weights.
 */
#ifndef SCORING_EXPLAIN_H
#define SCORING_EXPLAIN_H

#include "scoring/points/survey.h"
#include "survey/round/ballots.h"

#define EXPLAIN_MOST_WEIGHTS 8 /* of a group that are told apart */

struct explain_option {
    int64_t n;     /* ballots that marked it */
    double weight; /* sum of theirs; where ballots are pooled of the question's parts in the means of these ballots */
    double worth;  /* percent as the rule counts it; negative where it does not */
};

struct explain_question {
    size_t question;
    struct explain_option *options; /* of its scale, in order */
    size_t n_options;
    size_t first;              /* its options begin here in the marks of a class */
    int64_t blank, unreadable; /* no mark; a mark that cannot be read, or several */
    int64_t answers;           /* counted */
    double mean;               /* percent; 0 without answers */
};

/* Ballots that have a key in common: their weight, or the weights of their counted questions together. */
struct explain_class {
    double key;
    int64_t n;      /* ballots with a counted answer here */
    int64_t *marks; /* of each option of each question of the group */
};

struct explain_group {
    size_t group;
    bool outside; /* one figure from outside; no ballots, no questions */
    int64_t ballots, not_returned, not_keyed,
        excluded[N_INVALID]; /* of those that ask about the unit; excluded: by why */
    int64_t not_for_unit;    /* valid, but too few answers about this unit */
    int64_t unanswered;      /* counts, but has no counted answer for this leaf */
    int64_t counted;
    struct explain_question *questions;
    size_t n_questions, n_marks;
    struct explain_class *weights, *pools; /* by weight; by counted questions */
    size_t n_weights, n_pools;             /* N_WEIGHTS is 0 where there are more than EXPLAIN_MOST_WEIGHTS */
    double own_sum;                        /* of the counted ballots' own means, percent */
    double share;                          /* of its figure in the leaf's percent */
    double figure;                         /* the mean of the group, where ballots are pooled of its ballots' own */
    bool in_pool;
};

struct explain {
    struct leaf_result result;    /* parts[i] is of groups[i] */
    struct explain_group *groups; /* those asked about the leaf, in the order of the definition */
    size_t n_groups;
    bool has_percent;
    double percent; /* of the maximum, as the round combines groups */
    decimal points; /* before they are rounded */
};

/* The leaf CRITERION, scored by ballots or groups of the round, of UNIT.  Release it in either case. */
bool explain_leaf(struct explain *explain, struct store *store, const struct definition *d, size_t unit,
                  size_t criterion, struct error *err) MUST_CHECK;
void explain_release(struct explain *explain);

#endif
