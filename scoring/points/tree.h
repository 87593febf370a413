/* tree.h - points up the tree of criteria, in exact decimals.
 *
 * Leaves are summed to tiêu chí, lĩnh vực and total; what does not apply leaves
 * the maximum; bonus and malus (THUONG_TRU) add to the points, never to the
 * maximum.  Rounding `once` leaves every sum exact; `parts` rounds each leaf,
 * each lĩnh vực or each component before it is added; `truncate` cuts off where these round.  A node's cap holds its
 * bonus, its minimum its malus.  Where no survey is held (survey = none), all but
 * bonus and malus is rescaled to a maximum of 100: what `parts` rounds, each leaf, lĩnh
 * vực or component, is rescaled first and then rounded.  Nodes keep the points they have before.
 */
#ifndef SCORING_TREE_H
#define SCORING_TREE_H

#include "survey/round/definition.h"

enum component { PART_APPRAISED, PART_SURVEY, PART_SIPAS, PART_SOCIO, PART_BONUS, N_PARTS };

/* The component a leaf's points belong to. */
enum component component_of(enum method method);

struct node_result {
    bool applicable;
    decimal max, points;
};

struct unit_result {
    struct node_result *nodes; /* one per node of the unit's block, in tree order */
    decimal max, total, percent;
    decimal parts[N_PARTS];
    decimal other; /* the total under the other rounding mode, rounded to the decimals of the round */
};

/* How sums are rounded. */
struct tree_rounding {
    bool parts;
    enum rounding_at at;
    int decimals;
    bool truncate;
};

/* X under ROUNDING, to its decimals. */
decimal tree_round(decimal x, struct tree_rounding rounding);

/* Points of a leaf of which nothing is known yet: it is left out of points and maximum, as one that does not apply. */
#define POINTS_MISSING INT64_MIN

/* Sum up UNIT: LEAF_POINTS[i] for node i of its block (leaves that apply; others
 * are ignored).  Fills nodes, max, total, percent and parts of RESULT by ROUNDING, whose
 * nodes[] the caller owns. */
void tree_sum(struct unit_result *result, const struct definition *d, size_t unit, const decimal *leaf_points,
              struct tree_rounding rounding);

/* The rounding rule of the round, and the one it is compared with: `parts` by
 * component against `once`, and the other way round; where digits are cut off, the same place rounded. */
struct tree_rounding tree_rounding_of(const struct rules *rules);
struct tree_rounding tree_rounding_other(const struct rules *rules);

#endif
