/* Digests of tables: of rows on their way into one, and of rows as they stand there.  See store.h. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/store_inside.h"

static const char sql_columns[] = "SELECT name FROM pragma_table_info(:table) ORDER BY cid";
/* What evidence has: every table but the secret behind the commitments. */
static const char sql_shown[] =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    " AND name <> 'secret' ORDER BY name";
static const char sql_must[] = "SELECT name, \"notnull\" OR pk FROM pragma_table_info(:table) ORDER BY cid";
static const char sql_secret[] = "SELECT salt FROM secret WHERE one = 1";

/* --- values as text --- */

void add_quoted(struct strbuf *text, const char *s, size_t n)
{
    if (!s) {
        strbuf_add(text, "NULL", 4);
        return;
    }
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

#define INTEGER_TEXT 24

/* VALUE in decimal, at the end of DIGITS; where it begins. */
static const char *integer_digits(int64_t value, char digits[INTEGER_TEXT])
{
    size_t i = INTEGER_TEXT;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        digits[--i] = (char)('0' + size % 10);
        size /= 10;
    } while (size);
    if (value < 0)
        digits[--i] = '-';
    return digits + i;
}

static void add_integer(struct strbuf *text, int64_t value)
{
    char digits[INTEGER_TEXT];
    const char *from = integer_digits(value, digits);
    strbuf_add(text, from, (size_t)(digits + INTEGER_TEXT - from));
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

/* The bits of an IEEE 754 double, the sign first, as a blob.  A file does not keep the sign of zero. */
static void add_real(struct strbuf *text, double value)
{
    uint64_t bits = 0;
    uint8_t bytes[8];
    if (value != 0)
        memcpy(&bits, &value, sizeof bits);
    for (size_t i = sizeof bytes; i-- > 0; bits >>= 8)
        bytes[i] = (uint8_t)(bits & 0xff);
    add_blob(text, bytes, sizeof bytes);
}

char *store_quote(const char *s)
{
    struct strbuf text = {0};
    add_quoted(&text, s, s ? strlen(s) : 0);
    return strbuf_take(&text);
}

/* --- commitments --- */

static void load_secret(struct store *store)
{
    if (store->knows_secret)
        return;
    struct query *q = query_new(store, sql_secret);
    size_t n;
    const uint8_t *secret = query_next(q) ? query_get_blob(q, 0, &n) : NULL;
    if (secret && n == sizeof store->secret)
        memcpy(store->secret, secret, n);
    query_end(q, NULL); /* where it is gone no digest is what it was */
    store->knows_secret = true;
}

static void add_both(struct hash *hash, const char *first, size_t n_first, const char *rest, size_t n_rest)
{
    hash_add(hash, first, n_first);
    if (rest) {
        hash_add(hash, "/", 1);
        hash_add(hash, rest, n_rest);
    }
}

/* Of the text FIRST, a slash and REST; of FIRST alone where REST is NULL. */
static void commit(const struct store *store, enum role role, const char *first, size_t n_first, const char *rest,
                   size_t n_rest, char hex[HASH_HEX])
{
    const char letter = (char)role;
    uint8_t salt[HASH_BYTES];
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, store->secret, sizeof store->secret);
    hash_add(&hash, &letter, 1);
    add_both(&hash, first, n_first, rest, n_rest);
    hash_end(&hash, salt);
    hash_init(&hash);
    hash_add(&hash, salt, SALT_BYTES);
    add_both(&hash, first, n_first, rest, n_rest);
    hash_hex(&hash, hex);
}

void store_opening(struct store *store, enum role role, const char *value, char salt_hex[SALT_HEX],
                   char commitment_hex[HASH_HEX])
{
    const char letter = (char)role;
    uint8_t salt[HASH_BYTES];
    char hex[HASH_HEX];
    struct hash hash;
    load_secret(store);
    hash_init(&hash);
    hash_add(&hash, store->secret, sizeof store->secret);
    hash_add(&hash, &letter, 1);
    hash_add_text(&hash, value);
    hash_end(&hash, salt);
    hash_digits(salt, hex);
    snprintf(salt_hex, SALT_HEX, "%.*s", SALT_HEX - 1, hex);
    commit(store, role, value, strlen(value), NULL, 0, commitment_hex);
}

void store_commitment(struct store *store, enum role role, const char *value, size_t n, char hex[HASH_HEX])
{
    load_secret(store);
    commit(store, role, value, n, NULL, 0, hex);
}

/* Columns that stand in a digest as commitments. */
static const struct {
    const char *table, *column;
    enum role role;
    const char *before; /* the column whose value comes first, and a slash */
} committed[] = {
    {"ballot", "serial", ROLE_SERIAL, NULL},
    {"event", "serial", ROLE_SERIAL, NULL},
    {"entry", "serial", ROLE_SERIAL, NULL},
    {"entry_text", "serial", ROLE_SERIAL, NULL},
    {"later_entry", "serial", ROLE_SERIAL, NULL},
    {"later_text", "serial", ROLE_SERIAL, NULL},
    {"withdrawal", "serial", ROLE_SERIAL, NULL},
    {"weight", "serial", ROLE_SERIAL, NULL},
    {"entry_other", "serial", ROLE_SERIAL, NULL},
    {"text_other", "serial", ROLE_SERIAL, NULL},
    {"event_other", "serial", ROLE_SERIAL, NULL},
    {"withdrawal_other", "serial", ROLE_SERIAL, NULL},
    {"audit_drawn", "serial", ROLE_SERIAL, NULL},
    {"audit_entry", "serial", ROLE_SERIAL, NULL},
    {"frame", "id", ROLE_MEMBER, "group"},
    {"frozen", "id", ROLE_MEMBER, "group"},
    {"linkage", "id", ROLE_MEMBER, "group"},
    {"sample", "id", ROLE_MEMBER, "group"},
    {"release", "id", ROLE_MEMBER, "group"},
    {"release", "replaces", ROLE_MEMBER, "group"},
    {"rates", "rater", ROLE_MEMBER, NULL}, /* with the group, or the group alone */
    {"ballot", "member", ROLE_HOLDER, "group"},
    {"sample", "ticket", ROLE_TICKET, NULL},
    {"linkage", "key", ROLE_KEY, NULL},
    {"event", "reason", ROLE_WORDS, "serial"},
    {"withdrawal", "reason", ROLE_WORDS, "serial"},
    {"entry_text", "value", ROLE_WORDS, "serial"},
    {"later_text", "value", ROLE_WORDS, "serial"},
    {"text_other", "value", ROLE_WORDS, "serial"},
    {"event_other", "reason", ROLE_WORDS, "serial"},
    {"withdrawal_other", "reason", ROLE_WORDS, "serial"},
    {"source", "file", ROLE_FILE, "source"},
    {"source", "sha256", ROLE_FILE, "source"}, /* a file of few rows could be guessed */
    {"source", "note", ROLE_FILE, "source"},
    {"source_sheet", "sheet", ROLE_FILE, "source"},
    {"movement", "serial", ROLE_SERIAL, NULL},
    {"movement", "date", ROLE_WORDS, "serial"}, /* who got a paper, and when, neighbours know */
    {"movement", "by", ROLE_WORDS, "serial"},
    {"movement", "line", ROLE_WORDS, "serial"}, /* hand-out lists are in the order of members */
    {"finding", "team", ROLE_FILE, "source"},
    {"finding", "place", ROLE_FILE, "source"},
    {"finding", "finding", ROLE_FILE, "source"},
    {"finding", "answer", ROLE_FILE, "source"},
    {"points", "by", ROLE_FILE, "source"},
    {"points", "reason", ROLE_FILE, "source"},
    {"evidence", "number", ROLE_FILE, "source"},
    {"evidence", "symbol", ROLE_FILE, "source"},
    {"evidence", "title", ROLE_FILE, "source"},
    {"evidence", "sha256", ROLE_FILE, "source"},
    {"evidence", "note", ROLE_FILE, "source"},
    {"merged_log", "reason", ROLE_REASON, "origin"},
    {"merged_log", "detail", ROLE_DETAIL, "origin"},
    {"log", "reason", ROLE_REASON, "number"}, /* which has no digest; so line_hash() and evidence have them */
    {"log", "detail", ROLE_DETAIL, "number"},
};

static int column_number(char *const *names, int n, const char *name)
{
    for (int i = 0; name && i < n; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

void row_form_make(struct store *store, const char *table, struct row_form *form)
{
    char *names[MOST_COLUMNS] = {NULL};
    memset(form, 0, sizeof *form);
    load_secret(store);
    struct query *q = query_new(store, sql_columns);
    query_text(q, ":table", table);
    form->run = -1;
    while (query_next(q)) {
        assert(form->n < MOST_COLUMNS);
        names[form->n++] = xstrdup(query_get_str(q, 0));
    }
    query_end(q, NULL);
    form->run = column_number(names, form->n, "run");
    for (size_t i = 0; i < sizeof committed / sizeof *committed; i++) {
        int at = column_number(names, form->n, committed[i].column);
        if (at < 0 || strcmp(committed[i].table, table) != 0)
            continue;
        form->columns[at].role = committed[i].role;
        form->columns[at].before = column_number(names, form->n, committed[i].before);
    }
    for (int i = 0; i < form->n; i++)
        strbuf_item(&form->list, ", ", "\"%s\"", names[i]);
    for (int i = 0; i < form->n; i++)
        free(names[i]);
}

void row_form_release(struct row_form *form)
{
    strbuf_release(&form->list);
    strbuf_release(&form->text);
}

/* --- rows --- */

/* The characters of VALUE as they go into a commitment: a number's digits, a text's bytes. */
static size_t plain_value(const struct bound *value, char digits[INTEGER_TEXT], const char **text)
{
    if (value->kind == BOUND_TEXT || value->kind == BOUND_BLOB) {
        *text = value->bytes;
        return value->n;
    }
    *text = value->kind == BOUND_INT ? integer_digits(value->integer, digits) : digits + INTEGER_TEXT;
    return (size_t)(digits + INTEGER_TEXT - *text);
}

static void add_committed(const struct store *store, const struct row_form *form, const struct bound *values, int i,
                          struct strbuf *text)
{
    char digits[2][INTEGER_TEXT], hex[HASH_HEX];
    const char *first, *rest = NULL;
    size_t n_first, n_rest = 0;
    int before = form->columns[i].before;
    n_first = plain_value(&values[before < 0 ? i : before], digits[0], &first);
    if (before >= 0)
        n_rest = plain_value(&values[i], digits[1], &rest);
    commit(store, form->columns[i].role, first, n_first, rest, n_rest, hex);
    strbuf_add(text, "'", 1);
    strbuf_add(text, hex, HASH_HEX - 1);
    strbuf_add(text, "'", 1);
}

static bool is_nobody(const struct bound *value)
{
    return value->kind == BOUND_NULL || (value->kind == BOUND_INT && value->integer == 0);
}

static void add_value(const struct store *store, const struct row_form *form, const struct bound *values, int i,
                      struct strbuf *text)
{
    const struct bound *value = &values[i];
    if (form->columns[i].role && !is_nobody(value))
        add_committed(store, form, values, i, text);
    else if (value->kind == BOUND_INT)
        add_integer(text, value->integer);
    else if (value->kind == BOUND_REAL)
        add_real(text, value->real);
    else if (value->kind == BOUND_TEXT)
        add_quoted(text, value->bytes, value->n);
    else if (value->kind == BOUND_BLOB)
        add_blob(text, value->bytes, value->n);
    else
        strbuf_add(text, "NULL", 4);
}

void rows_add(struct row_hashes *rows, const struct store *store, struct row_form *form, const struct bound *values)
{
    struct strbuf *text = &form->text;
    text->n = 0;
    for (int i = 0; i < form->n; i++) {
        if (i)
            strbuf_add(text, "|", 1);
        add_value(store, form, values, i, text);
    }
    rows->hashes = grow(rows->hashes, &rows->room, rows->n + 1, sizeof *rows->hashes);
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, text->text, text->n);
    hash_end(&hash, rows->hashes[rows->n++].bytes);
}

/* Sorted by the byte BYTE and those after it; hashes are evenly spread.  By exchanges, with no second array. */
static void sort_hashes(struct row_hash *h, size_t n, int byte)
{
    if (n < 32 || byte == HASH_BYTES) {
        for (size_t i = 1; i < n; i++) {
            struct row_hash one = h[i];
            size_t j = i;
            for (; j > 0 && memcmp(one.bytes, h[j - 1].bytes, HASH_BYTES) < 0; j--)
                h[j] = h[j - 1];
            h[j] = one;
        }
        return;
    }
    size_t next[256], end[256], count[256] = {0}, at = 0;
    for (size_t i = 0; i < n; i++)
        count[h[i].bytes[byte]]++;
    for (int b = 0; b < 256; b++) {
        next[b] = at;
        at += count[b];
        end[b] = at;
    }
    for (int b = 0; b < 256; b++)
        while (next[b] < end[b]) {
            struct row_hash *place = &h[next[b]];
            int belongs = place->bytes[byte];
            if (belongs == b) {
                next[b]++;
                continue;
            }
            struct row_hash other = h[next[belongs]];
            h[next[belongs]++] = *place;
            *place = other;
        }
    for (int b = 0; b < 256; b++)
        sort_hashes(h + end[b] - count[b], count[b], byte + 1);
}

void rows_digest(struct row_hashes *rows, struct digest *digest)
{
    struct hash hash;
    sort_hashes(rows->hashes, rows->n, 0);
    hash_init(&hash);
    for (size_t i = 0; i < rows->n; i++) {
        char line[HASH_HEX];
        hash_digits(rows->hashes[i].bytes, line);
        line[HASH_HEX - 1] = '\n';
        hash_add(&hash, line, sizeof line);
    }
    hash_hex(&hash, digest->sha256);
    digest->rows = (int64_t)rows->n;
}

void rows_release(struct row_hashes *rows)
{
    free(rows->hashes);
    *rows = (struct row_hashes){0};
}

bool digest_same(const struct digest *a, const struct digest *b)
{
    return a->rows == b->rows && !strcmp(a->sha256, b->sha256);
}

/* --- tables as they stand --- */

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

/* SELECT all columns of TABLE, of one run where RUN is above 0, which the caller binds. */
static struct query *select_all(struct store *store, const char *table, const struct row_form *form, const char *which)
{
    char *sql = xasprintf("SELECT %s FROM \"%s\" %s", form->n ? strbuf_text(&form->list) : "NULL", table, which);
    struct query *query = query_new(store, form->n ? sql : "SELECT NULL LIMIT 0");
    if (form->n == 0)
        error_set(&query->error, E_FILE, _("\"%s\" has no table \"%s\""), store->path, table);
    free(sql);
    return query;
}

bool bound_same(const struct bound *a, const struct bound *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == BOUND_INT)
        return a->integer == b->integer;
    if (a->kind == BOUND_REAL)
        return a->real == b->real;
    return a->kind == BOUND_NULL || (a->n == b->n && (!a->n || !memcmp(a->bytes, b->bytes, a->n)));
}

/* They are read without SQLite's locking: the connection is this thread's alone. */
void read_row(struct query *query, int n, struct bound *values)
{
    for (int i = 0; i < n; i++) {
        sqlite3_value *value = sqlite3_column_value(query->stmt, i);
        struct bound *v = &values[i];
        *v = (struct bound){.kind = BOUND_NULL};
        switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            *v = (struct bound){.kind = BOUND_INT, .integer = sqlite3_value_int64(value)};
            break;
        case SQLITE_FLOAT:
            *v = (struct bound){.kind = BOUND_REAL, .real = sqlite3_value_double(value)};
            break;
        case SQLITE_TEXT:
            *v = (struct bound){.kind = BOUND_TEXT, .bytes = sqlite3_value_text(value)};
            v->n = (size_t)sqlite3_value_bytes(value);
            break;
        case SQLITE_BLOB:
            *v = (struct bound){.kind = BOUND_BLOB, .bytes = sqlite3_value_blob(value)};
            v->n = (size_t)sqlite3_value_bytes(value);
            break;
        default:
            break;
        }
    }
}

bool store_digest(struct store *store, const char *table, int64_t run, struct digest *digest, struct error *err)
{
    struct row_form form;
    struct row_hashes rows = {0};
    struct bound values[MOST_COLUMNS];
    row_form_make(store, table, &form);
    struct query *q = select_all(store, table, &form, run > 0 ? "WHERE run = :run" : "");
    if (run > 0)
        query_int(q, ":run", run);
    while (query_next(q)) {
        read_row(q, form.n, values);
        rows_add(&rows, store, &form, values);
    }
    rows_digest(&rows, digest);
    rows_release(&rows);
    row_form_release(&form);
    return query_end(q, err);
}

bool store_digest_runs(struct store *store, const char *table, int64_t first, int64_t n_runs, struct digest *digests,
                       int64_t *strange, struct error *err)
{
    struct row_form form;
    struct bound values[MOST_COLUMNS];
    row_form_make(store, table, &form);
    struct query *q = select_all(store, table, &form, "");
    assert(form.run >= 0 || !query_ok(q, NULL));
    struct row_hashes *rows = xcalloc((size_t)n_runs + 1, sizeof *rows);
    *strange = 0;
    while (query_next(q)) {
        int64_t run = query_get_int(q, form.run);
        if (run < 1 || run > n_runs) {
            (*strange)++;
            continue;
        }
        read_row(q, form.n, values);
        rows_add(&rows[run < first ? first : run], store, &form, values);
    }
    for (int64_t i = 1; i <= n_runs; i++) {
        rows_digest(&rows[i], &digests[i - 1]);
        rows_release(&rows[i]);
    }
    free(rows);
    row_form_release(&form);
    return query_end(q, err);
}

/* --- a copy that shows commitments --- */

/* VALUES as evidence has them: TEXTS, one a column, hold the commitments. */
static void bind_shown(struct query *to, const struct store *store, const struct row_form *form,
                       const struct bound *values, struct strbuf texts[MOST_COLUMNS])
{
    for (int i = 0; i < form->n; i++) {
        struct bound shown = values[i];
        if (form->columns[i].role && !is_nobody(&values[i])) {
            strbuf_clear(&texts[i]);
            add_committed(store, form, values, i, &texts[i]);
            shown =
                (struct bound){.kind = BOUND_TEXT, .bytes = texts[i].text + 1, .n = texts[i].n - 2}; /* the quotes */
        }
        bind_value(to->stmt, i + 1, &shown);
    }
}

/* The rows go by their commitments, which are random: in the order of their keys they would tell whose they are. */
static bool copy_table(struct store *store, const char *table, struct store *to, struct error *err)
{
    struct row_form form;
    struct bound values[MOST_COLUMNS];
    struct strbuf text = {0}, order = {0}, texts[MOST_COLUMNS] = {{0}};
    row_form_make(store, table, &form);
    for (int i = 0; strcmp(table, "log") != 0 && i < form.n; i++)
        if (form.columns[i].role)
            strbuf_item(&order, ", ", "%d", i + 1);
    char *make = xasprintf("CREATE TEMP TABLE shown (%s)", strbuf_text(&form.list));
    struct strbuf columns = {0};
    struct query *of = query_new(store, sql_must);
    query_text(of, ":table", table);
    while (query_next(of))
        strbuf_item(&columns, ", ", "\"%s\"%s", query_get_str(of, 0), query_get_int(of, 1) ? " NOT NULL" : "");
    query_end(of, NULL);
    char *keep =
        xasprintf("CREATE TABLE main.\"%s\" (%s); INSERT INTO main.\"%s\" SELECT * FROM temp.shown ORDER BY %s;"
                  " DROP TABLE temp.shown",
                  table, strbuf_text(&columns), table, order.n ? strbuf_text(&order) : "rowid");
    for (int i = 0; i < form.n; i++)
        strbuf_adds(&text, i ? ", ?" : "INSERT INTO temp.shown VALUES (?");
    strbuf_adds(&text, ")");
    bool ok = store_run(to, make, err);
    struct query *from = select_all(store, table, &form, ""), *insert = ok ? query_new(to, strbuf_text(&text)) : NULL;
    while (ok && query_next(from)) {
        read_row(from, form.n, values);
        bind_shown(insert, store, &form, values, texts);
        ok = !query_next(insert) && query_ok(insert, err);
    }
    ok = query_end(insert, ok ? err : NULL) && ok;
    ok = query_end(from, ok ? err : NULL) && ok && store_run(to, keep, err);
    row_form_release(&form);
    for (int i = 0; i < form.n; i++)
        strbuf_release(&texts[i]);
    strbuf_release(&text);
    strbuf_release(&order);
    strbuf_release(&columns);
    free(make);
    free(keep);
    return ok;
}

bool store_copy_committed(struct store *store, const char *path, struct error *err)
{
    struct store *to = store_open_plain(path, err);
    char *pragmas = xasprintf("PRAGMA journal_mode = OFF; PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN",
                              STORE_APPLICATION_ID, STORE_VERSION);
    bool ok = to && store_run(to, pragmas, err) && store_run(store, "BEGIN", err);
    struct query *tables = ok ? query_new(store, sql_shown) : NULL;
    while (ok && query_next(tables))
        ok = copy_table(store, query_get_str(tables, 0), to, err);
    ok = query_end(tables, ok ? err : NULL) && ok && store_commit(to, err);
    store_rollback(store);
    store_close(to);
    free(pragmas);
    return ok;
}
