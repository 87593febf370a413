/* days.h - days that cannot be: of a step or a finding after today, or long before the frame was frozen.
 *
 * A wrong year is easily written, and is seen by nobody once it stands in a table.  A day more is given for clocks that
 * are wrong, and what is a step of a round is none of a year before it began.
 */
#ifndef SURVEY_CUSTODY_DAYS_H
#define SURVEY_CUSTODY_DAYS_H

#include "survey/base/date.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

struct days {
    char today[DATE_TEXT];  /* by the clock, or SOURCE_DATE_EPOCH: clock.h */
    char frozen[DATE_TEXT]; /* the day of the first freeze of the frame; "" where there is none */
};

bool days_read(struct days *days, struct store *store, struct error *err) MUST_CHECK;

/* W458 at PLACE where DAY (yyyy-mm-dd, or "") is more than a day after today, or more than a year before the freeze.
 * WHAT has that day: `serial 123-456-789-01: "returned"`. */
void days_check(const struct days *days, const char *day, const char *what, struct issues *issues, struct place place);

#endif
