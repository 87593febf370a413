#include "survey/base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "survey/base/memory.h"
#include "survey/base/strbuf.h"

bool text_is_ascii(const char *text, size_t length)
{
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        if (word & UINT64_C(0x8080808080808080))
            return false;
    }
    for (; i < length; i++)
        if ((unsigned char)text[i] & 0x80)
            return false;
    return true;
}

bool text_is_utf8(const char *text, size_t length, size_t *bad)
{
    size_t i = 0;
    while (i < length) {
        unsigned char c = (unsigned char)text[i];
        if (c && c < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t point;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(length - i), &point);
        if (c == 0 || n <= 0) {
            if (bad)
                *bad = i;
            return false;
        }
        i += (size_t)n;
    }
    return true;
}

size_t text_put(char *out, int32_t point)
{
    return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)out);
}

int32_t text_lower(int32_t point)
{
    return utf8proc_tolower(point);
}

/* TEXT mapped by utf8proc OPTIONS, or a plain copy when utf8proc will not. */
static char *mapped(const char *text, size_t length, utf8proc_option_t options)
{
    utf8proc_uint8_t *result = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &result, options);
    if (n < 0)
        return xstrndup(text, length);
    char *copy = xstrndup((const char *)result, (size_t)n);
    free(result);
    return copy;
}

char *text_nfc(const char *text, size_t length)
{
    if (text_is_ascii(text, length))
        return xstrndup(text, length);
    return mapped(text, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

int32_t text_point(const char *s, size_t *n)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &point);
    if (length <= 0) {
        *n = 1;
        return (unsigned char)*s;
    }
    *n = (size_t)length;
    return point;
}

/* The length of the white space character at S (N > 0 bytes left), else 0: U+0009-000D, U+0020, U+0085, U+FEFF and
 * what Unicode has as separators. */
static size_t space_at(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80)
        return s[0] == ' ' || (s[0] >= 0x09 && s[0] <= 0x0D);
    if (n >= 2 && s[0] == 0xC2)
        return s[1] == 0x85 || s[1] == 0xA0 ? 2 : 0;
    if (n < 3 || (s[0] & 0xF0) != 0xE0)
        return 0;
    unsigned point = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    bool space = (point >= 0x2000 && point <= 0x200B) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
                 point == 0x205F || point == 0x3000 || point == 0x1680 || point == 0xFEFF;
    return space ? 3 : 0;
}

void text_trim_far(const char **text, size_t *length)
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

char *text_trim(const char *text)
{
    size_t length = strlen(text);
    text_trim_ends(&text, &length);
    return xstrndup(text, length);
}

/* The letter of this alphabet that POINT, lower case, looks like; or POINT. */
static int32_t look_alike(int32_t point)
{
    static const struct {
        int32_t from, to;
    } alike[] = {
        {0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43A, 'k'},  {0x43C, 'm'},   {0x43D, 'h'},  {0x43E, 'o'},
        {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'},  {0x445, 'x'},   {0x455, 's'},  {0x456, 'i'},
        {0x458, 'j'}, {0x4BB, 'h'}, {0x501, 'd'}, {0xF0, 0x111}, {0x256, 0x111}, {0x2212, '-'},
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (alike[i].from == point)
            return alike[i].to;
    return point >= 0x2010 && point <= 0x2015 ? '-' : point;
}

/* Plain text, in ASCII: lower case, blanks one at a time. */
static char *alike_ascii(const char *text)
{
    char *out = xstrdup(text), *end = out;
    for (const char *p = text; *p; p++) {
        bool space = space_at((const unsigned char *)p, 1) > 0;
        if (!space)
            *end++ = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
        else if (end > out && end[-1] != ' ')
            *end++ = ' ';
    }
    end -= end > out && end[-1] == ' ';
    *end = '\0';
    return out;
}

char *text_alike(const char *text)
{
    enum {
        GRAVE = 0x300,
        ACUTE = 0x301,
        CIRCUMFLEX = 0x302,
        TILDE = 0x303,
        BREVE = 0x306,
        HOOK = 0x309,
        HORN = 0x31B,
        DOT = 0x323
    };
    if (text_is_ascii(text, strlen(text)))
        return alike_ascii(text);
    char *folded = mapped(text, strlen(text),
                          UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    char *out = xmalloc(4 * strlen(folded) + 1), *end = out, tones[64] = "";
    size_t n_tones = 0;
    bool vowels = false; /* within those of a syllable, whose tones wait in TONES */
    for (const char *p = folded; *p;) {
        size_t n;
        int32_t point = look_alike(text_point(p, &n));
        bool space = space_at((const unsigned char *)p, strlen(p)) > 0;
        bool tone = point == GRAVE || point == ACUTE || point == TILDE || point == HOOK || point == DOT;
        bool shape = point == CIRCUMFLEX || point == BREVE || point == HORN;
        p += n;
        if (tone && vowels && n_tones + 4 < sizeof tones) {
            n_tones += text_put(tones + n_tones, point);
            continue;
        }
        vowels = (vowels && shape) || (point < 0x80 && point > 0 && strchr("aeiouy", (char)point));
        if (!vowels) {
            memcpy(end, tones, n_tones);
            end += n_tones;
            n_tones = 0;
        }
        if (!space)
            end += text_put(end, point);
        else if (end > out && end[-1] != ' ')
            *end++ = ' ';
    }
    memcpy(end, tones, n_tones);
    end += n_tones;
    end -= end > out && end[-1] == ' ';
    free(folded);
    folded = text_nfc(out, (size_t)(end - out));
    free(out);
    return folded;
}

char *text_fold(const char *text)
{
    char *folded = text_alike(text), *out = folded;
    for (const char *p = folded; *p; p++)
        if (*p != ' ' && *p != '_' && *p != '-')
            *out++ = *p;
    *out = '\0';
    return folded;
}

/* TEXT with WITH for each WHAT in it, which is not longer. */
static void put_short(char *text, const char *what, const char *with)
{
    size_t n = strlen(what), m = strlen(with);
    for (char *p = text; (p = strstr(p, what)); p += m) {
        memcpy(p, with, m);
        memmove(p + m, p + n, strlen(p + n) + 1);
    }
}

char *text_fold_name(const char *text)
{
    static const char *const shorts[][2] = {{"ủy ban nhân dân", "ubnd"}, {"hội đồng nhân dân", "hđnd"}, {"và", "&"}};
    char *folded = text_fold(text);
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++) {
        char *what = text_fold(shorts[i][0]), *with = text_fold(shorts[i][1]);
        put_short(folded, what, with);
        free(what);
        free(with);
    }
    return folded;
}

bool text_same(const char *a, const char *b)
{
    if (!strcmp(a, b))
        return true;
    char *x = text_fold(a), *y = text_fold(b);
    bool same = !strcmp(x, y);
    free(x);
    free(y);
    return same;
}

bool text_list_has(const char *list, const char *separators, const char *item)
{
    bool found = *item && text_same(list, item);
    for (const char *p = list; !found && *p; p += *p != '\0') {
        size_t n = strcspn(p, separators);
        char *part = xstrndup(p, n), *trimmed = text_trim(part);
        found = *trimmed && text_same(trimmed, item);
        free(part);
        free(trimmed);
        p += n;
    }
    return found;
}

char *text_plain(const char *text)
{
    char *folded =
        mapped(text, strlen(text), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    /* đ (U+0111, c4 91) has no decomposition. */
    char *out = folded;
    for (const char *p = folded; *p; p++) {
        if ((unsigned char)p[0] == 0xC4 && (unsigned char)p[1] == 0x91) {
            *out++ = 'd';
            p++;
        } else {
            *out++ = *p;
        }
    }
    *out = '\0';
    return folded;
}

/* The three levels of one character, as dictionaries compare Vietnamese. */
struct collation_letter {
    uint32_t base; /* a < ă < â < b ... */
    unsigned tone; /* none, huyền, hỏi, ngã, sắc, nặng */
    bool upper;
};

/* The letter at *S (decomposed text), which moves on past its marks. */
static struct collation_letter next_letter(const char **s)
{
    size_t n;
    int32_t c = text_point(*s, &n);
    *s += n;
    struct collation_letter letter = {0, 0, false};
    int32_t lower = utf8proc_tolower(c);
    letter.upper = lower != c;
    c = lower;
    unsigned hat = 0; /* breve ă, circumflex â ê ô, horn ơ ư; đ */
    if (c == 0x111) {
        c = 'd';
        hat = 1;
    }
    while (**s) {
        int32_t mark = text_point(*s, &n);
        if (mark == 0x306)
            hat = 1; /* breve */
        else if (mark == 0x302)
            hat = 2; /* circumflex */
        else if (mark == 0x31B)
            hat = 3; /* horn */
        else if (mark == 0x300)
            letter.tone = 1;
        else if (mark == 0x309)
            letter.tone = 2;
        else if (mark == 0x303)
            letter.tone = 3;
        else if (mark == 0x301)
            letter.tone = 4;
        else if (mark == 0x323)
            letter.tone = 5;
        else
            break;
        *s += n;
    }
    letter.base = (uint32_t)c * 4 + hat;
    return letter;
}

/* The number that begins at *S, which moves past it; leading zeros do not count. */
static int compare_numbers(const char **a, const char **b)
{
    while (**a == '0')
        (*a)++;
    while (**b == '0')
        (*b)++;
    size_t n = strspn(*a, "0123456789"), m = strspn(*b, "0123456789");
    int order = n != m ? (n < m ? -1 : 1) : strncmp(*a, *b, n);
    *a += n;
    *b += m;
    return order;
}

int text_compare(const char *a, const char *b)
{
    char *x = mapped(a, strlen(a), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
    char *y = mapped(b, strlen(b), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
    int base = 0, tone = 0, kase = 0;
    const char *p = x, *q = y;
    while (!base && *p && *q) {
        if (*p >= '0' && *p <= '9' && *q >= '0' && *q <= '9') {
            base = compare_numbers(&p, &q);
            continue;
        }
        struct collation_letter l = next_letter(&p), m = next_letter(&q);
        if (l.base != m.base)
            base = l.base < m.base ? -1 : 1;
        if (!tone && l.tone != m.tone)
            tone = l.tone < m.tone ? -1 : 1;
        if (!kase && l.upper != m.upper)
            kase = l.upper ? 1 : -1;
    }
    if (!base && (*p || *q))
        base = *p ? 1 : -1;
    free(x);
    free(y);
    if (base)
        return base;
    if (tone)
        return tone;
    return kase ? kase : strcmp(a, b);
}

size_t text_width(const char *text)
{
    size_t width = 0;
    for (const char *p = text; *p;) {
        size_t n;
        int w = utf8proc_charwidth(text_point(p, &n));
        width += w > 0 ? (size_t)w : 0;
        p += n;
    }
    return width;
}

/* Control characters (C0, DEL, C1), those of format (marks and overrides of direction, what has no width), separators
 * of lines: nothing that a letter is made of. */
static bool is_steering(int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:
        return point != '\n' && point != '\t';
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
        return true;
    default:
        return false;
    }
}

/* S[0..N-1], shorter than a character, is the beginning of one. */
static bool is_begun(const char *s, size_t n)
{
    unsigned char first = (unsigned char)*s;
    size_t length = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 ? 2 : 1;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80)
            return false;
    return first <= 0xF4 && n < length;
}

size_t text_shown(const char *s, size_t n, char out[TEXT_SHOWN])
{
    int32_t point;
    ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s, (ssize_t)n, &point);
    if (length <= 0 && is_begun(s, n))
        return 0;
    if (length <= 0 || point < 0x80) { /* an invalid byte too: it may steer one that does not read UTF-8 */
        unsigned byte = (unsigned char)*s;
        bool as_is = length > 0 && !is_steering(point);
        snprintf(out, TEXT_SHOWN, as_is ? "%c" : "\\x%02x", byte);
        return 1;
    }
    if (is_steering(point))
        snprintf(out, TEXT_SHOWN, point < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)point);
    else
        snprintf(out, TEXT_SHOWN, "%.*s", (int)length, s);
    return (size_t)length;
}

char *text_visible(const char *text)
{
    struct strbuf visible = {0};
    char shown[TEXT_SHOWN];
    for (size_t n = strlen(text), taken; n; text += taken, n -= taken) {
        taken = text_shown(text, n, shown);
        if (!taken) {
            snprintf(shown, sizeof shown, "\\x%02x", (unsigned)(unsigned char)*text);
            taken = 1;
        }
        strbuf_add(&visible, shown, strlen(shown));
    }
    return strbuf_take(&visible);
}

void text_cut(char *text, size_t length)
{
    size_t n = strlen(text);
    if (n > length)
        n = length;
    else if (n < length)
        return;
    /* Back to the start of the last character; keep it only if it is whole. */
    size_t start = n;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0)
        start--;
    if (!text_is_utf8(text + start, n - start, NULL))
        n = start;
    text[n] = '\0';
}

bool text_is_total(const char *text)
{
    static const char *const names[] = {"tổng", "tổng cộng", "tổng số", "cộng", "total", "subtotal", "grand total"};
    static const char *const beginnings[] = {"tổngcộng", "tổngsố"}; /* "Tổng số phiếu: 120" */
    if (!*text)
        return false;
    char *folded = text_fold(text);
    size_t n = strlen(folded);
    while (n > 0 && (folded[n - 1] == ':' || folded[n - 1] == '.'))
        folded[--n] = '\0';
    bool found = false;
    for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++)
        found = text_same(folded, names[i]);
    for (size_t i = 0; !found && i < sizeof beginnings / sizeof *beginnings; i++)
        found = !strncmp(folded, beginnings[i], strlen(beginnings[i]));
    free(folded);
    return found;
}

bool text_is_code(const char *code)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return *code && *code != '.' && *code != '_' && *code != '-' && code[strspn(code, allowed)] == '\0';
}
