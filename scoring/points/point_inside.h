/* point_inside.h - what the parts of `point_error` share. */
#ifndef SCORING_POINT_INSIDE_H
#define SCORING_POINT_INSIDE_H

#include "scoring/estimates/moments.h"
#include "scoring/points/point_error.h"
#include "scoring/points/survey_map.h"
#include "scoring/weights/projection.h"

/* What an answer to a question adds to the part of its group: factor x weight x (percent - mean). */
struct linear {
    double factor, mean;
};

/* What is taken from the figures of a group by what its weights were calibrated to: from figure k of a case the sum of
 * x[term] beta[term][k], x of a case being that of its ballots, each times its weight after the step.  The terms are
 * those of all records of all types.  Cases are many and figures are many, but a case has an x of few terms and figures
 * of few units: so sums over cases are kept of the figures as they are, of x, x x' and x times the figures, and what is
 * left of the figures is made of them where a stratum ends. */
struct explained {
    size_t n_terms, *first;  /* [type]: its first term */
    size_t *value, n_values; /* what loses anything: parts, then what is above them */
    size_t n_parts;
    size_t *place; /* [value]: where it is in them, or NONE */
    double *beta;  /* [term * n_values + k] */
};

/* Sums over cases, as many as the largest group needs. */
struct explained_sums {
    double *x, *xx, *xz; /* [term]; [term * (term + 1) / 2 + an earlier one]; [term * n_values + k] */
};

/* The terms of a case that are not 0. */
struct explained_case {
    double *x; /* [term] */
    bool *seen;
    size_t *list, n;
    uint32_t *terms; /* of a row of a record */
    double *of_row;
};

/* A stratum: what its figures have left. */
struct explained_left {
    double *gap; /* [term * n_values + k]: of the regression of what was taken on x, less that of the figures */
    double *xz;  /* about the means */
    double *mean;
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
    struct explained *explained;         /* [group]; NULL where no weights were calibrated */
    size_t most_of_row, most_terms, most_products; /* terms of a row, of a group; terms times values of a group */
};

/* The value of a leaf's part: PLACE is its node. */
size_t part_value(const struct making *m, size_t unit, size_t place);
size_t place_of(const struct making *m, const struct leaf_result *leaf);

/* The node of the value of a part, or of a leaf. */
size_t node_value(const struct making *m, size_t value);
/* Of the node above a node that its points go to, or of the total at last, then NONE. */
size_t value_above(const struct making *m, size_t value);
/* The value of UNIT's total. */
size_t total_value(const struct making *m, size_t unit);

/* The regressions of all parts on what the weights were calibrated to. */
void explain_all(struct making *m, const struct survey_results *survey);
void release_explained(struct making *m);

void explained_case_init(struct explained_case *c, const struct making *m);
void explained_case_release(struct explained_case *c);
/* Ballot I of the cases joins the case. */
void explained_case_add(struct explained_case *c, const struct making *m, size_t group, size_t i);

void explained_sums_init(struct explained_sums *s, const struct making *m);
void explained_sums_release(struct explained_sums *s);
/* The x of a case, and its figures Z[value] of LIST; C is then empty again. */
void explained_sums_add(struct explained_sums *s, const struct explained *e, struct explained_case *c, const double *z,
                        const size_t *list, size_t n);
/* FROM, which is then 0, joins S. */
void explained_sums_move(struct explained_sums *s, const struct explained *e, struct explained_sums *from);
void explained_sums_clear(struct explained_sums *s, const struct explained *e);

/* What N cases with the sums S and the figures' MEANS leave; about 0 where N is 1. */
void explained_left_init(struct explained_left *l, const struct making *m);
void explained_left_release(struct explained_left *l);
void explained_left_set(struct explained_left *l, const struct explained *e, const struct explained_sums *s,
                        const struct moments *moments, size_t n);
/* What is to be added to the sum of the products of the figures at A and B (places) about their means. */
double explained_left_of(const struct explained_left *l, const struct explained *e, size_t a, size_t b);

/* --- figures put together (point_gather.c) ------------------------------------------ */

/* Nodes of the tree of UNIT's block. */
size_t n_nodes_of(const struct making *m, size_t unit);

/* The error of a figure put together from several. */
struct gathered {
    double variance, squares;
    bool any; /* something in it has an error that was counted */
    enum no_error why;
};

/* Put the errors of U's figures together into OUT, and of its total into TOTAL; parts and leaves of SURVEY get theirs.
 */
void finish_unit(struct making *m, struct survey_results *survey, const struct error_unit *u, struct unit_error *out,
                 struct gathered *total);

/* The covariances of the totals of BLOCK's units into OUT [n x n]; NaN where one is not known. */
void finish_block(const struct making *m, size_t block, const struct error_unit *units, size_t n_units,
                  const struct gathered *totals, double *out);

/* The error of the difference between the two units that are compared. */
void finish_difference(struct making *m, struct point_errors *errors, const struct error_unit *units,
                       const struct gathered *totals);

#endif
