/* oversight.h - what `log verify` and `verify` share: a file that may be damaged. */
#ifndef CLI_OVERSIGHT_H
#define CLI_OVERSIGHT_H

#include "cli/terminal/arguments.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* The value of --head in lower case; E_USAGE where it is no SHA-256.  A new string, NULL where not given. */
bool oversight_head(const struct arguments *args, char **head, struct error *err) MUST_CHECK;

/* Check the log of the round at PATH, whatever became of its tables.  What
 * cannot be read in a file that is a round is a fault, not an error.  *OURS
 * says that the schema is as this program makes it, so that store_open() will do. */
bool oversight_log(const char *path, const char *head, bool *ours, struct issues *issues, struct error *err) MUST_CHECK;

/* Print that all is well, with the number and hash of the newest line. */
bool oversight_all_clear(const char *path, const char *what, struct error *err) MUST_CHECK;

#endif
