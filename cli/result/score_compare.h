/* score_compare.h - what `score` prints without changing the round: another rule, an earlier round. */
#ifndef CLI_SCORE_COMPARE_H
#define CLI_SCORE_COMPARE_H

#include "cli/terminal/command.h"
#include "scoring/points/comparison.h"

/* Print what moves under the settings of --set. */
bool print_scenario(struct call *call, struct error *err) MUST_CHECK;

/* The round beside that of --against, by the codes of --map.  NULL with ERR or with faults. */
struct comparison *read_comparison(struct call *call, struct error *err) MUST_CHECK;

/* Print the changes against the round of --against. */
bool print_comparison(struct call *call, struct error *err) MUST_CHECK;

#endif
