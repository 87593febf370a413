/* separator.h - what stands between the cells of a text table. */
#ifndef IMPORTERS_SEPARATOR_H
#define IMPORTERS_SEPARATOR_H

#include <stddef.h>

/* The one among tab, `;` and `,` that splits the first lines of BYTES most evenly,
 * outside quotes; among equals the one that is least likely to stand in text, as
 * a decimal comma is as regular as a separator.  A comma where there is none. */
char separator_guess(const char *bytes, size_t length);

#endif
