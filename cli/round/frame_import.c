#include <stdlib.h>

#include "cli/round/members.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "importers/tables/frame.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"group", 0, "G", 0, N_("the group of files that have no column \"group\"")},
    {0},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    struct frame_import result = {0};
    struct store *store = command_actor(args, &actor, &err) ? command_open(args, STORE_WRITE, &err) : NULL;
    bool ok = store && frame_import(store, argument_words(args, 1), argument_n_words(args) - 1,
                                    argument_value(args, "group"), &actor, &result, issues, &err);
    if (ok) {
        command_note(args, _("members read: %zu"), result.members);
        if (result.identity_file)
            command_note(args, _("names and contacts of %zu members went into \"%s\", not into the round"),
                         result.identities, result.identity_file);
        if (command_prints(args) && !actor.dry_run)
            ok = members_print(args, store, NULL, &err);
    }
    free(result.identity_file);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_frame_import = {
    .name = "frame import",
    .summary = N_("read lists of who could be asked"),
    .takes = "ROUND FILE...",
    .flags = VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
