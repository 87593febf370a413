#include "survey/offices/split.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/store/backup.h"

static const struct verb_option options[] = {
    {"office", 0, "CODE", OPTION_REQUIRED, N_("the office whose ballots go into the file")},
    {"output", 'o', "FILE", OPTION_PATH | OPTION_REQUIRED | OPTION_WRITES, N_("the file to write")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    const char *path = argument_value(call->args, "output"), *office = argument_value(call->args, "office");
    struct new_database file;
    size_t n_ballots;
    char head[HASH_HEX], shown[CHECKED_SHOWN];
    if (!making_open(&file, path, argument_given(call->args, "force"), err))
        return false;
    bool ok = office_split(call->store, office, file.temporary, &call->actor, &n_ballots, head, err);
    if (ok && !call->actor.dry_run)
        ok = making_commit(&file, err);
    if (ok && file.aside)
        command_note(call->args, _("the round that was there is \"%s\" now"), file.aside);
    if (ok && command_prints(call))
        printf(_("office %s: %zu ballots, first line of its log %s\n"), office, n_ballots,
               command_checked(head, isatty(STDOUT_FILENO), shown));
    making_release(&file);
    return ok;
}

const struct verb verb_split = {
    .name = "split",
    .summary = N_("write the file in which an office keys its ballots without a network"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_CHANGES | VERB_WRITES,
    .options = options,
    .run = run,
};
