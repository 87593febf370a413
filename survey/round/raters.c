#include "survey/round/raters.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

/* The unit of the type's block that stands for CODE, or NONE. */
static size_t unit_for(const struct definition *d, size_t type, const char *code)
{
    size_t unit = code && *code ? definition_unit(d, code) : NONE;
    return unit == NONE ? NONE : definition_climb(d, type, unit);
}

/* Does table rates have UNIT for him, whose name there is KEY, or for his own unit? */
static bool is_listed(const struct definition *d, size_t type, const struct rater *rater, const char *key, size_t unit)
{
    for (size_t r = 0; r < d->n_ratings; r++)
        if (d->ratings[r].ballot_type == type && d->ratings[r].unit == unit &&
            (!strcmp(d->ratings[r].rater, key) || (rater->own_unit && !strcmp(d->ratings[r].rater, rater->own_unit))))
            return true;
    return false;
}

size_t rated_units(const struct definition *d, size_t type, const struct rater *rater, size_t *units)
{
    const struct ballot_type *t = &d->ballot_types[type];
    size_t own = unit_for(d, type, rater->own_unit), n = 0;
    if (t->units == RATED_OWN) {
        size_t rated = unit_for(d, type, rater->rates);
        units[0] = rated == NONE ? own : rated;
        return units[0] != NONE;
    }
    char *key = t->units == RATED_LISTED ? xasprintf("%s/%s", rater->group, rater->id) : NULL;
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (t->block != ALL && t->block != b)
            continue;
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t unit = d->blocks[b].units[i];
            if (unit == own && !t->own_unit_allowed)
                continue;
            if (t->units == RATED_ALL || is_listed(d, type, rater, key, unit))
                units[n++] = unit;
        }
    }
    free(key);
    return n;
}
