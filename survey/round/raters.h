/* raters.h - whom a member of the frame rates: said once, for the plan, the ballots and the errors. */
#ifndef SURVEY_RATERS_H
#define SURVEY_RATERS_H

#include <stddef.h>

#include "survey/round/definition.h"

/* What the frame says of a member; NULL or "" where it says nothing. */
struct rater {
    const char *group, *id;
    const char *own_unit, *rates; /* where he works, whom he dealt with */
};

/* Table rates, by rater. */
struct raters {
    const struct definition *d;
    struct dictionary *names; /* "TYPE/RATER", by text_alike() */
    size_t *first, *next;     /* [name]: his first row; [row]: the one behind it, or NONE */
    size_t *listed, turn;     /* [unit]: the last turn that found it listed */
};
void raters_init(struct raters *raters, const struct definition *d);
void raters_release(struct raters *raters);

/* The units RATER rates on a ballot of TYPE into UNITS, room for all of the definition, in report order; how many.  Of
 * units = own the one he dealt with, else his own; of listed those that table rates has for him or for his own unit;
 * his own left out where own_unit says so.  A unit stands for the one above it that is in the type's block. */
size_t rated_units(struct raters *raters, size_t type, const struct rater *rater, size_t *units);

#endif
