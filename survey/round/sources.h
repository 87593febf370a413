/* sources.h - the files that were imported. */
#ifndef SURVEY_SOURCES_H
#define SURVEY_SOURCES_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* What rows of a run come from.  Strings are borrowed. */
struct new_source {
    int64_t number; /* from source_last() on */
    const char *path;
    char sha256[HASH_HEX];
    size_t rows;
    const char *note; /* or NULL */
};

/* Fill in the SHA256 of file I of SOURCES; where it is that of a file before it or of one that was imported already,
 * that is a fault (F420).  False on failure only. */
bool source_check(struct store *store, struct new_source *sources, size_t i, struct issues *issues,
                  struct error *err) MUST_CHECK;

/* The number of the newest source, 0 where there is none. */
int64_t source_last(struct store *store);
/* What sources say of themselves, each note once. */
struct query *source_notes(struct store *store) MUST_CHECK;

/* Write the SOURCES of RUN, in the order of their numbers; of KIND "ballots" or "points". */
bool sources_write(struct run *run, const char *kind, const struct new_source *sources, size_t n,
                   struct error *err) MUST_CHECK;

#endif
