/* balance.h - cân đối: how the papers of each office and of each bag add up, and those that do not.
 *
 * Only offices that sent a list are balanced: of others nobody wrote anything down (views.sql: custody_office).
 */
#ifndef SURVEY_CUSTODY_BALANCE_H
#define SURVEY_CUSTODY_BALANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* issued = handed + held + other_ways + unhanded;
 * handed = returned + elsewhere + refused + absent + moved + ineligible + void_ + out;
 * returned + unhanded = keyed + to_key. */
struct office_balance {
    char *office;
    int64_t issued, delivered, handed, held, other_ways; /* void or answered otherwise without having been handed */
    int64_t unhanded;                                    /* came back, and nobody wrote down that it was handed */
    int64_t returned, elsewhere, refused, absent, moved, ineligible, void_, out;
    int64_t keyed, to_key, unreturned, verified, archived; /* unreturned: keyed, not written down as returned */
};

struct batch_balance {
    char *office, *batch;
    int64_t delivered, handed, returned, keyed, archived, others;
};

struct balance {
    struct office_balance *offices;
    struct batch_balance *batches;
    size_t n_offices, n_batches;
};

bool balance_read(struct balance *balance, struct store *store, struct error *err) MUST_CHECK;
void balance_release(struct balance *balance);

/* The sum of all offices. */
struct office_balance balance_sum(const struct balance *balance);

/* True where no paper of OFFICE came back without having been handed out, none was keyed without having come back: by
 * how the views count, all other equations hold. */
bool balance_holds(const struct office_balance *office);

/* Name every serial that does not reconcile (W447 to W452) and every office (W453), with the equations that fail. */
bool balance_check(struct store *store, struct issues *issues, struct error *err) MUST_CHECK;

#endif
