#include "survey/round/against.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/tables.h"
#include "survey/store/compare.h"
#include "survey/store/log.h"
#include "survey/store/rows.h"

/* A line of the log; what an older schema has not is empty. */
struct whole_line {
    int64_t number;
    char *time, *login, *who, *program, *mark, *verb, *reason, *detail, *wrote, *reads, *holds, *hash;
};
static const struct field line_fields[] = {
    FIELD(whole_line, INT, number), FIELD(whole_line, TEXT, time),    FIELD(whole_line, TEXT, login),
    FIELD(whole_line, TEXT, who),   FIELD(whole_line, TEXT, program), FIELD(whole_line, TEXT, mark),
    FIELD(whole_line, TEXT, verb),  FIELD(whole_line, TEXT, reason),  FIELD(whole_line, TEXT, detail),
    FIELD(whole_line, TEXT, wrote), FIELD(whole_line, TEXT, reads),   FIELD(whole_line, TEXT, holds),
    FIELD(whole_line, TEXT, hash)};
static const struct row_kind line_row = ROW_KIND(whole_line, line_fields);

struct lines {
    struct whole_line *lines;
    size_t n;
};

/* A round and its copy, and what is found. */
struct copies {
    struct store *store, *older;
    struct lines new, old;
    const char *table; /* at hand */
    struct issues *issues;
};

/* How many lines both have. */
static size_t n_both(const struct copies *c)
{
    return c->new.n < c->old.n ? c->new.n : c->old.n;
}

/* --- lines --- */

/* The parts that are words, and those that name tables. */
static const struct line_words {
    const char *words;
    size_t at;
} texts[] = {{N_("time"), offsetof(struct whole_line, time)},
             {N_("login"), offsetof(struct whole_line, login)},
             {N_("who"), offsetof(struct whole_line, who)},
             {N_("program"), offsetof(struct whole_line, program)},
             {N_("mark"), offsetof(struct whole_line, mark)},
             {N_("verb"), offsetof(struct whole_line, verb)},
             {N_("reason"), offsetof(struct whole_line, reason)},
             {N_("what was done"), offsetof(struct whole_line, detail)}},
  lists[] = {{N_("what it wrote"), offsetof(struct whole_line, wrote)},
             {N_("what it read"), offsetof(struct whole_line, reads)},
             {N_("what there was"), offsetof(struct whole_line, holds)}};

static const char *part(const struct whole_line *line, size_t at)
{
    const char *const *text = (const void *)((const char *)line + at);
    return *text;
}

/* True when a line of LIST is TEXT[0..N-1]. */
static bool has_line(const char *list, const char *text, size_t n)
{
    for (const char *p = list; *p; p += *p == '\n') {
        size_t length = strcspn(p, "\n");
        if (length == n && !memcmp(p, text, n))
            return true;
        p += length;
    }
    return false;
}

/* The tables of which LIST says what OTHER does not, a line each. */
static void add_tables(struct strbuf *names, const char *list, const char *other)
{
    for (const char *p = list; *p; p += *p == '\n') {
        size_t length = strcspn(p, "\n");
        char *name = xstrndup(p, strcspn(p, " \n"));
        const char *called = table_called(name);
        if (!has_line(other, p, length) && !has_line(strbuf_text(names), called, strlen(called)))
            strbuf_item(names, "\n", "%s", called);
        free(name);
        p += length;
    }
}

static void add_list_change(struct strbuf *text, const struct line_words *list, const char *old, const char *new)
{
    struct strbuf names = {0};
    add_tables(&names, old, new);
    add_tables(&names, new, old);
    for (char *p = names.text; p && *p; p++)
        if (*p == '\n')
            *p = ',';
    if (names.n)
        strbuf_item(text, "; ", "%s: %s", _(list->words), names.text);
    strbuf_release(&names);
}

/* In what OLD and NEW differ, but for the hash; a new string. */
static char *line_changes(const struct whole_line *old, const struct whole_line *new)
{
    struct strbuf text = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *before = part(old, texts[i].at), *after = part(new, texts[i].at);
        if (strcmp(before, after) != 0)
            strbuf_item(&text, "; ", "%s \"%s\" → \"%s\"", _(texts[i].words), before, after);
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        add_list_change(&text, &lists[i], part(old, lists[i].at), part(new, lists[i].at));
    if (!text.n)
        strbuf_adds(&text, _("its hash"));
    return strbuf_take(&text);
}

static bool is_same_line(const struct whole_line *a, const struct whole_line *b)
{
    for (size_t i = 0; i < sizeof line_fields / sizeof *line_fields; i++)
        if (line_fields[i].kind == FIELD_TEXT && strcmp(part(a, line_fields[i].at), part(b, line_fields[i].at)) != 0)
            return false;
    return a->number == b->number;
}

static void compare_lines(const struct copies *c)
{
    struct place place = {store_path(c->store), NULL, 0, 0};
    size_t same = 0;
    while (same < n_both(c) && is_same_line(&c->old.lines[same], &c->new.lines[same]))
        same++;
    if (same == c->old.n)
        return;
    const struct whole_line *old = &c->old.lines[same];
    if (same == c->new.n) {
        issues_add(c->issues, FAULT, "F946", place,
                   _("line %" PRId64
                     " (%s, %s, by %s) of \"%s\" and %zu behind it are not in the log: they were cut, or "
                     "the two files were given in the wrong order"),
                   old->number, old->verb, old->time, old->who, store_path(c->older), c->old.n - same - 1);
        return;
    }
    char *changes = line_changes(old, &c->new.lines[same]);
    issues_add(c->issues, FAULT, "F944", place,
               _("line %" PRId64 " of the log (%s, %s, by %s) is another in \"%s\": %s"), old->number, old->verb,
               old->time, old->who, store_path(c->older), changes);
    free(changes);
}

/* --- the round --- */

/* In digits; "" where there is none. */
static void read_secret(struct store *store, char hex[HASH_HEX])
{
    struct query *q = query_table(store, "secret", "one");
    size_t n = 0;
    *hex = '\0';
    const uint8_t *bytes = query_next(q) ? query_get_blob(q, 1, &n) : NULL;
    if (n == HASH_BYTES)
        hash_digits(bytes, hex);
    query_end(q, NULL);
}

/* Copies of one round have its secret, or, of before there was one, its first line. */
static bool is_same_round(const struct copies *c)
{
    char new[HASH_HEX], old[HASH_HEX];
    read_secret(c->store, new);
    read_secret(c->older, old);
    return (n_both(c) && !strcmp(c->new.lines[0].hash, c->old.lines[0].hash)) || (*old && !strcmp(new, old));
}

/* A copy that does not agree with its own log tells nothing of another. */
static void check_older(const struct copies *c)
{
    struct issues *own = issues_new();
    struct error local = {0};
    bool read = log_verify(c->older, NULL, own, &local);
    if (!read || issues_count(own, FAULT))
        issues_add(c->issues, FAULT, "F949", (struct place){store_path(c->older), NULL, 0, 0},
                   _("this copy does not agree with its own log; `dtxhh log verify` tells where"));
    issues_free(own);
}

/* --- rows --- */

static const char *column_called(const char *table, const char *column)
{
    enum table_id t = table_find(table);
    for (size_t i = 0; t != N_TABLES && message_is_vietnamese() && i < table_specs[t].n_columns; i++)
        if (!strcmp(table_specs[t].columns[i].name, column))
            return table_specs[t].columns[i].vietnamese;
    return column;
}

static void tell_row(void *context, const struct row_difference *d)
{
    const struct copies *c = context;
    const char *code = d->grows ? "F947" : "F948";
    struct place place = {store_path(c->store), table_called(c->table), 0, 0};
    if (d->change == ROW_GONE)
        issues_add(c->issues, FAULT, code, place, _("row %s is gone"), d->key);
    else if (d->change == ROW_CHANGED)
        issues_add(c->issues, FAULT, code, place, _("row %s was changed: %s"), d->key, d->changes);
    else
        issues_add(c->issues, FAULT, code, place, _("row %s was not there"), d->key);
}

/* What an upgrade may leave to be computed again; all else it keeps, so that its line covers no change of it. */
static bool is_computed(const char *table)
{
    static const char *const computed[] = {"response", "weight", "weight_step", "score", "score_group", "score_node"};
    for (size_t i = 0; i < sizeof computed / sizeof *computed; i++)
        if (!strcmp(computed[i], table))
            return true;
    return false;
}

/* True when a line of LINES behind the first N wrote TABLE. */
static bool wrote_later(const struct lines *lines, size_t n, const char *table)
{
    size_t length = strlen(table);
    for (size_t i = n; i < lines->n; i++) {
        if (!strcmp(lines->lines[i].verb, "upgrade") && !is_computed(table))
            continue;
        for (const char *p = lines->lines[i].wrote; *p; p += *p == '\n') {
            if (!strncmp(p, table, length) && p[length] == ' ')
                return true;
            p += strcspn(p, "\n");
        }
    }
    return false;
}

static bool is_of_log(const char *table)
{
    return !strcmp(table, "log") || !strcmp(table, "head") || !strcmp(table, "secret") ||
           !strncmp(table, "sqlite_", strlen("sqlite_"));
}

/* Columns of sqlite_master: type, name. */
static bool compare_tables(struct copies *c, struct error *err)
{
    size_t both = n_both(c);
    const struct compare compare = {column_called, tell_row, c};
    struct query *q = query_table(c->older, "sqlite_master", "name");
    bool ok = true;
    while (ok && query_next(q)) {
        c->table = query_get_str(q, 1);
        if (strcmp(query_get_str(q, 0), "table") != 0 || is_of_log(c->table))
            continue;
        bool later = wrote_later(&c->new, both, c->table) || wrote_later(&c->old, both, c->table);
        if (store_table_grows(c->older, c->table) || !later)
            ok = compare_rows(c->store, c->older, c->table, (int64_t)both, &compare, err);
    }
    return query_end(q, err) && ok;
}

static bool read_lines(struct store *store, struct lines *lines, struct error *err)
{
    return (lines->lines = rows_read(query_table(store, "log", "number"), &line_row, &lines->n, err));
}

bool against_verify(struct store *store, struct store *older, struct against *against, struct issues *issues,
                    struct error *err)
{
    struct copies c = {.store = store, .older = older, .issues = issues};
    bool ok = read_lines(store, &c.new, err) && read_lines(older, &c.old, err);
    int version = (int)store_number(older, "PRAGMA user_version", 0);
    struct place place = {store_path(store), NULL, 0, 0};
    *against = (struct against){0};
    if (ok && !is_same_round(&c)) {
        issues_add(issues, FAULT, "F945", place,
                   _("this is another round than \"%s\": their first lines differ, and the secrets of their hashes"),
                   store_path(older));
    } else if (ok) {
        if (version == STORE_VERSION)
            check_older(&c);
        else
            issues_add(issues, WARNING, "W930", place,
                       _("\"%s\" has schema version %d: its lines are compared, and of its tables what both have; that "
                         "it agrees with its own log is not looked at"),
                       store_path(older), version);
        compare_lines(&c);
        ok = compare_tables(&c, err);
        against->lines = (int64_t)c.old.n;
        against->added = (int64_t)c.new.n - (int64_t)c.old.n;
        against->signatures = store_count(older, "signature");
    }
    rows_free(c.new.lines, c.new.n, &line_row);
    rows_free(c.old.lines, c.old.n, &line_row);
    return ok;
}
