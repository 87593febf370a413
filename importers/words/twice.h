/* twice.h - a ballot that was sent twice: which of the two counts.
 *
 * Forms send for themselves, and some send twice.  The same answers twice are one ballot.  Of different ones a person
 * says, channel by channel, that the last counts, or the first; otherwise they are a fault.  Paper is keyed by
 * people, of whom a second has pass 2: there a ballot that stands twice is a fault, unless a rule is given for paper by
 * name.
 */
#ifndef IMPORTERS_TWICE_H
#define IMPORTERS_TWICE_H

#include <stdbool.h>

#include "survey/round/ballots.h"

enum twice_rule { TWICE_NOT_SAID, TWICE_FAULT, TWICE_FIRST, TWICE_LAST };

struct twice {
    enum twice_rule of[CHANNEL_DIRECT + 1]; /* by channel */
};

/* What WORD, `last`, `first` or `fault`, says of CHANNEL, by name, or of all that send themselves, "".  False where
 * either is none of these. */
bool twice_set(struct twice *twice, const char *channel, const char *word);

/* The same of "last" or "online=last,direct=first". */
bool twice_parse(struct twice *twice, const char *text);

/* A new string from which twice_parse() makes TWICE again; "" where nothing was said. */
char *twice_words(const struct twice *twice);

/* What is said first in A, then in B, else a fault for channels that send themselves. */
struct twice twice_join(const struct twice *a, const struct twice *b);

#endif
