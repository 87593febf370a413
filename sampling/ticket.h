/* ticket.h - the first ticket of Rivest's consistent sampler.
 *
 * R. L. Rivest, "Consistent Sampling with Replacement" (2018).  With
 * seed_hash = the SHA-256 of the seed as 64 lower-case hexadecimal digits, the
 * ticket of an id is U(seed_hash + id): the SHA-256 of that text as a decimal
 * integer, zero-padded to 64 digits, its digits reversed, after "0.".
 *
 * Anyone can repeat it: printf %s "$(printf %s SEED | sha256sum | cut -c1-64)ID" | sha256sum
 */
#ifndef SAMPLING_TICKET_H
#define SAMPLING_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/hash.h"

#define TICKET_TEXT 84 /* "0." and up to 78 digits, NUL */

/* The seed's hash, already fed: one SHA-256 block for each id. */
struct ticket_seed {
    struct hash hash;
};

/* A ticket as bytes; U follows from it. */
struct ticket {
    uint8_t digest[HASH_BYTES];
    uint64_t first; /* the first 18 digits of U, as a number */
};

/* SEED is N digits and nothing else, as was fixed before; with N 0 any text that is not empty and has no blanks at its
 * ends, which would change the draw.  E_USAGE. */
bool seed_is_fit(const char *seed, int64_t n, struct error *err);
void ticket_seed_set(struct ticket_seed *seed, const char *text);
/* The ticket of ID[0..LENGTH-1]. */
struct ticket ticket_of(const struct ticket_seed *seed, const char *id, size_t length);
/* Order of U: < 0, 0, > 0. */
int ticket_compare(const struct ticket *a, const struct ticket *b);
/* U in full.  Returns OUT. */
char *ticket_text(const struct ticket *ticket, char out[TICKET_TEXT]);
/* U to double precision, above 0 and below 1. */
double ticket_uniform(const struct ticket *ticket);

#endif
