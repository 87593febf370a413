#include <limits.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/listing.h"

static const struct table_column columns[] = {
    {"number", N_("No."), true}, {"time", N_("Time (UTC)"), false}, {"who", N_("Who"), false},
    {"verb", N_("Verb"), false}, {"reason", N_("Reason"), false},   {"detail", N_("What"), false},
    {"hash", N_("Hash"), false},
};

/* Of the listing, which has more. */
enum { TIME = 1, WHO = 2, HASH = 6, N_COLUMNS, LOGIN = N_COLUMNS, MARK = LOGIN + 2, OFFICE };
#define HASH_SHOWN 12 /* digits of a hash, for people */

static const struct verb_option options[] = {
    {"office", 0, "CODE", 0, N_("the lines of the files of this office that were merged")},
    {0},
};

/* A line for people: the login beside the name, the mark beside the time, the beginning of the hash. */
static void print_line(struct table *table, const char *const *cells)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < N_COLUMNS; i++) {
        text.n = 0;
        strbuf_addf(&text, "%.*s", i == HASH ? HASH_SHOWN : INT_MAX, cells[i]);
        if (i == TIME && strstr(cells[MARK], "fixed-time"))
            strbuf_addf(&text, " (%s)", _("given"));
        if (i == TIME && strstr(cells[MARK], "clock-back"))
            strbuf_addf(&text, " (%s)", _("clock back"));
        if (i == WHO && *cells[LOGIN] && strcmp(cells[LOGIN], "-") != 0 && strcmp(cells[LOGIN], cells[WHO]) != 0)
            strbuf_addf(&text, " (%s)", cells[LOGIN]);
        table_text(table, strbuf_text(&text));
    }
    strbuf_release(&text);
}

static bool run(struct call *call, struct error *err)
{
    const char *office = argument_value(call->args, "office");
    struct listing *listing = listing_open(call->store, office ? "office_log" : "log", err);
    if (!listing)
        return false;
    bool people = table_is_for_people(call->args);
    struct table *table = table_new(call->args, columns, N_COLUMNS);
    const char *const *cells;
    while (listing_next(listing, &cells)) {
        if (office && strcmp(cells[OFFICE], office) != 0)
            continue;
        if (people)
            print_line(table, cells);
        for (size_t i = 0; !people && i < N_COLUMNS; i++)
            table_text(table, cells[i]);
    }
    table_close(table);
    return listing_close(listing, err);
}

const struct verb verb_log_show = {
    .name = "log show",
    .summary = N_("print the log: who changed the round, when, why"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_TABLE,
    .options = options,
    .run = run,
};
