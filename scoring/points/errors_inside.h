/* errors_inside.h - what the parts of `errors` share. */
#ifndef SCORING_ERRORS_INSIDE_H
#define SCORING_ERRORS_INSIDE_H

#include "scoring/estimates/linear.h"
#include "scoring/estimates/pairs.h"
#include "scoring/points/errors.h"
#include "scoring/points/survey_map.h"

/* What an answer to a question adds to the part of its group: factor x weight x (percent - mean). */
struct linear {
    double factor, mean, share; /* SHARE: of the question in its leaf, o_q / O */
};

/* What an answer adds to its value, and by how much that is multiplied in the nodes above it and in the total, on the
 * scale of the ranking; 0 where it does not get there. */
struct answer_term {
    double factor, mean; /* of struct linear; of a pooled leaf none */
    double count;        /* cases of the stratum that gave it */
    double points, reach;
    size_t value, above, total;
    size_t leaf; /* what pairs.h calls so */
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
    double n, people;         /* who have it, and of how many; infinite */
};

/* A node or total as a group of respondents has it. */
struct group_scale {
    double scale, value, inverse; /* points it gives at most and gives; sum over leaves of points / answers */
    double answers;               /* the same with people for answers, whatever they weigh */
};

/* How far the people of a group stand apart: over units and people of d^2, d^4, over people of (sum over units d^2)^2;
 * the spread and the greatest there could be. */
struct apart {
    double d2, d4, person2, spread, most;
};

/* Figures of a unit are values in a row from its slot: its nodes in points, its nodes again for the part of the case's
 * group in percent (leaves only), its total. */
struct errors_making {
    const struct definition *d;
    const struct cases *cases;
    struct survey_map map;
    size_t *leaf_place; /* [leaf]: its node in the block */
    size_t *parent;     /* [block_nodes[block] + node]: the node above in the block, NONE */
    size_t *block_nodes;
    size_t *slot;       /* [unit], NONE where it is not scored */
    size_t *total;      /* [unit]: the value of its total */
    size_t *node_of;    /* [value]: of a part its node; of any other value itself */
    size_t *above;      /* [value]: the node above a node that its points go to, or the total at last, then NONE */
    size_t *value_unit; /* [value] */
    bool *cut;          /* [value]: a node whose points are at its cap or minimum: what is below it does not count */
    bool *learns;       /* [value]: of a ranked unit, or none is: how far people stand apart is learned from it */
    size_t n_values;
    double *scale;    /* [unit]: what the total is multiplied by for the scale of the ranking */
    double *of_point; /* [unit]: that scale for a point of the total */

    /* Answers: a unit has one for each question of its block, then, in a pooled figure, one for each leaf. */
    size_t *first_answer; /* [unit] */
    size_t n_answers;
    size_t *n_questions;  /* [block]: those that give points */
    size_t **question;    /* [block]: [place] */
    size_t *leaf_number;  /* [leaf]: among those of its block */
    size_t most_leaves;   /* of a block: what pairs.h calls so */
    size_t *answer_value; /* [answer]: part, of a pooled leaf the node */
    uint32_t *answer_unit;
    struct answer_term *term; /* [answer], in the stratum at hand */

    struct linear **lin; /* [question * n_groups + group]: [unit] */
    double *to_points;   /* [group * n_values + value of a part]: points for a percent, of a pooled leaf for the
                            case's mean */
    double *reach; /* [value of a leaf]: what its points are multiplied by in the total; 0: they do not get there */
    double *pool_mean, *pool_points; /* [value of a part]: mean; points that the pool may give */
    double *pool_n;
    bool *quota;                                   /* [group]: it has ballots of no probability sample */
    const struct weigh_records *records;           /* NULL where no weights were calibrated */
    struct group_projected *projected;             /* [group]; NULL where no weights were calibrated */
    size_t most_of_row, most_terms, most_products; /* terms of a row, of a group; terms times values of a group */

    /* Respondents: a group, or the pool of all. */
    size_t bucket;                   /* whose turn it is */
    bool by_person;                  /* its cases are not people, or how far people stand apart is learned */
    struct strata_sum *parts;        /* [group * n_values + value of a part] */
    struct strata_sum *sums;         /* [value], of the bucket */
    struct group_scale *group_scale; /* [value], of the bucket */
    double *n_people;                /* [value], of the bucket, by_person */
    double *distance2;               /* [value], of the bucket: sum of d^2 before it is stretched and cut */
    struct apart *apart;             /* [bucket * n_families + family] */
    size_t n_families;               /* nodes of all blocks, then totals of all blocks */

    struct bounded *bounded; /* [value]: of nodes and totals */
    enum no_error *why;      /* [value] */
    bool *any;               /* [value]: something in it has an error that was counted */
    size_t *fewest;          /* [value of a total] */
    double *floor;           /* [value of a total], of the bucket: F */

    uint32_t *count;              /* [answer], of the stratum: cases that gave it */
    uint32_t *none;               /* [unit], of the stratum: who have no opinion */
    struct pairs *pairs;          /* [block], of the stratum */
    double **between;             /* [block]: [pair], of the bucket: V */
    struct rank_pair **rank_pair; /* [block]: [pair] */
    struct wave wave;
    const struct error_listener *listener;

    /* Who is told the answers about units of TOLD_BLOCK one by one. */
    void (*tell)(void *data, const struct case_answer *answer);
    void *tell_data;
    size_t told_block;
};

/* The value of a leaf's part: PLACE is its node. */
size_t part_value(const struct errors_making *m, size_t unit, size_t place);
size_t place_of(const struct errors_making *m, const struct leaf_result *leaf);

static inline size_t node_value(const struct errors_making *m, size_t value)
{
    return m->node_of[value];
}
static inline size_t value_above(const struct errors_making *m, size_t value)
{
    return m->above[value];
}
static inline size_t total_value(const struct errors_making *m, size_t unit)
{
    return m->total[unit];
}
/* Nodes of the tree of UNIT's block. */
size_t n_nodes_of(const struct errors_making *m, size_t unit);
/* Those who are looked at together: of GROUP, or of all. */
size_t bucket_of(const struct errors_making *m, size_t group);
/* Place of a node's or total's kind among those of all blocks. */
size_t family_of(const struct errors_making *m, size_t value);

/* Where figures and answers lie, and what an answer adds to them (errors_layout.c). */
void errors_lay_out(struct errors_making *m, const struct definition *d, const struct survey_results *survey,
                    const struct error_unit *units, size_t n_units);
void errors_release(struct errors_making *m, const struct survey_results *survey);
/* What the bucket may give to each node and total: group_scale. */
void errors_bucket_scale(struct errors_making *m, const struct survey_results *survey);
/* What answers of GROUP add, when those of the stratum are counted: term. */
void errors_set_terms(struct errors_making *m, size_t group);

/* Goes through the cases of STRATUM, on all processors (errors_cases.c): counts people, and how far they stand apart,
 * person by person; or the cases that gave each answer; or sums, the pairs among them; or tells the answers, one after
 * the other. */
enum errors_pass { PASS_COUNT_PEOPLE, PASS_LEARN, PASS_COUNT, PASS_SUM, PASS_TELL };
struct piece;
struct piece *errors_pieces_new(struct errors_making *m) MUST_CHECK;
void errors_pieces_free(struct errors_making *m, struct piece *pieces);
void errors_go_through(struct errors_making *m, size_t stratum, enum errors_pass pass, struct piece *pieces,
                       struct moments *moments, struct projected_sums *projected);

/* People of STRATUM who may rate UNIT; who had no opinion taken off where they are not among them. */
double errors_people(const struct errors_making *m, size_t stratum, size_t unit);
/* All strata: what each group of respondents adds to each figure (errors_strata.c). */
void errors_strata(struct errors_making *m, const struct survey_results *survey);

/* The regressions of all parts on what the weights were calibrated to. */
void project_all(struct errors_making *m, const struct survey_results *survey);
void release_projected(struct errors_making *m);
/* Ballot I of the cases joins the case C, whose group is GROUP. */
void project_ballot(struct projected_case *c, const struct errors_making *m, size_t group, size_t i);

/* The error of U's figures into OUT; parts and leaves of SURVEY get theirs (errors_gather.c). */
void errors_gather(struct errors_making *m, struct survey_results *survey, const struct error_unit *u,
                   struct unit_error *out);

#endif
