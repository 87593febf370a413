#include <criterion/criterion.h>
#include <unistd.h>

#include "survey/upgrade.h"
#include "tests/rounds.h"

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
