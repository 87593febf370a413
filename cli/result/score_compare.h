/* score_compare.h - what `score` prints without changing the round: another rule, an earlier round. */
#ifndef CLI_SCORE_COMPARE_H
#define CLI_SCORE_COMPARE_H

#include "cli/terminal/arguments.h"
#include "scoring/points/comparison.h"
#include "survey/base/issues.h"
#include "survey/store/store.h"

/* Print what moves under the settings of --set. */
bool print_scenario(const struct arguments *args, struct store *store, struct issues *issues,
                    struct error *err) MUST_CHECK;

/* STORE beside the round of --against, by the codes of --map.  NULL with ERR or with faults in ISSUES. */
struct comparison *read_comparison(const struct arguments *args, struct store *store, struct issues *issues,
                                   struct error *err) MUST_CHECK;

/* Print the changes against the round of --against. */
bool print_comparison(const struct arguments *args, struct store *store, struct issues *issues,
                      struct error *err) MUST_CHECK;

#endif
