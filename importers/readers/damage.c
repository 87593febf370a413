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

/* The no-break space that ended a letter of Vietnamese is a blank by now, or was trimmed: put it back into BYTES of *N,
 * which have room for it at the end.  True where it was behind a small letter, as no capital is. */
static bool put_back_spaces(unsigned char *bytes, size_t *n)
{
    bool sure = false;
    for (size_t i = 0; i < *n; i++) {
        bool two = bytes[i] == 0xC3 || bytes[i] == 0xC6 || bytes[i] == 0xC2; /* à Ơ, itself */
        size_t end = i + (two ? 1 : 2);
        if (!two && (bytes[i] != 0xE1 || i + 1 == *n || (bytes[i + 1] != 0xBA && bytes[i + 1] != 0xBB))) /* Ạ Ỡ */
            continue;
        if (end < *n && bytes[end] != ' ')
            continue;
        *n += end == *n;
        bytes[end] = 0xA0;
        sure = sure || (i > 0 && islower(bytes[i - 1]));
    }
    return sure;
}

/* Letters in TEXT of N bytes that are not ASCII and do not end with a no-break space's byte. */
static bool has_other_letters(const unsigned char *text, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (text[i] >= 0x80 && text[i] != 0xA0 && (text[i + 1] < 0x80 || text[i + 1] >= 0xC0))
            return true;
    return n > 0 && text[n - 1] >= 0x80 && text[n - 1] != 0xA0;
}

/* What TEXT was before; NULL where it cannot have come about so. */
static char *undone_once(const char *text, size_t length)
{
    /* A letter of U+00C0 to U+00FF, and what stands for a byte of what follows it. */
    bool may = false;
    for (size_t i = 0; !may && i + 1 < length; i++)
        may = (unsigned char)text[i] == 0xC3 &&
              (i + 2 == length || text[i + 2] == ' ' || ((unsigned char)text[i + 2] & 0xC0) == 0xC0);
    if (!may)
        return NULL;
    unsigned char *bytes = xmalloc(length + 2);
    size_t n = 0, step;
    for (size_t i = 0; i < length; i += step) {
        int byte = byte_1252(text_point(text + i, &step));
        if (byte < 0) {
            free(bytes);
            return NULL;
        }
        bytes[n++] = (unsigned char)byte;
    }
    bool whole = text_is_utf8((char *)bytes, n, NULL);
    whole = whole || put_back_spaces(bytes, &n) || has_other_letters(bytes, n);
    bytes[n] = '\0';
    if (whole && text_is_utf8((char *)bytes, n, NULL) && !text_is_ascii((char *)bytes, n))
        return (char *)bytes;
    free(bytes);
    return NULL;
}

char *damage_undone(const char *text, size_t length)
{
    char *once = undone_once(text, length), *twice = once ? undone_once(once, strlen(once)) : NULL;
    if (!twice)
        return once;
    free(once);
    return twice;
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
