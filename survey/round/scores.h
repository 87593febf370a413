/* scores.h - the weights and scores of a round as rows: what `weigh` and `score` stored; units that have none, for they
 * ended. */
#ifndef SURVEY_SCORES_H
#define SURVEY_SCORES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/decimal.h"
#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/rows.h"

/* A row of the table score; NaN where an error cannot be stated. */
struct score {
    char *unit, *block;
    decimal max, appraised, survey, sipas, socio, bonus, total, percent, other;
    int64_t rank; /* 0 where not ranked */
    char *class;  /* "" where none */
    double se, df, low, high;
    int64_t n;  /* the fewest respondents of any group with a part in it; 0 where there is none */
    bool floor; /* the limits come from a floor, in part at least */
    int64_t rank_low, rank_high;
    char *class_low, *class_high; /* the classes at both limits; "" where none */
    char *unstated;               /* why there is no error, or not all of it; "" */
    int64_t missing;              /* leaves that provisional scores leave out, and where so nothing is known of it: */
    bool no_total, no_appraised, no_survey, no_sipas, no_socio, no_bonus;
    bool present; /* of scores_by_unit() */
};

/* Of score_node. */
struct score_node {
    char *unit, *criterion;
    bool applicable, has_percent, has_pooled;
    decimal max, points, percent, pooled;
    char *stage;
    double se, low, high; /* of points; NaN where they cannot be stated */
    bool present;
};

/* Of score_group; indices in the definition. */
struct score_group {
    char *unit_code, *criterion_code, *group_code;
    size_t unit, criterion, group;
    int64_t ballots, answers;
    bool has_percent;
    decimal percent, weight, share;
    char *weight_text;
    char *dropped; /* "" where it was not */
    double se;     /* of percent */
};

/* Of response. */
struct response {
    char *type_code, *group_code, *stratum;
    size_t type, group;
    int64_t population, drawn, released, ineligible, issued, returned, valid;
    double base, factor; /* NaN where none */
};

/* Of weight_step, with how the recipe has the step. */
struct weight_step {
    int64_t step, n;
    char *name, *group_code;
    size_t group; /* NONE: all */
    double sum, min, max, cv, deff, n_eff;
    double misfit; /* NaN where nothing was met yet */
    char *misfit_at, *variables, *method, *lower, *upper, *classes, *totals;
};

extern const struct row_kind score_row, score_node_row, score_group_row, response_row, weight_step_row;

/* The stage of a leaf that provisional scores leave out; also why its unit's total has no error. */
#define STAGE_MISSING "missing"
/* How many leaves the scores leave out, of all units: they are provisional where it is not 0. */
int64_t scores_missing(struct store *store);
/* A WITH clause: of each unit how many leaves are left out, and of which parts, the total among them, nothing is known
 * because of that. */
#define SCORES_LACKING                                                                                                                                     \
    "WITH lacking AS (SELECT unit, sum(stage IS 'missing') AS missing, "                                                                                   \
    "max(stage IS 'missing') AND NOT max(applicable) AS no_total, " SCORES_LACKING_OF(                                                                     \
        "TD",                                                                                                                                              \
        "appraised") ", " SCORES_LACKING_OF("DTXHH",                                                                                                       \
                                            "survey") ", " SCORES_LACKING_OF("SIPAS",                                                                      \
                                                                             "sipas") ", " SCORES_LACKING_OF("KTXH",                                       \
                                                                                                             "socio") ", " SCORES_LACKING_OF("THUONG_TRU", \
                                                                                                                                             "bonus") " FROM score_node GROUP BY unit) "
#define SCORES_LACKING_OF(method, part)                                                                                \
    "max(stage IS 'missing' AND method IS '" method "') AND NOT max(applicable AND method IS '" method "') AS "        \
    "no_" part

/* True where the scores are those of what the round holds now; otherwise E_STATE. */
bool scores_are_fresh(struct store *store, struct error *err) MUST_CHECK;

/* All rows that D knows of: the parts of groups by unit, criterion and group as D has them, the others in the order of
 * their keys.  Free them with rows_free(). */
struct score_group *score_groups_read(struct store *store, const struct definition *d, size_t *n,
                                      struct error *err) MUST_CHECK;
struct response *responses_read(struct store *store, const struct definition *d, size_t *n,
                                struct error *err) MUST_CHECK;
struct weight_step *weight_steps_read(struct store *store, const struct definition *d, size_t *n,
                                      struct error *err) MUST_CHECK;

/* An array with an element for each unit of D, and [unit * n_criteria + criterion]; rows of what D has not are left
 * out. Free them with rows_free() and these numbers. */
struct score *scores_by_unit(struct store *store, const struct definition *d, struct error *err) MUST_CHECK;
struct score_node *score_nodes_by_unit(struct store *store, const struct definition *d, struct error *err) MUST_CHECK;

/* The units of a block that have scores, in the order of a ranking table: by rank, then those not ranked, last those
 * of which a figure is missing. */
struct ranking {
    size_t *units, n;           /* free UNITS */
    size_t n_ranked, n_lacking; /* with a rank, with a figure missing */
    size_t n_counted;           /* the first ones: means, highest and lowest figures are of them */
};

/* Of BLOCK; SCORES are by unit.  Ranked units count, or, where none is, all of which nothing is missing. */
struct ranking scores_ranking(const struct score *scores, const struct definition *d, size_t block);

/* On what basis UNIT of D has ended and, where a change of the definition says so, since which day, DAY ("" where it
 * was so from the beginning), and which line of the log; NULL where it has not. */
const char *ending_basis(struct store *store, const struct definition *d, size_t unit, char day[11], int64_t *line);

/* The same in a message, a new string: `unit "U2" has ended: basis, since 2025-01-01 (line 9 of the log)`; NULL where
 * it has not. */
char *ending_words(struct store *store, const struct definition *d, size_t unit);

/* SAID, code or name, is no unit that was scored: E_USAGE, or E_STATE where it has ended.  False. */
bool ending_or_unknown(struct store *store, const struct definition *d, const char *said, struct error *err);

#endif
