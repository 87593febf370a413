#include "scoring/points/survey_map.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* What each mark on QUESTION is worth about a unit of BLOCK, in percent; negative for what is not counted.  One code
 * may be a SIPAS criterion in one block and another in the next. */
static void set_worth(struct survey_map *map, size_t question, size_t block)
{
    const struct definition *d = map->d;
    const struct question *q = &d->questions[question];
    size_t at = question * d->n_blocks + block, leaf = map->leaf_of[at];
    bool satisfied =
        leaf != NONE && d->criteria[map->leaf_criterion[leaf]].method == METHOD_SIPAS && d->rules.sipas_satisfied;
    for (size_t i = 0; i < 256; i++)
        map->worth[at][i] = -1;
    for (size_t i = 0; q->scale != NONE && i < d->scales[q->scale].n_options; i++) {
        const struct option *option = &d->scales[q->scale].options[i];
        if (option->counted)
            map->worth[at][i + 1] = !satisfied                            ? decimal_to_double(option->percent)
                                    : option->percent >= 75 * DECIMAL_ONE ? 100
                                                                          : 0;
    }
}

/* What is asked about the units of BLOCK. */
static void list_asked(struct survey_map *map, size_t block)
{
    const struct definition *d = map->d;
    size_t *place = xcalloc(d->n_questions + 1, sizeof *place), n = 0;
    for (size_t q = 0; q < d->n_questions; q++) {
        place[q] = n;
        n += map->leaf_of[q * d->n_blocks + block] != NONE;
    }
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        const struct ballot_type *type = &d->ballot_types[t];
        struct asked_list *list = &map->asked[t * d->n_blocks + block];
        list->of = xcalloc(type->n_unit_questions + 1, sizeof *list->of);
        for (size_t i = 0; i < type->n_unit_questions; i++) {
            size_t q = type->unit_questions[i], at = q * d->n_blocks + block;
            if (map->leaf_of[at] != NONE)
                list->of[list->n++] =
                    (struct asked_question){q, map->leaf_of[at], i, place[q], map->worth[at], map->weight[q], true};
        }
        for (size_t i = 0; i < list->n; i++)
            for (size_t k = 0; k < list->n; k++)
                list->of[i].only = list->of[i].only && (i == k || list->of[i].leaf != list->of[k].leaf);
    }
    map->most_asked = n > map->most_asked ? n : map->most_asked;
    free(place);
}

void survey_map_init(struct survey_map *map, const struct definition *d)
{
    *map = (struct survey_map){.d = d};
    map->leaf_block = xcalloc(d->n_criteria * d->n_blocks, sizeof *map->leaf_block);
    map->leaf_criterion = xcalloc(d->n_criteria * d->n_blocks, sizeof *map->leaf_criterion);
    map->leaf_of = xcalloc(d->n_questions * d->n_blocks, sizeof *map->leaf_of);
    map->in_block = xcalloc(d->n_units, sizeof *map->in_block);
    for (size_t i = 0; i < d->n_questions * d->n_blocks; i++)
        map->leaf_of[i] = NONE;
    for (size_t b = 0; b < d->n_blocks; b++) {
        for (size_t i = 0; i < d->blocks[b].n_units; i++)
            map->in_block[d->blocks[b].units[i]] = i;
        for (size_t i = 0; i < d->blocks[b].n_nodes; i++) {
            size_t c = d->blocks[b].nodes[i];
            if (!definition_is_survey_leaf(d, b, c))
                continue;
            map->leaf_block[map->n_leaves] = b;
            map->leaf_criterion[map->n_leaves] = c;
            for (size_t q = 0; q < d->n_questions; q++)
                if (!strcmp(d->questions[q].criterion, d->criteria[c].code) &&
                    (d->questions[q].block == ALL || d->questions[q].block == b))
                    map->leaf_of[q * d->n_blocks + b] = map->n_leaves;
            map->n_leaves++;
        }
    }
    map->worth = xcalloc(d->n_questions * d->n_blocks, sizeof *map->worth);
    map->weight = xcalloc(d->n_questions, sizeof *map->weight);
    for (size_t q = 0; q < d->n_questions; q++) {
        map->weight[q] = decimal_to_double(d->questions[q].weight);
        for (size_t b = 0; b < d->n_blocks; b++)
            set_worth(map, q, b);
    }
    map->asked = xcalloc(d->n_ballot_types * d->n_blocks + 1, sizeof *map->asked);
    for (size_t b = 0; b < d->n_blocks; b++)
        list_asked(map, b);
    for (size_t i = 0; i < d->n_scales; i++)
        map->most_marks = d->scales[i].n_options > map->most_marks ? d->scales[i].n_options : map->most_marks;
    map->most_marks++;
}

void survey_map_release(struct survey_map *map)
{
    free(map->leaf_block);
    free(map->leaf_criterion);
    free(map->leaf_of);
    free(map->in_block);
    free(map->worth);
    free(map->weight);
    for (size_t i = 0; i < map->d->n_ballot_types * map->d->n_blocks; i++)
        free(map->asked[i].of);
    free(map->asked);
    *map = (struct survey_map){0};
}
