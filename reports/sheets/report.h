/* report.h - the workbooks the institute hands on.
 *
 * Everything in them is Vietnamese and print-ready.  No workbook shows the
 * clock: dates come from the definition, so the same round gives the same bytes.
 * A workbook is written under a temporary name and renamed; a half-written one
 * is removed.
 */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reports/results/results.h"
#include "scoring/points/comparison.h"
#include "survey/base/error.h"
#include "survey/store/store.h"

/* Write the report of a scored round to PATH (which must not exist unless
 * FORCE).  UNIT is the code for REPORT_UNIT, else NULL; AGAINST, or NULL, is shown to
 * the institute and the council.  E_STATE where there are no scores, or
 * they were made from something that has changed since. */
bool report_write(struct store *store, const char *path, enum report_for whom, const char *unit,
                  const struct comparison *against, bool force, struct error *err) MUST_CHECK;

#endif
