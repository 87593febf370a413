/* frame.h - lists of possible respondents into the round.
 *
 * Columns: id, group, own_unit, rates, office, size and the strata, clusters,
 * sizes and margins that the definition names.  Nothing else enters the round:
 * a column whose header says who somebody is (name, telephone, address, …) goes
 * into the identity file beside it, any other is passed over with a warning.
 */
#ifndef IMPORTERS_FRAME_H
#define IMPORTERS_FRAME_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

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
