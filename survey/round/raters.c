#include "survey/round/raters.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"

/* "TYPE/RATER" in the way of writing that is compared; new. */
static char *key_of(size_t type, const char *group, const char *slash, const char *rater)
{
    char *text = xasprintf("%zu/%s%s%s", type, group, slash, rater), *alike = text_alike(text);
    free(text);
    return alike;
}

void raters_init(struct raters *r, const struct definition *d)
{
    *r = (struct raters){.d = d, .names = dictionary_new()};
    r->first = xcalloc(d->n_ratings + 1, sizeof *r->first);
    r->next = xcalloc(d->n_ratings + 1, sizeof *r->next);
    r->listed = xcalloc(d->n_units + 1, sizeof *r->listed);
    for (size_t i = 0; i < d->n_ratings; i++) {
        char *key = key_of(d->ratings[i].ballot_type, "", "", d->ratings[i].rater);
        bool added;
        size_t at = dictionary_add(r->names, key, strlen(key), &added);
        r->next[i] = added ? NONE : r->first[at];
        r->first[at] = i;
        free(key);
    }
}

void raters_release(struct raters *r)
{
    dictionary_free(r->names);
    free(r->first);
    free(r->next);
    free(r->listed);
}

/* The unit of the type's block that stands for CODE, or NONE. */
static size_t unit_for(const struct definition *d, size_t type, const char *code)
{
    size_t unit = code && *code ? definition_unit(d, code) : NONE;
    return unit == NONE ? NONE : definition_climb(d, type, unit);
}

/* Mark what table rates has for KEY, "TYPE/RATER", which is freed. */
static void mark_listed(struct raters *r, char *key)
{
    size_t at = dictionary_find(r->names, key);
    for (size_t i = at == SIZE_MAX ? NONE : r->first[at]; i != NONE; i = r->next[i])
        r->listed[r->d->ratings[i].unit] = r->turn;
    free(key);
}

size_t rated_units(struct raters *r, size_t type, const struct rater *rater, size_t *units)
{
    const struct definition *d = r->d;
    const struct ballot_type *t = &d->ballot_types[type];
    size_t own = unit_for(d, type, rater->own_unit), n = 0;
    if (t->units == RATED_OWN) {
        size_t rated = unit_for(d, type, rater->rates);
        units[0] = rated == NONE ? own : rated;
        return units[0] != NONE;
    }
    r->turn++;
    if (t->units == RATED_LISTED) {
        mark_listed(r, key_of(type, rater->group, "/", rater->id));
        if (rater->own_unit && *rater->own_unit)
            mark_listed(r, key_of(type, "", "", rater->own_unit));
    }
    for (size_t b = 0; b < d->n_blocks; b++) {
        if (t->block != ALL && t->block != b)
            continue;
        for (size_t i = 0; i < d->blocks[b].n_units; i++) {
            size_t unit = d->blocks[b].units[i];
            if (unit == own && !t->own_unit_allowed)
                continue;
            if (t->units == RATED_ALL || r->listed[unit] == r->turn)
                units[n++] = unit;
        }
    }
    return n;
}
