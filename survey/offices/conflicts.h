/* conflicts.h - what several files of offices, or one of them and the round, say of one ballot.
 *
 * All is kept, and what counts is derived: a cell is what all whole keyings agree on, else what the third ones say,
 * else unreadable until there is one; of two events of one number the round's own counts, else the later one.
 */
#ifndef SURVEY_CONFLICTS_H
#define SURVEY_CONFLICTS_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* List them all, as warnings: ballots keyed in several files (W461), states that differ (W462), files that went on in
 * two places (W463), keyings of who was replaced meanwhile (W464). */
bool offices_check(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
