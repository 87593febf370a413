#include "survey/base/sealing.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survey/base/hash.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"

#define MAGIC        "dtxhh sealed 1\r\n"
#define LEAST_KEY    32
#define MOST_KEY     1000000
#define MOST_MEMORY  (1u << 30) /* that a file may ask argon2id for */
#define MOST_ROUNDS  16
#define PIECE_SEALED (SEALING_PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)

typedef crypto_secretstream_xchacha20poly1305_state stream_state;

/* What stands before the stream, as it stands in the file. */
struct seal_head {
    uint8_t magic[16], made_from, salt[crypto_pwhash_SALTBYTES], rounds[8], memory[8];
};

struct seal_start {
    struct seal_head head;
    uint8_t stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

static_assert(sizeof(struct seal_head) == 49 && sizeof(struct seal_start) == 73, "bytes without gaps");
static_assert(crypto_pwhash_SALTBYTES == 16, "the salt of argon2id");

static void be_ready(void)
{
    int ready = sodium_init();
    assert(ready >= 0);
    (void)ready;
}

static void put_number(uint8_t bytes[8], uint64_t number)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
}

static uint64_t get_number(const uint8_t bytes[8])
{
    uint64_t number = 0;
    for (int i = 8; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

/* The key of the stream of a file with this HEAD; false where KEY is of the other kind or HEAD asks for too much. */
static bool stream_key(const struct seal_head *head, const struct sealing_key *key,
                       uint8_t out[crypto_secretstream_xchacha20poly1305_KEYBYTES])
{
    uint64_t rounds = get_number(head->rounds), memory = get_number(head->memory);
    if (head->made_from != (key->passphrase ? 'p' : 'k'))
        return false;
    if (!key->passphrase)
        return crypto_generichash(out, crypto_secretstream_xchacha20poly1305_KEYBYTES, key->bytes, key->n, head->salt,
                                  sizeof head->salt) == 0;
    return rounds >= crypto_pwhash_OPSLIMIT_MIN && rounds <= MOST_ROUNDS && memory >= crypto_pwhash_MEMLIMIT_MIN &&
           memory <= MOST_MEMORY &&
           crypto_pwhash(out, crypto_secretstream_xchacha20poly1305_KEYBYTES, key->passphrase, strlen(key->passphrase),
                         head->salt, rounds, (size_t)memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

bool sealing_write_file(const char *path, const uint8_t *bytes, size_t n, struct error *err)
{
    struct output output;
    if (!output_open(&output, path, false, err))
        return false;
    bool ok = fchmod(fileno(output.file), 0600) == 0 && fwrite(bytes, 1, n, output.file) == n;
    if (!ok)
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    ok = ok && output_commit(&output, err);
    output_abandon(&output);
    return ok;
}

bool sealing_key_make(const char *path, struct error *err)
{
    uint8_t bytes[LEAST_KEY];
    if (access(path, F_OK) == 0)
        return error_set(err, E_FILE, _("\"%s\" exists already; a secret key is never written over"), path);
    random_bytes(bytes, sizeof bytes);
    bool ok = sealing_write_file(path, bytes, sizeof bytes, err);
    sodium_memzero(bytes, sizeof bytes);
    return ok;
}

uint8_t *sealing_read_file(const char *path, size_t *n, struct error *err)
{
    FILE *file = fopen(path, "rb");
    struct stat info = {0};
    uint8_t *bytes = NULL;
    *n = 0;
    errno = EINVAL;
    if (file && fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode)) {
        bytes = xcalloc((size_t)info.st_size + 1, 1);
        *n = fread(bytes, 1, (size_t)info.st_size, file);
    }
    if (!bytes || *n != (size_t)info.st_size) {
        error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno ? errno : EIO));
        sealing_forget(bytes, *n);
        bytes = NULL;
    }
    if (file)
        fclose(file);
    return bytes;
}

bool sealing_key_read(const char *path, struct sealing_key *key, struct error *err)
{
    *key = (struct sealing_key){0};
    key->bytes = sealing_read_file(path, &key->n, err);
    if (key->bytes && key->n >= LEAST_KEY && key->n <= MOST_KEY)
        return true;
    if (key->bytes)
        error_set(err, E_FILE,
                  _("\"%s\" is no key file: it has %zu bytes; expected at least %d, as "
                    "`dtxhh identity seal --make-key` makes them"),
                  path, key->n, LEAST_KEY);
    sealing_key_forget(key);
    return false;
}

void sealing_key_forget(struct sealing_key *key)
{
    if (key->passphrase)
        sealing_forget((uint8_t *)key->passphrase, strlen(key->passphrase));
    sealing_forget(key->bytes, key->n);
    *key = (struct sealing_key){0};
}

void sealing_forget(uint8_t *bytes, size_t n)
{
    if (bytes)
        sodium_memzero(bytes, n);
    free(bytes);
}

bool sealing_is_sealed(const char *path)
{
    char magic[sizeof MAGIC] = "";
    FILE *file = fopen(path, "rb");
    bool is = file && fread(magic, 1, sizeof MAGIC - 1, file) == sizeof MAGIC - 1 && !strcmp(magic, MAGIC);
    if (file)
        fclose(file);
    return is;
}

/* Write N BYTES behind START, sealed. */
static bool write_sealed(FILE *file, const struct seal_start *start, stream_state *state, const uint8_t *bytes,
                         size_t n)
{
    uint8_t *piece = xcalloc(1, PIECE_SEALED);
    bool ok = fwrite(start, sizeof *start, 1, file) == 1, last = false;
    for (size_t from = 0; ok && !last;) {
        size_t length = n - from < SEALING_PIECE ? n - from : SEALING_PIECE;
        last = from + length == n;
        crypto_secretstream_xchacha20poly1305_push(state, piece, NULL, bytes + from, length,
                                                   (const uint8_t *)&start->head, sizeof start->head,
                                                   last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        length += crypto_secretstream_xchacha20poly1305_ABYTES;
        ok = fwrite(piece, 1, length, file) == length;
        from += SEALING_PIECE;
    }
    free(piece);
    return ok;
}

bool sealing_seal(const char *path, const uint8_t *bytes, size_t n, const struct sealing_key *key, struct error *err)
{
    be_ready();
    struct seal_start start = {.head.made_from = key->passphrase ? 'p' : 'k'};
    memcpy(start.head.magic, MAGIC, sizeof start.head.magic);
    random_bytes(start.head.salt, sizeof start.head.salt);
    put_number(start.head.rounds, key->passphrase ? crypto_pwhash_OPSLIMIT_MODERATE : 0);
    put_number(start.head.memory, key->passphrase ? crypto_pwhash_MEMLIMIT_MODERATE : 0);
    uint8_t stream[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    struct output output = {0};
    if (!stream_key(&start.head, key, stream))
        return error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(ENOMEM));
    stream_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, start.stream, stream);
    sodium_memzero(stream, sizeof stream);
    bool ok = output_open(&output, path, true, err);
    if (ok && (fchmod(fileno(output.file), 0600) != 0 || !write_sealed(output.file, &start, &state, bytes, n)))
        ok = error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    ok = ok && output_commit(&output, err);
    output_abandon(&output);
    sodium_memzero(&state, sizeof state);
    return ok;
}

/* The N bytes SEALED into BYTES, which has room for as many; false where one of them was changed or they end early. */
static bool unsealed(const uint8_t *sealed, size_t n, const struct sealing_key *key, uint8_t *bytes, size_t *n_bytes)
{
    struct seal_start start;
    stream_state state;
    uint8_t stream[crypto_secretstream_xchacha20poly1305_KEYBYTES], tag = 0;
    if (n < sizeof start)
        return false;
    memcpy(&start, sealed, sizeof start);
    bool ok = !memcmp(start.head.magic, MAGIC, sizeof start.head.magic) && stream_key(&start.head, key, stream) &&
              crypto_secretstream_xchacha20poly1305_init_pull(&state, start.stream, stream) == 0;
    for (size_t from = sizeof start; ok && from < n;) {
        size_t length = n - from < PIECE_SEALED ? n - from : PIECE_SEALED;
        unsigned long long opened = 0;
        ok = tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL &&
             length >= crypto_secretstream_xchacha20poly1305_ABYTES &&
             crypto_secretstream_xchacha20poly1305_pull(&state, bytes + *n_bytes, &opened, &tag, sealed + from, length,
                                                        (const uint8_t *)&start.head, sizeof start.head) == 0;
        *n_bytes += ok ? (size_t)opened : 0;
        from += length;
    }
    sodium_memzero(stream, sizeof stream);
    sodium_memzero(&state, sizeof state);
    return ok && tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
}

uint8_t *sealing_open(const char *path, const struct sealing_key *key, size_t *n, struct error *err)
{
    be_ready();
    size_t n_sealed;
    *n = 0;
    uint8_t *sealed = sealing_read_file(path, &n_sealed, err);
    if (!sealed)
        return NULL;
    uint8_t *bytes = xcalloc(n_sealed + 1, 1);
    if (!unsealed(sealed, n_sealed, key, bytes, n)) {
        error_set(err, E_FILE, _("\"%s\" does not open: the key is another one, or the file is not as it was sealed"),
                  path);
        sealing_forget(bytes, n_sealed);
        bytes = NULL;
    }
    free(sealed);
    return bytes;
}

bool sealing_wipe(const char *path, struct error *err)
{
    static const uint8_t zeros[4096];
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat info = {0};
    bool ok = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode);
    for (off_t at = 0; ok && at < info.st_size;) {
        size_t length = info.st_size - at < (off_t)sizeof zeros ? (size_t)(info.st_size - at) : sizeof zeros;
        ssize_t written = write(file, zeros, length);
        ok = written > 0;
        at += written;
    }
    ok = ok && fsync(file) == 0;
    if (file >= 0)
        ok = close(file) == 0 && ok;
    ok = ok && unlink(path) == 0;
    return ok || error_set(err, E_FILE, _("cannot remove \"%s\": %s"), path, strerror(errno));
}
