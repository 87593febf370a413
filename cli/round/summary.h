/* summary.h - a definition on one screen, for the person who wrote it to check: points of each block by field and
 * method and by appraiser, its classes, and who asks whom.
 */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "survey/round/definition.h"

/* Print what D says, on stdout. */
void summary_print(const struct definition *d);

#endif
