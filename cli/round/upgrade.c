#include "survey/store/upgrade.h"

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static bool run(struct call *call, struct error *err)
{
    int from = 0;
    if (!command_actor(call, err) ||
        !upgrade_round(argument_word(call->args, 0), &call->actor, &from, call->issues, err))
        return false;
    call->changed = from != STORE_VERSION && !call->actor.dry_run;
    if (from == STORE_VERSION)
        command_note(call->args, _("schema version %d is the newest; nothing to do"), from);
    else
        command_note(call->args, _("schema version %d is now %d"), from, STORE_VERSION);
    return true;
}

const struct verb verb_upgrade = {
    .name = "upgrade",
    .summary = N_("bring an older round's schema up to date"),
    .takes = "ROUND",
    .flags = VERB_CHANGES,
    .run = run,
};
