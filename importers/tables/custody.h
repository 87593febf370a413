/* custody.h - hand-out lists that come back, and other lists of who had which paper: steps of custody. */
#ifndef IMPORTERS_CUSTODY_H
#define IMPORTERS_CUSTODY_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* What holds of rows that do not say it themselves; NULL. */
struct custody_options {
    const char *date; /* yyyy-mm-dd */
    const char *by, *office, *batch;
    bool delivered; /* the lists went to their offices with all their ballots */
    bool correct;
};

struct custody_imported {
    size_t rows;      /* that say something */
    size_t steps;     /* new ones */
    size_t repeated;  /* rows that say nothing new */
    size_t corrected; /* steps whose particulars were put right */
    size_t empty;     /* rows of a ballot of which nothing is filled in yet */
};

/* Read FILES (docs/custody.md: a row a ballot, columns serial, delivered, handed, returned, reason, state, date, by,
 * office, batch) into the round.  A step must be one that may follow (survey/custody/chain.h).  One that is in already
 * is passed over; with other particulars it is a fault, unless OPTIONS->correct.  Where no row says anything, the round
 * stays as it is. */
bool custody_import(struct store *store, const char *const *files, size_t n_files,
                    const struct custody_options *options, const struct actor *actor, struct custody_imported *result,
                    struct issues *issues, struct error *err) MUST_CHECK;

#endif
