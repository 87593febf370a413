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

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    const char *folder = argument_value(args, "output"), *serial_seed = argument_value(args, "serial-seed");
    double faults;
    size_t n = 0, n_files = 0;
    int64_t number;
    bool ok = argument_share(args, "faults", 0, &faults, &err) && command_actor(args, &actor, &err);
    struct store *store = ok ? command_open(args, serial_seed ? STORE_WRITE : STORE_READ, &err) : NULL;
    ok = store != NULL;
    if (ok && serial_seed && store_count(store, "ballot") == 0) {
        ok = issue_sample(store, serial_seed, &actor, &n, &number, issues, &err);
        if (ok)
            command_note(args, _("ballots issued for the rehearsal: %zu"), n);
    }
    if (ok && !actor.dry_run) {
        ok = rehearsal_write(store, folder, argument_value(args, "seed"), faults, argument_given(args, "force"),
                             &n_files, &err);
        if (ok)
            command_note(args, _("files written into \"%s\": %zu"), folder, n_files);
    }
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_rehearse = {
    .name = "rehearse",
    .summary = N_("write simulated ballot files, for training and dry runs"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES,
    .options = options,
    .run = run,
};
