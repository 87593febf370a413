#include "sampling/issue.h"

#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "reports/forms/handout.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/round/ballots.h"

#define POOL_MAX 100000

static const struct verb_option options[] = {
    {"output", 'o', "DIR", OPTION_PATH, N_("write hand-out lists and entry workbooks into this folder")},
    {"pool", 0, "N", 0, N_("issue N ballots without a member, for a meeting")},
    {"group", 0, "G", 0, N_("of --pool: whose ballots")},
    {"office", 0, "O", 0, N_("of --pool: the post office that hands them out")},
    {"unit", 0, "U", 0, N_("of --pool: the unit they rate, where ballots rate one's own")},
    {"walk-in", 0, NULL, 0, N_("of --pool: for whoever comes; no probability sample")},
    {"serial-seed", 0, "TEXT", 0, N_("make the serials repeat; for rehearsals only, the log says so")},
    {0},
};

static const struct table_column columns[] = {
    {"type", N_("Ballot type"), false},
    {"ballots", N_("Ballots"), true},
};

static bool read_pool(const struct arguments *args, struct pool_options *pool, struct error *err)
{
    long n;
    bool wanted = argument_given(args, "pool");
    if (!argument_count(args, "pool", 1, POOL_MAX, 0, &n, err))
        return false;
    *pool = (struct pool_options){(size_t)n, argument_value(args, "group"), argument_value(args, "office"),
                                  argument_value(args, "unit"), argument_given(args, "walk-in")};
    if (wanted && !pool->group)
        return error_set(err, E_USAGE, _("--pool needs --group"));
    if (!wanted && (pool->group || pool->office || pool->unit || pool->walk_in))
        return error_set(err, E_USAGE, _("--group, --office, --unit and --walk-in belong to --pool"));
    if (wanted && argument_given(args, "serial-seed"))
        return error_set(err, E_USAGE, _("--pool takes its serials from the system; leave out --serial-seed"));
    return true;
}

/* The ballots of RUN by type; a dry run has left none, so then only how many there would be. */
static bool print_issued(const struct arguments *args, struct store *store, int64_t run, size_t n, bool dry_run,
                         struct error *err)
{
    struct table *table = table_new(args, columns, 2);
    if (dry_run) {
        table_text(table, "");
        table_count(table, (int64_t)n);
    }
    struct definition *d = dry_run ? NULL : definition_load(store, err);
    int64_t *counts = d ? xcalloc(d->n_ballot_types, sizeof *counts) : NULL;
    struct query *q = d ? ballots_issued(store, run, NULL) : NULL;
    while (q && query_next(q)) {
        size_t type = definition_type(d, query_get_str(q, BALLOT_TYPE));
        if (type != NONE)
            counts[type]++;
    }
    for (size_t t = 0; d && t < d->n_ballot_types; t++)
        if (counts[t]) {
            table_text(table, d->ballot_types[t].code);
            table_count(table, counts[t]);
        }
    table_close(table);
    free(counts);
    definition_free(d);
    return query_end(q, err) && (d || dry_run);
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct issues *issues = issues_new();
    struct actor actor;
    struct pool_options pool;
    size_t n = 0, n_files = 0;
    int64_t number = 0;
    const char *folder = argument_value(args, "output");
    bool ok = read_pool(args, &pool, &err) && command_actor(args, &actor, &err) &&
              (!folder || actor.dry_run || output_folder(folder, &err));
    struct store *store = ok ? command_open(args, STORE_WRITE, &err) : NULL;
    ok =
        store && (pool.n ? issue_pool(store, &pool, &actor, &n, &number, &err)
                         : issue_sample(store, argument_value(args, "serial-seed"), &actor, &n, &number, issues, &err));
    if (ok && n == 0)
        command_note(args, "%s", _("nobody is without a ballot; none was issued"));
    if (ok && command_prints(args))
        ok = print_issued(args, store, number, n, actor.dry_run, &err);
    /* Run again for its files alone, they are those of all ballots. */
    if (ok && folder && !actor.dry_run) {
        ok = handout_write(store, folder, n ? number : 0, argument_given(args, "force"), &n_files, &err);
        if (ok)
            command_note(args, _("files written into \"%s\": %zu"), folder, n_files);
    }
    store_close(store);
    return command_end(args, ok, issues, &err);
}

const struct verb verb_issue = {
    .name = "issue",
    .summary = N_("give every sample member a ballot serial; write hand-out lists and entry workbooks"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
