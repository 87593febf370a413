#include <criterion/criterion.h>
#include <unistd.h>

#include "survey/store/store_inside.h"
#include "survey/store/upgrade.h"
#include "tests/unit/rounds.h"

Test(upgrade, leaves_the_newest_alone_and_refuses_what_it_does_not_know)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct issues *issues = issues_new();
    int from = 0;
    store_close(store);
    cr_assert(upgrade_round(path, &tester, &from, issues, &err), "%s", err.text);
    cr_assert_eq(from, STORE_VERSION);
    store = store_open(path, STORE_WRITE, &err);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM log", -1), 1);
    cr_assert(store_run(store, "PRAGMA user_version = 9999", &err));
    store_close(store);
    cr_assert_not(upgrade_round(path, &tester, &from, issues, &err));
    cr_assert_eq(err.code, E_STATE);
    err = (struct error){0};
    cr_assert_null(store_open(path, STORE_READ, &err));
    cr_assert_eq(err.code, E_STATE);
    issues_free(issues);
    unlink(path);
}

/* As versions 1 to 7 were: no short names of units, no offices, no linkage, no outcomes, no signatures, no audits, less
 * of a freeze; while all views are there. */
static const char version_7[] =
    "ALTER TABLE freeze DROP COLUMN rules; ALTER TABLE freeze DROP COLUMN seed_digits;"
    "ALTER TABLE units DROP COLUMN short_name; DROP TABLE offices; DROP TABLE linkage; "
    "DROP TABLE outcome; DROP TABLE signature; DROP TABLE movement; DROP TABLE finding;"
    "DROP TABLE audit; DROP TABLE audit_draw; DROP TABLE audit_drawn; DROP TABLE audit_entry;"
    "DROP TABLE office_file; DROP TABLE merged_log; DROP TABLE entry_other; DROP TABLE text_other;"
    "DROP TABLE event_other; DROP TABLE withdrawal_other; DROP VIEW event_here; DROP VIEW event_there;";

/* As versions 1 to 6 were: a file once only, no later entries, no withdrawals. */
static const char version_6[] =
    "DROP VIEW answer; DROP VIEW custody; DROP VIEW entry_now; DROP VIEW entry_text_now; DROP VIEW event_now;"
    "DROP VIEW points_now; DROP VIEW evidence_now; DROP TABLE withdrawal; DROP TABLE later_entry; DROP TABLE "
    "later_text;"
    "DROP TABLE source;"
    "CREATE TABLE source (source INTEGER PRIMARY KEY, kind TEXT NOT NULL, file TEXT NOT NULL,"
    " sha256 TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL, note TEXT, run INTEGER NOT NULL) STRICT;"
    "CREATE VIEW custody AS SELECT 1; CREATE VIEW answer AS SELECT 1;";

/* As versions 1 to 10 were: a log of fewer columns, no secret; one line, whose digests and hash are those of then. */
static void log_of_version_10(struct store *store)
{
    struct error err = {0};
    struct strbuf wrote = {0}, line = {0};
    char hash[HASH_HEX], *sql = NULL;
    struct query *q = query_new(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN"
                                       " ('log', 'head', 'secret') ORDER BY name");
    while (query_next(q)) {
        struct digest digest;
        int64_t strange;
        bool grows = store_table_grows(store, query_get_str(q, 0));
        cr_assert(store_old_digests(store, query_get_str(q, 0), grows, 1, &digest, NULL, &strange, &err) && !strange);
        if (digest.rows)
            strbuf_item(&wrote, "\n", "%s %d %s", query_get_str(q, 0), (int)digest.rows, digest.sha256);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    strbuf_addf(&line, "%064d\n1|'2020-01-01T00:00:00Z'|'o''a'|'new'|NULL|'cũ'|'%s'|''", 0, wrote.text);
    hash_text_hex(line.text, hash);
    cr_assert(asprintf(&sql,
                       "DROP TABLE secret; DROP TABLE log; CREATE TABLE log (number INTEGER PRIMARY KEY, time TEXT NOT"
                       " NULL, who TEXT NOT NULL, verb TEXT NOT NULL, reason TEXT, detail TEXT, wrote TEXT NOT NULL,"
                       " reads TEXT NOT NULL, hash TEXT NOT NULL) STRICT;"
                       "INSERT INTO log VALUES (1, '2020-01-01T00:00:00Z', 'o''a', 'new', NULL, 'cũ', '%s', '', '%s');"
                       "UPDATE head SET number = 1, hash = '%s'",
                       wrote.text, hash, hash) > 0);
    cr_assert(store_run(store, sql, &err), "%s", err.text);
    free(sql);
    strbuf_release(&wrote);
    strbuf_release(&line);
}

/* What was added since is taken away: the round is as version 1 made it. */
Test(upgrade, brings_version_1_to_the_newest)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct issues *issues = issues_new();
    int from = 0;
    cr_assert(store_run(store, version_7, &err) &&
                  store_run(store,
                            "DROP VIEW appraisal; DROP TABLE evidence; DROP TABLE recipe; DROP TABLE source_sheet; "
                            "DROP TABLE import_option; "
                            "PRAGMA user_version = 1",
                            &err) &&
                  store_run(store, version_6, &err),
              "%s", err.text);
    log_of_version_10(store);
    store_close(store);
    cr_assert_null(store_open(path, STORE_READ, &err));
    cr_assert_eq(err.code, E_STATE);
    err = (struct error){0};
    cr_assert(upgrade_round(path, &tester, &from, issues, &err), "%s", err.text);
    cr_assert_eq(from, 1);
    store = store_open(path, STORE_WRITE, &err);
    cr_assert(store, "%s", err.text);
    char *what = NULL;
    cr_assert(store_schema_is_ours(store, &what, &err), "%s", what);
    cr_assert(log_verify(store, NULL, issues, &err));
    cr_assert_eq(issues_count(issues, FAULT), 0);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM log WHERE verb = 'upgrade'", -1), 1);
    /* U1 and U2 have one appraised leaf each, 1.1. */
    cr_assert_eq(store_number(store, "SELECT count(*) FROM appraisal", -1), 2);
    issues_free(issues);
    store_close(store);
    unlink(path);
}

/* Reals as the lines of then have them: what SQLite 3.40 prints with 15 digits where that reads back the same, else
 * with 21. The hash is that of its own printing, made anew where that version is linked. */
Test(upgrade, prints_reals_as_they_were_printed)
{
    static const char rows[] =
        "CREATE TABLE reals (number INTEGER PRIMARY KEY, real REAL) STRICT;"
        "WITH RECURSIVE n(i, x) AS (SELECT 0, 12345 UNION ALL SELECT i + 1, (x * 1103515245 + 12345) % 2147483648 FROM "
        "n"
        " WHERE i < 5999)"
        "INSERT INTO reals SELECT i, CASE i % 6 WHEN 0 THEN x / 7.0 WHEN 1 THEN x / 2147483648.0 WHEN 2 THEN x * 1e9 / "
        "3"
        " WHEN 3 THEN (x % 1000) / 1000.0 WHEN 4 THEN 1e-7 / (x + 1) ELSE -x * 1.0 * x * x END FROM n";
    static const char of_3_40[] = "e5eba6cc573f001043bb103b4ec45fb634a98249be351016f1dd85c7b2e91f71";
    char path[64], hex[HASH_HEX];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct digest digest, also;
    int64_t strange;
    cr_assert(store_run(store, rows, &err), "%s", err.text);
    cr_assert(store_old_digests(store, "reals", false, 0, &digest, &also, &strange, &err), "%s", err.text);
    cr_assert_eq(digest.rows, 6000);
    struct strbuf text = {0};
    struct query *q = query_new(store, "SELECT number, real FROM reals ORDER BY number");
    while (query_next(q)) {
        char real[64];
        sqlite3_snprintf(sizeof real, real, "%!.15g", query_get_real(q, 1));
        if (strtod(real, NULL) != query_get_real(q, 1))
            sqlite3_snprintf(sizeof real, real, "%!.20e", query_get_real(q, 1));
        strbuf_addf(&text, "%d|%s\n", (int)query_get_int(q, 0), real);
    }
    cr_assert(query_end(q, &err), "%s", err.text);
    hash_text_hex(text.text, hex);
    strbuf_release(&text);
    cr_assert_str_eq(also.sha256, hex);
    cr_assert_eq(also.rows, 6000);
    if (!store_prints_reals_anew())
        cr_assert_str_eq(hex, of_3_40);
    cr_assert_str_eq(digest.sha256, of_3_40);
    store_close(store);
    unlink(path);
}
