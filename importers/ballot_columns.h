/* ballot_columns.h - what the columns of a ballot file ask. */
#ifndef IMPORTERS_BALLOT_COLUMNS_H
#define IMPORTERS_BALLOT_COLUMNS_H

#include "importers/header.h"
#include "survey/definition.h"

enum ballot_field { B_SERIAL, B_TYPE, B_UNIT, B_CHANNEL, B_KEYER, B_STATE, B_REASON, B_SIMULATED, N_BALLOT_FIELDS };

/* What a column asks on a ballot of one type. */
struct asked {
    size_t question; /* or NONE: this type has no such question */
    size_t unit;     /* or NONE: the row's unit, the ballot's only one, or a question asked once */
};

struct ballot_columns {
    struct header header;
    size_t n;            /* answer columns */
    size_t *at;          /* [n] their place in a row, from 0 */
    char **names;        /* [n] */
    bool *known;         /* [n] false: no question of any type, a fault of the header */
    struct asked *asked; /* [type * n + column] */
};

/* Read the header; columns that ask nothing are faults.  False where there is no header to read rows by (faults added,
 * or ERR set); to be released in either case. */
bool ballot_columns_read(struct ballot_columns *columns, struct reader *reader, const struct definition *d,
                         struct issues *issues, struct error *err) MUST_CHECK;
void ballot_columns_release(struct ballot_columns *columns);

/* The cell of the field, "" where the file has no such column. */
const char *ballot_field(const struct ballot_columns *columns, const struct row *row, enum ballot_field field);

#endif
