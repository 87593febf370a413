/* findings.h - what a monitoring team found, from a table. */
#ifndef IMPORTERS_FINDINGS_H
#define IMPORTERS_FINDINGS_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

struct findings_imported {
    size_t rows;     /* that were taken: new findings, and answers to earlier ones */
    size_t repeated; /* that say nothing new */
};

/* Read FILES, a row a finding: code, team, date, place, office, finding, answer, settled.  What an earlier run left
 * empty may be filled in; what it says is changed only where CORRECT. */
bool findings_import(struct store *store, const char *const *files, size_t n_files, bool correct,
                     const struct actor *actor, struct findings_imported *result, struct issues *issues,
                     struct error *err) MUST_CHECK;

#endif
