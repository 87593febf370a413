/* form_names.h - what our own forms say, so that they are known when they come back: hand-out lists, and the questions
 * of a form made by `template form`, whose export needs no map. */
#ifndef SURVEY_FORM_NAMES_H
#define SURVEY_FORM_NAMES_H

#include "survey/round/definition.h"

/* What a hand-out list says over its columns, before the office and before its telephone; and below its last ballot. */
#define HANDOUT_TITLE "Danh sách phát và thu phiếu: "
#define HANDOUT_PHONE ", điện thoại "
#define HANDOUT_SUMS  "Cộng theo mẫu phiếu"

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
