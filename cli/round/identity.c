#include <stdlib.h>

#include "cli/terminal/command.h"
#include "cli/terminal/secret.h"
#include "cli/verbs.h"
#include "importers/tables/people.h"
#include "survey/base/message.h"

static const struct verb_option seal_options[] = {
    {"key", 0, "FILE", OPTION_PATH, N_("a key file; else a passphrase is asked for")},
    {"make-key", 0, "FILE", OPTION_PATH | OPTION_WRITES, N_("make a key file first, and seal with it")},
    {0},
};
static const struct verb_option unseal_options[] = {
    {"key", 0, "FILE", OPTION_PATH, N_("the key file it was sealed with; else the passphrase is asked for")},
    {0},
};

static bool seal(struct call *call, struct error *err)
{
    const char *path = argument_value(call->args, "key"), *make = argument_value(call->args, "make-key");
    struct sealing_key key;
    if (path && make)
        return error_set(err, E_USAGE, _("--make-key makes the key; --key takes one that is there"));
    if (make && call->actor.dry_run)
        return error_set(err, E_USAGE, _("--make-key makes a file; a dry run makes none"));
    if ((make && !sealing_key_make(make, err)) || !secret_key(make ? make : path, true, &key, err))
        return false;
    bool ok = people_seal(call->store, &key, &call->actor, err);
    sealing_key_forget(&key);
    if (!ok)
        return false;
    char *sealed = people_sealed_path(argument_word(call->args, 0));
    command_note(call->args, _("names and contacts are sealed in \"%s\"; who loses the key loses them"), sealed);
    if (make)
        command_note(call->args, _("keep \"%s\" apart from the round, and a copy of it elsewhere"), make);
    free(sealed);
    return true;
}

static bool unseal(struct call *call, struct error *err)
{
    struct sealing_key key;
    if (!secret_key(argument_value(call->args, "key"), false, &key, err))
        return false;
    bool ok = people_unseal(call->store, &key, &call->actor, err);
    sealing_key_forget(&key);
    if (!ok)
        return false;
    char *open = people_path(argument_word(call->args, 0));
    command_note(call->args, _("names and contacts stand open in \"%s\": seal it again as soon as it can be"), open);
    free(open);
    return true;
}

static bool wipe(struct call *call, struct error *err)
{
    if (!call->actor.reason)
        return error_set(err, E_USAGE, _("names that are wiped do not come back; --reason says why they are"));
    if (!people_wipe(call->store, &call->actor, err))
        return false;
    command_note(call->args, "%s",
                 _("names and contacts are wiped; copies that were made of the file, and what a disk keeps of its own, "
                   "are not"));
    return true;
}

const struct verb verb_identity_seal = {
    .name = "identity seal",
    .summary = N_("seal the file of names and contacts"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_CHANGES,
    .options = seal_options,
    .run = seal,
};
const struct verb verb_identity_unseal = {
    .name = "identity unseal",
    .summary = N_("open the sealed file of names and contacts again"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_CHANGES,
    .options = unseal_options,
    .run = unseal,
};
const struct verb verb_identity_wipe = {
    .name = "identity wipe",
    .summary = N_("wipe the file of names and contacts, sealed or not"),
    .takes = "ROUND",
    .flags = VERB_ROUND | VERB_CHANGES,
    .run = wipe,
};
