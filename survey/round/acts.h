/* acts.h - what was done to a round after its results were known.
 *
 * Each scoring leaves its outcome (table `outcome`).  From the first on, whoever corrects, withdraws or defines knows
 * whom it helps: every such act is told, with what the next scoring changed.
 */
#ifndef SURVEY_ACTS_H
#define SURVEY_ACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* A line of the log behind the first scoring; weighing and scoring where something came of them. */
struct act {
    int64_t run;
    char *time, *who, *verb, *detail, *reason; /* "" where none was given */
    int64_t known;                             /* the line of the first scoring */
    int64_t scored, units; /* the next scoring, 0 where there is none yet; of how many units it changed anything */
};

/* What the scoring of line RUN gave a unit, and the one before it: 1e-9 points; not only these may have changed, but
 * the limits, possible ranks and classes at the limits too. */
struct outcome_change {
    int64_t run;
    char *unit;
    int64_t before, after;
    bool has_before, has_after; /* false where there was, or is, no such unit */
    bool lacks_before, lacks;   /* the total is provisional */
    int64_t rank_before, rank;  /* 0 for none */
    char *class_before, *class; /* "" for none */
};

struct acts {
    struct act *acts;
    struct outcome_change *changes;
    size_t n_acts, n_changes;
};

bool acts_read(struct store *store, struct acts *acts, struct error *err) MUST_CHECK;
void acts_release(struct acts *acts);

/* A warning for each act (W926), and for each scoring that gave something else than the one before it (W927); a fault
 * where the newest outcome is not what the scores are (F943). */
bool acts_tell(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
