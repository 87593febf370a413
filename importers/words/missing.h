/* missing.h - what exporting programs write where there is no answer.  It never is one: an import refuses it, unless a
 * map says what it means, and a map that is proposed says blank.  Codes that a person chose, such as 99, only a map can
 * tell. */
#ifndef IMPORTERS_MISSING_H
#define IMPORTERS_MISSING_H

#include <stdbool.h>

/* -999999999 and ##N/A## of Survey Solutions, -oth- of LimeSurvey. */
bool is_missing_code(const char *text);

/* Besides them what LimeSurvey writes where a question was not shown, "N/A", which may be somebody's words too. */
bool may_be_missing(const char *text);

#endif
