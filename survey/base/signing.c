#include "survey/base/signing.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survey/base/message.h"
#include "survey/base/output.h"

#define SEED_BYTES   crypto_sign_SEEDBYTES
#define PUBLIC_BYTES crypto_sign_PUBLICKEYBYTES
#define BEGIN        "-----BEGIN PRIVATE KEY-----"
#define END          "-----END PRIVATE KEY-----"
#define MOST_BYTES   1000 /* of a file with a key */

/* What PKCS #8 has before the 32 bytes: version 0, the algorithm 1.3.101.112, an octet string in an octet string. */
static const uint8_t before[] = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};

#define KEY_BYTES (sizeof before + SEED_BYTES)

static void be_ready(void)
{
    int ready = sodium_init();
    assert(ready >= 0);
    (void)ready;
}

static void make_pair(const uint8_t seed[SEED_BYTES], struct signing_key *key)
{
    uint8_t public[PUBLIC_BYTES];
    crypto_sign_seed_keypair(public, key->secret, seed);
    sodium_bin2hex(key->known_as, sizeof key->known_as, public, sizeof public);
}

bool signing_key_make(const char *path, struct signing_key *key, struct error *err)
{
    uint8_t bytes[KEY_BYTES];
    char text[sodium_base64_ENCODED_LEN(KEY_BYTES, sodium_base64_VARIANT_ORIGINAL)];
    struct output output;
    if (access(path, F_OK) == 0)
        return error_set(err, E_FILE, _("\"%s\" exists already; a secret key is never written over"), path);
    if (!output_open(&output, path, false, err))
        return false;
    be_ready();
    memcpy(bytes, before, sizeof before);
    random_bytes(bytes + sizeof before, SEED_BYTES);
    make_pair(bytes + sizeof before, key);
    sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
    bool ok = fchmod(fileno(output.file), 0600) == 0;
    if (!ok)
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    ok = ok && fprintf(output.file, BEGIN "\n%s\n" END "\n", text) > 0 && output_commit(&output, err);
    output_abandon(&output);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, sizeof text);
    return ok;
}

bool signing_key_read(const char *path, struct signing_key *key, struct error *err)
{
    char text[MOST_BYTES + 1] = "";
    uint8_t bytes[KEY_BYTES + 1];
    size_t n = 0;
    FILE *file = fopen(path, "rb");
    if (!file || (!fread(text, 1, MOST_BYTES, file) && ferror(file))) {
        error_set(err, E_FILE, _("cannot read \"%s\": %s"), path, strerror(errno));
        if (file)
            fclose(file);
        return false;
    }
    fclose(file);
    be_ready();
    const char *from = strstr(text, BEGIN), *to = from ? strstr(from, END) : NULL;
    from += from ? strlen(BEGIN) : 0;
    bool ok = to && sodium_base642bin(bytes, sizeof bytes, from, (size_t)(to - from), " \r\n", &n, NULL,
                                      sodium_base64_VARIANT_ORIGINAL) == 0;
    ok = ok && n == KEY_BYTES && !memcmp(bytes, before, sizeof before);
    if (ok)
        make_pair(bytes + sizeof before, key);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, sizeof text);
    return ok || error_set(err, E_FILE,
                           _("\"%s\" is no file of a secret key; expected Ed25519 in PEM, as `dtxhh sign --make-key` "
                             "makes it"),
                           path);
}

void signing_key_forget(struct signing_key *key)
{
    sodium_memzero(key, sizeof *key);
}

bool signing_key_is_open(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && info.st_mode & (S_IRWXG | S_IRWXO);
}

void signing_sign(const struct signing_key *key, const char *message, size_t n, char signature[SIGNATURE_HEX])
{
    uint8_t bytes[crypto_sign_BYTES];
    be_ready();
    crypto_sign_detached(bytes, NULL, (const uint8_t *)message, n, key->secret);
    sodium_bin2hex(signature, SIGNATURE_HEX, bytes, sizeof bytes);
}

/* HEX, digits and nothing else, as N bytes. */
static bool from_hex(const char *hex, uint8_t *bytes, size_t n)
{
    size_t found;
    return strlen(hex) == 2 * n && sodium_hex2bin(bytes, n, hex, 2 * n, NULL, &found, NULL) == 0 && found == n;
}

bool signing_fits(const char *known_as, const char *signature, const char *message, size_t n)
{
    uint8_t public[PUBLIC_BYTES], bytes[crypto_sign_BYTES];
    be_ready();
    return from_hex(known_as, public, sizeof public) && from_hex(signature, bytes, sizeof bytes) &&
           crypto_sign_verify_detached(bytes, (const uint8_t *)message, n, public) == 0;
}
