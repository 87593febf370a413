/* explain_steps.h - the decisions on a leaf of a unit, and the documents behind them.
 *
 * One decision counts: the second appraisal, else the first, else a figure from outside, of each the newest row;
 * never the self score.  A group's figure from outside counts where the leaf has that group: the leaf's own
 * before one for all leaves.
 */
#ifndef SCORING_EXPLAIN_STEPS_H
#define SCORING_EXPLAIN_STEPS_H

#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct explain_step {
    char *stage, *group, *by, *date, *reason; /* "" where not given */
    bool has_points, has_percent, has_n;
    decimal points, percent;
    int64_t n;
    bool replaced;   /* a later import has a row in its place */
    char due[11];    /* of a self score or an explanation, by the schedule; "" */
    int64_t late;    /* days after that; 0 in time, or without a date */
    bool unreasoned; /* other points than the step before it, and no reason (survey/appraisal.h); not where replaced */
    bool counts;     /* the figure is this one's */
};

struct explain_document {
    char *number, *symbol, *date, *title, *note, *sha256; /* "" where not given */
};

struct explain_steps {
    struct explain_step *steps; /* in the order of their imports, then of the stages */
    size_t n_steps;
    struct explain_document *documents;
    size_t n_documents;
};

/* All of leaf CRITERION of UNIT.  Release it in either case. */
bool explain_steps_read(struct explain_steps *steps, struct store *store, const struct definition *d, size_t unit,
                        size_t criterion, struct error *err) MUST_CHECK;
void explain_steps_release(struct explain_steps *steps);

#endif
