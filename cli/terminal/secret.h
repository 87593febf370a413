/* secret.h - the key of a sealed file: from a key file, or a passphrase that is typed at the terminal and not shown. */
#ifndef CLI_SECRET_H
#define CLI_SECRET_H

#include <stdbool.h>

#include "survey/base/error.h"
#include "survey/base/sealing.h"

/* KEY from the file PATH, or, where that is NULL, asked for at the terminal: a NEW one twice, and of LEAST_PASSPHRASE
 * characters at least.  E_USAGE where there is no terminal, or both are not the same; sealing_key_forget() it. */
bool secret_key(const char *path, bool new, struct sealing_key *key, struct error *err) MUST_CHECK;

#endif
