/* decisions.h - the rules of an appraisal's steps: who takes them, in which order, what they replace.
 *
 * A unit scores itself and explains; the body the definition names checks and appraises.  Steps have
 * their order in time.  A step whose figure is another than that of the step before it should say why.
 */
#ifndef IMPORTERS_DECISIONS_H
#define IMPORTERS_DECISIONS_H

#include "survey/round/definition.h"
#include "survey/store/log.h"

/* A row of points: a figure of UNIT at a stage. */
struct decision {
    size_t unit;
    const char *criterion, *group, *stage, *points, *percent, *by, *date, *reason; /* "" where none; date yyyy-mm-dd */
    const char *form;                                                     /* the unit whose form it stands in; "" */
    struct place at_unit, at_stage, at_figure, at_by, at_date, at_reason; /* copied where kept */
};

struct decisions;

/* RUN, D and ISSUES are borrowed. */
struct decisions *decisions_new(struct run *run, const struct definition *d, struct issues *issues);
void decisions_free(struct decisions *decisions);

/* Check a row by itself and against the newest of its kind in earlier runs. */
bool decisions_add(struct decisions *decisions, const struct decision *row, struct error *err) MUST_CHECK;

/* After all rows: is a step dated before the one it comes after, does it change a figure without a reason? */
void decisions_steps(struct decisions *decisions);

#endif
