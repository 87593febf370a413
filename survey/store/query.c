/* Statements: what they are given and give, and what they read and write.  See store.h. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/store/log.h"
#include "survey/store/store_inside.h"

static const char sql_columns[] = "SELECT name FROM pragma_table_info(:table) ORDER BY cid";

/* --- what statements read and write --- */

static size_t table_number(struct store *store, const char *name)
{
    size_t i = 0;
    while (i < store->n_tables && strcmp(store->tables[i].name, name) != 0)
        i++;
    if (i == store->n_tables) {
        store->tables = grow(store->tables, &store->room, i + 1, sizeof *store->tables);
        store->tables[store->n_tables++] = (struct named_table){.name = xstrdup(name)};
    }
    return i;
}

static void mark(struct store *store, size_t table, bool writes)
{
    store->tables[table].read |= !writes && store->noting;
    store->tables[table].written |= writes;
    store->tables[table].otherwise |= writes;
}

/* Hears, when a statement is prepared, of each column it reads and each table it changes, those
 * below a view too; and of those a statement changes that is run at once. */
int store_hears(void *data, int action, const char *name, const char *second, const char *database, const char *inner)
{
    (void)inner;
    struct store *store = data;
    bool alters = action == SQLITE_ALTER_TABLE;
    bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE || alters;
    if (alters) { /* its words stand in another order */
        database = name;
        name = second;
    }
    /* Of a table of which no column is read, as count(*) does, SQLite says its database only where the statement does.
     */
    if ((action != SQLITE_READ && !writes) || (database && strcmp(database, "main") != 0) ||
        !strncmp(name, "sqlite_", strlen("sqlite_")))
        return SQLITE_OK;
    size_t table = table_number(store, name);
    struct query *query = store->preparing;
    if (!query && store->in_run)
        mark(store, table, writes);
    if (!query)
        return SQLITE_OK;
    for (size_t i = 0; i < query->n_touches; i++)
        if (query->touches[i].table == table && query->touches[i].writes == writes)
            return SQLITE_OK;
    query->touches = grow(query->touches, &query->room, query->n_touches + 1, sizeof *query->touches);
    query->touches[query->n_touches++] = (struct touch){table, writes};
    return SQLITE_OK;
}

void touch_begin(struct store *store)
{
    for (size_t i = 0; i < store->n_tables; i++) {
        struct named_table *t = &store->tables[i];
        t->read = t->written = t->emptied = t->otherwise = t->compared = false;
        t->rows.n = 0;
    }
    store->in_run = store->noting = true;
}

void touch_end(struct store *store)
{
    store->in_run = store->noting = false;
}

struct named_table *touched(const struct store *store, const char *name)
{
    for (size_t i = 0; i < store->n_tables; i++)
        if (!strcmp(store->tables[i].name, name))
            return &store->tables[i];
    return NULL;
}

bool store_note_reads(struct store *store, bool note)
{
    bool was = store->noting;
    store->noting = note && store->in_run;
    return was;
}

void store_note_read(struct store *store, const char *table)
{
    if (store->in_run)
        mark(store, table_number(store, table), false);
}

/* --- statements --- */

/* What a run keeps of a replaced table it digests with what it adds: before the first change it must be what its newest
 * line says, or an old change of somebody else's would be vouched for.  Where all of it was deleted unread nothing is
 * kept. */
static bool is_as_said(struct store *store, size_t number, struct error *err)
{
    struct named_table *table = &store->tables[number];
    const char *name = table->name;
    if (table->compared || table->written)
        return true;
    table->compared = true;
    if (!strcmp(name, "log") || !strcmp(name, "head") || !strcmp(name, "secret"))
        return true;
    struct digest said = {0}, is;
    bool noting = store_note_reads(store, false), same = true;
    bool ok = store_table_grows(store, name) || store_digest(store, name, 0, &is, err);
    if (ok && !store_table_grows(store, name))
        same = log_last_digest(store, name, &said) ? digest_same(&said, &is) : is.rows == 0;
    store_note_reads(store, noting);
    if (ok && !same)
        ok = error_set(err, E_FILE,
                       _("table %s of \"%s\" is not what its newest line in the log says; `dtxhh verify` tells more"),
                       name, store->path);
    return ok;
}

bool store_clear(struct store *store, const char *tables, struct error *err)
{
    struct strbuf sql = {0};
    bool ok = true;
    for (const char *p = tables; ok && *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        char *name = xstrndup(p, n);
        strbuf_addf(&sql, "DELETE FROM \"%s\";", name);
        size_t table = table_number(store, name);
        ok = !store->in_run || !store->tables[table].read || is_as_said(store, table, err); /* read, it may come back */
        free(name);
        p += n;
    }
    ok = ok && store_run(store, strbuf_text(&sql), err);
    strbuf_release(&sql);
    for (const char *p = tables; ok && store->in_run && *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        char *name = xstrndup(p, n);
        struct named_table *t = &store->tables[table_number(store, name)];
        free(name);
        t->emptied = true;
        t->otherwise = false;
        t->rows.n = 0;
        p += n;
    }
    return ok;
}

struct query *query_new(struct store *store, const char *sql)
{
    struct query *query = xcalloc(1, sizeof *query);
    const char *rest = NULL;
    query->store = store;
    store->preparing = query;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &query->stmt, &rest);
    store->preparing = NULL;
    if (code != SQLITE_OK) {
        store_failed(store, &query->error);
        return query;
    }
    rest += strspn(rest, " \n;");
    bool joins_by_name = strstr(sql, " USING ") || strstr(sql, "NATURAL ");
    assert(query->stmt && !*rest && !joins_by_name);
    return query;
}

struct query *query_table(struct store *store, const char *table, const char *order)
{
    char *sql = xasprintf("SELECT * FROM %s ORDER BY %s", table, order);
    struct query *query = query_new(store, sql);
    free(sql);
    return query;
}

struct query *query_insert(struct store *store, const char *prefix, const char *table)
{
    struct strbuf names = {0}, values = {0};
    int n = 0;
    struct query *columns = query_new(store, sql_columns);
    query_text(columns, ":table", table);
    for (; query_next(columns); n++) {
        strbuf_item(&names, ", ", "\"%s\"", query_get_str(columns, 0));
        strbuf_item(&values, ", ", ":%s", query_get_str(columns, 0));
    }
    struct error failed = {0};
    if (!query_end(columns, &failed)) {
        struct query *none = xcalloc(1, sizeof *none);
        none->store = store;
        none->error = failed;
        strbuf_release(&names);
        strbuf_release(&values);
        return none;
    }
    assert(n > 0 && n < MOST_COLUMNS);
    char *sql = xasprintf("INSERT INTO %s%s (%s) VALUES (%s)", prefix, table, names.text, values.text);
    struct query *query = query_new(store, sql);
    query->wanted = (UINT64_C(1) << n) - 1;
    query->inserts = *prefix ? SIZE_MAX : table_number(store, table);
    query->bound = xcalloc((size_t)n, sizeof *query->bound);
    row_form_make(store, table, &query->form);
    free(sql);
    strbuf_release(&names);
    strbuf_release(&values);
    return query;
}

bool query_ok(const struct query *query, struct error *err)
{
    return error_pass(err, &query->error);
}

bool query_end(struct query *query, struct error *err)
{
    if (!query)
        return true;
    bool ok = query_ok(query, err);
    sqlite3_finalize(query->stmt);
    row_form_release(&query->form);
    query_end(query->stored, NULL);
    free(query->bound);
    free(query->names);
    free(query->touches);
    free(query);
    return ok;
}

/* The number of parameter NAME, from 1; 0 where nothing is to be bound.  They are bound in the same order again and
 * again: look at the next one first. */
static int parameter(struct query *query, const char *name)
{
    if (query->error.code != E_NONE)
        return 0;
    if (query->stepped)
        query_reset(query);
    if (!query->names) {
        query->n_names = sqlite3_bind_parameter_count(query->stmt);
        query->names = xcalloc((size_t)query->n_names + 1, sizeof *query->names);
        for (int i = 1; i <= query->n_names; i++)
            query->names[i] = sqlite3_bind_parameter_name(query->stmt, i);
    }
    for (int tried = 0; tried < query->n_names; tried++) {
        query->next_name = query->next_name % query->n_names + 1;
        if (!strcmp(query->names[query->next_name], name))
            return query->next_name;
    }
    assert(false && "a parameter of that name");
    return 0;
}

int bind_value(sqlite3_stmt *stmt, int i, const struct bound *value)
{
    switch (value->kind) {
    case BOUND_INT:
        return sqlite3_bind_int64(stmt, i, value->integer);
    case BOUND_REAL:
        return sqlite3_bind_double(stmt, i, value->real);
    case BOUND_TEXT:
        return sqlite3_bind_text64(stmt, i, value->bytes, value->n, SQLITE_STATIC, SQLITE_UTF8);
    case BOUND_BLOB:
        return sqlite3_bind_blob64(stmt, i, value->bytes, value->n, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(stmt, i);
    }
}

/* Bind VALUE to parameter NAME, and to the row that is digested. */
static void bind(struct query *query, const char *name, struct bound value)
{
    int i = parameter(query, name);
    if (!i)
        return;
    query->given |= UINT64_C(1) << ((i - 1) & 63);
    if (query->bound)
        query->bound[i - 1] = value;
    if (query->stored)
        return;
    int code = bind_value(query->stmt, i, &value);
    assert(code == SQLITE_OK);
    (void)code;
}

void query_text(struct query *query, const char *name, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    bind(query, name, (struct bound){.kind = text ? BOUND_TEXT : BOUND_NULL, .bytes = text, .n = n});
}

void query_str(struct query *query, const char *name, const char *text)
{
    query_text(query, name, *text ? text : NULL);
}

void query_int(struct query *query, const char *name, int64_t value)
{
    bind(query, name, (struct bound){.kind = BOUND_INT, .integer = value});
}

void query_real(struct query *query, const char *name, double value)
{
    bind(query, name, (struct bound){.kind = isnan(value) ? BOUND_NULL : BOUND_REAL, .real = value});
}

void query_blob(struct query *query, const char *name, const void *bytes, size_t n)
{
    bind(query, name, (struct bound){.kind = BOUND_BLOB, .bytes = bytes, .n = n});
}

void query_null(struct query *query, const char *name)
{
    bind(query, name, (struct bound){.kind = BOUND_NULL});
}

/* Whether TO has the parameter NAME; most often it stands at the place of FROM's column. */
static bool takes(struct query *to, int place, const char *name)
{
    const char *there =
        place < sqlite3_bind_parameter_count(to->stmt) ? sqlite3_bind_parameter_name(to->stmt, place + 1) : NULL;
    return (there && !strcmp(there, name)) || sqlite3_bind_parameter_index(to->stmt, name) != 0;
}

void query_copy(struct query *to, struct query *from)
{
    int n = query_n_columns(from);
    struct bound values[MOST_COLUMNS];
    assert(n <= MOST_COLUMNS);
    read_row(from, n, values);
    for (int i = 0; i < n; i++) {
        char name[128];
        int length = snprintf(name, sizeof name, ":%s", query_column_name(from, i));
        assert(length > 0 && (size_t)length < sizeof name);
        if (to->error.code == E_NONE && takes(to, i, name))
            bind(to, name, values[i]);
    }
}

bool query_next(struct query *query)
{
    if (query->error.code != E_NONE)
        return false;
    for (size_t i = 0; !query->stepped && query->store->in_run && i < query->n_touches; i++)
        if (query->touches[i].writes && !is_as_said(query->store, query->touches[i].table, &query->error))
            return false;
    for (size_t i = 0; !query->stepped && query->store->in_run && i < query->n_touches; i++) {
        struct touch touch = query->touches[i];
        if (touch.writes && query->bound && query->inserts == touch.table)
            query->store->tables[touch.table].written = true;
        else
            mark(query->store, touch.table, touch.writes);
    }
    if (!query->stepped && store_is_undone(query->store, &query->error))
        return false;
    int code = sqlite3_step(query->stmt);
    store_waited(query->store);
    query->stepped = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        store_failed(query->store, &query->error);
    query_reset(query);
    return false;
}

void query_only_compares(struct query *query, const char *order)
{
    const char *table = query->store->tables[query->inserts].name;
    char *sql = xasprintf("SELECT %s FROM main.\"%s\" ORDER BY %s", strbuf_text(&query->form.list), table, order);
    query->stored = query_new(query->store, sql);
    query->same = true;
    free(sql);
}

bool query_all_same(struct query *query)
{
    return query->same && !query_next(query->stored) && query_ok(query->stored, &query->error);
}

/* The row that is bound beside the next one stored. */
static bool is_stored(struct query *query)
{
    struct bound values[MOST_COLUMNS];
    if (!query_next(query->stored))
        return query_ok(query->stored, &query->error) && false;
    read_row(query->stored, query->form.n, values);
    for (int i = 0; i < query->form.n; i++)
        if (!bound_same(&values[i], &query->bound[i]))
            return false;
    return true;
}

void query_reset(struct query *query)
{
    sqlite3_reset(query->stmt);
    query->stepped = false;
}

bool query_run(struct query *query)
{
    if (query->error.code != E_NONE)
        return false;
    assert((query->given & query->wanted) == query->wanted);
    if (query->stored) {
        query->same = query->same && is_stored(query);
        return query->error.code == E_NONE;
    }
    bool row = query_next(query);
    assert(!row);
    (void)row;
    if (query->error.code != E_NONE)
        return false;
    if (query->bound && query->store->in_run && query->inserts != SIZE_MAX)
        rows_add(&query->store->tables[query->inserts].rows, query->store, &query->form, query->bound);
    return true;
}

const char *query_get_text(struct query *query, int column)
{
    return (const char *)sqlite3_column_text(query->stmt, column);
}

const char *query_get_str(struct query *query, int column)
{
    const char *text = query_get_text(query, column);
    return text ? text : "";
}

int64_t query_get_int(struct query *query, int column)
{
    return sqlite3_column_int64(query->stmt, column);
}

double query_get_real(struct query *query, int column)
{
    return query_is_null(query, column) ? NAN : sqlite3_column_double(query->stmt, column);
}

const uint8_t *query_get_blob(struct query *query, int column, size_t *n)
{
    const void *bytes = sqlite3_column_blob(query->stmt, column);
    *n = (size_t)sqlite3_column_bytes(query->stmt, column);
    return bytes ? bytes : (const uint8_t *)"";
}

bool query_is_null(struct query *query, int column)
{
    return sqlite3_column_type(query->stmt, column) == SQLITE_NULL;
}

int query_n_columns(struct query *query)
{
    return sqlite3_column_count(query->stmt);
}

const char *query_column_name(struct query *query, int column)
{
    return sqlite3_column_name(query->stmt, column);
}
