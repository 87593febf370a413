/* linkage.h - keys by which the members of a frame are found again in other rounds.
 *
 * A key is the first 16 bytes, in hexadecimal digits, of HMAC-SHA-256 (RFC 2104) of group, a byte 0x1F and id, both as
 * text_alike() has them, under a secret of 32 random bytes.  The secret stands in a file of its own, its 64 hexadecimal
 * digits in one line, beside the identity file and never in a round, so that a key tells nobody who has not got it
 * which id it is of.
 */
#ifndef IMPORTERS_LINKAGE_H
#define IMPORTERS_LINKAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"

#define LINKAGE_KEY 33 /* with the NUL */

struct linkage {
    uint8_t secret[HASH_BYTES];
    bool is_new; /* not in its file yet */
};

/* Read the secret in the file PATH; a new one where there is no such file.  E_FILE where it has something else. */
bool linkage_open(struct linkage *linkage, const char *path, struct error *err) MUST_CHECK;
/* Write a new secret into PATH, which nobody else may read and which must not be there yet. */
bool linkage_write(const struct linkage *linkage, const char *path, struct error *err) MUST_CHECK;

void linkage_key(const struct linkage *linkage, const char *group, const char *id, char key[LINKAGE_KEY]);

#endif
