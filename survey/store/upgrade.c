#include "survey/store/upgrade.h"

#include <stdlib.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/store_inside.h"

/* The files survey/store/migrations/NNNN.sql, in order: migrations[0] leads to version 2. */
extern const char *const migrations[];

#define FIRST_HELD 11 /* the version whose upgrade digests every table anew */

/* What is digested anew must be what its lines say of it. */
static bool is_whole(struct store *store, struct issues *issues, struct error *err)
{
    return log_verify_old(store, issues, err) &&
           (!issues_count(issues, FAULT) ||
            error_set(err, E_STATE, _("\"%s\" is not upgraded, since its log does not agree with its tables"),
                      store_path(store)));
}

static bool migrate(struct store *store, int from, const struct actor *actor, struct issues *issues, struct error *err)
{
    struct run run;
    bool ok = run_begin(&run, store, "upgrade", actor, err) && (from >= FIRST_HELD || is_whole(store, issues, err));
    run.holds_all = from < FIRST_HELD;
    const char *const *migration = migrations + (from - 1);
    for (int version = from; ok && version < STORE_VERSION; version++, migration++) {
        if (!*migration) {
            ok = error_set(err, E_STATE, _("there is no way from schema version %d to %d"), version, version + 1);
            break;
        }
        ok = store_run(store, *migration, err);
    }
    ok = ok && (from >= FIRST_HELD || store_make_secret(store, NULL, err));
    if (ok) {
        char *pragma = xasprintf("PRAGMA user_version = %d", STORE_VERSION);
        ok = store_run(store, pragma, err);
        free(pragma);
        run_detail(&run, "schema version %d -> %d", from, STORE_VERSION);
        ok = ok && store_schema_must_be_ours(store, err) && run_commit(&run, err);
    }
    run_abandon(&run);
    return ok;
}

bool upgrade_round(const char *path, const struct actor *actor, int *from, struct issues *issues, struct error *err)
{
    struct store *store = store_open_any(path, err);
    if (!store)
        return false;
    *from = (int)store_number(store, "PRAGMA user_version", 0);
    bool ok = true;
    if (*from < 1 || *from > STORE_VERSION)
        ok = error_set(err, E_STATE, _("\"%s\" has schema version %d; this program knows 1 to %d"), path, *from,
                       STORE_VERSION);
    else if (*from < STORE_VERSION)
        ok = migrate(store, *from, actor, issues, err);
    store_close(store);
    return ok;
}
