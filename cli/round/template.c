#include "reports/forms/template.h"

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"round", 0, "ROUND", OPTION_PATH, N_("fill in the tables or the codes of this round; ballots need it")},
    {"unit", 0, "CODE", 0, N_("points of one unit: to score itself, or to answer the first appraisal")},
    {"by", 0, "BODY", 0, N_("points of what this body appraises, of all units, with the next step prepared")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    const char *round = argument_value(call->args, "round"), *path = argument_word(call->args, 1);
    if (round && !(call->store = store_open(round, STORE_READ, err)))
        return false;
    if (!template_write(argument_word(call->args, 0), path, call->store, argument_value(call->args, "unit"),
                        argument_value(call->args, "by"), argument_given(call->args, "force"), err))
        return false;
    command_note(call->args, _("written: \"%s\""), path);
    return true;
}

const struct verb verb_template = {
    .name = "template",
    .summary = N_("write an empty workbook to fill in: definition, frame, ballots, points or recipe"),
    .takes = "WHAT OUT.xlsx",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
