#include "sampling/plan.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/allocate.h"
#include "sampling/size.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/tolerances.h"
#include "survey/round/frame.h"

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_strata; i++)
        free(plan->strata[i].stratum);
    for (size_t g = 0; g < plan->n_groups; g++)
        free(plan->stratum_of[g]);
    free(plan->stratum_of);
    free(plan->strata);
    *plan = (struct plan){0};
}

/* The place of GROUP in the definition, for what is wrong with its wishes. */
static struct place place_of(const struct store *store)
{
    return (struct place){store_path(store), "groups", 0, 0};
}

/* False where a fault was added: the frame has no column NAME, which the group needs TO do something. */
static bool check_column(struct store *store, const struct group *g, const char *name, struct issues *issues)
{
    if (!*name || frame_has_column(store, name))
        return true;
    issues_add(issues, FAULT, "F311", place_of(store), _("group \"%s\": the frame has no column \"%s\""), g->code,
               name);
    return false;
}

static int by_stratum(const void *a, const void *b)
{
    return strcmp(((const struct planned_stratum *)a)->stratum, ((const struct planned_stratum *)b)->stratum);
}

#define MEMBERS_NAMED 5

/* The first members who have no stratum: "DAN/a, DAN/b, …".  A new string. */
static char *without_stratum(struct store *store, const struct group *g, struct error *err)
{
    struct strbuf text = {0};
    struct query *q = frame_query(store, g->code, &g->stratum_by, 1, g->stratum_by); /* nothing comes first */
    for (int i = 0; i <= MEMBERS_NAMED && query_next(q) && !*query_get_str(q, 1); i++)
        if (i < MEMBERS_NAMED)
            strbuf_item(&text, ", ", "%s/%s", g->code, query_get_str(q, 0));
        else
            strbuf_adds(&text, ", …");
    query_end(q, err);
    return strbuf_take(&text);
}

/* OF numbers N people's strata by NAMES; number them by STRATA, which are in order. */
static void number_strata(const struct planned_stratum *strata, const struct dictionary *names, uint32_t *of, size_t n)
{
    uint32_t *number = xcalloc(dictionary_size(names), sizeof *number);
    for (size_t i = 0; i < dictionary_size(names); i++)
        number[dictionary_find(names, strata[i].stratum)] = (uint32_t)i;
    for (size_t i = 0; i < n; i++)
        of[i] = number[of[i]];
    free(number);
}

static bool count_strata(struct plan *plan, struct store *store, const struct definition *d, size_t group,
                         struct issues *issues, struct error *err)
{
    const struct group *g = &d->groups[group];
    if (*g->stratum_by && !frame_has_column(store, g->stratum_by)) {
        issues_add(issues, FAULT, "F311", place_of(store),
                   _("group \"%s\": the frame has no column \"%s\" to stratify by"), g->code, g->stratum_by);
        return true;
    }
    bool stratified = group_is_stratified(g);
    const char *column = stratified ? g->stratum_by : "";
    struct query *q = frame_query(store, g->code, &column, 1, "");
    /* Counted here: GROUP BY would sort the whole frame. */
    struct dictionary *names = dictionary_new();
    size_t before = plan->n_strata, room = plan->n_strata, n = 0, n_room = 0;
    uint32_t *of = NULL;
    while (query_next(q)) {
        const char *name = query_get_str(q, 1);
        bool added;
        size_t at = before + dictionary_add(names, name, strlen(name), &added);
        if (added) {
            plan->strata = grow(plan->strata, &room, at + 1, sizeof *plan->strata);
            plan->strata[plan->n_strata++] = (struct planned_stratum){.group = group, .stratum = xstrdup(name)};
        }
        plan->strata[at].population++;
        if (stratified) {
            of = grow(of, &n_room, n + 1, sizeof *of);
            of[n++] = (uint32_t)(at - before);
        }
    }
    bool ok = query_end(q, err);
    if (plan->n_strata > before)
        qsort(plan->strata + before, plan->n_strata - before, sizeof *plan->strata, by_stratum);
    number_strata(plan->strata + before, names, of, n);
    plan->stratum_of[group] = of;
    dictionary_free(names);
    if (ok && stratified && plan->n_strata > before && !*plan->strata[before].stratum) {
        char *members = without_stratum(store, g, err);
        issues_add(
            issues, FAULT, "F312", place_of(store),
            _("group \"%s\": %" PRId64 " members have nothing in column \"%s\", so they belong to no stratum: %s"),
            g->code, plan->strata[before].population, g->stratum_by, members);
        free(members);
    }
    if (ok && plan->n_strata == before)
        issues_add(issues, FAULT, "F313", place_of(store), _("group \"%s\" has no members in the frame"), g->code);
    return ok;
}

/* The n that group G asks for of N people. */
static int64_t wanted(const struct group *g, int64_t population)
{
    double take = decimal_to_double(g->take), N = (double)population;
    switch (g->take_as) {
    case TAKE_PERSONS:
        return g->take / DECIMAL_ONE;
    case TAKE_PERCENT:
        return size_ceiling(N * take / 100);
    case TAKE_YAMANE:
        return size_ceiling(size_yamane(N, take));
    case TAKE_MARGIN: /* of the answers that come back */
        return size_ceiling(size_proportion(0.5, take, 0.95, N) / g->response);
    }
    return 0;
}

/* Mean and standard deviation of the size column in every stratum, for allocations that need them (Welford); a
 * member without a number there is a fault. */
static bool find_spread(struct plan *plan, size_t first, const struct group *g, struct store *store,
                        struct issues *issues, struct error *err)
{
    const char *columns[] = {g->stratum_by, g->size_column};
    struct query *q = frame_query(store, g->code, columns, 2, g->stratum_by);
    double n = 0, squares = 0;
    for (size_t i = first; query_next(q);) {
        for (; strcmp(plan->strata[i].stratum, query_get_str(q, 1)) != 0; i++)
            n = squares = 0;
        struct planned_stratum *s = &plan->strata[i];
        decimal value;
        if (!decimal_parse(query_get_str(q, 2), &value)) {
            issues_add(issues, FAULT, "F316", (struct place){store_path(store), "frame", 0, 0},
                       _("\"%s/%s\" has \"%s\" in column \"%s\", by which the sample is allocated; expected a number"),
                       g->code, query_get_str(q, 0), query_get_str(q, 2), g->size_column);
            continue;
        }
        double x = decimal_to_double(value), away = x - s->mean;
        s->mean += away / ++n;
        squares += away * (x - s->mean);
        s->spread = n > 1 ? sqrt(squares / (n - 1)) : 0;
    }
    return query_end(q, err);
}

/* What each stratum counts for in the allocation of G; false where a fault was added or ERR set. */
static bool find_shares(struct plan *plan, size_t first, const struct group *g, struct store *store, double *share,
                        struct issues *issues, struct error *err)
{
    size_t n = plan->n_strata - first;
    struct planned_stratum *s = plan->strata + first;
    bool spread = g->allocation == ALLOCATE_NEYMAN || (g->allocation == ALLOCATE_POWER && *g->size_column);
    if (g->allocation == ALLOCATE_NEYMAN && !*g->size_column) {
        issues_add(issues, FAULT, "F315", place_of(store),
                   _("group \"%s\": allocation neyman needs the spread of the answers in each stratum; name in "
                     "\"size_column\" a number in the frame whose spread can stand for it, or allocate in proportion"),
                   g->code);
        return false;
    }
    if (spread && (!check_column(store, g, g->size_column, issues) || !find_spread(plan, first, g, store, issues, err)))
        return false;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double N = (double)s[i].population;
        share[i] = g->allocation == ALLOCATE_EQUAL    ? 1
                   : g->allocation == ALLOCATE_NEYMAN ? N * s[i].spread
                   : g->allocation == ALLOCATE_PROPORTIONAL
                       ? N
                       : sqrt(N) * (spread && s[i].mean != 0 ? s[i].spread / fabs(s[i].mean)
                                    : spread                 ? 0
                                                             : 1);
        sum += share[i];
    }
    if (!(sum > 0))
        issues_add(issues, FAULT, "F315", place_of(store),
                   _("group \"%s\": the column \"%s\" does not vary in any stratum, so it cannot allocate the sample"),
                   g->code, g->size_column);
    return sum > 0;
}

static bool allocate(struct plan *plan, size_t first, const struct group *g, struct store *store, struct issues *issues,
                     struct error *err)
{
    size_t n = plan->n_strata - first, before = issues_count(issues, FAULT);
    struct planned_stratum *s = plan->strata + first;
    double *share = xcalloc(n, sizeof *share);
    if (!find_shares(plan, first, g, store, share, issues, err)) {
        free(share);
        return issues_count(issues, FAULT) > before;
    }
    int64_t population = 0, *low = xcalloc(n, sizeof *low), *high = xcalloc(n, sizeof *high),
            *take = xcalloc(n, sizeof *take);
    for (size_t i = 0; i < n; i++) {
        population += s[i].population;
        low[i] = g->min > 0 ? g->min : 0;
        if (low[i] > s[i].population) {
            issues_add(issues, WARNING, "W311", place_of(store),
                       _("group \"%s\", stratum \"%s\": the minimum is %" PRId64 " but it has %" PRId64
                         " members; all are taken"),
                       g->code, s[i].stratum, low[i], s[i].population);
            low[i] = s[i].population;
        }
        high[i] = g->max >= 0 && g->max < s[i].population ? g->max : s[i].population;
    }
    int64_t total = wanted(g, population);
    if (total > population) {
        issues_add(issues, WARNING, "W311", place_of(store),
                   _("group \"%s\": %" PRId64 " are wanted but it has %" PRId64 " members; all are taken"), g->code,
                   total, population);
        total = population;
    }
    struct error local = {0};
    if (allocate_integers(total, share, low, high, n, take, &local))
        for (size_t i = 0; i < n; i++)
            s[i].take = take[i];
    else
        issues_add(issues, FAULT, "F314", place_of(store), _("group \"%s\": %s"), g->code, local.text);
    free(low);
    free(high);
    free(take);
    free(share);
    return true;
}

size_t plan_stages(const struct definition *d, size_t group, const struct stage **stage, size_t most)
{
    size_t n = 0;
    for (int64_t number = 0; n < most; n++) {
        const struct stage *next = NULL;
        for (size_t i = 0; i < d->n_stages; i++)
            if (d->stages[i].group == group && d->stages[i].number > number &&
                (!next || d->stages[i].number < next->number))
                next = &d->stages[i];
        if (!next)
            break;
        stage[n] = next;
        number = next->number;
    }
    return n;
}

/* How many different values column NAME has in the group. */
static int64_t count_values(struct store *store, const struct group *g, const char *name)
{
    struct query *q = frame_query(store, g->code, &name, 1, "");
    struct dictionary *values = dictionary_new();
    while (query_next(q))
        dictionary_add(values, query_get_str(q, 1), strlen(query_get_str(q, 1)), NULL);
    int64_t n = (int64_t)dictionary_size(values);
    dictionary_free(values);
    query_end(q, NULL);
    return n;
}

/* The n to expect of a group in stages: the product of what the stages take. */
static void size_stages(struct planned_stratum *s, const struct definition *d, size_t group, struct store *store,
                        struct issues *issues)
{
    const struct group *g = &d->groups[group];
    const struct stage *stage[PLAN_STAGES_MOST] = {0};
    size_t n = plan_stages(d, group, stage, PLAN_STAGES_MOST);
    double take = 1, clusters = 1;
    for (size_t k = 0; k < n; k++) {
        bool people = !*stage[k]->column, census = !strcmp(stage[k]->method, "census");
        if (!check_column(store, g, stage[k]->column, issues) || !check_column(store, g, stage[k]->size_by, issues))
            return;
        if (people && k + 1 < n) {
            issues_add(issues, FAULT, "F317", place_of(store),
                       _("group \"%s\": stage %" PRId64 " draws people, so it must be the last; expected a column"),
                       g->code, stage[k]->number);
            return;
        }
        if (!census && (stage[k]->take < DECIMAL_ONE || stage[k]->take % DECIMAL_ONE)) {
            issues_add(issues, FAULT, "F317", place_of(store),
                       _("group \"%s\": stage %" PRId64 " must say how many it takes, a whole number"), g->code,
                       stage[k]->number);
            return;
        }
        double whole = people ? (double)s->population : (double)count_values(store, g, stage[k]->column);
        double within = whole / clusters; /* per cluster of the stage before, on average */
        int64_t each = stage[k]->take / DECIMAL_ONE;
        take *= census ? within : fmin((double)each, fmax(within, 1));
        clusters = people ? clusters : whole;
    }
    if (n && *stage[n - 1]->column) /* everybody in the last clusters */
        take *= (double)s->population / clusters;
    s->take = take < (double)s->population ? (int64_t)llround(take) : s->population;
}

/* Say where the margin asked for cannot be had of N people of whom TAKE are asked. */
static void check_margin(const struct group *g, const char *stratum, int64_t population, int64_t take,
                         const struct place *place, struct issues *issues)
{
    double wanted_margin = decimal_to_double(g->take);
    double margin = plan_margin(population, (double)take * g->response);
    if (g->take_as != TAKE_MARGIN || margin <= wanted_margin + NEAR_WHOLE)
        return;
    issues_add(issues, WARNING, "W312", *place,
               _("group \"%s\"%s%s: a margin of %.4g %% is out of reach: %" PRId64 " of %" PRId64
                 " asked, of whom %.4g %% answer, give %.4g %%"),
               g->code, *stratum ? ", " : "", stratum, 100 * wanted_margin, take, population, 100 * g->response,
               100 * margin);
}

static bool size_group(struct plan *plan, size_t first, const struct definition *d, size_t group, struct store *store,
                       struct issues *issues, struct error *err)
{
    const struct group *g = &d->groups[group];
    if (g->design == DESIGN_CENSUS) {
        for (size_t i = first; i < plan->n_strata; i++)
            plan->strata[i].take = plan->strata[i].population;
        return true;
    }
    if (g->design == DESIGN_PPS && !check_column(store, g, g->size_column, issues))
        return true;
    if (g->design == DESIGN_STAGES) {
        size_stages(&plan->strata[first], d, group, store, issues);
    } else if (!g->per_stratum) {
        if (!allocate(plan, first, g, store, issues, err))
            return false;
    } else {
        for (size_t i = first; i < plan->n_strata; i++) {
            struct planned_stratum *s = &plan->strata[i];
            s->take = wanted(g, s->population);
            if (g->min > s->take)
                s->take = g->min;
            if (g->max >= 0 && s->take > g->max)
                s->take = g->max;
            if (s->take > s->population) {
                issues_add(issues, WARNING, "W311", place_of(store),
                           _("group \"%s\", stratum \"%s\": %" PRId64 " are wanted but it has %" PRId64
                             " members; all are taken"),
                           g->code, s->stratum, s->take, s->population);
                s->take = s->population;
            }
        }
    }
    int64_t population = 0, take = 0;
    struct place place = place_of(store);
    for (size_t i = first; i < plan->n_strata; i++) {
        population += plan->strata[i].population;
        take += plan->strata[i].take;
        if (g->per_stratum)
            check_margin(g, plan->strata[i].stratum, plan->strata[i].population, plan->strata[i].take, &place, issues);
    }
    if (!g->per_stratum && g->design != DESIGN_STAGES && g->design != DESIGN_QUOTA)
        check_margin(g, "", population, take, &place, issues);
    for (size_t i = first; i < plan->n_strata; i++) {
        struct planned_stratum *s = &plan->strata[i];
        s->reserves = size_ceiling((double)s->take * g->reserve);
        if (s->reserves > s->population - s->take)
            s->reserves = s->population - s->take;
    }
    return true;
}

bool plan_make(struct plan *plan, struct store *store, const struct definition *d, struct issues *issues,
               struct error *err)
{
    *plan = (struct plan){.stratum_of = xcalloc(d->n_groups, sizeof *plan->stratum_of), .n_groups = d->n_groups};
    size_t before = issues_count(issues, FAULT);
    for (size_t g = 0; g < d->n_groups; g++) {
        if (d->groups[g].via == VIA_SIPAS)
            continue;
        size_t first = plan->n_strata;
        if (!count_strata(plan, store, d, g, issues, err))
            return false;
        if (plan->n_strata > first && !size_group(plan, first, d, g, store, issues, err))
            return false;
    }
    return issues_count(issues, FAULT) == before;
}

/* "5 xa × 30": what each stage takes. */
static char *stages_formula(const struct definition *d, size_t group)
{
    const struct stage *stage[PLAN_STAGES_MOST] = {0};
    size_t n = plan_stages(d, group, stage, PLAN_STAGES_MOST);
    struct strbuf text = {0};
    for (size_t k = 0; k < n; k++) {
        char take[DECIMAL_TEXT];
        decimal_format(stage[k]->take, -1, take);
        bool census = !strcmp(stage[k]->method, "census");
        strbuf_item(&text, " × ", "%s%s%s", census ? _("all") : take, *stage[k]->column ? " " : "", stage[k]->column);
    }
    return strbuf_take(&text);
}

char *plan_formula(const struct definition *d, size_t group)
{
    const struct group *g = &d->groups[group];
    char take[DECIMAL_TEXT];
    decimal_format(g->take, -1, take);
    const char *per = g->per_stratum ? _("per stratum") : "";
    char *text = NULL;
    if (g->design == DESIGN_CENSUS)
        text = xstrdup(_("census"));
    else if (g->design == DESIGN_STAGES)
        text = stages_formula(d, group);
    else if (g->take_as == TAKE_PERSONS)
        text = xasprintf(_("%s persons"), take);
    else if (g->take_as == TAKE_PERCENT)
        text = xasprintf("%s%% × N", take);
    else if (g->take_as == TAKE_YAMANE)
        text = xasprintf("N/(1+N·e²), e = %s", take);
    else
        text = xasprintf(_("margin %s, 95%%"), take);
    if (*per) {
        char *longer = xasprintf("%s, %s", text, per);
        free(text);
        text = longer;
    }
    return text;
}

double plan_margin(int64_t population, double n)
{
    return size_margin(0.5, n, 0.95, (double)population);
}
