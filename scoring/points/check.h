/* check.h - what is wrong or odd about the ballots: the verb `check`. */
#ifndef SCORING_CHECK_H
#define SCORING_CHECK_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* Keying compared: of each person who keyed first, how many fields were keyed
 * again by another, in how many the third keying found this person wrong. */
struct keyer_rate {
    char *keyer;
    size_t ballots, fields, wrong;
    size_t unresolved; /* fields that differ and wait for a third keying */
};

struct check_result {
    size_t ballots, returned, keyed, valid, twice; /* twice: keyed by two people */
    size_t invalid[8];                             /* by enum invalid */
    struct keyer_rate *keyers;
    size_t n_keyers;
};

/* Differences between passes without a third keying are faults (F43x); odd
 * things are warnings (W4xx).  Release the result in either case. */
bool check_round(struct store *store, struct check_result *result, struct issues *issues, struct error *err) MUST_CHECK;
void check_result_release(struct check_result *result);

#endif
