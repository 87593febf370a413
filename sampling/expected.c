#include "sampling/expected.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/round/frame.h"

/* Who rates what on ballots of a type that goes by a list. */
struct raters {
    struct dictionary *names;
    size_t *first, *next; /* rows of the list: a rater's first, and the one behind each; NONE */
};

static struct raters raters_of(const struct definition *d, size_t type)
{
    struct raters r = {dictionary_new(), xcalloc(d->n_ratings + 1, sizeof *r.first),
                       xcalloc(d->n_ratings + 1, sizeof *r.next)};
    for (size_t i = 0; i < d->n_ratings; i++) {
        if (d->ratings[i].ballot_type != type)
            continue;
        bool added;
        size_t at = dictionary_add(r.names, d->ratings[i].rater, strlen(d->ratings[i].rater), &added);
        r.next[i] = added ? NONE : r.first[at];
        r.first[at] = i;
    }
    return r;
}

static void raters_release(struct raters *r)
{
    dictionary_free(r->names);
    free(r->first);
    free(r->next);
}

/* Members who rate each unit on ballots of one type, by stratum of their group. */
struct counting {
    const struct definition *d;
    size_t type;
    int64_t *raters; /* [stratum * n_units + unit] */
    size_t *seen;    /* the member who was last counted for a unit, from 1 */
};

static size_t unit_for(const struct counting *c, const char *code)
{
    size_t unit = *code ? definition_unit(c->d, code) : NONE;
    return unit == NONE ? NONE : definition_climb(c->d, c->type, unit);
}

static void count_listed(const struct counting *c, const struct raters *r, const char *rater, size_t own, size_t member,
                         int64_t *raters)
{
    size_t at = *rater ? dictionary_find(r->names, rater) : SIZE_MAX;
    for (size_t i = at == SIZE_MAX ? NONE : r->first[at]; i != NONE; i = r->next[i]) {
        size_t unit = c->d->ratings[i].unit;
        if (c->seen[unit] == member || (unit == own && !c->d->ballot_types[c->type].own_unit_allowed))
            continue;
        c->seen[unit] = member;
        raters[unit]++;
    }
}

static bool is_asked_about(const struct definition *d, size_t type, size_t unit)
{
    return d->ballot_types[type].block == ALL || d->ballot_types[type].block == d->units[unit].block;
}

/* Count the members of GROUP by the rules of `issue`; those of stratum i stand from FIRST + i on in the plan. */
static bool count_group(struct counting *c, const struct raters *raters, struct store *store, const struct plan *plan,
                        size_t group, struct error *err)
{
    static const char *const columns[] = {"rates", "own_unit"};
    const struct definition *d = c->d;
    const struct ballot_type *type = &d->ballot_types[c->type];
    struct query *q = frame_query(store, d->groups[group].code, columns, 2, "");
    for (size_t m = 0; query_next(q); m++) {
        int64_t *of = c->raters + (plan->stratum_of[group] ? plan->stratum_of[group][m] : 0) * d->n_units;
        size_t own = unit_for(c, query_get_str(q, 2)), rated = unit_for(c, query_get_str(q, 1));
        if (type->units == RATED_OWN) {
            rated = rated == NONE ? own : rated;
            if (rated != NONE)
                of[rated]++;
        } else if (type->units == RATED_LISTED) {
            char *key = xasprintf("%s/%s", d->groups[group].code, query_get_str(q, 0));
            count_listed(c, raters, key, own, m + 1, of);
            count_listed(c, raters, query_get_str(q, 2), own, m + 1, of);
            free(key);
        } else if (own != NONE && !type->own_unit_allowed) {
            of[own]--; /* of all, who are added below */
        }
    }
    return query_end(q, err);
}

/* What the N strata at S say of UNIT, of which COUNTS stand N_UNITS apart. */
static struct expected sum_strata(const struct definition *d, const struct planned_stratum *s, size_t n,
                                  const int64_t *raters, size_t unit)
{
    const struct group *g = &d->groups[s->group];
    struct expected e = {.unit = unit, .group = s->group};
    for (size_t h = 0; h < n; h++)
        e.raters += raters[h * d->n_units + unit];
    double square = 0;
    for (size_t h = 0; h < n; h++) {
        int64_t N = raters[h * d->n_units + unit];
        if (!N)
            continue;
        double ballots = (double)N * (double)s[h].take / (double)s[h].population * g->response;
        double part = (double)N / (double)e.raters * plan_margin(N, ballots);
        e.ballots += ballots;
        e.most += g->design != DESIGN_STAGES && s[h].take < N ? s[h].take : N;
        square += part * part;
    }
    bool stated = e.raters && g->design != DESIGN_QUOTA && g->design != DESIGN_STAGES;
    e.margin = stated ? sqrt(square) : NAN;
    return e;
}

static int by_unit(const void *a, const void *b)
{
    const struct expected *x = a, *y = b;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

struct expected *expected_ballots(const struct plan *plan, struct store *store, const struct definition *d, size_t *n,
                                  struct error *err)
{
    struct expected *list = xcalloc(1, sizeof *list);
    size_t room = 1;
    bool ok = true;
    *n = 0;
    for (size_t t = 0; ok && t < d->n_ballot_types; t++) {
        const struct ballot_type *type = &d->ballot_types[t];
        struct raters raters = raters_of(d, t);
        for (size_t i = 0; ok && i < type->n_groups; i++) {
            size_t group = type->groups[i], first = 0, n_strata = 0;
            while (first < plan->n_strata && plan->strata[first].group != group)
                first++;
            while (first + n_strata < plan->n_strata && plan->strata[first + n_strata].group == group)
                n_strata++;
            if (!n_strata)
                continue;
            struct counting c = {d, t, xcalloc(n_strata * d->n_units, sizeof *c.raters),
                                 xcalloc(d->n_units, sizeof *c.seen)};
            ok = count_group(&c, &raters, store, plan, group, err);
            for (size_t u = 0; ok && u < d->n_units; u++) {
                if (!is_asked_about(d, t, u))
                    continue;
                for (size_t h = 0; type->units == RATED_ALL && h < n_strata; h++)
                    c.raters[h * d->n_units + u] += plan->strata[first + h].population;
                struct expected e = sum_strata(d, plan->strata + first, n_strata, c.raters, u);
                e.type = t;
                list = grow(list, &room, *n + 1, sizeof *list);
                list[(*n)++] = e;
            }
            free(c.raters);
            free(c.seen);
        }
        raters_release(&raters);
    }
    if (*n)
        qsort(list, *n, sizeof *list, by_unit);
    if (ok)
        return list;
    free(list);
    return NULL;
}
