#include "scoring/rank.h"

#include <stdlib.h>

#include "survey/memory.h"

static int compare_keys(const struct contender *a, const struct contender *b)
{
    for (size_t i = 0; i < a->n_keys; i++)
        if (a->keys[i] != b->keys[i])
            return a->keys[i] > b->keys[i] ? -1 : 1;
    return 0;
}

static int by_keys(const void *a, const void *b)
{
    const struct contender *x = *(struct contender *const *)a, *y = *(struct contender *const *)b;
    int order = compare_keys(x, y);
    return order ? order : (x < y ? -1 : x > y); /* equal: report order */
}

void rank_units(struct contender *contenders, size_t n, bool in_order)
{
    struct contender **sorted = xcalloc(n, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &contenders[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_keys);
    for (size_t i = 0; i < n; i++) {
        bool tied = i > 0 && !in_order && compare_keys(sorted[i - 1], sorted[i]) == 0;
        sorted[i]->rank = tied ? sorted[i - 1]->rank : i + 1;
    }
    free(sorted);
}

decimal compared(const struct rules *rules, decimal x)
{
    return rules->compare_rounded ? decimal_round(x, rules->decimals) : x;
}

/* True when every node of the band's level has at least its floor of percent. */
static bool keeps_floor(const struct definition *d, size_t unit, const struct unit_result *result,
                        const struct class_band *band)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    for (size_t i = 0; band->has_floor && i < block->n_nodes; i++) {
        const struct node_result *node = &result->nodes[i];
        if (d->criteria[block->nodes[i]].level != band->floor_level || node->max == 0)
            continue;
        if (compared(&d->rules, decimal_ratio(node->points, 100 * DECIMAL_ONE, node->max)) < band->floor)
            return false;
    }
    return true;
}

const char *class_of(const struct definition *d, size_t unit, const struct unit_result *result)
{
    size_t block = d->units[unit].block;
    bool own = false; /* bands of the block come before those for all */
    for (size_t i = 0; i < d->n_classes; i++)
        own = own || d->classes[i].block == block;
    const struct class_band *best = NULL;
    for (size_t i = 0; i < d->n_classes; i++) {
        const struct class_band *band = &d->classes[i];
        if (band->block != (own ? block : ALL))
            continue;
        decimal value = compared(&d->rules, band->of == CLASS_OF_PERCENT ? result->percent : result->total);
        if (value >= band->from && keeps_floor(d, unit, result, band) && (!best || band->from > best->from))
            best = band;
    }
    return best ? best->name : NULL;
}
