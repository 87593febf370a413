/* encoding.h - from the bytes of a file to clean text.
 *
 * Inside the program text is UTF-8 in composed form.  Most cells already are:
 * the checks here say so without touching memory, so that a million rows of
 * plain text cost nothing.
 *
 * Old Vietnamese files come in Windows-1258 (letters, then tone marks), in TCVN3
 * (the ABC fonts: one byte a letter, lower case only for letters with a tone) or
 * in VNI (a vowel, then a byte for its marks).  Nothing in a file says which: it
 * is the one in which most of the words with marks are Vietnamese syllables.
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

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_1258,
    ENCODING_TCVN3,
    ENCODING_VNI,
    N_ENCODINGS,
};

/* "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1258", "TCVN3", "VNI". */
const char *encoding_name(enum encoding encoding);

/* The encoding of this NAME, whatever the case, `-` and `_`; "cp1258" and "ABC"
 * are known too.  False when there is none. */
bool encoding_find(const char *name, enum encoding *encoding);

/* What a file that begins with these bytes is: UTF-16 by its byte order mark or
 * its zeros, else UTF-8 for the time being.  *MARK is the length of the byte order mark. */
enum encoding encoding_begin(const char *bytes, size_t length, size_t *mark);

/* What these bytes, of which some are above 0x7F and whose last character may be
 * cut, are in: UTF-8, also when a few of them are damaged, or one of the old encodings. */
enum encoding encoding_guess(const char *bytes, size_t length);

/* Decodes a file block by block: what a block ends with may need the next one. */
struct decoder {
    enum encoding encoding;
    unsigned char pending[4];
    size_t n_pending;
    unsigned short table[128]; /* the characters of single bytes from 0x80 on, 0 where there is none */
};

void decoder_start(struct decoder *decoder, enum encoding encoding);

/* Room that decoding LENGTH bytes may take. */
#define DECODED_BYTES(length) (16 + 3 * (length))

/* Decode BYTES into OUT (with DECODED_BYTES(LENGTH) of room) as UTF-8, perhaps
 * decomposed; AT_END after the last block.  Returns the bytes written.  A byte B that
 * fits no character becomes the three bytes 0xFF, 0x80 + B / 16, 0x80 + B % 16,
 * which are no UTF-8: see encoding_bad_byte(). */
size_t decoder_run(struct decoder *decoder, const char *bytes, size_t length, bool at_end, char *out);

/* The byte that decoder_run() could not place, at TEXT, where LENGTH > 0 bytes are
 * left; *USED is how many of them stand for it. */
unsigned char encoding_bad_byte(enum encoding encoding, const char *text, size_t length, size_t *used);

#endif
