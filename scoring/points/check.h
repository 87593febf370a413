/* check.h - what is wrong or odd about the ballots: the verb `check`. */
#ifndef SCORING_CHECK_H
#define SCORING_CHECK_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/store.h"

/* Keying compared, of a person who keyed, of a question or of an office: how many keyings of fields another person's
 * stands beside, and how many of those the third keying found wrong. */
struct keying_rate {
    char *name; /* of the person; "TYPE/QUESTION"; code of the office, or "" */
    size_t ballots, fields, wrong;
    size_t unresolved; /* keyings of fields that differ and wait for a third */
};

enum rate_of { RATE_KEYER, RATE_QUESTION, RATE_OFFICE, N_RATES_OF };

struct keying_rates {
    struct keying_rate *rates;
    size_t n, room;
};

struct check_result {
    size_t ballots, returned, keyed, valid, twice; /* twice: keyed by two people */
    size_t invalid[8];                             /* by enum invalid */
    struct keying_rates of[N_RATES_OF];            /* by name, questions as they stand in the definition */
};

/* Differences between passes without a third keying are faults (F43x); odd
 * things are warnings (W4xx).  Release the result in either case. */
bool check_round(struct store *store, struct check_result *result, struct issues *issues, struct error *err) MUST_CHECK;
void check_result_release(struct check_result *result);

#endif
