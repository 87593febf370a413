/* survey_map.h - which question gives points to which leaf, and what each mark on it is worth. */
#ifndef SCORING_SURVEY_MAP_H
#define SCORING_SURVEY_MAP_H

#include "survey/round/definition.h"

/* A question about a unit that gives points in the unit's block. */
struct asked_question {
    size_t question, leaf, cell, place; /* CELL: among those of the unit; PLACE: among such questions of the block */
    const double *worth;                /* [mark] */
    double weight;
    bool only; /* the ballot asks no other of the leaf */
};
struct asked_list {
    struct asked_question *of;
    size_t n;
};

/* The survey leaves of all blocks: scored by ballots or groups of this round (survey = here, and SIPAS leaves
 * with questions). */
struct survey_map {
    const struct definition *d;
    size_t n_leaves;
    size_t *leaf_block, *leaf_criterion; /* [n_leaves], by block and place in the tree */
    size_t *leaf_of;                     /* [question * n_blocks + block]: leaf or NONE */
    size_t *in_block;                    /* [unit]: place among the units of its block */
    double (*worth)[256]; /* [question * n_blocks + block]: percent of each mark, negative where it is not counted */
    double *weight;       /* [question] */
    size_t most_asked, most_marks; /* questions of a block that give points; marks that are options, a blank */
    struct asked_list *asked;      /* [type * n_blocks + block], in the order of the cells */
};

void survey_map_init(struct survey_map *map, const struct definition *d);
void survey_map_release(struct survey_map *map);

/* What TYPE asks about UNIT. */
static inline const struct asked_list *asked_of(const struct survey_map *map, size_t type, size_t unit)
{
    return &map->asked[type * map->d->n_blocks + map->d->units[unit].block];
}

#endif
