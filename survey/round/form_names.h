/* form_names.h - what a form made by `template form` calls its questions, so that its export is known without a map. */
#ifndef SURVEY_FORM_NAMES_H
#define SURVEY_FORM_NAMES_H

#include "survey/round/definition.h"

/* The column that asks for the serial: in KoBo and ODK, in Google Forms. */
#define FORM_SERIAL_NAME  "ma_phieu"
#define FORM_SERIAL_TITLE "Mã phiếu"

/* The name of QUESTION about UNIT (or NONE) in KoBo and ODK, which know letters, digits and `_`: "Q1_U1"; a new string.
 */
char *form_name(const struct definition *d, size_t question, size_t unit);
/* Its title in Google Forms, "Q1. Điều hành thế nào?", and as an export names the column, "Q1. Điều hành thế nào? [Sở
 * Nội vụ]"; a new string. */
char *form_title(const struct definition *d, size_t question, size_t unit);

/* Whether the form of TYPE asks UNIT by name: all ballots of the type are about the same units.  Otherwise each ballot
 * is about one that its holder knows. */
bool form_names_units(const struct definition *d, size_t type);
bool form_asks(const struct definition *d, size_t type, size_t question, size_t unit);

#endif
