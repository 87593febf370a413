#include <stdlib.h>

#include "cli/round/members.h"
#include "cli/terminal/command.h"
#include "cli/terminal/waivers.h"
#include "cli/verbs.h"
#include "importers/tables/frame.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"group", 0, "G", 0, N_("the group of files that have no column \"group\"")},
    {"number", 0, NULL, 0,
     N_("give ids, 1 to n in each group; who has which stands in the identity file, and who had one keeps it")},
    {"linkage-key", 0, "FILE", 0,
     N_("the file of the secret by which members are known again in another round; made where there is none, to be "
        "kept "
        "with the identity file and given to every round whose ids are of the same people")},
    OPTION_ACCEPT,
    {0},
};

static bool run(struct call *call, struct error *err)
{
    struct frame_import result = {0};
    struct waivers accepted = {0};
    struct frame_options o = {argument_value(call->args, "group"), argument_given(call->args, "number"),
                              argument_value(call->args, "linkage-key")};
    if (!waivers_read(call->args, &accepted, err))
        return false;
    for (size_t i = 0; i < accepted.n; i++)
        issues_accept(call->issues, accepted.codes[i]);
    bool ok = frame_import(call->store, argument_words(call->args, 1), argument_n_words(call->args) - 1, &o,
                           &call->actor, &result, call->issues, err);
    if (ok) {
        command_note(call->args, _("members read: %zu"), result.members);
        if (result.identity_file)
            command_note(call->args, _("names and contacts of %zu members went into \"%s\", not into the round"),
                         result.identities, result.identity_file);
        if (o.linkage_key)
            command_note(call->args,
                         _("keys of %zu members stand in the round; nobody can tell whose they are without "
                           "\"%s\""),
                         result.linked, o.linkage_key);
        if (result.new_secret && !call->actor.dry_run)
            command_note(call->args,
                         _("\"%s\" is new: keep it with the identity file, apart from the round, and give "
                           "it to the next round; with another one nobody is known again"),
                         o.linkage_key);
        if (command_prints(call) && !call->actor.dry_run)
            ok = members_print(call, NULL, NULL, err);
    }
    free(result.identity_file);
    return ok;
}

const struct verb verb_frame_import = {
    .name = "frame import",
    .summary = N_("read lists of who could be asked"),
    .takes = "ROUND FILE...",
    .flags = VERB_ROUND | VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
