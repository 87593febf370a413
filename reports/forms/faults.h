/* faults.h - files as they came, each bad cell marked, to be sent back to whom they are from.
 *
 * A sheet lists all that is wrong, with links; then each table stands in a sheet of
 * its own, every row where it stood, bad cells red, odd ones yellow, with the reason as
 * a comment.  Numbers, dates, merged cells and hidden rows of a workbook stay what they are; what is not copied
 * (looks, drop-downs, protection, formulas, sheets without faults) is said in the list.  The list's name begins with
 * `_`, so that the workbook, once corrected, can be imported as it is.
 */
#ifndef REPORTS_FAULTS_H
#define REPORTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"
#include "survey/base/issues.h"

struct faults;

/* Begin the workbook PATH about ISSUES, which must outlive it. */
struct faults *faults_new(const char *path, bool force, const struct issues *issues, struct error *err) MUST_CHECK;

/* True when something is wrong in SHEET (NULL for text) of FILE. */
bool faults_concern(const struct faults *faults, const char *file, const char *sheet);

struct copied_cell {
    const char *text;
    bool is_number; /* in a workbook: a number, or a date yyyy-mm-dd */
};

struct copied_row {
    size_t line;
    const struct copied_cell *cells;
    size_t n_cells;
    bool hidden;
};

/* Rows and columns from 1, all included. */
struct copied_area {
    size_t top, left, bottom, right;
};

/* A table follows: SHEET (NULL for text) of FILE; then its rows, in their order. */
void faults_table(struct faults *faults, const char *file, const char *sheet);
void faults_row(struct faults *faults, const struct copied_row *row);

/* A merged area of the table, before its rows; of areas that lie over one another the first, and at most 1,000. */
void faults_merged(struct faults *faults, const struct copied_area *area);

/* Write the list and close; gone in any case. */
bool faults_close(struct faults *faults, struct error *err) MUST_CHECK;

#endif
