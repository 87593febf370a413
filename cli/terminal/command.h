/* command.h - what the verbs have in common: who acts, the round, how it ends.
 *
 * A verb's work is one function of another folder; the verb prints what it gave.  What it works with is opened
 * before it where its flags say so, and closed behind it; then command_run() says what went wrong and turns it into
 * the exit status.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>

#include "cli/terminal/arguments.h"
#include "survey/base/check_digits.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"
#include "survey/store/store.h"

struct definition;

/* What a verb works with. */
struct call {
    const struct arguments *args;
    struct issues *issues;
    struct store *store;  /* of a verb with VERB_ROUND, else by command_open(); or NULL */
    struct definition *d; /* by command_definition() */
    char *again;          /* the command line that makes the files alone, should they fail; owned, or NULL */
    bool changed;         /* of a verb that changes the round through a store of its own: whether it did */
    struct actor actor;   /* of a verb with VERB_CHANGES; who it is from command_actor() on */
};

/* Run the verb of ARGS.  Prints its issues and its error, and that a dry run or a fault changed nothing. */
enum status command_run(const struct arguments *args);

/* Find out who acts, of a verb with VERB_CHANGES.  False and E_USAGE where --as is empty. */
bool command_actor(struct call *call, struct error *err) MUST_CHECK;

/* Open the round that the first word names; to write it, there must be who acts. */
bool command_open(struct call *call, enum store_mode mode, struct error *err) MUST_CHECK;

/* Its definition, which is the call's.  NULL and ERR on failure. */
struct definition *command_definition(struct call *call, struct error *err) MUST_CHECK;

/* A hint or summary on stderr, unless --quiet. */
void command_note(const struct arguments *args, const char *format, ...) PRINTF_LIKE(2, 3);

/* HEX, of a hash or a key, with its check digits: at a TERMINAL, whose lines may be short, in two lines of its own. */
#define CHECKED_SHOWN (CHECKED_TEXT + 16)
const char *command_checked(const char hex[HASH_HEX], bool terminal, char out[CHECKED_SHOWN]) MUST_CHECK;

/* True where results are wanted on stdout: not for a changing verb with --quiet. */
bool command_prints(const struct call *call);

/* False and E_FILE where PATH is there and --force was not given. */
bool command_may_write(const struct arguments *args, const char *path, struct error *err) MUST_CHECK;

#endif
