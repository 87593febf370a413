#include "sampling/rehearsal.h"

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "sampling/issue.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"output", 'o', "DIR", OPTION_REQUIRED | OPTION_PATH, N_("the folder for the simulated ballot files")},
    {"seed", 0, "TEXT", OPTION_REQUIRED, N_("what the simulated answers follow from")},
    {"faults", 0, "P", 0, N_("share of rows that get an error an import must find, such as 0.01 or 1%")},
    {"serial-seed", 0, "TEXT", 0, N_("where no ballots are issued yet, issue them with serials from this seed")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    const char *folder = argument_value(call->args, "output"), *serial_seed = argument_value(call->args, "serial-seed");
    double faults;
    size_t n = 0, n_files = 0;
    int64_t number;
    if (!argument_share(call->args, "faults", 0, &faults, err) ||
        !command_open(call, serial_seed ? STORE_WRITE : STORE_READ, err))
        return false;
    if (serial_seed && store_count(call->store, "ballot") == 0) {
        if (!issue_sample(call->store, serial_seed, &call->actor, &n, &number, call->issues, err))
            return false;
        command_note(call->args, _("ballots issued for the rehearsal: %zu"), n);
    }
    if (call->actor.dry_run)
        return true;
    if (!rehearsal_write(call->store, folder, argument_value(call->args, "seed"), faults,
                         argument_given(call->args, "force"), &n_files, err))
        return false;
    command_note(call->args, _("files written into \"%s\": %zu"), folder, n_files);
    return true;
}

const struct verb verb_rehearse = {
    .name = "rehearse",
    .summary = N_("write simulated ballot files, for training and dry runs"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES,
    .options = options,
    .run = run,
};
