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

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    const char *round = argument_value(args, "round"), *path = argument_word(args, 1);
    struct store *store = round ? store_open(round, STORE_READ, &err) : NULL;
    bool ok = (store || !round) && template_write(argument_word(args, 0), path, store, argument_value(args, "unit"),
                                                  argument_value(args, "by"), argument_given(args, "force"), &err);
    if (ok)
        command_note(args, _("written: \"%s\""), path);
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_template = {
    .name = "template",
    .summary = N_("write an empty workbook to fill in: definition, frame, ballots, points or recipe"),
    .takes = "WHAT OUT.xlsx",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
