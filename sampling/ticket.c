#include "sampling/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/message.h"
#include "survey/base/text.h"

#define TEN_18 UINT64_C(1000000000000000000)

bool seed_is_fit(const char *seed, int64_t n, struct error *err)
{
    char *trimmed = text_trim(seed);
    bool same = !strcmp(trimmed, seed), empty = !*trimmed;
    free(trimmed);
    if (empty)
        return error_set(err, E_USAGE, _("the seed is empty"));
    if (!same)
        return error_set(err, E_USAGE, _("the seed \"%s\" has blanks at its ends; they would change the draw"), seed);
    size_t digits = (size_t)n;
    return n == 0 || (strlen(seed) == digits && strspn(seed, "0123456789") == digits) ||
           error_set(err, E_USAGE, _("the seed is \"%s\"; %zu digits and nothing else were fixed for it"), seed,
                     digits);
}

/* Divide the 256-bit number in four 64-bit LIMBS (most significant first) by 10^18; the remainder. */
static uint64_t divide(uint64_t limbs[4])
{
    unsigned __int128 rest = 0;
    for (int i = 0; i < 4; i++) {
        unsigned __int128 part = rest << 64 | limbs[i];
        limbs[i] = (uint64_t)(part / TEN_18);
        rest = part % TEN_18;
    }
    return (uint64_t)rest;
}

static void limbs_of(const uint8_t digest[HASH_BYTES], uint64_t limbs[4])
{
    for (int i = 0; i < 4; i++) {
        limbs[i] = 0;
        for (int j = 0; j < 8; j++)
            limbs[i] = limbs[i] << 8 | digest[8 * i + j];
    }
}

/* The 18 digits of VALUE in reverse. */
static uint64_t reverse(uint64_t value)
{
    uint64_t reversed = 0;
    for (int i = 0; i < 18; i++) {
        reversed = reversed * 10 + value % 10;
        value /= 10;
    }
    return reversed;
}

void ticket_seed_set(struct ticket_seed *seed, const char *text)
{
    char hex[HASH_HEX];
    hash_text_hex(text, hex);
    hash_init(&seed->hash);
    hash_add(&seed->hash, hex, HASH_HEX - 1);
}

struct ticket ticket_of(const struct ticket_seed *seed, const char *id, size_t length)
{
    struct ticket ticket;
    struct hash hash = seed->hash;
    hash_add(&hash, id, length);
    hash_end(&hash, ticket.digest);
    uint64_t limbs[4];
    limbs_of(ticket.digest, limbs);
    /* The last 18 digits of the integer are the first 18 of U. */
    ticket.first = reverse(divide(limbs));
    return ticket;
}

char *ticket_text(const struct ticket *ticket, char out[TICKET_TEXT])
{
    uint64_t limbs[4];
    limbs_of(ticket->digest, limbs);
    char *p = out;
    *p++ = '0';
    *p++ = '.';
    /* Digits come from the integer's end, so they come reversed; 64 at least. */
    for (int n = 0; n < 64 || limbs[3]; n += 18) { /* past 64 digits the rest is in the last limb */
        uint64_t part = divide(limbs);
        for (int i = 0; i < 18 && p < out + TICKET_TEXT - 1; i++) {
            *p++ = (char)('0' + part % 10);
            part /= 10;
        }
    }
    /* Zeros past the integer's first digit are not its own, but for the padding to 64. */
    while (p - out > 2 + 64 && p[-1] == '0')
        p--;
    *p = '\0';
    return out;
}

int ticket_compare(const struct ticket *a, const struct ticket *b)
{
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    char x[TICKET_TEXT] = "", y[TICKET_TEXT] = "";
    return strcmp(ticket_text(a, x), ticket_text(b, y));
}

double ticket_uniform(const struct ticket *ticket)
{
    return ((double)ticket->first + 0.5) / 1e18;
}
