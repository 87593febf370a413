#include "scoring/points/overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/estimates/linear.h"
#include "scoring/estimates/pairs.h"
#include "scoring/points/score.h"
#include "scoring/points/score_units.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/tolerances.h"
#include "survey/round/frame.h"

/* A unit in a stratum, of one round or of both. */
struct overlap_part {
    size_t unit, bucket; /* that of this round, where it is in it */
    double m[2], people[2], variance[2], df[2];
    size_t n, n_either;          /* people in both, in one of them */
    double power[4];             /* over those in one: sums of d, d^2, d^3, d^4 */
    double squares, fourths;     /* of z of both rounds */
    double zz, mean1, mean0, xx; /* over those in both */
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
    bool then;               /* the earlier round is told: */
    const struct scoring *s; /* it */

    /* The case that was looked up last. */
    struct query *lookup;
    size_t who;
    char *key;
};

/* The code then of UNIT of the round that is told. */
static const char *unit_code(const struct rounds_overlap *o, size_t unit)
{
    const char *code = o->s->d->units[unit].code;
    return o->then ? code : o->then_code(o->data, code);
}

static size_t unit_named(struct rounds_overlap *o, size_t unit)
{
    bool added;
    const char *code = unit_code(o, unit);
    size_t u = dictionary_add(o->units, code, strlen(code), &added);
    o->of = grow(o->of, &o->units_room, u + 1, sizeof *o->of);
    if (added)
        o->of[u] = (struct unit_overlap){0};
    return u;
}

/* Whose floor UNIT's total is under: that of GROUP, or of all where figures are pooled. */
static size_t bucket_named(struct rounds_overlap *o, size_t group, size_t unit)
{
    bool added;
    const struct definition *d = o->s->d;
    char *name = xasprintf("%s\x1f%s", unit_code(o, unit), d->rules.pooled ? "*" : d->groups[group].code);
    size_t b = dictionary_add(o->buckets, name, strlen(name), &added);
    o->bucket = grow(o->bucket, &o->buckets_room, b + 1, sizeof *o->bucket);
    if (added)
        o->bucket[b] = (struct overlap_bucket){.unit = unit_named(o, unit)};
    free(name);
    return b;
}

static size_t part_named(struct rounds_overlap *o, size_t stratum, size_t unit)
{
    bool added;
    const struct case_stratum *s = &o->s->cases->strata[stratum];
    char *name = xasprintf("%s\x1f%s\x1f%s", o->s->d->groups[s->group].code, s->name, unit_code(o, unit));
    size_t part = dictionary_add(o->names, name, strlen(name), &added);
    o->parts = grow(o->parts, &o->room, part + 1, sizeof *o->parts);
    if (added)
        o->parts[part] = (struct overlap_part){.unit = unit_named(o, unit), .df = {1, 1}};
    free(name);
    return part;
}

/* The linkage key of case WHO, of GROUP; NULL where it has none. */
static const char *key_of(struct rounds_overlap *o, size_t group, size_t who)
{
    if (o->who != who) {
        o->who = who;
        free(o->key);
        o->key = NULL;
        query_text(o->lookup, ":group", o->s->d->groups[group].code);
        query_text(o->lookup, ":id", cases_member(o->s->cases, who)); /* who has no name is not found */
        o->key = query_next(o->lookup) ? xstrdup(query_get_str(o->lookup, 0)) : NULL;
        query_reset(o->lookup);
    }
    return o->key;
}

static void add_difference(struct overlap_part *part, double now, double then)
{
    double d = now - then, power = 1, square = now * now, other = then * then;
    part->n_either++;
    for (size_t j = 0; j < 4; j++)
        part->power[j] += power *= d;
    part->squares += square + other;
    part->fourths += square * square + other * other;
}

static void total_told(void *data, size_t stratum, size_t who, size_t unit, double z, double x)
{
    struct rounds_overlap *o = data;
    size_t number = part_named(o, stratum, unit), of = SIZE_MAX;
    struct overlap_part *part = &o->parts[number];
    const char *key = key_of(o, o->s->cases->strata[stratum].group, who);
    char *name = key ? xasprintf("%zu %s", number, key) : NULL;
    if (name && o->then) {
        of = dictionary_add(o->people, name, strlen(name), NULL);
        o->person = grow(o->person, &o->people_room, of + 1, sizeof *o->person);
        o->person[of] = (struct overlap_person){number, z, x, false};
    } else if (name) {
        of = dictionary_find(o->people, name);
    }
    free(name);
    if (of == SIZE_MAX)
        add_difference(part, o->then ? 0 : z, o->then ? z : 0);
    if (o->then || of == SIZE_MAX)
        return;
    struct overlap_person *person = &o->person[of];
    person->again = true;
    add_difference(part, z, person->z);
    double away = x - part->mean1;
    part->n++;
    part->zz += z * person->z;
    part->mean1 += away / (double)part->n;
    part->mean0 += (person->x - part->mean0) / (double)part->n;
    part->xx += away * (person->x - part->mean0);
}

static void rated_told(void *data, size_t stratum, size_t unit, const struct stratum_total *total)
{
    struct rounds_overlap *o = data;
    size_t bucket = bucket_named(o, o->s->cases->strata[stratum].group, unit);
    struct overlap_part *part = &o->parts[part_named(o, stratum, unit)];
    part->bucket = bucket;
    part->m[o->then] = total->m;
    part->people[o->then] = total->people;
    part->variance[o->then] = total->variance;
    part->df[o->then] = total->df;
    o->bucket[bucket].variance += total->variance;
}

static void floor_told(void *data, size_t group, size_t unit, double floor)
{
    struct rounds_overlap *o = data;
    o->bucket[bucket_named(o, group, unit)].floor += floor / 2;
}

/* Between which points the totals lie without their errors. */
static void add_scales(struct rounds_overlap *o)
{
    for (size_t i = 0; i < o->s->n_units; i++) {
        const struct rank_unit *ranked = &o->s->errors.units[i].ranked;
        double point = o->s->errors.scale[o->s->units[i].unit], least = (ranked->value - ranked->part.value) / point;
        double most = least + ranked->part.scale / point;
        struct unit_overlap *u = &o->of[unit_named(o, o->s->units[i].unit)];
        u->least += o->then ? -most : least;
        u->most += o->then ? -least : most;
    }
}

static void close_part(struct rounds_overlap *o, const struct overlap_part *part)
{
    struct unit_overlap *u = &o->of[part->unit];
    double apart = part->variance[0] + part->variance[1];
    double m = 2 / (1 / part->m[0] + 1 / part->m[1]); /* 0 where one of them is */
    if (part->n >= 2 && m > 1) {
        double people = fmin(part->people[0], part->people[1]), df;
        double least = (1 - fmin(1, (double)part->n_either / people)) * linear_factor(m, 1) *
                       difference_squares(part->power, (double)part->n_either, part->squares, part->fourths, &df);
        double k = linear_factor(m, 1) * part->zz - part->xx / ((double)part->n - 1) / people;
        k = fmin(k, (apart - least) / 2);
        double variance = apart - 2 * k;
        u->n += part->n;
        u->covariance += k;
        o->bucket[part->bucket].variance -= 2 * k;
        u->squares += variance * variance / df;
        return;
    }
    for (int then = 0; then < 2; then++)
        u->squares += part->variance[then] * part->variance[then] / part->df[then];
}

static void close_all(struct rounds_overlap *o)
{
    for (size_t i = 0; i < dictionary_size(o->people); i++)
        if (!o->person[i].again)
            add_difference(&o->parts[o->person[i].part], 0, o->person[i].z);
    for (size_t p = 0; p < dictionary_size(o->names); p++)
        close_part(o, &o->parts[p]);
    for (size_t b = 0; b < dictionary_size(o->buckets); b++)
        o->of[o->bucket[b].unit].lifted += fmax(0, o->bucket[b].floor - fmax(0, o->bucket[b].variance));
}

static bool go_through(struct rounds_overlap *o, struct store *store, bool then, struct error *err)
{
    const struct error_listener listener = {total_told, rated_told, floor_told, o};
    struct scoring s = {.listener = &listener};
    o->then = then;
    o->s = &s;
    o->who = SIZE_MAX;
    o->lookup = frame_linkage(store);
    bool ok = score_repeat(&s, store, err);
    if (ok)
        add_scales(o);
    score_units_release(&s);
    o->s = NULL;
    free(o->key);
    o->key = NULL;
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
