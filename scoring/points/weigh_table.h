/* weigh_table.h - the members and ballots that a step of the recipe looks at, as columns (inside weigh_recipe). */
#ifndef SCORING_WEIGH_TABLE_H
#define SCORING_WEIGH_TABLE_H

#include "scoring/weights/recipe.h"
#include "survey/base/dictionary.h"
#include "survey/round/weighting.h"

/* Values by code: 0 is missing, then the keys of LABELS in their order. */
struct weigh_column {
    char *name; /* as the frame or the question has it; "" for the stratum as drawn */
    struct dictionary *labels;
    uint32_t *code;                /* of each member; of a question, of each row */
    struct dictionary *all_labels; /* the same of everybody in the frame, where steps take totals from it */
    uint32_t *code_of_all;
    size_t room, room_all;
    size_t question; /* or NONE */
};

/* The sample of a group, with the columns that its steps name. */
struct weigh_members {
    struct dictionary *ids;
    double *probability;
    bool *replaced; /* as one who is not of the population */
    size_t room, probability_room;
    struct weigh_column *columns; /* the stratum first */
    size_t n_columns;
    int64_t people; /* of the frame */
};

/* Who was to fill in one ballot type in one group. */
struct weigh_table {
    size_t type, group;
    const struct weigh_members *members;
    uint32_t *member; /* [n_rows] */
    size_t *ballot;   /* [n_rows]: the valid ballot, or NONE */
    bool *seen, *out; /* had a ballot of the type; is not of the population */
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

/* Where steps are made: messages say which. */
struct weigh_making {
    struct store *store;
    const struct definition *d;
    const struct weighting *weighting;
    struct issues *issues;
};

/* Make a step of TABLE from ROW; false with faults added (F81x), or ERR. */
bool weigh_make_step(const struct weigh_making *making, const struct weigh_table *table,
                     const struct weighting_row *row, struct step *step, struct error *err) MUST_CHECK;

/* Where the recipe has ROW. */
struct place weigh_place(const struct weigh_making *making, const struct weighting_row *row);

#endif
