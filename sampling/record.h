/* record.h - the printed record of a draw, from which anyone can repeat it.
 *
 * Who froze and drew what, when, by which seed; every earlier draw with its reason;
 * the rule of each group; groups, stages and strata as they are hashed; the clusters
 * that were drawn, who was replaced by whom and why, and each member of the sample with
 * its ticket and its probability, at the draw and in force.
 */
#ifndef SAMPLING_RECORD_H
#define SAMPLING_RECORD_H

#include <stdio.h>

#include "survey/base/error.h"
#include "survey/store/store.h"

/* Write the record of the newest draw to OUT.  E_STATE before the draw. */
bool record_write(struct store *store, FILE *out, struct error *err) MUST_CHECK;

#endif
