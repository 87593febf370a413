/* point_inside.h - what the parts of `point_error` share. */
#ifndef SCORING_POINT_INSIDE_H
#define SCORING_POINT_INSIDE_H

#include "scoring/point_error.h"
#include "scoring/projection.h"
#include "scoring/survey_map.h"

/* What an answer to a question adds to the part of its group: factor x weight x (percent - mean). */
struct linear {
    double factor, mean;
};

/* What is taken from the parts of a group by what the weights of one type's ballots were calibrated to. */
struct explained {
    const struct projection_record *records;
    size_t n_records, n_rows;
    double **beta;          /* [record]: [term][part] */
    size_t *value, n_parts; /* the values of the parts */
    size_t *part_of;        /* [value]: its part, or NONE */
};

/* Sums over the strata of one figure. */
struct strata_sum {
    double variance, squares; /* of the strata's parts; of their squares over degrees of freedom */
    uint64_t raters;          /* cases that have the figure of their own */
    bool open;                /* some of them stand for others */
};

/* Figures of a unit are values in a row from its slot: its nodes in points, its nodes again for the part of the case's
 * group in percent (leaves only), its total.  The last value of all is the difference asked for. */
struct making {
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
    struct explained *explained;         /* [type * n_groups + group] */
    size_t most_terms;                   /* of a row of any record */
};

/* The value of a leaf's part: PLACE is its node. */
size_t part_value(const struct making *m, size_t unit, size_t place);
size_t place_of(const struct making *m, const struct leaf_result *leaf);

/* The regressions of all parts on what the weights were calibrated to. */
void explain_all(struct making *m, const struct survey_results *survey);
void release_explained(struct making *m);

#endif
