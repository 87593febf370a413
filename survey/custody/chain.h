/* chain.h - the chain of custody: the states a paper ballot goes through, one after the other.
 *
 * Which may follow which is one table, drawn in docs/custody.md.  What people write down reaches the round late and in
 * any order: a hand-out list may come after the ballots it is about were keyed.  So the steps of every paper (printed,
 * delivered, handed, returned, keyed) are put where they break the chain least; the others, which say how it ended, at
 * its end.
 */
#ifndef SURVEY_CUSTODY_CHAIN_H
#define SURVEY_CUSTODY_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/round/ballots.h"

/* True when NEXT may come right after STATE. */
bool custody_follows(enum custody state, enum custody next);

/* True for the steps that may come to the round after later ones. */
bool custody_may_be_late(enum custody state);

#define CHAIN_MOST 31

/* The states of a ballot in their order, from CUSTODY_ISSUED on, which is never stored: N states after it. */
struct chain {
    uint8_t n, states[CHAIN_MOST];
};

/* State I, 0 is CUSTODY_ISSUED; and the last. */
enum custody chain_state(const struct chain *chain, size_t i);
enum custody chain_last(const struct chain *chain);
bool chain_has(const struct chain *chain, enum custody state);

/* How many of its states do not follow from the one before. */
size_t chain_breaks(const struct chain *chain);

/* Put STATE where it belongs, as late as that can be; how many breaks that adds, below 0 where it closes some.  A chain
 * that is full stays as it is, and one more break is told. */
int chain_add(struct chain *chain, enum custody state);

#endif
