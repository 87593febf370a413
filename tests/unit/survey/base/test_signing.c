#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survey/base/signing.h"

static char folder[64];

static void begin(void)
{
    snprintf(folder, sizeof folder, "/tmp/dtxhh-signing-XXXXXX");
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void end(void)
{
    unlink("key");
    cr_assert(chdir("/") == 0 && rmdir(folder) == 0);
}

TestSuite(signing, .init = begin, .fini = end);

static void write_key(const char *text)
{
    FILE *file = fopen("key", "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* RFC 8032, section 7.1, TEST 1 to 3; the secret keys as PKCS #8 by Python's base64 of the prefix of RFC 8410 and them.
 */
Test(signing, gives_the_signatures_of_rfc_8032)
{
    static const struct {
        const char *pem, *known_as, *message, *signature;
        size_t n;
    } cases[] = {
        {"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END "
         "PRIVATE KEY-----\n",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bb"
         "e24"
         "655141438e7a100b",
         0},
        {"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n-----END "
         "PRIVATE KEY-----\n",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302"
         "aee"
         "b00d291612bb0c00",
         1},
        {"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3\n-----END "
         "PRIVATE KEY-----\n",
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "\xaf\x82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed"
         "28d"
         "c027beceea1ec40a",
         2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct signing_key key;
        struct error err = {0};
        char signature[SIGNATURE_HEX];
        write_key(cases[i].pem);
        cr_assert(signing_key_read("key", &key, &err), "%s", err.text);
        cr_assert_str_eq(key.known_as, cases[i].known_as);
        signing_sign(&key, cases[i].message, cases[i].n, signature);
        cr_assert_str_eq(signature, cases[i].signature);
        cr_assert(signing_fits(key.known_as, signature, cases[i].message, cases[i].n));
    }
}

Test(signing, finds_every_changed_bit)
{
    struct signing_key key;
    struct error err = {0};
    char signature[SIGNATURE_HEX], message[] = "dtxhh";
    cr_assert(signing_key_make("key", &key, &err), "%s", err.text);
    signing_sign(&key, message, 5, signature);
    cr_assert(signing_fits(key.known_as, signature, message, 5));
    for (size_t i = 0; i < 40; i++) {
        message[i / 8] = (char)(message[i / 8] ^ 1 << i % 8);
        cr_assert_not(signing_fits(key.known_as, signature, message, 5));
        message[i / 8] = (char)(message[i / 8] ^ 1 << i % 8);
    }
    for (size_t i = 0; i < SIGNATURE_HEX - 1; i++) {
        char was = signature[i];
        signature[i] = was == '0' ? '1' : '0';
        cr_assert_not(signing_fits(key.known_as, signature, message, 5));
        signature[i] = was;
    }
    cr_assert_not(signing_fits(key.known_as, signature, message, 4));
    cr_assert_not(signing_fits(key.known_as, "", message, 5));
    cr_assert_not(signing_fits("", signature, message, 5));
}

Test(signing, keeps_a_key_from_others_and_from_being_lost)
{
    struct signing_key key, again;
    struct error err = {0};
    struct stat info;
    umask(0);
    cr_assert(signing_key_make("key", &key, &err), "%s", err.text);
    cr_assert(stat("key", &info) == 0 && (info.st_mode & 07777) == 0600);
    cr_assert_not(signing_key_is_open("key"));
    cr_assert(signing_key_read("key", &again, &err), "%s", err.text);
    cr_assert_eq(memcmp(&key, &again, sizeof key), 0);
    cr_assert_not(signing_key_make("key", &again, &err));
    cr_assert_eq(err.code, E_FILE);
    err = (struct error){0};
    cr_assert(signing_key_read("key", &again, &err) && !memcmp(&key, &again, sizeof key));
    cr_assert(chmod("key", 0640) == 0 && signing_key_is_open("key"));
    unlink("key");
    cr_assert(signing_key_make("key", &again, &err) && strcmp(key.known_as, again.known_as) != 0);
    signing_key_forget(&key);
    for (size_t i = 0; i < sizeof key.secret; i++)
        cr_assert_eq(key.secret[i], 0);
}

Test(signing, refuses_what_is_no_key)
{
    static const char *const texts[] = {
        "",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n",
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\n",
        /* a byte more, a byte less, X25519 (1.3.101.110) */
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9gMA==\n-----END "
        "PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn8=\n-----END "
        "PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END "
        "PRIVATE KEY-----\n",
    };
    struct signing_key key;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct error err = {0};
        write_key(texts[i]);
        cr_assert_not(signing_key_read("key", &key, &err), "%s", texts[i]);
        cr_assert_eq(err.code, E_FILE);
    }
    struct error err = {0};
    unlink("key");
    cr_assert_not(signing_key_read("key", &key, &err));
    cr_assert_eq(err.code, E_FILE);
}
