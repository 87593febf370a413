/* frame.h - lists of possible respondents into the round.
 *
 * Columns: id, group, own_unit, rates, office, size and any stratum or cluster
 * column.  Names, contacts and other personal data (a column that says so by its header, unless the
 * definition uses it as a stratum) go into the identity file beside the round, never into the round.
 */
#ifndef IMPORTERS_FRAME_H
#define IMPORTERS_FRAME_H

#include "survey/error.h"
#include "survey/issues.h"
#include "survey/log.h"

struct frame_import {
    size_t members;      /* read */
    size_t identities;   /* of them with a name or contact */
    char *identity_file; /* where those went, or NULL; free it */
};

/* Read FILES into the frame of the round.  The groups they name are replaced
 * whole.  GROUP (or NULL) is the group of files without that column.  E_STATE
 * once a sample is drawn.  Nothing is changed where faults are added. */
bool frame_import(struct store *store, const char *const *files, size_t n_files, const char *group,
                  const struct actor *actor, struct frame_import *result, struct issues *issues,
                  struct error *err) MUST_CHECK;

#endif
