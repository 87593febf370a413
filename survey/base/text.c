#include "survey/base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "survey/base/memory.h"

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

/* The character at S and its length; an invalid byte stands for itself. */
static int32_t next_point(const char *s, size_t *n)
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

static bool is_space(int32_t c)
{
    if (c == 0xFEFF || c == 0x200B || (c >= 0x09 && c <= 0x0D) || c == 0x85)
        return true;
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

char *text_fold(const char *text)
{
    char *folded = mapped(text, strlen(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    char *out = folded;
    for (const char *p = folded; *p;) {
        size_t n;
        int32_t c = next_point(p, &n);
        if (!is_space(c) && c != '_' && c != '-') {
            memmove(out, p, n);
            out += n;
        }
        p += n;
    }
    *out = '\0';
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
struct letter {
    uint32_t base; /* a < ă < â < b ... */
    unsigned tone; /* none, huyền, hỏi, ngã, sắc, nặng */
    bool upper;
};

/* The letter at *S (decomposed text), which moves on past its marks. */
static struct letter next_letter(const char **s)
{
    size_t n;
    int32_t c = next_point(*s, &n);
    *s += n;
    struct letter letter = {0, 0, false};
    int32_t lower = utf8proc_tolower(c);
    letter.upper = lower != c;
    c = lower;
    unsigned hat = 0; /* breve ă, circumflex â ê ô, horn ơ ư; đ */
    if (c == 0x111) {
        c = 'd';
        hat = 1;
    }
    while (**s) {
        int32_t mark = next_point(*s, &n);
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
        struct letter l = next_letter(&p), m = next_letter(&q);
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
        int w = utf8proc_charwidth(next_point(p, &n));
        width += w > 0 ? (size_t)w : 0;
        p += n;
    }
    return width;
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

char *text_trim(const char *text)
{
    const char *end = text;
    bool begun = false;
    const char *start = text;
    for (const char *p = text; *p;) {
        size_t n;
        int32_t c = next_point(p, &n);
        if (!is_space(c)) {
            if (!begun)
                start = p;
            begun = true;
            end = p + n;
        }
        p += n;
    }
    return begun ? xstrndup(start, (size_t)(end - start)) : xstrdup("");
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

/* Up to MOST digits at *S as a number; -1 where there are none. */
static int digits(const char **s, int most)
{
    int value = 0, n = 0;
    while (**s >= '0' && **s <= '9' && n < most) {
        value = value * 10 + (*(*s)++ - '0');
        n++;
    }
    return n ? value : -1;
}

bool text_date(const char *text, char iso[11])
{
    static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const char *p = text;
    int first = digits(&p, 4);
    char mark = *p;
    if (first < 0 || !mark || !strchr("-/.", mark))
        return false;
    bool year_first = p - text == 4;
    p++;
    int month = digits(&p, 2);
    if (month < 1 || month > 12 || *p++ != mark)
        return false;
    const char *start = p;
    int last = digits(&p, year_first ? 2 : 4);
    if (*p || last < 0 || (!year_first && p - start != 4))
        return false;
    int year = year_first ? first : last, day = year_first ? last : first;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (year < 1900 || day < 1 || day > month_days[month - 1] + (month == 2 && leap))
        return false;
    snprintf(iso, 11, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    return true;
}
