/* correct.h - cells of a ballot that is in the round, corrected. */
#ifndef IMPORTERS_CORRECT_H
#define IMPORTERS_CORRECT_H

#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* CELLS, "QUESTION=VALUE" or "QUESTION.UNIT=VALUE" each, an empty VALUE for blank, of the ballot SERIAL, by KEYER.
 * Where the ballot was keyed twice they are a third keying, or more of it, and KEYER a third person; else an entry in
 * the place of the one that is there. */
bool ballot_correct(struct store *store, const char *serial, const char *const *cells, size_t n_cells,
                    const char *keyer, const struct actor *actor, struct issues *issues, struct error *err) MUST_CHECK;

#endif
