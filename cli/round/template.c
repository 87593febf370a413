#include "reports/forms/template.h"

#include <string.h>

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"round", 0, "ROUND", OPTION_PATH, N_("fill in the tables or the codes of this round; ballots need it")},
    {"unit", 0, "CODE", 0, N_("points of one unit: to score itself, or to answer the first appraisal")},
    {"by", 0, "BODY", 0, N_("points of what this body appraises, of all units, with the next step prepared")},
    {"tool", 0, "xlsform|google", OPTION_CHOICE,
     N_("of a form: xlsform (KoBo, ODK) or google (a script that makes the Google Form)")},
    {0},
};

/* template form FILE --round ROUND --tool TOOL, as the others; or template form ROUND FILE */
static bool run_form(struct call *call, struct error *err)
{
    const char *tool = argument_value(call->args, "tool");
    const char *round = argument_value(call->args, "round");
    size_t n_files, n_words = argument_n_words(call->args);
    if (n_words != (round ? 2 : 3) || !tool)
        return error_set(err, E_USAGE, _("expected: template form FILE --round ROUND --tool xlsform|google"));
    const char *path = argument_word(call->args, n_words - 1);
    if (!(call->store = store_open(round ? round : argument_word(call->args, 1), STORE_READ, err)) ||
        !form_write(call->store, tool, path, argument_given(call->args, "force"), &n_files, err))
        return false;
    if (n_files > 1)
        command_note(call->args,
                     _("written: \"%s\", a workbook for each of %zu ballot types, whose code is in its name"), path,
                     n_files);
    else
        command_note(call->args, _("written: \"%s\""), path);
    return true;
}

static bool run(struct call *call, struct error *err)
{
    if (!strcmp(argument_word(call->args, 0), "form"))
        return run_form(call, err);
    if (argument_n_words(call->args) != 2)
        return error_set(err, E_USAGE, _("the word \"%s\" is too many; `dtxhh %s --help` tells what is expected"),
                         argument_word(call->args, 2), "template");
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
    .summary = N_("write an empty workbook to fill in: definition, frame, ballots, points, recipe, findings or form"),
    .takes = "WHAT FILE...",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
