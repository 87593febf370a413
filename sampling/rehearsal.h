/* rehearsal.h - simulated ballot files, for training and dry runs.
 *
 * Answers follow from the seed and the respondent (GROUP/ID), the unit and the
 * question, never from the serials, so that a demo's figures do not depend on
 * how the ballots were numbered.  Every row says that it is simulated.
 */
#ifndef SAMPLING_REHEARSAL_H
#define SAMPLING_REHEARSAL_H

#include "survey/base/error.h"
#include "survey/store/store.h"

/* Write, into the folder DIR (made if missing), per ballot type and channel a
 * CSV file TYPE-paper.csv, TYPE-online.csv, and for groups with double keying
 * TYPE-paper-2.csv (pass 2) and TYPE-paper-3.csv (pass 3, the differing cells).
 * FAULTS: the share of rows that get an error an importer must find.  *N_FILES
 * receives how many files were written.  E_STATE before ballots are issued. */
bool rehearsal_write(struct store *store, const char *dir, const char *seed, double faults, bool force, size_t *n_files,
                     struct error *err) MUST_CHECK;

#endif
