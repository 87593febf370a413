#include "survey/offices/split.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/near.h"
#include "survey/base/strbuf.h"
#include "survey/round/ballots.h"
#include "survey/round/tables.h"

/* Of the definition all but who rates whom person by person. */
static bool copy_definition(struct store *store, struct store *file, struct error *err)
{
    bool ok = true;
    for (enum table_id t = 0; ok && t < N_TABLES; t++) {
        struct query *from = query_table(store, table_specs[t].name, "position"),
                     *to = query_insert(file, "", table_specs[t].name);
        while (query_next(from)) {
            if (t == T_RATES && strchr(query_get_str(from, 2), '/'))
                continue;
            query_copy(to, from);
            query_run(to);
        }
        ok = query_end(from, err);
        ok = query_end(to, err) && ok;
    }
    return ok;
}

/* Its ballots that are not void, and whose members nobody replaced: by serial, without their members. */
static bool copy_ballots(struct store *store, const char *office, struct run *run, struct dictionary *lists,
                         size_t *n_ballots, struct error *err)
{
    struct query *from = ballots_issued(store, 0, office), *to = run_insert(run, "ballot");
    while (query_next(from)) {
        const char *list = query_get_str(from, BALLOT_LIST);
        if (!query_is_null(from, BALLOT_REPLACED) || !strcmp(query_get_str(from, BALLOT_STATE), "void"))
            continue;
        dictionary_add(lists, list, strlen(list), NULL);
        query_copy(to, from);
        query_null(to, ":member");
        query_null(to, ":stratum");
        query_int(to, ":run", run->number);
        query_run(to);
        ++*n_ballots;
    }
    bool ok = query_end(from, err);
    return query_end(to, err) && ok;
}

static bool copy_lists(struct store *store, struct run *run, const struct dictionary *lists, struct error *err)
{
    struct query *from = query_table(store, "unit_list", "list, position"), *to = run_insert(run, "unit_list");
    while (query_next(from)) {
        char number[24];
        snprintf(number, sizeof number, "%" PRId64, query_get_int(from, 0));
        if (dictionary_find(lists, number) == SIZE_MAX)
            continue;
        query_copy(to, from);
        query_int(to, ":run", run->number);
        query_run(to);
    }
    bool ok = query_end(from, err);
    return query_end(to, err) && ok;
}

/* The offices that have ballots, for a message. */
static bool no_office(struct store *store, const char *office, struct error *err)
{
    struct strbuf list = {0};
    struct dictionary *seen = dictionary_new();
    struct query *q = ballots_issued(store, 0, NULL);
    while (query_next(q)) {
        const char *code = query_get_str(q, BALLOT_OFFICE);
        bool added;
        dictionary_add(seen, code, strlen(code), &added);
        if (added && *code)
            strbuf_item(&list, " ", "%s", code);
    }
    bool ok = query_end(q, err);
    if (ok && !list.n)
        error_set(err, E_STATE, _("no ballots are issued to an office yet; `dtxhh issue` first"));
    else if (ok)
        error_set(err, E_USAGE, _("office \"%s\" has no ballots; expected one of: %s%s"), office, list.text,
                  near_listed(office, list.text, " ").text);
    strbuf_release(&list);
    dictionary_free(seen);
    return false;
}

static bool note(struct run *run, const char *office, int64_t line, const char *hash, const char *head,
                 struct error *err)
{
    struct query *q = run_insert(run, "office_file");
    query_text(q, ":office", office);
    query_int(q, ":parent_line", line);
    query_text(q, ":parent", hash);
    query_text(q, ":head", head);
    query_run(q);
    return query_end(q, err);
}

/* Make the file in one run of its own: its first line. */
static bool make_file(struct store *store, struct store *file, const char *office, int64_t line, const char *hash,
                      const struct actor *actor, size_t *n_ballots, char head[HASH_HEX], struct error *err)
{
    struct actor first = {.who = actor->who, .reason = actor->reason};
    struct run run;
    struct dictionary *lists = dictionary_new();
    bool ok = run_begin(&run, file, "split", &first, err) && copy_definition(store, file, err) &&
              copy_ballots(store, office, &run, lists, n_ballots, err) && copy_lists(store, &run, lists, err) &&
              note(&run, office, line, hash, NULL, err);
    if (ok && !*n_ballots)
        ok = no_office(store, office, err);
    if (ok) {
        run_detail(&run, _("office %s: %zu ballots of the round whose line %" PRId64 " has the hash %s"), office,
                   *n_ballots, line, hash);
        ok = run_commit(&run, err);
        memcpy(head, run.hash, HASH_HEX);
    }
    run_abandon(&run);
    dictionary_free(lists);
    return ok;
}

bool office_split(struct store *store, const char *office, const char *path, const struct actor *actor,
                  size_t *n_ballots, char head[HASH_HEX], struct error *err)
{
    struct run run;
    int64_t line;
    char hash[HASH_HEX], seed[HASH_HEX];
    *n_ballots = 0;
    if (!run_begin(&run, store, "split", actor, err))
        return false;
    char *what = xasprintf("%" PRId64 "/%s", run.number, office);
    store_commitment(store, ROLE_OFFICE, what, strlen(what), seed);
    free(what);
    struct store *file = log_head(store, &line, hash, err) ? store_create(path, seed, err) : NULL;
    bool ok = file && make_file(store, file, office, line, hash, actor, n_ballots, head, err) &&
              note(&run, office, line, hash, head, err);
    if (ok) {
        run_detail(&run, _("office %s: %zu ballots, in a file whose first line has the hash %s"), office, *n_ballots,
                   head);
        ok = run_commit(&run, err);
    }
    run_abandon(&run);
    store_close(file);
    return ok;
}
