/* merge.h - what offices keyed in files of their own (split.h), brought into the round.
 *
 * Rows are a set.  Each is known by the line of the file's log that wrote it, a line by its hash; the round takes the
 * lines that it does not have yet, with all they wrote.  So files come in any order, twice, an earlier copy before a
 * later one or after it, and the round holds the same.  Where a copy went on elsewhere both sides are kept: behind the
 * line at which they part they are known as two by their hashes, whatever machine or folder either was on.  Nothing is
 * decided here: what counts follows from the rows (the views of schema.sql, ballots.h).
 */
#ifndef SURVEY_MERGE_H
#define SURVEY_MERGE_H

#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

struct brought {
    char *file, *office; /* FILE without its folder */
    size_t lines;        /* of its log that were new, and what they wrote: */
    size_t entries, events, withdrawals;
};

/* Bring FILES[0..N-1] into STORE, a run each that had anything new; RESULTS[i] says what.  All are looked at first: one
 * that is not of this round (F460), whose log does not stand (F461), that did what an office does not (F462), or whose
 * rows are of ballots that were not its own (F463) is a fault, and none is merged.  A warning (W463) where a file went
 * on in two places.  Release the results also on failure. */
bool offices_merge(struct store *store, const char *const *files, size_t n, const struct actor *actor,
                   struct brought *results, struct issues *issues, struct error *err) MUST_CHECK;
void brought_release(struct brought *merged);

#endif
