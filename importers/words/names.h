/* names.h - units and questions by what people write for them.
 *
 * A unit by its code or its name, a question of a ballot type by its code or
 * its text, whatever the case, the spaces and the Unicode composition.  A name
 * that two share names neither.
 */
#ifndef IMPORTERS_NAMES_H
#define IMPORTERS_NAMES_H

#include <stddef.h>

#include "survey/round/definition.h"

struct names_of {
    struct dictionary *words; /* folded; words as they were found before, behind a byte 1 */
    size_t *means;            /* of each word: an index, or NONE where it could be two */
    size_t room;
};

struct ballot_names {
    const struct definition *d;
    struct names_of units;
    struct names_of *questions; /* [n_ballot_types] */
};

void ballot_names_init(struct ballot_names *names, const struct definition *d);
void ballot_names_release(struct ballot_names *names);

/* The unit, or the question of ballot type TYPE, that TEXT means; NONE where there is none. */
size_t ballot_names_unit(struct ballot_names *names, const char *text);
size_t ballot_names_question(struct ballot_names *names, size_t type, const char *text);

/* TEXT in capitals, as codes are; a new string. */
char *ballot_names_code(const char *text, size_t length);

#endif
