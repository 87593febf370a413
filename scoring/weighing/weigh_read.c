#include "scoring/weighing/weigh_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weighing/weigh_recipe_read.h"
#include "survey/base/memory.h"
#include "survey/round/ballots.h"
#include "survey/round/frame.h"

/* Reserves called in are counted where they were drawn. */
static const char sql_sizes[] =
    "SELECT \"group\", stratum, population, drawn, (SELECT count(*) FROM release_now r WHERE r.\"group\" = t.\"group\""
    " AND r.stratum = t.stratum) FROM strata t ORDER BY 1, 2";
/* Replaced before they had a ballot that stands.  CASE: the state is looked up for the few who were replaced only. */
static const char sql_unasked[] =
    "SELECT replaced_stratum, replaced_probability, disposition = 'ineligible' FROM release_now WHERE"
    " \"group\" = :group AND replaces NOT IN (SELECT member FROM ballot_now WHERE \"group\" = :group AND"
    " ballot_type = :type AND CASE WHEN replaced IS NULL THEN 0 ELSE state <> 'void' END)";

/* What of the definition decides the weights; with a recipe the margins too. */
#define WEIGHT_PARTS                                                                                                   \
    (PART(T_ROUND) | PART(T_UNITS) | PART(T_GROUPS) | PART(T_SCALES) | PART(T_BALLOT_TYPES) | PART(T_QUESTIONS))

static uint32_t class_for(void *to, size_t type, size_t group, const char *stratum)
{
    struct weighing *w = to;
    const struct weigh_class *last = w->n_classes ? &w->classes[w->last] : NULL; /* most stand beside one like it */
    if (last && last->type == type && last->group == group && !strcmp(last->stratum, stratum))
        return w->last;
    char *key = xasprintf("%zu|%zu|%s", type, group, stratum);
    bool added;
    size_t c = dictionary_add(w->keys, key, strlen(key), &added);
    free(key);
    if (added) {
        w->classes = grow(w->classes, &w->room[0], c + 1, sizeof *w->classes);
        size_t name = dictionary_add(w->names, stratum, strlen(stratum), NULL);
        w->classes[c] = (struct weigh_class){.type = type, .group = group, .stratum = dictionary_key(w->names, name)};
        w->n_classes = c + 1;
    }
    return w->last = (uint32_t)c;
}

static bool asks(const struct ballot_type *type, size_t group)
{
    for (size_t g = 0; g < type->n_groups; g++)
        if (type->groups[g] == group)
            return true;
    return false;
}

/* Members of these designs have probabilities of their own. */
static bool is_unequal(const struct group *g)
{
    return g->via != VIA_SIPAS && (g->design == DESIGN_PPS || g->design == DESIGN_STAGES);
}

static void add_case(struct weighing *w, struct weigh_case one)
{
    w->cases = grow(w->cases, &w->room[2], w->n_cases + 1, sizeof *w->cases);
    w->cases[w->n_cases++] = one;
    w->n_valid += one.valid;
}

/* Those who were replaced and never had a ballot of the type: they did not answer, or do not belong. */
static bool read_unasked(struct weighing *w, size_t type, size_t group, struct error *err)
{
    struct query *q = query_new(w->store, sql_unasked);
    query_text(q, ":group", w->d->groups[group].code);
    query_text(q, ":type", w->d->ballot_types[type].code);
    while (query_next(q))
        add_case(w, (struct weigh_case){.class = class_for(w, type, group, query_get_str(q, 0)),
                                        .probability = query_get_real(q, 1),
                                        .ineligible = query_get_int(q, 2) != 0});
    return query_end(q, err);
}

/* Population and sample of every class of a sampled group. */
static bool read_sizes(struct weighing *w, struct error *err)
{
    struct query *q = query_new(w->store, sql_sizes);
    while (query_next(q)) {
        size_t group = definition_group(w->d, query_get_str(q, 0));
        for (size_t t = 0; group != NONE && t < w->d->n_ballot_types; t++) {
            if (!asks(&w->d->ballot_types[t], group))
                continue;
            uint32_t c = class_for(w, t, group, query_get_str(q, 1));
            struct weigh_class *class = &w->classes[c];
            class->population = query_get_int(q, 2);
            class->drawn = query_get_int(q, 3);
            class->released = query_get_int(q, 4);
            class->unequal = is_unequal(&w->d->groups[group]);
            class->by_size = w->d->groups[group].design == DESIGN_PPS;
        }
    }
    bool ok = query_end(q, err);
    for (size_t t = 0; ok && t < w->d->n_ballot_types; t++)
        for (size_t g = 0; ok && g < w->d->n_groups; g++)
            ok = !asks(&w->d->ballot_types[t], g) || read_unasked(w, t, g, err);
    return ok;
}

/* The PROBABILITY of every member of the groups that need it, MEMBERS by "GROUP/ID"; those asked in each class. */
static bool read_members(struct weighing *w, struct dictionary *members, double **probability, struct error *err)
{
    size_t room = 0;
    bool ok = true;
    for (size_t group = 0; ok && group < w->d->n_groups; group++) {
        if (!is_unequal(&w->d->groups[group]))
            continue;
        struct query *q = sample_query(w->store, w->d->groups[group].code, false, NULL, 0);
        while (query_next(q)) {
            char *key = xasprintf("%s/%s", w->d->groups[group].code, query_get_str(q, 1));
            size_t m = dictionary_add(members, key, strlen(key), NULL);
            free(key);
            *probability = grow(*probability, &room, m + 1, sizeof **probability);
            (*probability)[m] = query_get_real(q, 3);
            for (size_t t = 0; query_get_int(q, 4) && t < w->d->n_ballot_types; t++)
                if (asks(&w->d->ballot_types[t], group)) {
                    w->asked = grow(w->asked, &w->room[1], w->n_asked + 1, sizeof *w->asked);
                    w->asked[w->n_asked++] =
                        (struct weigh_member){class_for(w, t, group, query_get_str(q, 2)), (*probability)[m]};
                }
        }
        ok = query_end(q, err);
    }
    return ok;
}

static bool read_ballots(struct weighing *w, const struct dictionary *members, const double *probability,
                         struct error *err)
{
    struct ballots *ballots = ballots_open(w->store, w->d);
    struct ballot b;
    while (ballots_next(ballots, &b)) {
        char *pool = *b.pool ? xasprintf("pool:%s", b.pool) : NULL;
        uint32_t c = class_for(w, b.type, b.group, pool ? pool : b.stratum);
        w->classes[c].pool = pool != NULL;
        w->classes[c].walk_in = pool && !strcmp(b.pool, "walk_in");
        free(pool);
        if (b.state == CUSTODY_VOID)
            continue;
        struct weigh_case one = {.serial = b.serial,
                                 .class = c,
                                 .returned = b.returned,
                                 .ineligible = !b.returned && b.state == CUSTODY_INELIGIBLE,
                                 .valid = b.counts};
        if (w->recipe)
            weigh_recipe_note(w->recipe, &b, one.ineligible, w->n_cases);
        if (w->classes[c].unequal) {
            char *key = xasprintf("%s/%s", w->d->groups[b.group].code, b.member);
            size_t m = dictionary_find(members, key);
            free(key);
            one.probability = m == SIZE_MAX ? NAN : probability[m];
        }
        add_case(w, one);
    }
    return ballots_close(ballots, err);
}

bool weigh_read(struct weighing *w, struct store *store, const struct weighting *weighting, struct error *err)
{
    *w = (struct weighing){.store = store, .keys = dictionary_new(), .names = dictionary_new()};
    struct dictionary *members = dictionary_new();
    double *probability = NULL;
    w->d = definition_load_parts(store, WEIGHT_PARTS | (weighting->n ? PART(T_MARGINS) : 0), err);
    /* Sizes first: classes stand in the order of the strata, whatever the serials, and so do the sums. */
    bool ok = w->d && read_sizes(w, err) && read_members(w, members, &probability, err);
    if (ok && weighting->n)
        ok = (w->recipe = weigh_recipe_new(store, w->d, weighting, class_for, w, err)) != NULL;
    ok = ok && read_ballots(w, members, probability, err);
    dictionary_free(members);
    free(probability);
    return ok;
}

void weighing_release(struct weighing *w)
{
    dictionary_free(w->keys);
    dictionary_free(w->names);
    free(w->classes);
    free(w->asked);
    free(w->cases);
    weigh_recipe_free(w->recipe);
    definition_free(w->d);
}
