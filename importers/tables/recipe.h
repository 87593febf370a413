/* recipe.h - the recipe of the weights from a table: `weigh --recipe`.
 *
 * A row is a step, in the order of the file: step, group (or `*`), variables, method, lower, upper, classes,
 * totals, rescale, note.  Of a workbook the sheet `recipe` (Công thức trọng số) is read, else the first.
 */
#ifndef IMPORTERS_RECIPE_H
#define IMPORTERS_RECIPE_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/weighting.h"

/* Read PATH for the round STORE, whose definition is D.  False with faults added (F80x), or ERR; WEIGHTING is to be
 * released in either case. */
bool recipe_read(struct weighting *weighting, const char *path, const struct definition *d, struct store *store,
                 struct issues *issues, struct error *err) MUST_CHECK;

#endif
