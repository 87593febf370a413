#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/terminal/waivers.h"
#include "cli/verbs.h"
#include "importers/tables/custody.h"
#include "survey/base/date.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"date", 0, "DAY", 0, N_("the day of steps that say none themselves, dd/mm/yyyy")},
    {"by", 0, "NAME", 0, N_("who did them, where the list does not say it")},
    {"office", 0, "O", 0, N_("the post office, where the list does not say it")},
    {"batch", 0, "BAG", 0, N_("the bag they came in, where the list does not say it")},
    {"delivered", 0, NULL, 0,
     N_("all ballots of the lists were delivered to their office, as they are handed over together")},
    {"correct", 0, NULL, 0,
     N_("steps that are in the round with another day, person, office or bag are corrected, with --reason; else each "
        "is "
        "a fault")},
    OPTION_ACCEPT,
    {0},
};

static const struct table_column columns[] = {
    {"files", N_("Files"), true},
    {"rows", N_("Rows"), true},
    {"steps", N_("Steps"), true},
};

static bool run(struct call *call, struct error *err)
{
    size_t n_files = argument_n_words(call->args) - 1;
    struct custody_imported result = {0};
    struct waivers accepted = {0};
    char day[DATE_TEXT];
    const char *date = argument_value(call->args, "date");
    struct custody_options o = {.by = argument_value(call->args, "by"),
                                .office = argument_value(call->args, "office"),
                                .batch = argument_value(call->args, "batch"),
                                .delivered = argument_given(call->args, "delivered"),
                                .correct = argument_given(call->args, "correct")};
    if (date && !date_parse(date, day))
        return error_set(err, E_USAGE, _("--date has \"%s\"; expected %s"), date, date_wanted(date).text);
    o.date = date ? day : NULL;
    if (o.correct && !argument_given(call->args, "reason"))
        return error_set(err, E_USAGE, _("--correct needs --reason: why what stood there was wrong"));
    if (!waivers_read(call->args, &accepted, err) || !command_open(call, STORE_WRITE, err))
        return false;
    for (size_t i = 0; i < accepted.n; i++)
        issues_accept(call->issues, accepted.codes[i]);
    if (!custody_import(call->store, argument_words(call->args, 1), n_files, &o, &call->actor, &result, call->issues,
                        err))
        return false;
    if (command_prints(call)) {
        struct table *table = table_new(call->args, columns, 3);
        table_count(table, (int64_t)n_files);
        table_count(table, (int64_t)result.rows);
        table_count(table, (int64_t)result.steps);
        table_close(table);
    }
    if (result.empty)
        command_note(call->args, _("rows of the lists that are not filled in yet: %zu"), result.empty);
    return true;
}

const struct verb verb_custody_import = {
    .name = "custody import",
    .summary = N_("read hand-out lists that came back: delivered, handed out, returned, refused, archived"),
    .takes = "ROUND FILE...",
    .options = options,
    .flags = VERB_CHANGES | VERB_TABLE,
    .run = run,
};
