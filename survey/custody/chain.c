#include "survey/custody/chain.h"

#include <string.h>

#define BIT(state) (1u << CUSTODY_##state)

/* Whoever refused, was away or had moved may still take the paper, or give back one that was left with them. */
#define NOT_REACHED (BIT(REFUSED) | BIT(ABSENT) | BIT(MOVED) | BIT(INELIGIBLE))

static const uint16_t follows[N_CUSTODY] = {
    [CUSTODY_ISSUED] = BIT(PRINTED) | BIT(DELIVERED) | BIT(HANDED) | BIT(VOID) | NOT_REACHED,
    [CUSTODY_PRINTED] = BIT(DELIVERED) | BIT(HANDED) | BIT(VOID) | NOT_REACHED,
    [CUSTODY_DELIVERED] = BIT(HANDED) | BIT(VOID) | NOT_REACHED,
    [CUSTODY_HANDED] = BIT(RETURNED) | BIT(VOID) | NOT_REACHED,
    [CUSTODY_RETURNED] = BIT(KEYED) | BIT(ARCHIVED) | BIT(VOID),
    [CUSTODY_KEYED] = BIT(VERIFIED) | BIT(ARCHIVED) | BIT(VOID),
    [CUSTODY_VERIFIED] = BIT(ARCHIVED) | BIT(VOID),
    [CUSTODY_ARCHIVED] = 0,
    [CUSTODY_VOID] = 0,
    [CUSTODY_REFUSED] = BIT(HANDED) | BIT(RETURNED) | BIT(VOID),
    [CUSTODY_ABSENT] = BIT(HANDED) | BIT(RETURNED) | BIT(VOID) | BIT(REFUSED) | BIT(MOVED) | BIT(INELIGIBLE),
    [CUSTODY_MOVED] = BIT(HANDED) | BIT(RETURNED) | BIT(VOID) | BIT(INELIGIBLE),
    [CUSTODY_INELIGIBLE] = BIT(VOID),
};

bool custody_follows(enum custody state, enum custody next)
{
    return follows[state] >> next & 1;
}

enum custody chain_state(const struct chain *chain, size_t i)
{
    return i ? (enum custody)chain->states[i - 1] : CUSTODY_ISSUED;
}

enum custody chain_last(const struct chain *chain)
{
    return chain_state(chain, chain->n);
}

bool chain_has(const struct chain *chain, enum custody state)
{
    return memchr(chain->states, (int)state, chain->n) != NULL;
}

size_t chain_breaks(const struct chain *chain)
{
    size_t n = 0;
    for (size_t i = 0; i < chain->n; i++)
        n += !custody_follows(chain_state(chain, i), chain_state(chain, i + 1));
    return n;
}

/* The breaks that STATE adds behind the I-th. */
static int cost(const struct chain *chain, size_t i, enum custody state)
{
    enum custody before = chain_state(chain, i);
    int added = !custody_follows(before, state);
    if (i == chain->n)
        return added;
    enum custody after = chain_state(chain, i + 1);
    return added + !custody_follows(state, after) - !custody_follows(before, after);
}

bool custody_may_be_late(enum custody state)
{
    return state >= CUSTODY_PRINTED && state <= CUSTODY_KEYED;
}

int chain_add(struct chain *chain, enum custody state)
{
    if (chain->n == CHAIN_MOST)
        return 1;
    size_t best = chain->n;
    for (size_t i = chain->n; i-- > 0 && custody_may_be_late(state);)
        if (cost(chain, i, state) < cost(chain, best, state))
            best = i;
    int added = cost(chain, best, state);
    memmove(chain->states + best + 1, chain->states + best, chain->n - best);
    chain->states[best] = (uint8_t)state;
    chain->n++;
    return added;
}
