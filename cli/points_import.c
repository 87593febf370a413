#include <stdlib.h>

#include "cli/accepted.h"
#include "cli/command.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "importers/points.h"
#include "survey/message.h"

static const struct verb_option options[] = {
    OPTION_ACCEPT,
    {0},
};

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
    struct accepted accepted = {0};
    struct store *store = accepted_read(args, &accepted, &err) && command_actor(args, &actor, &err)
                              ? command_open(args, STORE_WRITE, &err)
                              : NULL;
    for (size_t i = 0; store && i < accepted.n; i++)
        issues_accept(issues, accepted.codes[i]);
    bool ok = store && points_import(store, argument_words(args, 1), n_files, &actor, &n_rows, issues, &err);
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
