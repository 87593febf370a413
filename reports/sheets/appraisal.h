/* appraisal.h - the table of a unit's appraisal: self score, what was given, why, the documents. */
#ifndef REPORTS_APPRAISAL_H
#define REPORTS_APPRAISAL_H

#include "reports/workbook/book.h"
#include "survey/round/appraisal.h"

#define APPRAISAL_COLUMNS 12

void appraisal_widths(struct sheet *s);

/* The header at ROW, on top of every page; and one row of it. */
void appraisal_head(struct sheet *s, size_t row);
void appraisal_row(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *a);

/* Write ROWS below a header at ROW; returns the row after them. */
size_t appraisal_table(struct sheet *s, size_t row, const struct definition *d, const struct appraisal *rows, size_t n);

#endif
