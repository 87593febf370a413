#include "survey/store/log.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/clock.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/version.h"
#include "survey/store/log_inside.h"
#include "survey/store/store_inside.h"

static const char sql_next[] = "SELECT coalesce(max(number), 0) + 1 FROM log";
static const char sql_office[] = "SELECT office FROM office_file WHERE head IS NULL";
static const char sql_head[] = "SELECT number, hash, one FROM head";
static const char sql_move_head[] = "UPDATE head SET number = :number, hash = :hash";
const char sql_lines[] = "SELECT number, form, time, login, who, program, mark, verb, reason, detail, wrote,"
                         " reads, holds, hash FROM log ORDER BY number";
const char sql_lines_before_11[] = "SELECT number, 1, time, NULL, who, NULL, NULL, verb, reason, detail, wrote,"
                                   " reads, NULL, hash FROM log ORDER BY number";
/* The same of the files of offices, with what stands for reason and detail, the hash of the line before, and whether
 * that line is there. */
const char sql_merged_lines[] =
    "SELECT number, form, time, login, who, program, mark, verb, reason, detail, wrote, reads, holds, hash,"
    " reason_hash, detail_hash, previous, (SELECT office FROM office_file f WHERE f.run = m.split), EXISTS (SELECT 1 "
    "FROM"
    " merged_log p WHERE p.hash = m.previous AND p.split = m.split AND p.number = m.number - 1) OR EXISTS (SELECT 1"
    " FROM office_file f WHERE f.head = m.previous AND f.run = m.split AND m.number = 2)"
    " FROM merged_log m ORDER BY split, number, hash";
static const char sql_line[] = "SELECT time, who, reason FROM log WHERE number = :number";
/* What runs wrote of which something was withdrawn after :line. */
static const char sql_withdrawn_since[] =
    "SELECT DISTINCT l.wrote FROM withdrawal w JOIN log l ON l.number = w.withdraws"
    " WHERE w.run > :line";
static const char sql_back[] = "SELECT number, wrote, reads FROM log ORDER BY number DESC";
static const char sql_held[] = "SELECT wrote, holds FROM log ORDER BY number DESC";
static const char sql_last_time[] = "SELECT max(time) FROM log";
static const char sql_wrote[] = "SELECT wrote FROM log ORDER BY number";
const char sql_tables[] = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
                          " AND name NOT IN ('log', 'head', 'secret') ORDER BY name";

const char no_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

int64_t log_next_run(struct store *store)
{
    return store_number(store, sql_next, 0);
}

bool run_may(struct store *store, const char *verb, struct error *err)
{
    static const char *const may[] = {"import", "correct", "sign", "upgrade"};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        if (!strcmp(verb, may[i]))
            return true;
    char *office = log_office(store);
    if (office)
        error_set(
            err, E_STATE,
            _("\"%s\" is the file of office \"%s\", in which ballots are keyed and corrected; `%s` is for the whole "
              "round"),
            store_path(store), office, verb);
    free(office);
    return !office;
}

bool run_begin(struct run *run, struct store *store, const char *verb, const struct actor *actor, struct error *err)
{
    assert(actor->who && *actor->who);
    *run = (struct run){.store = store, .actor = actor, .verb = verb};
    if (!store_begin(store, err))
        return false;
    run->open = true;
    if (!store_schema_stands(store, err) || !store_size_stands(store, err) || !run_may(store, verb, err)) {
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

#define FORM      2
#define FORM_TEXT "2"

struct line_text line_text(const char *text)
{
    return (struct line_text){text, text ? strlen(text) : 0};
}

void line_hash_shown(const struct line_text parts[N_PARTS], const char *const shown[N_PARTS], const char *previous,
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
        if (p == P_NUMBER || p == P_FORM)
            strbuf_add(&text, parts[p].bytes, parts[p].n);
        else if (!old && parts[p].bytes && shown[p])
            add_quoted(&text, shown[p], strlen(shown[p]));
        else
            add_quoted(&text, parts[p].bytes, parts[p].n);
    }
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, text.text, text.n);
    hash_hex(&hash, hex);
    strbuf_release(&text);
}

void line_hash(struct store *store, const struct line_text parts[N_PARTS], const char *previous, char hex[HASH_HEX])
{
    char commitments[2][HASH_HEX];
    const char *const shown[N_PARTS] = {[P_REASON] = commitments[0], [P_DETAIL] = commitments[1]};
    bool old = parts[P_FORM].n == 1 && *parts[P_FORM].bytes == '1'; /* then there may be no secret yet */
    for (enum line_part p = P_REASON; !old && p <= P_DETAIL; p++) {
        struct strbuf value = {0};
        if (!parts[p].bytes)
            continue;
        strbuf_add(&value, parts[P_NUMBER].bytes, parts[P_NUMBER].n);
        strbuf_add(&value, "/", 1);
        strbuf_add(&value, parts[p].bytes, parts[p].n);
        store_commitment(store, p == P_REASON ? ROLE_REASON : ROLE_DETAIL, value.text, value.n,
                         commitments[p - P_REASON]);
        strbuf_release(&value);
    }
    line_hash_shown(parts, shown, previous, hex);
}

enum tables_listed { WROTE, READ, ALL };

/* Into LIST, in the order of their names: "TABLE ROWS SHA256" for each table that RUN WROTE, *REPLACED where one of
 * them is not a growing one; "TABLE SHA256" for each other that it READ; the first for ALL, whoever wrote it. */
static bool list_tables(struct run *run, enum tables_listed which, struct strbuf *list, bool *replaced,
                        struct error *err)
{
    struct query *q = query_new(run->store, sql_tables);
    bool ok = true;
    while (ok && query_next(q)) {
        const char *name = query_get_str(q, 0);
        struct named_table *table = touched(run->store, name);
        struct digest digest = {0};
        if (which == ALL) {
            ok = store_digest(run->store, name, 0, &digest, err);
        } else if (!table || table->written != (which == WROTE) || !(which == WROTE || table->read)) {
            continue;
        } else if (which == READ) {
            ok = log_table_state(run->store, name, digest.sha256, err);
        } else {
            bool grows = store_table_grows(run->store, name);
            *replaced |= !grows;
            ok = digest_of(run, table, grows, &digest, err);
            if (grows && !digest.rows) /* a migration that made it anew */
                continue;
        }
        if (which == READ)
            strbuf_item(list, "\n", "%s %s", name, digest.sha256);
        else
            strbuf_item(list, "\n", "%s %" PRId64 " %s", name, digest.rows, digest.sha256);
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

bool log_take(struct store *store, struct query *line, struct error *err)
{
    int last = query_n_columns(line) - 1;
    assert(!strcmp(query_column_name(line, 0), "number") && !strcmp(query_column_name(line, last), "hash"));
    struct query *insert = query_insert(store, "", "log"), *move = query_new(store, sql_move_head);
    query_copy(insert, line);
    query_int(move, ":number", query_get_int(line, 0));
    query_text(move, ":hash", query_get_str(line, last));
    query_run(insert);
    query_run(move);
    bool ok = query_end(insert, err);
    return query_end(move, ok ? err : NULL) && ok;
}

bool run_commit(struct run *run, struct error *err)
{
    struct strbuf wrote = {0}, reads = {0}, holds = {0};
    bool replaced = false;
    touch_end(run->store);
    bool ok = list_tables(run, WROTE, &wrote, &replaced, err) &&
              (!replaced || list_tables(run, READ, &reads, &replaced, err)) &&
              (!run->holds_all || list_tables(run, ALL, &holds, &replaced, err));
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

char *log_office(struct store *store)
{
    return store_text(store, sql_office);
}

int64_t log_committed(const struct store *store)
{
    return store->committed;
}

const char *log_table_of(const char *list, const char *table, size_t *length)
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
        const char *digest = log_table_of(query_get_str(q, 0), table, &length);
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
        if (log_table_of(query_get_str(q, 1), table, &length)) {
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
            found = log_table_of(reads, table, &length);
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
    if (fresh && !again && reads && !log_table_of(reads, "withdrawal", &length) &&
        withdrawn_since(store, 0, reads, err)) {
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
        const char *said = log_table_of(query_get_str(q, 0), table, &length);
        if (!said)
            said = log_table_of(query_get_str(q, 1), table, &length);
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
    size_t n = 0;
    const uint8_t *hash = query_next(q) && query_get_int(q, 2) == 1 ? query_get_blob(q, 1, &n) : NULL;
    bool found = n == HASH_HEX - 1; /* all of it: a text that is read ends at a NUL */
    if (found) {
        *number = query_get_int(q, 0);
        memcpy(hex, hash, n);
        hex[n] = '\0';
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
