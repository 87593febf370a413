#include "scoring/points/weigh.h"

#include "cli/terminal/command.h"
#include "cli/terminal/print_table.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/recipe.h"
#include "survey/base/message.h"

/* The health of the weights after each step; for people also what came back. */
static bool print_weights(const struct arguments *args, struct store *store, struct error *err)
{
    if (table_is_for_people(args)) {
        if (!print_table(args, store, "response", err))
            return false;
        putchar('\n');
    }
    return print_table(args, store, "weight_steps", err);
}

static const struct verb_option options[] = {
    {"recipe", 0, "FILE", OPTION_PATH,
     N_("table of steps after the base weights: step, group, variables, ... (docs/weighting.md)")},
    {0},
};

/* Weigh, by the recipe if one is named. */
static bool weigh(const struct arguments *args, struct store *store, const struct actor *actor, struct issues *issues,
                  struct error *err)
{
    const char *path = argument_value(args, "recipe");
    if (!path)
        return weigh_round(store, NULL, actor, issues, err);
    struct definition *d = definition_load(store, err);
    struct weighting recipe = {0};
    bool ok = d && recipe_read(&recipe, path, d, store, issues, err) && weigh_round(store, &recipe, actor, issues, err);
    weighting_release(&recipe);
    definition_free(d);
    return ok;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    struct store *store = command_actor(args, &actor, &err) ? command_open(args, STORE_WRITE, &err) : NULL;
    bool ok = store && weigh(args, store, &actor, issues, &err);
    if (ok && command_prints(args) && !actor.dry_run)
        ok = print_weights(args, store, &err);
    if (ok)
        quota_note(args, store);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_weigh = {
    .name = "weigh",
    .summary = N_("weigh the valid ballots; print the health of the weights after each step"),
    .takes = "ROUND",
    .options = options,
    .flags = VERB_CHANGES | VERB_TABLE,
    .run = run,
};
