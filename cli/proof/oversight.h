/* oversight.h - what `log verify` and `verify` share: a file that may be damaged. */
#ifndef CLI_OVERSIGHT_H
#define CLI_OVERSIGHT_H

#include "cli/terminal/command.h"

/* A hash that was written down: the value of --head. */
struct written {
    bool given;
    char hex[HASH_HEX];
    enum check_digits check;
};
/* E_USAGE where it is no SHA-256. */
bool oversight_head(const struct arguments *args, struct written *head, struct error *err) MUST_CHECK;

/* Check the log of the round, whatever became of its tables.  What
 * cannot be read in a file that is a round is a fault, not an error; but HEAD miscopied from paper is E_USAGE.  *OURS
 * says that the schema is as this program makes it, so that store_open() will do. */
bool oversight_log(struct call *call, const struct written *head, bool *ours, struct error *err) MUST_CHECK;

/* Where no fault was added, and unless --quiet, print that all is well, with the number and hash of the newest line. */
bool oversight_all_clear(const struct call *call, const char *what, struct error *err) MUST_CHECK;

#endif
