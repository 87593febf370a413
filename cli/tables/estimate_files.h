/* estimate_files.h - the small files beside a table: population margins, totals,
 * replicate weights, joint probabilities.
 */
#ifndef CLI_ESTIMATE_FILES_H
#define CLI_ESTIMATE_FILES_H

#include "scoring/weights/recipe.h"
#include "survey/base/dataset.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/base/merge.h"

/* A margin as it stands in its file: rows of category labels, one for each column, and a total. */
struct margin_file {
    char *path;
    char **columns;
    size_t n_columns;
    char **labels; /* [n_rows][n_columns] */
    double *totals;
    size_t *lines;
    size_t n_rows;
    const struct merges *merges; /* borrowed; NULL: none */
};

/* Read PATH: category columns and `total`.  Faults, or ERR. */
bool margin_file_read(struct margin_file *m, const char *path, struct issues *issues, struct error *err) MUST_CHECK;
/* Totals of --calibrate: `variable`, `category`, `total`; a margin for each variable that has categories, an entry of
 * VALUES (a margin file of one row and the variable as its column) for each that has none, one without columns for the
 * population. */
bool calibration_file_read(struct margin_file **margins, size_t *n, const char *path, struct issues *issues,
                           struct error *err) MUST_CHECK;
void margin_file_release(struct margin_file *m);

/* Rename the categories of M by MERGES, which must outlive it, and add up the totals of those that become one.  USED
 * (one a merge) is set for those that name a column of M. */
void margin_file_merge(struct margin_file *m, struct merges *merges, bool *used);

/* Give STEP the margins and values of FILES[0..N-1].  False with faults. */
bool step_from_files(struct step *step, const struct design *d, const bool *active, const struct margin_file *files,
                     size_t n, struct issues *issues) MUST_CHECK;

/* A table of numbers below a header: new array [*n_rows][*n_columns].  Its first column (row numbers, ids) is left out,
 * but not where there are WANTED columns with it.  NUMBERED: that column has each of 1 to n once ("r3" is 3), in any
 * order, and the rows come out in theirs. */
double *matrix_file_read(const char *path, size_t wanted, bool numbered, size_t *n_rows, size_t *n_columns,
                         struct issues *issues, struct error *err) MUST_CHECK;

#endif
