#include "cli/terminal/secret.h"

#include <string.h>

#include "cli/terminal/screen.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

static bool ask_for(struct sealing_key *key, bool new, struct error *err)
{
    if (!(key->passphrase = screen_ask(_("Passphrase:"), err)))
        return false;
    if (!new)
        return true;
    if (text_width(key->passphrase) < LEAST_PASSPHRASE)
        return error_set(err, E_USAGE,
                         _("a passphrase has at least %d characters: four words that have nothing to do "
                           "with each other are good"),
                         LEAST_PASSPHRASE);
    struct sealing_key again = {.passphrase = screen_ask(_("Once more:"), err)};
    bool same = again.passphrase && !strcmp(again.passphrase, key->passphrase);
    sealing_key_forget(&again);
    return same || (err->code == E_NONE && error_set(err, E_USAGE, _("the second is not the first")));
}

bool secret_key(const char *path, bool new, struct sealing_key *key, struct error *err)
{
    *key = (struct sealing_key){0};
    if (path)
        return sealing_key_read(path, key, err);
    if (ask_for(key, new, err))
        return true;
    sealing_key_forget(key);
    return false;
}
