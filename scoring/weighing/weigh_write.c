#include "scoring/weighing/weigh_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/store/recheck.h"

bool weigh_write_classes(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q = query_insert(w->store, prefix, "response");
    for (size_t i = 0; i < w->n_classes; i++) {
        const struct weigh_class *c = &w->classes[i];
        query_text(q, ":ballot_type", w->d->ballot_types[c->type].code);
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

static void run_weights(const struct weighing *w, struct query *q)
{
    for (size_t i = 0; i < w->n_cases; i++) {
        const struct weigh_case *c = &w->cases[i];
        if (!c->valid || isnan(w->classes[c->class].base))
            continue;
        query_int(q, ":serial", c->serial);
        query_real(q, ":base", c->base);
        query_real(q, ":final", c->final);
        query_run(q);
    }
}

bool weigh_write_weights(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q = query_insert(w->store, prefix, "weight");
    run_weights(w, q);
    return query_end(q, err);
}

bool weigh_same_weights(const struct weighing *w, struct error *err)
{
    struct query *q = query_insert(w->store, "", "weight");
    query_only_compares(q, "serial");
    run_weights(w, q);
    bool same = query_all_same(q);
    return query_end(q, err) && same;
}

static void write_step(const struct weighing *w, struct query *q, int step, const char *name, size_t group,
                       const struct weight_health *h, const struct weigh_step *more)
{
    query_int(q, ":step", step);
    query_text(q, ":name", name);
    query_text(q, ":group", group == ALL ? "" : w->d->groups[group].code);
    query_int(q, ":n", (int64_t)h->n);
    query_real(q, ":sum", h->n ? h->sum : NAN);
    query_real(q, ":min", h->min);
    query_real(q, ":max", h->max);
    query_real(q, ":cv", h->n ? h->cv : NAN);
    query_real(q, ":deff", h->n ? h->deff : NAN);
    query_real(q, ":n_eff", h->n ? h->n_effective : NAN);
    query_real(q, ":misfit", more ? more->misfit : NAN);
    query_text(q, ":misfit_at", more && *more->misfit_at ? more->misfit_at : NULL);
    if (more)
        query_int(q, ":recipe", (int64_t)more->recipe);
    else
        query_null(q, ":recipe");
    query_run(q);
}

/* The steps of the recipe, and all groups together at its end. */
static void write_recipe_steps(const struct weighing *w, struct query *q)
{
    const struct weigh_recipe *r = w->recipe;
    size_t n_final = 0;
    int last = 2;
    for (size_t i = 0; i < r->n_steps; i++) {
        write_step(w, q, r->steps[i].step, r->steps[i].name, r->steps[i].group, &r->steps[i].health, &r->steps[i]);
        last = r->steps[i].step > last ? r->steps[i].step : last;
    }
    double *final = xcalloc(w->n_valid + 1, sizeof *final);
    for (size_t i = 0; i < w->n_cases; i++)
        if (w->cases[i].valid && !isnan(w->cases[i].final))
            final[n_final++] = w->cases[i].final;
    struct weight_health h = weight_health(final, n_final);
    free(final);
    write_step(w, q, last, "final", ALL, &h, NULL);
}

bool weigh_write_steps(const struct weighing *w, const char *prefix, struct error *err)
{
    struct query *q = query_insert(w->store, prefix, "weight_step");
    for (int step = 1; step <= 2; step++) {
        const char *name = step == 1 ? "base" : "nonresponse";
        for (size_t g = 0; g <= w->d->n_groups; g++) {
            size_t group = g < w->d->n_groups ? g : ALL;
            bool by_recipe = step == 2 && w->recipe && (group == ALL || w->recipe->members[group].ids);
            if (by_recipe || (group != ALL && w->d->groups[group].via == VIA_SIPAS))
                continue;
            struct weight_health h = weigh_health(w->classes, w->n_classes, w->cases, w->n_cases,
                                                  group == ALL ? SIZE_MAX : group, step == 2);
            write_step(w, q, step, name, group, &h, NULL);
        }
    }
    if (w->recipe)
        write_recipe_steps(w, q);
    return query_end(q, err);
}
