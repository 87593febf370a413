/* raters.h - whom a member of the frame rates. */
#ifndef SURVEY_RATERS_H
#define SURVEY_RATERS_H

#include <stddef.h>

#include "survey/round/definition.h"

/* What the frame says of him; NULL or "" where it says nothing. */
struct rater {
    const char *group, *id;
    const char *own_unit, *rates; /* where he works, whom he dealt with */
};

/* The units he rates on a ballot of TYPE into UNITS, room for all of D, in report order; how many.  Of units = own the
 * one he dealt with, else his own; of listed those that table rates has for him or for his own unit; his own left out
 * where own_unit says so.  A unit stands for the one above it that is in the type's block. */
size_t rated_units(const struct definition *d, size_t type, const struct rater *rater, size_t *units);

#endif
