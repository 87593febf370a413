/* outside.h - the leaves whose points come from outside, what counts there, and what is still missing.
 *
 * The second appraisal counts, else the first, else a figure from outside; of each the
 * newest.  A leaf without any of them has no points, and its unit no index; only a bonus or
 * malus that nobody claims (self score, check on the spot) is 0.  Reads the table points,
 * never a ballot.
 */
#ifndef SCORING_OUTSIDE_H
#define SCORING_OUTSIDE_H

#include "survey/base/error.h"
#include "survey/round/appraisal.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct outside_figure {
    const char *stage; /* "second", "first", "outside", static; "" where nothing counts */
    bool missing;      /* nothing counts, and points are due */
    decimal points;
    double se; /* in percent; NaN where it is not known */
};

struct outside;
/* Of the rows of the round; NULL on failure.  Or of ROWS, N of them as points_read() has them, which it then owns. */
struct outside *outside_new(struct store *store, const struct definition *d, struct error *err) MUST_CHECK;
struct outside *outside_of(const struct definition *d, struct point_row *rows, size_t n) MUST_CHECK;
void outside_free(struct outside *outside);
/* What counts for a leaf of UNIT that is scored from outside. */
struct outside_figure outside_leaf(const struct outside *outside, size_t unit, size_t criterion);
/* The figure of GROUP for a leaf of UNIT, or, where it has none, for all leaves; the newest; NULL where there is none.
 */
const struct point_row *outside_group(const struct outside *outside, size_t unit, size_t criterion, size_t group);

/* True where GROUP, whose figures come from outside, is to say something of a survey leaf of UNIT. */
bool outside_group_due(const struct definition *d, size_t unit, size_t criterion, size_t group);

/* A figure that is due and not there. */
struct missing_figure {
    size_t unit;
    size_t criterion;  /* NONE: the figure of GROUP for all survey leaves */
    size_t group;      /* of a group whose figures come from outside; else NONE */
    const char *stage; /* the furthest step that was taken, "self", "check" or "explanation", static; "" where none */
    bool stops;        /* `score` fails without it; a leaf that other groups are asked about does without */
};

/* All of them, by block, unit in report order and criterion in tree order: a new array of *N, of *DUE figures in all.
 * A bonus or malus is due where it is claimed. */
struct missing_figure *outside_missing(struct store *store, const struct definition *d, size_t *n, size_t *due,
                                       struct error *err) MUST_CHECK;

#endif
