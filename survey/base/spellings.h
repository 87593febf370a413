/* spellings.h - texts of one column that are written in several ways (text_alike()), and the way most have it.
 *
 * Each distinct text is folded once.
 */
#ifndef SURVEY_SPELLINGS_H
#define SURVEY_SPELLINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/issues.h"

struct spellings;

struct spellings *spellings_new(void);
void spellings_free(struct spellings *spellings);

/* COUNT more rows have TEXT; its number, from 0. */
size_t spellings_add(struct spellings *spellings, const char *text, size_t count);

/* How that which TEXT, which was added, is a spelling of is written by most rows; of equal numbers as it came first. */
const char *spellings_usual(const struct spellings *spellings, const char *text);

/* The text with number I; and the number of what it is a spelling of, which is one for all of them. */
const char *spellings_text(const struct spellings *spellings, size_t i);
size_t spellings_thing(const struct spellings *spellings, size_t i);
/* How thing I is written by most rows. */
const char *spellings_thing_usual(const struct spellings *spellings, size_t i);

/* Is anything written in several ways?  A new string of all that is, with their rows: "Hoà" (3), "Hòa" (1); "ĐA" (1),
 * ..., of a flood the first and how many others
 */
bool spellings_any(const struct spellings *spellings);
char *spellings_list(const struct spellings *spellings);

/* Numbers of digits that differ in zeros before them only (0012, 12): a spreadsheet leaves such zeros out.  Of nothing
 * but zeros to begin with. */
struct leading_zeros {
    struct dictionary *numbers;
    size_t n;    /* that differ so from an earlier one */
    char *first; /* of these */
};
/* TEXT, seen once, among those of SCOPE; true where it is such a one. */
bool leading_zeros_add(struct leading_zeros *zeros, const char *scope, const char *text);
/* Say (W306) that COLUMN of FILE has some; they stay apart. */
void leading_zeros_tell(const struct leading_zeros *zeros, struct issues *issues, const char *file, const char *column);
void leading_zeros_release(struct leading_zeros *zeros);

/* Say (W111) that COLUMN of FILE has LIST; that they are one where FOLDED, else that they stay apart. */
void spellings_tell(struct issues *issues, const char *file, const char *column, const char *list, bool folded);

#endif
