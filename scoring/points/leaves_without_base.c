#include "scoring/points/leaves_without_base.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/points/outside.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/round/ballots.h"

/* Ballots of one type and group with the same list of units. */
struct sort {
    size_t type, group;
    int64_t list, n;
};

struct hearing {
    const struct definition *d;
    struct outside *outside;
    struct unit_lists lists;
    struct dictionary *keys; /* "TYPE|GROUP|LIST": one of sorts */
    struct sort *sorts;
    size_t room;
    int64_t *counts; /* ballots with a weight: [(type * n_groups + group) * n_units + unit] */
};

/* Note the ballot that Q is at. */
static void add_ballot(struct hearing *h, struct query *q)
{
    char *key = xasprintf("%s|%s|%lld", query_get_str(q, 0), query_get_str(q, 1), (long long)query_get_int(q, 2));
    bool added;
    size_t i = dictionary_add(h->keys, key, strlen(key), &added);
    free(key);
    h->sorts = grow(h->sorts, &h->room, i + 1, sizeof *h->sorts);
    if (added)
        h->sorts[i] = (struct sort){definition_type(h->d, query_get_str(q, 0)),
                                    definition_group(h->d, query_get_str(q, 1)), query_get_int(q, 2), 0};
    h->sorts[i].n++;
}

/* What has been noted, by unit. */
static void count_units(struct hearing *h)
{
    const struct definition *d = h->d;
    memset(h->counts, 0, d->n_ballot_types * d->n_groups * d->n_units * sizeof *h->counts);
    for (size_t i = 0; i < dictionary_size(h->keys); i++) {
        const struct sort *s = &h->sorts[i];
        if (s->type == NONE || s->group == NONE)
            continue;
        size_t list = unit_lists_find(&h->lists, s->list);
        for (size_t k = 0; list != NONE && k < h->lists.n_units[list]; k++)
            h->counts[(s->type * d->n_groups + s->group) * d->n_units + h->lists.units[h->lists.start[list] + k]] +=
                s->n;
    }
}

/* Ballots of GROUP that ask about the leaf and UNIT. */
static int64_t ballots_of(const struct definition *d, const int64_t *counts, size_t unit, size_t criterion,
                          size_t group)
{
    int64_t n = 0;
    for (size_t t = 0; t < d->n_ballot_types; t++) {
        bool asks = false;
        for (size_t i = 0; !asks && i < d->ballot_types[t].n_unit_questions; i++) {
            size_t q = d->ballot_types[t].unit_questions[i];
            asks = !strcmp(d->questions[q].criterion, d->criteria[criterion].code) && definition_asks(d, q, unit);
        }
        if (asks)
            n += counts[(t * d->n_groups + group) * d->n_units + unit];
    }
    return n;
}

/* True where some group says enough of the leaf, or may. */
static bool is_heard(const struct hearing *h, size_t unit, size_t criterion)
{
    const struct definition *d = h->d;
    int64_t least = d->rules.pooled || d->rules.min_base < 1 ? 1 : d->rules.min_base;
    for (size_t g = 0; g < d->n_groups; g++)
        if (outside_group_due(d, unit, criterion, g)
                ? outside_group(h->outside, unit, criterion, g) != NULL
                : definition_applies(d, unit, criterion, g) &&
                      definition_group_weight(d, d->units[unit].block, criterion, g) > 0 &&
                      ballots_of(d, h->counts, unit, criterion, g) >= least)
            return true;
    return false;
}

/* The leaves of units that are not heard by what was counted: a new array of *N. */
static struct leaf_without_base *find_leaves(const struct hearing *h, size_t *n)
{
    const struct definition *d = h->d;
    struct leaf_without_base *rows = xcalloc(1, sizeof *rows);
    size_t room = 1;
    *n = 0;
    for (size_t b = 0; b < d->n_blocks; b++)
        for (size_t i = 0; i < d->blocks[b].n_units; i++)
            for (size_t k = 0; k < d->blocks[b].n_nodes; k++) {
                size_t unit = d->blocks[b].units[i], criterion = d->blocks[b].nodes[k];
                if (definition_leaf_source(d, unit, criterion) != SOURCE_SURVEY || is_heard(h, unit, criterion))
                    continue;
                rows = grow(rows, &room, *n + 1, sizeof *rows);
                rows[(*n)++] = (struct leaf_without_base){unit, criterion};
            }
    return rows;
}

/* The ballots are gone through only as far as it takes to hear of every leaf. */
struct leaf_without_base *leaves_without_base(struct store *store, const struct definition *d, size_t *n,
                                              struct error *err)
{
    struct hearing h = {.d = d, .keys = dictionary_new()};
    struct query *ballots = ballots_weighed(store);
    struct leaf_without_base *rows = NULL;
    h.counts = xcalloc(d->n_ballot_types * d->n_groups * d->n_units, sizeof *h.counts);
    h.outside = outside_new(store, d, err);
    bool ok = h.outside && unit_lists_read(&h.lists, store, d, err);
    *n = 1;
    for (size_t seen = 0, look = 1024; ok && *n > 0;) {
        bool more = query_next(ballots);
        if (more)
            add_ballot(&h, ballots);
        if (more && ++seen < look)
            continue;
        look *= 2;
        free(rows);
        count_units(&h);
        rows = find_leaves(&h, n);
        if (!more)
            break;
    }
    ok = query_end(ballots, err) && ok;
    unit_lists_release(&h.lists);
    outside_free(h.outside);
    dictionary_free(h.keys);
    free(h.sorts);
    free(h.counts);
    if (ok)
        return rows;
    free(rows);
    return NULL;
}
