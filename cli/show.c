#include "cli/command.h"
#include "cli/print_table.h"
#include "cli/verbs.h"
#include "survey/message.h"

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    bool ok = store && print_table(args, store, argument_word(args, 1), &err);
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_show = {
    .name = "show",
    .summary = N_("print a table of the round: definition, frame, sample, ballots, scores, ..."),
    .takes = "ROUND TABLE",
    .flags = VERB_TABLE,
    .run = run,
};
