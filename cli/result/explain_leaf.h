/* explain_leaf.h - the screen of a leaf: its points down to ballots, decisions, documents. */
#ifndef CLI_EXPLAIN_LEAF_H
#define CLI_EXPLAIN_LEAF_H

#include "cli/result/explain_screen.h"

/* The leaf of NODE, which applies to the unit; its name is printed. */
void explain_leaf(struct screen *screen, const struct fact *node);
/* Of a leaf whose figure is missing: what was there and was corrected or withdrawn, and what has come. */
void explain_missing(struct screen *screen);

#endif
