#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/base/output.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE", OPTION_REQUIRED | OPTION_PATH | OPTION_WRITES, N_("the file to write")},
    {0},
};

/* What is shown is whole: evidence of a round whose log has faults would prove nothing. */
static bool run(struct call *call, struct error *err)
{
    const char *path = argument_value(call->args, "output");
    struct output output = {0};
    bool ours, force = argument_given(call->args, "force");
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (!command_may_write(call->args, path, err) || !command_open(call, STORE_READ, err) ||
        !oversight_log(call, &(struct written){0}, &ours, err) || issues_count(call->issues, FAULT))
        return false;
    bool ok = output_open(&output, path, force, err) && store_copy_committed(call->store, output.temporary, err) &&
              output_commit(&output, err) && log_head(call->store, &number, hex, err);
    output_abandon(&output);
    if (!ok)
        return false;
    chmod(path, S_IRUSR | S_IRGRP | S_IROTH);
    if (command_prints(call))
        printf(_("written: \"%s\", up to line %" PRId64 ", hash %s\n"), path, number,
               command_checked(hex, isatty(STDOUT_FILENO), shown));
    command_note(call->args, _("serials, people and their words stand in it as commitments; `dtxhh-verify` checks it"));
    return true;
}

const struct verb verb_evidence = {
    .name = "evidence",
    .summary = N_("write what overseers need to check the round, without serials, people or their words"),
    .takes = "ROUND",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
