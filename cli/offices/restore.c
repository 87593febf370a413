#include "cli/offices/copies.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/store/backup.h"

static const struct verb_option options[] = {
    {"output", 'o', "ROUND", OPTION_PATH | OPTION_REQUIRED | OPTION_WRITES, N_("the round to write")},
    {0},
};

/* What is damaged is refused before anything is written. */
static bool run(struct call *call, struct error *err)
{
    const char *path = argument_word(call->args, 0), *round = argument_value(call->args, "output");
    if (!making_allowed(round, argument_given(call->args, "force"), err) || !store_is_whole(path, call->issues, err))
        return false;
    call->store = store_open(path, STORE_READ, err);
    return call->store && copy_round(call, call->store, round, err);
}

const struct verb verb_restore = {
    .name = "restore",
    .summary = N_("make the round from a backup, once all of it was checked"),
    .takes = "FILE",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
