#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/sealing.h"

static char folder[] = "/tmp/sealing.XXXXXX", path[64], changed[64];
static uint8_t key_bytes[32] = "0123456789abcdef0123456789abcdef";

static void make_folder(void)
{
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/sealed", folder);
    snprintf(changed, sizeof changed, "%s/changed", folder);
}

static void remove_folder(void)
{
    unlink(path);
    unlink(changed);
    rmdir(folder);
}

TestSuite(sealing, .init = make_folder, .fini = remove_folder);

static const struct sealing_key *key(void)
{
    static struct sealing_key one = {.bytes = key_bytes, .n = sizeof key_bytes};
    return &one;
}

static void put(const char *to, const uint8_t *bytes, size_t n)
{
    FILE *file = fopen(to, "wb");
    cr_assert(file && fwrite(bytes, 1, n, file) == n && fclose(file) == 0);
}

static bool opens(const char *at, const struct sealing_key *with)
{
    struct error err = {0};
    size_t n;
    uint8_t *bytes = sealing_open(at, with, &n, &err);
    cr_assert_eq(bytes == NULL, err.code != E_NONE);
    sealing_forget(bytes, n);
    return bytes != NULL;
}

Test(sealing, gives_back_what_was_sealed)
{
    static const size_t lengths[] = {
        0, 1, 8192, SEALING_PIECE - 1, SEALING_PIECE, SEALING_PIECE + 1, 3 * SEALING_PIECE};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct error err = {0};
        size_t n = 7;
        uint8_t *bytes = xcalloc(lengths[i] + 1, 1);
        for (size_t k = 0; k < lengths[i]; k++)
            bytes[k] = (uint8_t)(k * 31 + k / 251);
        cr_assert(sealing_seal(path, bytes, lengths[i], key(), &err));
        cr_assert(sealing_is_sealed(path));
        uint8_t *again = sealing_open(path, key(), &n, &err);
        cr_assert(again && n == lengths[i] && !memcmp(again, bytes, n), "%zu bytes", lengths[i]);
        sealing_forget(again, n);
        struct stat info;
        cr_assert(stat(path, &info) == 0);
        cr_assert_eq(info.st_mode & 0777, 0600);
        /* 73 before the stream, 17 more for each piece */
        size_t pieces = lengths[i] ? (lengths[i] + SEALING_PIECE - 1) / SEALING_PIECE : 1;
        cr_assert_eq((size_t)info.st_size, 73 + lengths[i] + 17 * pieces);
        free(bytes);
    }
}

Test(sealing, every_bit_that_was_changed_is_noticed)
{
    struct error err = {0};
    const uint8_t bytes[] = "Nguyễn Văn An, 0912 345 678";
    size_t n;
    cr_assert(sealing_seal(path, bytes, sizeof bytes, key(), &err));
    uint8_t *sealed = sealing_read_file(path, &n, &err);
    cr_assert(sealed && n == 73 + sizeof bytes + 17);
    for (size_t i = 0; i + 10 < n; i++)
        cr_assert(memcmp(sealed + i, bytes, 10) != 0, "it stands open at %zu", i);
    for (size_t bit = 0; bit < 8 * n; bit++) {
        sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
        put(changed, sealed, n);
        cr_assert_not(opens(changed, key()), "bit %zu of byte %zu", bit % 8, bit / 8);
        sealed[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    put(changed, sealed, n);
    cr_assert(opens(changed, key()));
    free(sealed);
}

Test(sealing, what_is_left_out_added_or_moved_is_noticed)
{
    struct error err = {0};
    enum { PIECE = SEALING_PIECE + 17 };
    uint8_t *bytes = xcalloc(3 * SEALING_PIECE, 1);
    size_t n;
    cr_assert(sealing_seal(path, bytes, 3 * SEALING_PIECE, key(), &err));
    uint8_t *sealed = sealing_read_file(path, &n, &err), *other = xcalloc(n + PIECE, 1);
    cr_assert(sealed && n == 73 + 3 * PIECE);
    static const size_t ends[] = {
        0, 1, 16, 48, 49, 72, 73, 74, 73 + 16, 73 + 17, 73 + PIECE, 73 + 2 * PIECE, 73 + 3 * PIECE - 1};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        put(changed, sealed, ends[i]);
        cr_assert_not(opens(changed, key()), "cut at %zu", ends[i]);
    }
    memcpy(other, sealed, n);
    memcpy(other + n, sealed + 73 + 2 * PIECE, PIECE);
    put(changed, other, n + PIECE); /* the last twice */
    cr_assert_not(opens(changed, key()));
    put(changed, other, n + 1);
    cr_assert_not(opens(changed, key()));
    memcpy(other + 73, sealed + 73 + PIECE, PIECE);
    memcpy(other + 73 + PIECE, sealed + 73, PIECE);
    put(changed, other, n); /* the first two the other way round */
    cr_assert_not(opens(changed, key()));
    free(bytes);
    free(sealed);
    free(other);
}

Test(sealing, another_key_opens_nothing)
{
    struct error err = {0};
    char right[] = "bốn từ chẳng liên quan", wrong[] = "bốn từ chẳng liên quaN";
    const struct sealing_key passphrase = {.passphrase = right}, other = {.passphrase = wrong};
    uint8_t same[32];
    memcpy(same, key_bytes, sizeof same);
    same[31] ^= 1;
    const struct sealing_key close = {.bytes = same, .n = sizeof same};
    cr_assert(sealing_seal(path, (const uint8_t *)"x", 1, key(), &err));
    cr_assert_not(opens(path, &close));
    cr_assert_not(opens(path, &passphrase));
    cr_assert(sealing_seal(path, (const uint8_t *)"x", 1, &passphrase, &err));
    cr_assert(opens(path, &passphrase));
    cr_assert_not(opens(path, &other));
    cr_assert_not(opens(path, key()));
}

/* Two files of one text have nothing in common but how they begin. */
Test(sealing, salts_are_random)
{
    struct error err = {0};
    size_t n, m;
    cr_assert(sealing_seal(path, key_bytes, 32, key(), &err) && sealing_seal(changed, key_bytes, 32, key(), &err));
    uint8_t *a = sealing_read_file(path, &n, &err), *b = sealing_read_file(changed, &m, &err);
    size_t same = 0;
    for (size_t i = 0; i < n; i++)
        same += a[i] == b[i];
    cr_assert(n == m && same < 17 + 16 + 16, "%zu bytes are the same", same); /* magic, kind, zeros, a few by chance */
    free(a);
    free(b);
}

Test(sealing, a_key_file_has_thirty_two_bytes_at_least)
{
    struct error err = {0};
    struct sealing_key k;
    cr_assert(sealing_key_make(path, &err) && sealing_key_read(path, &k, &err) && k.n == 32);
    sealing_key_forget(&k);
    cr_assert_not(sealing_key_make(path, &err)); /* never written over */
    put(changed, key_bytes, 31);
    cr_assert_not(sealing_key_read(changed, &k, &err));
}
