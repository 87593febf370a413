/* tally.h - ballots counted for a report: custody, and answers by option.
 *
 * One pass over the ballots; memory grows with the cells of the tables, never with the ballots.
 */
#ifndef REPORTS_TALLY_H
#define REPORTS_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/dictionary.h"
#include "survey/base/error.h"
#include "survey/round/ballots.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* What became of ballots.  issued = void_ + returned + those that did not come back;
 * returned = valid + invalid of any reason + unkeyed. */
struct fate {
    int64_t issued, void_, returned, valid, unkeyed, invalid[N_INVALID];
    int64_t refused, absent, moved, ineligible, out; /* not back: out is without a word */
    int64_t pool;                                    /* of the issued, without a member of the sample */
};

void fate_add(struct fate *sum, const struct fate *more);
int64_t fate_invalid(const struct fate *fate);

/* Answers to one question about one unit (or about none). */
struct answers {
    int64_t ballots; /* that count and were asked */
    int64_t blank, unreadable, multiple;
    int64_t other;    /* of number and text questions: something is written */
    int64_t *options; /* of the scale; NULL where no ballot was counted */
};

struct question_tally {
    struct answers all;
    struct answers *units; /* by unit; NULL where no ballot was counted, and for a question asked once */
};

struct ballot_tally {
    size_t n_groups, n_types, n_units, n_questions;
    struct dictionary *offices; /* "" is one of them where it occurs */
    struct fate *by_office;     /* [(office * n_types + type) * n_groups + group] */
    size_t by_office_room;
    struct fate *by_group;            /* [group] */
    int64_t *unit_ballots;            /* [unit * n_groups + group]: that count for the unit */
    struct question_tally *questions; /* by question of the definition */
};

struct ballot_tally *tally_read(struct store *store, const struct definition *definition, struct error *err) MUST_CHECK;
void tally_free(struct ballot_tally *tally);

const struct fate *tally_office(const struct ballot_tally *tally, size_t office, size_t type, size_t group);

#endif
