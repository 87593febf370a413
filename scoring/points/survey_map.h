/* survey_map.h - which question gives points to which leaf, and what each mark on it is worth. */
#ifndef SCORING_SURVEY_MAP_H
#define SCORING_SURVEY_MAP_H

#include "survey/round/definition.h"

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
};

void survey_map_init(struct survey_map *map, const struct definition *d);
void survey_map_release(struct survey_map *map);

#endif
