/* spellings.h - texts of one column that are written in several ways (text_alike()), and the way most have it.
 *
 * Each distinct text is folded once.
 */
#ifndef SURVEY_SPELLINGS_H
#define SURVEY_SPELLINGS_H

#include <stddef.h>

struct spellings;

struct spellings *spellings_new(void);
void spellings_free(struct spellings *spellings);

/* COUNT more rows have TEXT. */
void spellings_add(struct spellings *spellings, const char *text, size_t count);

/* How that which TEXT, which was added, is a spelling of is written by most rows; of equal numbers as it came first. */
const char *spellings_usual(const struct spellings *spellings, const char *text);

/* How many things are written in several ways; and a new string that names spellings and rows of the Ith: "Hoà" (3),
 * "Hòa" (1). */
size_t spellings_several(const struct spellings *spellings);
char *spellings_list(const struct spellings *spellings, size_t i);

#endif
