/* withdrawal.h - what is in the round and shall no longer count: an entry of a ballot, its last event, a whole import.
 *
 * Each is a run of the verb `correct`; its rows go into `withdrawal`, and those they are about stay.  What others build
 * on is not withdrawn: E_STATE says what must be withdrawn first.
 */
#ifndef SURVEY_WITHDRAWAL_H
#define SURVEY_WITHDRAWAL_H

#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/store/log.h"

/* Keying PASS of the ballot SERIAL, or for 0 all of them.  *N: how many entries. */
bool withdraw_entry(struct store *store, int64_t serial, int pass, const struct actor *actor, size_t *n,
                    struct error *err) MUST_CHECK;
/* Its last event: a void is lifted, a state taken back. */
bool withdraw_event(struct store *store, int64_t serial, const struct actor *actor, struct error *err) MUST_CHECK;
/* All that the run NUMBER of `import`, `points import` or `correct` added.  *N: how many rows. */
bool withdraw_run(struct store *store, int64_t number, const struct actor *actor, size_t *n,
                  struct error *err) MUST_CHECK;

#endif
