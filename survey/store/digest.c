/* Digests of tables and of rows on their way into one: the text quote() of SQLite prints, hashed.  See store.h. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/store_inside.h"

static const char sql_columns[] = "SELECT name, pk FROM pragma_table_info(:table) ORDER BY cid";

/* --- text as quote() prints it --- */

static void add_quoted(struct strbuf *text, const char *s, size_t n)
{
    strbuf_add(text, "'", 1);
    for (size_t i = 0; i < n;) {
        const char *quote = memchr(s + i, '\'', n - i);
        size_t end = quote ? (size_t)(quote - s) + 1 : n;
        strbuf_add(text, s + i, end - i);
        if (quote)
            strbuf_add(text, "'", 1);
        i = end;
    }
    strbuf_add(text, "'", 1);
}

static void add_integer(struct strbuf *text, int64_t value)
{
    char digits[24];
    size_t i = sizeof digits;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        digits[--i] = (char)('0' + size % 10);
        size /= 10;
    } while (size);
    if (value < 0)
        digits[--i] = '-';
    strbuf_add(text, digits + i, sizeof digits - i);
}

/* As quote() of SQLite 3.40 prints a real. */
static void add_real(struct strbuf *text, double value, struct reals *reals)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    size_t i = (size_t)(bits * UINT64_C(0x9E3779B97F4A7C15) >> 56);
    if (reals->kept[i].text[0] == '\0' || reals->kept[i].bits != bits) {
        char *s = reals->kept[i].text;
        sqlite3_snprintf(sizeof reals->kept[i].text, s, "%!.15g", value);
        if (strtod(s, NULL) != value)
            sqlite3_snprintf(sizeof reals->kept[i].text, s, "%!.20e", value);
        reals->kept[i].bits = bits;
    }
    strbuf_add(text, reals->kept[i].text, strlen(reals->kept[i].text));
}

static void add_blob(struct strbuf *text, const uint8_t *bytes, size_t n)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = strbuf_room(text, 2 * n + 3);
    *out++ = 'X';
    *out++ = '\'';
    for (size_t i = 0; i < n; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out++ = '\'';
    text->n += 2 * n + 3;
}

/* --- digests ---------------------------------------------------------------- */

void query_digest_bound(struct query *query)
{
    struct digesting *d = query->digesting;
    int n = sqlite3_bind_parameter_count(query->stmt);
    for (int i = 0; i < n; i++) {
        const struct bound *value = &query->bound[i];
        if (i)
            strbuf_add(&d->text, "|", 1);
        if (value->kind == BOUND_INT)
            add_integer(&d->text, value->integer);
        else if (value->kind == BOUND_REAL)
            add_real(&d->text, value->real, &d->reals);
        else if (value->kind == BOUND_TEXT)
            add_quoted(&d->text, value->bytes, strlen(value->bytes));
        else if (value->kind == BOUND_BLOB)
            add_blob(&d->text, value->bytes, (size_t)value->integer);
        else
            strbuf_add(&d->text, "NULL", 4);
    }
    strbuf_add(&d->text, "\n", 1);
    d->rows++;
    if (d->text.n > 1 << 15) {
        hash_add(&d->hash, d->text.text, d->text.n);
        d->text.n = 0;
    }
}

/* The current row of QUERY as quote() prints it, `|` between, line feed after.
 * The values are read without SQLite's locking: the connection is this thread's alone. */
static void add_row(struct strbuf *text, struct query *query, struct reals *reals)
{
    int n = sqlite3_data_count(query->stmt);
    for (int i = 0; i < n; i++) {
        sqlite3_value *value = sqlite3_column_value(query->stmt, i);
        if (i)
            strbuf_add(text, "|", 1);
        switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            add_integer(text, sqlite3_value_int64(value));
            break;
        case SQLITE_FLOAT:
            add_real(text, sqlite3_value_double(value), reals);
            break;
        case SQLITE_TEXT: {
            const char *s = (const char *)sqlite3_value_text(value);
            add_quoted(text, s, (size_t)sqlite3_value_bytes(value));
            break;
        }
        case SQLITE_BLOB: {
            const uint8_t *bytes = sqlite3_value_blob(value);
            add_blob(text, bytes, (size_t)sqlite3_value_bytes(value));
            break;
        }
        default:
            strbuf_add(text, "NULL", 4);
        }
    }
    strbuf_add(text, "\n", 1);
}

void query_digests(struct query *query)
{
    query->bound = xcalloc((size_t)sqlite3_bind_parameter_count(query->stmt), sizeof *query->bound);
    query->digesting = xcalloc(1, sizeof *query->digesting);
    hash_init(&query->digesting->hash);
}

void query_only_digests(struct query *query)
{
    query_digests(query);
    query->runs = false;
}

void query_digest(struct query *query, struct digest *digest)
{
    struct digesting *d = query->digesting;
    hash_add(&d->hash, d->text.text, d->text.n);
    digest->rows = d->rows;
    hash_hex(&d->hash, digest->sha256);
}

bool store_table_grows(struct store *store, const char *table)
{
    struct query *q = query_new(store, sql_columns);
    bool found = false;
    query_text(q, ":table", table);
    while (query_next(q))
        found = found || !strcmp(query_get_str(q, 0), "run");
    query_end(q, NULL);
    return found;
}

/* SELECT all columns of TABLE in key order; *RUN is the column `run`, or -1. */
static struct query *select_all(struct store *store, const char *table, bool one_run, int *run)
{
    struct query *columns = query_new(store, sql_columns);
    query_text(columns, ":table", table);
    struct strbuf list = {0}, order = {0};
    char *keys[16] = {NULL};
    int n = 0;
    *run = -1;
    while (query_next(columns)) {
        const char *name = query_get_str(columns, 0);
        int64_t key = query_get_int(columns, 1);
        if (!strcmp(name, "run"))
            *run = n;
        strbuf_item(&list, ", ", "\"%s\"", name);
        if (key > 0 && key < 16)
            keys[key] = xstrdup(name);
        n++;
    }
    query_end(columns, NULL);
    for (int i = 1; i < 16; i++) {
        if (keys[i])
            strbuf_item(&order, ", ", "\"%s\"", keys[i]);
        free(keys[i]);
    }
    char *sql = xasprintf("SELECT %s FROM \"%s\"%s%s%s", strbuf_text(&list), table, one_run ? " WHERE run = :run" : "",
                          order.n ? " ORDER BY " : "", strbuf_text(&order));
    struct query *query = query_new(store, n ? sql : "SELECT NULL LIMIT 0");
    if (n == 0)
        error_set(&query->error, E_FILE, _("\"%s\" has no table \"%s\""), store->path, table);
    free(sql);
    strbuf_release(&order);
    strbuf_release(&list);
    return query;
}

bool store_digest(struct store *store, const char *table, int64_t run, struct digest *digest, struct error *err)
{
    int column;
    struct query *q = select_all(store, table, run > 0, &column);
    if (run > 0)
        query_int(q, ":run", run);
    struct strbuf text = {0};
    struct reals *reals = xcalloc(1, sizeof *reals);
    struct hash hash;
    hash_init(&hash);
    digest->rows = 0;
    while (query_next(q)) {
        digest->rows++;
        add_row(&text, q, reals);
        if (text.n > 1 << 15) {
            hash_add(&hash, text.text, text.n);
            text.n = 0;
        }
    }
    if (text.n)
        hash_add(&hash, text.text, text.n);
    hash_hex(&hash, digest->sha256);
    strbuf_release(&text);
    free(reals);
    return query_end(q, err);
}

bool store_digest_runs(struct store *store, const char *table, int64_t n_runs, struct digest *digests, int64_t *strange,
                       struct error *err)
{
    int column;
    struct query *q = select_all(store, table, false, &column);
    assert(column >= 0 || !query_ok(q, NULL));
    struct hash *hashes = xcalloc((size_t)n_runs, sizeof *hashes);
    struct strbuf text = {0};
    struct reals *reals = xcalloc(1, sizeof *reals);
    for (int64_t i = 0; i < n_runs; i++) {
        hash_init(&hashes[i]);
        digests[i].rows = 0;
    }
    *strange = 0;
    int64_t last = 0; /* rows of one run are gathered and hashed together */
    while (query_next(q)) {
        int64_t run = query_get_int(q, column);
        if (run < 1 || run > n_runs) {
            (*strange)++;
            continue;
        }
        if (text.n && (run != last || text.n > 1 << 15)) {
            hash_add(&hashes[last - 1], text.text, text.n);
            text.n = 0;
        }
        last = run;
        add_row(&text, q, reals);
        digests[run - 1].rows++;
    }
    if (text.n)
        hash_add(&hashes[last - 1], text.text, text.n);
    for (int64_t i = 0; i < n_runs; i++)
        hash_hex(&hashes[i], digests[i].sha256);
    free(hashes);
    free(reals);
    strbuf_release(&text);
    return query_end(q, err);
}

char *store_quote(const char *s)
{
    if (!s)
        return xstrdup("NULL");
    struct strbuf text = {0};
    add_quoted(&text, s, strlen(s));
    return strbuf_take(&text);
}
