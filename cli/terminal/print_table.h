/* print_table.h - print a table of the round, the way `show` does. */
#ifndef CLI_PRINT_TABLE_H
#define CLI_PRINT_TABLE_H

#include "cli/terminal/command.h"

/* Print TABLE (see survey/listing.h).  E_USAGE where there is none of that name. */
bool print_table(struct call *call, const char *table, struct error *err) MUST_CHECK;

#endif
