#include "survey/store/aside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"
#include "survey/store/store.h"

/* The journal that stands there still is of a file too damaged for it to be undone. */
static bool move_all(const char *path, const char *to)
{
    char *journal = xasprintf("%s-journal", path), *journal_to = xasprintf("%s-journal", to);
    bool ok = output_rename(path, to, false);
    if (ok && access(journal, F_OK) == 0 && !output_rename(journal, journal_to, false)) {
        int why = errno;
        (void)!output_rename(to, path, false);
        errno = why;
        ok = false;
    }
    free(journal);
    free(journal_to);
    return ok;
}

bool store_set_aside(const char *path, char **aside, struct error *err)
{
    *aside = NULL;
    struct error local = {0};
    struct store *store = store_open_plain(path, &local);
    if (!(store && store_begin(store, &local)) && local.code == E_LOCK) {
        store_close(store);
        return error_pass(err, &local);
    }
    bool ok = false;
    errno = EEXIST;
    for (unsigned n = 1; !ok && errno == EEXIST && n < 100000; n++) {
        free(*aside);
        *aside = xasprintf("%s.%u", path, n);
        ok = move_all(path, *aside);
    }
    int why = errno;
    if (store)
        store_rollback(store);
    store_close(store);
    if (ok)
        return true;
    error_set(err, E_FILE, _("\"%s\" cannot be renamed to \"%s\": %s"), path, *aside, strerror(why));
    free(*aside);
    *aside = NULL;
    return false;
}
