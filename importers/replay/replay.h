/* replay.h - the imports of a round once more, from the files they came from: the genuine files prove what is stored.
 *
 * The round is built anew in a temporary file with its secret: what stands in tables that are replaced as it is now; of
 * tables that grow, the rows of line after line of the log, so that each import meets the round as it was then.  An
 * import of ballots or points is run again, from files with the SHA-256 of its sources, with the options it kept and in
 * the name of who ran it, and what it would write into `entry`, `entry_text`, `later_entry`, `later_text`, `event`,
 * `withdrawal`, `points` and `evidence` must have the digests that its line has.  Then the rows of the round itself are
 * taken.  What is not compared: `source`, whose names of files may be others.
 */
#ifndef IMPORTERS_REPLAY_H
#define IMPORTERS_REPLAY_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

struct replayed {
    size_t imports, repeated; /* of the round; those that gave the same */
    size_t files;             /* they were repeated from */
};

/* Repeat the imports of STORE from the files in FOLDER, itself and not its folders.  Faults: F954 rows that are not
 * what the files give, F955 an import that cannot be run again.  Warnings: W932 a file that is not in FOLDER, W933 an
 * import that gives others where the definition was changed later or no options were kept, of which nothing can be
 * said. False where it could not be done. */
bool replay_imports(struct store *store, const char *folder, struct replayed *result, struct issues *issues,
                    struct error *err) MUST_CHECK;

#endif
