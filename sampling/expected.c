#include "sampling/expected.h"

#include <math.h>
#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/round/frame.h"
#include "survey/round/raters.h"

static bool is_asked_about(const struct definition *d, size_t type, size_t unit)
{
    return d->ballot_types[type].block == ALL || d->ballot_types[type].block == d->units[unit].block;
}

/* Count the members of GROUP who rate each unit on ballots of TYPE into COUNTS[stratum * n_units + unit], strata as the
 * plan has them. */
static bool count_group(struct raters *raters, struct store *store, const struct plan *plan, size_t type, size_t group,
                        int64_t *counts, struct error *err)
{
    static const char *const columns[] = {"rates", "own_unit"};
    const struct definition *d = raters->d;
    struct query *q = frame_query(store, d->groups[group].code, columns, 2, "");
    size_t *units = xcalloc(d->n_units + 1, sizeof *units);
    for (size_t m = 0; query_next(q); m++) {
        struct rater rater = {d->groups[group].code, query_get_str(q, 0), query_get_str(q, 2), query_get_str(q, 1)};
        int64_t *of = counts + (plan->stratum_of[group] ? plan->stratum_of[group][m] : 0) * d->n_units;
        size_t n = rated_units(raters, type, &rater, units);
        for (size_t i = 0; i < n; i++)
            of[units[i]]++;
    }
    free(units);
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
    struct raters raters;
    raters_init(&raters, d);
    *n = 0;
    for (size_t t = 0; ok && t < d->n_ballot_types; t++) {
        const struct ballot_type *type = &d->ballot_types[t];
        for (size_t i = 0; ok && i < type->n_groups; i++) {
            size_t group = type->groups[i], first = 0, n_strata = 0;
            while (first < plan->n_strata && plan->strata[first].group != group)
                first++;
            while (first + n_strata < plan->n_strata && plan->strata[first + n_strata].group == group)
                n_strata++;
            if (!n_strata)
                continue;
            int64_t *counts = xcalloc(n_strata * d->n_units, sizeof *counts);
            ok = count_group(&raters, store, plan, t, group, counts, err);
            for (size_t u = 0; ok && u < d->n_units; u++) {
                if (!is_asked_about(d, t, u))
                    continue;
                struct expected e = sum_strata(d, plan->strata + first, n_strata, counts, u);
                e.type = t;
                list = grow(list, &room, *n + 1, sizeof *list);
                list[(*n)++] = e;
            }
            free(counts);
        }
    }
    raters_release(&raters);
    if (*n)
        qsort(list, *n, sizeof *list, by_unit);
    if (ok)
        return list;
    free(list);
    return NULL;
}
