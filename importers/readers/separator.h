/* separator.h - what stands between the cells of a text table. */
#ifndef IMPORTERS_SEPARATOR_H
#define IMPORTERS_SEPARATOR_H

#include <stddef.h>

/* The one among tab, `;` and `,` that makes a table of most of the first lines of BYTES, outside quotes: a header, and
 * rows with as many or, as people type them, fewer.  Among equals the one whose header stands first, so that what
 * stands in some cells does not win over what the header is written with; then the more even one; then the one that is
 * least likely to stand in text, as a decimal comma is as regular as a separator.  A comma where there is none. */
char separator_guess(const char *bytes, size_t length);

#endif
