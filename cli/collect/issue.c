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
static bool print_issued(struct call *call, int64_t run, size_t n, struct error *err)
{
    const struct definition *d = command_definition(call, err);
    if (!d)
        return false;
    struct table *table = table_new(call->args, columns, 2);
    if (call->actor.dry_run) {
        table_text(table, "");
        table_count(table, (int64_t)n);
    }
    int64_t *counts = xcalloc(d->n_ballot_types, sizeof *counts);
    struct query *q = ballots_issued(call->store, run, NULL);
    while (!call->actor.dry_run && query_next(q)) {
        size_t type = definition_type(d, query_get_str(q, BALLOT_TYPE));
        if (type != NONE)
            counts[type]++;
    }
    for (size_t t = 0; t < d->n_ballot_types; t++)
        if (counts[t]) {
            table_text(table, d->ballot_types[t].code);
            table_count(table, counts[t]);
        }
    table_close(table);
    free(counts);
    return query_end(q, err);
}

static bool run(struct call *call, struct error *err)
{
    struct pool_options pool;
    size_t n = 0, n_files = 0;
    int64_t number = 0;
    const char *folder = argument_value(call->args, "output"), *seed = argument_value(call->args, "serial-seed");
    bool writes = folder && !argument_given(call->args, "dry-run");
    if (!read_pool(call->args, &pool, err) || (writes && !output_folder(folder, err)) ||
        !command_open(call, STORE_WRITE, err))
        return false;
    if (!(pool.n ? issue_pool(call->store, &pool, &call->actor, &n, &number, call->issues, err)
                 : issue_sample(call->store, seed, &call->actor, &n, &number, call->issues, err)))
        return false;
    if (writes)
        call->again = xasprintf("dtxhh issue %s -o %s", argument_word(call->args, 0), folder);
    if (n == 0)
        command_note(call->args, "%s", _("nobody is without a ballot; none was issued"));
    if (command_prints(call) && !print_issued(call, number, n, err))
        return false;
    /* Run again for its files alone, they are those of all ballots. */
    if (writes) {
        if (!handout_write(call->store, folder, n ? number : 0, argument_given(call->args, "force"), &n_files, err))
            return false;
        command_note(call->args, _("files written into \"%s\": %zu"), folder, n_files);
    }
    return true;
}

const struct verb verb_issue = {
    .name = "issue",
    .summary = N_("give every sample member a ballot serial; write hand-out lists and entry workbooks"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
