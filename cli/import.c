#include <string.h>

#include "cli/command.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "importers/ballots.h"
#include "survey/message.h"

static const struct verb_option options[] = {
    {"type", 0, "T", 0, N_("every ballot in the files must be of this type")},
    {"channel", 0, "C", 0, N_("paper, online or direct, where the file has no such column (default: paper)")},
    {"keyer", 0, "NAME", 0, N_("who keyed, where the file has no such column")},
    {"pass", 0, "1|2|3", 0, N_("first or second keying, or 3: the cells in which they differ (default: 1)")},
    {0},
};

static const struct table_column columns[] = {
    {"files", N_("Files"), true},
    {"rows", N_("Rows"), true},
    {"entries", N_("Entries"), true},
    {"events", N_("Events"), true},
};

static bool read_options(const struct arguments *args, struct ballot_options *o, struct error *err)
{
    long pass;
    const char *channel = argument_value(args, "channel");
    *o = (struct ballot_options){.type = argument_value(args, "type"), .keyer = argument_value(args, "keyer")};
    if (!argument_count(args, "pass", 1, 3, 1, &pass, err))
        return false;
    o->pass = (int)pass;
    for (enum channel c = CHANNEL_PAPER; channel && c <= CHANNEL_DIRECT; c++)
        if (!strcmp(channel_names[c], channel))
            o->channel = c;
    if (channel && o->channel == CHANNEL_NONE)
        return error_set(err, E_USAGE, _("--channel has \"%s\"; expected paper, online or direct"), channel);
    return true;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    struct ballot_options o;
    struct ballot_import result = {0};
    bool ok = read_options(args, &o, &err) && command_actor(args, &actor, &err);
    struct store *store = ok ? command_open(args, STORE_WRITE, &err) : NULL;
    ok = store &&
         ballots_import(store, argument_words(args, 1), argument_n_words(args) - 1, &o, &actor, &result, issues, &err);
    if (ok && command_prints(args)) {
        struct table *table = table_new(args, columns, 4);
        table_count(table, (int64_t)result.files);
        table_count(table, (int64_t)result.rows);
        table_count(table, (int64_t)result.entries);
        table_count(table, (int64_t)result.events);
        table_close(table);
    }
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_import = {
    .name = "import",
    .summary = N_("read keyed and online ballots"),
    .takes = "ROUND FILE...",
    .flags = VERB_CHANGES | VERB_TABLE,
    .options = options,
    .run = run,
};
