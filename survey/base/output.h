/* output.h - a file that is there whole or not at all.
 *
 * It is written under a temporary name beside its own and renamed once
 * everything is on the disk.  A signal that ends the program leaves nothing of it (temporary.h).
 */
#ifndef SURVEY_OUTPUT_H
#define SURVEY_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "survey/base/error.h"

/* PATH without its folders; a part of it. */
const char *path_base(const char *path);

/* True where PATH is a database, as rounds and their identity files are. */
bool path_is_database(const char *path);

/* Rename FROM to TO; false and errno, EEXIST where TO is there and FORCE is not set. */
bool output_rename(const char *from, const char *to, bool force) MUST_CHECK;

struct output {
    FILE *file;
    char *path, *temporary;
    bool force;
};

/* False with E_FILE where PATH is there and FORCE is not set, or is no file (a folder, a device) that could be written
 * over. */
bool output_may_replace(const char *path, bool force, struct error *err) MUST_CHECK;

/* The same, and false where PATH is a database, as rounds are: those are replaced on purpose only. */
bool output_may_write(const char *path, bool force, struct error *err) MUST_CHECK;

/* Begin PATH; E_FILE where it exists and FORCE is not set, or its folder cannot be written. */
bool output_open(struct output *output, const char *path, bool force, struct error *err) MUST_CHECK;
/* Flush, check, rename.  On failure nothing is left. */
bool output_commit(struct output *output, struct error *err) MUST_CHECK;
/* Leave nothing; safe after output_commit() and on a struct of zeros. */
void output_abandon(struct output *output);

/* Make the folder PATH unless it is there. */
bool output_folder(const char *path, struct error *err) MUST_CHECK;

#endif
