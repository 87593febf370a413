/* entry.h - one ballot as a file or a person gives it, whole. */
#ifndef IMPORTERS_ENTRY_H
#define IMPORTERS_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/issues.h"
#include "survey/round/ballots.h"

struct entry {
    size_t ballot;                 /* index in the register */
    struct place place;            /* of its serial */
    uint32_t keyer_column;         /* of its keyer, on the same line; 0 where it has none */
    int64_t source;                /* number in the round */
    uint8_t pass;                  /* 1, 2, or 3 for the cells in which those differ */
    bool says_keyer, says_channel; /* the ballot does, not who brings it */
    bool says_pass;                /* the ballot does: REDCap's serial--2 */
    bool could_say_keyer;          /* so that one that does not, and says nothing else, was not keyed */
    bool channel_is_fixed;         /* who brings it says the channel */
    bool bad;                      /* something besides its answers is wrong */
    bool bad_answer;               /* an answer was refused */
    enum channel channel;
    enum custody state; /* N_CUSTODY where none is said */
    size_t keyer;       /* intake_keyer(), or NONE */
    const char *reason; /* of the state, or NULL; whose, says who made the entry */
    uint8_t *cells;     /* likewise */
    size_t n_cells, n_answers;
    size_t last_text;      /* of the numbers and words in its cells, its number in the intake plus 1; or 0 */
    double started, ended; /* seconds; NAN where not said */
};

#endif
