#include "survey/store/upgrade.h"

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct actor actor;
    int from = 0;
    bool ok = command_actor(args, &actor, &err) && upgrade_round(argument_word(args, 0), &actor, &from, &err);
    if (ok && from == STORE_VERSION)
        command_note(args, _("schema version %d is the newest; nothing to do"), from);
    else if (ok)
        command_note(args, _("schema version %d is now %d"), from, STORE_VERSION);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_upgrade = {
    .name = "upgrade",
    .summary = N_("bring an older round's schema up to date"),
    .takes = "ROUND",
    .flags = VERB_CHANGES,
    .run = run,
};
