
#include <stdio.h>
#include <stdlib.h>

#include "cli/round/summary.h"
#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/tables.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"definition", 0, "PATH", OPTION_REQUIRED | OPTION_PATH,
     N_("a folder of CSV tables, or an .xlsx with those sheets")},
    {"salt-seed", 0, "TEXT", 0, N_("make the salts of commitments repeat; for rehearsals only, the log says so")},
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

static bool run(struct call *call, struct error *err)
{
    const char *round = argument_word(call->args, 0), *path = argument_value(call->args, "definition");
    char *aside = NULL;
    if (!command_actor(call, err) ||
        !tables_new_round(round, path, argument_given(call->args, "force"), argument_value(call->args, "salt-seed"),
                          &call->actor, &aside, call->issues, err))
        return false;
    call->changed = !call->actor.dry_run;
    if (aside)
        command_note(call->args, _("the round that was there is \"%s\" now"), aside);
    free(aside);
    if (!command_prints(call))
        return true;
    /* As it stands in the round; in a dry run, which makes none, as it stands in the files. */
    struct issues *seen = issues_new();
    if (call->actor.dry_run)
        call->d = tables_read(path, seen, err);
    else if ((call->store = store_open(round, STORE_READ, err)))
        call->d = definition_load(call->store, err);
    issues_free(seen);
    if (call->d)
        print_tables(call->args, call->d);
    if (call->d && table_is_for_people(call->args)) {
        putchar('\n');
        summary_print(call->d);
    }
    return call->d != NULL;
}

const struct verb verb_new = {
    .name = "new",
    .summary = N_("make a round from definition tables"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
