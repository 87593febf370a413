#include "importers/encoding.h"

#include <stdint.h>
#include <string.h>

#include "survey/text.h"

/* The length of the character at S (N > 0 bytes left) when it is valid and of
 * a range in which every character is composed and combines with nothing
 * before it: U+0080-02FF, U+1E00-1EFF (all of Vietnamese), U+2002-206F. */
static size_t composed_character(const unsigned char *s, size_t n)
{
    if (s[0] >= 0xC2 && s[0] <= 0xCB)
        return n > 1 && (s[1] & 0xC0) == 0x80 ? 2 : 0;
    if (n < 3 || (s[2] & 0xC0) != 0x80)
        return 0;
    if (s[0] == 0xE1)
        return s[1] >= 0xB8 && s[1] <= 0xBB ? 3 : 0;
    if (s[0] == 0xE2)
        return (s[1] == 0x80 && s[2] >= 0x82) || (s[1] == 0x81 && s[2] <= 0xAF) ? 3 : 0;
    return 0;
}

enum encoding_scan encoding_scan(const char *bytes, size_t length, size_t *bad)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t i = 0;
    bool ascii = true;
    while (i < length) {
        if (i + 8 <= length) {
            uint64_t word;
            memcpy(&word, s + i, 8);
            /* No byte has its high bit set, none is zero. */
            if (!((word | (word - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080))) {
                i += 8;
                continue;
            }
        }
        if (s[i] && s[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = composed_character(s + i, length - i);
        if (!n)
            return text_is_utf8(bytes, length, bad) ? SCAN_UTF8 : SCAN_BAD;
        ascii = false;
        i += n;
    }
    return ascii ? SCAN_ASCII : SCAN_COMPOSED;
}

/* The length of the white space character at S (N > 0 bytes left), else 0. */
static size_t space_at(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return s[0] == ' ' || (s[0] >= 0x09 && s[0] <= 0x0D);
    if (n >= 2 && s[0] == 0xC2)
        return s[1] == 0x85 || s[1] == 0xA0 ? 2 : 0;
    if (n < 3)
        return 0;
    unsigned point = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    if ((s[0] & 0xF0) != 0xE0)
        return 0;
    bool space = (point >= 0x2000 && point <= 0x200B) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
                 point == 0x205F || point == 0x3000 || point == 0x1680 || point == 0xFEFF;
    return space ? 3 : 0;
}

void encoding_trim(const char **text, size_t *length)
{
    const unsigned char *s = (const unsigned char *)*text;
    size_t n = *length, step;
    while (n && (step = space_at(s, n)) > 0) {
        s += step;
        n -= step;
    }
    while (n) {
        size_t start = n - 1;
        while (start > 0 && n - start < 4 && (s[start] & 0xC0) == 0x80)
            start--;
        step = space_at(s + start, n - start);
        if (!step || step != n - start)
            break;
        n = start;
    }
    *text = (const char *)s;
    *length = n;
}
