#include "sampling/plan.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/allocate.h"
#include "sampling/size.h"
#include "survey/frame.h"
#include "survey/memory.h"
#include "survey/message.h"

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_strata; i++)
        free(plan->strata[i].stratum);
    free(plan->strata);
    *plan = (struct plan){0};
}

/* The place of GROUP in the definition, for what is wrong with its wishes. */
static struct place place_of(const struct store *store)
{
    return (struct place){store_path(store), "groups", 0, 0};
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
    bool stratified = g->design == DESIGN_STRATIFIED || g->per_stratum;
    char *expression = frame_expression(stratified ? g->stratum_by : "");
    char *sql = xasprintf("SELECT %s, count(*) FROM frame WHERE \"group\" = :group GROUP BY 1 ORDER BY 1", expression);
    struct query *q = query_new(store, sql, err);
    free(expression);
    free(sql);
    if (!q)
        return false;
    query_text(q, ":group", g->code);
    struct error local = {0};
    size_t before = plan->n_strata;
    while (query_next(q, &local)) {
        plan->strata = xreallocarray(plan->strata, plan->n_strata + 1, sizeof *plan->strata);
        plan->strata[plan->n_strata++] =
            (struct planned_stratum){group, xstrdup(query_get_str(q, 0)), query_get_int(q, 1), 0, 0};
        if (stratified && !*query_get_str(q, 0))
            issues_add(
                issues, FAULT, "F312", place_of(store),
                _("group \"%s\": %" PRId64 " members have nothing in column \"%s\", so they belong to no stratum"),
                g->code, query_get_int(q, 1), g->stratum_by);
    }
    query_free(q);
    if (local.code == E_NONE && plan->n_strata == before)
        issues_add(issues, FAULT, "F313", place_of(store), _("group \"%s\" has no members in the frame"), g->code);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
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
    case TAKE_MARGIN:
        return size_ceiling(size_proportion(0.5, take, 0.95, N));
    }
    return 0;
}

static void allocate(struct plan *plan, size_t first, const struct group *g, struct store *store, struct issues *issues)
{
    size_t n = plan->n_strata - first;
    struct planned_stratum *s = plan->strata + first;
    int64_t population = 0, *low = xcalloc(n, sizeof *low), *high = xcalloc(n, sizeof *high),
            *take = xcalloc(n, sizeof *take);
    double *share = xcalloc(n, sizeof *share);
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
        share[i] = g->allocation == ALLOCATE_EQUAL ? 1 : (double)s[i].population;
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
}

static void size_group(struct plan *plan, size_t first, const struct definition *d, size_t group, struct store *store,
                       struct issues *issues)
{
    const struct group *g = &d->groups[group];
    static const char *const names[] = {"census", "srs", "systematic", "stratified", "pps", "stages", "quota"};
    if (g->design == DESIGN_CENSUS) {
        for (size_t i = first; i < plan->n_strata; i++)
            plan->strata[i].take = plan->strata[i].population;
        return;
    }
    if ((g->design != DESIGN_SRS && g->design != DESIGN_STRATIFIED) || g->allocation == ALLOCATE_NEYMAN ||
        g->allocation == ALLOCATE_POWER) {
        issues_add(issues, FAULT, "F315", place_of(store),
                   _("group \"%s\": this version draws census, srs and stratified samples with proportional or equal "
                     "allocation, not \"%s\""),
                   g->code,
                   g->design != DESIGN_SRS && g->design != DESIGN_STRATIFIED ? names[g->design]
                   : g->allocation == ALLOCATE_NEYMAN                        ? "neyman"
                                                                             : "power");
        return;
    }
    if (!g->per_stratum) {
        allocate(plan, first, g, store, issues);
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
    for (size_t i = first; i < plan->n_strata; i++) {
        struct planned_stratum *s = &plan->strata[i];
        s->reserves = size_ceiling((double)s->take * g->reserve);
        if (s->reserves > s->population - s->take)
            s->reserves = s->population - s->take;
    }
}

bool plan_make(struct plan *plan, struct store *store, const struct definition *d, struct issues *issues,
               struct error *err)
{
    *plan = (struct plan){0};
    size_t before = issues_count(issues, FAULT);
    for (size_t g = 0; g < d->n_groups; g++) {
        if (d->groups[g].via == VIA_SIPAS)
            continue;
        size_t first = plan->n_strata;
        if (!count_strata(plan, store, d, g, issues, err))
            return false;
        if (plan->n_strata > first)
            size_group(plan, first, d, g, store, issues);
    }
    return issues_count(issues, FAULT) == before;
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
