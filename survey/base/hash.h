/* hash.h - SHA-256 (libcrypto) and random numbers (libsodium).
 *
 * libsodium's SHA-256 is plain C: 223 MB/s here against 1,340 MB/s of
 * libcrypto, which uses the processor's SHA instructions.  Every ballot of a
 * round is hashed when it comes in and whenever an overseer verifies it.  The one-block functions are used,
 * not EVP: a draw hashes millions of short texts.
 */
#ifndef SURVEY_HASH_H
#define SURVEY_HASH_H

#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/sha.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

#define HASH_BYTES 32
#define HASH_HEX   65 /* with the NUL */

struct hash {
    SHA256_CTX state;
};

void hash_init(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t n);
void hash_add_text(struct hash *hash, const char *text);
/* The digest; HASH is not to be used after. */
void hash_end(struct hash *hash, uint8_t digest[HASH_BYTES]);
/* Its bytes as 64 lower-case hexadecimal digits, and a NUL. */
void hash_digits(const uint8_t digest[HASH_BYTES], char hex[HASH_HEX]);
/* The digest in digits. */
void hash_hex(struct hash *hash, char hex[HASH_HEX]);

/* SHA-256 of N bytes. */
void hash_bytes(const void *bytes, size_t n, uint8_t digest[HASH_BYTES]);
void hash_text_hex(const char *text, char hex[HASH_HEX]);

/* SHA-256 of the file PATH; E_FILE where it is a pipe, of which nothing would be left to read. */
bool hash_file(const char *path, char hex[HASH_HEX], struct error *err) MUST_CHECK;

/* HMAC-SHA-256 (RFC 2104) of N bytes under KEY. */
void hash_keyed(const uint8_t key[HASH_BYTES], const void *bytes, size_t n, uint8_t digest[HASH_BYTES]);

/* N bytes from the system's random source. */
void random_bytes(void *bytes, size_t n);
/* A uniform number below LIMIT from the system's random source, without bias. */
uint32_t random_below(uint32_t limit);

#endif
