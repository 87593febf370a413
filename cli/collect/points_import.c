
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/terminal/waivers.h"
#include "cli/verbs.h"
#include "importers/tables/points.h"
#include "survey/base/message.h"
#include "survey/round/appraisal.h"
#include "survey/round/tables.h"

static const struct verb_option options[] = {
    OPTION_ACCEPT,
    {"stage", 0, "self|check|first|second|outside", OPTION_CHOICE,
     N_("the stage (self, check, first, second, outside) of rows that name none; a table may then have a row for each "
        "unit and a column for each criterion")},
    {"correct", 0, NULL, 0,
     N_("rows that are in the round with other values are corrected, with --reason; else each is a fault")},
    {0},
};

static const struct table_column columns[] = {
    {"files", N_("Files"), true},
    {"rows", N_("Rows"), true},
};

static bool run(struct call *call, struct error *err)
{
    size_t n_files = argument_n_words(call->args) - 1;
    struct points_imported result = {0};
    struct waivers accepted = {0};
    struct points_options o = {.correct = argument_given(call->args, "correct")};
    o.stage = argument_value(call->args, "stage");
    if (o.correct && !argument_given(call->args, "reason"))
        return error_set(err, E_USAGE, _("--correct needs --reason: why what stood there was wrong"));
    if (!waivers_read(call->args, &accepted, err) || !command_open(call, STORE_WRITE, err))
        return false;
    for (size_t i = 0; i < accepted.n; i++)
        issues_accept(call->issues, accepted.codes[i]);
    if (!points_import(call->store, argument_words(call->args, 1), n_files, &o, &call->actor, &result, call->issues,
                       err))
        return false;
    if (command_prints(call)) {
        struct table *table = table_new(call->args, columns, 2);
        table_count(table, (int64_t)n_files);
        table_count(table, (int64_t)result.rows);
        table_close(table);
    }
    if (result.empty)
        command_note(call->args, _("rows of the workbooks that are not filled in yet: %zu"), result.empty);
    return true;
}

const struct verb verb_points_import = {
    .name = "points import",
    .summary = N_("read points from outside: self scores, appraisals, SIPAS, socio-economic figures"),
    .takes = "ROUND FILE...",
    .options = options,
    .flags = VERB_CHANGES | VERB_TABLE,
    .run = run,
};
