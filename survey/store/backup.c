#include "survey/store/backup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/base/temporary.h"
#include "survey/store/aside.h"
#include "survey/store/log.h"
#include "survey/store/store_inside.h"

/* --- a database that is made --- */

bool making_allowed(const char *path, bool force, struct error *err)
{
    if (!force && path_is_database(path))
        return error_set(err, E_FILE,
                         _("\"%s\" exists already; --force renames it, to \"%s.1\" or the next number that is free"),
                         path, path);
    return output_may_replace(path, force, err);
}

/* A journal that stands there would be played back into what comes. */
static bool no_journal(const char *path, struct error *err)
{
    char *journal = xasprintf("%s-journal", path);
    bool ok = access(journal, F_OK) != 0 ||
              error_set(err, E_FILE, _("\"%s\" is there, of a round that was cut off; take it away"), journal);
    free(journal);
    return ok;
}

bool making_open(struct new_database *m, const char *path, bool force, struct error *err)
{
    *m = (struct new_database){0};
    if (!making_allowed(path, force, err))
        return false;
    *m = (struct new_database){.path = xstrdup(path),
                               .temporary = xasprintf("%s.%ld.new", path, (long)getpid()),
                               .journal = xasprintf("%s.%ld.new-journal", path, (long)getpid()),
                               .force = force};
    temporary_add(m->journal);
    temporary_add(m->temporary);
    return true;
}

bool making_commit(struct new_database *m, struct error *err)
{
    if (!making_allowed(m->path, m->force, err) ||
        (path_is_database(m->path) && !store_set_aside(m->path, &m->aside, err)))
        return false;
    bool ready = no_journal(m->path, err);
    if (ready && output_rename(m->temporary, m->path, m->force && !m->aside)) {
        temporary_drop(m->temporary);
        free(m->temporary);
        m->temporary = NULL;
        return true;
    }
    int why = errno;
    if (m->aside && output_rename(m->aside, m->path, false)) {
        free(m->aside);
        m->aside = NULL;
    }
    return ready && error_set(err, E_FILE, _("cannot write \"%s\": %s"), m->path, strerror(why));
}

void making_release(struct new_database *m)
{
    if (m->temporary) {
        unlink(m->temporary);
        temporary_drop(m->temporary);
    }
    if (m->journal) {
        unlink(m->journal);
        temporary_drop(m->journal);
    }
    free(m->path);
    free(m->temporary);
    free(m->journal);
    free(m->aside);
    *m = (struct new_database){0};
}

/* --- the copy --- */

bool store_backup(struct store *store, const char *path, struct error *err)
{
    struct store *to = store_open_plain(path, err);
    if (!to)
        return false;
    bool ok = store_run(to, "PRAGMA journal_mode = OFF", err), begun = ok;
    sqlite3_backup *copy = ok ? sqlite3_backup_init(to->db, "main", store->db, "main") : NULL;
    ok = ok && copy;
    if (copy) { /* it waits as long as any writer may take */
        ok = sqlite3_backup_step(copy, -1) == SQLITE_DONE;
        sqlite3_backup_finish(copy);
    }
    store_waited(store);
    if (begun && !ok)
        store_failed(to, err);
    store_close(to);
    return ok;
}

bool store_is_whole(const char *path, struct issues *issues, struct error *err)
{
    struct place place = {path, NULL, 0, 0};
    struct store *store = store_open_damaged(path, err);
    if (!store)
        return false;
    size_t before = issues_count(issues, FAULT);
    struct query *q = query_new(store, "PRAGMA integrity_check");
    while (query_next(q)) /* 3.40 says NULL of tables without rowid where there is none */
        if (strcmp(query_get_str(q, 0), "ok") != 0 && strncmp(query_get_str(q, 0), "NULL value in", 13) != 0)
            issues_add(issues, FAULT, "F470", place, _("the file is damaged: %s"), query_get_str(q, 0));
    bool ok = query_end(q, err) && log_verify(store, NULL, issues, err);
    store_close(store);
    return ok && issues_count(issues, FAULT) == before;
}
