#include "survey/base/check_digits.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "survey/base/message.h"

#define GROUP    4 /* digits */
#define N_DIGITS (HASH_HEX - 1)
#define N_CHECK  2
#define MODULUS  97

static const char digits[] = "0123456789abcdef", between[] = " \t\n-./";

static unsigned value(char digit)
{
    return (unsigned)(strchr(digits, digit) - digits);
}

/* The check digits of HEX as a number, from 2 to 98. */
static unsigned check_of(const char *hex)
{
    unsigned rest = 0;
    for (size_t i = 0; i < N_DIGITS; i++)
        rest = (rest * 16 + value(hex[i])) % MODULUS;
    return MODULUS + 1 - rest * 100 % MODULUS;
}

void check_digits_write(const char hex[HASH_HEX], char out[CHECKED_TEXT])
{
    for (size_t i = 0; i < N_DIGITS; i++) {
        *out++ = hex[i];
        if (i % GROUP == GROUP - 1)
            *out++ = '-';
    }
    snprintf(out, N_CHECK + 1, "%02u", check_of(hex));
}

/* The first group of TEXT, from 1, that has not four digits though others stand behind it; 0 where groups do not tell.
 */
static size_t odd_group(const char *text, size_t *n)
{
    size_t group = 0;
    for (const char *p = text + strspn(text, between); *p; p += strspn(p, between)) {
        *n = strcspn(p, between);
        p += *n;
        group++;
        if (*n != GROUP && p[strspn(p, between)])
            return group;
    }
    return 0;
}

static bool wrong_length(const char *what, const char *text, size_t n, struct error *err)
{
    size_t has, group = odd_group(text, &has);
    if (group)
        return error_set(err, E_USAGE,
                         _("%s has %zu digits, expected 64, or 66 with the check digits; group %zu has %zu"), what, n,
                         group, has);
    return error_set(err, E_USAGE, _("%s has %zu digits, expected 64, or 66 with the check digits"), what, n);
}

/* Bytes of the character at P. */
static int length_of(const char *p)
{
    int n = 1;
    while (((unsigned char)p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

bool check_digits_read(const char *what, const char *text, char hex[HASH_HEX], enum check_digits *check,
                       struct error *err)
{
    char all[N_DIGITS + N_CHECK + 1] = "";
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        char digit = (char)tolower((unsigned char)*p);
        if (strchr(between, *p))
            continue;
        if (!strchr(digits, digit))
            return error_set(err, E_USAGE,
                             _("%s has \"%.*s\" in the group of four number %zu; expected the digits 0-9 and a-f of a "
                               "hash or a key"),
                             what, length_of(p), p, n / GROUP + 1);
        if (n < N_DIGITS + N_CHECK)
            all[n] = digit;
        n++;
    }
    if (n != N_DIGITS && n != N_DIGITS + N_CHECK)
        return wrong_length(what, text, n, err);
    snprintf(hex, HASH_HEX, "%.*s", N_DIGITS, all);
    *check = CHECK_NONE;
    if (n > N_DIGITS) {
        const char *said = all + N_DIGITS;
        bool decimal = isdigit((unsigned char)said[1]); /* a letter in the first place makes a hundred or more */
        *check = decimal && value(said[0]) * 10 + value(said[1]) == check_of(hex) ? CHECK_FITS : CHECK_WRONG;
    }
    return true;
}

size_t digits_differ(const char a[HASH_HEX], const char b[HASH_HEX], size_t *first)
{
    size_t n = 0;
    *first = 0;
    for (size_t i = 0; i < N_DIGITS; i++)
        if (a[i] != b[i] && n++ == 0)
            *first = i / GROUP + 1;
    return n;
}
