/* points_column.h - which criterion a column of a published table is of. */
#ifndef IMPORTERS_POINTS_COLUMN_H
#define IMPORTERS_POINTS_COLUMN_H

#include "survey/round/definition.h"

/* The leaf of BLOCK's tree that a column called WORD is of: "1.2", "1.2. Kế hoạch", its name, the words of its
 * method where it alone has that; NONE. */
size_t points_column_leaf(const struct definition *d, size_t block, const char *word);

#endif
