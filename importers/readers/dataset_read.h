/* dataset_read.h - a file into a table in memory.
 *
 * Any file reader.h reads will do.  A plain text file (UTF-8, one line a row, no quotes) is read by several
 * threads at once, each its own stretch; anything else, row by row.  Memory: what dataset.h says of the columns wished
 * for, and some blocks of the file.
 */
#ifndef IMPORTERS_DATASET_READ_H
#define IMPORTERS_DATASET_READ_H

#include "survey/base/dataset.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"

/* A column that is wanted. */
struct column_wish {
    const char *name;
    bool labels; /* its values are names of things: codes, however many there are */
};

/* Read from PATH the columns WISHES[0..N-1], each name once, into D, which is to be released in either case.  A
 * cell that is empty is missing, and where numbers are wished for also one that says NA.  False with ERR (the file) or
 * with faults in ISSUES. */
bool dataset_read(struct dataset *d, const char *path, const struct column_wish *wishes, size_t n,
                  struct issues *issues, struct error *err) MUST_CHECK;

#endif
