/* handout.h - the ballots of each post office: who gets which, and the workbook they are keyed in. */
#ifndef REPORTS_HANDOUT_H
#define REPORTS_HANDOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/base/error.h"
#include "survey/store/store.h"

/* Write hand-out lists and entry workbooks, one of each per post office, into
 * the folder DIR (made if missing) for the ballots that were issued in RUN (0: all).  *N_FILES is
 * their number: all, or, where one could not be written, none. */
bool handout_write(struct store *store, const char *dir, int64_t run, bool force, size_t *n_files,
                   struct error *err) MUST_CHECK;

#endif
