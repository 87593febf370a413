/* recheck.h - a derived table computed again and compared with what is stored.
 *
 * The verb that made the table writes it once more under the prefix
 * RECHECK_PREFIX; both must then hold the same rows.
 */
#ifndef SURVEY_RECHECK_H
#define SURVEY_RECHECK_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

#define RECHECK_PREFIX "temp.recheck_"

/* Make an empty temporary copy of TABLE. */
bool recheck_begin(struct store *store, const char *table, struct error *err) MUST_CHECK;

/* Compare and remove the copy.  KEY is an SQL expression that names a row for
 * people; each row that differs is a fault with CODE.  WORD says what was repeated. */
bool recheck_compare(struct store *store, const char *table, const char *key, const char *word, const char *code,
                     struct issues *issues, struct error *err) MUST_CHECK;

#endif
