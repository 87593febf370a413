#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"head", 0, "HASH", 0, N_("a hash that was written down earlier and must be in the log")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    struct written head;
    bool ours;
    return oversight_head(call->args, &head, err) && oversight_log(call, &head, &ours, err) &&
           oversight_all_clear(call, _("log"), err);
}

const struct verb verb_log_verify = {
    .name = "log verify",
    .summary = N_("check the chain of the log and every digest in it"),
    .takes = "ROUND",
    .options = options,
    .run = run,
};
