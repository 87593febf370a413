/* encoding.h - from the bytes of a file to clean text.
 *
 * Inside the program text is UTF-8 in composed form.  Most cells already are:
 * the checks here say so without touching memory, so that a million rows of
 * plain text cost nothing.
 */
#ifndef IMPORTERS_ENCODING_H
#define IMPORTERS_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

/* What a stretch of bytes is made of. */
enum encoding_scan {
    SCAN_ASCII,    /* nothing above 0x7F, no NUL */
    SCAN_COMPOSED, /* valid UTF-8, surely in composed form (NFC) */
    SCAN_UTF8,     /* valid UTF-8, perhaps decomposed */
    SCAN_BAD,      /* a byte that is not UTF-8, or NUL */
};

/* What BYTES[0..LENGTH-1] are; with SCAN_BAD, *BAD is the offset of the first bad byte. */
enum encoding_scan encoding_scan(const char *bytes, size_t length, size_t *bad);

/* Move *TEXT and *LENGTH so that white space (Unicode's, U+00A0 and U+FEFF too)
 * at both ends of the valid UTF-8 text is left out. */
void encoding_trim(const char **text, size_t *length);

#endif
