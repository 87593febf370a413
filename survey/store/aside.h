/* aside.h - a round, or any database, that makes room for another is never erased. */
#ifndef SURVEY_ASIDE_H
#define SURVEY_ASIDE_H

#include <stdbool.h>

#include "survey/base/error.h"

/* Rename the database PATH to the first of PATH.1, PATH.2, … of which there is none, once nobody writes it; a change
 * that was cut off is undone first, or, where that cannot be, its journal goes along.  *ASIDE is the new name, a new
 * string. Who still has PATH open can read it, but no longer write it. */
bool store_set_aside(const char *path, char **aside, struct error *err) MUST_CHECK;

#endif
