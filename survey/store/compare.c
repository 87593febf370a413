#include "survey/store/compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"
#include "survey/store/lines.h"
#include "survey/store/store_inside.h"

#define LONGEST_VALUE 60 /* characters of a text, bytes of a blob that are shown */

/* A column that both have: its number in each, and where it stands in the key, from 0, or -1. */
struct compared {
    char *name;
    int in_new, in_old, key;
};

struct columns {
    struct compared *columns;
    size_t n, room;
    int run; /* the one of these, or -1 */
};

/* PRAGMA NAME of WHAT as a table, its rows in the order of the column ORDER. */
static struct query *pragma(struct store *store, const char *name, const char *what, const char *order)
{
    char *quoted = store_quote(what), *table = xasprintf("%s(%s)", name, quoted);
    struct query *q = query_table(store, table, order);
    free(quoted);
    free(table);
    return q;
}

static struct compared *find(struct columns *all, const char *name)
{
    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(all->columns[i].name, name))
            return &all->columns[i];
    return NULL;
}

/* Columns of pragma_table_info(): cid, name, type, notnull, dflt_value, pk. */
static bool read_columns(struct store *store, struct store *older, const char *table, struct columns *all,
                         struct error *err)
{
    struct query *q = pragma(older, "pragma_table_info", table, "cid");
    while (query_next(q)) {
        all->columns = grow(all->columns, &all->room, all->n + 1, sizeof *all->columns);
        all->columns[all->n++] =
            (struct compared){xstrdup(query_get_str(q, 1)), -1, (int)query_get_int(q, 0), (int)query_get_int(q, 5) - 1};
    }
    bool ok = query_end(q, err);
    q = pragma(store, "pragma_table_info", table, "cid");
    while (query_next(q)) {
        struct compared *column = find(all, query_get_str(q, 1));
        if (column)
            column->in_new = (int)query_get_int(q, 0);
    }
    ok = query_end(q, err) && ok;
    size_t n = 0;
    all->run = -1;
    for (size_t i = 0; i < all->n; i++) {
        if (all->columns[i].in_new < 0) {
            free(all->columns[i].name);
            continue;
        }
        if (!strcmp(all->columns[i].name, "run"))
            all->run = (int)n;
        all->columns[n++] = all->columns[i];
    }
    all->n = n;
    return ok;
}

/* Where the primary key is a position, the first UNIQUE constraint is the key.  Columns of pragma_index_list(): seq,
 * name, unique, origin, partial; of pragma_index_info(): seqno, cid, name. */
static bool find_key(struct store *older, const char *table, struct columns *all, struct error *err)
{
    struct compared *position = find(all, "position");
    char *index = NULL;
    if (!position || position->key != 0)
        return true;
    struct query *q = pragma(older, "pragma_index_list", table, "seq DESC");
    while (!index && query_next(q))
        if (!strcmp(query_get_str(q, 3), "u"))
            index = xstrdup(query_get_str(q, 1));
    bool ok = query_end(q, err);
    if (!index)
        return ok;
    q = pragma(older, "pragma_index_info", index, "seqno");
    while (query_next(q)) {
        struct compared *column = find(all, query_get_str(q, 2));
        if (column)
            column->key = (int)query_get_int(q, 0);
    }
    position->key = -1;
    free(index);
    return query_end(q, err) && ok;
}

/* The column that is the I-th of the key; NULL behind the last. */
static const struct compared *key_column(const struct columns *all, int i)
{
    for (size_t c = 0; c < all->n; c++)
        if (all->columns[c].key == i)
            return &all->columns[c];
    return NULL;
}

static struct query *rows_by_key(struct store *store, const char *table, const struct columns *all)
{
    struct strbuf order = {0};
    const struct compared *column;
    for (int i = 0; (column = key_column(all, i)); i++)
        strbuf_item(&order, ", ", "\"%s\"", column->name);
    char *quoted = xasprintf("\"%s\"", table);
    struct query *q = query_table(store, quoted, strbuf_text(&order));
    free(quoted);
    strbuf_release(&order);
    return q;
}

/* In the order in which SQLite sorts: nothing, numbers, texts, blobs. */
static int compare_values(sqlite3_value *a, sqlite3_value *b)
{
    static const int ranks[] = {
        [SQLITE_NULL] = 0, [SQLITE_INTEGER] = 1, [SQLITE_FLOAT] = 1, [SQLITE_TEXT] = 2, [SQLITE_BLOB] = 3};
    int kind = sqlite3_value_type(a), other = sqlite3_value_type(b);
    if (ranks[kind] != ranks[other])
        return ranks[kind] - ranks[other];
    if (kind == SQLITE_NULL)
        return 0;
    if (kind == SQLITE_INTEGER && other == SQLITE_INTEGER) {
        sqlite3_int64 x = sqlite3_value_int64(a), y = sqlite3_value_int64(b);
        return x < y ? -1 : x > y;
    }
    if (ranks[kind] == 1) {
        double x = sqlite3_value_double(a), y = sqlite3_value_double(b);
        return x < y ? -1 : x > y;
    }
    const void *x = sqlite3_value_blob(a), *y = sqlite3_value_blob(b);
    size_t n = (size_t)sqlite3_value_bytes(a), m = (size_t)sqlite3_value_bytes(b), least = n < m ? n : m;
    int order = least ? memcmp(x, y, least) : 0;
    return order ? order : n < m ? -1 : n > m;
}

/* With as few digits as say it. */
static void add_real(struct strbuf *text, double value)
{
    char digits[32];
    for (int places = 15; places <= 17; places++) {
        snprintf(digits, sizeof digits, "%.*g", places, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    strbuf_adds(text, digits);
}

static void add_text(struct strbuf *text, const char *s, int n)
{
    int shown = 0;
    for (int characters = 0; shown < n && characters < LONGEST_VALUE; characters++)
        do
            shown++;
        while (shown < n && ((unsigned char)s[shown] & 0xC0) == 0x80);
    strbuf_addf(text, "\"%.*s%s\"", shown, s, shown < n ? "…" : "");
}

static void add_value(struct strbuf *text, sqlite3_value *value)
{
    int kind = sqlite3_value_type(value), n = sqlite3_value_bytes(value);
    if (kind == SQLITE_NULL) {
        strbuf_adds(text, "–");
    } else if (kind == SQLITE_INTEGER) {
        strbuf_addf(text, "%" PRId64, (int64_t)sqlite3_value_int64(value));
    } else if (kind == SQLITE_FLOAT) {
        add_real(text, sqlite3_value_double(value));
    } else if (kind == SQLITE_TEXT) {
        add_text(text, (const char *)sqlite3_value_text(value), n);
    } else {
        const uint8_t *bytes = sqlite3_value_blob(value);
        strbuf_adds(text, "X'");
        for (int i = 0; i < n && i < LONGEST_VALUE; i++)
            strbuf_addf(text, "%02X", bytes[i]);
        strbuf_adds(text, n > LONGEST_VALUE ? "…'" : "'");
    }
}

/* Of two blobs of one length the first byte that differs, counted from 0 as cells of `answers` are, and how many more.
 */
static bool add_byte(struct strbuf *text, sqlite3_value *old, sqlite3_value *new)
{
    int n = sqlite3_value_bytes(old), at = 0, more = 0;
    if (sqlite3_value_type(old) != SQLITE_BLOB || sqlite3_value_type(new) != SQLITE_BLOB ||
        n != sqlite3_value_bytes(new))
        return false;
    const uint8_t *a = sqlite3_value_blob(old), *b = sqlite3_value_blob(new);
    while (a[at] == b[at])
        at++;
    for (int i = at + 1; i < n; i++)
        more += a[i] != b[i];
    strbuf_addf(text, "[%d] %d → %d", at, a[at], b[at]);
    if (more)
        strbuf_addf(text, " (+%d)", more);
    return true;
}

/* The two streams, and how their rows are told. */
struct merge_rows {
    const char *table;
    const struct compare *compare;
    struct columns columns;
    struct query *new, *old;
    int64_t n_lines;
    struct strbuf key, changes;
};

static sqlite3_value *value_of(struct query *q, int column)
{
    return sqlite3_column_value(q->stmt, column);
}

static void tell(struct merge_rows *m, enum row_change change)
{
    bool old = change != ROW_NEW;
    const struct compared *column;
    strbuf_clear(&m->key);
    for (int i = 0; (column = key_column(&m->columns, i)); i++) {
        strbuf_item(&m->key, ", ", "%s ", m->compare->called(m->table, column->name));
        add_value(&m->key, value_of(old ? m->old : m->new, old ? column->in_old : column->in_new));
    }
    struct row_difference d = {change, m->columns.run >= 0, strbuf_text(&m->key),
                               change == ROW_CHANGED ? strbuf_text(&m->changes) : ""};
    m->compare->found(m->compare->context, &d);
}

/* COLUMN of the row at hand of Q, the line of a file as it was. */
static void add_cell(struct merge_rows *m, struct query *q, const struct compared *column)
{
    bool old = q == m->old;
    const struct compared *of[] = {find(&m->columns, "serial"), find(&m->columns, "source"), column};
    int64_t n[3];
    if (strcmp(column->name, "line") != 0 || !of[0] || !of[1]) {
        add_value(&m->changes, value_of(q, old ? column->in_old : column->in_new));
        return;
    }
    for (int i = 0; i < 3; i++)
        n[i] = query_get_int(q, old ? of[i]->in_old : of[i]->in_new);
    strbuf_addf(&m->changes, "%" PRId64, line_shown(q->store, n[0], n[1], n[2]));
}

/* Less than 0 where the older row's key comes first: the newer has none of it. */
static int compare_keys(const struct merge_rows *m)
{
    const struct compared *column;
    int order = 0;
    for (int i = 0; !order && (column = key_column(&m->columns, i)); i++)
        order = compare_values(value_of(m->old, column->in_old), value_of(m->new, column->in_new));
    return order;
}

static void compare_cells(struct merge_rows *m)
{
    bool differs = false;
    strbuf_clear(&m->changes);
    for (size_t i = 0; i < m->columns.n; i++) {
        const struct compared *column = &m->columns.columns[i];
        sqlite3_value *old = value_of(m->old, column->in_old), *new = value_of(m->new, column->in_new);
        if (compare_values(old, new) == 0)
            continue;
        differs = true;
        strbuf_item(&m->changes, ", ", "%s", m->compare->called(m->table, column->name));
        if (add_byte(&m->changes, old, new))
            continue;
        strbuf_adds(&m->changes, " ");
        add_cell(m, m->old, column);
        strbuf_adds(&m->changes, " → ");
        add_cell(m, m->new, column);
    }
    if (differs)
        tell(m, ROW_CHANGED);
}

/* The run that the row at hand of Q says it is of; 0 in a table that is replaced. */
static int64_t run_of(const struct merge_rows *m, struct query *q)
{
    const struct compared *run = m->columns.run < 0 ? NULL : &m->columns.columns[m->columns.run];
    return run ? query_get_int(q, q == m->new ? run->in_new : run->in_old) : 0;
}

static void merge(struct merge_rows *m)
{
    bool new = query_next(m->new), old = query_next(m->old);
    while (new || old) {
        int order = !new ? -1 : !old ? 1 : compare_keys(m);
        int64_t run = order ? run_of(m, order < 0 ? m->old : m->new) : 0;
        if (!order)
            compare_cells(m);
        else if (run <= m->n_lines)
            tell(m, order < 0 ? ROW_GONE : ROW_NEW);
        if (order <= 0)
            old = query_next(m->old);
        if (order >= 0)
            new = query_next(m->new);
    }
}

bool compare_rows(struct store *store, struct store *older, const char *table, int64_t n_lines,
                  const struct compare *compare, struct error *err)
{
    struct merge_rows m = {.table = table, .compare = compare, .n_lines = n_lines};
    bool ok = read_columns(store, older, table, &m.columns, err) && find_key(older, table, &m.columns, err);
    if (ok && key_column(&m.columns, 0)) {
        m.new = rows_by_key(store, table, &m.columns);
        m.old = rows_by_key(older, table, &m.columns);
        merge(&m);
        ok = query_end(m.new, err);
        ok = query_end(m.old, err) && ok;
    }
    for (size_t i = 0; i < m.columns.n; i++)
        free(m.columns.columns[i].name);
    free(m.columns.columns);
    strbuf_release(&m.key);
    strbuf_release(&m.changes);
    return ok;
}
