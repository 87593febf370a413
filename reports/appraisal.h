/* appraisal.h - the table of a unit's appraisal: self score, what was given, why, the documents. */
#ifndef REPORTS_APPRAISAL_H
#define REPORTS_APPRAISAL_H

#include "reports/book.h"
#include "survey/appraisal.h"

#define APPRAISAL_COLUMNS 11

void appraisal_widths(struct sheet *s);

/* Write ROWS below a header at ROW; returns the row after them. */
size_t appraisal_table(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *rows, size_t n);

#endif
