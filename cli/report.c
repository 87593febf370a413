#include "reports/report.h"

#include <string.h>

#include "cli/command.h"
#include "cli/verbs.h"
#include "survey/message.h"

static const struct verb_option options[] = {
    {"output", 'o', "FILE.xlsx", OPTION_REQUIRED | OPTION_PATH, N_("the workbook to write")},
    {"for", 0, "WHOM", 0, N_("institute, council, monitor or unit:CODE (default: institute)")},
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

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    enum report_for whom;
    const char *unit, *path = argument_value(args, "output");
    struct store *store = read_whom(args, &whom, &unit, &err) ? command_open(args, STORE_READ, &err) : NULL;
    bool ok = store && report_write(store, path, whom, unit, argument_given(args, "force"), &err);
    if (ok)
        command_note(args, _("written: \"%s\""), path);
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_report = {
    .name = "report",
    .summary = N_("write the Excel workbook for the institute, the council, the monitors or a unit"),
    .takes = "ROUND",
    .flags = VERB_WRITES,
    .options = options,
    .run = run,
};
