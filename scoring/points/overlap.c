#include "scoring/points/overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/linear.h"
#include "scoring/points/score.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/tolerances.h"
#include "survey/round/frame.h"

/* A unit in a stratum, of one round or of both. */
struct overlap_part {
    size_t unit, bucket[2]; /* of this round and the earlier one: SIZE_MAX where it is not in it */
    double m[2], people[2], variance[2], df[2];
    size_t n, n_either;                /* people in both, in one of them */
    double power[4];                   /* over those in one: sums of d, d^2, d^3, d^4 */
    double zz, size, mean1, mean0, xx; /* over those in both; SIZE: what zz is rounded at */
};

struct overlap_person { /* who rated a unit in a stratum then */
    size_t part;
    double z, x;
    bool again;
};

/* Those whose floor is one: a group, or all. */
struct overlap_bucket {
    size_t unit;
    double variance, floor;
};

struct rounds_overlap {
    struct dictionary *names; /* of parts: group, stratum, the unit's code then */
    struct overlap_part *parts;
    size_t room;
    struct dictionary *people; /* part and key, of the earlier round -> ... */
    struct overlap_person *person;
    size_t people_room;
    struct dictionary *buckets; /* the unit's code then, and the name */
    struct overlap_bucket *bucket;
    size_t buckets_room;
    struct dictionary *units; /* codes then */
    struct unit_overlap *of;
    size_t units_room;

    const char *(*then_code)(const void *data, const char *unit);
    const void *data;
    bool then; /* the earlier round is told */

    /* The member that was looked up last. */
    struct query *lookup;
    char *member, *key;
};

static const char *unit_code(const struct rounds_overlap *o, const char *unit)
{
    return o->then ? unit : o->then_code(o->data, unit);
}

static size_t unit_named(struct rounds_overlap *o, const char *unit)
{
    bool added;
    const char *code = unit_code(o, unit);
    size_t u = dictionary_add(o->units, code, strlen(code), &added);
    o->of = grow(o->of, &o->units_room, u + 1, sizeof *o->of);
    if (added)
        o->of[u] = (struct unit_overlap){0};
    return u;
}

static size_t bucket_named(struct rounds_overlap *o, const char *bucket, const char *unit)
{
    bool added;
    char *name = xasprintf("%s\x1f%s", unit_code(o, unit), bucket);
    size_t b = dictionary_add(o->buckets, name, strlen(name), &added);
    o->bucket = grow(o->bucket, &o->buckets_room, b + 1, sizeof *o->bucket);
    if (added)
        o->bucket[b] = (struct overlap_bucket){.unit = unit_named(o, unit)};
    free(name);
    return b;
}

static size_t part_named(struct rounds_overlap *o, const char *group, const char *stratum, const char *unit)
{
    bool added;
    char *name = xasprintf("%s\x1f%s\x1f%s", group, stratum, unit_code(o, unit));
    size_t part = dictionary_add(o->names, name, strlen(name), &added);
    o->parts = grow(o->parts, &o->room, part + 1, sizeof *o->parts);
    if (added)
        o->parts[part] = (struct overlap_part){.unit = unit_named(o, unit), .bucket = {SIZE_MAX, SIZE_MAX}};
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

static void add_difference(struct overlap_part *part, double d)
{
    double power = 1;
    part->n_either++;
    for (size_t j = 0; j < 4; j++)
        part->power[j] += power *= d;
}

static void total_told(void *data, const struct told_total *t)
{
    struct rounds_overlap *o = data;
    size_t number = part_named(o, t->group, t->stratum, t->unit);
    struct overlap_part *part = &o->parts[number];
    char *key = person_key(o, t, number);
    size_t who = SIZE_MAX;
    if (key && o->then) {
        bool added;
        who = dictionary_add(o->people, key, strlen(key), &added);
        o->person = grow(o->person, &o->people_room, who + 1, sizeof *o->person);
        o->person[who] = (struct overlap_person){number, t->z, t->x, false};
    } else if (key) {
        who = dictionary_find(o->people, key);
    }
    free(key);
    if (who == SIZE_MAX)
        add_difference(part, o->then ? -t->z : t->z);
    if (o->then || who == SIZE_MAX)
        return;
    struct overlap_person *person = &o->person[who];
    person->again = true;
    add_difference(part, t->z - person->z);
    double away = t->x - part->mean1;
    part->n++;
    part->zz += t->z * person->z;
    part->size += fabs(t->z * person->z);
    part->mean1 += away / (double)part->n;
    part->mean0 += (person->x - part->mean0) / (double)part->n;
    part->xx += away * (person->x - part->mean0);
}

static void raters_told(void *data, const struct told_raters *r)
{
    struct rounds_overlap *o = data;
    size_t bucket = bucket_named(o, r->bucket, r->unit);
    struct overlap_part *part = &o->parts[part_named(o, r->group, r->stratum, r->unit)];
    part->bucket[o->then] = bucket;
    part->m[o->then] = r->m;
    part->people[o->then] = r->people;
    part->variance[o->then] = r->variance;
    part->df[o->then] = r->df;
    o->bucket[bucket].variance += r->variance;
}

static void floor_told(void *data, const struct told_floor *f)
{
    struct rounds_overlap *o = data;
    o->bucket[bucket_named(o, f->bucket, f->unit)].floor += f->floor / 2;
}

static void scale_told(void *data, const struct told_scale *s)
{
    struct rounds_overlap *o = data;
    struct unit_overlap *u = &o->of[unit_named(o, s->unit)];
    u->least += o->then ? -s->most : s->least;
    u->most += o->then ? -s->least : s->most;
}

/* The squares of d about its mean, and degrees of freedom by its kurtosis, as those of a pair. */
static double change_squares(const struct overlap_part *part, double *df)
{
    double n = (double)part->n_either, mean = part->power[0] / n, square = mean * mean;
    double squares = fmax(part->power[1] - n * square, 0);
    double fourth = part->power[3] - 4 * mean * part->power[2] + 6 * square * part->power[1] - 3 * n * square * square;
    double rest = fourth - squares * squares / n;
    *df = rest > TWO_VALUES * fourth ? fmax(fmin(n - 1, 2 * squares * squares / rest), 1) : n - 1;
    return squares;
}

static void close_part(struct rounds_overlap *o, const struct overlap_part *part)
{
    struct unit_overlap *u = &o->of[part->unit];
    double apart = part->variance[0] + part->variance[1];
    double m = part->m[0] > 0 && part->m[1] > 0 ? 2 / (1 / part->m[0] + 1 / part->m[1]) : 0;
    if (part->n >= 2 && m > 1) {
        double people = fmin(part->people[0], part->people[1]), df;
        double least = (1 - fmin(1, (double)part->n_either / people)) * linear_factor(m, 1) * change_squares(part, &df);
        double k = linear_factor(m, 1) * part->zz - part->xx / ((double)part->n - 1) / people;
        if (fabs(k) < NO_VARIANCE * part->size)
            k = 0;
        k = fmin(k, (apart - least) / 2);
        double variance = apart - 2 * k;
        u->n += part->n;
        u->covariance += k;
        o->bucket[part->bucket[0]].variance -= 2 * k;
        if (variance > NO_VARIANCE * apart)
            u->squares += variance * variance / df;
        return;
    }
    for (int then = 0; then < 2; then++)
        if (part->variance[then] > 0)
            u->squares += part->variance[then] * part->variance[then] / part->df[then];
}

static void close_all(struct rounds_overlap *o)
{
    for (size_t i = 0; i < dictionary_size(o->people); i++)
        if (!o->person[i].again)
            add_difference(&o->parts[o->person[i].part], -o->person[i].z);
    for (size_t p = 0; p < dictionary_size(o->names); p++)
        close_part(o, &o->parts[p]);
    for (size_t b = 0; b < dictionary_size(o->buckets); b++)
        o->of[o->bucket[b].unit].lifted += fmax(0, o->bucket[b].floor - fmax(0, o->bucket[b].variance));
}

static bool go_through(struct rounds_overlap *o, struct store *store, bool then, struct error *err)
{
    const struct totals_listener to = {total_told, raters_told, floor_told, scale_told, o};
    o->then = then;
    o->lookup = frame_linkage(store);
    bool ok = score_tell_totals(store, &to, err);
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
                                 .buckets = dictionary_new(),
                                 .units = dictionary_new(),
                                 .then_code = then_code,
                                 .data = data};
    if (go_through(o, then, true, err) && go_through(o, now, false, err)) {
        close_all(o);
        return o;
    }
    overlap_free(o);
    return NULL;
}

struct unit_overlap overlap_of(const struct rounds_overlap *o, const char *unit)
{
    size_t at = o ? dictionary_find(o->units, o->then_code(o->data, unit)) : SIZE_MAX;
    struct unit_overlap unknown = {0};
    return at == SIZE_MAX || !o->of[at].n ? unknown : o->of[at];
}

void overlap_free(struct rounds_overlap *o)
{
    if (!o)
        return;
    dictionary_free(o->names);
    dictionary_free(o->people);
    dictionary_free(o->buckets);
    dictionary_free(o->units);
    free(o->parts);
    free(o->person);
    free(o->bucket);
    free(o->of);
    free(o);
}
