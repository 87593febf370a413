/* score_units.h - the points of all units from what ballots and decisions say, their ranks, classes and errors.
 *
 * Arrays in, arrays out: nothing here reads the round or writes to it.
 */
#ifndef SCORING_SCORE_UNITS_H
#define SCORING_SCORE_UNITS_H

#include "scoring/estimates/rank_set.h"
#include "scoring/points/errors.h"
#include "scoring/points/outside.h"
#include "scoring/points/survey.h"
#include "survey/base/issues.h"

/* A unit as it is scored. */
struct scored_unit {
    size_t unit;
    decimal *points;    /* of each node of the block; leaves only */
    const char **stage; /* "survey", "second", … of each leaf, static */
    decimal *pooled;    /* a survey leaf's points under the other way to combine; -1 where it has none */
    struct unit_result result;
    bool *outside;      /* of each node: a leaf's figure from a survey held elsewhere, */
    double *outside_se; /* and its error in percent, NaN where it is not known */
    size_t rank;        /* 0: not ranked */
    size_t n_missing; /* leaves left out of provisional scores; then it has no class, its total no error, and its block
                         no ranks */
    struct rank_unit set;
    const char *class;
    const char *class_low, *class_high; /* at the limits of its error; NULL where it has none or there is no class */
};

/* What is read, in memory, and what comes of it. */
struct scoring {
    const char *path; /* of the round, for messages */
    struct definition *d;
    struct issues *issues;
    bool provisional; /* what is missing is left out with a warning */
    bool *incomplete; /* of each block: something of a ranked unit was left out, so that nobody is ranked */
    struct outside *outside;
    struct cases *cases;                   /* NULL where there are no ballots */
    struct weigh_records *records;         /* NULL where no weights were calibrated */
    const struct error_listener *listener; /* NULL where nobody is */

    struct survey_results survey;
    struct scored_unit *units;
    size_t n_units;
    struct point_errors errors;
};

/* Fill the units from survey and outside, with their ranks and classes; false when faults were added (F60x). */
bool score_units(struct scoring *s) MUST_CHECK;
/* Sum up and rank once more, under the other rounding where OTHER. */
void score_again(struct scoring *s, bool other);
/* Warn where a rank or a class hangs on the way of rounding, and where a block has classes and a unit none. */
void score_warn(struct scoring *s);
/* The errors of everything, and sets of ranks. */
void score_errors(struct scoring *s);
/* What goes into them of units, for point_errors_init(): a new array. */
struct error_unit *score_error_units(const struct scoring *s);
/* Free the units, what was read too. */
void score_units_release(struct scoring *s);

#endif
