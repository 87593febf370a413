/* programs.h - how exporting programs write the names of columns, and what they call their own. */
#ifndef IMPORTERS_PROGRAMS_H
#define IMPORTERS_PROGRAMS_H

#include <stdbool.h>

#include "importers/words/fields.h"

/* What stands behind the groups in front of a name: "group/ma_phieu" as KoBo writes it, "group-ma_phieu" as ODK does,
 * where no group and no name has a blank. */
const char *name_last_part(const char *name);

/* "Q1[SQ001]. text" as LimeSurvey writes code and text: where the text begins; NULL where NAME is no such pair. */
const char *name_behind_code(const char *name);

/* The FIELD that a column called NAME is, or N_BALLOT_FIELDS and IGNORED where its program writes it for itself.  False
 * where it is neither. */
bool program_field(const char *name, enum ballot_field *field, bool *ignored);

/* True when NAME ends with END, and is more. */
bool name_ends(const char *name, const char *end);

#endif
