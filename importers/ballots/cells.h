/* cells.h - the answers of a row, into the cells of its ballot. */
#ifndef IMPORTERS_CELLS_H
#define IMPORTERS_CELLS_H

#include "importers/ballots/input.h"

/* Read the text of an answer to SLOT into the cells of ENTRY, from COLUMN of ROW. */
void cell_read(const struct input *in, const struct sheet_input *s, const struct row *row, size_t column,
               const char *text, size_t length, const struct slot *slot, struct entry *entry);
/* Read the answer columns of ROW into the cells of ENTRY. */
void cells_read(const struct input *in, const struct sheet_input *s, const struct row *row,
                const struct placement *placement, struct entry *entry);
/* Look at the answers of ROW, which cannot be taken: of BALLOT, or of an unknown one (NONE), whose type the row, the
 * command line or the question may tell.  What is off its scale or no number is a fault, to be named in the same run.
 */
void cells_check(const struct input *in, const struct sheet_input *s, const struct row *row, size_t ballot);
/* The line must not end before an answer column that the ballot's type has. */
bool cells_are_all_there(const struct input *in, const struct sheet_input *s, const struct row *row,
                         const struct placement *placement);
/* Say, once for a type, that no column gives CELL of BALLOT. */
void say_missing(const struct input *in, struct sheet_input *s, struct place place, size_t ballot, size_t cell);

#endif
