#include "cli/offices/copies.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "survey/base/message.h"
#include "survey/store/backup.h"
#include "survey/store/log.h"

bool copy_round(struct call *call, struct store *store, const char *path, struct error *err)
{
    struct new_database making;
    int64_t number = 0;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (!making_open(&making, path, argument_given(call->args, "force"), err))
        return false;
    bool ok = store_backup(store, making.temporary, err) && store_is_whole(making.temporary, call->issues, err);
    struct store *copy = ok ? store_open(making.temporary, STORE_READ, err) : NULL;
    ok = copy && log_head(copy, &number, hex, err);
    store_close(copy);
    ok = ok && making_commit(&making, err);
    if (ok && making.aside)
        command_note(call->args, _("the round that was there is \"%s\" now"), making.aside);
    if (ok && !argument_given(call->args, "quiet"))
        printf(_("written: \"%s\", up to line %" PRId64 ", hash %s\n"), path, number,
               command_checked(hex, isatty(STDOUT_FILENO), shown));
    making_release(&making);
    return ok;
}
