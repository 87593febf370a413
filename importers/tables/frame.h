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

struct frame_options {
    const char *group; /* of files without that column; or NULL */
    bool number;       /* give ids, 1 to n in each group, whatever the files have; who has which stands in the identity
                          file, and who had one there keeps it */
    const char *linkage_key; /* the file of the secret by which members get keys (linkage.h); made where there is none;
                                or NULL */
};

struct frame_import {
    size_t members;      /* read */
    size_t identities;   /* of them with a name or contact */
    size_t linked;       /* of them with a key by which they are found in other rounds */
    bool new_secret;     /* for which the secret was made */
    char *identity_file; /* where those went, or NULL; free it */
};

/* Read FILES into the frame of the round.  The groups they name are replaced
 * whole.  An id or office that looks like a telephone or citizen number, an e-mail address or a name is a
 * fault, F309, unless W308 is accepted.  E_STATE once a sample is drawn.  Nothing is changed where faults are added. */
bool frame_import(struct store *store, const char *const *files, size_t n_files, const struct frame_options *options,
                  const struct actor *actor, struct frame_import *result, struct issues *issues,
                  struct error *err) MUST_CHECK;

#endif
