/* command.h - what the verbs have in common: who acts, the round, how it ends.
 *
 * A verb's work is one function of another folder; around it a verb opens the
 * round, prints the result, and ends with command_end(), which says what went
 * wrong and turns it into the exit status.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>

#include "cli/terminal/arguments.h"
#include "survey/base/error.h"
#include "survey/base/issues.h"
#include "survey/store/log.h"
#include "survey/store/store.h"

/* Who acts, of a verb with VERB_CHANGES.  False and E_USAGE where --as is empty. */
bool command_actor(const struct arguments *args, struct actor *actor, struct error *err) MUST_CHECK;

/* Open the round that the first word names. */
struct store *command_open(const struct arguments *args, enum store_mode mode, struct error *err) MUST_CHECK;

/* A hint or summary on stderr, unless --quiet. */
void command_note(const struct arguments *args, const char *format, ...) PRINTF_LIKE(2, 3);

/* True where results are wanted on stdout: not for a changing verb with --quiet. */
bool command_prints(const struct arguments *args);

/* Print ISSUES (NULL where there are none) and free them, print ERR, say that a
 * dry run or a fault changed nothing.  OK says whether the verb did its work. */
enum status command_end(const struct arguments *args, bool ok, struct issues *issues, const struct error *err);

/* The exit status of an error. */
enum status command_status(const struct error *err);

/* False and E_FILE where PATH is there and --force was not given. */
bool command_may_write(const struct arguments *args, const char *path, struct error *err) MUST_CHECK;

#endif
