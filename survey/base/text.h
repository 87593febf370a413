/* text.h - Vietnamese text: UTF-8, Unicode composition, case, order, width.
 *
 * All text inside the program is UTF-8 in composed form (NFC).  Strings are
 * NUL-terminated; lengths are in bytes.
 */
#ifndef SURVEY_TEXT_H
#define SURVEY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when TEXT[0..LENGTH-1] is valid UTF-8 without NUL.  Otherwise *BAD (if
 * not NULL) is the offset of the first byte that does not fit. */
bool text_is_utf8(const char *text, size_t length, size_t *bad);

/* True when every byte is below 0x80. */
bool text_is_ascii(const char *text, size_t length);

/* A new string: TEXT, which must be valid UTF-8, in composed form (NFC). */
char *text_nfc(const char *text, size_t length);

/* A new string by which two writings that look alike, or mean one word, are found equal, for comparing only:
 * compatibility composed (NFKC: full width is half), case folded, no blanks at the ends and one between words, all
 * dashes
 * `-`, nothing of no width, the tone of a syllable behind its vowels (hoà is hòa), đ for the ð of other alphabets, and
 * Latin letters for the Cyrillic ones that look like them. */
char *text_alike(const char *text);

/* The same without white space, `_`, `-`: two writings of one header or name. */
char *text_fold(const char *text);

/* The same of the name of an office, unit or question: UBND, HĐND and `&` are what they stand for. */
char *text_fold_name(const char *text);

/* True when A and B fold to the same. */
bool text_same(const char *a, const char *b);

/* True when LIST, or one of its parts between any of SEPARATORS, is ITEM by text_same(); "" is in no list. */
bool text_list_has(const char *list, const char *separators, const char *item);

/* A new string without Vietnamese marks, lower case, đ as d: "Tổng cộng" -> "tong cong". */
char *text_plain(const char *text);

/* Vietnamese dictionary order, as TCVN 6909 and the Unicode collation for vi:
 * base letters first (a ă â b c d đ e ê … o ô ơ … u ư), then tones (none, huyền,
 * hỏi, ngã, sắc, nặng), then lower case before upper.  Digits compare by value,
 * so "Sở 2" stands before "Sở 10".  Returns < 0, 0, > 0; 0 only for equal
 * strings. */
int text_compare(const char *a, const char *b);

/* Columns TEXT takes at a terminal (marks take none, wide characters two). */
size_t text_width(const char *text);

/* What a terminal is sent for the character at the beginning of S[0..N-1], which takes the number of bytes returned;
 * 0 where the bytes are the beginning of one that is not there whole.  It is the character itself, but what steers a
 * terminal or hides the order of letters is written out, and does nothing: ESC as \x1b, an override of the direction as
 * \u202e.  Line feed and tab are let through. */
#define TEXT_SHOWN 12
size_t text_shown(const char *s, size_t n, char out[TEXT_SHOWN]);
/* A new string: TEXT so. */
char *text_visible(const char *text);

/* Cut TEXT, a buffer, at a character boundary so that at most LENGTH bytes stay. */
void text_cut(char *text, size_t length);

/* A new string: TEXT without white space (Unicode's, U+00A0 and U+FEFF too) at its ends. */
char *text_trim(const char *text);

/* Take it from the ends of TEXT[0..LENGTH-1]; quick to say that there is none. */
void text_trim_far(const char **text, size_t *length);
static inline void text_trim_ends(const char **text, size_t *length)
{
    const unsigned char *s = (const unsigned char *)*text;
    size_t n = *length;
    if (n && (s[0] <= ' ' || s[0] >= 0xC2 || s[n - 1] <= ' ' || s[n - 1] >= 0x80))
        text_trim_far(text, length);
}

/* The character at S and its length in bytes; an invalid byte stands for itself. */
int32_t text_point(const char *s, size_t *n);
/* Write the character POINT at OUT, up to four bytes; returns how many. */
size_t text_put(char *out, int32_t point);
/* Its lower case. */
int32_t text_lower(int32_t point);

/* True when TEXT, trimmed and folded, is a total row's name: tổng, cộng, total, subtotal, and what begins
 * with tổng cộng or tổng số. */
bool text_is_total(const char *text);

/* True when CODE is one or more of A-Z 0-9 . _ - and begins with a letter or digit. */
bool text_is_code(const char *code);

#endif
