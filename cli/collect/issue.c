#include "sampling/issue.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/terminal/command.h"
#include "cli/terminal/secret.h"
#include "cli/terminal/table.h"
#include "cli/verbs.h"
#include "importers/tables/people.h"
#include "reports/forms/handout.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/round/ballots.h"

#define POOL_MAX 100000

static const struct verb_option options[] = {
    {"output", 'o', "DIR", OPTION_PATH, N_("write hand-out lists and entry workbooks into this folder")},
    {"names", 0, NULL, 0, N_("of --output: lists with names too, from the identity file; the log says so")},
    {"key", 0, "FILE", OPTION_PATH, N_("of --names: the key file of sealed names; else the passphrase is asked for")},
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

static bool read_options(const struct arguments *args, struct pool_options *pool, struct error *err)
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
    if (argument_given(args, "names") && !argument_given(args, "output"))
        return error_set(err, E_USAGE, _("--names belongs to --output"));
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

/* What the sealed file at PATH has. */
static bool read_sealed(const struct call *call, const char *path, struct people *people, struct error *err)
{
    struct sealing_key key;
    if (!secret_key(argument_value(call->args, "key"), false, &key, err))
        return false;
    bool ok = people_load_sealed(people, path, &key, err);
    sealing_key_forget(&key);
    return ok;
}

/* The people of the round's identity file, where names are wanted. */
static bool read_people(const struct call *call, struct people **people, struct error *err)
{
    if (!argument_given(call->args, "names"))
        return true;
    char *path = people_path(argument_word(call->args, 0)), *sealed = people_sealed_path(argument_word(call->args, 0));
    *people = people_new();
    bool is_sealed = access(path, F_OK) != 0 && access(sealed, F_OK) == 0;
    bool ok = is_sealed ? read_sealed(call, sealed, *people, err) : people_load(*people, path, err);
    if (ok && !people_any(*people))
        ok = error_set(err, E_FILE,
                       _("the identity file \"%s\" is missing, cannot be written, or knows nobody; `dtxhh frame "
                         "import` makes it from a list with names"),
                       path);
    free(path);
    free(sealed);
    return ok;
}

static struct handed_person who(void *people, const char *group, const char *member)
{
    struct person person = people_who(people, group, member);
    return (struct handed_person){person.name, person.address, person.contact};
}

/* The files of RUN, or of all ballots where that is 0. */
static bool write_files(struct call *call, int64_t run, struct people *people, struct error *err)
{
    const char *folder = argument_value(call->args, "output");
    const struct handout_people named = {who, people};
    size_t n_files;
    if ((people && !issue_names(call->store, &call->actor, err)) ||
        !handout_write(call->store, folder, run, people ? &named : NULL, argument_given(call->args, "force"), &n_files,
                       err))
        return false;
    command_note(call->args, _("files written into \"%s\": %zu"), folder, n_files);
    return true;
}

static bool issue(struct call *call, struct people **people, struct error *err)
{
    struct pool_options pool;
    size_t n = 0;
    int64_t number = 0;
    const char *folder = argument_value(call->args, "output"), *seed = argument_value(call->args, "serial-seed");
    bool writes = folder && !argument_given(call->args, "dry-run");
    if (!read_options(call->args, &pool, err) || (writes && !output_folder(folder, err)) ||
        !command_open(call, STORE_WRITE, err) || !read_people(call, people, err))
        return false;
    if (!(pool.n ? issue_pool(call->store, &pool, &call->actor, &n, &number, call->issues, err)
                 : issue_sample(call->store, seed, &call->actor, &n, &number, call->issues, err)))
        return false;
    if (writes)
        call->again =
            xasprintf("dtxhh issue %s -o %s%s", argument_word(call->args, 0), folder, *people ? " --names" : "");
    if (n == 0)
        command_note(call->args, "%s", _("nobody is without a ballot; none was issued"));
    if (command_prints(call) && !print_issued(call, number, n, err))
        return false;
    /* Run again for its files alone, they are those of all ballots. */
    return !writes || write_files(call, n ? number : 0, *people, err);
}

static bool run(struct call *call, struct error *err)
{
    struct people *people = NULL;
    bool ok = issue(call, &people, err);
    people_free(people);
    return ok;
}

const struct verb verb_issue = {
    .name = "issue",
    .summary = N_("give every sample member a ballot serial; write hand-out lists and entry workbooks"),
    .takes = "ROUND",
    .flags = VERB_CHANGES | VERB_WRITES | VERB_TABLE,
    .options = options,
    .run = run,
};
