#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/round/listing.h"

static const struct table_column columns[] = {
    {"number", N_("No."), true}, {"time", N_("Time (UTC)"), false}, {"who", N_("Who"), false},
    {"verb", N_("Verb"), false}, {"reason", N_("Reason"), false},   {"detail", N_("What"), false},
    {"hash", N_("Hash"), false},
};

#define N_COLUMNS  (sizeof columns / sizeof *columns)
#define HASH_SHOWN 12 /* digits of a hash, for people */

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    struct listing *listing = store ? listing_open(store, "log", &err) : NULL;
    struct table *table = listing ? table_new(args, columns, N_COLUMNS) : NULL;
    bool people = table_is_for_people(args);
    const char *const *cells;
    while (listing && listing_next(listing, &cells))
        for (size_t i = 0; i < N_COLUMNS; i++) {
            bool cut = people && i + 1 == N_COLUMNS;
            char hash[HASH_SHOWN + 1];
            snprintf(hash, sizeof hash, "%s", cells[i]);
            table_text(table, cut ? hash : cells[i]);
        }
    table_close(table);
    listing_close(listing, &err);
    store_close(store);
    return command_end(args, err.code == E_NONE, NULL, &err);
}

const struct verb verb_log_show = {
    .name = "log show",
    .summary = N_("print the log: who changed the round, when, why"),
    .takes = "ROUND",
    .flags = VERB_TABLE,
    .run = run,
};
