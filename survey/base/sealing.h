/* sealing.h - a file that only who has the key can read.
 *
 * Sealed bytes are, one after the other (libsodium 1.0.18; all numbers little-endian):
 *   - 16 bytes, "dtxhh sealed 1\r\n";
 *   - 1 byte, what the key was made from: 'p' a passphrase, 'k' a key file;
 *   - 16 bytes, the salt; 8 and 8 bytes, operations and bytes of memory of argon2id (0 of a key file);
 *   - the header of crypto_secretstream_xchacha20poly1305, 24 bytes;
 *   - messages of that stream, SEALING_PIECE bytes each before it is sealed and 17 more after, the last, which may be
 *     shorter, under the tag FINAL. All that stands before the stream's header is additional data of every message.
 * The key of the stream, 32 bytes, is argon2id13 (RFC 9106) of a passphrase, or BLAKE2b keyed with the salt of the
 * bytes of a key file.  A byte that was changed, left out or added anywhere is noticed.
 */
#ifndef SURVEY_SEALING_H
#define SURVEY_SEALING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"

#define SEALING_PIECE    65536
#define LEAST_PASSPHRASE 12 /* characters */

/* What opens a file: a passphrase or, where that is NULL, the bytes of a key file. */
struct sealing_key {
    char *passphrase;
    uint8_t *bytes;
    size_t n;
};

/* A key file of 32 bytes from the system's random source, which only its owner may read; E_FILE where PATH is there. */
bool sealing_key_make(const char *path, struct error *err) MUST_CHECK;
/* E_FILE where PATH cannot be read, or has fewer than 32 bytes or more than a million. */
bool sealing_key_read(const char *path, struct sealing_key *key, struct error *err) MUST_CHECK;
/* Nothing of it stays in memory. */
void sealing_key_forget(struct sealing_key *key);

/* True where PATH begins as a sealed file does. */
bool sealing_is_sealed(const char *path);

/* Seal N BYTES into PATH, mode 0600, in place of what is there. */
bool sealing_seal(const char *path, const uint8_t *bytes, size_t n, const struct sealing_key *key,
                  struct error *err) MUST_CHECK;
/* What is sealed in PATH, *N bytes that the caller wipes and frees; NULL and E_FILE where the key is another one or the
 * file is not as it was sealed. */
uint8_t *sealing_open(const char *path, const struct sealing_key *key, size_t *n, struct error *err) MUST_CHECK;

/* The bytes of PATH, which may be secret; NULL where it cannot be read. */
uint8_t *sealing_read_file(const char *path, size_t *n, struct error *err) MUST_CHECK;
/* Write N BYTES into PATH, mode 0600, which must not be there. */
bool sealing_write_file(const char *path, const uint8_t *bytes, size_t n, struct error *err) MUST_CHECK;
/* Wipe N BYTES and free them; NULL is fine. */
void sealing_forget(uint8_t *bytes, size_t n);
/* Write over the file PATH, to the disk, and remove it. */
bool sealing_wipe(const char *path, struct error *err) MUST_CHECK;

#endif
