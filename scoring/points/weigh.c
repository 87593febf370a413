#include "scoring/points/weigh.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/points/weigh_inside.h"
#include "scoring/points/weigh_recipe.h"
#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/sum.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/store/recheck.h"

static const char sql_sizes[] =
    "SELECT t.\"group\", t.stratum, t.population, t.drawn, (SELECT count(*) FROM release r JOIN sample s"
    " ON s.\"group\" = r.\"group\" AND s.id = r.id WHERE s.\"group\" = t.\"group\" AND s.stratum = t.stratum) FROM "
    "strata t ORDER BY 1, 2";
/* Replaced before they had a ballot. */
static const char sql_unasked[] =
    "SELECT s.stratum, s.probability, r.disposition = 'ineligible' FROM release r JOIN sample s"
    " ON s.\"group\" = r.\"group\" AND s.id = r.replaces WHERE r.\"group\" = :group AND NOT EXISTS"
    " (SELECT 1 FROM ballot b WHERE b.\"group\" = r.\"group\" AND b.member = r.replaces AND b.ballot_type = :type)";

/* Selected, or a reserve called in; and the probability the design gave. */
static const char sql_members[] =
    "SELECT s.id, s.stratum, s.probability, s.role = 'selected' OR EXISTS (SELECT 1 FROM release r"
    " WHERE r.\"group\" = s.\"group\" AND r.id = s.id) FROM sample s WHERE s.\"group\" = :group ORDER BY s.id";

static size_t class_for(struct weighing *w, size_t type, size_t group, const char *stratum)
{
    char *key = xasprintf("%zu|%zu|%s", type, group, stratum);
    bool added;
    size_t c = dictionary_add(w->keys, key, strlen(key), &added);
    free(key);
    if (added) {
        w->classes = grow(w->classes, &w->room, c + 1, sizeof *w->classes);
        size_t name = dictionary_add(w->names, stratum, strlen(stratum), NULL);
        w->classes[c] = (struct class){.type = type, .group = group, .stratum = dictionary_key(w->names, name)};
        w->n_classes = c + 1;
    }
    return c;
}

/* Members of these designs have probabilities of their own. */
static bool has_own(const struct group *g)
{
    return g->via != VIA_SIPAS && (g->design == DESIGN_PPS || g->design == DESIGN_STAGES);
}

/* The probability of B's member by the design. */
static double probability_of(const struct weighing *w, const struct ballot *b)
{
    char *key = xasprintf("%s/%s", w->d->groups[b->group].code, b->member);
    size_t m = dictionary_find(w->members, key);
    free(key);
    return m == SIZE_MAX ? NAN : w->member_probability[m];
}

/* Take one who is not of the population out of the sample of the class. */
static void lose(struct class *class, double probability)
{
    if (probability >= 1) {
        class->certain_lost++;
    } else {
        class->lost += probability;
        class->inverse -= 1 / probability;
    }
}

/* A member of class C who has a probability of their own and answered, or not. */
static void add_own(struct weighing *w, size_t c, double probability, bool valid)
{
    w->own = grow(w->own, &w->own_room, w->n_own + 1, sizeof *w->own);
    w->own[w->n_own++] = (struct own_ballot){c, probability, valid};
}

/* Count every ballot into its class and note the valid ones. */
static bool count_ballots(struct weighing *w, struct error *err)
{
    struct ballots *ballots = ballots_open(w->store, w->d);
    struct ballot b;
    while (ballots_next(ballots, &b)) {
        char *pool = *b.pool ? xasprintf("pool:%s", b.pool) : NULL;
        size_t c = class_for(w, b.type, b.group, pool ? pool : b.stratum);
        struct class *class = &w->classes[c];
        class->walk_in = pool && !strcmp(b.pool, "walk_in");
        free(pool);
        if (b.state == CUSTODY_VOID) {
            if (w->recipe)
                weigh_recipe_note(w->recipe, &b, false, w->n_valid);
            continue;
        }
        class->issued++;
        class->returned += b.returned;
        bool ineligible = !b.returned && b.state == CUSTODY_INELIGIBLE;
        class->ineligible += ineligible;
        if (w->recipe)
            weigh_recipe_note(w->recipe, &b, ineligible, w->n_valid);
        double probability = class->own ? probability_of(w, &b) : 0;
        if (class->own && ineligible)
            lose(class, probability);
        else if (class->own)
            add_own(w, c, probability, b.counts);
        if (b.counts) {
            class->valid++;
            w->probability = grow(w->probability, &w->probability_room, w->n_valid + 1, sizeof *w->probability);
            w->probability[w->n_valid] = probability;
            w->class_of = grow(w->class_of, &w->class_room, w->n_valid + 1, sizeof *w->class_of);
            w->serial = grow(w->serial, &w->serial_room, w->n_valid + 1, sizeof *w->serial);
            w->class_of[w->n_valid] = c;
            w->serial[w->n_valid++] = b.serial;
        }
    }
    return ballots_close(ballots, err);
}

/* Those who were replaced and never had a ballot of the type of class C: they did not answer, or do not belong. */
static bool count_unasked(struct weighing *w, size_t c, struct error *err)
{
    struct class *class = &w->classes[c];
    struct query *q = query_new(w->store, sql_unasked);
    query_text(q, ":group", w->d->groups[class->group].code);
    query_text(q, ":type", w->d->ballot_types[class->type].code);
    while (query_next(q)) {
        bool ineligible = query_get_int(q, 2) != 0;
        if (strcmp(query_get_str(q, 0), class->stratum) != 0)
            continue;
        class->unasked++;
        class->ineligible += ineligible;
        if (class->own && ineligible)
            lose(class, query_get_real(q, 1));
        else if (class->own)
            add_own(w, c, query_get_real(q, 1), false);
    }
    return query_end(q, err);
}

/* Population and sample of every class of a sampled group. */
static bool read_sizes(struct weighing *w, struct error *err)
{
    struct query *q = query_new(w->store, sql_sizes);
    bool ok = true;
    while (ok && query_next(q)) {
        size_t group = definition_group(w->d, query_get_str(q, 0));
        for (size_t t = 0; ok && group != NONE && t < w->d->n_ballot_types; t++)
            for (size_t g = 0; ok && g < w->d->ballot_types[t].n_groups; g++) {
                if (w->d->ballot_types[t].groups[g] != group)
                    continue;
                size_t c = class_for(w, t, group, query_get_str(q, 1));
                struct class *class = &w->classes[c];
                class->population = query_get_int(q, 2);
                class->drawn = query_get_int(q, 3);
                class->released = query_get_int(q, 4);
                class->own = has_own(&w->d->groups[group]);
                ok = count_unasked(w, c, err);
            }
    }
    return query_end(q, err) && ok;
}

/* A member of GROUP who was to be asked counts in the class of each ballot type. */
static void count_member(struct weighing *w, size_t group, const char *stratum, double probability)
{
    for (size_t t = 0; t < w->d->n_ballot_types; t++)
        for (size_t g = 0; g < w->d->ballot_types[t].n_groups; g++) {
            if (w->d->ballot_types[t].groups[g] != group)
                continue;
            struct class *class = &w->classes[class_for(w, t, group, stratum)];
            if (probability >= 1)
                class->certain++;
            else
                class->inverse += 1 / probability;
        }
}

/* The probability of every member of the groups that need it. */
static bool read_members(struct weighing *w, struct error *err)
{
    bool ok = true;
    for (size_t g = 0; ok && g < w->d->n_groups; g++) {
        if (!has_own(&w->d->groups[g]))
            continue;
        struct query *q = query_new(w->store, sql_members);
        query_text(q, ":group", w->d->groups[g].code);
        while (query_next(q)) {
            char *key = xasprintf("%s/%s", w->d->groups[g].code, query_get_str(q, 0));
            size_t m = dictionary_add(w->members, key, strlen(key), NULL);
            free(key);
            w->member_probability = grow(w->member_probability, &w->member_room, m + 1, sizeof *w->member_probability);
            w->member_probability[m] = query_get_real(q, 2);
            if (query_get_int(q, 3))
                count_member(w, g, query_get_str(q, 1), w->member_probability[m]);
        }
        ok = query_end(q, err);
    }
    return ok;
}

/* What 1 / probability is multiplied by in the class, for all but certain members.  As where all have the
 * same: those found ineligible leave the population (in a design by size, their sizes leave the total),
 * and reserves called in join the sample. */
static double correction_of(const struct weighing *w, const struct class *c)
{
    bool by_size = w->d->groups[c->group].design == DESIGN_PPS;
    int64_t certain = by_size ? c->certain : 0, certain_lost = by_size ? c->certain_lost : 0;
    double drawn = (double)(c->drawn - certain);
    double now = drawn + (double)(c->released - c->ineligible + certain_lost);
    double lost = by_size ? c->lost : drawn * (double)c->ineligible / (double)c->population;
    return now > 0 ? (drawn - lost) / now : 1;
}

static double own_weight(const struct class *c, double probability)
{
    return probability >= 1 ? 1 : c->correction / probability;
}

double weigh_base(struct weighing *w, size_t type, size_t group, const char *stratum, double probability)
{
    const struct class *c = &w->classes[class_for(w, type, group, stratum)];
    return c->own ? own_weight(c, probability) : c->base;
}

/* Base weight and factor of a class whose members have their own. */
static void set_own(struct class *c)
{
    double all = (double)(c->certain - c->certain_lost) + c->correction * c->inverse;
    c->base = all / (double)(c->drawn + c->released - c->ineligible);
    c->factor = c->valid ? all / c->answered : NAN;
}

static void set_weights(struct weighing *w, struct issues *issues)
{
    for (size_t i = 0; i < w->n_classes; i++)
        w->classes[i].correction = w->classes[i].own ? correction_of(w, &w->classes[i]) : 1;
    for (size_t i = 0; i < w->n_own; i++)
        if (w->own[i].valid)
            w->classes[w->own[i].class].answered += own_weight(&w->classes[w->own[i].class], w->own[i].probability);
    for (size_t i = 0; i < w->n_classes; i++) {
        struct class *c = &w->classes[i];
        struct place place = {store_path(w->store), NULL, 0, 0};
        c->base = c->factor = NAN;
        if (!strncmp(c->stratum, "pool:", 5)) { /* no probability of inclusion is known */
            c->population = c->drawn = c->issued;
            c->base = 1;
            if (c->valid)
                c->factor = c->walk_in ? 1 : (double)(c->issued - c->ineligible) / (double)c->valid;
            continue;
        }
        int64_t sampled = c->drawn + c->released - c->ineligible, eligible = c->population - c->ineligible;
        if (sampled <= 0)
            continue;
        c->base = (double)eligible / (double)sampled;
        if (c->valid)
            c->factor = (double)sampled / (double)c->valid;
        if (c->own)
            set_own(c);
        if (!c->valid)
            issues_add(issues, WARNING, "W431", place,
                       _("ballot type \"%s\", group \"%s\", stratum \"%s\": no valid ballot stands for its %" PRId64
                         " members"),
                       w->d->ballot_types[c->type].code, w->d->groups[c->group].code, c->stratum, eligible);
    }
}

/* --- writing ------------------------------------------------------------------------- */

static struct query *insert_into(struct store *store, const char *prefix, const char *rest)
{
    char *sql = xasprintf("INSERT INTO %s%s", prefix, rest);
    struct query *q = query_new(store, sql);
    free(sql);
    return q;
}

static bool write_classes(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q =
        insert_into(w->store, prefix,
                    "response (ballot_type, \"group\", stratum, population, drawn, released, ineligible,"
                    " issued, returned, valid, base, factor) VALUES (:type, :group, :stratum, :population,"
                    " :drawn, :released, :ineligible, :issued, :returned, :valid, :base, :factor)");
    for (size_t i = 0; i < w->n_classes; i++) {
        const struct class *c = &w->classes[i];
        query_text(q, ":type", w->d->ballot_types[c->type].code);
        query_text(q, ":group", w->d->groups[c->group].code);
        query_text(q, ":stratum", c->stratum);
        query_int(q, ":population", c->population);
        query_int(q, ":drawn", c->drawn);
        query_int(q, ":released", c->released);
        query_int(q, ":ineligible", c->ineligible);
        query_int(q, ":issued", c->issued);
        query_int(q, ":returned", c->returned);
        query_int(q, ":valid", c->valid);
        query_real(q, ":base", c->base);
        query_real(q, ":factor", c->factor);
        query_run(q);
    }
    return query_end(q, err);
}

static const char sql_weight[] = "weight (serial, base, final) VALUES (:serial, :base, :final)";

static void run_weights(const struct weighing *w, struct query *q)
{
    for (size_t i = 0; i < w->n_valid; i++) {
        const struct class *c = &w->classes[w->class_of[i]];
        if (isnan(c->base))
            continue;
        query_int(q, ":serial", w->serial[i]);
        double base = c->own ? own_weight(c, w->probability[i]) : c->base;
        query_real(q, ":base", base);
        query_real(q, ":final", w->recipe ? w->final[i] : base * c->factor);
        query_run(q);
    }
}

static bool write_weights(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q = insert_into(w->store, prefix, sql_weight);
    run_weights(w, q);
    return query_end(q, err);
}

/* True when the weights computed are those of the log. */
static bool same_weights(const struct weighing *w, struct error *err)
{
    char *sql = xasprintf("INSERT INTO %s", sql_weight);
    struct query *q = query_new(w->store, sql);
    free(sql);
    query_only_digests(q);
    struct digest digest = {0};
    run_weights(w, q);
    query_digest(q, &digest);
    return query_end(q, err) && recheck_same(w->store, "weight", &digest);
}

/* The health of weights: COUNT[i] ballots have WEIGHT[i]. */
struct health {
    int64_t n;
    double sum, min, max, cv, deff, n_eff;
};

static struct health health_of(const int64_t *count, const double *weight, size_t n)
{
    struct health h = {.min = NAN, .max = NAN};
    struct sum sum = {0}, squares = {0};
    for (size_t i = 0; i < n; i++) {
        if (count[i] == 0 || isnan(weight[i]))
            continue;
        h.n += count[i];
        sum_add(&sum, (double)count[i] * weight[i]);
        h.min = isnan(h.min) || weight[i] < h.min ? weight[i] : h.min;
        h.max = isnan(h.max) || weight[i] > h.max ? weight[i] : h.max;
    }
    h.sum = sum_of(&sum);
    double mean = h.sum / (double)h.n;
    for (size_t i = 0; i < n; i++)
        if (count[i] && !isnan(weight[i]))
            sum_add(&squares, (double)count[i] * (weight[i] - mean) * (weight[i] - mean));
    double variance = sum_of(&squares) / (double)h.n;
    h.cv = sqrt(variance) / mean;
    h.deff = 1 + variance / (mean * mean);
    h.n_eff = (double)h.n / h.deff;
    return h;
}

/* The health of the weights of GROUP, or ALL, after step 1 or 2 of the classes. */
static struct health class_health(const struct weighing *w, int step, size_t group)
{
    size_t n = w->n_classes + w->n_own; /* classes of one weight, then ballots with their own */
    int64_t *count = xcalloc(n, sizeof *count);
    double *weight = xcalloc(n, sizeof *weight);
    for (size_t i = 0; i < w->n_classes; i++) {
        const struct class *c = &w->classes[i];
        if ((group != ALL && c->group != group) || c->own)
            continue;
        count[i] = step == 1 ? c->issued + c->unasked - c->ineligible : c->valid;
        weight[i] = step == 1 ? c->base : c->base * c->factor;
    }
    for (size_t i = 0; i < w->n_own; i++) {
        const struct class *c = &w->classes[w->own[i].class];
        double base = own_weight(c, w->own[i].probability);
        count[w->n_classes + i] = (group == ALL || c->group == group) && (step == 1 || w->own[i].valid);
        weight[w->n_classes + i] = step == 1 ? base : base * c->factor;
    }
    struct health h = health_of(count, weight, n);
    free(count);
    free(weight);
    return h;
}

static void write_step(const struct weighing *w, struct query *q, int step, const char *name, size_t group,
                       const struct health *h, const struct weigh_step *more)
{
    query_int(q, ":step", step);
    query_text(q, ":name", name);
    query_text(q, ":group", group == ALL ? "" : w->d->groups[group].code);
    query_int(q, ":n", h->n);
    query_real(q, ":sum", h->n ? h->sum : NAN);
    query_real(q, ":min", h->min);
    query_real(q, ":max", h->max);
    query_real(q, ":cv", h->n ? h->cv : NAN);
    query_real(q, ":deff", h->n ? h->deff : NAN);
    query_real(q, ":n_eff", h->n ? h->n_eff : NAN);
    query_real(q, ":misfit", more ? more->misfit : NAN);
    query_text(q, ":misfit_at", more && *more->misfit_at ? more->misfit_at : NULL);
    if (more)
        query_int(q, ":recipe", (int64_t)more->recipe);
    else
        query_null(q, ":recipe");
    query_run(q);
}

static struct health health_as(const struct weight_health *h)
{
    return (struct health){(int64_t)h->n, h->sum, h->min, h->max, h->cv, h->deff, h->n_effective};
}

/* The steps of the recipe, and all groups together at its end. */
static void write_recipe_steps(const struct weighing *w, struct query *q)
{
    size_t n, n_final = 0;
    const struct weigh_step *steps = weigh_recipe_steps(w->recipe, &n);
    int last = 2;
    for (size_t i = 0; i < n; i++) {
        struct health h = health_as(&steps[i].health);
        write_step(w, q, steps[i].step, steps[i].name, steps[i].group, &h, &steps[i]);
        last = steps[i].step > last ? steps[i].step : last;
    }
    double *final = xcalloc(w->n_valid + 1, sizeof *final);
    for (size_t i = 0; i < w->n_valid; i++)
        if (!isnan(w->final[i]))
            final[n_final++] = w->final[i];
    struct weight_health all = weight_health(final, n_final);
    free(final);
    struct health h = health_as(&all);
    write_step(w, q, last, "final", ALL, &h, NULL);
}

static bool write_steps(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q = insert_into(w->store, prefix,
                                  "weight_step (step, name, \"group\", n, sum, min, max, cv, deff, n_eff, misfit,"
                                  " misfit_at, recipe) VALUES (:step, :name, :group, :n, :sum, :min, :max, :cv, :deff,"
                                  " :n_eff, :misfit, :misfit_at, :recipe)");
    for (int step = 1; step <= 2; step++) {
        const char *name = step == 1 ? "base" : "nonresponse";
        for (size_t g = 0; g <= w->d->n_groups; g++) {
            size_t group = g < w->d->n_groups ? g : ALL;
            bool own = step == 2 && w->recipe && (group == ALL || weigh_recipe_is_for(w->recipe, group));
            if (own || (group != ALL && w->d->groups[group].via == VIA_SIPAS))
                continue;
            struct health h = class_health(w, step, group);
            write_step(w, q, step, name, group, &h, NULL);
        }
    }
    if (w->recipe)
        write_recipe_steps(w, q);
    return query_end(q, err);
}

static bool write_all(const struct weighing *w, const char *prefix, struct error *err)
{
    return write_classes(w, prefix, err) && write_weights(w, prefix, err) && write_steps(w, prefix, err);
}

/* --- the verb ---------------------------------------------------------------------------- */

/* What of the definition decides the weights; with a recipe the margins too. */
#define WEIGHT_PARTS                                                                                                   \
    (PART(T_ROUND) | PART(T_UNITS) | PART(T_GROUPS) | PART(T_SCALES) | PART(T_BALLOT_TYPES) | PART(T_QUESTIONS))

/* The weights by RECIPE, or without where it has no rows. */
static bool compute(struct weighing *w, struct store *store, const struct weighting *recipe, struct issues *issues,
                    struct error *err)
{
    *w = (struct weighing){
        .store = store, .keys = dictionary_new(), .names = dictionary_new(), .members = dictionary_new()};
    w->d = definition_load_parts(store, WEIGHT_PARTS | (recipe->n ? PART(T_MARGINS) : 0), err);
    /* Sizes first: classes stand in the order of the strata, whatever the serials, and so do the sums. */
    if (!w->d || !read_sizes(w, err) || !read_members(w, err) ||
        (recipe->n && !(w->recipe = weigh_recipe_new(store, w->d, recipe, err))) || !count_ballots(w, err))
        return false;
    set_weights(w, issues);
    if (!w->recipe)
        return true;
    w->final = xcalloc(w->n_valid + 1, sizeof *w->final);
    for (size_t i = 0; i < w->n_valid; i++) {
        const struct class *c = &w->classes[w->class_of[i]];
        w->final[i] = (c->own ? own_weight(c, w->probability[i]) : c->base) * c->factor;
    }
    return weigh_recipe_run(w->recipe, w, w->final, issues, err);
}

/* The same by the recipe the round holds, which RECIPE receives. */
static bool compute_again(struct weighing *w, struct weighting *recipe, struct store *store, struct issues *issues,
                          struct error *err)
{
    struct definition *d = definition_load_parts(store, PART(T_GROUPS), err);
    bool ok = d && weighting_load(recipe, d, store, err) && compute(w, store, recipe, issues, err);
    definition_free(d);
    return ok;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void release(struct weighing *w)
{
    dictionary_free(w->keys);
    dictionary_free(w->names);
    free(w->classes);
    free(w->class_of);
    free(w->serial);
    free(w->probability);
    dictionary_free(w->members);
    free(w->member_probability);
    free(w->own);
    weigh_recipe_free(w->recipe);
    free(w->final);
    definition_free(w->d);
}

/* That a recipe which the round has is not used any more. */
static void warn_of_lost_recipe(struct store *store, struct issues *issues)
{
    if (store_count(store, "recipe") > 0)
        issues_add(issues, WARNING, "W815", (struct place){store_path(store), NULL, 0, 0},
                   _("the weights had a recipe (run %" PRId64 "); without --recipe they have none now"),
                   log_last_run(store, "recipe"));
}

bool weigh_round(struct store *store, const struct weighting *recipe, const struct actor *actor, struct issues *issues,
                 struct error *err)
{
    static const struct weighting none = {0};
    if (store_count(store, "ballot") == 0)
        return error_set(err, E_STATE, _("no ballots are issued yet; `dtxhh issue` first"));
    struct weighing w = {0};
    struct run run = {0};
    size_t faults = issues_count(issues, FAULT);
    bool ok = run_begin(&run, store, "weigh", actor, err) && compute(&w, store, recipe ? recipe : &none, issues, err);
    if (ok && w.n_valid == 0)
        ok = error_set(err, E_STATE, _("no valid ballot is in the round yet; `dtxhh import` first"));
    ok = ok && issues_count(issues, FAULT) == faults;
    if (ok && !recipe)
        warn_of_lost_recipe(store, issues);
    ok = ok && store_run(store, "DELETE FROM response; DELETE FROM weight; DELETE FROM weight_step", err) &&
         weighting_save(recipe ? recipe : &none, w.d, store, err) && write_all(&w, "main.", err);
    if (ok) {
        if (recipe)
            run_detail(&run, _("%zu valid ballots weighted by the recipe \"%s\", SHA-256 %s"), w.n_valid,
                       base_name(recipe->file), recipe->sha256);
        else
            run_detail(&run, _("%zu valid ballots weighted"), w.n_valid);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    release(&w);
    return ok;
}

bool weigh_verify(struct store *store, struct issues *issues, struct error *err)
{
    if (log_last_run(store, "weight") == 0)
        return true;
    struct place place = {store_path(store), NULL, 0, 0};
    char *changed = NULL;
    struct error local = {0};
    /* Weights that are stale say so in `status`; only fresh ones can be repeated. */
    if (!log_is_fresh(store, "weight", &changed, &local)) {
        free(changed);
        return error_pass(err, &local);
    }
    struct weighing w = {0};
    struct weighting recipe = {0};
    struct issues *unused = issues_new();
    bool ok = true;
    if (!compute_again(&w, &recipe, store, unused, &local))
        issues_add(issues, FAULT, "F931", place, _("weights: they cannot be repeated: %s"),
                   local.code != E_NONE ? local.text : _("what they were made from has faults now"));
    else
        ok = recheck_begin(store, "response", err) && recheck_begin(store, "weight_step", err) &&
             write_classes(&w, RECHECK_PREFIX, err) && write_steps(&w, RECHECK_PREFIX, err) &&
             recheck_compare(store, "response", "ballot_type || '/' || \"group\" || '/' || stratum", _("weights"),
                             "F932", issues, err) &&
             recheck_compare(store, "weight_step", "step || '/' || \"group\"", _("weights"), "F932", issues, err);
    /* As the log has them, and nothing else is wrong: done.  Else say which ballots differ. */
    if (ok && local.code == E_NONE && (issues_count(issues, FAULT) > 0 || !same_weights(&w, err)))
        ok = err->code == E_NONE && recheck_begin(store, "weight", err) && write_weights(&w, RECHECK_PREFIX, err) &&
             recheck_compare(store, "weight", "serial", _("weights"), "F932", issues, err);
    issues_free(unused);
    release(&w);
    weighting_release(&recipe);
    return ok;
}

struct weigh_records {
    struct weighing w;
    struct weighting recipe;
    size_t *row; /* of each ballot that has a weight */
    size_t n_rows;
};

struct weigh_records *weigh_records_new(struct store *store, struct error *err)
{
    struct weigh_records *r = xcalloc(1, sizeof *r);
    struct issues *unused = issues_new();
    bool ok = compute_again(&r->w, &r->recipe, store, unused, err);
    if (!ok && err->code == E_NONE)
        error_set(err, E_STATE, _("the recipe of the weights cannot be repeated; `dtxhh weigh` first"));
    issues_free(unused);
    r->row = xcalloc(r->w.n_valid + 1, sizeof *r->row);
    for (size_t i = 0; ok && i < r->w.n_valid; i++)
        if (!isnan(r->w.classes[r->w.class_of[i]].base))
            r->row[r->n_rows++] = r->w.recipe ? weigh_recipe_row(r->w.recipe, i) : NONE;
    if (ok)
        return r;
    weigh_records_free(r);
    return NULL;
}

void weigh_records_free(struct weigh_records *r)
{
    if (!r)
        return;
    release(&r->w);
    weighting_release(&r->recipe);
    free(r->row);
    free(r);
}

const struct projection_record *weigh_records_of(const struct weigh_records *r, size_t type, size_t group,
                                                 size_t *n_records, size_t *n_rows)
{
    *n_records = 0;
    return r->w.recipe ? weigh_recipe_records(r->w.recipe, type, group, n_records, n_rows) : NULL;
}

size_t weigh_records_row(const struct weigh_records *r, size_t i)
{
    return i < r->n_rows ? r->row[i] : NONE;
}
