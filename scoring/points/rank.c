#include "scoring/points/rank.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

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
    return rules->compare_rounded ? rules_round(rules, x) : x;
}

/* The same of a part, which is printed rounded where only totals are cut off. */
static decimal compared_part(const struct rules *rules, decimal x)
{
    return rules->compare_rounded ? decimal_round(x, rules->decimals) : x;
}

struct contender contender_of(const struct definition *d, size_t unit, const struct unit_result *r)
{
    const struct rules *rules = &d->rules;
    struct contender c = {.unit = unit};
    c.keys[c.n_keys++] = compared(rules, rules->rank_by_percent ? r->percent : r->total);
    for (const char *p = d->setting[S_TIE_BREAKERS]; *p && c.n_keys < RANK_MAX_KEYS;) {
        size_t n = strcspn(p, ";, ");
        enum component part = !strncmp(p, "appraised", n) ? PART_APPRAISED
                              : !strncmp(p, "survey", n)  ? PART_SURVEY
                                                          : PART_SIPAS;
        if (n)
            c.keys[c.n_keys++] = compared_part(rules, r->parts[part]);
        p += n;
        p += strspn(p, ";, ");
    }
    return c;
}

/* The value of RESULT that BAND is of, and the node of its floor's level that has the least. */
static struct band_trace trace_band(const struct definition *d, size_t unit, const struct unit_result *result,
                                    const struct class_band *band)
{
    const struct block *block = &d->blocks[d->units[unit].block];
    struct band_trace t = {.band = band, .node = NONE};
    t.value = compared(&d->rules, band->of == CLASS_OF_PERCENT ? result->percent : result->total);
    for (size_t i = 0; band->has_floor && i < block->n_nodes; i++) {
        const struct node_result *node = &result->nodes[i];
        if (d->criteria[block->nodes[i]].level != band->floor_level || node->max == 0)
            continue;
        decimal percent = compared_part(&d->rules, decimal_ratio(node->points, 100 * DECIMAL_ONE, node->max));
        if (t.node == NONE || percent < t.least) {
            t.node = block->nodes[i];
            t.least = percent;
        }
    }
    t.verdict = t.value < band->from                      ? BAND_NOT_REACHED
                : t.node != NONE && t.least < band->floor ? BAND_BELOW_FLOOR
                                                          : BAND_HELD;
    return t;
}

static int by_from(const void *a, const void *b)
{
    const struct band_trace *x = a, *y = b;
    return x->band->from != y->band->from ? (x->band->from > y->band->from ? -1 : 1)
                                          : (x->band < y->band ? -1 : x->band > y->band);
}

struct band_trace *class_trace(const struct definition *d, size_t unit, const struct unit_result *result, size_t *n)
{
    struct band_trace *bands = xcalloc(d->n_classes + 1, sizeof *bands);
    *n = 0;
    for (size_t i = 0; i < d->n_classes; i++)
        if (definition_has_class(d, d->units[unit].block, i))
            bands[(*n)++] = trace_band(d, unit, result, &d->classes[i]);
    qsort(bands, *n, sizeof *bands, by_from);
    return bands;
}

const char *class_of(const struct definition *d, size_t unit, const struct unit_result *result)
{
    size_t n, i = 0;
    struct band_trace *bands = class_trace(d, unit, result, &n);
    while (i < n && bands[i].verdict != BAND_HELD)
        i++;
    const char *class = i < n ? bands[i].band->name : NULL;
    free(bands);
    return class;
}
