#include "cli/round/members.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "sampling/draw.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"seed-from", 0, "TEXT", OPTION_REQUIRED, N_("the public event, still to come, whose outcome is the seed")},
    {"ticket-start", 0, "S", 0,
     N_("count tickets from S (0 to 1) on: with an earlier round's seed, to avoid those asked then")},
    {0},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    char hex[HASH_HEX] = "";
    struct store *store = command_actor(args, &actor, &err) ? command_open(args, STORE_WRITE, &err) : NULL;
    double start = 0;
    bool ok = store && argument_share(args, "ticket-start", 0, &start, &err) &&
              (start < 1 || error_set(&err, E_USAGE, _("--ticket-start must be below 1"))) &&
              draw_freeze(store, argument_value(args, "seed-from"), start, &actor, hex, issues, &err);
    if (ok) {
        if (command_prints(args))
            ok = members_print(args, store, hex, &err);
        command_note(args, _("publish this SHA-256 and the event \"%s\" before the event takes place"),
                     argument_value(args, "seed-from"));
    }
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_frame_freeze = {
    .name = "frame freeze",
    .summary = N_("fix the frame and print its SHA-256 for publication"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
