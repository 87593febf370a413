/* draw.h - the draw that anyone can repeat.
 *
 * The frame is frozen first: its hash is fixed and published together with the
 * public event, still to come, that gives the seed.  Then every member's ticket
 * follows from seed and `GROUP/ID`; in each stratum the smallest tickets are
 * the sample and the next ones the reserves, in order.
 */
#ifndef SAMPLING_DRAW_H
#define SAMPLING_DRAW_H

#include "sampling/plan.h"
#include "survey/base/error.h"
#include "survey/base/hash.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"

#define DRAW_ALGORITHM "consistent sampler (Rivest 2018), first ticket of GROUP/ID"

/* What is fixed with the frame, and the hashes that are published with it. */
struct freezing {
    const char *seed_from; /* the public event, still to come */
    int64_t seed_digits;   /* its outcome has so many digits, 0: any text */
    double ticket_start;
    char sha256[HASH_HEX], rules[HASH_HEX]; /* made; of the frame, and of the rules (frame.h) */
};

/* Fix the frame and the rules, by their hashes.  What would keep any group from being drawn is added as a fault, before
 * the event is spent; then false with ERR unset.  Smallest tickets will be counted from ticket_start (0 or more, below
 * 1) on: with the seed of an earlier round that avoids the people asked then.  Each freeze needs
 * an event of its own, and once a sample is drawn a reason; E_STATE without, and once ballots are issued or
 * reserves called in. */
bool draw_freeze(struct store *store, struct freezing *freezing, const struct actor *actor, struct issues *issues,
                 struct error *err) MUST_CHECK;

/* Draw by SEED.  E_USAGE where it is not of the form that the freeze fixed.  E_STATE without a freeze, where the frame
 * or the groups are no longer as frozen, where a sample was drawn by SEED from an earlier freeze, or where a sample is
 * there and REDRAW is not set (never once ballots are issued or reserves called in). DRAWN receives the strata as they
 * were drawn, in a dry run too; release it in either case. */
bool draw_sample(struct store *store, const char *seed, bool redraw, const struct actor *actor, struct plan *drawn,
                 struct issues *issues, struct error *err) MUST_CHECK;

/* Let the next reserve of the stratum take the place of member GROUP/ID, who
 * refused, was absent, moved or is ineligible; E_STATE where a ballot of theirs is keyed.  REPLACED receives
 * the GROUP/ID that is in the sample, RESERVE the other's id (free both). */
bool draw_replace(struct store *store, const char *member, const char *disposition, const struct actor *actor,
                  char **replaced, char **reserve, struct error *err) MUST_CHECK;

/* Repeat the newest draw from frame and seed and compare it with the sample;
 * each difference is a fault (F92x), more than one draw a warning.  Nothing to do where none was drawn. */
bool draw_verify(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

/* How many of the sample of EARLIER, another round, are selected in this one too, among DRAWN and ASKED
 * (the earlier sample) of one group. */
struct overlap {
    int64_t drawn, asked, both;
};
bool draw_overlap(struct store *store, struct store *earlier, const char *group, struct overlap *overlap,
                  struct error *err) MUST_CHECK;

#endif
