#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/round/summary.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "importers/tables/tables.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"definition", 0, "PATH", OPTION_REQUIRED | OPTION_PATH,
     N_("a folder of CSV tables, or an .xlsx with those sheets")},
    {"after-issue", 0, NULL, 0,
     N_("units that nobody was asked about may be added once ballots are issued, as after a merger")},
    {0},
};

/* What the definition says from now on; after a dry run as it stands in the files, as it was read already. */
static bool print_summary(struct call *call, struct error *err)
{
    struct issues *seen = issues_new();
    call->d = call->actor.dry_run ? tables_read(argument_value(call->args, "definition"), seen, err)
                                  : definition_load(call->store, err);
    issues_free(seen);
    if (!call->d)
        return false;
    putchar('\n');
    summary_print(call->d);
    return true;
}

static bool run(struct call *call, struct error *err)
{
    char *changed = NULL;
    if (!argument_given(call->args, "reason"))
        return error_set(err, E_USAGE, _("option --%s is missing; `dtxhh %s --help` tells what it means"), "reason",
                         "define");
    bool ok = command_open(call, STORE_WRITE, err) &&
              tables_define(call->store, argument_value(call->args, "definition"),
                            argument_given(call->args, "after-issue"), &call->actor, &changed, call->issues, err);
    if (ok && changed && command_prints(call))
        fputs(changed, stdout);
    if (ok && changed && command_prints(call) && isatty(STDOUT_FILENO))
        ok = print_summary(call, err);
    if (ok && !changed)
        command_note(call->args, "%s", _("the definition is the same; nothing was changed"));
    free(changed);
    return ok;
}

const struct verb verb_define = {
    .name = "define",
    .summary = N_("correct the definition; the log keeps what changed and why (--reason)"),
    .takes = "ROUND",
    .flags = VERB_CHANGES,
    .options = options,
    .run = run,
};
