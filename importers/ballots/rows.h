/* rows.h - what a row says besides answers: serial, type, unit, channel, keyer, state, times. */
#ifndef IMPORTERS_ROWS_H
#define IMPORTERS_ROWS_H

#include "importers/ballots/input.h"

enum row_kind {
    ROW_LOST, /* of no ballot that may come */
    ROW_BAD,  /* it has faults */
    ROW_GOOD
};

/* What ROW says besides answers, and which *UNIT (or NONE) it is about; every fault is added.  ENTRY has no cells yet,
 * its reason is borrowed.  Of a row that is lost entry->ballot is a void one or NONE. */
enum row_kind row_read(const struct input *in, struct sheet_input *s, const struct row *row, struct entry *entry,
                       size_t *unit);

#endif
