#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/store/log.h"
#include "tests/unit/rounds.h"

static size_t n_faults(struct store *store, const char *head)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    cr_assert(log_verify(store, head, issues, &err), "%s", err.text);
    size_t n = issues_count(issues, FAULT);
    issues_free(issues);
    return n;
}

/* A statement that writes no row of TABLE but could; and tables, which may be NULL, that the run is made from. */
static void touch(struct store *store, const char *table, const char *from, const char *from_too)
{
    char sql[100];
    snprintf(sql, sizeof sql, "INSERT INTO \"%s\" SELECT * FROM \"%s\" WHERE 0", table, table);
    run_sql(store, sql);
    if (from)
        store_note_read(store, from);
    if (from_too)
        store_note_read(store, from_too);
}

/* The same, opened anew whatever became of its tables. */
static struct store *opened_anew(struct store *store, const char *path)
{
    struct error err = {0};
    store_close(store);
    store = store_open_any(path, &err);
    cr_assert(store, "%s", err.text);
    return store;
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
    cr_assert(query_end(entry, &err), "%s", err.text);
    cr_assert(query_end(event, &err), "%s", err.text);
    cr_assert(query_end(text, &err), "%s", err.text);
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

/* A file keeps no zero below 0, so that one digested as it is inserted must be as the file has it. */
Test(log, digests_a_zero_below_0_as_the_file_keeps_it)
{
    static const double starts[] = {-0.0, 0.0, 0.5};
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct run run;
        cr_assert(run_begin(&run, store, "freeze", &tester, &err));
        struct query *freeze = run_insert(&run, "freeze");
        query_text(freeze, ":sha256", "x");
        query_text(freeze, ":seed_from", "y");
        query_int(freeze, ":members", 1);
        query_real(freeze, ":ticket_start", starts[i]);
        query_int(freeze, ":seed_digits", 5);
        query_text(freeze, ":rules", NULL);
        query_run(freeze);
        cr_assert(query_end(freeze, &err), "%s", err.text);
        cr_assert(run_commit(&run, &err), "%s", err.text);
        cr_assert_eq(n_faults(store, NULL), 0, "%g", starts[i]);
    }
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

/* The commitment of "NUMBER/text" in COLUMN of line NUMBER, as docs/verify.md has it, within two quotes each; "NULL"
 * where there is none.  A new string. */
static char *committed(struct store *store, const char *column, int number)
{
    char *sql = NULL, *said = NULL, hex[HASH_HEX];
    uint8_t bytes[HASH_BYTES + 1 + 4096];
    cr_assert(asprintf(&sql, "SELECT number || '/' || %s FROM log WHERE number = %d", column, number) > 0);
    char *value = store_text(store, sql);
    free(sql);
    if (!value)
        return strdup("NULL");
    struct query *q = query_new(store, "SELECT salt FROM secret");
    size_t n, length = strlen(value);
    cr_assert(query_next(q) && length < 4096);
    memcpy(bytes, query_get_blob(q, 0, &n), HASH_BYTES);
    cr_assert(query_end(q, NULL) && n == HASH_BYTES);
    bytes[HASH_BYTES] = (uint8_t)*column;
    memcpy(bytes + HASH_BYTES + 1, value, length);
    hash_bytes(bytes, HASH_BYTES + 1 + length, bytes);
    memcpy(bytes + 16, value, length);
    hash_bytes(bytes, 16 + length, bytes);
    hash_digits(bytes, hex);
    cr_assert(asprintf(&said, "''%s''", hex) > 0);
    free(value);
    return said;
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
        char *sql = NULL, hex[HASH_HEX], *reason = committed(store, "reason", i),
             *detail = committed(store, "detail", i);
        cr_assert(asprintf(&sql,
                           "SELECT coalesce((SELECT hash FROM log WHERE number = %d), substr(hex(zeroblob(32)), 1, 64))"
                           " || char(10) || number || '|' || form || '|' || quote(time) || '|' || quote(login) || '|' "
                           "|| quote(who)"
                           " || '|' || quote(program) || '|' || quote(mark) || '|' || quote(verb) || '|%s|%s|'"
                           " || quote(wrote) || '|' || quote(reads) || '|' || quote(holds) FROM log WHERE number = %d",
                           i - 1, reason, detail, i) > 0);
        free(reason);
        free(detail);
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

/* The last lines, from one to all of them, with a chain that fits: each column of the last, who did the others.  The
 * head that was left tells, and where it was made to follow, the one written down does. */
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
    store = opened_anew(store, path);
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
    touch(store, "score", "weight", "response");
    cr_assert(run_commit(&run, &err));
    cr_assert_not(log_is_fresh(store, "score", &changed, &err));
    cr_assert_str_eq(changed, "frame");
    free(changed);
    cr_assert(run_begin(&run, store, "weigh", &tester, &err));
    touch(store, "response", "frame", NULL);
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
        {"INSERT INTO weight SELECT serial, 1, 1 FROM custody", "weight 0",
         "ballot;entry;entry_other;event;event_other;later_entry;release;withdrawal;withdrawal_other"},
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

/* --- lines and states ----------------------------------------------------------------------- */

/* The state that a digest gives a table that is replaced. */
static void digest_of(struct store *store, const char *table, struct digest *digest)
{
    struct error err = {0};
    cr_assert(store_digest(store, table, 0, digest, &err), "%s", err.text);
}

Test(log, a_line_names_each_table_once_and_in_order)
{
    char path[64], state[HASH_HEX], *expected = NULL;
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct run run;
    struct digest units, blocks, groups, rates;
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    run_sql(store, "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')");
    touch(store, "units", "sample", "groups");
    touch(store, "blocks", "units", "groups");
    touch(store, "units", "frame", "sample");
    run_detail(&run, "first %d", 1);
    run_detail(&run, "then %d", 2);
    cr_assert(run_commit(&run, &err), "%s", err.text);
    digest_of(store, "units", &units);
    digest_of(store, "blocks", &blocks);
    digest_of(store, "groups", &groups);
    digest_of(store, "rates", &rates); /* its foreign key to units is looked at */
    char *is = store_text(store, "SELECT wrote FROM log WHERE number = 2");
    /* Of one row: the member's commitment, the hash of the row, the hash of that in digits. */
    char member[HASH_HEX], row[128], line[HASH_HEX + 1];
    store_commitment(store, ROLE_MEMBER, "G1/1", 4, member);
    snprintf(row, sizeof row, "'G1'|'%s'|NULL|NULL|NULL|NULL|NULL", member);
    hash_text_hex(row, line);
    strcat(line, "\n");
    hash_text_hex(line, state);
    cr_assert(asprintf(&expected, "blocks 1 %s\nframe 1 %s\nunits 2 %s", blocks.sha256, state, units.sha256) > 0);
    cr_assert_str_eq(is, expected);
    free(is);
    free(expected);
    /* What was never written when it was read has no digest but zeros; what it writes it was not made from. */
    is = store_text(store, "SELECT reads FROM log WHERE number = 2");
    cr_assert(asprintf(&expected, "groups %s\nrates %s\nsample %064d", groups.sha256, rates.sha256, 0) > 0);
    cr_assert_str_eq(is, expected);
    free(is);
    free(expected);
    is = store_text(store, "SELECT detail || ',' || verb || ',' || who || ',' || reason FROM log WHERE number = 2");
    cr_assert_str_eq(is, "then 2,x,tester,a test");
    free(is);
    store_close(store);
    unlink(path);
}

/* A run that puts one row into the growing TABLE by SQL, whose :run is the run's. */
static void grow_table(struct store *store, const char *table, const char *format)
{
    struct error err = {0};
    struct run run;
    char *sql = NULL;
    cr_assert(run_begin(&run, store, "x", &tester, &err), "%s", err.text);
    cr_assert(asprintf(&sql, format, (int)run.number) > 0);
    run_sql(store, sql);
    free(sql);
    touch(store, table, NULL, NULL);
    cr_assert(run_commit(&run, &err), "%s", err.text);
}

static const char an_entry_text[] =
    "INSERT INTO entry_text (serial, pass, cell, value, run) VALUES (%1$d, 1, 0, 'x', %1$d)";
static const char an_entry[] = "INSERT INTO entry (serial, pass, channel, keyer, source, line, answers, run) VALUES "
                               "(%1$d, 1, 'paper', NULL, 1, 1, x'01', %1$d)";

/* The state of a growing table is made of its runs, that of a replaced one is its newest; names that begin alike are
 * two. */
Test(log, knows_the_state_of_a_table)
{
    char path[64], state[HASH_HEX], expected[HASH_HEX], *text = NULL;
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct digest digest, first, second;
    cr_assert(log_table_state(store, "entry", state, &err));
    cr_assert_eq(strspn(state, "0"), 64);
    grow_table(store, "entry_text", an_entry_text);
    cr_assert(log_table_state(store, "entry", state, &err));
    cr_assert_eq(strspn(state, "0"), 64);
    cr_assert_eq(log_last_run(store, "entry"), 0);
    cr_assert_not(log_last_digest(store, "entry", &digest));
    grow_table(store, "entry", an_entry);
    grow_table(store, "entry", an_entry);
    cr_assert(store_digest(store, "entry", 3, &first, &err) && store_digest(store, "entry", 4, &second, &err));
    cr_assert_str_neq(first.sha256, second.sha256);
    cr_assert(asprintf(&text, "1 %s\n1 %s\n", first.sha256, second.sha256) > 0);
    hash_text_hex(text, expected);
    free(text);
    cr_assert(log_table_state(store, "entry", state, &err));
    cr_assert_str_eq(state, expected);
    cr_assert_eq(log_last_run(store, "entry"), 4);
    cr_assert(log_last_digest(store, "entry", &digest));
    cr_assert_eq(digest.rows, 1);
    cr_assert_str_eq(digest.sha256, second.sha256);
    cr_assert_eq(log_last_run(store, "entry_text"), 2);

    digest_of(store, "units", &first);
    grow_table(store, "units", "UPDATE units SET name = 'x' || %d WHERE position = 1");
    cr_assert_eq(log_last_run(store, "units"), 5);
    digest_of(store, "units", &second);
    cr_assert_str_neq(first.sha256, second.sha256);
    cr_assert(log_table_state(store, "units", state, &err));
    cr_assert_str_eq(state, second.sha256);
    cr_assert(log_last_digest(store, "units", &digest));
    cr_assert_eq(digest.rows, 2);
    cr_assert_str_eq(digest.sha256, second.sha256);
    cr_assert_eq(n_faults(store, NULL), 0);
    store_close(store);
    unlink(path);
}

Test(log, time_is_the_clock_or_what_is_set)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct tm utc = {0};
    setenv("SOURCE_DATE_EPOCH", "86399", 1);
    grow_table(store, "entry", an_entry);
    unsetenv("SOURCE_DATE_EPOCH");
    time_t before = time(NULL);
    grow_table(store, "entry", an_entry);
    char *set = store_text(store, "SELECT time FROM log WHERE number = 2"),
         *now = store_text(store, "SELECT time FROM log WHERE number = 3");
    cr_assert_str_eq(set, "1970-01-01T23:59:59Z");
    cr_assert(strptime(now, "%Y-%m-%dT%H:%M:%SZ", &utc));
    cr_assert(timegm(&utc) >= before && timegm(&utc) <= time(NULL), "%s", now);
    free(set);
    free(now);
    store_close(store);
    unlink(path);
}

/* The faults of STORE, a line each with its code before it: a new string. */
static char *faults(struct store *store, const char *head)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    char *all = strdup("");
    cr_assert(log_verify(store, head, issues, &err), "%s", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        char *longer = NULL;
        cr_assert(asprintf(&longer, "%s%s %s\n", all, issues_get(issues, i)->code, issues_get(issues, i)->text) > 0);
        free(all);
        all = longer;
    }
    issues_free(issues);
    return all;
}

/* --- what fails ------------------------------------------------------------------------------ */

Test(log, a_run_that_fails_leaves_nothing)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct run run;
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    run_sql(store, "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')");
    run_abandon(&run);
    run_abandon(&run);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM frame", -1), 0);
    grow_table(store, "frame", "INSERT INTO frame (\"group\", id) VALUES ('G1', '%d')");
    cr_assert_eq(n_faults(store, NULL), 0);
    /* Nor where the line cannot be added. */
    run_sql(store, "CREATE TRIGGER no_line BEFORE INSERT ON log BEGIN SELECT raise(ABORT, 'no'); END");
    store = opened_anew(store, path);
    err = (struct error){0};
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    run_sql(store, "DELETE FROM frame");
    cr_assert_not(run_commit(&run, &err));
    cr_assert_eq(store_number(store, "SELECT count(*) FROM frame", -1), 1);
    /* Nor where the head cannot follow. */
    run_sql(store,
            "DROP TRIGGER no_line; CREATE TRIGGER no_head BEFORE UPDATE ON head BEGIN SELECT raise(ABORT, 'no'); END");
    store = opened_anew(store, path);
    err = (struct error){0};
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    run_sql(store, "DELETE FROM frame");
    cr_assert_not(run_commit(&run, &err));
    cr_assert_eq(store_number(store, "SELECT count(*) FROM frame", -1), 1);
    store_close(store);
    unlink(path);
}

Test(log, no_run_begins_within_another_or_without_a_log)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct run run, within;
    cr_assert(run_begin(&run, store, "x", &tester, &err));
    cr_assert_not(run_begin(&within, store, "x", &tester, &err));
    cr_assert_neq(err.code, E_NONE);
    run_abandon(&run);
    store_close(damaged(store, path, "log"));
    err = (struct error){0};
    cr_assert((store = store_open_any(path, &err)));
    cr_assert_not(run_begin(&run, store, "x", &tester, &err));
    cr_assert(strstr(err.text, "the log of"), "%s", err.text);
    run_sql(store, "BEGIN; ROLLBACK"); /* no transaction is left open */
    store_close(store);
    unlink(path);
}

Test(log, a_log_that_cannot_be_read_is_no_answer)
{
    char path[64], state[HASH_HEX], *changed = NULL;
    struct store *store = tiny_round(path);
    struct error err = {0};
    struct digest digest;
    int64_t number;
    grow_table(store, "frame", "INSERT INTO frame (\"group\", id) VALUES ('G1', '%d')");
    store = damaged(store, path, "log");
    char *said = faults(store, NULL);
    cr_assert(!strncmp(said, "F907 ", 5) && !strstr(said + 1, "F907"), "the cause, and not that the head differs: %s",
              said);
    free(said);
    store_close(store);
    unlink(path);
    store = tiny_round(path);
    run_sql(store, "UPDATE head SET hash = 'x'");
    cr_assert_not(log_head(store, &number, state, &err));
    cr_assert(strstr(err.text, "has no head, or it was changed"), "%s", err.text);
    run_sql(store, "PRAGMA ignore_check_constraints = 1; UPDATE head SET one = 2, hash = hex(zeroblob(32))");
    err = (struct error){0};
    cr_assert_not(log_head(store, &number, state, &err));
    cr_assert(strstr(err.text, "has no head, or it was changed"), "%s", err.text);
    run_sql(store, "DROP TRIGGER head_no_delete; DELETE FROM head");
    err = (struct error){0};
    cr_assert_not(log_head(store, &number, state, &err));
    cr_assert(strstr(err.text, "has no head, or it was changed"), "%s", err.text);

    store = damaged(store, path, "log");
    err = (struct error){0};
    cr_assert_not(log_table_state(store, "units", state, &err));
    cr_assert_neq(err.code, E_NONE);
    err = (struct error){0};
    cr_assert_not(log_is_fresh(store, "units", &changed, &err));
    cr_assert(err.code != E_NONE && !changed);
    cr_assert_eq(log_last_run(store, "units"), 0);
    cr_assert_not(log_last_digest(store, "units", &digest));
    cr_assert_gt(n_faults(store, NULL), 0);
    store = damaged(store, path, "head");
    err = (struct error){0};
    cr_assert_not(log_head(store, &number, state, &err));
    cr_assert(err.code != E_NONE && !strstr(err.text, "has no head"), "%s", err.text);
    store_close(store);
    unlink(path);
}

/* --- what verify says ------------------------------------------------------------------------- */

/* Each difference by its code, its table and its run; nothing else is said. */
Test(log, names_what_differs)
{
    static const struct {
        const char *table, *change, *says; /* hashes left out */
    } cases[] = {
        {"units", "UPDATE units SET name = 'x' WHERE position = 1",
         "F903 table units: a value written by run 1 (new, T, by tester) was changed since\n"},
        {"units", "DELETE FROM units WHERE position = 2",
         "F902 table units: 2 rows were written by run 1 (new, T, by tester), now there are 1\n"},
        {"blocks", "UPDATE blocks SET name = 'x'",
         "F903 table blocks: a value written by run 5 (x, T, by tester) was changed since\n"},
        {"entry", "UPDATE entry SET line = 2 WHERE run = 3",
         "F903 table entry: a value written by run 3 (x, T, by tester) was changed since\n"},
        {"entry", "DELETE FROM entry WHERE run = 4",
         "F902 table entry: 1 rows were written by run 4 (x, T, by tester), now there are 0\n"},
        {"entry", "INSERT INTO entry VALUES (9, 1, 'paper', NULL, 1, 1, x'01', 2)",
         "F904 table entry: 1 rows say they are of run 2 (x), which wrote none\n"},
        {"entry", "INSERT INTO entry VALUES (9, 1, 'paper', NULL, 1, 1, x'01', 6)",
         "F904 table entry: 1 rows of runs that the log does not have\n"},
        {"entry", "INSERT INTO entry VALUES (9, 1, 'paper', NULL, 1, 1, x'01', 0)",
         "F904 table entry: 1 rows of runs that the log does not have\n"},
        {"frame", "INSERT INTO frame (\"group\", id) VALUES ('G1', '1')",
         "F904 table frame: 1 rows that no run wrote\n"},
        {"head", "UPDATE head SET number = 9",
         "F907 log: the head says line 9, the last line is 5; lines were cut, added or rewritten\n"},
        {"head", "DELETE FROM head", "F907 the log of \"P\" has no head, or it was changed\n"},
        {"log", "DELETE FROM log WHERE number = 5",
         "F907 log: the head says line 5, the last line is 4; lines were cut, added or rewritten\n"
         "F903 table blocks: a value written by run 1 (new, T, by tester) was changed since\n"},
        {"log", "UPDATE log SET reason = 'x' WHERE number = 2",
         "F906 log: line 2 (x, T, by tester) or the one before it was changed\n"},
        {"log", "UPDATE log SET number = 7 WHERE number = 5",
         "F905 log: line 5 is missing, line 7 stands in its place\n"
         "F906 log: line 7 (x, T, by tester) or the one before it was changed\n"},
        {"log", "UPDATE log SET number = 5000000000 WHERE number = 5",
         "F905 log: line 5 is missing, line 5000000000 stands in its place\n"
         "F906 log: line 5000000000 (x, T, by tester) or the one before it was changed\n"},
        {"log", "UPDATE log SET number = -7 WHERE number = 1",
         "F905 log: line 1 is missing, line -7 stands in its place\n"
         "F906 log: line -7 (new, T, by tester) or the one before it was changed\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64], *sql = NULL;
        setenv("SOURCE_DATE_EPOCH", "86400", 1);
        struct store *store = tiny_round(path);
        grow_table(store, "entry_text", an_entry_text);
        grow_table(store, "entry", an_entry);
        grow_table(store, "entry", an_entry);
        grow_table(store, "blocks", "UPDATE blocks SET name = 'y' || %d");
        cr_assert_eq(n_faults(store, NULL), 0);
        cr_assert(
            asprintf(&sql,
                     "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '%s'",
                     cases[i].table) > 0);
        char *on = store_text(store, sql), *off;
        free(sql);
        cr_assert(asprintf(&sql,
                           "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master"
                           " WHERE type = 'trigger' AND tbl_name = '%s'",
                           cases[i].table) > 0);
        off = store_text(store, sql);
        free(sql);
        if (off)
            run_sql(store, off);
        run_sql(store, cases[i].change);
        if (on)
            run_sql(store, on);
        free(on);
        free(off);
        char *is = faults(store, NULL), said[2048];
        size_t n = 0;
        for (const char *p = is; *p && n < sizeof said - 1;)
            if (!strncmp(p, "1970-01-02T00:00:00Z", 20)) {
                said[n++] = 'T';
                p += 20;
            } else if (!strncmp(p, path, strlen(path))) {
                said[n++] = 'P';
                p += strlen(path);
            } else {
                said[n++] = *p++;
            }
        said[n] = '\0';
        cr_assert_str_eq(said, cases[i].says);
        free(is);
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

/* A page of zeros: its table is named, the others are as they were. */
Test(log, a_table_that_cannot_be_read_is_named)
{
    static const char *const tables[] = {"units", "ballot"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char path[64], begins[64];
        struct store *store = tiny_round(path);
        store = damaged(store, path, tables[i]);
        char *is = faults(store, NULL);
        snprintf(begins, sizeof begins, "F909 table %s cannot be read: ", tables[i]);
        cr_assert(!strncmp(is, begins, strlen(begins)) && strchr(is, '\n')[1] == '\0', "%s", is);
        free(is);
        store_close(store);
        unlink(path);
    }
}

/* Lists that this program does not write, in a chain that fits: no digest is found in them, none is taken from what
 * stands behind. */
Test(log, lists_that_are_cut_short_are_no_digests)
{
    static const struct {
        const char *wrote;
        bool state, last;
    } cases[] = {
        {"units", false, false},
        {"units ", false, false},
        {"units 2", false, false},
        {"units 2 ", false, false},
        {"units 2 a", true, true},
        {"unit 2 a\nunits 2", false, false},
        {"units 2\nvalues 1 a", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[64], state[HASH_HEX], *change = NULL;
        struct store *store = round_with_lines(path);
        struct error err = {0};
        struct digest digest;
        cr_assert(asprintf(&change, "UPDATE log SET wrote = '%s' WHERE number = 1", cases[i].wrote) > 0);
        rewrite_log(store, change, 1);
        free(change);
        run_sql(store, head_follows);
        cr_assert(log_table_state(store, "units", state, &err));
        cr_assert_eq(strspn(state, "0") < 64 && *state, cases[i].state, "%s: %s", cases[i].wrote, state);
        cr_assert_eq(log_last_digest(store, "units", &digest), cases[i].last, "%s", cases[i].wrote);
        cr_assert_gt(n_faults(store, NULL), 0, "%s", cases[i].wrote);
        store_close(store);
        unlink(path);
    }
    /* A digest that lost its last digit is not the one there is. */
    char path[64];
    struct store *store = round_with_lines(path);
    rewrite_log(store, "UPDATE log SET wrote = substr(wrote, 1, length(wrote) - 1) WHERE number = 1", 1);
    run_sql(store, head_follows);
    char *is = faults(store, NULL);
    cr_assert(!strncmp(is, "F903 ", 5), "%s", is);
    free(is);
    store_close(store);
    unlink(path);
}

/* Two tables that are made from one another, the same each time: each line is looked at once. */
Test(log, a_circle_has_an_end)
{
    static const char *const made[][2] = {
        {"units", "frame"}, {"blocks", "units"}, {"groups", "blocks"}, {"units", "groups"}};
    char path[64], *changed = NULL;
    struct store *store = tiny_round(path);
    struct error err = {0};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        struct run run;
        cr_assert(run_begin(&run, store, "x", &tester, &err));
        touch(store, made[i][0], made[i][1], NULL);
        cr_assert(run_commit(&run, &err), "%s", err.text);
    }
    cr_assert(log_is_fresh(store, "blocks", &changed, &err));
    cr_assert(log_is_fresh(store, "units", &changed, &err));
    grow_table(store, "groups", "UPDATE groups SET name = 'x' || %d");
    cr_assert_not(log_is_fresh(store, "blocks", &changed, &err));
    cr_assert_str_eq(changed, "groups");
    free(changed);
    store_close(store);
    unlink(path);
}

/* Between the look at opening and the run another program plants a trigger, a table or an index: no run begins, and
 * nothing is written.  Without one it does. */
Test(log, no_run_begins_over_tables_that_changed_since_the_look)
{
    static const char *const planted[] = {
        "CREATE TRIGGER sqliteX AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE TABLE extra (a)",
        "CREATE INDEX more ON event (state)",
        "CREATE TABLE extra (a); DROP TABLE extra",
    };
    for (size_t i = 0; i <= sizeof planted / sizeof *planted; i++) {
        char path[64];
        struct error err = {0};
        struct run run;
        struct store *made = tiny_round(path);
        store_close(made);
        struct store *store = store_open(path, STORE_WRITE, &err);
        cr_assert(store, "%s", err.text);
        bool plants = i < sizeof planted / sizeof *planted;
        if (plants) {
            struct store *other = store_open_any(path, &err);
            cr_assert(other, "%s", err.text);
            run_sql(other, planted[i]);
            store_close(other);
        }
        cr_assert_eq(run_begin(&run, store, "import", &tester, &err), !plants, "%zu: %s", i, err.text);
        cr_assert_eq(err.code, plants ? E_FILE : E_NONE);
        cr_assert(!plants || strstr(err.text, "were changed by another program"), "%s", err.text);
        run_abandon(&run);
        cr_assert_eq(store_count(store, "log"), 1);
        store_close(store);
        unlink(path);
    }
}
