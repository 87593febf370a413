#include "cli/proof/oversight.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "survey/base/message.h"
#include "survey/store/log.h"

bool oversight_head(const struct arguments *args, struct written *head, struct error *err)
{
    const char *said = argument_value(args, "head");
    *head = (struct written){.given = said != NULL};
    return !said || check_digits_read("--head", said, head->hex, &head->check, err);
}

/* The group of four digits number GROUP of HEX, from 1. */
static const char *group_of(const char *hex, size_t group)
{
    return hex + 4 * (group - 1);
}

/* A slip of the pen is no forgery: what the check digits or the log itself tell of one. */
static bool is_copied_well(struct store *store, const struct written *head, struct error *err)
{
    struct near_line near;
    if (!log_nearest(store, head->hex, &near, err))
        near.differs = SIZE_MAX;
    if (near.differs == 0)
        return head->check != CHECK_WRONG || error_set(err, E_USAGE,
                                                       _("--head is miscopied: its 64 digits are those of line %" PRId64
                                                         ", its check digits are not; look "
                                                         "at the paper again"),
                                                       near.number);
    if (near.differs <= MOST_SLIPS)
        return error_set(
            err, E_USAGE,
            _("--head is miscopied: it differs from the hash of line %" PRId64
              " in %zu of 64 digits, first in group %zu, \"%.4s\" here, \"%.4s\" there; look at the paper again"),
            near.number, near.differs, near.group, group_of(head->hex, near.group), group_of(near.hash, near.group));
    return head->check != CHECK_WRONG ||
           error_set(err, E_USAGE, _("--head is miscopied: the check digits do not fit; look at the paper again"));
}

bool oversight_log(struct call *call, const struct written *head, bool *ours, struct error *err)
{
    const char *path = argument_word(call->args, 0);
    *ours = false;
    struct store *store = store_open_damaged(path, err);
    if (!store)
        return false;
    if (head->given && !is_copied_well(store, head, err)) {
        store_close(store);
        return false;
    }
    struct error local = {0};
    if (!log_verify(store, head->given ? head->hex : NULL, call->issues, &local))
        issues_add(call->issues, FAULT, "F900", (struct place){path, NULL, 0, 0}, _("the log cannot be read: %s"),
                   local.text);
    char *what = NULL;
    *ours = store_schema_is_ours(store, &what, &local);
    free(what);
    store_close(store);
    return true;
}

bool oversight_all_clear(const struct call *call, const char *what, struct error *err)
{
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN];
    if (issues_count(call->issues, FAULT) || argument_given(call->args, "quiet"))
        return true;
    struct store *store = store_open_damaged(argument_word(call->args, 0), err);
    bool ok = store && log_head(store, &number, hex, err);
    store_close(store);
    if (ok)
        printf(_("%s: no difference; line %" PRId64 ", hash %s\n"), what, number,
               command_checked(hex, isatty(STDOUT_FILENO), shown));
    return ok;
}
