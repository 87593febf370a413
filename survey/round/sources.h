/* sources.h - the files that were imported. */
#ifndef SURVEY_SOURCES_H
#define SURVEY_SOURCES_H

#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"

/* A file that was imported already, as its SHA256 tells, is a fault (F420) of PATH.  False on failure only. */
bool source_check(struct store *store, const char *path, const char *sha256, struct issues *issues,
                  struct error *err) MUST_CHECK;

/* The number of the newest source, 0 where there is none. */
int64_t source_last(struct store *store);

/* Note the file PATH, of KIND ("ballots", "points"), as source NUMBER of RUN; NOTE may be NULL. */
bool source_add(struct run *run, int64_t number, const char *kind, const char *path, const char *sha256, size_t rows,
                const char *note, struct error *err) MUST_CHECK;

#endif
