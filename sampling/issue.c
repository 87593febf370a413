#include "sampling/issue.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/round/frame.h"
#include "survey/round/raters.h"

/* Serials that are taken: open addressing, 0 is an empty slot. */
struct serials {
    int64_t *slots;
    size_t n, room; /* ROOM is a power of two, more than twice N */
};

/* A ballot that is not stored yet; MEMBER, STRATUM and OFFICE are its own. */
struct new_ballot {
    int64_t serial, list;
    const char *type, *group, *pool;
    char *member, *stratum, *office;
};

/* Serials come in random order; stored in the order of their key, batch by batch, a million take a third of the time.
 */
#define BATCH ((size_t)65536)

struct issuing {
    struct store *store;
    struct definition *d;
    struct run run;
    const char *serial_seed;
    struct dictionary *lists;  /* by their units; the list's number is its place + 1 */
    struct dictionary *issued; /* "TYPE|GROUP/MEMBER" */
    struct serials taken;
    struct new_ballot *batch;
    size_t n_batch;
    struct query *list, *ballot;
    struct raters raters;
    size_t *units; /* of the ballot at hand */
    size_t n_units;
    size_t n;
};

struct member {
    const char *group, *id, *own_unit, *rates, *office, *stratum;
};

/* The units MEMBER rates on a ballot of TYPE, into s->units, in report order. */
static void find_units(struct issuing *s, size_t type, const struct member *member)
{
    struct rater rater = {member->group, member->id, member->own_unit, member->rates};
    s->n_units = rated_units(&s->raters, type, &rater, s->units);
}

/* The number of the list of s->units; *ADDED where it is new. */
static int64_t find_list(struct issuing *s, bool *added)
{
    return (int64_t)dictionary_add(s->lists, (const char *)s->units, s->n_units * sizeof *s->units, added) + 1;
}

/* The same; a new list is stored. */
static int64_t list_number(struct issuing *s)
{
    bool added;
    int64_t number = find_list(s, &added);
    for (size_t i = 0; added && i < s->n_units; i++) {
        query_int(s->list, ":list", number);
        query_int(s->list, ":position", (int64_t)i);
        query_text(s->list, ":unit", s->d->units[s->units[i]].code);
        query_int(s->list, ":run", s->run.number);
        query_run(s->list);
    }
    return number;
}

/* --- serials -------------------------------------------------------------------------- */

/* Nine digits that repeat: from the seed, what the ballot is for, and how many were taken already. */
static int64_t seeded_digits(const char *seed, const char *key, unsigned attempt)
{
    uint8_t digest[HASH_BYTES];
    char *text = xasprintf("%s\x1f%s\x1f%u", seed, key, attempt);
    hash_bytes(text, strlen(text), digest);
    free(text);
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | digest[i];
    return 100000000 + (int64_t)(value % 900000000);
}

/* The slot of SERIAL, or the empty one where it belongs. */
static int64_t *slot_of(const struct serials *taken, int64_t serial)
{
    size_t at = (size_t)((uint64_t)serial * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (taken->room - 1);
    while (taken->slots[at] && taken->slots[at] != serial)
        at = (at + 1) & (taken->room - 1);
    return &taken->slots[at];
}

/* Take SERIAL; false where it is taken already. */
static bool take_serial(struct serials *taken, int64_t serial)
{
    if (2 * (taken->n + 1) >= taken->room) {
        struct serials larger = {.n = taken->n, .room = taken->room ? 2 * taken->room : 1024};
        larger.slots = xcalloc(larger.room, sizeof *larger.slots);
        for (size_t i = 0; i < taken->room; i++)
            if (taken->slots[i])
                *slot_of(&larger, taken->slots[i]) = taken->slots[i];
        free(taken->slots);
        *taken = larger;
    }
    int64_t *slot = slot_of(taken, serial);
    if (*slot)
        return false;
    *slot = serial;
    taken->n++;
    return true;
}

/* A serial that no ballot has. */
static int64_t new_serial(struct issuing *s, const char *key)
{
    for (unsigned attempt = 0;; attempt++) {
        int64_t digits =
            s->serial_seed ? seeded_digits(s->serial_seed, key, attempt) : 100000000 + (int64_t)random_below(900000000);
        int64_t serial = serial_make(digits);
        if (take_serial(&s->taken, serial))
            return serial;
    }
}

static int by_serial(const void *a, const void *b)
{
    int64_t x = ((const struct new_ballot *)a)->serial, y = ((const struct new_ballot *)b)->serial;
    return (x > y) - (x < y);
}

static void forget_batch(struct issuing *s)
{
    for (size_t i = 0; i < s->n_batch; i++) {
        free(s->batch[i].member);
        free(s->batch[i].stratum);
        free(s->batch[i].office);
    }
    s->n_batch = 0;
}

/* Store the batch in the order of its key. */
static bool store_batch(struct issuing *s, struct error *err)
{
    if (s->n_batch)
        qsort(s->batch, s->n_batch, sizeof *s->batch, by_serial);
    for (size_t i = 0; i < s->n_batch; i++) {
        const struct new_ballot *b = &s->batch[i];
        query_int(s->ballot, ":serial", b->serial);
        query_text(s->ballot, ":ballot_type", b->type);
        query_text(s->ballot, ":group", b->group);
        query_text(s->ballot, ":member", b->member);
        query_text(s->ballot, ":stratum", b->stratum);
        query_int(s->ballot, ":list", b->list);
        query_text(s->ballot, ":office", b->office);
        query_text(s->ballot, ":pool", b->pool);
        query_int(s->ballot, ":run", s->run.number);
        query_run(s->ballot);
    }
    forget_batch(s);
    return query_ok(s->list, err) && query_ok(s->ballot, err);
}

static char *copy_of(const char *text)
{
    return text ? xstrdup(text) : NULL;
}

static bool add_ballot(struct issuing *s, size_t type, const struct member *member, const char *pool, const char *key,
                       struct error *err)
{
    s->batch[s->n_batch++] =
        (struct new_ballot){.serial = new_serial(s, key),
                            .list = list_number(s),
                            .type = s->d->ballot_types[type].code,
                            .group = s->d->groups[definition_group(s->d, member->group)].code,
                            .pool = pool,
                            .member = copy_of(pool ? NULL : member->id),
                            .stratum = copy_of(pool ? NULL : member->stratum),
                            .office = copy_of(member->office && *member->office ? member->office : NULL)};
    s->n++;
    return s->n_batch < BATCH || store_batch(s, err);
}

/* --- the verb --------------------------------------------------------------------------- */

static bool begin(struct issuing *s, struct store *store, const struct actor *actor, struct error *err)
{
    s->store = store;
    struct definition *d = definition_load(store, err);
    s->d = d;
    if (!d || !run_begin(&s->run, store, "issue", actor, err))
        return false;
    s->lists = dictionary_new();
    s->issued = dictionary_new();
    s->units = xcalloc(d->n_units + 1, sizeof *s->units);
    raters_init(&s->raters, s->d);
    s->batch = xcalloc(BATCH, sizeof *s->batch);
    struct unit_lists lists;
    bool ok = unit_lists_read(&lists, store, d, err);
    for (size_t i = 0; i < lists.n; i++) {
        s->n_units = lists.n_units[i];
        memcpy(s->units, lists.units + lists.start[i], s->n_units * sizeof *s->units);
        find_list(s, NULL);
    }
    unit_lists_release(&lists);
    struct query *q = ballots_issued(store, 0, NULL);
    while (query_next(q)) {
        (void)take_serial(&s->taken, query_get_int(q, BALLOT_SERIAL));
        if (!*query_get_str(q, BALLOT_MEMBER) || !strcmp(query_get_str(q, BALLOT_STATE), "void"))
            continue;
        char *key = xasprintf("%s|%s/%s", query_get_str(q, BALLOT_TYPE), query_get_str(q, BALLOT_GROUP),
                              query_get_str(q, BALLOT_MEMBER));
        dictionary_add(s->issued, key, strlen(key), NULL);
        free(key);
    }
    s->list = query_insert(store, "", "unit_list");
    s->ballot = query_insert(store, "", "ballot");
    return query_end(q, err) && ok;
}

static bool finish(struct issuing *s, bool ok, size_t *n_issued, int64_t *run_number, struct error *err)
{
    ok = ok && store_batch(s, err);
    query_end(s->list, NULL);
    query_end(s->ballot, NULL);
    if (ok) {
        *n_issued = s->n;
        *run_number = s->run.number;
        ok = s->n == 0 || run_commit(&s->run, err); /* nothing new: no line */
    }
    run_abandon(&s->run);
    dictionary_free(s->lists);
    dictionary_free(s->issued);
    forget_batch(s);
    free(s->batch);
    free(s->taken.slots);
    free(s->units);
    raters_release(&s->raters);
    definition_free(s->d);
    return ok;
}

static bool issue_member(struct issuing *s, const struct member *member, struct issues *issues, struct error *err)
{
    size_t group = definition_group(s->d, member->group);
    for (size_t t = 0; t < s->d->n_ballot_types; t++) {
        const struct ballot_type *type = &s->d->ballot_types[t];
        bool theirs = false;
        for (size_t g = 0; g < type->n_groups; g++)
            theirs = theirs || type->groups[g] == group;
        char *key = xasprintf("%s|%s/%s", type->code, member->group, member->id);
        bool ok = true;
        if (theirs && dictionary_find(s->issued, key) == SIZE_MAX) {
            struct place place = {store_path(s->store), "frame", 0, 0};
            find_units(s, t, member);
            if (s->n_units == 0 && type->units == RATED_OWN)
                issues_add(
                    issues, FAULT, "F331", place,
                    _("member %s/%s has no unit to rate on ballot type \"%s\": columns rates and own_unit name none of "
                      "its block"),
                    member->group, member->id, type->code);
            else if (s->n_units == 0)
                issues_add(issues, WARNING, "W331", place,
                           _("member %s/%s rates no unit on ballot type \"%s\" and gets no such ballot"), member->group,
                           member->id, type->code);
            else if (s->n_units > BALLOT_MAX_UNITS)
                ok = error_set(err, E_USAGE, _("a ballot of type \"%s\" would have more than %d units"), type->code,
                               BALLOT_MAX_UNITS);
            else
                ok = add_ballot(s, t, member, NULL, key, err);
        }
        free(key);
        if (!ok)
            return false;
    }
    return true;
}

bool issue_sample(struct store *store, const char *serial_seed, const struct actor *actor, size_t *n_issued,
                  int64_t *run_number, struct issues *issues, struct error *err)
{
    if (store_count(store, "sample") == 0)
        return error_set(err, E_STATE, _("no sample is drawn yet; `dtxhh draw` first"));
    if (!frame_sample_holds(store, err))
        return false;
    struct issuing s = {.serial_seed = serial_seed};
    size_t before = issues_count(issues, FAULT);
    bool ok = begin(&s, store, actor, err);
    static const char *const columns[] = {"own_unit", "rates", "office"};
    struct query *q = sample_query(store, NULL, true, columns, 3);
    while (ok && query_next(q)) {
        if (*query_get_str(q, SAMPLE_REPLACED))
            continue;
        struct member member = {.group = query_get_str(q, SAMPLE_GROUP),
                                .id = query_get_str(q, SAMPLE_ID),
                                .own_unit = query_get_str(q, N_SAMPLE_COLUMNS),
                                .rates = query_get_str(q, N_SAMPLE_COLUMNS + 1),
                                .office = query_get_str(q, N_SAMPLE_COLUMNS + 2),
                                .stratum = query_get_str(q, SAMPLE_STRATUM)};
        ok = issue_member(&s, &member, issues, err);
    }
    ok = query_end(q, err) && ok && issues_count(issues, FAULT) == before;
    if (ok)
        run_detail(&s.run, serial_seed ? _("%zu ballots; serials from a given seed: a rehearsal") : _("%zu ballots"),
                   s.n);
    return finish(&s, ok, n_issued, run_number, err);
}

/* A pool's ballots come beside those of people on the list of GROUP, of whom they may be. */
static bool warn_of_list(const struct issuing *s, size_t group, size_t n, struct issues *issues, struct error *err)
{
    struct group_counts *counts = xcalloc(s->d->n_groups, sizeof *counts);
    bool ok = frame_count(s->run.store, s->d, counts, err);
    int64_t members = counts[group].population;
    free(counts);
    if (ok && members)
        issues_add(issues, WARNING, "W436", (struct place){store_path(s->run.store), NULL, 0, 0},
                   s->d->groups[group].design == DESIGN_CENSUS
                       ? _("group \"%s\": all %" PRId64
                           " members of its list are asked; %zu ballots of a pool beside them count as people who are "
                           "not on it")
                       : _("group \"%s\": a sample of its list of %" PRId64
                           " members is asked; %zu ballots of a pool beside them count as people who are not on it"),
                   s->d->groups[group].code, members, n);
    return ok;
}

bool issue_pool(struct store *store, const struct pool_options *pool, const struct actor *actor, size_t *n_issued,
                int64_t *run_number, struct issues *issues, struct error *err)
{
    struct issuing s = {0};
    bool ok = begin(&s, store, actor, err);
    size_t group = ok ? definition_called(s.d, T_GROUPS, pool->group) : NONE;
    size_t unit = ok && pool->unit ? definition_called(s.d, T_UNITS, pool->unit) : NONE;
    size_t office = ok && pool->office ? definition_called(s.d, T_OFFICES, pool->office) : NONE;
    if (ok && group == NONE)
        ok = error_set(err, E_USAGE, _("group \"%s\" is not in the definition%s"), pool->group,
                       definition_near(s.d, T_GROUPS, pool->group).text);
    if (ok && pool->unit && unit == NONE)
        ok = error_set(err, E_USAGE, _("unit \"%s\" is not in the definition%s"), pool->unit,
                       definition_near(s.d, T_UNITS, pool->unit).text);
    if (ok && pool->office && s.d->n_offices && office == NONE)
        ok = error_set(err, E_USAGE, _("office \"%s\" is not in the definition%s"), pool->office,
                       definition_near(s.d, T_OFFICES, pool->office).text);
    const char *rated = unit == NONE ? NULL : s.d->units[unit].code;
    struct member member = {ok ? s.d->groups[group].code : "",
                            "",
                            rated,
                            rated,
                            office == NONE ? pool->office : s.d->offices[office].code,
                            NULL};
    for (size_t t = 0; ok && t < s.d->n_ballot_types; t++) {
        const struct ballot_type *type = &s.d->ballot_types[t];
        bool theirs = false;
        for (size_t g = 0; g < type->n_groups; g++)
            theirs = theirs || type->groups[g] == group;
        if (!theirs)
            continue;
        if (type->units == RATED_ALL)
            member.own_unit = NULL; /* a pool's unit says whom its ballots rate, not where its people work */
        find_units(&s, t, &member);
        if (s.n_units == 0)
            ok = error_set(err, E_USAGE, _("ballot type \"%s\" rates one's own unit: say which with --unit"),
                           type->code);
        for (size_t i = 0; ok && i < pool->n; i++)
            ok = add_ballot(&s, t, &member, pool->walk_in ? "walk_in" : "meeting", "pool", err);
    }
    if (ok && s.n == 0)
        ok = error_set(err, E_USAGE, _("no ballot type is for group \"%s\""), pool->group);
    ok = ok && warn_of_list(&s, group, pool->n, issues, err);
    if (ok)
        run_detail(&s.run, _("%zu ballots without a member (%s)"), s.n, pool->walk_in ? "walk_in" : "meeting");
    return finish(&s, ok, n_issued, run_number, err);
}

bool issue_names(struct store *store, const struct actor *actor, struct error *err)
{
    struct run run;
    if (!run_begin(&run, store, "issue", actor, err))
        return false;
    run_detail(&run, "%s", _("hand-out lists with names"));
    return run_commit(&run, err);
}
