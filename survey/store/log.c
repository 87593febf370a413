/* Over 600 lines: the chain, how a line is made, how all are checked, and what follows from them of what is fresh. */
#include "survey/store/log.h"

#include <assert.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "survey/base/clock.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/version.h"
#include "survey/store/store_inside.h"

static const char sql_next[] = "SELECT coalesce(max(number), 0) + 1 FROM log";
static const char sql_head[] = "SELECT number, hash, one FROM head";
static const char sql_move_head[] = "UPDATE head SET number = :number, hash = :hash";
/* The columns that a line's hash covers, in their order, and the hash. */
static const char sql_lines[] = "SELECT number, form, time, login, who, program, mark, verb, reason, detail, wrote,"
                                " reads, holds, hash FROM log ORDER BY number";
static const char sql_lines_before_11[] = "SELECT number, 1, time, NULL, who, NULL, NULL, verb, reason, detail, wrote,"
                                          " reads, NULL, hash FROM log ORDER BY number";
static const char sql_line[] = "SELECT time, who, reason FROM log WHERE number = :number";
/* What runs wrote of which something was withdrawn after :line. */
static const char sql_withdrawn_since[] =
    "SELECT DISTINCT l.wrote FROM withdrawal w JOIN log l ON l.number = w.withdraws"
    " WHERE w.run > :line";
static const char sql_back[] = "SELECT number, wrote, reads FROM log ORDER BY number DESC";
static const char sql_held[] = "SELECT wrote, holds FROM log ORDER BY number DESC";
static const char sql_last_time[] = "SELECT time FROM log ORDER BY number DESC LIMIT 1";
static const char sql_wrote[] = "SELECT wrote FROM log ORDER BY number";
static const char sql_tables[] =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    " AND name NOT IN ('log', 'head', 'secret') ORDER BY name";

#define MARK_FIXED "fixed-time" /* SOURCE_DATE_EPOCH was set */
#define MARK_BACK  "clock-back" /* the line before is later */

static const char no_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

int64_t log_next_run(struct store *store)
{
    return store_number(store, sql_next, 0);
}

bool run_begin(struct run *run, struct store *store, const char *verb, const struct actor *actor, struct error *err)
{
    assert(actor->who && *actor->who);
    *run = (struct run){.store = store, .actor = actor, .verb = verb};
    if (!store_begin(store, err))
        return false;
    run->open = true;
    if (!store_schema_stands(store, err)) {
        run_abandon(run);
        return false;
    }
    run->number = log_next_run(store);
    touch_begin(store);
    if (run->number > 0)
        return true;
    run_abandon(run);
    return error_set(err, E_FILE, _("the log of \"%s\" cannot be read"), store_path(store));
}

struct query *run_insert(struct run *run, const char *table)
{
    struct query *q = query_insert(run->store, "", table);
    query_int(q, ":run", run->number);
    return q;
}

/* The digest of what the run has in TABLE: of the rows as they were bound, where nothing else was written. */
static bool digest_of(const struct run *run, struct named_table *table, bool grows, struct digest *digest,
                      struct error *err)
{
    if (table->otherwise || !(grows || table->emptied))
        return store_digest(run->store, table->name, grows ? run->number : 0, digest, err);
    rows_digest(&table->rows, digest);
    return true;
}

void run_detail(struct run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    free(run->detail);
    run->detail = text;
}

/* What the hash of a line covers, in this order; numbers in digits, NULL for SQL NULL. */
enum line_part {
    P_NUMBER,
    P_FORM,
    P_TIME,
    P_LOGIN,
    P_WHO,
    P_PROGRAM,
    P_MARK,
    P_VERB,
    P_REASON,
    P_DETAIL,
    P_WROTE,
    P_READS,
    P_HOLDS,
    N_PARTS
};

/* Before schema version 11 lines had form 1: not all parts, reason and detail as they are. */
#define FORM      2
#define FORM_TEXT "2"

struct line_text {
    const char *bytes; /* NULL for SQL NULL */
    size_t n;
};

static struct line_text line_text(const char *text)
{
    return (struct line_text){text, text ? strlen(text) : 0};
}

/* The hash of the line that follows the line with hash PREVIOUS. */
static void line_hash(struct store *store, const struct line_text parts[N_PARTS], const char *previous,
                      char hex[HASH_HEX])
{
    bool old = parts[P_FORM].n == 1 && *parts[P_FORM].bytes == '1';
    struct strbuf text = {0};
    strbuf_addf(&text, "%s\n", previous);
    for (enum line_part p = 0; p < N_PARTS; p++) {
        if (old && (p == P_FORM || p == P_LOGIN || p == P_PROGRAM || p == P_MARK || p == P_HOLDS))
            continue;
        if (p)
            strbuf_add(&text, "|", 1);
        if (p == P_NUMBER || p == P_FORM) {
            strbuf_add(&text, parts[p].bytes, parts[p].n);
        } else if (!old && parts[p].bytes && (p == P_REASON || p == P_DETAIL)) {
            struct strbuf value = {0};
            char commitment[HASH_HEX];
            strbuf_add(&value, parts[P_NUMBER].bytes, parts[P_NUMBER].n);
            strbuf_add(&value, "/", 1);
            strbuf_add(&value, parts[p].bytes, parts[p].n);
            store_commitment(store, p == P_REASON ? ROLE_REASON : ROLE_DETAIL, value.text, value.n, commitment);
            strbuf_addf(&text, "'%s'", commitment);
            strbuf_release(&value);
        } else {
            add_quoted(&text, parts[p].bytes, parts[p].n);
        }
    }
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, text.text, text.n);
    hash_hex(&hash, hex);
    strbuf_release(&text);
}

/* Into LIST, in the order of their names: "TABLE ROWS SHA256" for each table that RUN WROTE, *REPLACED where one of
 * them is not a growing one; else "TABLE SHA256" for each other that it read. */
static bool list_tables(struct run *run, bool wrote, struct strbuf *list, bool *replaced, struct error *err)
{
    struct query *q = query_new(run->store, sql_tables);
    bool ok = true;
    while (ok && query_next(q)) {
        const char *name = query_get_str(q, 0);
        struct named_table *table = touched(run->store, name);
        if (!table || table->written != wrote || !(wrote || table->read))
            continue;
        struct digest digest = {0};
        if (wrote) {
            bool grows = store_table_grows(run->store, name);
            *replaced |= !grows;
            ok = digest_of(run, table, grows, &digest, err);
            if (grows && !digest.rows) /* a migration that made it anew */
                continue;
            strbuf_item(list, "\n", "%s %" PRId64 " %s", name, digest.rows, digest.sha256);
        } else {
            ok = log_table_state(run->store, name, digest.sha256, err);
            strbuf_item(list, "\n", "%s %s", name, digest.sha256);
        }
    }
    return query_end(q, err) && ok;
}

/* When a line is written, by whom and with what. */
struct line_clock {
    char time[CLOCK_TEXT], mark[32];
    char *login, *program;
};

/* Where the time is fixed, login and program are left out, so that the same acts give the same line anywhere. */
static bool line_clock(struct store *store, struct line_clock *clock, struct error *err)
{
    bool fixed;
    if (!clock_now(clock->time, &fixed, err))
        return false;
    char *last = store_text(store, sql_last_time);
    bool back = last && strcmp(clock->time, last) < 0;
    free(last);
    snprintf(clock->mark, sizeof clock->mark, "%s%s%s", fixed ? MARK_FIXED : "", fixed && back ? " " : "",
             back ? MARK_BACK : "");
    clock->login = fixed ? xstrdup("-") : clock_login();
    clock->program = fixed ? xstrdup("-") : xasprintf("dtxhh %s, SQLite %s", DTXHH_VERSION, sqlite3_libversion());
    return true;
}

/* Into LIST the state of every table, whoever wrote it: "TABLE ROWS SHA256". */
static bool list_all(struct run *run, struct strbuf *list, struct error *err)
{
    struct query *q = query_new(run->store, sql_tables);
    bool ok = true;
    while (ok && query_next(q)) {
        const char *name = query_get_str(q, 0);
        struct digest digest = {0};
        ok = store_digest(run->store, name, 0, &digest, err);
        strbuf_item(list, "\n", "%s %" PRId64 " %s", name, digest.rows, digest.sha256);
    }
    return query_end(q, err) && ok;
}

static const char *const part_names[N_PARTS] = {
    [P_NUMBER] = ":number", [P_FORM] = ":form",       [P_TIME] = ":time",   [P_LOGIN] = ":login",
    [P_WHO] = ":who",       [P_PROGRAM] = ":program", [P_MARK] = ":mark",   [P_VERB] = ":verb",
    [P_REASON] = ":reason", [P_DETAIL] = ":detail",   [P_WROTE] = ":wrote", [P_READS] = ":reads",
    [P_HOLDS] = ":holds",
};

/* Add the line of RUN, which wrote WROTE and READS, to the log and move the head. */
static bool write_line(struct run *run, const char *wrote, const char *reads, const char *holds, const char *previous,
                       struct error *err)
{
    struct line_clock clock;
    char number[24];
    if (!line_clock(run->store, &clock, err))
        return false;
    snprintf(number, sizeof number, "%" PRId64, run->number);
    const char *const said[N_PARTS] = {[P_NUMBER] = number,
                                       [P_FORM] = FORM_TEXT,
                                       [P_TIME] = clock.time,
                                       [P_LOGIN] = clock.login,
                                       [P_WHO] = run->actor->who,
                                       [P_PROGRAM] = clock.program,
                                       [P_MARK] = *clock.mark ? clock.mark : NULL,
                                       [P_VERB] = run->verb,
                                       [P_REASON] = run->actor->reason,
                                       [P_DETAIL] = run->detail,
                                       [P_WROTE] = wrote,
                                       [P_READS] = reads,
                                       [P_HOLDS] = holds};
    struct line_text parts[N_PARTS];
    for (enum line_part p = 0; p < N_PARTS; p++)
        parts[p] = line_text(said[p]);
    line_hash(run->store, parts, previous, run->hash);
    struct query *insert = query_insert(run->store, "", "log"), *move = query_new(run->store, sql_move_head);
    for (enum line_part p = 0; p < N_PARTS; p++)
        query_text(insert, part_names[p], said[p]);
    query_int(insert, ":number", run->number);
    query_int(insert, ":form", FORM);
    query_text(insert, ":hash", run->hash);
    query_int(move, ":number", run->number);
    query_text(move, ":hash", run->hash);
    query_run(insert);
    query_run(move);
    free(clock.login);
    free(clock.program);
    bool ok = query_end(insert, err);
    return query_end(move, err) && ok;
}

bool run_commit(struct run *run, struct error *err)
{
    struct strbuf wrote = {0}, reads = {0}, holds = {0};
    bool replaced = false;
    touch_end(run->store);
    bool ok = list_tables(run, true, &wrote, &replaced, err) &&
              (!replaced || list_tables(run, false, &reads, &replaced, err)) &&
              (!run->holds_all || list_all(run, &holds, err));
    char previous[HASH_HEX];
    int64_t last;
    ok = ok && log_head(run->store, &last, previous, err);
    if (ok && last + 1 != run->number)
        ok = error_set(err, E_FILE,
                       _("the log of \"%s\" does not end where its head says; `dtxhh log verify` tells more"),
                       store_path(run->store));
    ok = ok && write_line(run, strbuf_text(&wrote), strbuf_text(&reads), run->holds_all ? strbuf_text(&holds) : NULL,
                          previous, err);
    strbuf_release(&wrote);
    strbuf_release(&reads);
    strbuf_release(&holds);
    if (ok && run->actor->dry_run && run->actor->preview)
        ok = run->actor->preview(run->actor->context, err);
    if (ok && !run->actor->dry_run)
        ok = store_commit(run->store, err);
    if (ok && !run->actor->dry_run) {
        run->open = false;
        run->store->committed = run->number;
    }
    run_abandon(run);
    return ok;
}

void run_abandon(struct run *run)
{
    if (run->open)
        store_rollback(run->store);
    if (run->store)
        touch_end(run->store);
    run->open = false;
    free(run->detail);
    run->detail = NULL;
}

int64_t log_committed(const struct store *store)
{
    return store->committed;
}

/* The line of LIST ("table rest\n…") that is about TABLE: its REST and length, or NULL. */
static const char *find_line(const char *list, const char *table, size_t *length)
{
    size_t n = strlen(table);
    for (const char *p = list; *p;) {
        size_t end = strcspn(p, "\n");
        if (end > n && !memcmp(p, table, n) && p[n] == ' ') {
            *length = end - n - 1;
            return p + n + 1;
        }
        p += end + (p[end] == '\n');
    }
    return NULL;
}

bool log_table_state(struct store *store, const char *table, char hex[HASH_HEX], struct error *err)
{
    struct query *q = query_new(store, sql_wrote);
    bool grows = store_table_grows(store, table);
    struct hash all;
    hash_init(&all);
    bool any = false;
    memcpy(hex, no_hash, HASH_HEX);
    while (query_next(q)) {
        size_t length;
        const char *digest = find_line(query_get_str(q, 0), table, &length);
        if (!digest)
            continue;
        any = true;
        if (grows) {
            hash_add(&all, digest, length);
            hash_add_text(&all, "\n");
        } else {
            const char *blank = memchr(digest, ' ', length);
            if (blank)
                snprintf(hex, HASH_HEX, "%.*s", (int)(digest + length - blank - 1), blank + 1);
        }
    }
    if (any && grows)
        hash_hex(&all, hex);
    return query_end(q, err);
}

/* The newest line that wrote TABLE: its number and a new string of what it read; 0 where none did. */
static int64_t newest_line(struct store *store, const char *table, char **reads, struct error *err)
{
    struct query *q = query_new(store, sql_back);
    int64_t number = 0;
    while (number == 0 && query_next(q)) {
        size_t length;
        if (find_line(query_get_str(q, 1), table, &length)) {
            number = query_get_int(q, 0);
            *reads = xstrdup(query_get_str(q, 2));
        }
    }
    return query_end(q, err) ? number : 0;
}

/* Lines that are looked at already: each once. */
struct lines_seen {
    int64_t *numbers;
    size_t n, room;
};

/* Whether rows of a table that READS names, what a line read, were withdrawn after line NUMBER. */
static bool withdrawn_since(struct store *store, int64_t number, const char *reads, struct error *err)
{
    struct query *q = query_new(store, sql_withdrawn_since);
    bool found = false;
    query_int(q, ":line", number);
    while (!found && query_next(q))
        for (const char *p = query_get_str(q, 0); !found && *p;) {
            size_t name = strcspn(p, " \n"), end = strcspn(p, "\n"), length;
            char *table = xstrndup(p, name);
            found = find_line(reads, table, &length);
            free(table);
            p += end + (p[end] == '\n');
        }
    return query_end(q, err) && found;
}

/* True when TABLE is what its newest line made it from, and that in turn; false where it was never written. */
static bool is_fresh(struct store *store, const char *table, struct lines_seen *seen, char **changed, struct error *err)
{
    char *reads = NULL;
    int64_t number = newest_line(store, table, &reads, err);
    bool fresh = number > 0, again = false;
    for (size_t i = 0; i < seen->n; i++)
        again = again || seen->numbers[i] == number;
    if (!again) {
        seen->numbers = grow(seen->numbers, &seen->room, seen->n + 1, sizeof *seen->numbers);
        seen->numbers[seen->n++] = number;
    }
    for (char *p = reads; fresh && !again && *p;) {
        size_t end = strcspn(p, "\n"), name = strcspn(p, " \n"); /* a line that was tampered with has no digest */
        char *of = xstrndup(p, name);
        char hex[HASH_HEX];
        if (!log_table_state(store, of, hex, err)) {
            fresh = false;
        } else if (strncmp(p + name + (p[name] == ' '), hex, HASH_HEX - 1) != 0) {
            fresh = !strcmp(of, "withdrawal") && !withdrawn_since(store, number, reads, err);
            if (!fresh)
                *changed = xstrdup(of);
        } else if (strcmp(hex, no_hash) != 0) {
            fresh = is_fresh(store, of, seen, changed, err);
        }
        free(of);
        p += end + (p[end] == '\n');
    }
    /* A program that knew no withdrawals made it from rows that may be withdrawn since. */
    size_t length;
    if (fresh && !again && reads && !find_line(reads, "withdrawal", &length) && withdrawn_since(store, 0, reads, err)) {
        fresh = false;
        *changed = xstrdup("withdrawal");
    }
    free(reads);
    return fresh;
}

bool log_is_fresh(struct store *store, const char *table, char **changed, struct error *err)
{
    struct lines_seen seen = {0};
    *changed = NULL;
    bool fresh = is_fresh(store, table, &seen, changed, err);
    free(seen.numbers);
    return fresh;
}

bool log_last_digest(struct store *store, const char *table, struct digest *digest)
{
    struct query *q = query_new(store, sql_held);
    bool found = false;
    while (!found && query_next(q)) {
        size_t length;
        const char *said = find_line(query_get_str(q, 0), table, &length);
        if (!said)
            said = find_line(query_get_str(q, 1), table, &length);
        if (!said)
            continue;
        char *end;
        digest->rows = strtoll(said, &end, 10);
        found = length > (size_t)(end - said) && snprintf(digest->sha256, sizeof digest->sha256, "%.*s",
                                                          (int)(length - (size_t)(end - said) - 1), end + 1) > 0;
    }
    query_end(q, NULL);
    return found;
}

int64_t log_last_run(struct store *store, const char *table)
{
    char *reads = NULL;
    int64_t run = newest_line(store, table, &reads, NULL);
    free(reads);
    return run;
}

bool log_head(struct store *store, int64_t *number, char hex[HASH_HEX], struct error *err)
{
    struct query *q = query_new(store, sql_head);
    bool found = query_next(q) && query_get_int(q, 2) == 1 && strlen(query_get_str(q, 1)) == HASH_HEX - 1;
    if (found) {
        *number = query_get_int(q, 0);
        snprintf(hex, HASH_HEX, "%s", query_get_str(q, 1));
    }
    return query_end(q, err) &&
           (found || error_set(err, E_FILE, _("the log of \"%s\" has no head, or it was changed"), store_path(store)));
}

bool log_line_read(struct store *store, int64_t number, struct log_line *line, struct error *err)
{
    struct query *q = query_new(store, sql_line);
    query_int(q, ":number", number);
    bool found = query_next(q);
    *line = (struct log_line){xstrdup(found ? query_get_str(q, 0) : ""), xstrdup(found ? query_get_str(q, 1) : ""),
                              xstrdup(found ? query_get_str(q, 2) : "")};
    return query_end(q, err);
}

void log_line_release(struct log_line *line)
{
    free(line->time);
    free(line->who);
    free(line->reason);
    *line = (struct log_line){0};
}

/* --- verify ------------------------------------------------------------------- */

/* A line of the log as read for checking, with its own copies. */
struct kept_line {
    int64_t number;
    bool old; /* of form 1 */
    char *time, *who, *verb, *wrote, *holds;
};

struct checker {
    const char *path;
    const char *table;
    bool old;               /* of a round that was not upgraded yet */
    int64_t first, n_runs;  /* the first run whose digests are of today's form */
    struct digest *digests; /* a growing table: by run; a replaced one: one */
    int64_t strange;
    bool grows;
    bool ok;
    struct error error;
};

/* Digest one table on a connection of its own. */
static void check_table(struct checker *c)
{
    struct store *store = store_open_damaged(c->path, &c->error);
    if (store) {
        c->grows = store_table_grows(store, c->table);
        c->digests = xcalloc((size_t)c->n_runs + 1, sizeof *c->digests);
        if (c->old)
            c->ok = store_old_digests(store, c->table, c->grows, c->n_runs, c->digests, &c->strange, &c->error);
        else if (c->grows)
            c->ok = store_digest_runs(store, c->table, c->first, c->n_runs, c->digests, &c->strange, &c->error);
        else
            c->ok = store_digest(store, c->table, 0, c->digests, &c->error);
    }
    store_close(store);
}

/* Tables waiting for the next free thread. */
struct tables_waiting {
    struct checker *checkers;
    size_t n;
    atomic_size_t next;
};

static void *work(void *argument)
{
    struct tables_waiting *queue = argument;
    size_t i;
    while ((i = atomic_fetch_add(&queue->next, 1)) < queue->n)
        check_table(&queue->checkers[i]);
    return NULL;
}

/* IS beside what LINE says of the table, SAID[0..LENGTH-1]. */
static void compare_digest(const struct checker *c, const struct kept_line *line, const char *said, size_t length,
                           const struct digest *is, struct place place, struct issues *issues)
{
    char *now = xasprintf("%" PRId64 " %s", is->rows, is->sha256);
    if (strlen(now) != length || strncmp(now, said, length) != 0) {
        char *end;
        long long rows = strtoll(said, &end, 10);
        if (rows != is->rows)
            issues_add(issues, FAULT, "F902", place,
                       _("table %s: %lld rows were written by run %" PRId64 " (%s, %s, by %s), now there are %" PRId64),
                       c->table, rows, line->number, line->verb, line->time, line->who, is->rows);
        else
            issues_add(issues, FAULT, "F903", place,
                       _("table %s: a value written by run %" PRId64 " (%s, %s, by %s) was changed since"), c->table,
                       line->number, line->verb, line->time, line->who);
    }
    free(now);
}

/* What LINE says of the table; the line of the upgrade says it of all, so far. */
static const char *said_of(const struct kept_line *line, const struct checker *c, size_t *length)
{
    const char *said = *line->holds ? find_line(line->holds, c->table, length) : NULL;
    return said || *line->holds ? said : find_line(line->wrote, c->table, length);
}

static void compare_table(const struct checker *c, const struct kept_line *lines, size_t n_lines, struct place place,
                          struct issues *issues)
{
    if (c->grows) {
        if (c->strange)
            issues_add(issues, FAULT, "F904", place, _("table %s: %" PRId64 " rows of runs that the log does not have"),
                       c->table, c->strange);
        for (size_t i = 0; i < n_lines; i++) {
            size_t length;
            if (lines[i].number < c->first || lines[i].number > c->n_runs)
                continue;
            const struct digest *is = &c->digests[lines[i].number - 1];
            const char *said = said_of(&lines[i], c, &length);
            if (said)
                compare_digest(c, &lines[i], said, length, is, place, issues);
            else if (is->rows)
                issues_add(issues, FAULT, "F904", place,
                           _("table %s: %" PRId64 " rows say they are of run %" PRId64 " (%s), which wrote none"),
                           c->table, is->rows, lines[i].number, lines[i].verb);
        }
        return;
    }
    for (size_t i = n_lines; i-- > 0;) {
        size_t length;
        const char *said = said_of(&lines[i], c, &length);
        if (said) {
            compare_digest(c, &lines[i], said, length, c->digests, place, issues);
            return;
        }
    }
    if (c->digests->rows)
        issues_add(issues, FAULT, "F904", place, _("table %s: %" PRId64 " rows that no run wrote"), c->table,
                   c->digests->rows);
}

/* The parts of the current line of Q: bytes behind a NUL too, which the columns as text would hide. */
static void read_parts(struct query *q, char number[2][24], struct line_text parts[N_PARTS])
{
    for (int p = 0; p < N_PARTS; p++) {
        if (p == P_NUMBER || p == P_FORM) {
            snprintf(number[p], 24, "%" PRId64, query_get_int(q, p));
            parts[p] = line_text(number[p]);
        } else if (query_is_null(q, p)) {
            parts[p] = line_text(NULL);
        } else {
            parts[p].bytes = (const char *)query_get_blob(q, p, &parts[p].n);
        }
    }
}

/* Time runs on from line to line, but where a line says that it does not. */
static void check_time(const struct kept_line *line, const struct kept_line *before, const char *mark,
                       struct place place, struct issues *issues)
{
    if (!line->old && before && strcmp(line->time, before->time) < 0 && !strstr(mark, MARK_BACK))
        issues_add(issues, FAULT, "F910", place,
                   _("log: line %" PRId64 " is of %s, the line before it of %s; the line does not say so"),
                   line->number, line->time, before->time);
}

/* Read all lines, checking the chain as they come. */
static struct kept_line *read_chain(struct store *store, bool old, const char *head, size_t *n_lines,
                                    struct place place, struct issues *issues, struct error *err)
{
    struct query *q = query_new(store, old ? sql_lines_before_11 : sql_lines);
    if (!query_ok(q, err)) {
        query_end(q, NULL);
        return NULL;
    }
    struct kept_line *lines = NULL;
    size_t n = 0, room = 0;
    char previous[HASH_HEX];
    memcpy(previous, no_hash, HASH_HEX);
    struct error local = {0};
    bool seen = !head;
    while (query_next(q)) {
        struct line_text parts[N_PARTS];
        char number[2][24], hex[HASH_HEX];
        read_parts(q, number, parts);
        bool hidden = false;
        for (enum line_part p = 0; p < N_PARTS; p++)
            hidden |= parts[p].bytes && memchr(parts[p].bytes, '\0', parts[p].n);
        line_hash(store, parts, previous, hex);
        struct kept_line line = {query_get_int(q, P_NUMBER),        query_get_int(q, P_FORM) == 1,
                                 xstrdup(query_get_str(q, P_TIME)), xstrdup(query_get_str(q, P_WHO)),
                                 xstrdup(query_get_str(q, P_VERB)), xstrdup(query_get_str(q, P_WROTE)),
                                 xstrdup(query_get_str(q, P_HOLDS))};
        const char *said = query_get_str(q, N_PARTS);
        if (line.number != (int64_t)n + 1)
            issues_add(issues, FAULT, "F905", place,
                       _("log: line %zu is missing, line %" PRId64 " stands in its place"), n + 1, line.number);
        if (hidden || strcmp(hex, said) != 0 || (line.old && n && !lines[n - 1].old))
            issues_add(issues, FAULT, "F906", place,
                       _("log: line %" PRId64 " (%s, %s, by %s) or the one before it was changed"), line.number,
                       line.verb, line.time, line.who);
        check_time(&line, n ? &lines[n - 1] : NULL, query_get_str(q, P_MARK), place, issues);
        snprintf(previous, sizeof previous, "%s", said);
        if (head && !strcmp(head, said))
            seen = true;
        lines = grow(lines, &room, n + 1, sizeof *lines);
        lines[n++] = line;
    }
    *n_lines = n;
    int64_t number;
    char last[HASH_HEX];
    if (query_end(q, &local) && log_head(store, &number, last, &local) &&
        (number != (int64_t)n || strcmp(last, previous) != 0))
        issues_add(issues, FAULT, "F907", place,
                   _("log: the head says line %" PRId64 ", the last line is %zu; lines were cut, added or rewritten"),
                   number, n);
    if (!seen)
        issues_add(issues, FAULT, "F908", place,
                   _("log: no line has the hash \"%s\" that was written down; the newest lines were cut or rewritten"),
                   head);
    if (local.code != E_NONE) {
        /* No head is a difference, not a file that cannot be read. */
        issues_add(issues, FAULT, "F907", place, "%s", local.text);
    }
    return lines ? lines : xcalloc(1, sizeof *lines);
}

/* The chain, and every table beside what its lines say. */
static bool verify_tables(struct store *store, bool old, const char *head, struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    size_t n_lines = 0;
    struct kept_line *lines = read_chain(store, old, head, &n_lines, place, issues, err);
    if (!lines)
        return false;
    int64_t n_runs = 0, first = 1;
    for (size_t i = 0; i < n_lines; i++) { /* a number far past the count is a fault already */
        if (lines[i].number > n_runs && lines[i].number <= (int64_t)n_lines + 1000)
            n_runs = lines[i].number;
        if (!old && lines[i].old)
            first = (int64_t)i + 2;
    }
    /* Behind lines of the old form stands that of the upgrade, which says what all tables held. */
    if (first > 1 && (first > (int64_t)n_lines || !*lines[first - 1].holds))
        issues_add(issues, FAULT, "F906", place,
                   _("log: the line of the upgrade is missing behind line %" PRId64 ", or was changed"), first - 1);
    struct checker *checkers = NULL;
    size_t n = 0, room = 0;
    struct query *q = query_new(store, sql_tables);
    while (query_next(q)) {
        checkers = grow(checkers, &room, n + 1, sizeof *checkers);
        checkers[n++] = (struct checker){.path = store_path(store),
                                         .table = xstrdup(query_get_str(q, 0)),
                                         .old = old,
                                         .first = first,
                                         .n_runs = n_runs};
    }
    bool ok = query_end(q, err);
    if (ok) {
        struct tables_waiting queue = {checkers, n, 0};
        pthread_t other;
        bool two = pthread_create(&other, NULL, work, &queue) == 0;
        work(&queue);
        if (two)
            pthread_join(other, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        if (checkers[i].ok)
            compare_table(&checkers[i], lines, n_lines, place, issues);
        else if (checkers[i].error.code != E_NONE)
            issues_add(issues, FAULT, "F909", place, _("table %s cannot be read: %s"), checkers[i].table,
                       checkers[i].error.text);
        free(checkers[i].digests);
        discard(checkers[i].table);
    }
    free(checkers);
    for (size_t i = 0; i < n_lines; i++) {
        free(lines[i].time);
        free(lines[i].who);
        free(lines[i].verb);
        free(lines[i].wrote);
        free(lines[i].holds);
    }
    free(lines);
    return ok;
}

/* SQLite's lock stands there, in a page that holds nothing. */
#define LOCK_BYTE 0x40000000

/* The file is its pages and nothing else, and each page is a table's, an index's or free: bytes elsewhere no statement
 * reads.  A transaction holds it still.  A library without dbstat cannot count the pages of tables. */
static bool check_size(struct store *store, struct place place, struct issues *issues, struct error *err)
{
    if (!store_run(store, "BEGIN", err))
        return false;
    int64_t pages = store_number(store, "PRAGMA page_count", 0), size = store_number(store, "PRAGMA page_size", 0);
    int64_t used = store_number(store, "SELECT sum(pageno) FROM dbstat WHERE aggregate = TRUE", -1);
    int64_t others = store_number(store, "PRAGMA freelist_count", 0) + (pages * size > LOCK_BYTE);
    struct stat info;
    bool known = stat(store_path(store), &info) == 0;
    store_rollback(store);
    if (known && (int64_t)info.st_size != pages * size)
        issues_add(
            issues, FAULT, "F911", place,
            _("the file has %" PRId64 " bytes, its pages %" PRId64 "; what stands behind them is not the round's"),
            (int64_t)info.st_size, pages * size);
    if (used >= 0 && used + others != pages)
        issues_add(issues, FAULT, "F911", place,
                   _("the file has %" PRId64 " pages, of which %" PRId64
                     " are those of tables and indexes or free; the "
                     "others are not the round's"),
                   pages, used + others);
    return true;
}

bool log_verify(struct store *store, const char *head, struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    char *what = NULL;
    if (!store_schema_is_ours(store, &what, err) && !what)
        return false;
    for (char *p = what; p && *p;) {
        size_t end = strcspn(p, "\n");
        issues_add(issues, FAULT, "F901", place, _("schema: %.*s"), (int)end, p);
        p += end + (p[end] == '\n');
    }
    free(what);
    int64_t secrets = store_count(store, "secret");
    if (secrets != 1)
        issues_add(issues, FAULT, "F904", place, _("table secret: %" PRId64 " rows, expected one"), secrets);
    return check_size(store, place, issues, err) && verify_tables(store, false, head, issues, err);
}

bool log_verify_old(struct store *store, struct issues *issues, struct error *err)
{
    return verify_tables(store, true, NULL, issues, err);
}
