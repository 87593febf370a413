#include "importers/readers/damage.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

static bool is_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

/* The byte that Windows-1252 reads as POINT; -1 where there is none. */
static int byte_1252(int32_t point)
{
    static const unsigned short from_80[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                               0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    if (point < 0x80 || (point >= 0xA0 && point <= 0xFF))
        return point;
    for (int i = 0; i < 32; i++)
        if (from_80[i] == point)
            return 0x80 + i;
    return -1;
}

char *damage_undone(const char *text, size_t length)
{
    /* A letter of U+00C0 to U+00FF, and one that stands for a byte of what follows it. */
    bool may = false;
    for (size_t i = 0; !may && i + 3 < length; i++)
        may = (unsigned char)text[i] == 0xC3 && ((unsigned char)text[i + 2] & 0xC0) == 0xC0;
    if (!may)
        return NULL;
    char *bytes = xmalloc(length + 1);
    size_t n = 0, step;
    for (size_t i = 0; i < length; i += step) {
        int byte = byte_1252(text_point(text + i, &step));
        if (byte < 0) {
            free(bytes);
            return NULL;
        }
        bytes[n++] = (char)byte;
    }
    bytes[n] = '\0';
    if (text_is_utf8(bytes, n, NULL) && !text_is_ascii(bytes, n))
        return bytes;
    free(bytes);
    return NULL;
}

bool damage_is_lost(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        size_t n;
        if (i + 2 < length && !memcmp(text + i, "\xEF\xBF\xBD", 3))
            return true;
        if (i > 0 && i + 1 < length && text[i] == '?' && is_letter((unsigned char)text[i - 1]) &&
            is_letter(text_point(text + i + 1, &n)) && !strstr(text, "://"))
            return true;
    }
    return false;
}

/* The bytes of the sign of a lost letter at TEXT; 0 where there is none. */
static size_t lost_sign(const char *text)
{
    return *text == '?' ? 1 : !strncmp(text, "\xEF\xBF\xBD", 3) ? 3 : 0;
}

bool damage_may_be(const char *text, const char *word)
{
    while (*text && !lost_sign(text))
        if (tolower((unsigned char)*text++) != tolower((unsigned char)*word++)) /* a header may begin with a capital */
            return false;
    if (!*text)
        return !*word;
    if (*text == '?' && *word == '?' && damage_may_be(text + 1, word + 1))
        return true;
    size_t n_signs = 0, n;
    for (; (n = lost_sign(text)); n_signs++)
        text += n;
    for (size_t i = 0; i < n_signs && (unsigned char)*word >= 0x80; i++) {
        text_point(word, &n);
        word += n;
        if (damage_may_be(text, word))
            return true;
    }
    return false;
}
