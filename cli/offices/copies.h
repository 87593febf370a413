/* copies.h - what `backup` and `restore` share: a copy of a round that is whole or not there. */
#ifndef CLI_COPIES_H
#define CLI_COPIES_H

#include "cli/terminal/command.h"

/* Copy STORE to PATH, which only its owner may read, and look at the copy before it takes that name; say what stands
 * there now, and what became of a round that stood there. */
bool copy_round(struct call *call, struct store *store, const char *path, struct error *err) MUST_CHECK;

#endif
