/* strings.h - the texts of a workbook.
 *
 * A cell's text comes in pieces, with escapes (`_x000D_`), runs of formatting
 * and phonetic hints; most texts are shared: cells give a number.
 */
#ifndef IMPORTERS_STRINGS_H
#define IMPORTERS_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "survey/base/package.h"
#include "survey/base/strbuf.h"

#define CELL_BYTES ((size_t)1 << 20) /* of one text at most */

/* The text of a cell as it comes. */
struct cell_text {
    struct strbuf buf;
    bool full; /* more than CELL_BYTES came; what is there is not all */
};

void cell_text_clear(struct cell_text *text);
void cell_text_add(struct cell_text *text, const char *bytes, size_t n);
/* Make the text clean: escapes become their characters, line breaks LF, white
 * space at the ends goes, marks are composed (NFC). */
void cell_text_clean(struct cell_text *text);

struct strings;

/* Read part NAME, the shared strings; with NAME NULL there are none. */
struct strings *strings_read(struct package *package, const char *name, struct error *err) MUST_CHECK;
void strings_free(struct strings *strings);
size_t strings_count(const struct strings *strings);
/* String I, clean; it lives as long as STRINGS. */
const char *strings_get(const struct strings *strings, size_t i, size_t *length);

#endif
