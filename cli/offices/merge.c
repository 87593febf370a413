#include "survey/offices/merge.h"

#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

static const struct table_column columns[] = {
    {"file", N_("File"), false},      {"office", N_("Office"), false}, {"lines", N_("New lines"), true},
    {"entries", N_("Keyings"), true}, {"events", N_("States"), true},  {"withdrawals", N_("Withdrawn"), true},
};

static bool run(struct call *call, struct error *err)
{
    size_t n = argument_n_words(call->args) - 1;
    const char **files = xcalloc(n, sizeof *files);
    struct brought *results = xcalloc(n, sizeof *results);
    for (size_t i = 0; i < n; i++)
        files[i] = argument_word(call->args, i + 1);
    bool ok = offices_merge(call->store, files, n, &call->actor, results, call->issues, err);
    if (ok && command_prints(call)) {
        struct table *table = table_new(call->args, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < n; i++) {
            table_text(table, results[i].file);
            table_text(table, results[i].office);
            table_count(table, (int64_t)results[i].lines);
            table_count(table, (int64_t)results[i].entries);
            table_count(table, (int64_t)results[i].events);
            table_count(table, (int64_t)results[i].withdrawals);
        }
        table_close(table);
    }
    for (size_t i = 0; i < n; i++)
        brought_release(&results[i]);
    free(results);
    free(files);
    return ok;
}

const struct verb verb_merge = {
    .name = "merge",
    .summary = N_("bring in what offices keyed in files of their own, in any order"),
    .takes = "ROUND FILE...",
    .flags = VERB_ROUND | VERB_CHANGES | VERB_TABLE,
    .run = run,
};
