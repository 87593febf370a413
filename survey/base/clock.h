/* clock.h - the time, and who is logged in. */
#ifndef SURVEY_CLOCK_H
#define SURVEY_CLOCK_H

#include <stdbool.h>

#include "survey/base/error.h"

#define CLOCK_TEXT 21 /* yyyy-mm-ddThh:mm:ssZ and NUL */

/* Now as UTC; where SOURCE_DATE_EPOCH (reproducible-builds.org) is set, what it says, and *FIXED.  E_USAGE where that
 * is no number of seconds from 1970 to 9999. */
bool clock_now(char utc[CLOCK_TEXT], bool *fixed, struct error *err) MUST_CHECK;

/* The name of the user who runs the program, by the system; a new string, the number where there is none. */
char *clock_login(void);

#endif
