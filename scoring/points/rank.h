/* rank.h - ranks within a block, and classes. */
#ifndef SCORING_RANK_H
#define SCORING_RANK_H

#include "scoring/points/tree.h"
#include "survey/round/definition.h"

#define RANK_MAX_KEYS 5

/* What one unit is ranked by: its figure, then the tie-breakers; larger is better. */
struct contender {
    size_t unit; /* the caller's */
    size_t n_keys;
    decimal keys[RANK_MAX_KEYS];
    size_t rank; /* result, from 1 */
};

/* What UNIT with RESULT is ranked by under the rules of D. */
struct contender contender_of(const struct definition *d, size_t unit, const struct unit_result *result);

/* Rank CONTENDERS[0..N-1], which come in report order and keep it.  Equal in
 * all keys: the same rank and the next ones left out (1 1 3), or, IN_ORDER,
 * consecutive ranks in report order. */
void rank_units(struct contender *contenders, size_t n, bool in_order);

/* The class of a unit with RESULT: the highest band whose lower bound it
 * reaches and whose floor every node of the floor's level keeps.  NULL where
 * there is none. */
const char *class_of(const struct definition *d, size_t unit, const struct unit_result *result);

enum verdict { BAND_HELD, BAND_NOT_REACHED, BAND_BELOW_FLOOR };

struct band_trace {
    const struct class_band *band;
    decimal value; /* the unit's, as it is compared with band->from */
    size_t node;   /* of the floor's level, the one with the least percent; NONE without a floor */
    decimal least; /* its percent, as it is compared with band->floor */
    enum verdict verdict;
};

/* The bands of UNIT's block from the top, each with what RESULT makes of it; the first that is held is the class.  A
 * new array of *N. */
struct band_trace *class_trace(const struct definition *d, size_t unit, const struct unit_result *result, size_t *n);

/* X, a total or its percent, as it is compared: exact, or rounded to the round's decimals as the round rounds. */
decimal compared(const struct rules *rules, decimal x);

#endif
