#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/store/log.h"
#include "tests/rounds.h"

static size_t n_faults(struct store *store, const char *head)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    cr_assert(log_verify(store, head, issues, &err), "%s", err.text);
    size_t n = issues_count(issues, FAULT);
    issues_free(issues);
    return n;
}

static void run_sql(struct store *store, const char *sql)
{
    struct error err = {0};
    cr_assert(store_run(store, sql, &err), "%s: %s", sql, err.text);
}

Test(log, an_honest_round_verifies)
{
    char path[64];
    struct store *store = tiny_round(path);
    cr_assert_eq(n_faults(store, NULL), 0);
    store_close(store);
    unlink(path);
}

/* Rows digested as they are inserted give the line that reading them again would; of several tables, and where one got
 * none. */
Test(log, digests_rows_as_they_are_inserted)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct run run;
    cr_assert(run_begin(&run, store, "import", &tester, &err));
    struct query *entry = run_insert(&run, "entry"), *event = run_insert(&run, "event"),
                 *text = run_insert(&run, "entry_text");
    for (int i = 1; i <= 3; i++) {
        query_int(entry, ":serial", i);
        query_int(entry, ":pass", 1);
        query_text(entry, ":channel", "paper");
        query_text(entry, ":keyer", i == 2 ? NULL : "o'a");
        query_int(entry, ":source", 1);
        query_int(entry, ":line", i);
        query_blob(entry, ":answers", "\x01\xff", (size_t)(i - 1));
        query_run(entry);
    }
    for (int i = 1; i <= 2; i++) {
        query_int(event, ":serial", 4);
        query_int(event, ":number", i);
        query_text(event, ":state", i == 1 ? "returned" : "void");
        query_text(event, ":reason", i == 1 ? NULL : "trùng");
        query_run(event);
    }
    cr_assert(run_inserted(&run, entry, "entry", &err), "%s", err.text);
    cr_assert(run_inserted(&run, event, "event", &err), "%s", err.text);
    cr_assert(run_inserted(&run, text, "entry_text", &err), "%s", err.text);
    cr_assert(run_commit(&run, &err), "%s", err.text);
    char *wrote = store_text(store, "SELECT wrote FROM log ORDER BY number DESC LIMIT 1"), hash[HASH_HEX];
    cr_assert(!strncmp(wrote, "entry 3 ", 8) && strstr(wrote, "\nevent 2 ") && !strstr(wrote, "entry_text"), "%s",
              wrote);
    int64_t number;
    cr_assert(log_head(store, &number, hash, &err));
    cr_assert_str_eq(run.hash, hash);
    cr_assert_eq(n_faults(store, NULL), 0);
    free(wrote);
    store_close(store);
    unlink(path);
}

Test(log, refuses_changes)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    cr_assert_not(store_run(store, "UPDATE log SET who = 'x'", &err));
    err = (struct error){0};
    cr_assert_not(store_run(store, "DELETE FROM log", &err));
    store_close(store);
    unlink(path);
}

/* One change each, the triggers out of the way as someone with the sqlite3 shell would have them. */
Test(log, notices_every_kind_of_change)
{
    static const char *const changes[] = {
        "UPDATE units SET name = 'x' WHERE position = 1",
        "DELETE FROM units WHERE position = 2",
        "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')",
        "DROP TRIGGER log_no_update; UPDATE log SET who = 'x'",
        "DROP TRIGGER log_no_update; UPDATE log SET time = '2020-01-01T00:00:00Z'",
        "DROP TRIGGER log_no_delete; DELETE FROM log",
        "DROP TRIGGER log_no_delete; DELETE FROM log; UPDATE head SET number = 0, hash = hex(zeroblob(32))",
        "UPDATE head SET hash = 'x'",
        "DROP TRIGGER head_no_delete; DELETE FROM head",
        "INSERT INTO ballot VALUES (1, 'P', 'G1', '1', NULL, 1, NULL, NULL, 1)",
        "INSERT INTO ballot VALUES (1, 'P', 'G1', '1', NULL, 1, NULL, NULL, 77)",
        "CREATE TABLE more (x) STRICT",
        "DROP VIEW answer",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char path[64];
        struct store *store = tiny_round(path);
        if (strstr(changes[i], "TABLE more"))
            run_sql(store, "CREATE TABLE more (x ANY) STRICT");
        else
            run_sql(store, changes[i]);
        cr_assert_gt(n_faults(store, NULL), 0, "%s", changes[i]);
        store_close(store);
        unlink(path);
    }
}

/* Cut the newest line and move the head back: only the value written down outside shows it. */
Test(log, a_cut_tail_shows_against_the_head_written_down)
{
    char path[64], head[HASH_HEX], before[HASH_HEX];
    struct store *store = tiny_round(path);
    struct error err = {0};
    int64_t number;
    cr_assert(log_head(store, &number, before, &err));
    struct run run;
    cr_assert(run_begin(&run, store, "nothing", &tester, &err));
    cr_assert(run_commit(&run, &err));
    cr_assert(log_head(store, &number, head, &err));
    cr_assert_eq(n_faults(store, head), 0);
    cr_assert_eq(n_faults(store, before), 0);
    char *cut = NULL;
    cr_assert(
        asprintf(
            &cut,
            "DROP TRIGGER log_no_delete; DELETE FROM log WHERE number = 2;"
            "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;"
            "UPDATE head SET number = 1, hash = '%s'",
            before) > 0);
    run_sql(store, cut);
    free(cut);
    cr_assert_eq(n_faults(store, NULL), 0);
    cr_assert_gt(n_faults(store, head), 0);
    store_close(store);
    unlink(path);
}

/* --- a log written anew with hashes that fit, as one who can read the schema would --------------- */

#define LINES 4

/* A round with LINES lines in its log. */
static struct store *round_with_lines(char path[64])
{
    struct store *store = tiny_round(path);
    for (int i = 1; i < LINES; i++) {
        struct run run;
        struct error err = {0};
        cr_assert(run_begin(&run, store, "nothing", &tester, &err) && run_commit(&run, &err), "%s", err.text);
    }
    return store;
}

/* Do CHANGE to the log with its triggers out of the way, and give lines FROM … LINES the hashes of what they hold now,
 * as the schema tells it; the triggers are there again afterwards. */
static void rewrite_log(struct store *store, const char *change, int from)
{
    char *on = store_text(store, "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger'"
                                 " AND tbl_name IN ('log', 'head')");
    run_sql(store, "DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete; DROP TRIGGER head_no_delete");
    run_sql(store, change);
    for (int i = from; i <= LINES; i++) {
        char *sql = NULL, hex[HASH_HEX];
        cr_assert(
            asprintf(&sql,
                     "SELECT coalesce((SELECT hash FROM log WHERE number = %d), substr(hex(zeroblob(32)), 1, 64))"
                     " || char(10) || number || '|' || quote(time) || '|' || quote(who) || '|' || quote(verb) || '|'"
                     " || quote(reason) || '|' || quote(detail) || '|' || quote(wrote) || '|' || quote(reads)"
                     " FROM log WHERE number = %d",
                     i - 1, i) > 0);
        char *text = store_text(store, sql);
        free(sql);
        hash_text_hex(text, hex);
        free(text);
        cr_assert(asprintf(&sql, "UPDATE log SET hash = '%s' WHERE number = %d", hex, i) > 0);
        run_sql(store, sql);
        free(sql);
    }
    run_sql(store, on);
    free(on);
}

static const char head_follows[] = "UPDATE head SET (number, hash) = (SELECT number, hash FROM log ORDER BY number DESC"
                                   " LIMIT 1)";

Test(log, hashes_made_anew_from_what_stands_there_are_the_same)
{
    char path[64];
    struct store *store = round_with_lines(path);
    char *before = store_text(store, "SELECT group_concat(hash, ' ') FROM log");
    rewrite_log(store, "UPDATE log SET hash = ''", 1);
    char *after = store_text(store, "SELECT group_concat(hash, ' ') FROM log");
    cr_assert_str_eq(before, after);
    cr_assert_eq(n_faults(store, NULL), 0);
    free(before);
    free(after);
    store_close(store);
    unlink(path);
}

/* The last lines, from one to all of them, with a chain that fits: each column of the last, who did the others.  The head
 * that was left tells, and where it was made to follow, the one written down does. */
Test(log, a_rewritten_tail_shows_against_the_head)
{
    static const char *const columns[] = {"who", "time", "verb", "reason", "detail", "reads"};
    for (int from = 1; from <= LINES; from++)
        for (size_t c = 0; c < (from == LINES ? sizeof columns / sizeof *columns : 1); c++) {
            char path[64], written[HASH_HEX], *change = NULL;
            struct store *store = round_with_lines(path);
            struct error err = {0};
            int64_t number;
            cr_assert(log_head(store, &number, written, &err));
            cr_assert(asprintf(&change, "UPDATE log SET %s = 'x 1' WHERE number = %d", columns[c], from) > 0);
            rewrite_log(store, change, from);
            free(change);
            cr_assert_eq(n_faults(store, NULL), 1, "line %d, %s", from, columns[c]);
            run_sql(store, head_follows);
            cr_assert_eq(n_faults(store, NULL), 0, "line %d, %s", from, columns[c]);
            cr_assert_eq(n_faults(store, written), 1, "line %d, %s", from, columns[c]);
            store_close(store);
            unlink(path);
        }
}

/* The last lines cut, or one put at the end, the chain whole; and the head changed alone. */
Test(log, a_head_that_is_not_that_of_the_last_line_is_a_fault)
{
    static const char *const changes[] = {
        "DELETE FROM log WHERE number = 4",
        "DELETE FROM log WHERE number > 1",
        "DELETE FROM log",
        "UPDATE head SET number = number - 1",
        "UPDATE head SET number = number + 1",
        "UPDATE head SET hash = (SELECT hash FROM log WHERE number = 3)",
        "UPDATE head SET hash = (SELECT hash FROM log WHERE number = 1)",
        "UPDATE head SET hash = substr(hash, 1, 63)",
        "UPDATE head SET hash = upper(hash) WHERE hash GLOB '*[a-f]*'",
        "UPDATE head SET (number, hash) = (SELECT number, hash FROM log WHERE number = 3)",
        "DELETE FROM head",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char path[64];
        struct store *store = round_with_lines(path);
        rewrite_log(store, changes[i], LINES + 1);
        cr_assert_gt(n_faults(store, NULL), 0, "%s", changes[i]);
        store_close(store);
        unlink(path);
    }
    char path[64];
    struct store *store = round_with_lines(path);
    rewrite_log(store, "UPDATE head SET number = 3, hash = (SELECT hash FROM log WHERE number = 3)", LINES + 1);
    struct error err = {0};
    struct run run;
    cr_assert(run_begin(&run, store, "nothing", &tester, &err), "%s", err.text);
    cr_assert_not(run_commit(&run, &err), "nothing is added to such a log");
    store_close(store);
    unlink(path);
}

Test(log, a_dry_run_leaves_nothing)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct actor dry = tester;
    dry.dry_run = true;
    struct run run;
    struct error err = {0};
    cr_assert(run_begin(&run, store, "x", &dry, &err));
    run_sql(store, "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')");
    cr_assert(run_commit(&run, &err));
    cr_assert_eq(store_number(store, "SELECT count(*) FROM frame", -1), 0);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM log", -1), 1);
    store_close(store);
    unlink(path);
}

Test(log, knows_what_is_stale)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct run run;
    struct error err = {0};
    char *changed = NULL;
    cr_assert_not(log_is_fresh(store, "weight", &changed, &err));
    cr_assert_null(changed);
    cr_assert(run_begin(&run, store, "weigh", &tester, &err));
    run_sql(store, "INSERT INTO weight SELECT 1, 1.0, count(*) FROM frame");
    cr_assert(run_commit(&run, &err));
    cr_assert(log_is_fresh(store, "weight", &changed, &err));
    cr_assert(run_begin(&run, store, "frame import", &tester, &err));
    run_sql(store, "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')");
    cr_assert(run_commit(&run, &err));
    cr_assert_not(log_is_fresh(store, "weight", &changed, &err));
    cr_assert_str_eq(changed, "frame");
    free(changed);
    /* What was made from it, before or after, is stale with it, though its own sources are as they were. */
    cr_assert(run_begin(&run, store, "score", &tester, &err));
    run_wrote(&run, "score");
    run_read(&run, "weight");
    run_read(&run, "response");
    cr_assert(run_commit(&run, &err));
    cr_assert_not(log_is_fresh(store, "score", &changed, &err));
    cr_assert_str_eq(changed, "frame");
    free(changed);
    cr_assert(run_begin(&run, store, "weigh", &tester, &err));
    run_wrote(&run, "response");
    run_read(&run, "frame");
    cr_assert(run_commit(&run, &err));
    cr_assert_not(log_is_fresh(store, "score", &changed, &err));
    cr_assert_str_eq(changed, "response");
    free(changed);
    store_close(store);
    unlink(path);
}

/* What a run wrote, with its rows, and what it read: the columns of the newest line, digests left out. */
static void check_line(struct store *store, const char *wrote, const char *reads)
{
    char *text = store_text(store, "SELECT wrote || '|' || reads || char(10) FROM log ORDER BY number DESC LIMIT 1");
    char got[1000] = "", *out = got;
    for (char *p = text; *p; p++) /* a digest is 64 digits behind a blank */
        if (*p == ' ' && strspn(p + 1, "0123456789abcdef") == 64)
            p += 64;
        else
            *out++ = *p == '\n' ? ';' : *p;
    char expected[1000];
    snprintf(expected, sizeof expected, "%s|%s;", wrote, reads);
    cr_assert_str_eq(got, expected);
    free(text);
}

Test(log, a_line_names_what_its_statements_wrote_and_read)
{
    static const struct {
        const char *sql, *wrote, *reads;
    } cases[] = {
        /* whichever way a table is named: a join, a view, a subquery, a count, a foreign key */
        {"INSERT INTO weight SELECT 1, 1, count(*) FROM frame", "weight 1", "frame"},
        {"INSERT INTO weight SELECT b.serial, 1, 1 FROM ballot b JOIN entry e ON e.serial = b.serial", "weight 0",
         "ballot;entry"},
        {"INSERT INTO weight SELECT serial, 1, 1 FROM custody", "weight 0", "ballot;entry;event"},
        {"INSERT INTO weight SELECT 1, 1, 1 WHERE EXISTS (SELECT 1 FROM sample)", "weight 0", "sample"},
        {"UPDATE score SET rank = 1 WHERE unit IN (SELECT code FROM units)", "score 0", "units"},
        {"DELETE FROM strata", "strata 0", ""},
        {"INSERT INTO stages VALUES (1, 'G1', 1, NULL, 'srs', '1', NULL)", "stages 1", "groups"},
        /* what it writes it was not made from, nor from the log or what is temporary */
        {"INSERT INTO weight SELECT count(*), 1, 1 FROM weight, log, head", "weight 1", ""},
        {"CREATE TEMP TABLE t AS SELECT * FROM frame; INSERT INTO weight SELECT count(*), 1, 1 FROM t", "weight 1",
         "frame"},
        /* what only grows comes from outside */
        {"INSERT INTO event SELECT 1, 1, 'void', count(*), 2 FROM ballot", "event 1", ""},
        {"SELECT count(*) FROM frame", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64];
        struct store *store = tiny_round(path);
        struct run run;
        struct error err = {0};
        cr_assert(run_begin(&run, store, "x", &tester, &err));
        run_sql(store, cases[i].sql);
        cr_assert(run_commit(&run, &err), "%s", err.text);
        check_line(store, cases[i].wrote, cases[i].reads);
        store_close(store);
        unlink(path);
    }
}

/* A statement may be prepared long before; it counts when it runs, and only within the run. */
Test(log, statements_count_when_they_run)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct run run;
    struct error err = {0};
    struct query *insert = query_new(store, "INSERT INTO weight VALUES (:serial, 1, 1)"),
                 *never = query_new(store, "INSERT INTO score_node SELECT * FROM score_node"),
                 *read = query_new(store, "SELECT 1 FROM sample"), *before = query_new(store, "SELECT 1 FROM ballot");
    cr_assert_not(query_next(before));
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    query_int(insert, ":serial", 1);
    cr_assert(query_run(insert));
    cr_assert_not(query_next(read));
    cr_assert(store_note_reads(store, false));
    cr_assert_eq(store_number(store, "SELECT count(*) FROM frame", -1), 0);
    store_note_reads(store, true);
    store_note_read(store, "margins");
    cr_assert(run_commit(&run, &err), "%s", err.text);
    check_line(store, "weight 1", "margins;sample");
    cr_assert(query_end(insert, &err) && query_end(never, &err) && query_end(read, &err) && query_end(before, &err));
    store_close(store);
    unlink(path);
}

/* quote() of SQLite 3.40 is the measure: the digest must be what the shell's quote() gives. */
Test(store, digests_are_of_what_quote_prints)
{
    char path[64];
    struct store *store = tiny_round(path);
    run_sql(store, "INSERT INTO sample VALUES ('G''1', 'đ|a', '', 'selected', 3, '0.1', 0.1, 1e300)");
    run_sql(store,
            "INSERT INTO sample VALUES ('G2', 'b', '', 'reserve', -9223372036854775807, '', 3.0, 0.30000000000000004)");
    struct digest digest;
    struct error err = {0};
    cr_assert(store_digest(store, "sample", 0, &digest, &err));
    char *text =
        store_text(store, "SELECT group_concat(quote(\"group\")||'|'||quote(id)||'|'||quote(stratum)||'|'||quote(role)"
                          "||'|'||quote(\"order\")||'|'||quote(ticket)||'|'||quote(probability)||'|'||quote(weight)"
                          "||char(10), '') FROM (SELECT * FROM sample ORDER BY \"group\", id)");
    char hex[HASH_HEX];
    hash_text_hex(text, hex);
    cr_assert_str_eq(digest.sha256, hex);
    cr_assert_eq(digest.rows, 2);
    free(text);
    store_close(store);
    unlink(path);
}
