#include <stdlib.h>

#include "cli/collect/waivers.h"
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/points.h"
#include "survey/base/message.h"
#include "survey/round/appraisal.h"
#include "survey/round/tables.h"

static const struct verb_option options[] = {
    OPTION_ACCEPT,
    {"stage", 0, "STAGE", 0,
     N_("the stage (self, check, first, second, outside) of rows that name none; a table may then have a row for each "
        "unit and a column for each criterion")},
    {0},
};

static const char stages[] = "self|check|first|second|outside";

static const struct table_column columns[] = {
    {"files", N_("Files"), true},
    {"rows", N_("Rows"), true},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    size_t n_files = argument_n_words(args) - 1, n_rows = 0;
    struct waivers accepted = {0};
    const char *stage = argument_value(args, "stage");
    stage = stage ? stage_code(stage) : NULL;
    if (stage && !choice_has(stages, stage))
        error_set(&err, E_USAGE, _("option --stage has \"%s\"; expected %s"), stage, stages);
    struct store *store = err.code == E_NONE && waivers_read(args, &accepted, &err) && command_actor(args, &actor, &err)
                              ? command_open(args, STORE_WRITE, &err)
                              : NULL;
    for (size_t i = 0; store && i < accepted.n; i++)
        issues_accept(issues, accepted.codes[i]);
    bool ok = store && points_import(store, argument_words(args, 1), n_files, stage, &actor, &n_rows, issues, &err);
    if (ok && command_prints(args)) {
        struct table *table = table_new(args, columns, 2);
        table_count(table, (int64_t)n_files);
        table_count(table, (int64_t)n_rows);
        table_close(table);
    }
    store_close(store);
    enum status status = command_end(args, ok, issues, &err);
    free(accepted.text);
    return status;
}

const struct verb verb_points_import = {
    .name = "points import",
    .summary = N_("read points from outside: self scores, appraisals, SIPAS, socio-economic figures"),
    .takes = "ROUND FILE...",
    .options = options,
    .flags = VERB_CHANGES | VERB_TABLE,
    .run = run,
};
