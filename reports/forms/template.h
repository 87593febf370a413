/* template.h - empty workbooks to be filled in: what each column means, and what it may hold.
 *
 * definition: a sheet for each table (table_specs), ready for `new`.  frame,
 * ballots, points, findings: what `frame import`, `import`, `points import` and `findings import` read.
 * Where a round is given, a definition is filled with its tables, the others with its codes.
 * Sheets whose name begins with `_` are for people and not read back.
 */
#ifndef REPORTS_TEMPLATE_H
#define REPORTS_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/error.h"
#include "survey/store/store.h"

/* Write the workbook PATH for WHAT.  ROUND may be NULL but for ballots (E_USAGE).  UNIT, a code or NULL: the points of
 * that unit alone, to score itself, or, once the first appraisal has come, with its notice, to explain.  E_FILE
 * where PATH exists and not FORCE.  BODY, a name or NULL: what the definition has that body appraise, of all units,
 * with the next step prepared and the self scores, documents and explanations beside; E_USAGE where it appraises
 * nothing. */
bool template_write(const char *what, const char *path, struct store *round, const char *unit, const char *body,
                    bool force, struct error *err) MUST_CHECK;

/* The questionnaire of each ballot type of ROUND for a form's program, TOOL: `xlsform`, a workbook a type for KoBo and
 * ODK (PATH, or where there are several PATH with -TYPE in its name), or `google`, a script that makes a Google Form a
 * type.  What the forms export is imported without a map. */
bool form_write(struct store *round, const char *tool, const char *path, bool force, size_t *n_files,
                struct error *err) MUST_CHECK;

#endif
