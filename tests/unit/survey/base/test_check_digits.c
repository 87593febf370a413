#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "survey/base/check_digits.h"

/* By Python: h = hashlib.sha256(b'abc').hexdigest(); 98 - int(h, 16) * 100 % 97.  Of nothing, 1 and 2^256 - 1 by hand:
 * 98 - 0; 98 - 100 % 97; 2^48 leaves 1 by 97, 2^256 - 1 so 2^16 - 1 = 60 (675 * 97 = 65475), 6000 % 97 = 83. */
Test(check_digits, are_those_of_the_standard)
{
    static const struct {
        const char *hex, *text;
    } cases[] = {
        {"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
         "ba78-16bf-8f01-cfea-4141-40de-5dae-2223-b003-61a3-9617-7a9c-b410-ff61-f200-15ad-32"},
        {"0000000000000000000000000000000000000000000000000000000000000000",
         "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-98"},
        {"0000000000000000000000000000000000000000000000000000000000000001",
         "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0001-95"},
        {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
         "ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff-15"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[CHECKED_TEXT];
        check_digits_write(cases[i].hex, out);
        cr_assert_str_eq(out, cases[i].text);
    }
}

/* What is read of TEXT: CHECK_NONE, CHECK_FITS, CHECK_WRONG, or -1 where it is refused. */
static int check(const char *text)
{
    char hex[HASH_HEX];
    enum check_digits check;
    struct error err = {0};
    return check_digits_read("x", text, hex, &check, &err) ? (int)check : -1;
}

/* 66 digits of the number I, without what stands between: the hash of I in the form of people. */
static void plain(unsigned i, char out[CHECKED_TEXT])
{
    char hex[HASH_HEX], text[CHECKED_TEXT];
    snprintf(hex, sizeof hex, "%u", i);
    hash_text_hex(hex, hex);
    check_digits_write(hex, text);
    size_t n = 0;
    for (const char *p = text; *p; p++)
        if (*p != '-')
            out[n++] = *p;
    out[n] = '\0';
    cr_assert_eq(n, 66);
}

/* All of them: 64 places of 15 others and two of 9, and a letter in those; all 65 pairs of neighbours. */
Test(check_digits, find_every_wrong_digit_and_every_exchange_of_neighbours)
{
    for (unsigned i = 0; i < 200; i++) {
        char good[CHECKED_TEXT], bad[CHECKED_TEXT];
        plain(i, good);
        cr_assert_eq(check(good), CHECK_FITS);
        for (size_t at = 0; at < 66; at++)
            for (const char *digit = "0123456789abcdef"; *digit; digit++) {
                memcpy(bad, good, sizeof good);
                bad[at] = *digit;
                if (*digit != good[at])
                    cr_assert_eq(check(bad), CHECK_WRONG, "%s", bad);
            }
        for (size_t at = 0; at < 65; at++) {
            memcpy(bad, good, sizeof good);
            bad[at] = good[at + 1];
            bad[at + 1] = good[at];
            if (bad[at] != good[at])
                cr_assert_eq(check(bad), CHECK_WRONG, "%s", bad);
        }
    }
}

/* Not more than they should: of texts changed at random, one in 97 fits. */
Test(check_digits, miss_one_in_97_of_other_slips)
{
    unsigned fits = 0, n = 20000;
    for (unsigned i = 0; i < n; i++) {
        char one[CHECKED_TEXT], other[CHECKED_TEXT];
        plain(i, one);
        plain(i + n, other);
        memcpy(one, other, 64);
        fits += check(one) == CHECK_FITS;
    }
    /* 206 expected, standard deviation 14 */
    cr_assert(fits > 136 && fits < 276, "%u", fits);
}

Test(check_digits, are_read_as_people_write_them)
{
    static const char *const texts[] = {
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad32",
        "ba78-16bf-8f01-cfea-4141-40de-5dae-2223-b003-61a3-9617-7a9c-b410-ff61-f200-15ad-32",
        "BA78 16BF 8F01 CFEA 4141 40DE 5DAE 2223 B003 61A3 9617 7A9C B410 FF61 F200 15AD / 32",
        " Ba78.16bf.8f01.cfea.4141.40de.5dae.2223  b003.61a3.9617.7a9c.b410.ff61.f200.15ad.32 ",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char hex[HASH_HEX];
        enum check_digits check;
        struct error err = {0};
        cr_assert(check_digits_read("x", texts[i], hex, &check, &err), "%s", err.text);
        cr_assert_eq(check, CHECK_FITS);
        cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
    cr_assert_eq(check("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), CHECK_NONE);
    cr_assert_eq(check("BA78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad"), CHECK_NONE);
}

Test(check_digits, say_where_it_is_no_hash)
{
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"ba7816bf", "x has 8 digits, expected 64, or 66 with the check digits"},
        {"", "x has 0 digits, expected 64, or 66 with the check digits"},
        /* a digit left out of the third group; one too many in the first; the check digits cut */
        {"ba78-16bf-8f1-cfea-4141-40de-5dae-2223-b003-61a3-9617-7a9c-b410-ff61-f200-15ad-32",
         "x has 65 digits, expected 64, or 66 with the check digits; group 3 has 3"},
        {"bba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad",
         "x has 65 digits, expected 64, or 66 with the check digits; group 1 has 5"},
        {"ba78-16bf-8f01-cfea-4141-40de-5dae-2223-b003-61a3-9617-7a9c-b410-ff61-f200-15ad-3",
         "x has 65 digits, expected 64, or 66 with the check digits"},
        /* a letter for a digit, and what a Vietnamese keyboard makes of dd */
        {"ba78-16bf-8fO1-cfea",
         "x has \"O\" in the group of four number 3; expected the digits 0-9 and a-f of a hash or a key"},
        {"ba78-16bf-8f01-cfea-41đ",
         "x has \"đ\" in the group of four number 5; expected the digits 0-9 and a-f of a hash or a key"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char hex[HASH_HEX];
        enum check_digits check;
        struct error err = {0};
        cr_assert_not(check_digits_read("x", cases[i].text, hex, &check, &err), "%s", cases[i].text);
        cr_assert_eq(err.code, E_USAGE);
        cr_assert_str_eq(err.text, cases[i].said);
    }
}

Test(check_digits, are_counted_where_they_differ)
{
    const char *a = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    size_t first;
    cr_assert_eq(digits_differ(a, a, &first), 0);
    cr_assert_eq(digits_differ(a, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015da", &first), 2);
    cr_assert_eq(first, 16);
    cr_assert_eq(digits_differ(a, "ba7816bf8e01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", &first), 1);
    cr_assert_eq(first, 3);
}

/* Ninety is no "8a": check digits are decimal. */
Test(check_digits, are_decimal)
{
    unsigned tried = 0;
    for (unsigned i = 0; i < 200; i++) {
        char text[CHECKED_TEXT];
        plain(i, text);
        unsigned number = (unsigned)(text[64] - '0') * 10 + (unsigned)(text[65] - '0');
        for (unsigned letter = 10; letter < 16 && letter <= number; letter++)
            if ((number - letter) % 10 == 0) {
                text[64] = (char)('0' + (number - letter) / 10);
                text[65] = (char)('a' + letter - 10);
                cr_assert_eq(check(text), CHECK_WRONG, "%s", text);
                tried++;
            }
    }
    cr_assert(tried > 50, "%u", tried);
}

/* Any number of digits too many is refused, and counted. */
Test(check_digits, too_many_are_counted)
{
    static char many[100001];
    char hex[HASH_HEX], said[64];
    enum check_digits check;
    for (size_t n = 67; n < sizeof many; n *= 3) {
        struct error err = {0};
        memset(many, 'a', n);
        many[n] = '\0';
        cr_assert_not(check_digits_read("x", many, hex, &check, &err));
        snprintf(said, sizeof said, "x has %zu digits", n);
        cr_assert(strstr(err.text, said), "%s", err.text);
    }
}

/* Wherever two slips are, the first is the one that is told. */
Test(check_digits, the_first_of_two_differences_is_told)
{
    char good[CHECKED_TEXT], bad[CHECKED_TEXT];
    plain(1, good);
    good[64] = '\0';
    for (size_t i = 0; i < 64; i++)
        for (size_t j = i + 1; j < 64; j++) {
            size_t first;
            memcpy(bad, good, sizeof good);
            bad[i] = good[i] == '0' ? '1' : '0';
            bad[j] = good[j] == '0' ? '1' : '0';
            cr_assert_eq(digits_differ(good, bad, &first), 2);
            cr_assert_eq(first, i / 4 + 1, "%zu, %zu", i, j);
        }
}
