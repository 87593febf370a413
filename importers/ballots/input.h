/* input.h - what the parts of a file's import go by, and the sheet they read. */
#ifndef IMPORTERS_INPUT_H
#define IMPORTERS_INPUT_H

#include "importers/ballots/columns.h"
#include "importers/ballots/intake.h"
#include "importers/ballots/options.h"
#include "importers/ballots/placement.h"
#include "importers/words/names.h"

/* The same for all files of a run. */
struct input {
    const char *round; /* its path */
    const struct ballot_options *options;
    const struct ballot_map *map; /* or NULL */
    const struct definition *d;
    const struct ballot_register *issued;
    const struct option_words *scales;
    struct ballot_names *names; /* which remember what they found */
    struct intake *intake;
    struct issues *issues;
};

/* The sheet being read. */
struct sheet_input {
    struct new_source *source; /* it */
    struct ballot_columns columns;
    struct placements *placements;
    bool *reported;   /* [ballot type]: a column is missing, said already */
    size_t n_faults;  /* before its rows */
    size_t not_keyed; /* rows with nothing but a serial */
    size_t repeated;  /* ballots that are in the round already */
};

#endif
