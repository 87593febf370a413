#include "scoring/weighing/weigh.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/weighing/weigh_write.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/recheck.h"

/* No valid ballot stands for a class. */
static void warn_of_empty(const struct weighing *w, struct issues *issues)
{
    for (size_t i = 0; i < w->n_classes; i++) {
        const struct weigh_class *c = &w->classes[i];
        if (!c->pool && !c->valid && !isnan(c->base))
            issues_add(issues, WARNING, "W431", (struct place){store_path(w->store), NULL, 0, 0},
                       _("ballot type \"%s\", group \"%s\", stratum \"%s\": no valid ballot stands for its %" PRId64
                         " members"),
                       w->d->ballot_types[c->type].code, w->d->groups[c->group].code, c->stratum,
                       c->population - c->ineligible);
    }
}

/* Ballots of pools count beside those of people on a list, of whom they may be: of each ballot type and group. */
static void warn_of_pools(const struct weighing *w, struct issues *issues)
{
    for (size_t t = 0; t < w->d->n_ballot_types; t++)
        for (size_t g = 0; g < w->d->n_groups; g++) {
            int64_t members = 0, valid = 0, n = 0;
            for (size_t i = 0; i < w->n_classes; i++) {
                const struct weigh_class *c = &w->classes[i];
                if (c->type != t || c->group != g)
                    continue;
                if (c->pool)
                    n += c->valid;
                else
                    members += c->population;
                valid += c->valid;
            }
            if (n && members)
                issues_add(issues, WARNING, "W436", (struct place){store_path(w->store), NULL, 0, 0},
                           w->d->groups[g].design == DESIGN_CENSUS
                               ? _("ballot type \"%s\", group \"%s\": %" PRId64 " of %" PRId64
                                   " valid ballots are of pools, though all %" PRId64
                                   " members of the list are asked; they count as people who are not on it")
                               : _("ballot type \"%s\", group \"%s\": %" PRId64 " of %" PRId64
                                   " valid ballots are of pools, beside a sample of the list's %" PRId64
                                   " members; they count as people who are not on it"),
                           w->d->ballot_types[t].code, w->d->groups[g].code, n, valid, members);
        }
}

/* The weights by RECIPE, or without where it has no rows. */
static bool compute(struct weighing *w, struct store *store, const struct weighting *recipe, struct issues *issues,
                    struct error *err)
{
    if (!weigh_read(w, store, recipe, err))
        return false;
    weigh_compute(w->classes, w->n_classes, w->asked, w->n_asked, w->cases, w->n_cases);
    warn_of_empty(w, issues);
    warn_of_pools(w, issues);
    return !w->recipe || weigh_recipe_run(w->recipe, w->classes, w->cases, w->n_cases, issues);
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
    ok = ok && store_clear(store, "response weight weight_step", err) &&
         weighting_save(recipe ? recipe : &none, w.d, store, err) && weigh_write_classes(&w, "", err) &&
         weigh_write_weights(&w, "", err) && weigh_write_steps(&w, "", err);
    if (ok) {
        if (recipe)
            run_detail(&run, _("%zu valid ballots weighted by the recipe \"%s\", SHA-256 %s"), w.n_valid,
                       base_name(recipe->file), recipe->sha256);
        else
            run_detail(&run, _("%zu valid ballots weighted"), w.n_valid);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    weighing_release(&w);
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
             weigh_write_classes(&w, RECHECK_PREFIX, err) && weigh_write_steps(&w, RECHECK_PREFIX, err) &&
             recheck_compare(store, "response", "ballot_type || '/' || \"group\" || '/' || stratum", _("weights"),
                             "F932", issues, err) &&
             recheck_compare(store, "weight_step", "step || '/' || \"group\"", _("weights"), "F932", issues, err);
    /* As the log has them, and nothing else is wrong: done.  Else say which ballots differ. */
    if (ok && local.code == E_NONE && (issues_count(issues, FAULT) > 0 || !weigh_same_weights(&w, err)))
        ok = err->code == E_NONE && recheck_begin(store, "weight", err) &&
             weigh_write_weights(&w, RECHECK_PREFIX, err) &&
             recheck_compare(store, "weight", "serial", _("weights"), "F932", issues, err);
    issues_free(unused);
    weighing_release(&w);
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
    for (size_t i = 0; ok && i < r->w.n_cases; i++)
        if (r->w.cases[i].valid && !isnan(r->w.classes[r->w.cases[i].class].base))
            r->row[r->n_rows++] = r->w.recipe ? r->w.recipe->row_of[i] : NONE;
    if (ok)
        return r;
    weigh_records_free(r);
    return NULL;
}

void weigh_records_free(struct weigh_records *r)
{
    if (!r)
        return;
    weighing_release(&r->w);
    weighting_release(&r->recipe);
    free(r->row);
    free(r);
}

const struct projection_record *weigh_records_of(const struct weigh_records *r, size_t type, size_t group,
                                                 size_t *n_records, size_t *n_rows)
{
    *n_records = 0;
    if (!r->w.recipe)
        return NULL;
    const struct weigh_table *t = weigh_table_of(r->w.recipe, type, group);
    *n_records = t->trace.n_records;
    *n_rows = t->n_rows;
    return t->trace.records;
}

size_t weigh_records_row(const struct weigh_records *r, size_t i)
{
    return i < r->n_rows ? r->row[i] : NONE;
}
