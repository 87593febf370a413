/* against.h - does a round continue an older copy of it, as the overseer kept one?
 *
 * It does where every line of the copy's log stands in the round's, and every row of the copy too: those of tables that
 * grow, and of replaced ones where no later line wrote them.  Else the first line that differs is named, and the rows.
 */
#ifndef SURVEY_AGAINST_H
#define SURVEY_AGAINST_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

struct against {
    int64_t lines, added; /* of the copy; behind them in the round */
    int64_t signatures;   /* of the copy */
};

/* Each difference of STORE from OLDER, both opened to be read whatever they are, is a fault (F944 to F949); that they
 * are of two schema versions, of which not all can be compared, a warning (W930). */
bool against_verify(struct store *store, struct store *older, struct against *against, struct issues *issues,
                    struct error *err) MUST_CHECK;

#endif
