/* points.h - points from outside: self scores and their evidence, appraisals, SIPAS, socio-economic figures. */
#ifndef IMPORTERS_POINTS_H
#define IMPORTERS_POINTS_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

struct points_options {
    const char *stage; /* of rows that name none; NULL */
    bool correct;
};

struct points_imported {
    size_t rows;  /* of points and documents, that were taken */
    size_t empty; /* of workbooks of ours: steps of which nothing is filled in yet */
};

/* Read FILES (columns unit, criterion, group, stage, points, percent, se, n, by,
 * date, reason) into the round.  A row that is in already, unchanged, is passed over; one with other values is a fault,
 * unless OPTIONS->correct: then it takes the place of the earlier one, which stays.  A sheet or file whose header names
 * documents is read as evidence (importers/evidence.h).
 *
 * With OPTIONS->stage (not NULL) rows need not name theirs, and a table need not name the criterion: it then has a row
 * for each unit and a column for each leaf, called by its code, its code and name, or its name; "%" at the end makes
 * percents. Leaves that take figures from outside alone have that stage whatever it is.  A unit may go by its name.
 */
bool points_import(struct store *store, const char *const *files, size_t n_files, const struct points_options *options,
                   const struct actor *actor, struct points_imported *result, struct issues *issues,
                   struct error *err) MUST_CHECK;

#endif
