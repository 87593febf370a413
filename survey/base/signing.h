/* signing.h - Ed25519 (RFC 8032, by libsodium): keys, and what is signed with them.
 *
 * A secret key is a file in PEM, PKCS #8 as of RFC 8410, that openssl makes and reads too.  A public key is 64
 * hexadecimal digits, a signature 128.
 */
#ifndef SURVEY_SIGNING_H
#define SURVEY_SIGNING_H

#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"

#define SIGNATURE_HEX 129 /* with the NUL */

struct signing_key {
    uint8_t secret[64];
    char known_as[HASH_HEX]; /* the public key */
};

/* A new key from the system's random source, in the file PATH that only its owner may read; E_FILE where PATH is there:
 * a secret key is never written over. */
bool signing_key_make(const char *path, struct signing_key *key, struct error *err) MUST_CHECK;
/* E_FILE where PATH holds no such key. */
bool signing_key_read(const char *path, struct signing_key *key, struct error *err) MUST_CHECK;
/* Nothing of it stays in memory. */
void signing_key_forget(struct signing_key *key);

/* True where others than the owner of the file PATH may read it. */
bool signing_key_is_open(const char *path);

void signing_sign(const struct signing_key *key, const char *message, size_t n, char signature[SIGNATURE_HEX]);
/* True when SIGNATURE is that of MESSAGE by the key KNOWN_AS. */
bool signing_fits(const char *known_as, const char *signature, const char *message, size_t n);

#endif
