#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/store/log.h"
#include "tests/unit/rounds.h"

/* A growing table of every kind of value, in the order of a key that is not that of its columns. */
static const char many_kinds[] =
    "CREATE TABLE many (name TEXT, real REAL, bytes BLOB, number INTEGER, run INTEGER, part INTEGER,"
    " PRIMARY KEY (part, name)) STRICT";
enum { MANY_ROWS = 3000, MANY_RUNS = 4 };

/* Row I, in key order: some values missing, reals that take 15 digits and more, that come again and that share a place.
 */
static void bind_row(struct query *q, int i, char name[64])
{
    static const int64_t numbers[] = {0, -1, 7, INT64_MAX, INT64_MIN, -9876543210, 10};
    static const double reals[] = {0.1, 1.0 / 3, -2.5, 1e300, 0.30000000000000004, 0, -1e-5};
    static const char bytes[] = "\x00\x0f\xf0\xff";
    snprintf(name, 64, "%05d%s", i, i % 3 == 0 ? "'" : i % 3 == 1 ? " đ''|" : "");
    query_text(q, ":name", name);
    if (i % 5 == 0)
        query_null(q, ":real");
    else
        query_real(q, ":real", i % 5 == 1 ? reals[i % 7] : i % 5 == 2 ? i / 7.0 : i * 1e9 / 3);
    if (i % 4 == 0)
        query_null(q, ":bytes");
    else
        query_blob(q, ":bytes", bytes, (size_t)(i % 5));
    query_int(q, ":number", numbers[i % 7] + (i % 7 < 3 ? i : 0));
    query_int(q, ":run", i < 1500 ? 1 + i % 2 : 4);
    query_int(q, ":part", i / 1000);
}

static int compare_lines(const void *a, const void *b)
{
    return memcmp(a, b, HASH_HEX);
}

/* The digest of the rows of `many` WHERE as store.h tells it, in another way: quote() prints what is no real, a real's
 * bits are printed as one number, the lines are sorted as text. */
static void quoted_hash(struct store *store, const char *where, char hex[HASH_HEX])
{
    static char lines[MANY_ROWS + 1][HASH_HEX];
    char *sql = NULL;
    size_t n = 0;
    cr_assert(asprintf(&sql,
                       "SELECT quote(name)||'|', real, '|'||quote(bytes)||'|'||quote(number)||'|'||quote(run)||'|'"
                       "||quote(part) FROM many WHERE %s",
                       where) > 0);
    struct query *q = query_new(store, sql);
    free(sql);
    while (query_next(q)) {
        char *text = NULL, real[32] = "NULL";
        union {
            double value;
            uint64_t bits;
        } u = {.value = query_get_real(q, 1)};
        if (!query_is_null(q, 1))
            snprintf(real, sizeof real, "X'%016llX'", (unsigned long long)u.bits);
        cr_assert(asprintf(&text, "%s%s%s", query_get_str(q, 0), real, query_get_str(q, 2)) > 0);
        hash_text_hex(text, lines[n]);
        lines[n++][HASH_HEX - 1] = '\n';
        free(text);
    }
    cr_assert(query_end(q, NULL));
    qsort(lines, n, HASH_HEX, compare_lines);
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, lines, n * HASH_HEX);
    hash_hex(&hash, hex);
}

/* However the rows come to be digested: read again, run by run, the first runs as one. */
Test(store, digests_are_the_same_every_way)
{
    char path[64], hex[HASH_HEX], where[32], name[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct digest read, runs[MANY_RUNS];
    int64_t strange = -1;
    run_sql(store, many_kinds);
    cr_assert(store_begin(store, &err));
    struct query *q = query_insert(store, "", "many");
    for (int i = 0; i < MANY_ROWS; i++) {
        bind_row(q, i, name);
        query_run(q);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    cr_assert(store_commit(store, &err));
    cr_assert_eq(store_number(store, "SELECT count(*) FROM many", 0), MANY_ROWS);
    /* In the file they may stand in any order. */
    run_sql(store, "CREATE TEMP TABLE held AS SELECT * FROM many; DELETE FROM many;"
                   " INSERT INTO many SELECT * FROM held ORDER BY number, name");
    cr_assert(store_digest(store, "many", 0, &read, &err), "%s", err.text);
    quoted_hash(store, "1", hex);
    cr_assert(read.rows == MANY_ROWS);
    cr_assert_str_eq(read.sha256, hex);
    cr_assert(store_digest_runs(store, "many", 1, MANY_RUNS, runs, &strange, &err), "%s", err.text);
    cr_assert_eq(strange, 0);
    for (int run = 1; run <= MANY_RUNS; run++) {
        snprintf(where, sizeof where, "run = %d", run);
        quoted_hash(store, where, hex);
        cr_assert_str_eq(runs[run - 1].sha256, hex, "run %d", run);
        cr_assert(store_digest(store, "many", run, &read, &err), "%s", err.text);
        cr_assert_str_eq(read.sha256, hex, "run %d", run);
        cr_assert_eq(read.rows, runs[run - 1].rows);
        cr_assert_eq(read.rows, run == 3 ? 0 : run == 4 ? 1500 : 750);
    }
    /* Rows of other runs, or of none, are nobody's. */
    run_sql(store, "UPDATE many SET run = CASE part WHEN 0 THEN 0 ELSE 5 END WHERE name < '00002' OR name > '02998'");
    run_sql(store, "UPDATE many SET run = NULL WHERE name LIKE '00500%'");
    cr_assert(store_digest_runs(store, "many", 1, MANY_RUNS, runs, &strange, &err), "%s", err.text);
    cr_assert_eq(strange, 2 + 2 + 1);
    quoted_hash(store, "run = 4", hex);
    cr_assert_str_eq(runs[3].sha256, hex);
    store_close(store);
    unlink(path);
}

/* Rows made again, N of them, beside those that are stored: whether they are all there and the same. */
static bool many_same(struct store *store, int n)
{
    char name[64];
    struct query *q = query_insert(store, "", "many");
    query_only_compares(q, "part, name");
    for (int i = 0; i < n; i++) {
        bind_row(q, i, name);
        query_run(q);
    }
    bool same = query_all_same(q);
    cr_assert(query_end(q, NULL));
    return same;
}

Test(store, rows_made_again_are_compared)
{
    char path[64], name[64];
    struct store *store = tiny_round(path);
    run_sql(store, many_kinds);
    struct query *q = query_insert(store, "", "many");
    for (int i = 0; i < MANY_ROWS; i++) {
        bind_row(q, i, name);
        query_run(q);
    }
    cr_assert(query_end(q, NULL));
    cr_assert(many_same(store, MANY_ROWS));
    cr_assert_not(many_same(store, MANY_ROWS - 1));
    cr_assert_not(many_same(store, MANY_ROWS + 1));
    cr_assert_not(many_same(store, 0));
    static const char *const changes[][2] = {
        {"name", "name || char(0)"},
        {"real", "real + 1e-300"},
        {"real", "NULL"},
        {"real", "coalesce(real, 0) * 1.0000000000000002 + 1e-9"},
        {"bytes", "CAST(bytes || x'00' AS BLOB)"},
        {"bytes", "coalesce(CASE WHEN bytes IS NULL THEN x'' END, x'07')"},
        {"number", "number / 2 - 1"},
        {"number", "NULL"},
        {"run", "run + 1"},
        {"part", "part + 1"},
    };
    int differing = 0;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        for (int row = 1; row <= MANY_ROWS; row += row == 1 ? 1233 : MANY_ROWS - 1234) { /* first, a middle one, last */
            char *differs =
                xasprintf("SELECT %s IS NOT %s FROM many WHERE rowid = %d", changes[i][1], changes[i][0], row);
            char *change = xasprintf("UPDATE many SET %s = %s WHERE rowid = %d", changes[i][0], changes[i][1], row);
            bool changed = store_number(store, differs, 0);
            run_sql(store, "BEGIN");
            run_sql(store, change);
            cr_assert_eq(many_same(store, MANY_ROWS), !changed, "%s, row %d", changes[i][1], row);
            run_sql(store, "ROLLBACK");
            differing += changed;
            free(differs);
            free(change);
        }
    cr_assert(differing >= 20, "%d", differing);
    run_sql(store, "DELETE FROM many");
    cr_assert(many_same(store, 0));
    cr_assert_not(many_same(store, 1));
    store_close(store);
    unlink(path);
}

/* What cannot be digested says so: a table that is not there, one whose page is damaged. */
Test(store, says_what_it_cannot_digest)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct digest digest, runs[2];
    int64_t strange;
    cr_assert_not(store_digest(store, "nothing", 0, &digest, &err));
    cr_assert(strstr(err.text, "has no table \"nothing\""), "%s", err.text);
    err = (struct error){0};
    cr_assert_not(store_digest_runs(store, "nothing", 1, 1, runs, &strange, &err));
    cr_assert(strstr(err.text, "has no table \"nothing\""), "%s", err.text);
    err = (struct error){0};
    struct query *q = query_new(store, "INSERT INTO nothing VALUES (1)");
    cr_assert(!query_run(q) && !query_end(q, &err) && err.code != E_NONE);
    cr_assert_not(store_table_grows(store, "nothing"));
    cr_assert_not(store_table_grows(store, "units"));
    cr_assert_not(store_table_grows(store, "response"));
    cr_assert(store_table_grows(store, "ballot"));
    cr_assert(store_table_grows(store, "freeze"));
    store = damaged(store, path, "units");
    err = (struct error){0};
    cr_assert_not(store_digest(store, "units", 0, &digest, &err));
    cr_assert_eq(err.code, E_FILE, "%s", err.text);
    cr_assert(store_digest(store, "blocks", 0, &digest, &err));
    store = damaged(store, path, "ballot");
    err = (struct error){0};
    cr_assert_not(store_digest_runs(store, "ballot", 1, 1, runs, &strange, &err));
    cr_assert_eq(err.code, E_FILE, "%s", err.text);
    store_close(store);
    unlink(path);
}
