#include "sampling/selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/probability.h"
#include "survey/base/decimal.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/frame.h"

/* --- the members of a stratum ------------------------------------------------------- */

static int compare(const struct drawn *a, const struct drawn *b)
{
    return a->key != b->key ? (a->key > b->key) - (a->key < b->key) : ticket_compare(&a->ticket, &b->ticket);
}

static int by_key(const void *a, const void *b)
{
    return compare(a, b);
}

struct drawn_stratum *selection_add(struct selection *s, size_t group, const char *stratum, int64_t population,
                                    int64_t take, int64_t reserves)
{
    s->strata = grow(s->strata, &s->room, s->n_strata + 1, sizeof *s->strata);
    struct drawn_stratum *added = &s->strata[s->n_strata++];
    *added = (struct drawn_stratum){.group = group,
                                    .stratum = xstrdup(stratum),
                                    .population = population,
                                    .take = take,
                                    .reserves = reserves,
                                    .most = take > 0 ? (size_t)(take + reserves) : 0};
    added->members = xcalloc(added->most, sizeof *added->members);
    return added;
}

/* A heap, the largest on top, of the smallest members seen so far. */
static void sift_down(struct drawn_stratum *s, size_t i)
{
    for (;;) {
        size_t largest = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2; child++)
            if (child < s->n && compare(&s->members[child], &s->members[largest]) > 0)
                largest = child;
        if (largest == i)
            return;
        struct drawn keep = s->members[i];
        s->members[i] = s->members[largest];
        s->members[largest] = keep;
        i = largest;
    }
}

void selection_offer(struct drawn_stratum *s, const struct drawn *member)
{
    if (s->n < s->most) {
        size_t i = s->n++;
        s->members[i] = *member;
        s->members[i].id = xstrdup(member->id);
        for (size_t up; i > 0 && compare(&s->members[up = (i - 1) / 2], &s->members[i]) < 0; i = up) {
            struct drawn keep = s->members[i];
            s->members[i] = s->members[up];
            s->members[up] = keep;
        }
    } else if (s->n > 0 && compare(member, &s->members[0]) < 0) {
        discard(s->members[0].id);
        s->members[0] = *member;
        s->members[0].id = xstrdup(member->id);
        sift_down(s, 0);
    }
}

void selection_sort(struct drawn_stratum *s)
{
    if (s->n)
        qsort(s->members, s->n, sizeof *s->members, by_key);
}

void selection_release(struct selection *s)
{
    for (size_t i = 0; i < s->n_strata; i++) {
        for (size_t j = 0; j < s->strata[i].n; j++)
            discard(s->strata[i].members[j].id);
        free(s->strata[i].members);
        free(s->strata[i].stratum);
    }
    free(s->strata);
    *s = (struct selection){0};
}

/* --- a group in one stage ----------------------------------------------------------- */

/* What is known of a stratum before its members come by a second time. */
struct walk {
    double *size; /* proportional to size: of each member as it comes */
    double *pik;
    size_t n, room, at;
    double start; /* systematic */
};

struct group_draw {
    struct store *store;
    const struct group *group;
    struct drawn_stratum *strata; /* of the group */
    size_t n_strata;
    struct walk *walks;
    const uint32_t *stratum_of; /* of each person by id; NULL where there is one stratum */
    double from;                /* tickets are counted from here on, then from 0 */
};

/* The members of the group in the order that its design goes by. */
static struct query *open_members(const struct group_draw *g)
{
    const struct group *group = g->group;
    bool sorted = group->design == DESIGN_SYSTEMATIC && !group->per_stratum;
    const char *size = group->design == DESIGN_PPS ? group->size_column : "";
    return frame_query(g->store, group->code, &size, 1, sorted ? group->stratum_by : "");
}

bool selection_size(const char *text, const char *what, const char *column, double *size, const struct place *place,
                    struct issues *issues)
{
    decimal d;
    if (!*text)
        issues_add(issues, FAULT, "F316", *place, _("\"%s\" has no size in column \"%s\"; expected a number above 0"),
                   what, column);
    else if (!decimal_parse(text, &d))
        issues_add(issues, FAULT, "F316", *place,
                   _("\"%s\" has the size \"%s\" in column \"%s\"; expected a number above 0"), what, text, column);
    else if (d < 0)
        issues_add(issues, FAULT, "F316", *place,
                   _("\"%s\" has the negative size %s in column \"%s\"; expected a number above 0"), what, text,
                   column);
    else if (d == 0)
        issues_add(issues, FAULT, "F316", *place,
                   _("\"%s\" has the size 0 in column \"%s\" and so no chance to be drawn; expected a number above 0"),
                   what, column);
    else {
        *size = decimal_to_double(d);
        return true;
    }
    return false;
}

/* Read the sizes of the group, then the probabilities of its members. */
static bool find_probabilities(struct group_draw *g, struct issues *issues, struct error *err)
{
    struct query *q = open_members(g);
    struct place place = {store_path(g->store), "frame", 0, 0};
    size_t before = issues_count(issues, FAULT);
    for (size_t i = 0; query_next(q); i++) {
        struct walk *w = &g->walks[g->stratum_of ? g->stratum_of[i] : 0];
        w->size = grow(w->size, &w->room, w->n + 1, sizeof *w->size);
        char *what = xasprintf("%s/%s", g->group->code, query_get_str(q, 0));
        if (selection_size(query_get_str(q, 1), what, g->group->size_column, &w->size[w->n], &place, issues))
            w->n++;
        free(what);
    }
    if (!query_end(q, err) || issues_count(issues, FAULT) > before)
        return false;
    for (size_t s = 0; s < g->n_strata; s++) {
        struct walk *w = &g->walks[s];
        w->pik = xcalloc(w->n, sizeof *w->pik);
        if (!probability_proportional(w->size, w->n, (size_t)g->strata[s].take, w->pik, err))
            return false;
    }
    return true;
}

/* Key and probability of the next member of stratum S, who has the ticket of MEMBER. */
static void judge(const struct group_draw *g, size_t s, struct drawn *member)
{
    const struct drawn_stratum *stratum = &g->strata[s];
    struct walk *w = &g->walks[s];
    double n = (double)stratum->take, N = (double)stratum->population, i = (double)w->at;
    double u = selection_shift(ticket_uniform(&member->ticket), g->from);
    member->key = ticket_uniform(&member->ticket) < g->from; /* those before the start come last */
    member->probability = g->group->design == DESIGN_QUOTA ? NAN : n / N;
    if (g->group->design == DESIGN_SYSTEMATIC) {
        if (floor((i + 1) * n / N - w->start) > floor(i * n / N - w->start))
            member->key = i - N; /* below 0: before all reserves, in this order */
    } else if (g->group->design == DESIGN_PPS) {
        double p = w->pik[w->at];
        member->key = p >= 1 ? 0 : u * (1 - p) / ((1 - u) * p);
        member->probability = p;
    }
    w->at++;
}

/* Give every member of the group to its stratum. */
static bool offer_members(struct group_draw *g, const char *seed, struct error *err)
{
    struct query *q = open_members(g);
    bool by_id = g->group->design != DESIGN_SYSTEMATIC || !*g->group->stratum_by || g->group->per_stratum;
    /* The seed's block and "GROUP/" are hashed once, the id for each member. */
    struct ticket_seed after_seed;
    ticket_seed_set(&after_seed, seed);
    hash_add_text(&after_seed.hash, g->group->code);
    hash_add_text(&after_seed.hash, "/");
    for (size_t place = 0; query_next(q); place++) {
        const char *id = query_get_str(q, 0);
        size_t s = g->stratum_of ? g->stratum_of[place] : 0;
        struct drawn member = {
            .ticket = ticket_of(&after_seed, id, strlen(id)), .id = id, .place = by_id ? place : SIZE_MAX};
        judge(g, s, &member);
        selection_offer(&g->strata[s], &member);
    }
    return query_end(q, err);
}

double selection_shift(double u, double from)
{
    return u < from ? u + 1 - from : u - from;
}

static double start_of(const char *seed, const char *group, const char *stratum)
{
    struct ticket_seed s;
    ticket_seed_set(&s, seed);
    char *id = xasprintf("start:%s/%s", group, stratum);
    struct ticket ticket = ticket_of(&s, id, strlen(id));
    free(id);
    return ticket_uniform(&ticket);
}

static bool draw_group(struct group_draw *g, const char *seed, struct issues *issues, struct error *err)
{
    const struct group *group = g->group;
    g->walks = xcalloc(g->n_strata, sizeof *g->walks);
    for (size_t i = 0; group->design == DESIGN_SYSTEMATIC && i < g->n_strata; i++)
        g->walks[i].start = selection_shift(start_of(seed, group->code, g->strata[i].stratum), g->from);
    bool ok = (group->design != DESIGN_PPS || find_probabilities(g, issues, err)) && offer_members(g, seed, err);
    for (size_t i = 0; i < g->n_strata; i++) {
        selection_sort(&g->strata[i]);
        free(g->walks[i].size);
        free(g->walks[i].pik);
    }
    free(g->walks);
    return ok;
}

bool selection_make(struct selection *s, struct store *store, const struct definition *d, const char *seed,
                    double start, struct issues *issues, struct error *err)
{
    *s = (struct selection){0};
    struct plan plan;
    bool ok = plan_make(&plan, store, d, issues, err);
    for (size_t i = 0, end; ok && i < plan.n_strata; i = end) {
        size_t group = plan.strata[i].group, first = s->n_strata;
        for (end = i; end < plan.n_strata && plan.strata[end].group == group; end++) {
            const struct planned_stratum *p = &plan.strata[end];
            if (d->groups[group].design != DESIGN_STAGES)
                (void)selection_add(s, group, p->stratum, p->population, p->take, p->reserves);
        }
        struct group_draw g = {.store = store,
                               .group = &d->groups[group],
                               .strata = s->strata + first,
                               .n_strata = s->n_strata - first,
                               .stratum_of = plan.stratum_of[group],
                               .from = start};
        ok = d->groups[group].design == DESIGN_STAGES ? selection_stages(s, store, d, group, seed, start, issues, err)
                                                      : draw_group(&g, seed, issues, err);
    }
    plan_release(&plan);
    return ok;
}

/* The sizes of a group drawn in proportion to them. */
static bool check_sizes(struct store *store, const struct group *group, struct issues *issues, struct error *err)
{
    struct group_draw g = {.store = store, .group = group};
    struct place place = {store_path(store), "frame", 0, 0};
    struct query *q = open_members(&g);
    double size;
    bool ok = true;
    while (query_next(q)) {
        char *what = xasprintf("%s/%s", group->code, query_get_str(q, 0));
        ok = selection_size(query_get_str(q, 1), what, group->size_column, &size, &place, issues) && ok;
        free(what);
    }
    return query_end(q, err) && ok;
}

/* False where the frame lacks a column that GROUP is drawn by, which the plan says. */
static bool has_columns(struct store *store, const struct definition *d, size_t group)
{
    const struct stage *stage[PLAN_STAGES_MOST] = {0};
    size_t n = plan_stages(d, group, stage, PLAN_STAGES_MOST);
    const char *size = d->groups[group].size_column;
    if (d->groups[group].design != DESIGN_STAGES)
        return !*size || frame_has_column(store, size);
    for (size_t k = 0; k < n; k++)
        if ((*stage[k]->column && !frame_has_column(store, stage[k]->column)) ||
            (*stage[k]->size_by && !frame_has_column(store, stage[k]->size_by)))
            return false;
    return true;
}

bool selection_check(struct store *store, const struct definition *d, struct issues *issues, struct error *err)
{
    struct plan plan;
    struct error local = {0};
    size_t before = issues_count(issues, FAULT);
    bool ok = plan_make(&plan, store, d, issues, &local);
    plan_release(&plan);
    for (size_t g = 0; local.code == E_NONE && g < d->n_groups; g++) {
        if (d->groups[g].via == VIA_SIPAS || !has_columns(store, d, g))
            continue;
        if (d->groups[g].design == DESIGN_STAGES)
            ok = selection_check_stages(store, d, g, issues, &local) && ok;
        else if (d->groups[g].design == DESIGN_PPS)
            ok = check_sizes(store, &d->groups[g], issues, &local) && ok;
    }
    return error_pass(err, &local) && ok && issues_count(issues, FAULT) == before;
}
