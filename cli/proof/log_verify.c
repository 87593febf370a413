#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    OVERSIGHT_OPTIONS,
    {0},
};

static bool run(struct call *call, struct error *err)
{
    struct written head;
    struct signatures signatures = {0};
    bool ours;
    return oversight_head(call->args, &head, err) && oversight_log(call, &head, &ours, err) &&
           (!ours || oversight_signatures(call, &signatures, err)) &&
           oversight_all_clear(call, _("log"), &signatures, err);
}

const struct verb verb_log_verify = {
    .name = "log verify",
    .summary = N_("check the chain of the log and every digest in it"),
    .takes = "ROUND",
    .options = options,
    .run = run,
};
