#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/terminal/waivers.h"
#include "cli/verbs.h"
#include "importers/tables/findings.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"correct", 0, NULL, 0,
     N_("findings that are in the round with other words are corrected, with --reason; else each is a fault")},
    OPTION_ACCEPT,
    {0},
};

static const struct table_column columns[] = {
    {"files", N_("Files"), true},
    {"findings", N_("Findings"), true},
};

static bool run(struct call *call, struct error *err)
{
    size_t n_files = argument_n_words(call->args) - 1;
    struct findings_imported result;
    struct waivers accepted = {0};
    bool correct = argument_given(call->args, "correct");
    if (correct && !argument_given(call->args, "reason"))
        return error_set(err, E_USAGE, _("--correct needs --reason: why what stood there was wrong"));
    if (!waivers_read(call->args, &accepted, err) || !command_open(call, STORE_WRITE, err))
        return false;
    for (size_t i = 0; i < accepted.n; i++)
        issues_accept(call->issues, accepted.codes[i]);
    if (!findings_import(call->store, argument_words(call->args, 1), n_files, correct, &call->actor, &result,
                         call->issues, err))
        return false;
    if (command_prints(call)) {
        struct table *table = table_new(call->args, columns, 2);
        table_count(table, (int64_t)n_files);
        table_count(table, (int64_t)result.rows);
        table_close(table);
    }
    return true;
}

const struct verb verb_findings_import = {
    .name = "findings import",
    .summary = N_("read what monitoring teams found, and what was answered"),
    .takes = "ROUND FILE...",
    .options = options,
    .flags = VERB_CHANGES | VERB_TABLE,
    .run = run,
};
