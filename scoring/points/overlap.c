#include "scoring/points/overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/linear.h"
#include "scoring/points/score.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/round/frame.h"

/* A unit in a stratum of both rounds. */
struct overlap_part {
    double m, people; /* of the earlier round */
    size_t n;         /* people in both */
    double zz, mean1, mean0, xx;
    double covariance;
};

struct rounds_overlap {
    struct dictionary *names; /* of parts: group, stratum, unit's code then */
    struct overlap_part *parts;
    size_t room;
    struct dictionary *people; /* part and key, of the earlier round -> ... */
    double (*zx)[2];           /* ... z and x */
    size_t people_room;
    struct dictionary *units; /* codes now -> ... */
    struct overlap_part *of;  /* ... n and covariance */
    size_t units_room;

    const char *(*then_code)(const void *data, const char *unit);
    const void *data;

    /* The member that was looked up last. */
    struct query *lookup;
    char *member, *key;
};

static size_t part_named(struct rounds_overlap *o, const char *group, const char *stratum, const char *unit, bool add)
{
    char *name = xasprintf("%s\x1f%s\x1f%s", group, stratum, unit);
    bool added = false;
    size_t part = add ? dictionary_add(o->names, name, strlen(name), &added) : dictionary_find(o->names, name);
    o->parts = grow(o->parts, &o->room, dictionary_size(o->names) + 1, sizeof *o->parts);
    if (added)
        o->parts[part] = (struct overlap_part){.m = 0};
    free(name);
    return part;
}

/* The key of a member with the part in which they are looked for; NULL where they have none.  A new string. */
static char *person_key(struct rounds_overlap *o, const struct told_total *t, size_t part)
{
    char *member = xasprintf("%s\x1f%s", t->group, t->member);
    if (!o->member || strcmp(o->member, member) != 0) {
        query_text(o->lookup, ":group", t->group);
        query_text(o->lookup, ":id", t->member);
        free(o->key);
        o->key = query_next(o->lookup) ? xstrdup(query_get_str(o->lookup, 0)) : NULL;
        query_reset(o->lookup);
        free(o->member);
        o->member = member;
    } else {
        free(member);
    }
    return o->key ? xasprintf("%zu %s", part, o->key) : NULL;
}

static void total_then(void *data, const struct told_total *t)
{
    struct rounds_overlap *o = data;
    char *key = person_key(o, t, part_named(o, t->group, t->stratum, t->unit, true));
    if (!key)
        return;
    bool added;
    size_t person = dictionary_add(o->people, key, strlen(key), &added);
    o->zx = grow(o->zx, &o->people_room, person + 1, sizeof *o->zx);
    o->zx[person][0] = t->z;
    o->zx[person][1] = t->x;
    free(key);
}

static void raters_then(void *data, const struct told_raters *r)
{
    struct rounds_overlap *o = data;
    struct overlap_part *part = &o->parts[part_named(o, r->group, r->stratum, r->unit, true)];
    part->m = r->m;
    part->people = r->people;
}

static void total_now(void *data, const struct told_total *t)
{
    struct rounds_overlap *o = data;
    size_t number = part_named(o, t->group, t->stratum, o->then_code(o->data, t->unit), false);
    char *key = number == SIZE_MAX ? NULL : person_key(o, t, number);
    size_t person = key ? dictionary_find(o->people, key) : SIZE_MAX;
    free(key);
    if (person == SIZE_MAX)
        return;
    struct overlap_part *part = &o->parts[number];
    double away = t->x - part->mean1;
    part->n++;
    part->zz += t->z * o->zx[person][0];
    part->mean1 += away / (double)part->n;
    part->mean0 += (o->zx[person][1] - part->mean0) / (double)part->n;
    part->xx += away * (o->zx[person][1] - part->mean0);
}

static void raters_now(void *data, const struct told_raters *r)
{
    struct rounds_overlap *o = data;
    size_t number = part_named(o, r->group, r->stratum, o->then_code(o->data, r->unit), false);
    const struct overlap_part *part = number == SIZE_MAX ? NULL : &o->parts[number];
    if (!part || part->n < 2)
        return;
    double m = 2 / (1 / part->m + 1 / r->m), people = fmin(part->people, r->people);
    if (!(m > 1))
        return;
    bool added;
    size_t unit = dictionary_add(o->units, r->unit, strlen(r->unit), &added);
    o->of = grow(o->of, &o->units_room, unit + 1, sizeof *o->of);
    if (added)
        o->of[unit] = (struct overlap_part){.n = 0};
    o->of[unit].n += part->n;
    o->of[unit].covariance += linear_factor(m, 1) * part->zz - part->xx / ((double)part->n - 1) / people;
}

static bool go_through(struct rounds_overlap *o, struct store *store,
                       void (*total)(void *data, const struct told_total *),
                       void (*raters)(void *data, const struct told_raters *), struct error *err)
{
    o->lookup = frame_linkage(store);
    bool ok = score_tell_totals(store, total, raters, o, err);
    free(o->member);
    free(o->key);
    o->member = o->key = NULL;
    return query_end(o->lookup, err) && ok;
}

struct rounds_overlap *overlap_read(struct store *now, struct store *then,
                                    const char *(*then_code)(const void *data, const char *unit), const void *data,
                                    struct error *err)
{
    if (!frame_is_linked(now) || !frame_is_linked(then))
        return NULL;
    struct rounds_overlap *o = xcalloc(1, sizeof *o);
    *o = (struct rounds_overlap){.names = dictionary_new(),
                                 .people = dictionary_new(),
                                 .units = dictionary_new(),
                                 .then_code = then_code,
                                 .data = data};
    if (go_through(o, then, total_then, raters_then, err) && go_through(o, now, total_now, raters_now, err))
        return o;
    overlap_free(o);
    return NULL;
}

double overlap_covariance(const struct rounds_overlap *o, const char *unit, size_t *n)
{
    size_t at = o ? dictionary_find(o->units, unit) : SIZE_MAX;
    *n = at == SIZE_MAX ? 0 : o->of[at].n;
    return at == SIZE_MAX ? 0 : o->of[at].covariance;
}

void overlap_free(struct rounds_overlap *o)
{
    if (!o)
        return;
    dictionary_free(o->names);
    dictionary_free(o->people);
    dictionary_free(o->units);
    free(o->parts);
    free(o->zx);
    free(o->of);
    free(o);
}
