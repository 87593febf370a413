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

static bool run(struct call *call, struct error *err)
{
    struct listing *listing = listing_open(call->store, "log", err);
    if (!listing)
        return false;
    struct table *table = table_new(call->args, columns, N_COLUMNS);
    bool people = table_is_for_people(call->args);
    const char *const *cells;
    while (listing_next(listing, &cells))
        for (size_t i = 0; i < N_COLUMNS; i++) {
            bool cut = people && i + 1 == N_COLUMNS;
            char hash[HASH_SHOWN + 1];
            snprintf(hash, sizeof hash, "%s", cells[i]);
            table_text(table, cut ? hash : cells[i]);
        }
    table_close(table);
    return listing_close(listing, err);
}

const struct verb verb_log_show = {
    .name = "log show",
    .summary = N_("print the log: who changed the round, when, why"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .run = run,
};
