/* comparison.h - this round's results beside those of an earlier one.
 *
 * Units, criteria and blocks are matched by their codes, or by a table that names the old
 * code of a new one.  Both rounds must be scored.  Figures are exact; what is rounded is
 * rounded where it is printed.  The mean of a block is over the units that are ranked in it in both
 * rounds, or, where none is, that stand in it in both; of the units of each round where none does.
 *
 * The variance of a change is v_1 + v_0 - 2 k, k of overlap.h; limits are those of a difference of two figures with
 * their own limits (rank_set.h), with the correlation k / sqrt(v_1 v_0), or, where people are known to be in both,
 * those by that variance with its floors, where they are wider.
 */
#ifndef SCORING_COMPARISON_H
#define SCORING_COMPARISON_H

#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* A code of this round that had another in the old one. */
struct comparison_code {
    enum code_kind kind;
    char *now, *then;
};

enum comparison_what { COMPARISON_TOTAL, COMPARISON_SURVEY, COMPARISON_FIELD, COMPARISON_MEAN };
extern const char *const against_names[4]; /* "total", … */

/* A figure of both rounds: the total or survey points of a unit, its points of a field (a
 * criterion of level 1), or the mean total of a block. */
struct comparison_row {
    enum comparison_what what;
    size_t block;
    size_t unit;           /* NONE for a block */
    size_t criterion;      /* of a field; NONE */
    bool has_now, has_old; /* not where provisional scores leave out something of it */
    bool has_percents;
    decimal now, then, percent_now, percent_then;
    int64_t rank_now, rank_then; /* of a total; 0 where none */
    char *moved_from; /* of a total: the unit's old block where it is another one, so that its ranks do not compare;
                         NULL */
    char *class_now, *class_then;
    /* Of a unit's total, and of its survey and SIPAS points; NAN where one round's error is not known, or not of all
     * that is in them. */
    double z, se;     /* the change over its standard error, and that */
    double low, high; /* 95 % limits of the change */
    size_t both;      /* people known to have rated the unit in both rounds: those the error allows for; of a mean how
                         many units it is of, 0 where none is in both */
};

struct comparison {
    struct definition *d;        /* of this round */
    struct comparison_row *rows; /* by block; each unit's total, survey, fields; the block's mean last */
    size_t n_rows, room;
    struct comparison_code *codes; /* what was matched by a table */
    size_t n_codes;
    size_t *up, *down, *same; /* [block]: units that rank higher, lower, the same */
    size_t *moved; /* [block]: ranked units of both rounds that were in another block, and are none of these */
};

/* CODES are copied.  E_STATE where one of the rounds is not scored, or its scores are stale. */
struct comparison *comparison_read(struct store *now, struct store *then, const struct comparison_code *codes,
                                   size_t n_codes, struct error *err) MUST_CHECK;
void comparison_free(struct comparison *against);

#endif
