#include "scoring/weighing/weigh.h"

#include "cli/terminal/command.h"
#include "cli/terminal/print_table.h"
#include "cli/terminal/quota.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/recipe.h"
#include "survey/base/message.h"

/* The health of the weights after each step; for people also what came back. */
static bool print_weights(struct call *call, struct error *err)
{
    if (table_is_for_people(call->args)) {
        if (!print_table(call, "response", err))
            return false;
        putchar('\n');
    }
    return print_table(call, "weight_steps", err);
}

static const struct verb_option options[] = {
    {"recipe", 0, "FILE", OPTION_PATH,
     N_("table of steps after the base weights: step, group, variables, ... (docs/weighting.md)")},
    {0},
};

/* Weigh, by the recipe if one is named. */
static bool weigh(struct call *call, struct error *err)
{
    const char *path = argument_value(call->args, "recipe");
    if (!path)
        return weigh_round(call->store, NULL, &call->actor, call->issues, err);
    const struct definition *d = command_definition(call, err);
    struct weighting recipe = {0};
    bool ok = d && recipe_read(&recipe, path, d, call->store, call->issues, err) &&
              weigh_round(call->store, &recipe, &call->actor, call->issues, err);
    weighting_release(&recipe);
    return ok;
}

static bool show(void *context, struct error *err)
{
    struct call *call = context;
    bool ok = !command_prints(call) || print_weights(call, err);
    if (ok)
        quota_note(call);
    return ok;
}

static bool run(struct call *call, struct error *err)
{
    call->actor.preview = show;
    call->actor.context = call;
    return weigh(call, err) && (call->actor.dry_run || show(call, err));
}

const struct verb verb_weigh = {
    .name = "weigh",
    .summary = N_("weigh the valid ballots; print the health of the weights after each step"),
    .takes = "ROUND",
    .options = options,
    .flags = VERB_ROUND | VERB_CHANGES | VERB_TABLE,
    .run = run,
};
