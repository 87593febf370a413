#include "survey/base/hash.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "survey/base/message.h"

void hash_init(struct hash *hash)
{
    SHA256_Init(&hash->state);
}

void hash_add(struct hash *hash, const void *bytes, size_t n)
{
    SHA256_Update(&hash->state, bytes, n);
}

void hash_add_text(struct hash *hash, const char *text)
{
    hash_add(hash, text, strlen(text));
}

void hash_end(struct hash *hash, uint8_t digest[HASH_BYTES])
{
    SHA256_Final(digest, &hash->state);
}

void hash_digits(const uint8_t digest[HASH_BYTES], char hex[HASH_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[HASH_HEX - 1] = '\0';
}

void hash_hex(struct hash *hash, char hex[HASH_HEX])
{
    uint8_t digest[HASH_BYTES];
    hash_end(hash, digest);
    hash_digits(digest, hex);
}

/* Not SHA256(), which looks the algorithm up each time. */
void hash_bytes(const void *bytes, size_t n, uint8_t digest[HASH_BYTES])
{
    struct hash hash;
    hash_init(&hash);
    hash_add(&hash, bytes, n);
    hash_end(&hash, digest);
}

void hash_text_hex(const char *text, char hex[HASH_HEX])
{
    uint8_t digest[HASH_BYTES];
    hash_bytes(text, strlen(text), digest);
    hash_digits(digest, hex);
}

bool hash_file(const char *path, char hex[HASH_HEX], struct error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
    struct stat kind;
    if (fstat(fileno(file), &kind) != 0 || S_ISFIFO(kind.st_mode) || S_ISCHR(kind.st_mode) || S_ISSOCK(kind.st_mode)) {
        fclose(file);
        return error_set(err, E_FILE, _("\"%s\" can be read only once, like a pipe; save it as a file first"), path);
    }
    if (S_ISDIR(kind.st_mode)) {
        fclose(file);
        return error_set(err, E_FILE, _("cannot read \"%s\": it is a folder"), path);
    }
    struct hash hash;
    hash_init(&hash);
    char buffer[1 << 16];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        hash_add(&hash, buffer, n);
    bool failed = ferror(file);
    fclose(file);
    if (failed)
        return error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(EIO));
    hash_hex(&hash, hex);
    return true;
}

void hash_keyed(const uint8_t key[HASH_BYTES], const void *bytes, size_t n, uint8_t digest[HASH_BYTES])
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, HASH_BYTES);
    crypto_auth_hmacsha256_update(&state, bytes, n);
    crypto_auth_hmacsha256_final(&state, digest);
}

static void be_ready(void)
{
    int ready = sodium_init();
    assert(ready >= 0);
    (void)ready;
}

void random_bytes(void *bytes, size_t n)
{
    be_ready();
    randombytes_buf(bytes, n);
}

uint32_t random_below(uint32_t limit)
{
    be_ready();
    return randombytes_uniform(limit);
}
