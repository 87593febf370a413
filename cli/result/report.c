#include "reports/sheets/report.h"

#include <string.h>

#include "cli/result/score_compare.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE.xlsx", OPTION_REQUIRED | OPTION_PATH | OPTION_WRITES, N_("the workbook to write")},
    {"for", 0, "WHOM", 0, N_("institute, council, monitor or unit:CODE (default: institute)")},
    {"against", 0, "OLD.dtxhh", OPTION_PATH, N_("a sheet of the changes since this earlier round")},
    {"map", 0, "FILE", OPTION_PATH, N_("codes that were others then: kind (unit, criterion, block), now, then")},
    {0},
};

/* Whom the report is for; *UNIT is the code behind "unit:", else NULL. */
static bool read_whom(const struct arguments *args, enum report_for *whom, const char **unit, struct error *err)
{
    static const char *const names[] = {"institute", "council", "monitor"};
    const char *said = argument_value(args, "for");
    *whom = REPORT_INSTITUTE;
    *unit = NULL;
    if (!said)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(said, names[i])) {
            *whom = (enum report_for)i;
            return true;
        }
    if (!strncmp(said, "unit:", 5) && said[5]) {
        *whom = REPORT_UNIT;
        *unit = said + 5;
        return true;
    }
    return error_set(err, E_USAGE, _("--for has \"%s\"; expected institute, council, monitor or unit:CODE"), said);
}

static bool run(struct call *call, struct error *err)
{
    enum report_for whom;
    const char *unit, *path = argument_value(call->args, "output");
    struct comparison *against = NULL;
    if (!read_whom(call->args, &whom, &unit, err) || !command_open(call, STORE_READ, err))
        return false;
    if (argument_given(call->args, "map") && !argument_given(call->args, "against"))
        return error_set(err, E_USAGE, _("--map goes with --against"));
    if (argument_given(call->args, "against") && !(against = read_comparison(call, err)))
        return false;
    bool ok = report_write(call->store, path, whom, unit, against, argument_given(call->args, "force"), err);
    if (ok)
        provisional_note(call);
    if (ok)
        command_note(call->args, _("written: \"%s\""), path);
    comparison_free(against);
    return ok;
}

const struct verb verb_report = {
    .name = "report",
    .summary = N_("write the Excel workbook for the institute, the council, the monitors or a unit"),
    .takes = "ROUND",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
