/* backup.h - a round copied whole, and a database that is there whole or not at all.
 *
 * The copy is SQLite's own (its backup API): of the state that one moment had, page by page, whoever reads or writes
 * the round meanwhile.  Nothing is written over: what stands under the name of what comes is renamed (aside.h).
 */
#ifndef SURVEY_BACKUP_H
#define SURVEY_BACKUP_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* A database that is made under another name and then takes its own. */
struct new_database {
    char *path, *temporary, *journal;
    bool force;
    char *aside; /* what the database that stood there is called now; or NULL */
};

/* False and E_FILE where something stands at PATH and FORCE is not set; what is said of a round says what becomes of
 * it. */
bool making_allowed(const char *path, bool force, struct error *err) MUST_CHECK;
/* Begin PATH: its temporary name is free.  The same. */
bool making_open(struct new_database *making, const char *path, bool force, struct error *err) MUST_CHECK;
/* Rename it, and before that what stood there.  False also where a journal stands there, of a round that was cut off:
 * it would be played back into the new one. */
bool making_commit(struct new_database *making, struct error *err) MUST_CHECK;
/* Leave nothing of it where it was not committed; safe on a struct of zeros. */
void making_release(struct new_database *making);

/* Copy all of STORE into the new file PATH, which only its owner may read. */
bool store_backup(struct store *store, const char *path, struct error *err) MUST_CHECK;

/* Open the round PATH once more and look at all of it: SQLite's own check, then the log and every digest.  What is
 * wrong is a fault; false where it cannot be read, or anything is. */
bool store_is_whole(const char *path, struct issues *issues, struct error *err) MUST_CHECK;

#endif
