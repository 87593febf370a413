/* estimate_files.h - the small files beside a table: population margins, totals,
 * replicate weights, joint probabilities.
 */
#ifndef CLI_ESTIMATE_FILES_H
#define CLI_ESTIMATE_FILES_H

#include "scoring/weights/steps.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"

/* Read PATH, which is borrowed: category columns and `total`.  Faults, or ERR. */
bool margin_file_read(struct step_variable *variable, const char *path, struct issues *issues,
                      struct error *err) MUST_CHECK;
/* Totals of --calibrate: `variable`, `category`, `total`; one without a category is the sum of a number, one without
 * a variable the population. */
bool calibration_file_read(struct step_variable **variables, size_t *n, const char *path, struct issues *issues,
                           struct error *err) MUST_CHECK;

/* A table of numbers below a header: new array [*n_rows][*n_columns].  Its first column (row numbers, ids) is left out,
 * but not where there are WANTED columns with it.  NUMBERED: that column has each of 1 to n once ("r3" is 3), in any
 * order, and the rows come out in theirs. */
double *matrix_file_read(const char *path, size_t wanted, bool numbered, size_t *n_rows, size_t *n_columns,
                         struct issues *issues, struct error *err) MUST_CHECK;

#endif
