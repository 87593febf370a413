#include "cli/proof/oversight.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/store/log.h"

bool oversight_head(const struct arguments *args, char **head, struct error *err)
{
    const char *said = argument_value(args, "head");
    *head = NULL;
    if (!said)
        return true;
    if (strlen(said) != HASH_HEX - 1 || said[strspn(said, "0123456789abcdefABCDEF")])
        return error_set(err, E_USAGE, _("--head has \"%s\"; expected the 64 digits and letters of a hash"), said);
    *head = xstrdup(said);
    for (char *p = *head; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return true;
}

bool oversight_log(struct call *call, const char *head, bool *ours, struct error *err)
{
    const char *path = argument_word(call->args, 0);
    *ours = false;
    struct store *store = store_open_damaged(path, err);
    if (!store)
        return false;
    struct error local = {0};
    if (!log_verify(store, head, call->issues, &local))
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
    char hex[HASH_HEX];
    if (issues_count(call->issues, FAULT) || argument_given(call->args, "quiet"))
        return true;
    struct store *store = store_open_damaged(argument_word(call->args, 0), err);
    bool ok = store && log_head(store, &number, hex, err);
    store_close(store);
    if (ok)
        printf(_("%s: no difference; line %" PRId64 ", hash %s\n"), what, number, hex);
    return ok;
}
