/* score.h - points, index, ranks and classes: the verb `score`.
 *
 * Reads the weights, the valid ballots and the points from outside; fills the
 * tables score_group, score_node and score.
 */
#ifndef SCORING_SCORE_H
#define SCORING_SCORE_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/round/scores.h"
#include "survey/store/log.h"

/* A unit's result that is not stored. */
struct scenario_result {
    bool present; /* the unit is scored */
    decimal max, total, percent;
    size_t rank;       /* 0: not ranked */
    const char *class; /* of the definition; NULL where none */
};

/* Score by D in place of the round's definition, under the other rounding where OTHER_ROUNDING, and write
 * nothing: a new array, by unit of D.  NULL with ERR, or, where it is unset, with faults in ISSUES. */
struct scenario_result *score_scenario(struct store *store, struct definition *d, bool other_rounding,
                                       struct issues *issues, struct error *err) MUST_CHECK;

/* A leaf without counted answers, without a decision or without its figure is
 * a fault; then nothing is written; where PROVISIONAL, it is left out with a warning, its unit has no class and its
 * block no ranks.  A rank or class that hangs on the way of rounding is a warning.  E_STATE where weights are missing
 * or stale.  *SCORES, NULL before, is what was written, by unit, also of a dry run; SCORES may be NULL. */
bool score_round(struct store *store, bool provisional, const struct actor *actor, struct issues *issues,
                 struct score **scores, struct error *err) MUST_CHECK;

/* The total of a unit less that of another, from one survey: they share respondents, so the error is not
 * that of two independent figures. */
struct difference {
    double estimate, se, df, low,
        high; /* on the scale of the ranking, 95 %; NaN where the error cannot be stated, DF may be infinite */
    const char *unstated; /* why there is no error, or not all of it: "", "quota", … */
};

/* Of the units with codes FIRST and SECOND, as the round is now; nothing is written.  E_USAGE where there is no such
 * unit; else as score_round(). */
bool score_difference(struct difference *difference, struct store *store, const char *first, const char *second,
                      struct issues *issues, struct error *err) MUST_CHECK;

/* What the errors of a block's totals are made of, so that anyone can repeat them: every answer about a ranked unit
 * (any, where none is ranked) that goes into a total, given to TO case by case; then what is not from ballots: figures
 * stated elsewhere with their errors, and the rest, which has none, given to OUTSIDE; both may be NULL.  All on the
 * scale of the ranking.  E_USAGE where BLOCK, a code or name, is none; NULL is the only one. */
struct told_answer {
    size_t person, cluster; /* numbers of people and of clusters; CLUSTER is NONE where people are cases */
    const char *group, *stratum, *unit;
    const char *criterion, *type, *question; /* TYPE and QUESTION are "" in a pooled figure, of a whole leaf */
    double percent, weight, people, points;  /* PEOPLE infinite where nothing is corrected for */
};
struct told_outside {
    const char *unit;
    bool stated;
    double value, se, max;
};
bool score_tell(struct store *store, const char *block, void (*answer)(void *data, const struct told_answer *),
                void (*outside)(void *data, const struct told_outside *), void *data, struct issues *issues,
                struct error *err) MUST_CHECK;

/* All of a stored round once more in memory, with its errors, which S->listener is told of; what it warns of was told
 * when it was scored.  Release S with score_units_release() in either case.  False with ERR unset where what it was
 * made from has faults now. */
struct scoring;
bool score_repeat(struct scoring *s, struct store *store, struct error *err) MUST_CHECK;

/* Compute again and compare with what is stored; differences are faults (F94x). */
bool score_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
