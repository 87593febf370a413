/* suggestion.h - what a column's name in a form's export may mean. */
#ifndef IMPORTERS_SUGGESTION_H
#define IMPORTERS_SUGGESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/words/fields.h"
#include "survey/round/definition.h"

struct suggestion {
    bool ignored;
    enum ballot_field field; /* or N_BALLOT_FIELDS */
    size_t question, unit;   /* indices, or NONE */
    bool certain;            /* by codes, or by texts that are the same */
};

/* What exporting programs call it; N_BALLOT_FIELDS and not IGNORED where NAME is none of theirs. */
struct suggestion suggest_field(const char *name);

/* The question of ballot type TYPE, and its unit, that NAME speaks of, or a code NAME and the TEXT ("" for none) that
 * the form has for it; question NONE where they speak of none.  Marks and entities of HTML do not count. */
struct suggestion suggest_question(const struct definition *d, size_t type, const char *name, const char *text);

/* The unit that is all NAME speaks of, as the exports of Microsoft Forms name the rows of a grid; where a name comes
 * again, they put a number behind it.  NONE where it is not certainly one. */
size_t suggest_unit(const struct definition *d, const char *name);

/* The option of SCALE that ANSWER may be, from 1; 0 where nothing says so. */
size_t suggest_option(const struct scale *scale, const char *answer);

#endif
