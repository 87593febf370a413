/* explain_unit.h - a unit's points up the tree, its total, class and rank, with what was done on the way.
 *
 * Reads what `score` stored and says which figure each came from:
 *     sum of a node    = sum of the points of those below it
 *     held             = that within the node's cap and minimum
 *     points           = held, rounded where the round rounds there
 *     own component    = sum of its leaves' points; what caps and minimums change is bonus and malus
 *     rescaled         = (survey = none) own / own_max x 100, of leaves or fields where these are rounded
 *     component, total = sums of these under the rounding rule
 */
#ifndef SCORING_EXPLAIN_UNIT_H
#define SCORING_EXPLAIN_UNIT_H

#include "scoring/points/rank.h"
#include "scoring/points/tree.h"
#include "survey/base/error.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

struct explain_node {
    size_t node;
    bool applicable, has_percent, has_rescaled;
    decimal points, max, percent; /* as stored; a leaf's points may be rounded */
    decimal sum, held;            /* of an inner node */
    decimal bonus;                /* what of HELD, or of a leaf's points, is bonus and malus */
    decimal rescaled; /* what it gives to the total on a maximum of 100, rounded leaf by leaf or as a field; no bonus
                         or malus of leaves */
    char *stage;      /* where a leaf's points come from: survey, second, first, outside, "" */
};

struct explain_unit {
    size_t unit;
    struct explain_node *nodes; /* of its block, in tree order */
    size_t n_nodes;
    struct unit_result result; /* as stored, nodes too */
    decimal own[N_PARTS];      /* before they are rounded or rescaled */
    decimal rescaled[N_PARTS]; /* of these, before they are rounded; the same where nothing is rescaled */
    decimal own_max;           /* before it is rescaled */
    size_t rank;               /* 0: not ranked */
    char *class;               /* NULL where none */
    struct contender *rivals;  /* the ranked units of the block, by rank, UNIT among them */
    size_t n_rivals;
    double se, df, low, high;   /* of the total, 95 %; NaN where there is none, DF infinite where it has no end */
    size_t rank_low, rank_high; /* the ranks it may have; 0 where they cannot be stated */
    char *unstated;             /* why there is no error, or not all of it; "" where there is */
    decimal block_sum;          /* of the totals of the block's ranked units, of all where none is ranked */
    size_t n_block;             /* so many */
};

/* UNIT as it is scored.  *FOUND is false where it has no points of its own.  Release it in either case. */
bool explain_unit_read(struct explain_unit *explain, struct store *store, const struct definition *d, size_t unit,
                       bool *found, struct error *err) MUST_CHECK;
void explain_unit_release(struct explain_unit *explain);

/* The place of criterion NODE among the nodes of the unit's block. */
size_t explain_place(const struct definition *d, size_t unit, size_t node);

/* The settings that had a part in the points of NODE, as they come from what is next below it or, where DEEP, from all
 * below it; where it is NONE, in the unit's total, class and rank: *N of a new array. */
enum setting_id *explain_rules(const struct definition *d, const struct explain_unit *explain, size_t node, bool deep,
                               size_t *n);

/* Where the round rounds the points of NODE: its name as a choice of round_at; ROUND_TOTAL where it does not.  Under
 * survey = none what it gives to the total is rounded, else its points. */
enum rounding_at explain_rounding(const struct definition *d, size_t node);

#endif
