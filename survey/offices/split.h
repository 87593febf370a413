/* split.h - the file of an office: the definition, and the ballots it hands out and takes back.
 *
 * It is a round in which the ordinary verbs key and correct; run_may() (log.h) says which.  It holds no member, no name
 * and no stratum, of other offices no ballot: not even who has the office's own.  What was keyed before stays in the
 * whole round.  Its secret follows from the round's, which does not follow from it, so that who has the file can open
 * no commitment of the round.  Its first line names the round's newest one before the split; the round notes the hash
 * of that first line, by which the file is known again (merge.h).  An office may be given several files.
 */
#ifndef SURVEY_SPLIT_H
#define SURVEY_SPLIT_H

#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/store/log.h"

/* Make the file of OFFICE at PATH, which must not exist, and note it in the log of STORE.  *N_BALLOTS is how many it
 * has, HEAD the hash of its first line.  E_USAGE where no ballot is the office's. */
bool office_split(struct store *store, const char *office, const char *path, const struct actor *actor,
                  size_t *n_ballots, char head[HASH_HEX], struct error *err) MUST_CHECK;

#endif
