#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/print_table.h"
#include "cli/terminal/quota.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

/* Tables of a sample and of what came of it. */
static bool is_of_sample(const char *table)
{
    static const char *const names[] = {"strata", "sample",       "ballots",     "response",     "weights",
                                        "scores", "weight_steps", "score_nodes", "score_groups", "score_blocks"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], table))
            return true;
    return false;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    bool ok = store && print_table(args, store, argument_word(args, 1), &err);
    if (ok && is_of_sample(argument_word(args, 1)))
        quota_note(args, store);
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
