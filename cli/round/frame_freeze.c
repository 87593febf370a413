#include <inttypes.h>

#include "cli/round/members.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "sampling/draw.h"
#include "sampling/outlook.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"seed-from", 0, "TEXT", OPTION_REQUIRED, N_("the public event, still to come, whose outcome is the seed")},
    {"seed-digits", 0, "N", 0, N_("the outcome is N digits: no other text is taken as the seed")},
    {"ticket-start", 0, "S", 0,
     N_("count tickets from S (0 to 1) on: with an earlier round's seed, to avoid those asked then")},
    {0},
};

#define MOST_DIGITS 64

static bool run(struct call *call, struct error *err)
{
    long digits = 0;
    struct freezing f = {.seed_from = argument_value(call->args, "seed-from")};
    if (!argument_share(call->args, "ticket-start", 0, &f.ticket_start, err) ||
        !argument_count(call->args, "seed-digits", 1, MOST_DIGITS, 0, &digits, err))
        return false;
    f.seed_digits = digits;
    if (f.ticket_start >= 1)
        return error_set(err, E_USAGE, _("--ticket-start must be below 1"));
    /* Before the run, which would note what is read here as what the draw depends on. */
    const struct definition *d = command_definition(call, err);
    if (!d || !outlook_read(call->store, d, call->issues, err))
        return false;
    if (!draw_freeze(call->store, &f, &call->actor, call->issues, err))
        return false;
    bool ok = !command_prints(call) || members_print(call, f.sha256, f.rules, err);
    if (f.seed_digits)
        command_note(call->args,
                     _("publish both SHA-256, the event \"%s\" and that the seed is its %" PRId64
                       " digits before the event takes place"),
                     f.seed_from, f.seed_digits);
    else
        command_note(
            call->args,
            _("publish both SHA-256 and the event \"%s\" before the event takes place; without --seed-digits any "
              "wording of its outcome is taken as the seed, and each gives another sample: fix it"),
            f.seed_from);
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
