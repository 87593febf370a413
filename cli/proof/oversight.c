#include "cli/proof/oversight.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"
#include "survey/round/choices.h"
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

/* TEXT, "KEY" or "KEY, ROLE", which WHAT says, as one more of KEYS. */
static bool add_key(const char *what, const char *text, struct known_key **keys, size_t *n, struct error *err)
{
    struct known_key key = {0};
    enum check_digits check;
    size_t length = strcspn(text, ",");
    char *digits = xstrndup(text, length), *role = text_trim(text + length + (text[length] == ',')), *known = NULL;
    bool ok = check_digits_read(what, digits, key.hex, &check, err);
    if (ok && check == CHECK_WRONG)
        ok = error_set(err, E_USAGE,
                       _("%s has a key that is miscopied: the check digits do not fit; look at the paper again"), what);
    if (ok && *role && !(known = choice_find(SIGNATURE_ROLES, role)))
        ok = error_set(err, E_USAGE, _("%s has \"%s\" behind a key; expected one of: institute, post, mttq"), what,
                       role);
    snprintf(key.role, sizeof key.role, "%s", known ? known : "");
    bool there = false;
    for (size_t i = 0; ok && i < *n; i++)
        if (!strcmp((*keys)[i].hex, key.hex)) {
            there = true;
            ok = !strcmp((*keys)[i].role, key.role) ||
                 error_set(err, E_USAGE, _("%s has a key that was given before as that of another"), what);
        }
    if (ok && !there) {
        *keys = xreallocarray(*keys, *n + 1, sizeof **keys);
        (*keys)[(*n)++] = key;
    }
    free(digits);
    free(role);
    free(known);
    return ok;
}

static bool read_keys(const char *path, struct known_key **keys, size_t *n, struct error *err)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
    char line[500];
    bool ok = true;
    for (size_t number = 1; ok && fgets(line, sizeof line, file); number++) {
        struct place place = {path, NULL, number, 0};
        line[strcspn(line, "#\r\n")] = '\0';
        char *what = place_line(place);
        if (line[strspn(line, " \t")])
            ok = add_key(what, line, keys, n, err);
        free(what);
    }
    if (ok && ferror(file))
        ok = error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(EIO));
    fclose(file);
    return ok;
}

struct known_key *oversight_keys(const struct arguments *args, size_t *n, struct error *err)
{
    size_t n_trusted;
    const char *path = argument_value(args, "keys"), **trusted = argument_values(args, "trust", &n_trusted);
    struct known_key *keys = xcalloc(1, sizeof *keys);
    *n = 0;
    bool ok = !path || read_keys(path, &keys, n, err);
    for (size_t i = 0; ok && i < n_trusted; i++)
        ok = add_key("--trust", trusted[i], &keys, n, err);
    free(trusted);
    if (ok)
        return keys;
    free(keys);
    return NULL;
}

bool oversight_signatures(struct call *call, struct signatures *found, struct error *err)
{
    const char *path = argument_word(call->args, 0);
    size_t n;
    struct known_key *keys = oversight_keys(call->args, &n, err);
    struct store *store = keys ? store_open_damaged(path, err) : NULL;
    struct error local = {0};
    *found = (struct signatures){0};
    if (store && !signatures_verify(store, keys, n, found, call->issues, &local))
        issues_add(call->issues, FAULT, "F909", (struct place){path, NULL, 0, 0}, _("table %s cannot be read: %s"),
                   "signature", local.text);
    store_close(store);
    free(keys);
    return store != NULL;
}

bool oversight_all_clear(const struct call *call, const char *what, const struct signatures *found, struct error *err)
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
    if (ok && found->known)
        printf(_("signatures: %zu by known keys, the newest of line %" PRId64 "\n"), found->known, found->newest);
    if (ok && found->unknown)
        printf(_("signatures: %zu by keys that are not known here, which prove nothing\n"), found->unknown);
    return ok;
}
