/* show_cases.h - `show ROUND cases` and `cases-outside`: what the errors of a block are made of. */
#ifndef CLI_SHOW_CASES_H
#define CLI_SHOW_CASES_H

#include "cli/terminal/command.h"

/* Is TABLE one of both? */
bool is_cases_table(const char *table);

/* Print TABLE, of option --block: the files that tests/points/reference.R reads. */
bool show_cases(struct call *call, const char *table, struct error *err) MUST_CHECK;

#endif
