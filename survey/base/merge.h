/* merge.h - categories that count as others: "COLUMN:CATEGORY=CATEGORY", where one has few cases or none.
 *
 * What one category is merged into may be merged further by a later merge.
 */
#ifndef SURVEY_MERGE_H
#define SURVEY_MERGE_H

#include <stdbool.h>
#include <stddef.h>

struct merge {
    char *column, *from, *into;
    bool found; /* a margin has FROM */
};
struct merges {
    struct merge *merges;
    size_t n;
};

/* Add the LENGTH bytes of TEXT, "COLUMN:FROM=INTO", spaces around each left out; false where it is none.  FROM may be
 * empty where BLANKS: those without a value. */
bool merges_add(struct merges *m, const char *text, size_t length, bool blanks);
/* All of TEXT, `;` between; false where one is none: *BAD, if not NULL, is a copy of it. */
bool merges_split(struct merges *m, const char *text, char **bad);
void merges_release(struct merges *m);

#endif
