/* custody_words.h - what people write into a hand-out list. */
#ifndef IMPORTERS_CUSTODY_WORDS_H
#define IMPORTERS_CUSTODY_WORDS_H

#include <stdbool.h>

#include "survey/base/date.h"
#include "survey/round/ballots.h"

/* A cell that is ticked, or has a day. */
struct tick {
    enum { TICK_NONE, TICK_YES, TICK_NO } mark;
    char day[DATE_TEXT]; /* "" where none is said */
};

/* Nothing, or a dash. */
bool custody_is_blank(const char *text);

/* TEXT is "x", "không", "6/12/2024", "x (6/12/2024)": false where it says neither yes nor no. */
bool custody_tick(const char *text, struct tick *tick);

/* The state of that name; N_CUSTODY. */
enum custody custody_state_called(const char *text);

/* The reason that TEXT begins with, refused, absent, moved, ineligible or void; *REST is what stands behind it, a new
 * string. */
enum custody custody_reason(const char *text, char **rest);

#endif
