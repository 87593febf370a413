/* members.h - members per group, as `frame import` and `frame freeze` print them. */
#ifndef CLI_MEMBERS_H
#define CLI_MEMBERS_H

#include "cli/terminal/command.h"

/* Print them as they now stand in the round.  SHA256 (or NULL) is the hash of
 * the frame: a line of its own for people, the first column in CSV. */
bool members_print(struct call *call, const char *sha256, const char *rules, struct error *err) MUST_CHECK;

#endif
