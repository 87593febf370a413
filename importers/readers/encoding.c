#include "importers/readers/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

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

/* --- names ------------------------------------------------------------------ */

static const char *const encoding_names[N_ENCODINGS] = {
    [ENCODING_UTF8] = "UTF-8",        [ENCODING_UTF16LE] = "UTF-16LE", [ENCODING_UTF16BE] = "UTF-16BE",
    [ENCODING_1258] = "windows-1258", [ENCODING_TCVN3] = "TCVN3",      [ENCODING_VNI] = "VNI",
};

const char *encoding_name(enum encoding encoding)
{
    return encoding_names[encoding];
}

bool encoding_find(const char *name, enum encoding *encoding)
{
    for (int i = 0; i < N_ENCODINGS; i++)
        if (text_same(name, encoding_names[i])) {
            *encoding = (enum encoding)i;
            return true;
        }
    if (text_same(name, "cp1258"))
        *encoding = ENCODING_1258;
    else if (text_same(name, "abc") || text_same(name, "tcvn"))
        *encoding = ENCODING_TCVN3;
    else if (text_same(name, "utf16"))
        *encoding = ENCODING_UTF16LE;
    else
        return false;
    return true;
}

/* --- tables ----------------------------------------------------------------- */

/* Windows-1258, as Microsoft's table bestfit1258 has it; 0 where no character is. */
static const uint16_t table_1258[128] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0,      0x2039, 0x0152,
    0,      0,      0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0,      0x203A, 0x0153, 0,      0,      0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
    0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
    0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0,
    0x00C1, 0x00C2, 0x0102, 0x00C4, 0x00C5, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x0300, 0x00CD,
    0x00CE, 0x00CF, 0x0110, 0x00D1, 0x0309, 0x00D3, 0x00D4, 0x01A0, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA,
    0x00DB, 0x00DC, 0x01AF, 0x0303, 0x00DF, 0x00E0, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x00E5, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0301, 0x00ED, 0x00EE, 0x00EF, 0x0111, 0x00F1, 0x0323, 0x00F3, 0x00F4,
    0x01A1, 0x00F6, 0x00F7, 0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x01B0, 0x20AB, 0x00FF,
};

/* The letters of TCVN 5712:1993 VN3 from 0xA1 on; a space where there is none. */
static const char16_t letters_tcvn3[] =
    u"ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ ";

/* VNI: the vowels that take marks from a second byte, and what comes out with each. */
static const unsigned char vni_marks[] = {0xF9, 0xF8, 0xFB, 0xF5, 0xEF,        /* sắc huyền hỏi ngã nặng */
                                          0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4,  /* â and so on */
                                          0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB}; /* ă and so on */
static const struct {
    unsigned char vowel;
    const char16_t *lower, *upper; /* in the order of vni_marks */
} vni_vowels[] = {
    {'a', u"áàảãạâấầẩẫậăắằẳẵặ", u"ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶ"},
    {'e', u"éèẻẽẹêếềểễệ", u"ÉÈẺẼẸÊẾỀỂỄỆ"},
    {'o', u"óòỏõọôốồổỗộ", u"ÓÒỎÕỌÔỐỒỔỖỘ"},
    {'u', u"úùủũụ", u"ÚÙỦŨỤ"},
    {'y', u"ýỳỷỹ", u"ÝỲỶỸ"},
    {0xF4, u"ớờởỡợ", u"ỚỜỞỠỢ"}, /* ơ */
    {0xF6, u"ứừửữự", u"ỨỪỬỮỰ"}, /* ư */
};
/* The letters of VNI that are one byte. */
static const struct {
    unsigned char byte;
    uint16_t lower, upper;
} vni_letters[] = {
    {0xED, 0xED, 0xCD},     {0xEC, 0xEC, 0xCC},     {0xE6, 0x1EC9, 0x1EC8}, {0xF3, 0x129, 0x128}, /* í ì ỉ ĩ */
    {0xF2, 0x1ECB, 0x1ECA}, {0xEE, 0x1EF5, 0x1EF4}, {0xF1, 0x111, 0x110},                         /* ị ỵ đ */
    {0xF4, 0x1A1, 0x1A0},   {0xF6, 0x1B0, 0x1AF},                                                 /* ơ ư */
};

/* --- decoding --------------------------------------------------------------- */

/* Append the character POINT. */
static char *put(char *out, uint32_t point)
{
    if (point >= 0x80)
        return out + text_put(out, (int32_t)point);
    *out++ = (char)point;
    return out;
}

static char *put_bad(char *out, unsigned byte)
{
    *out++ = (char)0xFF;
    *out++ = (char)(0x80 | byte >> 4);
    *out++ = (char)(0x80 | (byte & 15));
    return out;
}

unsigned char encoding_bad_byte(enum encoding encoding, const char *text, size_t length, size_t *used)
{
    *used = 1;
    if (encoding == ENCODING_UTF8 || length < 3 || (unsigned char)*text != 0xFF)
        return (unsigned char)*text;
    *used = 3;
    return (unsigned char)((text[1] & 15) << 4 | (text[2] & 15));
}

/* Punctuation of Windows-1252 in text of the old fonts: quotes, dashes, the
 * no-break space.  0 where it is none. */
static uint32_t punctuation(unsigned char byte)
{
    switch (byte) {
    case 0x85:
    case 0x91:
    case 0x92:
    case 0x93:
    case 0x94:
    case 0x95:
    case 0x96:
    case 0x97:
    case 0xA0:
        return table_1258[byte - 0x80];
    default:
        return 0;
    }
}

/* VNI's character of the single byte BYTE; 0 if there is none. */
static uint32_t vni_letter(unsigned char byte)
{
    for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++) {
        if (byte == vni_letters[i].byte)
            return vni_letters[i].lower;
        if (byte == vni_letters[i].byte - 0x20)
            return vni_letters[i].upper;
    }
    /* Signs such as the degree are where Windows-1252 has them. */
    return byte >= 0xA0 && byte < 0xC0 ? byte : punctuation(byte);
}

void decoder_start(struct decoder *decoder, enum encoding encoding)
{
    *decoder = (struct decoder){.encoding = encoding};
    for (unsigned byte = 0x80; byte < 0x100; byte++) {
        uint32_t point = 0;
        if (encoding == ENCODING_1258) {
            point = table_1258[byte - 0x80];
        } else if (encoding == ENCODING_VNI) {
            point = vni_letter((unsigned char)byte);
        } else if (encoding == ENCODING_TCVN3) {
            point = byte > 0xA0 ? letters_tcvn3[byte - 0xA1] : 0;
            point = point > ' ' ? point : punctuation((unsigned char)byte);
        }
        decoder->table[byte - 0x80] = (unsigned short)point;
    }
}

/* Append the character of the single byte BYTE. */
static char *put_byte(const struct decoder *decoder, unsigned char byte, char *out)
{
    uint32_t point = byte < 0x80 ? byte : decoder->table[byte - 0x80];
    return point || !byte ? put(out, point) : put_bad(out, byte);
}

/* VNI's character of VOWEL and MARK; 0 if they make none.  A capital has either
 * mark, of capitals or not. */
static uint32_t vni_pair(unsigned char vowel, unsigned char mark)
{
    bool upper = (vowel >= 'A' && vowel <= 'Z') || (vowel >= 0xC0 && vowel < 0xE0);
    unsigned char lower = upper ? (unsigned char)(vowel + 0x20) : vowel;
    if (mark < 0xC0)
        return 0;
    const unsigned char *found = memchr(vni_marks, mark | 0x20, sizeof vni_marks);
    for (size_t i = 0; found && i < sizeof vni_vowels / sizeof *vni_vowels; i++) {
        if (vni_vowels[i].vowel != lower)
            continue;
        const char16_t *letter = upper ? vni_vowels[i].upper : vni_vowels[i].lower;
        for (const unsigned char *p = vni_marks; *letter && p < found; p++)
            letter++;
        return *letter;
    }
    return 0;
}

static char *decode_vni(struct decoder *d, const unsigned char *s, size_t n, bool at_end, char *out)
{
    for (size_t i = 0; i <= n; i++) {
        if (i == n && !at_end)
            break;
        if (d->n_pending) {
            d->n_pending = 0;
            unsigned char first = d->pending[0];
            uint32_t point = i < n ? vni_pair(first, s[i]) : 0;
            if (point) {
                out = put(out, point);
                continue;
            }
            out = put_byte(d, first, out);
        }
        if (i < n) {
            d->pending[0] = s[i];
            d->n_pending = 1;
        }
    }
    return out;
}

static char *decode_utf16(struct decoder *d, const unsigned char *s, size_t n, bool at_end, char *out)
{
    const size_t high = d->encoding == ENCODING_UTF16BE ? 0 : 1;
    for (size_t i = 0; i < n; i++) {
        d->pending[d->n_pending++] = s[i];
        if (d->n_pending % 2)
            continue;
        unsigned char *p = d->pending;
        unsigned unit = (unsigned)p[high] << 8 | p[!high];
        if (d->n_pending == 4) {
            unsigned low = (unsigned)p[2 + high] << 8 | p[2 + !high];
            d->n_pending = 0;
            if (low >= 0xDC00 && low < 0xE000) {
                out = put(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
                continue;
            }
            /* A first half without its second. */
            out = put_bad(out, p[high]);
            unit = low;
            p[0] = p[2];
            p[1] = p[3];
        }
        d->n_pending = 0;
        if (unit >= 0xD800 && unit < 0xDC00)
            d->n_pending = 2;
        else if (unit >= 0xDC00 && unit < 0xE000)
            out = put_bad(out, p[high]);
        else
            out = put(out, unit);
    }
    if (at_end && d->n_pending) {
        out = put_bad(out, d->pending[d->n_pending > 1 ? high : 0]);
        d->n_pending = 0;
    }
    return out;
}

size_t decoder_run(struct decoder *decoder, const char *bytes, size_t length, bool at_end, char *out)
{
    const unsigned char *s = (const unsigned char *)bytes;
    char *end = out;
    switch (decoder->encoding) {
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        end = decode_utf16(decoder, s, length, at_end, out);
        break;
    case ENCODING_VNI:
        end = decode_vni(decoder, s, length, at_end, out);
        break;
    case ENCODING_1258:
    case ENCODING_TCVN3:
        for (size_t i = 0; i < length; i++)
            end = put_byte(decoder, s[i], end);
        break;
    case ENCODING_UTF8:
    case N_ENCODINGS:
        memcpy(out, bytes, length);
        end = out + length;
        break;
    }
    return (size_t)(end - out);
}

/* --- guessing --------------------------------------------------------------- */

enum encoding encoding_begin(const char *bytes, size_t length, size_t *mark)
{
    *mark = 0;
    if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
        *mark = 3;
        return ENCODING_UTF8;
    }
    if (length >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2))) {
        *mark = 2;
        return bytes[0] == '\xFF' ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    }
    /* A table has separators and ends of line, half of which are zero in UTF-16:
     * on one side only. */
    size_t zeros[2] = {0, 0}, n = length < 4096 ? length : 4096;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += !bytes[i];
    if (zeros[1] > n / 8 && !zeros[0])
        return ENCODING_UTF16LE;
    if (zeros[0] > n / 8 && !zeros[1])
        return ENCODING_UTF16BE;
    return ENCODING_UTF8;
}

/* The vowels, each with its tones: none, huyền, hỏi, ngã, sắc, nặng. */
static const char16_t vowels[] = u"aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
static const char *const vowel_names[] = {"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"};

/* A letter of a word: its vowel (0 to 11) and tone, or what else it is. */
struct syllable_letter {
    uint32_t point; /* lower case */
    int vowel;      /* -1 for a consonant */
    int tone;
};

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

static struct syllable_letter letter_of(uint32_t c)
{
    struct syllable_letter letter = {(uint32_t)text_lower((int32_t)c), -1, 0};
    for (int i = 0; vowels[i]; i++)
        if (vowels[i] == letter.point) {
            letter.vowel = i / 6;
            letter.tone = i % 6;
        }
    return letter;
}

/* True when WORD stands in LIST, whose words have a space before and behind. */
static bool stands_in(const char *word, const char *list)
{
    size_t n = strlen(word);
    for (const char *p = list; *p && (p = strstr(p, word)) != NULL; p++)
        if (p > list && p[-1] == ' ' && p[n] == ' ')
            return true;
    return false;
}

/* True when the letters are a Vietnamese syllable: an onset, vowels with at most
 * one tone, a coda. */
static bool is_syllable(const struct syllable_letter *letters, size_t n)
{
    static const char onsets[] = "  b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x ";
    static const char nuclei[] =
        " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi "
        "oo ôi ơi ua uai uao uay uâ uây uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê "
        "yêu ";
    static const char codas[] = "  c ch m n ng nh p t ";
    enum { LONGEST = 7 };
    char onset[4 * LONGEST + 1] = "", nucleus[4 * LONGEST + 1] = "", coda[4 * LONGEST + 1] = "";
    size_t i = 0, used = 0;
    if (n > LONGEST)
        return false;
    for (; i < n && letters[i].vowel < 0; i++)
        used = (size_t)(put(onset + used, letters[i].point) - onset);
    /* The u of qu and the i of gi before another vowel belong to the onset. */
    bool more = i + 1 < n && letters[i + 1].vowel >= 0;
    if (i < n && more && !letters[i].tone &&
        ((!strcmp(onset, "q") && letters[i].point == 'u') || (!strcmp(onset, "g") && letters[i].point == 'i')))
        used = (size_t)(put(onset + used, letters[i++].point) - onset);
    int tone = 0;
    for (used = 0; i < n && letters[i].vowel >= 0; i++) {
        const char *name = vowel_names[letters[i].vowel];
        if (letters[i].tone && tone)
            return false;
        tone += letters[i].tone;
        memcpy(nucleus + used, name, strlen(name));
        used += strlen(name);
    }
    for (used = 0; i < n; i++) {
        if (letters[i].vowel >= 0)
            return false;
        used = (size_t)(put(coda + used, letters[i].point) - coda);
    }
    bool stopped = !strcmp(coda, "c") || !strcmp(coda, "ch") || !strcmp(coda, "p") || !strcmp(coda, "t");
    if (stopped && tone != 4 && tone != 5)
        return false;
    return stands_in(onset, onsets) && *nucleus && stands_in(nucleus, nuclei) && stands_in(coda, codas);
}

/* A sign no one writes next to a letter, as wrong decodings have it: A1 to BF
 * but for quotes and the degree, times, divided by. */
static bool is_odd_sign(uint32_t c)
{
    return (c >= 0xA1 && c <= 0xBF && c != 0xAB && c != 0xBB && c != 0xB0) || c == 0xD7 || c == 0xF7;
}

/* How many words of TEXT (valid UTF-8, composed) have marks, how many of these are
 * syllables, and whether one of them has more than one letter.  A sign within a word counts as a word that is none. */
static void count_syllables(const char *text, size_t *marked, size_t *good, bool *solid)
{
    struct syllable_letter word[16];
    size_t n = 0;
    bool has_mark = false, after_sign = false;
    *good = 0;
    *solid = false;
    for (size_t length;; text += length) {
        uint32_t c = (uint32_t)text_point(text, &length);
        if (is_letter(c)) {
            *marked += after_sign;
            has_mark |= c >= 0x80;
            if (n < 16)
                word[n++] = letter_of(c);
        } else if (n) {
            *marked += has_mark || is_odd_sign(c);
            bool syllable = has_mark && !is_odd_sign(c) && is_syllable(word, n);
            *good += syllable;
            *solid |= syllable && n > 1;
            n = 0;
            has_mark = false;
        }
        after_sign = is_odd_sign(c);
        if (!c)
            return;
    }
}

/* Valid and invalid sequences of UTF-8 among the bytes above 0x7F. */
static void count_sequences(const char *bytes, size_t length, size_t *good, size_t *bad)
{
    const unsigned char *s = (const unsigned char *)bytes;
    *good = *bad = 0;
    for (size_t i = 0; i < length;) {
        size_t n = s[i] < 0x80 ? 1 : s[i] < 0xE0 ? 2 : s[i] < 0xF0 ? 3 : 4;
        if (n == 1) {
            i++;
            continue;
        }
        bool cut = i + n > length;
        /* Half of a surrogate pair, or a character written too long: nothing but UTF-8 has such bytes. */
        bool wrong_way =
            (s[i] == 0xED && i + 2 < length && s[i + 1] >= 0xA0 && s[i + 1] < 0xC0 && (s[i + 2] & 0xC0) == 0x80) ||
            ((s[i] == 0xC0 || s[i] == 0xC1) && i + 1 < length && (s[i + 1] & 0xC0) == 0x80);
        if (wrong_way || (!cut && text_is_utf8(bytes + i, n, NULL))) {
            (*good)++;
            i += n;
            continue;
        }
        /* A character cut at the end of the sample is no fault. */
        bool begun = cut && s[i] >= 0xC2 && s[i] < 0xF5;
        for (size_t k = i + 1; begun && k < length; k++)
            begun = (s[k] & 0xC0) == 0x80;
        if (begun)
            return;
        /* What is left of one damaged character counts once. */
        (*bad)++;
        for (i++; i < length && (s[i] & 0xC0) == 0x80;)
            i++;
    }
}

#define SAMPLE_BYTES 65536 /* in which words are counted */

enum encoding encoding_guess(const char *bytes, size_t length)
{
    static const enum encoding old[] = {ENCODING_1258, ENCODING_TCVN3, ENCODING_VNI};
    size_t good, bad;
    count_sequences(bytes, length, &good, &bad);
    if (good >= bad)
        return ENCODING_UTF8;
    /* From the first byte that needs a decision on. */
    while (length && (unsigned char)*bytes < 0x80 && length > SAMPLE_BYTES) {
        bytes++;
        length--;
    }
    if (length > SAMPLE_BYTES)
        length = SAMPLE_BYTES;
    enum encoding best = ENCODING_UTF8;
    size_t most = 0, least_marked = 1;
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        struct decoder decoder;
        decoder_start(&decoder, old[i]);
        char *text = xmalloc(DECODED_BYTES(length) + 1);
        size_t n = decoder_run(&decoder, bytes, length, true, text), marked = 0;
        text[n] = '\0';
        /* A byte that fits nothing is a word that is none; a zero would end the text. */
        for (size_t k = 0; k < n; k++)
            if (!text[k]) {
                text[k] = ' ';
            } else if ((unsigned char)text[k] == 0xFF) {
                memset(text + k, ' ', 3);
                marked++;
            }
        char *composed = text_nfc(text, n);
        bool solid;
        count_syllables(composed, &marked, &good, &solid);
        /* Better than before: a larger share of the words is Vietnamese.  One letter alone is no evidence. */
        if (solid && good * 5 >= marked * 3 && good * least_marked > most * marked) {
            best = old[i];
            most = good;
            least_marked = marked;
        }
        free(text);
        free(composed);
    }
    return best;
}
