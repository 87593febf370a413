#include "reports/sheets/report.h"

#include <string.h>

#include "cli/result/score_compare.h"
#include "cli/terminal/command.h"
#include "cli/terminal/quota.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE.xlsx", OPTION_REQUIRED | OPTION_PATH | OPTION_WRITES, N_("the workbook to write")},
    {"for", 0, "institute|council|monitor|unit:CODE", OPTION_CHOICE,
     N_("institute, council, monitor or unit:CODE (default: institute)")},
    {"against", 0, "OLD.dtxhh", OPTION_PATH, N_("a sheet of the changes since this earlier round")},
    {"map", 0, "FILE", OPTION_PATH, N_("codes that were others then: kind (unit, criterion, block), now, then")},
    {0},
};

static bool run(struct call *call, struct error *err)
{
    static const enum report_for readers[] = {REPORT_INSTITUTE, REPORT_COUNCIL, REPORT_MONITOR, REPORT_UNIT};
    enum report_for whom = readers[argument_choice(call->args, "for", 0)];
    const char *said = argument_value(call->args, "for"), *unit = whom == REPORT_UNIT ? strchr(said, ':') + 1 : NULL,
               *path = argument_value(call->args, "output");
    struct comparison *against = NULL;
    if (!command_open(call, STORE_READ, err))
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
