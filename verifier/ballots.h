/* ballots.h - the ballots of the round as they stand: their state, and what counts of what was keyed. */
#ifndef VERIFIER_BALLOTS_H
#define VERIFIER_BALLOTS_H

#include "definition.h"

enum { BLANK = 0, NOT_ASKED = 253, UNREADABLE = 254, SEVERAL = 255 };

struct unit_list {
    int64_t number;
    size_t *units, n;
};

struct ballot {
    const char *serial, *member, *stratum, *office, *pool; /* "" for none; of evidence commitments */
    size_t type, group, list;
    int64_t run, n_events;
    const char *state; /* as weights take it */
    const char *last;  /* the last event's, "" without one */
    bool entered, returned, ineligible, valid;
    uint8_t *cells; /* what counts; NULL where nothing was keyed */
    size_t n_cells;
    bool *for_unit;     /* counts about that unit of its list */
    double base, final; /* as stored; NaN without a weight */
};

struct ballots {
    struct ballot *of;
    size_t n;
    struct unit_list *lists;
    size_t n_lists;
    const char *wrong; /* of the first ballot that cannot be read */
};

void ballots_read(struct file *f, const struct definition *d, struct ballots *b);

#endif
