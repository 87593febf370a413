#include "reports/workbook/layout.h"

#include <stddef.h>
#include <string.h>

/* Advance widths in 1/1000 em of U+0020 .. U+007E, Times New Roman. */
static const unsigned short advance[95] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};

#define LOWER_VOWEL  490
#define UPPER_LETTER 722
#define OTHER        750

/* The code point at *P, which is moved past it.  The text is valid UTF-8. */
static unsigned next_point(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    int n = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    unsigned c = n == 1 ? s[0] : s[0] & (0xFFu >> (n + 1));
    for (int i = 1; i < n && s[i]; i++)
        c = c << 6 | (s[i] & 0x3F);
    *p += strnlen(*p, (size_t)n);
    return c;
}

static unsigned width_of(unsigned c)
{
    if (c >= 0x20 && c <= 0x7E)
        return advance[c - 0x20];
    if (c < 0x20 || (c >= 0x300 && c <= 0x36F))
        return 0;
    if (c >= 0xC0 && c <= 0xFF)
        return c < 0xDF ? UPPER_LETTER : LOWER_VOWEL;
    if (c == 0x1AF) /* Ư */
        return UPPER_LETTER;
    if ((c >= 0x100 && c <= 0x1FF) || (c >= 0x1E00 && c <= 0x1EFF))
        return c % 2 ? LOWER_VOWEL : UPPER_LETTER;
    if (c == 0xA0 || c == 0xB7)
        return 250;
    return c == 0x2013 ? 500 : OTHER;
}

static double scaled(double thousandths, double size, bool bold)
{
    return thousandths * size / 1000 * (bold ? 1.07 : 1.0);
}

double layout_width(const char *text, double size, bool bold)
{
    double sum = 0;
    for (const char *p = text; *p;)
        sum += width_of(next_point(&p));
    return scaled(sum, size, bold);
}

unsigned layout_lines(const char *text, double size, bool bold, double width)
{
    unsigned lines = 1;
    double line = 0, word = 0; /* on this line up to the word, and the word */
    for (const char *p = text; *p;) {
        unsigned c = next_point(&p);
        if (c == '\n') {
            lines++;
            line = word = 0;
            continue;
        }
        double w = scaled(width_of(c), size, bold);
        if (c == ' ') {
            line += word + w;
            word = 0;
            continue;
        }
        if (line + word + w > width) {
            lines++;
            if (line == 0) /* one word wider than the column: it breaks here */
                word = 0;
            line = 0;
        }
        word += w;
    }
    return lines;
}

double layout_longest_word(const char *text, double size, bool bold)
{
    double longest = 0, word = 0;
    for (const char *p = text; *p;) {
        unsigned c = next_point(&p);
        word = c == ' ' || c == '\n' ? 0 : word + scaled(width_of(c), size, bold);
        longest = word > longest ? word : longest;
    }
    return longest;
}

double layout_points(double units)
{
    return units * 7 * 0.75;
}

double layout_units(double points)
{
    return points / 0.75 / 7;
}
