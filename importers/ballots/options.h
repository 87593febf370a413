/* options.h - what a person wishes of an import of ballots. */
#ifndef IMPORTERS_OPTIONS_H
#define IMPORTERS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/words/twice.h"
#include "survey/round/ballots.h"

struct audited;

struct ballot_options {
    const char *type;              /* every ballot must be of this type; or NULL */
    enum channel channel;          /* where the file has no such column; CHANNEL_NONE: paper */
    const char *keyer;             /* likewise; or NULL */
    bool correct;                  /* what is in the round with other answers is corrected */
    int pass;                      /* 1, 2, or 3 for the cells in which they differ */
    const struct audited *audited; /* the audit they are keyed for (intake.h); or NULL */
    const char *map;               /* the path of a map (map.h); or NULL */
    struct twice twice;            /* which counts of a ballot that was sent twice; before what the map says */
    const char *encoding;          /* of text files; NULL: find out */
    /* Codes of warnings that are accepted, with the actor's reason; they are counted and logged, not listed. */
    const char *const *accept;
    size_t n_accept;
    /* Called now and then with the rows read so far; may be NULL. */
    void (*progress)(void *data, const char *file, size_t rows);
    void *progress_data;
};

#endif
