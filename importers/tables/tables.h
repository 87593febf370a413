/* tables.h - the definition tables, from a folder of CSV files or one workbook.
 *
 * `round.csv`, `units.csv`, … in a folder, or the sheets `round`, `units`, … of
 * an .xlsx file (their Vietnamese titles do as well).  A folder may hold other
 * things; a workbook may have a sheet of guidance, whose name begins with `_` or "Hướng dẫn".
 */
#ifndef IMPORTERS_TABLES_H
#define IMPORTERS_TABLES_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/round/definition.h"
#include "survey/store/log.h"

/* Read and check the definition at PATH.  NULL with ERR unset when faults were added. */
struct definition *tables_read(const char *path, struct issues *issues, struct error *err) MUST_CHECK;

/* Make the round PATH from the definition at DEFINITION: the verb `new`.  FORCE writes over a file that is there, but a
 * round is renamed, with what says who its members are: *ASIDE is its new name, to be freed, or NULL.  SALT_SEED, or
 * NULL, as store_create() takes it. */
bool tables_new_round(const char *path, const char *definition, bool force, const char *salt_seed,
                      const struct actor *actor, char **aside, struct issues *issues, struct error *err) MUST_CHECK;

/* Correct the definition of a round: the verb `define`.  Before the sample
 * is drawn anything may change (other groups mean a new freeze); then the groups may not; once ballots are issued only
 * titles, weights, classes and the rules of points, or where AFTER_ISSUE new units.  What changed is put into *CHANGED,
 * a line each (free it). */
bool tables_define(struct store *store, const char *definition, bool after_issue, const struct actor *actor,
                   char **changed, struct issues *issues, struct error *err) MUST_CHECK;

#endif
