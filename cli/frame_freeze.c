#include "cli/command.h"
#include "cli/members.h"
#include "cli/verbs.h"
#include "sampling/draw.h"
#include "survey/message.h"

static const struct verb_option options[] = {
    {"seed-from", 0, "TEXT", OPTION_REQUIRED, N_("the public event, still to come, whose outcome is the seed")},
    {0},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct actor actor;
    char hex[HASH_HEX] = "";
    struct store *store = command_actor(args, &actor, &err) ? command_open(args, STORE_WRITE, &err) : NULL;
    bool ok = store && draw_freeze(store, argument_value(args, "seed-from"), &actor, hex, &err);
    if (ok) {
        if (command_prints(args))
            ok = members_print(args, store, hex, &err);
        command_note(args, _("publish this SHA-256 and the event \"%s\" before the event takes place"),
                     argument_value(args, "seed-from"));
    }
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_frame_freeze = {
    .name = "frame freeze",
    .summary = N_("fix the frame and print its SHA-256 for publication"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
