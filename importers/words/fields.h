/* fields.h - the columns of a ballot file that are no questions. */
#ifndef IMPORTERS_FIELDS_H
#define IMPORTERS_FIELDS_H

#include "importers/readers/header.h"

enum ballot_field {
    B_SERIAL,
    B_TYPE,
    B_UNIT,
    B_QUESTION, /* of a row per answer */
    B_ANSWER,   /* likewise */
    B_CHANNEL,
    B_KEYER,
    B_STATE,
    B_REASON,
    B_SIMULATED,
    B_PASS,    /* the keying, 1 or 2, or what has --1 or --2 behind it */
    B_STARTED, /* when answering or keying began, … */
    B_ENDED,   /* … and ended; only looked at, never stored */
    B_AUDIT,   /* the line of the log that fixed the audit it is keyed for */
    N_BALLOT_FIELDS
};

extern const struct column_name ballot_fields[N_BALLOT_FIELDS];

#endif
