#include "cli/offices/copies.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE", OPTION_PATH | OPTION_REQUIRED | OPTION_WRITES, N_("the file to write")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    return copy_round(call, call->store, argument_value(call->args, "output"), err);
}

const struct verb verb_backup = {
    .name = "backup",
    .summary = N_("copy the whole round, and look whether the copy is whole"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_WRITES,
    .options = options,
    .run = run,
};
