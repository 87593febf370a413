#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/text.h"

Test(text, utf8_tells_where_it_breaks)
{
    size_t bad = 0;
    cr_assert(text_is_utf8("Hà Nội", strlen("Hà Nội"), NULL));
    cr_assert_not(text_is_utf8("H\xe0 N", 4, &bad));
    cr_assert_eq(bad, 1);
    cr_assert_not(text_is_utf8("a\xc0\xaf", 3, &bad));     /* overlong */
    cr_assert_not(text_is_utf8("a\xed\xa0\x80", 4, &bad)); /* surrogate */
    cr_assert_not(text_is_utf8("a\0b", 3, &bad));
    cr_assert_eq(bad, 1);
}

/* What every character becomes at a terminal.  Code points by their category in Unicode (UnicodeData.txt): Cc, Cf, Zl
 * and Zp are written out, all others are sent as they are; so are bytes that are no UTF-8. */
Test(text, nothing_that_is_shown_steers_a_terminal)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"Hà Nội\tđợt 1\n", "Hà Nội\tđợt 1\n"},
        {"\x1b[2J\x1b]0;x\x07", "\\x1b[2J\\x1b]0;x\\x07"},
        {"a\rb\x7f\b", "a\\x0db\\x7f\\x08"},
        {"\xc2\x9b"
         "31m\xc2\x85",
         "\\x9b31m\\x85"}, /* C1: CSI, NEL */
        {"\xe2\x80\xae"
         "cod\xe2\x80\xac",
         "\\u202ecod\\u202c"},
        {"\xe2\x81\xa6x\xe2\x81\xa9", "\\u2066x\\u2069"},
        {"\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf", "\\u2028\\u2029\\ufeff"},
        {"\xf3\xa0\x80\x81", "\\ue0001"}, /* a tag */
        {"x\xff\x9by", "x\\xff\\x9by"},
        {"\xc0\x9b \xed\xa0\x80", "\\xc0\\x9b \\xed\\xa0\\x80"}, /* overlong, a surrogate */
        {"cut \xe1\xba", "cut \\xe1\\xba"},
        {"\xc2\xa0ệ…中😀", "\xc2\xa0ệ…中😀"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *shown = text_visible(cases[i].text);
        cr_assert_str_eq(shown, cases[i].shown, "%zu: %s", i, shown);
        free(shown);
    }
    /* Every code point, and every character cut short at every byte: of what is shown none is a control character of
     * either kind, nor an override. */
    for (int32_t point = 1; point < 0x110000; point++) {
        char text[8] = {0}, shown[TEXT_SHOWN];
        size_t n = text_put(text, point);
        if (point >= 0xD800 && point < 0xE000)
            continue;
        for (size_t cut = 1; cut < n; cut++)
            cr_assert_eq(text_shown(text, cut, shown), 0, "%x cut to %zu", (unsigned)point, cut);
        cr_assert_eq(text_shown(text, n, shown), n);
        bool control = (point < ' ' && point != '\n' && point != '\t') || (point >= 0x7F && point < 0xA0),
             bidi = point == 0x61C || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
                    (point >= 0x2066 && point <= 0x2069);
        if (control || bidi)
            cr_assert(shown[0] == '\\' && text_is_ascii(shown, strlen(shown)), "%x", (unsigned)point);
        else
            cr_assert(!strcmp(shown, text) || shown[0] == '\\', "%x", (unsigned)point);
    }
}

Test(text, composition_makes_two_writings_equal)
{
    char *nfc = text_nfc("Ha\xcc\x80 No\xcc\xa3\xcc\x82i", strlen("Ha\xcc\x80 No\xcc\xa3\xcc\x82i"));
    cr_assert_str_eq(nfc, "Hà Nội");
    free(nfc);
}

Test(text, names_fold_to_what_is_written_for_short)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Ủy ban nhân dân xã Đông Đô", "UBND xã Ðông  Ðô", true},
        {"Uỷ ban Nhân dân phường Hoà Bình", "ubnd phường Hòa Bình", true},
        {"Thường trực Hội đồng nhân dân", "Thường trực HĐND", true},
        {"Sở Khoa học và Công nghệ", "Sở Khoa học & Công nghệ", true},
        {"Văn phòng UBND và HĐND", "Văn phòng Ủy ban nhân dân & Hội đồng nhân dân", true},
        {"Ủy ban nhân dân xã Đông Đô", "Ủy ban nhân dân xã Đông Độ", false},
        {"Ủy ban nhân dân", "Ủy ban", false},
        {"", "và", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *a = text_fold_name(cases[i].a), *b = text_fold_name(cases[i].b);
        cr_expect(!strcmp(a, b) == cases[i].same, "%s, %s", a, b);
        free(a);
        free(b);
    }
}

Test(text, headers_fold)
{
    cr_assert(text_same("Mã đơn vị", "MÃ  ĐƠN_VỊ"));
    cr_assert(text_same("max_points", "Max Points"));
    cr_assert_not(text_same("Mã", "Ma"));
}

/* What people see as one word, or mean as one; and words that are two. */
Test(text, what_looks_alike_is_alike)
{
    static const char *const same[][2] = {
        {"Huyện Hoà Vang", "Huyện Hòa Vang"},
        {"thuỷ", "thủy"},
        {"quý", "qúy"},
        {"Khoẻ", "khỏe"},
        {"Đông Anh", "Ðông Anh"}, /* U+0110, U+00D0 */
        {"Đông Anh", "đông   ANH "},
        {"Đông Anh", "Đông\xC2\xA0"
                     "Anh"}, /* no-break space */
        {"Đông Anh", "\xEF\xBB\xBF"
                     "Đô\xE2\x80\x8B"
                     "ng Anh"},                       /* U+FEFF, U+200B */
        {"A1", "Ａ１"},                               /* full width */
        {"PAC", "РАС"},                               /* Cyrillic */
        {"Hà Nội", "Ha\xCC\x80 No\xCC\xA3\xCC\x82i"}, /* decomposed */
        {"xã – phường", "Xã - phường"},
        {"ﬁ", "fi"},
    };
    static const char *const two[][2] = {
        {"hoà", "hoa"}, {"hoà", "hoá"},     {"Đông", "Dong"}, {"Đông Anh", "ĐôngAnh"},
        {"0012", "12"}, {"bà la", "ba là"}, {"C 01", "C01"},  {"A-1", "A1"},
        {"", "a"},      {"bia", "biạ"},     {"ươ", "uơ"},     {"Sở Y tế", "Sở Y té"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        char *a = text_alike(same[i][0]), *b = text_alike(same[i][1]);
        cr_expect_str_eq(a, b, "%s, %s", same[i][0], same[i][1]);
        cr_expect(text_same(same[i][0], same[i][1]));
        free(a);
        free(b);
    }
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
        char *a = text_alike(two[i][0]), *b = text_alike(two[i][1]);
        cr_expect_str_neq(a, b, "%s, %s", two[i][0], two[i][1]);
        free(a);
        free(b);
    }
}

Test(text, plain_drops_marks)
{
    char *plain = text_plain("Tổng Cộng Đường");
    cr_assert_str_eq(plain, "tong cong duong");
    free(plain);
}

/* TCVN 6909 order: letters a ă â b c d đ e ê ... o ô ơ ... u ư; tones none, huyền, hỏi, ngã, sắc, nặng. */
Test(text, vietnamese_order)
{
    static const char *const sorted[] = {"an", "ăn", "ân", "ba", "bà", "bả", "bã",   "bá",    "bạ", "da",
                                         "đa", "e",  "ê",  "o",  "ô",  "ơ",  "Sở 2", "Sở 10", "u",  "ư"};
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
        for (size_t j = 0; j < sizeof sorted / sizeof *sorted; j++) {
            int order = text_compare(sorted[i], sorted[j]);
            cr_assert(i < j ? order < 0 : i > j ? order > 0 : order == 0, "%s %s", sorted[i], sorted[j]);
        }
}

Test(text, cut_keeps_characters_whole)
{
    char s[] = "điểm";
    text_cut(s, 4); /* đ i and the first byte of ể */
    cr_assert_str_eq(s, "đi");
}

Test(text, totals_are_known_by_name)
{
    static const char *const totals[] = {"Tổng",  "TỔNG CỘNG",     "Tổng số:",         "cộng",
                                         "Total", "TỔNG SỐ PHIẾU", "Tổng cộng (phiếu)"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        cr_assert(text_is_total(totals[i]), "%s", totals[i]);
    cr_assert_not(text_is_total("Tổng cục Thuế"));
    cr_assert_not(text_is_total(""));
}

Test(text, dates)
{
    static const struct {
        const char *text, *iso;
    } cases[] = {{"2024-12-31", "2024-12-31"}, {"31/12/2024", "2024-12-31"},
                 {"1/2/2024", "2024-02-01"},   {"29/02/2024", "2024-02-29"},
                 {"29/02/2023", NULL},         {"12/31/2024", NULL},
                 {"31/12/24", NULL},           {"2024-12", NULL},
                 {"2024-12-31x", NULL},        {"", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char iso[11] = "";
        bool ok = date_parse(cases[i].text, iso);
        cr_assert_eq(ok, cases[i].iso != NULL, "%s", cases[i].text);
        if (ok)
            cr_assert_str_eq(iso, cases[i].iso);
    }
}

Test(text, days_are_counted)
{
    char iso[DATE_TEXT];
    date_add("2024-02-28", 2, iso);
    cr_assert_str_eq(iso, "2024-03-01");
    date_add("2000-03-01", -1, iso);
    cr_assert_str_eq(iso, "2000-02-29");
    date_of(0, iso);
    cr_assert_str_eq(iso, "1970-01-01");
    cr_assert_eq(date_days("2024-03-01", "2024-02-28"), -2);
    for (int64_t day = -719162; day < 2932897; day += 97) { /* 0001-01-01 to 9999-12-31 */
        date_of(day, iso);
        cr_assert_eq(date_number(iso), day);
    }
}

Test(text, codes)
{
    cr_assert(text_is_code("1.1.2"));
    cr_assert(text_is_code("CT-HN_1"));
    cr_assert_not(text_is_code("ct"));
    cr_assert_not(text_is_code(""));
    cr_assert_not(text_is_code(".A"));
    cr_assert_not(text_is_code("SỞ"));
}
