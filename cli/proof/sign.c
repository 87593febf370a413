#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/proof/oversight.h"
#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/base/signing.h"

static const struct verb_option options[] = {
    {"role", 0, SIGNATURE_ROLES, OPTION_CHOICE, N_("for whom: the institute, the post, MTTQ; --as says who signs")},
    {"key", 0, "FILE", OPTION_PATH, N_("the file of the secret key")},
    {"line", 0, "N", 0, N_("the line of the log that is signed, with all before it; else the newest")},
    {"make-key", 0, "FILE", OPTION_PATH | OPTION_WRITES, N_("make a secret key in FILE and print its public key")},
    {0},
};

static bool make_key(const struct call *call, const char *path, struct error *err)
{
    struct signing_key key;
    char shown[CHECKED_SHOWN];
    if (argument_n_words(call->args) || argument_given(call->args, "role") || argument_given(call->args, "key") ||
        argument_given(call->args, "line") || call->actor.dry_run)
        return error_set(err, E_USAGE, _("--make-key makes a key and signs nothing; give nothing else"));
    if (!signing_key_make(path, &key, err))
        return false;
    bool terminal = isatty(STDOUT_FILENO);
    printf(terminal ? _("public key %s\n") : "%s\n", command_checked(key.known_as, terminal, shown));
    signing_key_forget(&key);
    command_note(call->args, _("publish the public key; keep \"%s\" from others: who has it signs in your name"), path);
    return true;
}

static bool sign(struct call *call, const struct signing_key *key, long line, struct error *err)
{
    int64_t number;
    char hex[HASH_HEX], shown[CHECKED_SHOWN], known_as[CHECKED_SHOWN];
    const char *role = argument_value(call->args, "role");
    bool terminal = isatty(STDOUT_FILENO);
    if (!signature_add(call->store, role, key, line, &call->actor, &number, hex, err))
        return false;
    if (command_prints(call))
        printf(_("signed for %s: line %" PRId64 ", hash %s\nwith the key %s\n"), signature_role(role), number,
               command_checked(hex, terminal, shown), command_checked(key->known_as, terminal, known_as));
    return true;
}

static bool run(struct call *call, struct error *err)
{
    const char *make = argument_value(call->args, "make-key"), *path = argument_value(call->args, "key");
    long line;
    if (make)
        return make_key(call, make, err);
    if (!argument_n_words(call->args) || !path || !argument_given(call->args, "role"))
        return error_set(err, E_USAGE, _("a signature needs ROUND, --role and --key; --make-key FILE makes a key"));
    struct signing_key key;
    bool ours;
    if (!argument_count(call->args, "line", 1, INT_MAX, 0, &line, err) || !signing_key_read(path, &key, err))
        return false;
    if (signing_key_is_open(path))
        command_note(call->args, _("others may read \"%s\", and so sign in your name; `chmod 600` keeps it from them"),
                     path);
    /* What is signed is whole. */
    bool ok = command_open(call, STORE_WRITE, err) && oversight_log(call, &(struct written){0}, &ours, err) &&
              !issues_count(call->issues, FAULT) && sign(call, &key, line, err);

    signing_key_forget(&key);
    return ok;
}

const struct verb verb_sign = {
    .name = "sign",
    .summary = N_("sign a line of the log, for the institute, the post or MTTQ"),
    .takes = "[ROUND]",
    .flags = VERB_CHANGES,
    .options = options,
    .run = run,
};
