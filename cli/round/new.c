#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/tables.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"definition", 0, "PATH", OPTION_REQUIRED | OPTION_PATH,
     N_("a folder of CSV tables, or an .xlsx with those sheets")},
    {0},
};

static const struct table_column columns[] = {
    {"table", N_("Table"), false},
    {"rows", N_("Rows"), true},
};

/* What the definition holds, table by table. */
static void print_tables(const struct arguments *args, const struct definition *d)
{
    bool people = table_is_for_people(args), vietnamese = people && message_is_vietnamese();
    struct table *table = table_new(args, columns, 2);
    for (enum table_id t = 0; t < N_TABLES; t++) {
        if (people && !d->tables[t].n_rows)
            continue;
        table_text(table, vietnamese ? table_specs[t].vietnamese : table_specs[t].name);
        table_count(table, (int64_t)d->tables[t].n_rows);
    }
    table_close(table);
}

/* The definition as it stands in the round; in a dry run, which makes none, as it stands in the files. */
static struct definition *read_back(const char *round, const char *path, bool dry_run, struct error *err)
{
    struct issues *seen = issues_new();
    struct store *store = dry_run ? NULL : store_open(round, STORE_READ, err);
    struct definition *d = NULL;
    if (dry_run)
        d = tables_read(path, seen, err);
    else if (store)
        d = definition_load(store, err);
    store_close(store);
    issues_free(seen);
    return d;
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    const char *round = argument_word(args, 0), *path = argument_value(args, "definition");
    bool ok = command_actor(args, &actor, &err) &&
              tables_new_round(round, path, argument_given(args, "force"), &actor, issues, &err);
    if (ok && command_prints(args)) {
        struct definition *d = read_back(round, path, actor.dry_run, &err);
        ok = d != NULL;
        if (d)
            print_tables(args, d);
        definition_free(d);
    }
    return command_end(args, ok, issues, &err);
}

const struct verb verb_new = {
    .name = "new",
    .summary = N_("make a round from definition tables"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
