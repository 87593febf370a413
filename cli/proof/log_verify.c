#include <stdlib.h>

#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"head", 0, "HASH", 0, N_("a hash that was written down earlier and must be in the log")},
    {0},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    const char *path = argument_word(args, 0);
    char *head = NULL;
    bool ours;
    bool ok = oversight_head(args, &head, &err) && oversight_log(path, head, &ours, issues, &err);
    if (ok && !issues_count(issues, FAULT) && !argument_given(args, "quiet"))
        ok = oversight_all_clear(path, _("log"), &err);
    free(head);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_log_verify = {
    .name = "log verify",
    .summary = N_("check the chain of the log and every digest in it"),
    .takes = "ROUND",
    .options = options,
    .run = run,
};
