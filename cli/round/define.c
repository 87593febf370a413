#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "importers/tables/tables.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"definition", 0, "PATH", OPTION_REQUIRED | OPTION_PATH,
     N_("a folder of CSV tables, or an .xlsx with those sheets")},
    {0},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    char *changed = NULL;
    bool ok =
        command_actor(args, &actor, &err) &&
        (actor.reason || error_set(&err, E_USAGE, _("option --%s is missing; `dtxhh %s --help` tells what it means"),
                                   "reason", "define"));
    struct store *store = ok ? command_open(args, STORE_WRITE, &err) : NULL;
    ok = store && tables_define(store, argument_value(args, "definition"), &actor, &changed, issues, &err);
    if (ok && changed && command_prints(args))
        fputs(changed, stdout);
    if (ok && !changed)
        command_note(args, "%s", _("the definition is the same; nothing was changed"));
    free(changed);
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_define = {
    .name = "define",
    .summary = N_("correct the definition; the log keeps what changed and why (--reason)"),
    .takes = "ROUND",
    .flags = VERB_CHANGES,
    .options = options,
    .run = run,
};
