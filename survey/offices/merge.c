#include "survey/offices/merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/store/lines.h"
#include "survey/store/rows.h"

#define FIRST_SOURCE  (INT64_C(1) << 40) /* files of offices have numbers above (sources.c) */
#define ORIGIN_DIGITS 16

/* A line of the log of a file; line I stands at [I], the first, which the split wrote, at [1]. */
struct came_line {
    int64_t number;
    char *verb, *hash, *reason, *detail;
    char origin[ORIGIN_DIGITS + 1];
    bool is_new;
};

#define F(kind, member) FIELD(came_line, kind, member)
static const struct field line_fields[] = {F(INT, number), F(TEXT, verb), F(TEXT, hash), F(TEXT, reason),
                                           F(TEXT, detail)};
#undef F
static const struct row_kind line_kind = ROW_KIND(came_line, line_fields);

struct given_file {
    int64_t run;
    char *office, *head;
};

#define F(kind, member) FIELD(given_file, kind, member)
static const struct field given_fields[] = {F(INT, run), F(TEXT, office), F(TEXT, head)};
#undef F
static const struct row_kind given_kind = ROW_KIND(given_file, given_fields);

/* A ballot of the office, and the last event it had in the round before the split. */
struct given_ballot {
    int64_t serial, last_event;
    size_t type, n_units, n_cells;
};

struct coming {
    struct store *store; /* of the file */
    const char *path;
    char *office;
    int64_t split; /* the run that gave it away */
    struct came_line *lines;
    size_t n_lines;
    struct given_ballot *ballots;
    size_t n_ballots;
};

static void coming_release(struct coming *c)
{
    rows_free(c->lines, c->n_lines, &line_kind);
    store_close(c->store);
    free(c->office);
    free(c->ballots);
    *c = (struct coming){0};
}

void brought_release(struct brought *m)
{
    free(m->file);
    free(m->office);
    *m = (struct brought){0};
}

/* --- is it ours? --- */

/* Whose file it is: by the row that only such a file has, and the first line of its log, which the round knows. */
static bool find_split(struct store *store, struct coming *c, struct issues *issues, struct error *err)
{
    struct place place = {c->path, NULL, 0, 0};
    size_t n, n_own;
    struct given_file *own = rows_read(query_table(c->store, "office_file", "run"), &given_kind, &n_own, err);
    struct given_file *given = own ? rows_read(query_table(store, "office_file", "run"), &given_kind, &n, err) : NULL;
    bool is_file = own && n_own && !*own[0].head && own[0].run == 1, known = false;
    for (size_t i = 0; given && is_file && c->n_lines && i < n; i++)
        if (*given[i].head && !strcmp(given[i].head, c->lines[0].hash)) {
            c->split = given[i].run;
            c->office = xstrdup(given[i].office);
            known = true;
        }
    if (given && !is_file)
        issues_add(issues, FAULT, "F460", place, _("this is a whole round, not the file of an office"));
    else if (given && !known)
        issues_add(issues, FAULT, "F460", place,
                   _("the file of office \"%s\" was not split from this round, or its first line was changed"),
                   own[0].office);
    bool ok = given != NULL;
    if (given)
        rows_free(given, n, &given_kind);
    if (own)
        rows_free(own, n_own, &given_kind);
    return ok;
}

static void check_verbs(const struct coming *c, struct issues *issues)
{
    for (size_t i = 1; i < c->n_lines; i++) {
        const char *verb = c->lines[i].verb;
        if (strcmp(verb, "import") != 0 && strcmp(verb, "correct") != 0 && strcmp(verb, "sign") != 0 &&
            strcmp(verb, "upgrade") != 0)
            issues_add(issues, FAULT, "F462", (struct place){c->path, NULL, 0, 0},
                       _("line %" PRId64 " of its log is `%s`, which is not done in the file of an office"),
                       c->lines[i].number, verb);
    }
}

static int by_serial(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return left < right ? -1 : left > right;
}

static struct given_ballot *find_ballot(const struct coming *c, int64_t serial)
{
    return c->n_ballots ? bsearch(&serial, c->ballots, c->n_ballots, sizeof *c->ballots, by_serial) : NULL;
}

/* The office's ballots as the round has them. */
static bool read_ballots(struct store *store, struct coming *c, const struct definition *d, struct error *err)
{
    struct unit_lists lists;
    size_t room = 0;
    if (!unit_lists_read(&lists, store, d, err))
        return false;
    struct query *q = ballots_issued(store, 0, c->office);
    while (query_next(q)) {
        size_t type = definition_type(d, query_get_str(q, BALLOT_TYPE)),
               list = unit_lists_find(&lists, query_get_int(q, BALLOT_LIST));
        if (type == NONE || list == NONE)
            continue;
        c->ballots = grow(c->ballots, &room, c->n_ballots + 1, sizeof *c->ballots);
        size_t n_units = lists.n_units[list];
        c->ballots[c->n_ballots++] = (struct given_ballot){.serial = query_get_int(q, BALLOT_SERIAL),
                                                           .type = type,
                                                           .n_units = n_units,
                                                           .n_cells = definition_n_cells(d, type, n_units)};
    }
    unit_lists_release(&lists);
    if (!query_end(q, err))
        return false;
    q = query_table(store, "event", "serial, number");
    while (query_next(q)) {
        struct given_ballot *b = find_ballot(c, query_get_int(q, 0));
        if (b && query_get_int(q, 4) < c->split)
            b->last_event = query_get_int(q, 1);
    }
    return query_end(q, err);
}

/* Column NAME of the current row of Q. */
static int column(struct query *q, const char *name)
{
    int i = query_n_columns(q);
    while (i-- > 0)
        if (!strcmp(query_column_name(q, i), name))
            return i;
    return -1;
}

static int64_t number_in(struct query *q, const char *name)
{
    return query_get_int(q, column(q, name));
}

/* Tables whose rows come in, in the order of their keys; `withdrawal` has serial 0 for a whole line. */
static const struct {
    const char *table, *order;
} tables[] = {
    {"entry", "serial, pass"},   {"later_entry", "serial, pass, run"}, {"entry_text", "serial, pass, cell"},
    {"event", "serial, number"}, {"withdrawal", "serial, pass, run"},  {"later_text", "serial, pass, run, cell"},
};

/* Each cell has a mark that its question can have. */
static bool fits(const struct definition *d, const struct given_ballot *b, const uint8_t *answers, size_t n)
{
    bool ok = n == b->n_cells;
    for (size_t i = 0; ok && i < n; i++) {
        const struct question *q = &d->questions[ballot_cell_question(d, b->type, b->n_units, i)];
        size_t most = q->kind == KIND_OPTION ? d->scales[q->scale].n_options : 1;
        ok = answers[i] <= most || answers[i] >= MARK_NOT_ASKED;
    }
    return ok;
}

/* What is wrong with the row of Q; NULL for nothing. */
static const char *row_fault(const struct coming *c, const struct definition *d, struct query *q)
{
    int64_t serial = query_get_int(q, 0), run = number_in(q, "run"), last = (int64_t)c->n_lines;
    const struct given_ballot *b = find_ballot(c, serial);
    int answers = column(q, "answers"), withdraws = column(q, "withdraws");
    if (!b && (serial || withdraws < 0))
        return _("which was not given to the office");
    if (run < 2 || run > last ||
        (withdraws >= 0 && (query_get_int(q, withdraws) < 2 || query_get_int(q, withdraws) >= run)))
        return _("by a line of its log that cannot have written it");
    size_t n;
    const uint8_t *bytes = answers >= 0 ? query_get_blob(q, answers, &n) : NULL;
    if (answers >= 0 && !fits(d, b, bytes, n))
        return _("whose answers do not fit its questions");
    return NULL;
}

/* Rows of ballots that were not the office's, or that do not fit them. */
static bool check_rows(struct coming *c, const struct definition *d, struct issues *issues, struct error *err)
{
    bool ok = true;
    for (size_t t = 0; ok && t < sizeof tables / sizeof *tables; t++) {
        struct query *q = query_table(c->store, tables[t].table, tables[t].order);
        while (query_next(q)) {
            char text[SERIAL_TEXT];
            const char *what = row_fault(c, d, q);
            if (what)
                issues_add(issues, FAULT, "F463", (struct place){c->path, NULL, 0, 0},
                           _("table %s has a row of ballot %s, %s"), tables[t].table,
                           serial_format(query_get_int(q, 0), text), what);
        }
        ok = query_end(q, err);
    }
    return ok;
}

/* Open the file, and look at all of it before anything is taken. */
static bool look(struct store *store, struct coming *c, const struct definition *d, struct issues *issues,
                 struct error *err)
{
    struct issues *log = issues_new();
    c->store = store_open(c->path, STORE_READ, err);
    bool ok = c->store && log_verify(c->store, NULL, log, err);
    size_t faults = issues_count(log, FAULT), before = issues_count(issues, FAULT);
    if (faults) {
        issues_add_all(issues, log);
        issues_add(issues, FAULT, "F461", (struct place){c->path, NULL, 0, 0},
                   _("its log does not agree with its tables; a file as it was before may be sent once more"));
    }
    issues_free(log);
    if (!ok || faults)
        return ok;
    c->lines = rows_read(query_table(c->store, "log", "number"), &line_kind, &c->n_lines, err);
    for (size_t i = 0; i < c->n_lines; i++)
        snprintf(c->lines[i].origin, sizeof c->lines[i].origin, "%.*s", ORIGIN_DIGITS, c->lines[i].hash);
    if (!c->lines || !find_split(store, c, issues, err))
        return false;
    if (issues_count(issues, FAULT) > before)
        return true;
    check_verbs(c, issues);
    return read_ballots(store, c, d, err) && check_rows(c, d, issues, err);
}

/* --- what is new --- */

/* Which lines the round does not have; where one follows a line that another follows already, the file went on in two
 * places. */
static bool find_new(struct store *store, struct coming *c, size_t *n_new, struct issues *issues, struct error *err)
{
    for (size_t i = 1; i < c->n_lines; i++)
        c->lines[i].is_new = true;
    *n_new = c->n_lines - 1;
    struct query *q = query_table(store, "merged_log", "origin");
    int hash = column(q, "hash"), previous = column(q, "previous"), time = column(q, "time"), who = column(q, "who");
    while (query_next(q)) {
        const char *said = query_get_str(q, hash), *after = query_get_str(q, previous);
        for (size_t i = 1; i < c->n_lines; i++) {
            if (!strcmp(c->lines[i].hash, said)) {
                *n_new -= c->lines[i].is_new;
                c->lines[i].is_new = false;
            } else if (!strcmp(c->lines[i - 1].hash, after)) {
                issues_add(
                    issues, WARNING, "W463", (struct place){c->path, NULL, 0, 0},
                    _("the file of office \"%s\" went on in two places: behind line %zu another copy has what %s "
                      "did at %s; both sides are kept, `dtxhh check` lists what they say of the same ballots"),
                    c->office, i, query_get_str(q, who), query_get_str(q, time));
            }
        }
    }
    return query_end(q, err);
}

/* The line that wrote RUN's rows, where it is new. */
static const struct came_line *new_line(const struct coming *c, int64_t run)
{
    const struct came_line *line = &c->lines[run - 1];
    return line->is_new ? line : NULL;
}

/* --- taking it --- */

static void bind_shown(struct query *to, const char *name, struct store *file, enum role role, int64_t number,
                       const char *text, char hex[HASH_HEX])
{
    char *value = xasprintf("%" PRId64 "/%s", number, text);
    store_commitment(file, role, value, strlen(value), hex);
    query_text(to, name, hex);
    free(value);
}

static bool take_lines(struct coming *c, struct run *run, struct error *err)
{
    struct query *from = query_table(c->store, "log", "number"), *to = run_insert(run, "merged_log");
    for (size_t i = 0; query_next(from); i++) {
        const struct came_line *line = &c->lines[i];
        char reason[HASH_HEX], detail[HASH_HEX];
        if (!line->is_new)
            continue;
        query_copy(to, from);
        query_text(to, ":origin", line->origin);
        query_int(to, ":split", c->split);
        query_text(to, ":previous", c->lines[i - 1].hash);
        query_null(to, ":reason_hash");
        query_null(to, ":detail_hash");
        if (!query_is_null(from, column(from, "reason")))
            bind_shown(to, ":reason_hash", c->store, ROLE_REASON, line->number, line->reason, reason);
        if (!query_is_null(from, column(from, "detail")))
            bind_shown(to, ":detail_hash", c->store, ROLE_DETAIL, line->number, line->detail, detail);
        query_run(to);
    }
    bool ok = query_end(from, err);
    return query_end(to, err) && ok;
}

/* The number that the file's SOURCE, brought by line RUN, has in every round it is merged into. */
static int64_t source_number(const struct coming *c, int64_t source, int64_t run)
{
    uint8_t hash[HASH_BYTES];
    char *text = xasprintf("%s/%" PRId64, c->lines[run - 1].hash, source);
    int64_t number = 0;
    hash_bytes(text, strlen(text), hash);
    for (size_t i = 0; i < 5; i++)
        number = number << 8 | hash[i];
    free(text);
    return FIRST_SOURCE + number;
}

/* Files that the office imported: number and run by number, so that rows find theirs. */
struct came_source {
    int64_t source, run;
};

/* The rows of new lines of TABLE, `source` or what says more of a source.  SOURCES, where given, becomes all of them.
 */
static bool take_sources(struct coming *c, struct run *run, const char *table, struct came_source **sources, size_t *n,
                         struct error *err)
{
    struct query *from = query_table(c->store, table, "source"), *to = run_insert(run, table);
    size_t room = 0;
    while (query_next(from)) {
        struct came_source source = {query_get_int(from, 0), number_in(from, "run")};
        if (sources) {
            *sources = grow(*sources, &room, *n + 1, sizeof **sources);
            (*sources)[(*n)++] = source;
        }
        if (!new_line(c, source.run))
            continue;
        query_copy(to, from);
        query_int(to, ":source", source_number(c, source.source, source.run));
        query_int(to, ":run", run->number);
        query_run(to);
    }
    bool ok = query_end(from, err);
    return query_end(to, err) && ok;
}

/* The rows of new lines of the file's TABLE into TO_TABLE. */
static bool take_rows(struct coming *c, struct run *run, const char *table, const char *order, const char *to_table,
                      const struct came_source *sources, size_t n_sources, size_t *n_taken, struct error *err)
{
    struct query *from = query_table(c->store, table, order), *to = run_insert(run, to_table);
    int of = column(from, "source"), number = column(from, "number"), event = column(from, "event"),
        withdraws = column(from, "withdraws");
    char *time = NULL;
    bool is_event = !strcmp(table, "event");
    while (query_next(from)) {
        const struct came_line *line = new_line(c, number_in(from, "run"));
        const struct given_ballot *b = find_ballot(c, query_get_int(from, 0));
        if (!line)
            continue;
        query_copy(to, from);
        query_text(to, ":origin", line->origin);
        query_int(to, ":run", run->number);
        if (of >= 0) {
            int64_t source = query_get_int(from, of);
            const struct came_source *s =
                n_sources ? bsearch(&source, sources, n_sources, sizeof *sources, by_serial) : NULL;
            int64_t there = s ? source_number(c, s->source, s->run) : FIRST_SOURCE, serial = query_get_int(from, 0);
            query_int(to, ":source", there);
            query_int(
                to, ":line",
                line_hidden(run->store, serial, there, line_shown(c->store, serial, source, number_in(from, "line"))));
        }
        if (is_event) {
            struct log_line when;
            if (!log_line_read(c->store, line->number, &when, err))
                break;
            free(time);
            time = xstrdup(when.time);
            log_line_release(&when);
            query_text(to, ":time", time);
            query_int(to, ":number", query_get_int(from, number) + b->last_event);
        }
        if (withdraws >= 0) {
            int64_t of_run = query_get_int(from, withdraws), n = query_get_int(from, event);
            query_text(to, ":withdraws", c->lines[of_run - 1].origin);
            query_int(to, ":event", n && b ? n + b->last_event : n);
        }
        query_run(to);
        ++*n_taken;
    }
    free(time);
    bool ok = query_end(from, err);
    return query_end(to, err) && ok;
}

static bool take_all(struct coming *c, struct run *run, struct brought *m, struct error *err)
{
    static const char *const to[] = {"entry_other", "entry_other",      "text_other",
                                     "event_other", "withdrawal_other", "text_other"};
    size_t taken[sizeof tables / sizeof *tables] = {0}, n_sources = 0;
    struct came_source *sources = NULL;
    bool ok = take_lines(c, run, err) && take_sources(c, run, "source", &sources, &n_sources, err) &&
              take_sources(c, run, "source_sheet", NULL, NULL, err);
    for (size_t t = 0; ok && t < sizeof tables / sizeof *tables; t++)
        ok = take_rows(c, run, tables[t].table, tables[t].order, to[t], sources, n_sources, &taken[t], err);
    m->entries = taken[0] + taken[1];
    m->events = taken[3];
    m->withdrawals = taken[4];
    free(sources);
    return ok;
}

static bool take(struct store *store, struct coming *c, const struct actor *actor, struct brought *m,
                 struct issues *issues, struct error *err)
{
    struct run run;
    m->file = xstrdup(path_base(c->path));
    m->office = xstrdup(c->office);
    if (!run_begin(&run, store, "merge", actor, err))
        return false;
    bool ok = find_new(store, c, &m->lines, issues, err);
    if (ok && m->lines && take_all(c, &run, m, err)) {
        run_detail(&run,
                   _("%s: office %s, %zu new lines of its log up to line %zu, hash %s; %zu keyings, %zu states, %zu "
                     "withdrawn"),
                   m->file, c->office, m->lines, c->n_lines, c->lines[c->n_lines - 1].hash, m->entries, m->events,
                   m->withdrawals);
        ok = run_commit(&run, err);
    } else if (m->lines) {
        ok = false;
    }
    run_abandon(&run);
    return ok;
}

bool offices_merge(struct store *store, const char *const *files, size_t n, const struct actor *actor,
                   struct brought *results, struct issues *issues, struct error *err)
{
    struct definition *d = definition_load(store, err);
    struct coming *coming = xcalloc(n ? n : 1, sizeof *coming);
    bool ok = d != NULL;
    size_t before = issues_count(issues, FAULT);
    for (size_t i = 0; ok && i < n; i++) {
        coming[i].path = files[i];
        ok = look(store, &coming[i], d, issues, err);
    }
    ok = ok && issues_count(issues, FAULT) == before;
    for (size_t i = 0; ok && i < n; i++)
        ok = take(store, &coming[i], actor, &results[i], issues, err);
    for (size_t i = 0; i < n; i++)
        coming_release(&coming[i]);
    free(coming);
    definition_free(d);
    return ok;
}
