/* partial.h - rows that hold a part of a ballot: a row per unit, or per answer.  They are gathered until the sheet
 * ends, wherever they stand. */
#ifndef IMPORTERS_PARTIAL_H
#define IMPORTERS_PARTIAL_H

#include "importers/ballots/input.h"

struct partials;

/* Of a sheet. */
struct partials *partials_new(const struct definition *d, const struct ballot_register *issued);
void partials_free(struct partials *partials);
/* A row that holds a part of the ballot ENTRY is of, about UNIT or NONE. */
void partials_add(struct partials *partials, const struct input *in, struct sheet_input *s, const struct row *row,
                  const struct entry *entry, size_t unit);

/* The sheet has ended: how many ballots there are, and ballot I as a whole, each once.  What no row gave is blank;
 * where that is odd, it is said. */
size_t partials_count(const struct partials *partials);
struct entry *partials_whole(struct partials *partials, const struct input *in, struct sheet_input *s, size_t i);
/* After the last of them, of a row per answer: a question that no row has is blank on all ballots of its type. */
void partials_check(const struct partials *partials, const struct input *in, const struct sheet_input *s);

#endif
