#include <string.h>

#include "cli/round/show_cases.h"
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

static bool run(struct call *call, struct error *err)
{
    const char *table = argument_word(call->args, 1);
    if (is_cases_table(table)) {
        bool ok = show_cases(call, table, err);
        if (ok)
            provisional_note(call);
        return ok;
    }
    if (argument_given(call->args, "block"))
        return error_set(err, E_USAGE, _("--block goes with the tables cases and cases-outside"));
    if (!print_table(call, table, err))
        return false;
    if (is_of_sample(table))
        quota_note(call);
    if (!strncmp(table, "score", 5))
        provisional_note(call);
    return true;
}

static const struct verb_option options[] = {
    {"block", 0, "BLOCK", 0, N_("the block whose errors the tables cases and cases-outside are made of")},
    {0},
};

const struct verb verb_show = {
    .name = "show",
    .summary = N_("print a table of the round: definition, frame, sample, ballots, scores, ..."),
    .takes = "ROUND TABLE",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
