/* signature.h - who vouches for a line of the log, and with it for all that stands before: the table `signature`.
 *
 * Signed are the bytes of, each with a line feed behind it (docs/verify.md repeats it with openssl),
 *
 *     dtxhh signature 1
 *     line NUMBER
 *     hash HASH             of that line, and through it of all before: of no other round
 *     role institute|post|mttq
 *     time yyyy-mm-ddThh:mm:ssZ
 *     name NAME
 *
 * A signature is a run, and so stands in the chain itself.  It proves something to those only who know from elsewhere
 * whose the key is.
 */
#ifndef SURVEY_SIGNATURE_H
#define SURVEY_SIGNATURE_H

#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/base/signing.h"
#include "survey/store/log.h"
#include "survey/store/store.h"

#define SIGNATURE_ROLES "institute|post|mttq"

/* ROLE in the reader's words. */
const char *signature_role(const char *role);

struct signature {
    int64_t run, line;
    char *role, *name, *time;
    char *hash; /* of the line, as it was when it was signed */
    char *key;  /* the public one */
    char *signature;
};

/* Sign LINE of the log, the newest where it is 0, in ROLE with KEY; by ACTOR.  *SIGNED is the line, HEX its hash.
 * E_USAGE where there is no such line, or the name has control characters, which the text could not have; E_STATE where
 * ROLE signed the line with this key already, or the key signed in another role. */
bool signature_add(struct store *store, const char *role, const struct signing_key *key, int64_t line,
                   const struct actor *actor, int64_t *signed_line, char hex[HASH_HEX], struct error *err) MUST_CHECK;

/* A public key that someone knows from elsewhere, and in which role; "" where that is not said. */
struct known_key {
    char hex[HASH_HEX], role[16];
};

/* What signatures came to. */
struct signatures {
    size_t known, unknown;
    int64_t newest; /* the newest line that a known key signed; 0: none */
};

/* Check every signature against its line: one that does not fit is a fault (F951 to F953), one by a key that is none of
 * KEYS[0..N-1] a warning (W929), and so is one of those that signed nothing (W931). */
bool signatures_verify(struct store *store, const struct known_key *keys, size_t n, struct signatures *found,
                       struct issues *issues, struct error *err) MUST_CHECK;

#endif
