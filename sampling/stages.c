/* A group drawn in stages: communes, then people; the rest of selection.h stands in selection.c. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sampling/select.h"
#include "sampling/selection.h"
#include "sampling/size.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/frame.h"

struct staged_member {
    char *id;
    char *value[PLAN_STAGES_MOST], *size[PLAN_STAGES_MOST]; /* by stage; "" where the stage has no column */
};

struct staged {
    struct selection *selection;
    const struct group *group;
    size_t group_index;
    const struct stage *stage[PLAN_STAGES_MOST]; /* in order */
    size_t n_stages;
    struct staged_member *people;
    size_t n_people, room;
    size_t *everybody; /* 0, 1, … */
    struct ticket_seed seed;
    double from; /* people's tickets are counted from here on */
    struct place place;
    struct issues *issues;
};

static bool read_people(struct staged *s, struct store *store, struct error *err)
{
    const char *columns[2 * PLAN_STAGES_MOST] = {NULL};
    for (size_t k = 0; k < s->n_stages; k++) {
        columns[2 * k] = s->stage[k]->column;
        columns[2 * k + 1] = s->stage[k]->size_by;
    }
    struct query *q = frame_query(store, s->group->code, columns, 2 * s->n_stages, "");
    while (query_next(q)) {
        s->people = grow(s->people, &s->room, s->n_people + 1, sizeof *s->people);
        struct staged_member *p = &s->people[s->n_people++];
        *p = (struct staged_member){.id = xstrdup(query_get_str(q, 0))};
        for (size_t k = 0; k < s->n_stages; k++) {
            p->value[k] = xstrdup(query_get_str(q, 1 + 2 * (int)k));
            p->size[k] = xstrdup(query_get_str(q, 2 + 2 * (int)k));
            if (*s->stage[k]->column && !*p->value[k])
                issues_add(s->issues, FAULT, "F312", s->place,
                           _("\"%s/%s\" has nothing in column \"%s\", so it belongs to no cluster"), s->group->code,
                           p->id, s->stage[k]->column);
        }
    }
    return query_end(q, err);
}

static struct ticket ticket_for(const struct staged *s, const char *prefix, const char *name)
{
    char *id = xasprintf("%s%s/%s", prefix, s->group->code, name);
    struct ticket ticket = ticket_of(&s->seed, id, strlen(id));
    free(id);
    return ticket;
}

static double uniform_for(const struct staged *s, const char *prefix, const char *name)
{
    struct ticket ticket = ticket_for(s, prefix, name);
    return ticket_uniform(&ticket);
}

static enum select_method method_of(const struct stage *stage)
{
    return !strcmp(stage->method, "pps")          ? SELECT_PARETO
           : !strcmp(stage->method, "systematic") ? SELECT_SYSTEMATIC
                                                  : SELECT_SRS;
}

/* The size that stage K reads with person P; false where a fault was added. */
static bool read_size(const struct staged *s, size_t k, const struct staged_member *p, double *size)
{
    char *what = xasprintf("%s/%s", s->group->code, p->id);
    bool ok = selection_size(p->size[k], what, s->stage[k]->size_by, size, &s->place, s->issues);
    free(what);
    return ok;
}

/* How many of N the stage takes. */
static size_t take_of(const struct staged *s, size_t k, size_t n, const char *path)
{
    const struct stage *stage = s->stage[k];
    if (!strcmp(stage->method, "census"))
        return n;
    size_t take = (size_t)(stage->take / DECIMAL_ONE);
    if (take <= n)
        return take;
    issues_add(s->issues, WARNING, "W311", s->place,
               _("group \"%s\", stage %" PRId64 " in \"%s\": %zu are wanted but there are %zu; all are taken"),
               s->group->code, stage->number, path, take, n);
    return n;
}

/* Draw people: WHO[0..N-1] are those of the cluster PATH, drawn with PROBABILITY.  K is their stage, or the
 * number of stages where all are taken. */
static bool draw_people(struct staged *s, size_t k, const char *path, const size_t *who, size_t n, double probability,
                        struct error *err)
{
    size_t take = k < s->n_stages ? take_of(s, k, n, path) : n, n_taken, n_reserves, *order = xcalloc(n, sizeof *order);
    size_t reserves = (size_t)size_ceiling((double)take * s->group->reserve);
    double *u = xcalloc(n, sizeof *u), *size = xcalloc(n, sizeof *size), *pik = xcalloc(n, sizeof *pik);
    enum select_method method = k < s->n_stages ? method_of(s->stage[k]) : SELECT_SRS;
    bool sized = method == SELECT_PARETO, ok = true;
    for (size_t i = 0; i < n; i++) {
        u[i] = selection_shift(uniform_for(s, "", s->people[who[i]].id), s->from);
        if (sized)
            ok = read_size(s, k, &s->people[who[i]], &size[i]) && ok;
    }
    struct selection_wish wish = {.method = method,
                                  .n_units = n,
                                  .n = take,
                                  .reserves = reserves < n - take ? reserves : n - take,
                                  .size = sized ? size : NULL,
                                  .u = u,
                                  .start = uniform_for(s, "start:", path)};
    ok = ok && select_stratum(&wish, order, &n_taken, &n_reserves, pik, err);
    if (ok && take > 0) {
        struct drawn_stratum *stratum =
            selection_add(s->selection, s->group_index, path, (int64_t)n, (int64_t)take, (int64_t)n_reserves);
        for (size_t i = 0; i < n_taken + n_reserves; i++) {
            struct drawn member = {.ticket = ticket_for(s, "", s->people[who[order[i]]].id),
                                   .key = (double)i, /* they are in their order already */
                                   .probability = probability * pik[order[i]],
                                   .id = s->people[who[order[i]]].id,
                                   .place = SIZE_MAX};
            selection_offer(stratum, &member);
        }
        selection_sort(stratum);
    }
    free(order);
    free(u);
    free(size);
    free(pik);
    return ok;
}

struct cluster {
    const char *name; /* the value of the stage's column */
    char *path;       /* with those above it */
    size_t *who, n, room;
    double size;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct cluster *)a)->name, ((const struct cluster *)b)->name);
}

/* The clusters of stage K among WHO, by the bytes of their names. */
static struct cluster *find_clusters(const struct staged *s, size_t k, const char *path, const size_t *who, size_t n,
                                     size_t *n_clusters)
{
    struct dictionary *names = dictionary_new();
    struct cluster *clusters = NULL;
    size_t room = 0;
    for (size_t i = 0; i < n; i++) {
        const char *value = s->people[who[i]].value[k];
        bool added;
        size_t c = dictionary_add(names, value, strlen(value), &added);
        if (added) {
            clusters = grow(clusters, &room, c + 1, sizeof *clusters);
            clusters[c] = (struct cluster){.name = value, .path = xasprintf("%s%s%s", path, *path ? "/" : "", value)};
        }
        clusters[c].who = grow(clusters[c].who, &clusters[c].room, clusters[c].n + 1, sizeof *clusters[c].who);
        clusters[c].who[clusters[c].n++] = who[i];
    }
    *n_clusters = dictionary_size(names);
    dictionary_free(names);
    if (clusters)
        qsort(clusters, *n_clusters, sizeof *clusters, by_name);
    return clusters;
}

/* The size of cluster C of stage K stands with each of its people, and all must say the same. */
static void check_cluster_size(const struct staged *s, size_t k, const struct cluster *c)
{
    const struct staged_member *first = NULL;
    double size = 0, own;
    for (size_t i = 0; i < c->n; i++) {
        const struct staged_member *p = &s->people[c->who[i]];
        if (!read_size(s, k, p, &own))
            continue;
        if (first && own != size)
            issues_add(s->issues, FAULT, "F318", s->place,
                       _("cluster \"%s\" has the size %s in column \"%s\" with \"%s/%s\" but %s with \"%s/%s\"; it is "
                         "the cluster's and must be the same with all its members"),
                       c->path, first->size[k], s->stage[k]->size_by, s->group->code, first->id, p->size[k],
                       s->group->code, p->id);
        if (!first) {
            first = p;
            size = own;
        }
    }
}

/* Whatever could not be drawn from stage K on, whichever clusters are drawn; PATHS are those seen so far. */
static void check_stage(const struct staged *s, size_t k, const char *path, const size_t *who, size_t n,
                        struct dictionary *paths)
{
    if (k == s->n_stages)
        return;
    bool sized = method_of(s->stage[k]) == SELECT_PARETO, people = !*s->stage[k]->column;
    double size;
    for (size_t i = 0; sized && people && i < n; i++)
        (void)read_size(s, k, &s->people[who[i]], &size); /* adds the fault */
    if (people)
        return;
    size_t n_clusters;
    struct cluster *c = find_clusters(s, k, path, who, n, &n_clusters);
    for (size_t i = 0; i < n_clusters; i++) {
        char *key = xasprintf("%zu:%s", k, c[i].path);
        bool added;
        dictionary_add(paths, key, strlen(key), &added);
        free(key);
        if (!added)
            issues_add(s->issues, FAULT, "F319", s->place,
                       _("group \"%s\": two clusters are both called \"%s\" with those above them; a name with \"/\" "
                         "in it must not look like another"),
                       s->group->code, c[i].path);
        if (sized && *s->stage[k]->size_by)
            check_cluster_size(s, k, &c[i]);
        check_stage(s, k + 1, c[i].path, c[i].who, c[i].n, paths);
        free(c[i].path);
        free(c[i].who);
    }
    free(c);
}

/* Stage K within PATH. */
static bool draw_stage(struct staged *s, size_t k, const char *path, const size_t *who, size_t n, double probability,
                       struct error *err)
{
    if (k == s->n_stages || !*s->stage[k]->column)
        return draw_people(s, k, path, who, n, probability, err);
    size_t n_clusters, n_taken, n_reserves;
    struct cluster *c = find_clusters(s, k, path, who, n, &n_clusters);
    double *u = xcalloc(n_clusters, sizeof *u), *size = xcalloc(n_clusters, sizeof *size),
           *pik = xcalloc(n_clusters, sizeof *pik);
    size_t *order = xcalloc(n_clusters, sizeof *order);
    bool sized = method_of(s->stage[k]) == SELECT_PARETO, ok = true;
    char prefix[40];
    snprintf(prefix, sizeof prefix, "stage%zu:", k + 1);
    for (size_t i = 0; i < n_clusters; i++) {
        u[i] = uniform_for(s, prefix, c[i].path);
        size[i] = (double)c[i].n;
        if (sized && *s->stage[k]->size_by) /* the same with each of its people */
            ok = read_size(s, k, &s->people[c[i].who[0]], &size[i]) && ok;
    }
    char *start = xasprintf("start:%s", prefix);
    struct selection_wish wish = {.method = method_of(s->stage[k]),
                                  .n_units = n_clusters,
                                  .n = take_of(s, k, n_clusters, path),
                                  .size = sized ? size : NULL,
                                  .u = u,
                                  .start = uniform_for(s, start, path)};
    free(start);
    ok = ok && select_stratum(&wish, order, &n_taken, &n_reserves, pik, err);
    bool *taken = xcalloc(n_clusters, sizeof *taken);
    for (size_t i = 0; ok && i < n_taken; i++)
        taken[order[i]] = true;
    for (size_t i = 0; i < n_clusters; i++) {
        if (ok && taken[i])
            ok = draw_stage(s, k + 1, c[i].path, c[i].who, c[i].n, probability * pik[i], err);
        free(c[i].path);
        free(c[i].who);
    }
    free(taken);
    free(c);
    free(u);
    free(size);
    free(pik);
    free(order);
    return ok;
}

/* Read the people of GROUP and check them; false with faults, or with ERR.  Release S in either case. */
static bool begin(struct staged *s, struct store *store, const struct definition *d, size_t group,
                  struct issues *issues, struct error *err)
{
    *s = (struct staged){.group = &d->groups[group],
                         .group_index = group,
                         .place = {store_path(store), "frame", 0, 0},
                         .issues = issues};
    size_t before = issues_count(issues, FAULT);
    s->n_stages = plan_stages(d, group, s->stage, PLAN_STAGES_MOST);
    if (!read_people(s, store, err) || issues_count(issues, FAULT) > before)
        return false;
    s->everybody = xcalloc(s->n_people, sizeof *s->everybody);
    for (size_t i = 0; i < s->n_people; i++)
        s->everybody[i] = i;
    struct dictionary *paths = dictionary_new();
    check_stage(s, 0, "", s->everybody, s->n_people, paths);
    dictionary_free(paths);
    return issues_count(issues, FAULT) == before;
}

static void release(struct staged *s)
{
    for (size_t i = 0; i < s->n_people; i++) {
        for (size_t k = 0; k < s->n_stages; k++) {
            free(s->people[i].value[k]);
            free(s->people[i].size[k]);
        }
        free(s->people[i].id);
    }
    free(s->people);
    free(s->everybody);
}

bool selection_stages(struct selection *selection, struct store *store, const struct definition *d, size_t group,
                      const char *seed, double start, struct issues *issues, struct error *err)
{
    struct staged s;
    bool ok = begin(&s, store, d, group, issues, err);
    s.selection = selection;
    s.from = start;
    ticket_seed_set(&s.seed, seed);
    ok = ok && draw_stage(&s, 0, "", s.everybody, s.n_people, 1, err);
    release(&s);
    return ok;
}

bool selection_check_stages(struct store *store, const struct definition *d, size_t group, struct issues *issues,
                            struct error *err)
{
    struct staged s;
    bool ok = begin(&s, store, d, group, issues, err);
    release(&s);
    return ok;
}
