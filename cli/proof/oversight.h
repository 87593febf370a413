/* oversight.h - what `log verify` and `verify` share: a file that may be damaged. */
#ifndef CLI_OVERSIGHT_H
#define CLI_OVERSIGHT_H

#include "cli/terminal/command.h"
#include "survey/store/signature.h"

/* The options of both. */
#define OVERSIGHT_OPTIONS                                                                                              \
    {"head", 0, "HASH", 0, N_("a hash that was written down earlier and must be in the log")},                         \
        {"keys", 0, "FILE", OPTION_PATH,                                                                               \
         N_("public keys that are known from elsewhere: a line each, KEY or KEY, ROLE")},                              \
    {                                                                                                                  \
        "trust", 0, "KEY", OPTION_REPEATS, N_("one such key, or KEY, ROLE")                                            \
    }

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

/* Public keys that are known from elsewhere: of --trust, and of the file of --keys, a line each, "KEY" or "KEY, ROLE"
 * (empty lines and what stands behind # aside).  A new array of *N.  E_USAGE where one is none, or was miscopied. */
struct known_key *oversight_keys(const struct arguments *args, size_t *n, struct error *err) MUST_CHECK;

/* Check the signatures of the round, whose schema is ours, as oversight_log() does its log. */
bool oversight_signatures(struct call *call, struct signatures *found, struct error *err) MUST_CHECK;

/* Where no fault was added, and unless --quiet, print that all is well, with the number and hash of the newest line,
 * and what signatures were FOUND. */
bool oversight_all_clear(const struct call *call, const char *what, const struct signatures *found,
                         struct error *err) MUST_CHECK;

#endif
