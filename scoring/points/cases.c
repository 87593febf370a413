#include "scoring/points/cases.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/round/frame.h"
#include "survey/round/raters.h"
#include "survey/round/scores.h"

#define MOST_NARROW 12         /* options that half a byte can say beside a blank and three marks */
#define OWN_CASE    UINT32_MAX /* a place whose ballots do not all belong to one case */

/* A stratum as it stands on the ballots. */
struct case_place {
    size_t stratum;
    uint32_t who; /* its cluster, else OWN_CASE */
};

static size_t place_number(struct cases *c, size_t group, const char *stratum, bool *added)
{
    /* Ballots of one stratum often follow one another. */
    if (c->last_name && c->last_group == group && !strcmp(c->last_name, stratum)) {
        if (added)
            *added = false;
        return c->last_place;
    }
    char key[512];
    int n = snprintf(key, sizeof key, "%zu/%s", group, stratum);
    char *longer = n < 0 || (size_t)n >= sizeof key ? xasprintf("%zu/%s", group, stratum) : NULL;
    const char *whole = longer ? longer : key;
    c->last_place = dictionary_add(c->places, whole, strlen(whole), added);
    free(longer);
    c->last_group = group;
    c->last_name = strchr(dictionary_key(c->places, c->last_place), '/') + 1;
    return c->last_place;
}

static uint32_t new_case(struct cases *c, size_t stratum)
{
    c->stratum_of = grow(c->stratum_of, &c->room_cases, c->n_cases + 1, sizeof *c->stratum_of);
    c->stratum_of[c->n_cases] = (uint32_t)stratum;
    c->strata[stratum].n_cases++;
    return (uint32_t)c->n_cases++;
}

/* The stratum NAME of GROUP. */
static size_t stratum_for(struct cases *c, size_t group, const char *name)
{
    char *key = xasprintf("%zu/%s", group, name);
    bool added;
    size_t s = dictionary_add(c->names, key, strlen(key), &added);
    free(key);
    if (added) {
        c->strata = grow(c->strata, &c->room_strata, s + 1, sizeof *c->strata);
        c->strata[s] = (struct case_stratum){.group = group,
                                             .name = strchr(dictionary_key(c->names, s), '/') + 1,
                                             .random = c->d->groups[group].design != DESIGN_QUOTA &&
                                                       strcmp(name, "pool:walk_in") != 0};
        c->n_strata = s + 1;
    }
    return s;
}

static void add_place(struct cases *c, size_t group, const char *name, const char *stratum)
{
    bool added;
    size_t place = place_number(c, group, name, &added);
    if (!added)
        return;
    c->place_of = grow(c->place_of, &c->room_places, place + 1, sizeof *c->place_of);
    c->place_of[place] = (struct case_place){stratum_for(c, group, stratum), OWN_CASE};
}

/* The stage of GROUP whose clusters are the sampling units, the stages before it being taken whole; NULL where people
 * are.  COLUMNS become those of the frame that make the stratum, N of them, then the cluster's. */
static const struct stage *sampled_stage(const struct definition *d, size_t group, const char **columns, size_t *n)
{
    int64_t after = INT64_MIN;
    for (*n = 0;;) {
        const struct stage *next = NULL;
        for (size_t i = 0; i < d->n_stages; i++)
            if (d->stages[i].group == group && d->stages[i].number > after &&
                (!next || d->stages[i].number < next->number))
                next = &d->stages[i];
        if (!next || !*next->column)
            return NULL;
        columns[*n] = next->column;
        if (strcmp(next->method, "census") != 0)
            return next;
        after = next->number;
        ++*n;
    }
}

/* Strata as drawn of a group in stages: the clusters they lie in. */
static bool read_clusters(struct cases *c, struct store *store, size_t group, struct error *err)
{
    size_t n;
    const char **columns = xcalloc(c->d->n_stages + 1, sizeof *columns);
    const struct stage *stage = sampled_stage(c->d, group, columns, &n);
    struct query *q = sample_strata(store, c->d->groups[group].code, columns, stage ? n + 1 : 0);
    struct dictionary *clusters = dictionary_new();
    struct strbuf key = {0};
    while (query_next(q)) {
        const char *drawn = query_get_str(q, 0);
        strbuf_clear(&key);
        for (size_t i = 0; stage && i < n; i++)
            strbuf_addf(&key, "/%s", query_get_str(q, 1 + (int)i));
        add_place(c, group, drawn, stage ? strbuf_text(&key) : drawn);
        if (!stage)
            continue;
        struct case_place *place = &c->place_of[place_number(c, group, drawn, NULL)];
        strbuf_addf(&key, "/%s", query_get_str(q, 1 + (int)n));
        place->who = (uint32_t)dictionary_add(clusters, key.text, key.n, NULL);
        c->strata[place->stratum].clusters = true;
    }
    dictionary_free(clusters);
    free(columns);
    strbuf_release(&key);
    return query_end(q, err);
}

static int by_group(const void *a, const void *b)
{
    const struct response *x = *(struct response *const *)a, *y = *(struct response *const *)b;
    int order = strcmp(x->group_code, y->group_code);
    order = order ? order : strcmp(x->stratum, y->stratum);
    return order ? order : (x < y ? -1 : x > y);
}

/* The people of each stratum who belong to the population: of the ballot type that has most. */
static bool read_eligible(struct cases *c, struct store *store, struct error *err)
{
    size_t n;
    struct response *rows = responses_read(store, c->d, &n, err);
    struct response **sorted = xcalloc(n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &rows[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_group);
    for (size_t i = 0, end; i < n; i = end) {
        const struct response *r = sorted[i];
        int64_t most = INT64_MIN;
        for (end = i; end < n && sorted[end]->group == r->group && !strcmp(sorted[end]->stratum, r->stratum); end++)
            if (sorted[end]->population - sorted[end]->ineligible > most)
                most = sorted[end]->population - sorted[end]->ineligible;
        add_place(c, r->group, r->stratum, r->stratum);
        c->strata[c->place_of[place_number(c, r->group, r->stratum, NULL)].stratum].eligible += most;
    }
    free(sorted);
    rows_free(rows, n, &response_row);
    return rows != NULL;
}

/* Whether all scales are short enough. */
static bool are_narrow(const struct definition *d)
{
    for (size_t i = 0; i < d->n_scales; i++)
        if (d->scales[i].n_options > MOST_NARROW)
            return false;
    return true;
}

static uint8_t widened(unsigned half)
{
    static const uint8_t marks[3] = {MARK_NOT_ASKED, MARK_UNREADABLE, MARK_MULTIPLE};
    return half <= MOST_NARROW ? (uint8_t)half : marks[half - MOST_NARROW - 1];
}

struct cases *cases_new(struct store *store, const struct definition *d, struct error *err)
{
    struct cases *c = xcalloc(1, sizeof *c);
    *c = (struct cases){.d = d,
                        .places = dictionary_new(),
                        .names = dictionary_new(),
                        .members = dictionary_new(),
                        .ineligible = dictionary_new(),
                        .persons = dictionary_new(),
                        .narrow = are_narrow(d)};
    for (unsigned byte = 0; byte < 256; byte++) {
        c->two[byte][0] = widened(byte & 15);
        c->two[byte][1] = widened(byte >> 4);
    }
    c->alone = xcalloc(d->n_groups, sizeof *c->alone);
    bool ok = unit_lists_read(&c->lists, store, d, err);
    for (size_t g = 0; ok && g < d->n_groups; g++) {
        size_t n_types = 0;
        for (size_t t = 0; t < d->n_ballot_types; t++)
            for (size_t i = 0; i < d->ballot_types[t].n_groups; i++)
                n_types += d->ballot_types[t].groups[i] == g;
        c->alone[g] = n_types < 2;
        if (d->groups[g].design == DESIGN_STAGES && d->groups[g].via != VIA_SIPAS)
            ok = read_clusters(c, store, g, err);
    }
    if (ok && read_eligible(c, store, err))
        return c;
    cases_free(c);
    return NULL;
}

void cases_free(struct cases *c)
{
    if (!c)
        return;
    unit_lists_release(&c->lists);
    dictionary_free(c->places);
    dictionary_free(c->names);
    dictionary_free(c->members);
    dictionary_free(c->ineligible);
    dictionary_free(c->persons);
    for (size_t s = 0; s < c->n_strata; s++) {
        free(c->strata[s].raters);
        free(c->strata[s].asked);
    }
    free(c->strata);
    free(c->stratum_of);
    free(c->ballots);
    free(c->bytes);
    free(c->order);
    free(c->place_of);
    free(c->member_case);
    free(c->alone);
    free(c->case_person);
    free(c);
}

/* The case KEY, a member or a cluster of the stratum; a new one with its first ballot. */
static uint32_t case_named(struct cases *c, const char *key, size_t stratum)
{
    bool added;
    size_t m = dictionary_add(c->members, key, strlen(key), &added);
    c->member_case = grow(c->member_case, &c->room_members, m + 1, sizeof *c->member_case);
    if (added)
        c->member_case[m] = new_case(c, stratum);
    return c->member_case[m];
}

static uint32_t case_of(struct cases *c, const struct ballot *b)
{
    char *pool = *b->pool ? xasprintf("pool:%s", b->pool) : NULL;
    const char *name = pool ? pool : b->stratum;
    bool added;
    size_t number = place_number(c, b->group, name, &added);
    if (added) { /* no row of response: its size is not known */
        c->place_of = grow(c->place_of, &c->room_places, number + 1, sizeof *c->place_of);
        c->place_of[number] = (struct case_place){stratum_for(c, b->group, name), OWN_CASE};
    }
    free(pool);
    const struct case_place place = c->place_of[number];
    if (place.who == OWN_CASE && (!b->member || c->alone[b->group]))
        return new_case(c, place.stratum);
    char *key = place.who == OWN_CASE ? xasprintf("m%zu/%s", b->group, b->member)
                                      : xasprintf("c%zu/%" PRIu32, b->group, place.who);
    uint32_t who = case_named(c, key, place.stratum);
    free(key);
    return who;
}

/* Whose B is, where cases are clusters. */
static uint32_t person_of(struct cases *c, const struct ballot *b)
{
    char *key = b->member ? xasprintf("%zu/%s", b->group, b->member) : xasprintf("#%" PRId64, b->serial);
    size_t person = dictionary_add(c->persons, key, strlen(key), NULL);
    free(key);
    return (uint32_t)person;
}

void cases_name(struct cases *c)
{
    c->case_person = grow(c->case_person, &c->room_named, 1, sizeof *c->case_person);
}

const char *cases_member(const struct cases *c, size_t who)
{
    const char *key = dictionary_key(c->persons, c->case_person[who]);
    return *key == '#' ? NULL : strchr(key, '/') + 1;
}

/* Does everyone of GROUP who belongs to it get one ballot? */
static bool asks_all_once(const struct cases *c, size_t group)
{
    return c->d->rules.fpc && c->alone[group] && c->d->groups[group].design == DESIGN_CENSUS;
}

void cases_note(struct cases *c, const struct ballot *b)
{
    if (!b->member)
        return;
    if (!b->returned && b->state == CUSTODY_INELIGIBLE) {
        char *key = xasprintf("%s/%s", c->d->groups[b->group].code, b->member);
        dictionary_add(c->ineligible, key, strlen(key), NULL);
        free(key);
    } else if (asks_all_once(c, b->group)) {
        add_place(c, b->group, b->stratum, b->stratum);
        struct case_stratum *s = &c->strata[c->place_of[place_number(c, b->group, b->stratum, NULL)].stratum];
        if (!s->asked)
            s->asked = xcalloc(c->lists.n + 1, sizeof *s->asked);
        s->asked[unit_lists_find(&c->lists, b->list)]++;
    }
}

/* Marks above the options, which take the last of the sixteen values half a byte has. */
static uint8_t narrowed(uint8_t cell)
{
    return cell <= MOST_NARROW ? cell : cell == MARK_NOT_ASKED ? 13 : cell == MARK_UNREADABLE ? 14 : 15;
}

static void keep_cells(struct cases *c, const struct ballot *b, size_t n)
{
    if (!c->narrow) {
        for (size_t i = 0; i < b->n_units; i++)
            c->bytes[c->n_bytes++] = b->unit_counts[i];
        for (size_t i = 0; i < n; i++)
            c->bytes[c->n_bytes++] = b->cells[i];
        return;
    }
    for (size_t i = 0; i < b->n_units; i += 8) {
        uint8_t bits = 0;
        for (size_t k = i; k < b->n_units && k < i + 8; k++)
            bits |= (uint8_t)(b->unit_counts[k] << (k - i));
        c->bytes[c->n_bytes++] = bits;
    }
    for (size_t i = 0; i < n; i += 2)
        c->bytes[c->n_bytes++] = (uint8_t)(narrowed(b->cells[i]) | (i + 1 < n ? narrowed(b->cells[i + 1]) << 4 : 0));
}

void cases_add(struct cases *c, const struct ballot *b, double weight)
{
    size_t n = b->n_units * c->d->ballot_types[b->type].n_unit_questions;
    n = n < b->n_cells ? n : b->n_cells;
    c->most = b->n_units + n > c->most ? b->n_units + n : c->most;
    c->ballots = grow(c->ballots, &c->room_ballots, c->n_ballots + 1, sizeof *c->ballots);
    c->bytes = grow(c->bytes, &c->room_bytes, c->n_bytes + b->n_units + n + 1, 1);
    c->ballots[c->n_ballots++] = (struct kept_ballot){.weight = weight,
                                                      .at = c->n_bytes,
                                                      .who = case_of(c, b),
                                                      .list = (uint32_t)unit_lists_find(&c->lists, b->list),
                                                      .type = (uint32_t)b->type};
    struct kept_ballot *kept = &c->ballots[c->n_ballots - 1];
    kept->person = kept->who;
    if (c->strata[c->stratum_of[kept->who]].clusters)
        kept->person = person_of(c, b);
    if (c->case_person) {
        c->case_person = grow(c->case_person, &c->room_named, c->n_cases, sizeof *c->case_person);
        c->case_person[kept->who] = person_of(c, b);
    }
    keep_cells(c, b, n);
}

const uint8_t *cases_open(const struct cases *c, const struct kept_ballot *b, uint8_t *room)
{
    const uint8_t *from = c->bytes + b->at;
    if (!c->narrow)
        return from;
    size_t n_units, n;
    cases_units(c, b, &n_units);
    n = n_units * c->d->ballot_types[b->type].n_unit_questions;
    for (size_t i = 0; i < n_units; i++)
        room[i] = from[i / 8] >> i % 8 & 1;
    from += (n_units + 7) / 8;
    uint8_t *to = room + n_units;
    for (size_t i = 0; i + 1 < n; i += 2)
        memcpy(to + i, c->two[from[i / 2]], 2);
    if (n % 2)
        to[n - 1] = c->two[from[n / 2]][0];
    return room;
}

/* Do all of GROUP rate all units, on every ballot they get? */
static bool all_rate_all(const struct cases *c, struct store *store, size_t group)
{
    bool own = false; /* what they leave out */
    for (size_t t = 0; t < c->d->n_ballot_types; t++)
        for (size_t i = 0; i < c->d->ballot_types[t].n_groups; i++) {
            if (c->d->ballot_types[t].groups[i] != group)
                continue;
            if (c->d->ballot_types[t].units != RATED_ALL)
                return false;
            own = own || !c->d->ballot_types[t].own_unit_allowed;
        }
    return !own || !frame_has_own_units(store, c->d->groups[group].code);
}

/* Counts those of GROUP in the frame who rate each unit on some ballot. */
static bool count_raters(struct cases *c, struct store *store, size_t group, struct error *err)
{
    const struct definition *d = c->d;
    const struct group *g = &d->groups[group];
    const char *const columns[] = {group_is_stratified(g) ? g->stratum_by : "", "own_unit", "rates"};
    size_t *units = xcalloc(d->n_units + 1, sizeof *units), *last = xcalloc(d->n_units, sizeof *last), number = 0;
    struct raters raters;
    raters_init(&raters, d);
    struct query *q = frame_query(store, g->code, columns, 3, "");
    while (query_next(q)) {
        struct rater rater = {g->code, query_get_str(q, 0), query_get_str(q, 2), query_get_str(q, 3)};
        char *key = xasprintf("%s/%s", rater.group, rater.id);
        bool belongs = dictionary_find(c->ineligible, key) == SIZE_MAX;
        free(key);
        if (!belongs)
            continue;
        add_place(c, group, query_get_str(q, 1), query_get_str(q, 1));
        struct case_stratum *s = &c->strata[c->place_of[place_number(c, group, query_get_str(q, 1), NULL)].stratum];
        if (!s->raters)
            s->raters = xcalloc(d->n_units, sizeof *s->raters);
        number++;
        for (size_t t = 0; t < d->n_ballot_types; t++) {
            bool asked = false;
            for (size_t i = 0; i < d->ballot_types[t].n_groups; i++)
                asked = asked || d->ballot_types[t].groups[i] == group;
            size_t n = asked ? rated_units(&raters, t, &rater, units) : 0;
            for (size_t i = 0; i < n; i++) {
                s->raters[units[i]] += last[units[i]] != number; /* once, whatever the ballots */
                last[units[i]] = number;
            }
        }
    }
    free(units);
    free(last);
    raters_release(&raters);
    return query_end(q, err);
}

/* The same from the ballots, where they are of all who belong to it, each once; false where they are not. */
static bool count_asked(struct cases *c, size_t group)
{
    if (!asks_all_once(c, group))
        return false;
    for (size_t k = 0; k < c->n_strata; k++) {
        struct case_stratum *s = &c->strata[k];
        int64_t people = 0;
        for (size_t l = 0; s->group == group && s->asked && l < c->lists.n; l++)
            people += s->asked[l];
        if (s->group == group && s->random && people != s->eligible)
            return false;
    }
    for (size_t k = 0; k < c->n_strata; k++) {
        struct case_stratum *s = &c->strata[k];
        if (s->group != group || !s->asked)
            continue;
        s->raters = xcalloc(c->d->n_units, sizeof *s->raters);
        for (size_t l = 0; l < c->lists.n; l++)
            for (size_t i = 0; s->asked[l] && i < c->lists.n_units[l]; i++)
                s->raters[c->lists.units[c->lists.start[l] + i]] += s->asked[l];
    }
    return true;
}

bool cases_group_counts(const struct definition *d, size_t group)
{
    const struct group *g = &d->groups[group];
    return d->rules.fpc && g->via != VIA_SIPAS && g->design != DESIGN_STAGES && g->design != DESIGN_PPS &&
           g->design != DESIGN_QUOTA;
}

static bool count_all_raters(struct cases *c, struct store *store, struct error *err)
{
    bool ok = !c->d->rules.fpc || frame_ineligible(store, c->ineligible, err);
    for (size_t g = 0; ok && c->d->rules.fpc && g < c->d->n_groups; g++) {
        if (cases_group_counts(c->d, g) && !count_asked(c, g) && !all_rate_all(c, store, g))
            ok = count_raters(c, store, g, err);
    }
    return ok;
}

/* Within each cluster of ballots FROM … END of the order, person by person: an insertion sort, since most have one. */
static void sort_persons(struct cases *c, size_t from, size_t end)
{
    for (size_t i = from + 1; i < end; i++) {
        uint32_t at = c->order[i];
        size_t k = i;
        for (; k > from && c->ballots[c->order[k - 1]].who == c->ballots[at].who &&
               c->ballots[c->order[k - 1]].person > c->ballots[at].person;
             k--)
            c->order[k] = c->order[k - 1];
        c->order[k] = at;
    }
}

/* A counting sort: places by number of case within the strata, then ballots by case. */
static void sort_ballots(struct cases *c)
{
    uint32_t *next = xcalloc(c->n_cases + 1, sizeof *next); /* ballots of the cases, then where they go */
    for (size_t i = 0; i < c->n_ballots; i++)
        next[c->ballots[i].who]++;
    size_t *first = xcalloc(c->n_strata + 1, sizeof *first);
    for (size_t i = 0; i < c->n_cases; i++)
        first[c->stratum_of[i] + 1] += next[i];
    for (size_t s = 0; s < c->n_strata; s++) {
        first[s + 1] += first[s];
        c->strata[s].first = first[s];
        c->strata[s].end = first[s + 1];
    }
    for (size_t i = 0; i < c->n_cases; i++) {
        uint32_t n = next[i];
        next[i] = (uint32_t)first[c->stratum_of[i]];
        first[c->stratum_of[i]] += n;
    }
    c->order = xcalloc(c->n_ballots + 1, sizeof *c->order);
    for (size_t i = 0; i < c->n_ballots; i++)
        c->order[next[c->ballots[i].who]++] = (uint32_t)i;
    for (size_t i = 0; i < c->n_strata; i++)
        if (c->strata[i].clusters)
            sort_persons(c, first[i], c->strata[i].end);
    free(next);
    free(first);
}

bool cases_sort(struct cases *c, struct store *store, struct error *err)
{
    sort_ballots(c);
    return count_all_raters(c, store, err);
}

double cases_people(const struct cases *c, size_t stratum, size_t unit)
{
    const struct case_stratum *s = &c->strata[stratum];
    if (!c->d->rules.fpc || s->clusters || s->eligible <= 0 || c->d->groups[s->group].design == DESIGN_PPS)
        return INFINITY;
    int64_t people = s->raters ? s->raters[unit] : s->eligible;
    return people > 0 ? (double)people : INFINITY;
}

bool cases_lonely(const struct cases *c, size_t stratum)
{
    const struct case_stratum *s = &c->strata[stratum];
    bool counted = c->d->rules.fpc && !s->clusters && s->eligible > 0 && c->d->groups[s->group].design != DESIGN_PPS;
    return s->random && s->n_cases == 1 && !(counted && s->eligible <= 1);
}

const size_t *cases_units(const struct cases *c, const struct kept_ballot *b, size_t *n)
{
    *n = c->lists.n_units[b->list];
    return c->lists.units + c->lists.start[b->list];
}
