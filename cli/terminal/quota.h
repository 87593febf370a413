/* quota.h - a mark on what is no probability sample. */
#ifndef CLI_QUOTA_H
#define CLI_QUOTA_H

#include <stdint.h>

#include "cli/terminal/command.h"

/* Say on stderr which groups are quotas and how many ballots went to walk-ins: neither has an error of sampling. */
/* Say of provisional scores what is missing in them; of stored ones, and of those that leave out N figures. */
void provisional_note(struct call *call);
void provisional_note_of(struct call *call, int64_t n);

void quota_note(struct call *call);

#endif
