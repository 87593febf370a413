/* explain.h - a survey leaf's points of one unit down to the ballots.
 *
 * For each group: what became of its ballots, and for each question how many marked each
 * option and the sum of their weights, so that
 *     mean of a question = sum over options of weights x percent / sum of weights
 *     mean of a group    = sum over questions of question weight x mean / sum of question weights
 *     points             = sum over groups of share x mean x maximum / 100
 * can be followed by hand.  Where ballots are pooled, each group's mean of the ballots' own means stands beside.
 */
#ifndef SCORING_EXPLAIN_H
#define SCORING_EXPLAIN_H

#include "scoring/survey.h"
#include "survey/ballots.h"

struct explain_option {
    int64_t n;     /* ballots that marked it */
    double weight; /* sum of theirs */
};

struct explain_question {
    size_t question;
    struct explain_option *options; /* of its scale, in order */
    size_t n_options;
    int64_t blank, unreadable; /* no mark; a mark that cannot be read, or several */
    int64_t answers;           /* counted */
    double mean;               /* percent; 0 without answers */
};

struct explain_group {
    size_t group;
    int64_t ballots, not_returned, not_keyed,
        excluded[N_INVALID]; /* of those that ask about the unit; excluded: by why */
    int64_t not_for_unit;    /* valid, but too few answers about this unit */
    int64_t unanswered;      /* counts, but has no counted answer for this leaf */
    int64_t counted;
    double own_means; /* mean of the ballots' own means, percent */
    struct explain_question *questions;
    size_t n_questions;
};

struct explain {
    struct explain_group *groups; /* those asked about the leaf, in the order of the definition */
    size_t n_groups;
};

/* The leaf CRITERION, scored by ballots, of UNIT.  Release it in either case. */
bool explain_leaf(struct explain *explain, struct store *store, const struct definition *d, size_t unit,
                  size_t criterion, struct error *err) MUST_CHECK;
void explain_release(struct explain *explain);

#endif
