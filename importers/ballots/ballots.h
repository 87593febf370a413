/* ballots.h - keyed and online ballots into the round.
 *
 * A file has a row per ballot (columns `question` or `question.unit`), a row
 * per ballot and unit (a column `unit`), or a row per answer (columns `question`
 * and `answer`); a map tells what the columns of a form's export mean.
 * Other columns: serial, type, channel, keyer, state, reason, simulated, pass, started, ended.
 * Blank, unreadable (`?`) and doubly marked (`*`) cells are stored as they are:
 * paper has them.  What cannot be on any ballot is a fault; a run is all or nothing,
 * however many files it has.
 */
#ifndef IMPORTERS_BALLOTS_H
#define IMPORTERS_BALLOTS_H

#include "importers/ballots/options.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

struct ballot_import {
    size_t files, rows, entries, events;
    size_t not_keyed;                /* rows of entry workbooks that wait for their ballot */
    size_t left_out;                 /* rows that are no ballots, by the map */
    size_t repeated, corrected;      /* unchanged in the round already; of the entries, in the place of others */
    size_t other_channel;            /* of the entries: the ballot had come by another channel */
    char encodings[64], layouts[32]; /* what the files were, joined by blanks; "xlsx" for a workbook */
};

bool ballots_import(struct store *store, const char *const *files, size_t n_files, const struct ballot_options *options,
                    const struct actor *actor, struct ballot_import *result, struct issues *issues,
                    struct error *err) MUST_CHECK;

#endif
