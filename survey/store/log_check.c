/* Checking the log: the chain, and each table beside what its lines say.  See log.h. */
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/log.h"
#include "survey/store/log_inside.h"
#include "survey/store/store_inside.h"

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
    struct digest *also;    /* of an old round, as the library of now prints reals; NULL where that is the same */
    int64_t strange;
    bool grows;
    bool ok;
    struct error error;
};

/* An old round may have been kept under a later SQLite than that whose printing is known here: then most likely under
 * the one of now. */
static bool old_digests(struct checker *c, struct store *store)
{
    if (store_prints_reals_anew())
        c->also = xcalloc((size_t)c->n_runs + 1, sizeof *c->also);
    return store_old_digests(store, c->table, c->grows, c->n_runs, c->digests, c->also, &c->strange, &c->error);
}

/* Digest one table on a connection of its own. */
static void check_table(struct checker *c)
{
    struct store *store = store_open_damaged(c->path, &c->error);
    if (store) {
        c->grows = store_table_grows(store, c->table);
        c->digests = xcalloc((size_t)c->n_runs + 1, sizeof *c->digests);
        if (c->old)
            c->ok = old_digests(c, store);
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

static bool is_said(const struct digest *is, const char *said, size_t length)
{
    char *now = xasprintf("%" PRId64 " %s", is->rows, is->sha256);
    bool same = strlen(now) == length && !strncmp(now, said, length);
    free(now);
    return same;
}

/* Digest AT of the table beside what LINE says of it, SAID[0..LENGTH-1]. */
static void compare_digest(const struct checker *c, const struct kept_line *line, const char *said, size_t length,
                           size_t at, struct place place, struct issues *issues)
{
    const struct digest *is = &c->digests[at];
    if (!is_said(is, said, length) && !(c->also && is_said(&c->also[at], said, length))) {
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
}

/* What LINE says of the table; the line of the upgrade says it of all, so far. */
static const char *said_of(const struct kept_line *line, const struct checker *c, size_t *length)
{
    const char *said = *line->holds ? log_table_of(line->holds, c->table, length) : NULL;
    return said || *line->holds ? said : log_table_of(line->wrote, c->table, length);
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
                compare_digest(c, &lines[i], said, length, (size_t)lines[i].number - 1, place, issues);
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
            compare_digest(c, &lines[i], said, length, 0, place, issues);
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

/* The lines of the files of offices: each is what its hash says, and follows one that is there.  *SEEN where one has
 * the hash HEAD. */
static bool check_merged(struct store *store, const char *head, bool *seen, struct place place, struct issues *issues,
                         struct error *err)
{
    struct query *q = query_new(store, sql_merged_lines);
    while (query_next(q)) {
        struct line_text parts[N_PARTS];
        char number[2][24], hex[HASH_HEX];
        read_parts(q, number, parts);
        const char *shown[N_PARTS] = {
            [P_REASON] = query_get_str(q, N_PARTS + 1), [P_DETAIL] = query_get_str(q, N_PARTS + 2)};
        line_hash_shown(parts, shown, query_get_str(q, N_PARTS + 3), hex);
        const char *said = query_get_str(q, N_PARTS);
        if (strcmp(hex, said) != 0 || !query_get_int(q, N_PARTS + 5))
            issues_add(
                issues, FAULT, "F464", place,
                _("log of the file of office \"%s\": line %s (%s, %s, by %s) was changed, or the one before it is "
                  "missing"),
                query_get_str(q, N_PARTS + 4), number[P_NUMBER], query_get_str(q, P_VERB), query_get_str(q, P_TIME),
                query_get_str(q, P_WHO));
        *seen = *seen || (head && !strcmp(head, said));
    }
    return query_end(q, err);
}

/* Time runs on from line to line, but where a line says that it does not. */
struct times {
    const char *latest;
    struct strbuf back, fixed; /* lines that say so */
    size_t n_fixed, n;         /* of those that can */
};

static void check_time(struct times *times, const struct kept_line *line, const char *mark, struct place place,
                       struct issues *issues)
{
    bool back = strstr(mark, MARK_BACK), fixed = strstr(mark, MARK_FIXED);
    if (!line->old && !back && times->latest && strcmp(line->time, times->latest) < 0)
        issues_add(issues, FAULT, "F910", place,
                   _("log: line %" PRId64 " is of %s, a line before it of %s; the line does not say so"), line->number,
                   line->time, times->latest);
    if (!times->latest || strcmp(line->time, times->latest) > 0)
        times->latest = line->time;
    if (back)
        strbuf_item(&times->back, ", ", "%" PRId64, line->number);
    if (fixed)
        strbuf_item(&times->fixed, ", ", "%" PRId64, line->number);
    times->n += !line->old;
    times->n_fixed += fixed;
}

/* Times that are not those of a clock that runs on.  Where all are fixed it is a rehearsal, which the demo is too. */
static void tell_times(struct times *times, struct place place, struct issues *issues)
{
    if (times->back.n)
        issues_add(issues, WARNING, "W928", place, _("log: the clock stood before that of an earlier line: lines %s"),
                   strbuf_text(&times->back));
    if (times->n_fixed && times->n_fixed < times->n)
        issues_add(issues, WARNING, "W928", place,
                   _("log: the time was given (SOURCE_DATE_EPOCH), not taken from the clock: lines %s"),
                   strbuf_text(&times->fixed));
    strbuf_release(&times->back);
    strbuf_release(&times->fixed);
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
    struct times times = {0};
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
        size_t said_bytes;
        query_get_blob(q, N_PARTS, &said_bytes);
        const char *said = query_get_str(q, N_PARTS);
        if (line.number != (int64_t)n + 1)
            issues_add(issues, FAULT, "F905", place,
                       _("log: line %zu is missing, line %" PRId64 " stands in its place"), n + 1, line.number);
        if (hidden || said_bytes != HASH_HEX - 1 || strcmp(hex, said) != 0 || (line.old && n && !lines[n - 1].old))
            issues_add(issues, FAULT, "F906", place,
                       _("log: line %" PRId64 " (%s, %s, by %s) or the one before it was changed"), line.number,
                       line.verb, line.time, line.who);
        check_time(&times, &line, query_get_str(q, P_MARK), place, issues);
        snprintf(previous, sizeof previous, "%s", said);
        if (head && !strcmp(head, said))
            seen = true;
        lines = grow(lines, &room, n + 1, sizeof *lines);
        lines[n++] = line;
    }
    tell_times(&times, place, issues);
    *n_lines = n;
    int64_t number;
    char last[HASH_HEX];
    if (query_end(q, &local) && log_head(store, &number, last, &local) &&
        (number != (int64_t)n || strcmp(last, previous) != 0))
        issues_add(issues, FAULT, "F907", place,
                   _("log: the head says line %" PRId64 ", the last line is %zu; lines were cut, added or rewritten"),
                   number, n);
    if (!old && local.code == E_NONE)
        (void)!check_merged(store, head, &seen, place, issues, &local);
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
        free(checkers[i].also);
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

/* The file is its pages and nothing else, and each page is a table's, an index's or free. */
static bool check_size(struct store *store, struct place place, struct issues *issues, struct error *err)
{
    struct store_size size;
    if (!store_measure(store, &size, err))
        return false;
    if (size.bytes != size.pages * size.page)
        issues_add(
            issues, FAULT, "F911", place,
            _("the file has %" PRId64 " bytes, its pages %" PRId64 "; what stands behind them is not the round's"),
            size.bytes, size.pages * size.page);
    if (size.used != size.pages)
        issues_add(issues, FAULT, "F911", place,
                   _("the file has %" PRId64 " pages, of which %" PRId64
                     " are those of tables and indexes or free; the "
                     "others are not the round's"),
                   size.pages, size.used);
    return true;
}

/* WHAT, which is freed, as faults. */
static void tell_schema(char *what, struct place place, struct issues *issues)
{
    for (char *p = what; p && *p;) {
        size_t end = strcspn(p, "\n");
        issues_add(issues, FAULT, "F901", place, _("schema: %.*s"), (int)end, p);
        p += end + (p[end] == '\n');
    }
    free(what);
}

bool log_verify(struct store *store, const char *head, struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    char *what = NULL;
    if (!store_schema_is_ours(store, &what, err) && !what)
        return false;
    tell_schema(what, place, issues);
    int64_t secrets = store_count(store, "secret");
    if (secrets != 1)
        issues_add(issues, FAULT, "F904", place, _("table secret: %" PRId64 " rows, expected one"), secrets);
    return check_size(store, place, issues, err) && verify_tables(store, false, head, issues, err);
}

bool log_verify_old(struct store *store, struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    char *what = NULL;
    if (!store_triggers_are_ours(store, &what, err) && !what)
        return false;
    tell_schema(what, place, issues);
    return verify_tables(store, true, NULL, issues, err);
}
