#include <criterion/criterion.h>
#include <unistd.h>

#include "survey/store/upgrade.h"
#include "tests/unit/rounds.h"

Test(upgrade, leaves_the_newest_alone_and_refuses_what_it_does_not_know)
{
    char path[64];
    struct store *store = tiny_round(path);
    struct error err = {0};
    int from = 0;
    store_close(store);
    cr_assert(upgrade_round(path, &tester, &from, &err), "%s", err.text);
    cr_assert_eq(from, STORE_VERSION);
    store = store_open(path, STORE_WRITE, &err);
    cr_assert_eq(store_number(store, "SELECT count(*) FROM log", -1), 1);
    cr_assert(store_run(store, "PRAGMA user_version = 9999", &err));
    store_close(store);
    cr_assert_not(upgrade_round(path, &tester, &from, &err));
    cr_assert_eq(err.code, E_STATE);
    err = (struct error){0};
    cr_assert_null(store_open(path, STORE_READ, &err));
    cr_assert_eq(err.code, E_STATE);
    unlink(path);
}

/* As versions 1 to 7 were: no short names of units, no offices, no linkage; while all views are there. */
static const char version_7[] = "ALTER TABLE units DROP COLUMN short_name; DROP TABLE offices; DROP TABLE linkage;";

/* As versions 1 to 6 were: a file once only, no later entries, no withdrawals. */
static const char version_6[] =
    "DROP VIEW answer; DROP VIEW custody; DROP VIEW entry_now; DROP VIEW entry_text_now; DROP VIEW event_now;"
    "DROP VIEW points_now; DROP VIEW evidence_now; DROP TABLE withdrawal; DROP TABLE later_entry; DROP TABLE "
    "later_text;"
    "DROP TABLE source;"
    "CREATE TABLE source (source INTEGER PRIMARY KEY, kind TEXT NOT NULL, file TEXT NOT NULL,"
    " sha256 TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL, note TEXT, run INTEGER NOT NULL) STRICT;"
    "CREATE VIEW custody AS SELECT 1; CREATE VIEW answer AS SELECT 1;";

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
                            "DROP VIEW appraisal; DROP TABLE evidence; DROP TABLE recipe; PRAGMA user_version = 1",
                            &err) &&
                  store_run(store, version_6, &err),
              "%s", err.text);
    store_close(store);
    cr_assert_null(store_open(path, STORE_READ, &err));
    cr_assert_eq(err.code, E_STATE);
    err = (struct error){0};
    cr_assert(upgrade_round(path, &tester, &from, &err), "%s", err.text);
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
