#include "cli/round/members.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "sampling/draw.h"
#include "sampling/outlook.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"seed-from", 0, "TEXT", OPTION_REQUIRED, N_("the public event, still to come, whose outcome is the seed")},
    {"ticket-start", 0, "S", 0,
     N_("count tickets from S (0 to 1) on: with an earlier round's seed, to avoid those asked then")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    char hex[HASH_HEX] = "";
    const char *event = argument_value(call->args, "seed-from");
    double start = 0;
    if (!argument_share(call->args, "ticket-start", 0, &start, err))
        return false;
    if (start >= 1)
        return error_set(err, E_USAGE, _("--ticket-start must be below 1"));
    /* Before the run, which would note what is read here as what the draw depends on. */
    const struct definition *d = command_definition(call, err);
    if (!d || !outlook_read(call->store, d, call->issues, err))
        return false;
    if (!draw_freeze(call->store, event, start, &call->actor, hex, call->issues, err))
        return false;
    bool ok = !command_prints(call) || members_print(call, hex, err);
    command_note(call->args, _("publish this SHA-256 and the event \"%s\" before the event takes place"), event);
    return ok;
}

const struct verb verb_frame_freeze = {
    .name = "frame freeze",
    .summary = N_("fix the frame and print its SHA-256 for publication"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
