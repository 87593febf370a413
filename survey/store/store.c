#include "survey/store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/store/store_inside.h"

extern const char schema_sql[], views_sql[];

/* Everything, SQLite's own indexes too; a text with its length, so that nothing hides behind a NUL. */
static const char sql_objects[] = "SELECT type, name, tbl_name || ' ' || coalesce(length(CAST(sql AS BLOB)), '') || ' '"
                                  " || coalesce(sql, '') FROM sqlite_master ORDER BY type, name";

/* SQLite counts changes of the tables, indexes, views and triggers. */
static const char sql_schema[] = "PRAGMA schema_version";

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool store_failed(struct store *store, struct error *err)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    const char *path = store->path;
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, E_LOCK, _("\"%s\" is being written by another program; try again"), path);
    case SQLITE_FULL:
        return error_set(err, E_FILE, _("cannot write \"%s\": the disk is full"), path);
    case SQLITE_READONLY:
        if (sqlite3_extended_errcode(store->db) == SQLITE_READONLY_ROLLBACK)
            return error_set(err, E_FILE,
                             _("a change of \"%s\" was cut off and must be undone first, but the file or its folder is "
                               "read-only"),
                             path);
        return error_set(err, E_FILE, _("cannot write \"%s\": the file or its folder is read-only"), path);
    case SQLITE_NOTADB:
        return error_set(err, E_FILE, _("\"%s\" is not a round file"), path);
    case SQLITE_CORRUPT:
        return error_set(err, E_FILE, _("\"%s\" is damaged"), path);
    case SQLITE_IOERR:
        if (is_folder(path))
            return error_set(err, E_FILE, _("cannot read \"%s\": it is a folder"), path);
        break;
    case SQLITE_CANTOPEN:
        return error_set(err, E_FILE, _("cannot open \"%s\": %s"), path, strerror(errno ? errno : ENOENT));
    default:
        break;
    }
    return error_set(err, E_FILE, _("\"%s\": %s"), path, sqlite3_errmsg(store->db));
}

#define MOST_SECONDS 60 /* that a file is waited for */
#define SAID_AFTER   2

static void (*say_waiting)(const char *path, unsigned seconds); /* of the process; set before a round is opened */

void store_on_wait(void (*say)(const char *path, unsigned seconds))
{
    say_waiting = say;
}

void store_waited(struct store *store)
{
    if (store->waiting)
        say_waiting(store->path, 0);
    store->waiting = 0;
}

/* Wait 1 to 10 ms, with jitter, for a minute in all. */
static int wait_turn(void *data, int n_tries)
{
    struct store *store = data;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (n_tries == 0)
        store->waits_since = now.tv_sec;
    unsigned seconds = (unsigned)(now.tv_sec - store->waits_since);
    if (seconds >= MOST_SECONDS)
        return 0;
    if (say_waiting && seconds >= SAID_AFTER && seconds != store->waiting)
        say_waiting(store->path, store->waiting = seconds);
    struct timespec pause = {0, (long)(1000000 + random_below(9000000))};
    nanosleep(&pause, NULL);
    return 1;
}

/* --- files --- */

static struct store *open_file(const char *path, int flags, struct error *err);

/* Where a process was killed while it wrote, its journal undoes the change; who only reads cannot apply it. */
static bool undo_cut_off(struct store *store, struct error *err)
{
    static const char look[] = "SELECT count(*) FROM sqlite_schema";
    if (sqlite3_exec(store->db, look, NULL, NULL, NULL) != SQLITE_READONLY_ROLLBACK)
        return true; /* anything else that is wrong is said where it matters */
    struct store *writer = open_file(store->path, SQLITE_OPEN_READWRITE, err);
    bool ok = writer && store_run(writer, look, err);
    store_close(writer);
    return ok;
}

static struct store *open_file(const char *path, int flags, struct error *err)
{
    /* Before the first use: counting what is allocated would take a lock each time that all threads share. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    struct store *store = xcalloc(1, sizeof *store);
    store->path = xstrdup(path);
    store->schema = -1;
    errno = 0;
    if (sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK) {
        store_failed(store, err);
        store_close(store);
        return NULL;
    }
    sqlite3_busy_handler(store->db, wait_turn, store);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_set_authorizer(store->db, store_hears, store);
    if (flags & SQLITE_OPEN_READONLY && !undo_cut_off(store, err)) {
        store_close(store);
        return NULL;
    }
    return store;
}

/* All is read and written through the cache, so that memory does not grow with the file, and a file that is cut short
 * while it is read is an error and not the end of the program. */
static bool set_up(struct store *store, struct error *err)
{
    return (lines_make_function(store) || store_failed(store, err)) &&
           store_run(store,
                     "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                     "PRAGMA cache_size = -16000;",
                     err);
}

/* The views of views.sql, which live as long as the connection. */
static bool make_views(struct store *store, struct error *err)
{
    return store_run(store, views_sql, err);
}

/* The round's secret. */
bool store_make_secret(struct store *store, const char *salt_seed, struct error *err)
{
    uint8_t secret[HASH_BYTES];
    if (salt_seed)
        hash_bytes(salt_seed, strlen(salt_seed), secret);
    else
        random_bytes(secret, sizeof secret);
    struct query *q = query_new(store, "INSERT INTO secret (one, salt) VALUES (1, :salt)");
    query_blob(q, ":salt", secret, sizeof secret);
    query_run(q);
    return query_end(q, err);
}

struct store *store_create(const char *path, const char *salt_seed, struct error *err)
{
    if (access(path, F_OK) == 0) {
        error_set(err, E_FILE, _("\"%s\" exists already"), path);
        return NULL;
    }
    struct store *store = open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (!store)
        return NULL;
    char *pragmas = xasprintf("PRAGMA page_size = 8192; PRAGMA application_id = %d; PRAGMA user_version = %d;",
                              STORE_APPLICATION_ID, STORE_VERSION);
    bool ok = set_up(store, err) && store_run(store, pragmas, err) && store_run(store, "BEGIN IMMEDIATE", err) &&
              store_run(store, schema_sql, err) && store_make_secret(store, salt_seed, err) &&
              store_run(store, "INSERT INTO head VALUES (1, 0, hex(zeroblob(32))); COMMIT", err) &&
              make_views(store, err);
    store->schema = store_number(store, sql_schema, -1);
    free(pragmas);
    if (!ok) {
        store_close(store);
        unlink(path);
        return NULL;
    }
    return store;
}

static const char sql_not_evidence[] = "SELECT count(*) FROM sqlite_master WHERE type <> 'table' OR name = 'secret'";

/* A round: not another program's file, nor evidence, which has tables alone and no secret. */
static bool is_round(struct store *store, struct error *err)
{
    if (store_number(store, "PRAGMA application_id", 0) != STORE_APPLICATION_ID)
        return error_set(err, E_FILE, _("\"%s\" is not a round file"), store->path);
    return store_number(store, "PRAGMA user_version", 0) != STORE_VERSION ||
           store_number(store, sql_not_evidence, 1) > 0 ||
           error_set(err, E_FILE, _("\"%s\" is evidence of a round, not the round; `dtxhh-verify` checks it"),
                     store->path);
}

/* Open a file with our application id, whatever is in it. */
static struct store *open_round(const char *path, int flags, struct error *err)
{
    struct store *store = open_file(path, flags, err);
    if (!store)
        return NULL;
    if (!set_up(store, err) || !make_views(store, err)) {
        store_close(store);
        return NULL;
    }
    if (!is_round(store, err)) {
        store_close(store);
        return NULL;
    }
    return store;
}

struct store *store_open_damaged(const char *path, struct error *err)
{
    return open_round(path, SQLITE_OPEN_READONLY, err);
}

struct store *store_open_any(const char *path, struct error *err)
{
    return open_round(path, SQLITE_OPEN_READWRITE, err);
}

struct store *store_open(const char *path, enum store_mode mode, struct error *err)
{
    struct store *store = open_file(path, mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, err);
    if (!store)
        return NULL;
    if (!set_up(store, err))
        goto fail;
    if (!is_round(store, err))
        goto fail;
    int64_t version = store_number(store, "PRAGMA user_version", 0);
    if (version != STORE_VERSION) {
        if (version < STORE_VERSION)
            error_set(err, E_STATE, _("\"%s\" has schema version %d, this program needs %d; run `dtxhh upgrade`"), path,
                      (int)version, STORE_VERSION);
        else
            error_set(err, E_STATE, _("\"%s\" was made by a newer version of this program"), path);
        goto fail;
    }
    store->schema = store_number(store, sql_schema, -1); /* before the look: what is made after it counts */
    if (store_schema_must_be_ours(store, err) && make_views(store, err))
        return store;
fail:
    store_close(store);
    return NULL;
}

struct store *store_open_plain(const char *path, struct error *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        error_set(err, E_FILE, _("cannot open \"%s\": %s"), path, strerror(errno));
        return NULL;
    }
    close(file);
    struct store *store = open_file(path, SQLITE_OPEN_READWRITE, err);
    if (store && !set_up(store, err)) {
        store_close(store);
        return NULL;
    }
    return store;
}

struct store *store_open_bytes(uint8_t *bytes, size_t n, const char *path, struct error *err)
{
    struct store *store = open_file(":memory:", SQLITE_OPEN_READWRITE, err);
    if (!store)
        return NULL;
    free(store->path);
    store->path = xstrdup(path);
    int code =
        sqlite3_deserialize(store->db, "main", bytes, (sqlite3_int64)n, (sqlite3_int64)n, SQLITE_DESERIALIZE_READONLY);
    if (code == SQLITE_OK && set_up(store, err))
        return store;
    if (code != SQLITE_OK)
        store_failed(store, err);
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    sqlite3_close_v2(store->db);
    for (size_t i = 0; i < store->n_tables; i++) {
        free(store->tables[i].name);
        rows_release(&store->tables[i].rows);
    }
    free(store->tables);
    free(store->path);
    free(store);
}

const char *store_path(const struct store *store)
{
    return store->path;
}

struct object {
    char *type, *name, *sql;
};

static struct object *read_objects(struct store *store, size_t *n, struct error *err)
{
    struct object *list = NULL;
    size_t room = 0;
    *n = 0;
    struct query *q = query_new(store, sql_objects);
    while (query_next(q)) {
        list = grow(list, &room, *n + 1, sizeof *list);
        list[(*n)++] =
            (struct object){xstrdup(query_get_str(q, 0)), xstrdup(query_get_str(q, 1)), xstrdup(query_get_str(q, 2))};
    }
    query_end(q, err);
    return list;
}

static void free_objects(struct object *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(list[i].type);
        free(list[i].name);
        free(list[i].sql);
    }
    free(list);
}

static int compare_objects(const struct object *a, const struct object *b)
{
    int order = strcmp(a->type, b->type);
    return order ? order : strcmp(a->name, b->name);
}

static void add_difference(struct strbuf *list, const char *text, const struct object *object)
{
    strbuf_addf(list, "%s %s %s\n", text, object->type, object->name);
}

/* What differs from our own schema, a line each, into *WHAT, a new string; NULL where nothing does.  Of a round of an
 * older version only the triggers: what else it had, the migrations see to. */
static bool compare_schema(struct store *store, bool only_triggers, char **what, struct error *err)
{
    *what = NULL;
    struct store *model = open_file(":memory:", SQLITE_OPEN_READWRITE, err);
    if (!model)
        return false;
    struct error local = {0};
    size_t n_ours = 0, n_theirs = 0;
    struct object *ours = NULL, *theirs = NULL;
    struct strbuf list = {0};
    if (store_run(model, schema_sql, &local)) {
        ours = read_objects(model, &n_ours, &local);
        theirs = read_objects(store, &n_theirs, &local);
    }
    size_t i = 0, j = 0;
    while (local.code == E_NONE && (i < n_ours || j < n_theirs)) {
        int order = i == n_ours ? 1 : j == n_theirs ? -1 : compare_objects(&ours[i], &theirs[j]);
        bool told = !only_triggers || !strcmp(order > 0 ? theirs[j].type : ours[i].type, "trigger");
        if (order < 0) {
            if (told && !only_triggers)
                add_difference(&list, _("missing:"), &ours[i]);
            i++;
        } else if (order > 0) {
            if (told)
                add_difference(&list, _("not ours:"), &theirs[j]);
            j++;
        } else {
            if (told && strcmp(ours[i].sql, theirs[j].sql) != 0)
                add_difference(&list, _("changed:"), &ours[i]);
            i++;
            j++;
        }
    }
    free_objects(ours, n_ours);
    free_objects(theirs, n_theirs);
    store_close(model);
    *what = list.text;
    return error_pass(err, &local) && *what == NULL;
}

bool store_schema_is_ours(struct store *store, char **what, struct error *err)
{
    return compare_schema(store, false, what, err);
}

bool store_triggers_are_ours(struct store *store, char **what, struct error *err)
{
    return compare_schema(store, true, what, err);
}

bool store_schema_must_be_ours(struct store *store, struct error *err)
{
    char *what = NULL;
    bool ours = store_schema_is_ours(store, &what, err);
    if (!ours && what) {
        what[strcspn(what, "\n")] = '\0';
        error_set(err, E_FILE, _("the tables of \"%s\" are not what they should be (%s); `dtxhh verify` lists all"),
                  store->path, what);
    }
    free(what);
    return ours;
}

/* After some failures, a full disk among them, SQLite undoes the whole transaction by itself: what is run after that
 * would stand alone. */
bool store_is_undone(const struct store *store, struct error *err)
{
    return store->in_transaction && sqlite3_get_autocommit(store->db) &&
           !error_set(err, E_FILE, _("\"%s\": what was begun was undone by a failure"), store->path);
}

bool store_run(struct store *store, const char *sql, struct error *err)
{
    if (store_is_undone(store, err))
        return false;
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    store_waited(store);
    assert((code & 0xff) != SQLITE_MISUSE);
    return code == SQLITE_OK || store_failed(store, err);
}

bool store_begin(struct store *store, struct error *err)
{
    return (store->in_transaction = store_run(store, "BEGIN IMMEDIATE", err));
}

bool store_schema_stands(struct store *store, struct error *err)
{
    return store->schema < 0 || store_number(store, sql_schema, -1) == store->schema ||
           error_set(err, E_FILE,
                     _("the tables of \"%s\" were changed by another program while it was open; `dtxhh verify` tells "
                       "more"),
                     store->path);
}

bool store_commit(struct store *store, struct error *err)
{
    bool ok = store_run(store, "COMMIT", err);
    store->in_transaction = store->in_transaction && !ok;
    return ok;
}

void store_rollback(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    store->in_transaction = false;
}

int64_t store_number(struct store *store, const char *sql, int64_t fallback)
{
    struct query *q = query_new(store, sql);
    int64_t value = query_next(q) && !query_is_null(q, 0) ? query_get_int(q, 0) : fallback;
    query_end(q, NULL);
    return value;
}

char *store_text(struct store *store, const char *sql)
{
    struct query *q = query_new(store, sql);
    char *value = query_next(q) && !query_is_null(q, 0) ? xstrdup(query_get_str(q, 0)) : NULL;
    query_end(q, NULL);
    return value;
}

int64_t store_count(struct store *store, const char *table)
{
    char *sql = xasprintf("SELECT count(*) FROM \"%s\"", table);
    int64_t n = store_number(store, sql, 0);
    free(sql);
    return n;
}

/* SQLite's lock stands there, in a page that holds nothing. */
#define LOCK_BYTE 0x40000000

static int64_t file_bytes(const struct store *store, int64_t otherwise)
{
    struct stat info;
    return stat(store->path, &info) == 0 ? (int64_t)info.st_size : otherwise;
}

bool store_size_stands(struct store *store, struct error *err)
{
    int64_t bytes = store_number(store, "PRAGMA page_count", 0) * store_number(store, "PRAGMA page_size", 0);
    return file_bytes(store, bytes) == bytes ||
           error_set(err, E_FILE,
                     _("what stands in the file \"%s\" behind its pages is not the round's; `dtxhh verify` tells more"),
                     store->path);
}

bool store_measure(struct store *store, struct store_size *size, struct error *err)
{
    if (!store_run(store, "BEGIN", err)) /* it holds the file still */
        return false;
    size->pages = store_number(store, "PRAGMA page_count", 0);
    size->page = store_number(store, "PRAGMA page_size", 0);
    int64_t used = store_number(store, "SELECT sum(pageno) FROM dbstat WHERE aggregate = TRUE", -1);
    int64_t others = store_number(store, "PRAGMA freelist_count", 0) + (size->pages * size->page > LOCK_BYTE);
    size->bytes = file_bytes(store, size->pages * size->page);
    size->used = used < 0 ? size->pages : used + others;
    store_rollback(store);
    return true;
}
