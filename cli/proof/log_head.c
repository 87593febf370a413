#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"

static const struct table_column columns[] = {
    {"number", N_("No."), true},
    {"hash", N_("Hash"), false},
};

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    int64_t number;
    char hex[HASH_HEX];
    struct store *store = command_open(args, STORE_READ, &err);
    bool ok = store && log_head(store, &number, hex, &err);
    if (ok) {
        struct table *table = table_new(args, columns, 2);
        table_count(table, number);
        table_text(table, hex);
        table_close(table);
    }
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_log_head = {
    .name = "log head",
    .summary = N_("print the newest line's number and hash, to be written down outside"),
    .takes = "ROUND",
    .flags = VERB_TABLE,
    .run = run,
};
