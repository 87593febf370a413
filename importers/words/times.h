/* times.h - times as forms and keying programs write them. */
#ifndef IMPORTERS_TIMES_H
#define IMPORTERS_TIMES_H

#include <stdbool.h>

#include "survey/base/date.h"

/* TEXT, a date and a time of day, as seconds since 1970 on the clock it was read
 * from: 31/12/2024 8:15[:00], 2024-12-31 08:15:00, 2024-12-31T08:15:00.000+07:00
 * (the zone is passed over), with AM, PM, SA or CH behind it.  False where it is none. */
bool time_parse(const char *text, double *seconds);

/* The same of a time 12/31/2024 8:15 or 12/31/24 8:15, in which ORDER says what comes first. */
bool time_parse_as(const char *text, enum date_order order, double *seconds);

#endif
