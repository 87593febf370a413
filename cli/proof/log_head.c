#include <inttypes.h>
#include <stdio.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct table_column columns[] = {
    {"number", N_("No."), true},
    {"hash", N_("Hash"), false},
};

static bool run(struct call *call, struct error *err)
{
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (!log_head(call->store, &number, hex, err))
        return false;
    if (table_is_for_people(call->args)) {
        printf(_("line %" PRId64 " of the log, hash %s\n"), number, command_checked(hex, true, shown));
        return true;
    }
    struct table *table = table_new(call->args, columns, 2);
    table_count(table, number);
    table_text(table, hex);
    table_close(table);
    return true;
}

const struct verb verb_log_head = {
    .name = "log head",
    .summary = N_("print the newest line's number and hash, to be written down outside"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .run = run,
};
