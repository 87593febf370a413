/* errors_inside.h - what the parts of `errors` share. */
#ifndef SCORING_ERRORS_INSIDE_H
#define SCORING_ERRORS_INSIDE_H

#include "scoring/estimates/linear.h"
#include "scoring/points/errors.h"
#include "scoring/points/survey_map.h"

/* What an answer to a question adds to the part of its group: factor x weight x (percent - mean). */
struct linear {
    double factor, mean;
};

/* What is taken from the figures of a group by what its weights were calibrated to; the terms are those of all records
 * of all types. */
struct group_projected {
    struct projected *of_type;       /* [type], in the same beta */
    size_t n_terms, *first, *n_rows; /* [type]: its first term, the rows of its records */
    size_t *value, n_figures;        /* what loses anything: parts, then what is above them */
    size_t n_parts;
    size_t *place; /* [value]: where it is in them, or NONE */
    double *beta;  /* [term * n_figures + k] */
};

/* Sums over the strata of one figure. */
struct strata_sum {
    double variance, squares; /* of the strata's parts; of their squares over degrees of freedom */
    uint64_t raters;          /* cases that have the figure of their own */
    bool open;                /* some of them stand for others */
};

/* Figures of a unit are values in a row from its slot: its nodes in points, its nodes again for the part of the case's
 * group in percent (leaves only), its total.  The last value of all is the difference asked for. */
struct errors_making {
    const struct definition *d;
    const struct cases *cases;
    struct survey_map map;
    size_t *leaf_place; /* [leaf]: its node in the block */
    size_t *parent;     /* [block_nodes[block] + node]: the node above in the block, NONE */
    size_t *block_nodes;
    size_t *slot;        /* [unit], NONE where it is not scored */
    size_t *value_unit;  /* [value] */
    bool *cut;           /* [value]: a node whose points are at its cap or minimum: what is below it does not count */
    size_t n_values;     /* with the difference, which is the last */
    struct linear **lin; /* [question * n_groups + group]: [unit] */
    double *to_points;   /* [group * n_values + value of a part]: points for a percent, of a pooled leaf for the
                            case's mean */
    double *pool_mean;   /* [value of a part] */
    size_t *cross_at;    /* [block]: its square in the cross products */
    size_t n_cross;
    double *scale;                       /* [unit]: what the total is multiplied by where no survey is held, else 1 */
    size_t first, second;                /* units whose difference is wanted */
    struct strata_sum *parts, *figures;  /* [group * n_values + value], [value] */
    double *covariance;                  /* [n_cross] */
    bool *quota;                         /* [group]: it has ballots of no probability sample */
    const struct weigh_records *records; /* NULL where no weights were calibrated */
    struct group_projected *projected;   /* [group]; NULL where no weights were calibrated */
    size_t most_of_row, most_terms, most_products; /* terms of a row, of a group; terms times values of a group */
};

/* The value of a leaf's part: PLACE is its node. */
size_t part_value(const struct errors_making *m, size_t unit, size_t place);
size_t place_of(const struct errors_making *m, const struct leaf_result *leaf);

/* The node of the value of a part, or of a leaf. */
size_t node_value(const struct errors_making *m, size_t value);
/* Of the node above a node that its points go to, or of the total at last, then NONE. */
size_t value_above(const struct errors_making *m, size_t value);
/* The value of UNIT's total. */
size_t total_value(const struct errors_making *m, size_t unit);

/* The regressions of all parts on what the weights were calibrated to. */
void project_all(struct errors_making *m, const struct survey_results *survey);
void release_projected(struct errors_making *m);
/* Ballot I of the cases joins the case C, whose group is GROUP. */
void project_ballot(struct projected_case *c, const struct errors_making *m, size_t group, size_t i);

/* --- figures put together (errors_gather.c) ------------------------------------------ */

/* Nodes of the tree of UNIT's block. */
size_t n_nodes_of(const struct errors_making *m, size_t unit);

/* The error of a figure put together from several. */
struct gathered {
    double variance, squares;
    bool any; /* something in it has an error that was counted */
    enum no_error why;
};

/* Put the errors of U's figures together into OUT, and of its total into TOTAL; parts and leaves of SURVEY get theirs.
 */
void finish_unit(struct errors_making *m, struct survey_results *survey, const struct error_unit *u,
                 struct unit_error *out, struct gathered *total);

/* The covariances of the totals of BLOCK's units into OUT [n x n]; NaN where one is not known. */
void finish_block(const struct errors_making *m, size_t block, const struct error_unit *units, size_t n_units,
                  const struct gathered *totals, double *out);

/* The error of the difference between the two units that are compared. */
void finish_difference(struct errors_making *m, struct point_errors *errors, const struct error_unit *units,
                       const struct gathered *totals);

#endif
