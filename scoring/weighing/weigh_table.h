/* weigh_table.h - what a recipe of weights works on: members with their columns, and for each ballot type and group a
 * table of who was to fill it in.
 */
#ifndef SCORING_WEIGH_TABLE_H
#define SCORING_WEIGH_TABLE_H

#include "scoring/weights/recipe.h"
#include "scoring/weights/steps.h"
#include "survey/base/dictionary.h"
#include "survey/round/weighting.h"

/* Values by code: 0 is missing, then the keys of LABELS in their order. */
struct weigh_column {
    char *name; /* as the frame or the question has it; "" for the stratum as drawn */
    struct dictionary *labels;
    uint32_t *code; /* of each member; of a question, of each row */
    size_t room;
    size_t question; /* or NONE */
};

/* A row of the recipe, for one group. */
struct weigh_plan {
    const struct weighting_row *row;
    size_t position; /* in the recipe, from 1 */
    struct weighting_variable *variables;
    size_t n_variables;
    /* Of each variable, where the step takes its totals from the frame: people by category, or the sum of its numbers;
     * else without rows. */
    struct step_variable *frame;
};

/* The sample of a group, with the columns that its steps name. */
struct weigh_members {
    struct dictionary *ids; /* NULL: the group has no steps */
    double *probability;
    bool *ineligible; /* replaced as one who is not of the population */
    size_t room[2];
    struct weigh_column *columns; /* the stratum first */
    size_t n_columns;
    int64_t people; /* of the frame */
    struct weigh_plan *plans;
    size_t n_plans;
};

/* Who was to fill in one ballot type in one group. */
struct weigh_table {
    size_t type, group;
    const struct weigh_members *members; /* NULL: there is no such table */
    uint32_t *class_of;                  /* of each code of the stratum */
    uint32_t *member;                    /* [n_rows] */
    size_t *ballot;                      /* [n_rows]: the case of the valid ballot, or NONE */
    bool *seen, *out;                    /* had a ballot of the type that stands; is not of the population */
    double *w;
    size_t n_rows, room[4];
    struct weigh_column *questions; /* of the type that steps name */
    size_t n_questions;
    size_t n_valid, n_pool; /* valid ballots of pools */
    double base;            /* sum of the base weights */
    double eligible;        /* people of the frame, less those found not to belong */
    struct recipe recipe;
    struct recipe_trace trace;
};

/* How the weights of a group stand after a step. */
struct weigh_step {
    size_t group;
    int step; /* base weights are 1 */
    const char *name;
    size_t recipe; /* its row, from 1 */
    struct weight_health health;
    double misfit; /* NaN before there are totals */
    char misfit_at[160];
};

struct weigh_recipe {
    const struct definition *d;
    const struct weighting *weighting;
    const char *path;              /* of the round */
    struct weigh_members *members; /* [group] */
    struct weigh_table *tables;    /* [type * n_groups + group] */
    size_t *row_of;                /* [case]: the row in its table, or NONE */
    struct weigh_step *steps;      /* all that were taken, group by group */
    size_t n_steps, room_steps;
};

/* What CODE of C stands for; "" where it is blank. */
static inline const char *weigh_label(const struct weigh_column *c, uint32_t code)
{
    return code ? dictionary_key(c->labels, code - 1) : "";
}

static inline struct weigh_table *weigh_table_of(const struct weigh_recipe *r, size_t type, size_t group)
{
    return &r->tables[type * r->d->n_groups + group];
}

#endif
