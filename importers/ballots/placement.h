/* placement.h - where the columns of a sheet go in the cells of a ballot.
 *
 * Ballots of one type with one list of units, and in a file with a row per unit
 * rows about one unit, have one placement: worked out once, then used for every row.
 */
#ifndef IMPORTERS_PLACEMENT_H
#define IMPORTERS_PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importers/ballots/columns.h"
#include "importers/ballots/register.h"

#define NOT_GIVEN 252 /* a cell for which no column or row has come yet */

enum slot_kind {
    SLOT_OPTION,
    SLOT_NUMBER,
    SLOT_TEXT,
    /* only an empty cell will do: */
    SLOT_NOT_ASKED, /* the question is not for this unit */
    /* and the ballot has no cell: */
    SLOT_UNKNOWN,     /* no type asks it, a fault of the header */
    SLOT_NO_QUESTION, /* the type does not ask it */
    SLOT_NO_UNIT,     /* about which unit? */
    SLOT_NOT_LISTED,  /* the unit is not on the ballot */
};

struct slot {
    uint32_t cell;
    uint32_t question; /* index in the definition */
    uint32_t unit;     /* likewise, for SLOT_NOT_LISTED */
    uint16_t kind;     /* enum slot_kind */
    uint16_t scale;
};

/* Where an answer to what is ASKED, which is a question, goes on BALLOT in a row about UNIT (or NONE), of keying PASS.
 */
struct slot slot_of(const struct ballot_register *issued, const struct definition *d, size_t ballot, int pass,
                    struct asked asked, size_t unit);

struct placement {
    uint32_t type;
    uint32_t n_cells;
    uint32_t first;     /* the first cell of the unit */
    size_t missing;     /* the first cell that no column gives, or NONE; of a row per ballot */
    struct slot *slots; /* [columns] */
    uint8_t *blank;     /* [n_cells] before any answer: blank, not given, not asked */
};

struct placements;

/* All is borrowed and must outlive the placements.  Of PASS 3 cells that are not given are not asked. */
struct placements *placements_new(const struct ballot_columns *columns, const struct ballot_register *issued,
                                  const struct definition *d, int pass);
void placements_free(struct placements *placements);

/* The placement for BALLOT and the row's UNIT (index in the definition, or NONE), valid until the next call. */
const struct placement *placements_get(struct placements *placements, size_t ballot, size_t unit);

#endif
