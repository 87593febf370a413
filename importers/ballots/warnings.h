/* warnings.h - what is odd about the ballots of a file but no fault.  The limits are written in docs/issues.md. */
#ifndef IMPORTERS_WARNINGS_H
#define IMPORTERS_WARNINGS_H

#include "importers/ballots/input.h"

struct warnings;

struct warnings *warnings_new(const struct definition *d);
void warnings_free(struct warnings *warnings);
/* An entry that was taken. */
void warnings_entry(struct warnings *warnings, const struct input *in, const struct entry *entry);
/* The file PATH has been read. */
void warnings_file(struct warnings *warnings, const struct input *in, const char *path);
/* All files have been read. */
void warnings_end(struct warnings *warnings, const struct input *in);

#endif
