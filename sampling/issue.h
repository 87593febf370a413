/* issue.h - ballot serials for the sample.
 *
 * One ballot per sample member (reserves that were called in included) and
 * ballot type of the member's group, with its list of units.  Run again after
 * reserves were called in, or ballots were made void, it adds only what is missing.  Serials come from the system's
 * random source, never from the public seed or the order of the sample.
 */
#ifndef SAMPLING_ISSUE_H
#define SAMPLING_ISSUE_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

struct pool_options {
    size_t n; /* how many ballots without a member */
    const char *group;
    const char *office; /* or NULL */
    const char *unit;   /* for ballot types that rate one's own unit; or NULL */
    bool walk_in;       /* else a meeting to which N were invited */
};

/* Issue for the sample.  SERIAL_SEED (or NULL) makes the serials repeat, for
 * rehearsals only; the log says so.  *N_ISSUED receives the number, *RUN_NUMBER the run. */
bool issue_sample(struct store *store, const char *serial_seed, const struct actor *actor, size_t *n_issued,
                  int64_t *run_number, struct issues *issues, struct error *err) MUST_CHECK;

/* Issue POOL->n ballots of every type of the group without a member.  W436 where the group has a list. */
bool issue_pool(struct store *store, const struct pool_options *pool, const struct actor *actor, size_t *n_issued,
                int64_t *run_number, struct issues *issues, struct error *err) MUST_CHECK;

/* Put on record that lists with the names of the sample are written: a line of the log, which changes no table. */
bool issue_names(struct store *store, const struct actor *actor, struct error *err) MUST_CHECK;

#endif
