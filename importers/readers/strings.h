/* strings.h - the texts of a workbook.
 *
 * A cell's text comes in pieces, with escapes (`_x000D_`), runs of formatting
 * and phonetic hints; most texts are shared: cells give a number.
 */
#ifndef IMPORTERS_STRINGS_H
#define IMPORTERS_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/readers/package.h"

#define CELL_BYTES ((size_t)1 << 20) /* of one text at most */

/* A growing text; zero-initialised it is empty.  free() its bytes. */
struct buffer {
    char *bytes;
    size_t used, room;
    bool full; /* more than CELL_BYTES came; what is there is not all */
};

void buffer_clear(struct buffer *buffer);
void buffer_add(struct buffer *buffer, const char *text, size_t n);
/* Make the text clean and end it with a NUL: escapes become their characters,
 * line breaks LF, white space at the ends goes, marks are composed (NFC). */
void buffer_clean(struct buffer *buffer);

struct strings;

/* Read part NAME, the shared strings; with NAME NULL there are none. */
struct strings *strings_read(struct package *package, const char *name, struct error *err) MUST_CHECK;
void strings_free(struct strings *strings);
size_t strings_count(const struct strings *strings);
/* String I, clean; it lives as long as STRINGS. */
const char *strings_get(const struct strings *strings, size_t i, size_t *length);

#endif
