/* The tables of Windows-1258 and TCVN3 are compared with glibc's iconv, VNI with
 * a list by hand; the sentences are how the motto of every official letter comes
 * out in files of these encodings. */
#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/encoding.h"
#include "importers/readers/reader.h"
#include "survey/base/memory.h"
#include "survey/base/text.h"

static const char motto[] = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc";
static const char motto_tcvn3[] = "C\xE9ng h\xDF"
                                  "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
                                  "a Vi\xD6t Nam, \xA7\xE9"
                                  "c l\xCBp - T\xF9 do - "
                                  "H\xB9nh ph\xF3"
                                  "c";
static const char motto_vni[] = "Co\xE4ng ho\xF8"
                                "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
                                "a Vie\xE4t Nam, \xD1o\xE4"
                                "c la\xE4p - T\xF6\xEF "
                                "do - Ha\xEFnh phu\xF9"
                                "c";
static const char motto_1258[] = "C\xF4\xF2ng ho\xCC"
                                 "a xa\xDE h\xF4\xF2i chu\xD2 nghi\xDE"
                                 "a Vi\xEA\xF2t Nam, \xD0\xF4\xF2"
                                 "c l\xE2\xF2p - T\xFD\xF2 do - Ha\xF2nh phu\xEC"
                                 "c";

/* BYTES decoded, in blocks of SIZE, and composed. */
static char *decoded(enum encoding encoding, const char *bytes, size_t n, size_t size)
{
    struct decoder decoder;
    decoder_start(&decoder, encoding);
    char *text = xmalloc(DECODED_BYTES(n) + 1);
    size_t used = 0;
    for (size_t i = 0; i < n; i += size)
        used += decoder_run(&decoder, bytes + i, n - i < size ? n - i : size, false, text + used);
    used += decoder_run(&decoder, bytes, 0, true, text + used);
    text[used] = '\0';
    char *composed = text_nfc(text, used);
    free(text);
    return composed;
}

Test(encoding, scans)
{
    static const struct {
        const char *text;
        enum encoding_scan scan;
        size_t bad;
    } cases[] = {
        {"", SCAN_ASCII, 0},
        {"abc", SCAN_ASCII, 0},
        {"abcdefghijklmnop", SCAN_ASCII, 0},
        {"Sở Nội vụ tỉnh", SCAN_COMPOSED, 0},
        {"“x” – …", SCAN_COMPOSED, 0},
        {"e\xCC\x82", SCAN_UTF8, 0},
        {"\xF0\x9F\x98\x80", SCAN_UTF8, 0},
        {"\xE2\x80\x80", SCAN_UTF8, 0}, /* U+2000 composes to U+2002 */
        {"abcdefgh\xFFxyz", SCAN_BAD, 8},
        {"abc\xC3", SCAN_BAD, 3},
        {"\xE1\xBB", SCAN_BAD, 0},
        {"ab\xE1\xBBz", SCAN_BAD, 2},
        {"\xC0\x80", SCAN_BAD, 0},
        {"\xED\xA0\x80", SCAN_BAD, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bad = 0;
        cr_expect_eq(encoding_scan(cases[i].text, strlen(cases[i].text), &bad), cases[i].scan, "%s", cases[i].text);
        cr_expect_eq(bad, cases[i].bad, "%s: %zu", cases[i].text, bad);
    }
    size_t bad;
    cr_expect_eq(encoding_scan("abcdefg\0hijklmno", 16, &bad), SCAN_BAD);
    cr_expect_eq(bad, 7);
}

Test(encoding, trims)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"  ", ""},
        {" a ", "a"},
        {"\t\r\n a b \n", "a b"},
        {"\xC2\xA0"
         "a\xC2\xA0",
         "a"},
        {"\xEF\xBB\xBF"
         "a\xE3\x80\x80",
         "a"},
        {"à", "à"},
        {" \xE2\x80\x8B\xC2\xA0", ""},
        {"a\xE2\x80\xAF", "a"},
        {"ự ", "ự"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i][0];
        size_t length = strlen(text);
        text_trim_ends(&text, &length);
        cr_expect(length == strlen(cases[i][1]) && !memcmp(text, cases[i][1], length), "\"%s\"", cases[i][0]);
    }
}

Test(encoding, has_names)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } cases[] = {
        {"utf-8", ENCODING_UTF8},        {"UTF8", ENCODING_UTF8},      {"utf_16_le", ENCODING_UTF16LE},
        {"UTF-16BE", ENCODING_UTF16BE},  {"UTF-16", ENCODING_UTF16LE}, {"CP1258", ENCODING_1258},
        {"Windows 1258", ENCODING_1258}, {"tcvn3", ENCODING_TCVN3},    {"ABC", ENCODING_TCVN3},
        {"vni", ENCODING_VNI},
    };
    enum encoding encoding;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(encoding_find(cases[i].name, &encoding) && encoding == cases[i].encoding, "%s", cases[i].name);
    cr_expect(!encoding_find("latin1", &encoding));
}

Test(encoding, decodes_the_motto_however_it_is_cut)
{
    static const struct {
        enum encoding encoding;
        const char *bytes;
    } cases[] = {{ENCODING_TCVN3, motto_tcvn3}, {ENCODING_VNI, motto_vni}, {ENCODING_1258, motto_1258}};
    for (size_t i = 0; i < 3; i++)
        for (size_t size = 1; size < 80; size += size < 4 ? 1 : 19) {
            char *text = decoded(cases[i].encoding, cases[i].bytes, strlen(cases[i].bytes), size);
            cr_expect_str_eq(text, motto, "%s: %s", encoding_name(cases[i].encoding), text);
            free(text);
        }
}

/* BYTE by iconv, composed; NULL when it has none. */
static char *by_iconv(const char *charset, char byte)
{
    iconv_t cd = iconv_open("UTF-8", charset);
    cr_assert(cd != (iconv_t)-1);
    char in[2] = {byte, ' '}, out[16] = "";
    char *from = in, *to = out;
    size_t n = 2, room = sizeof out - 1;
    bool good = iconv(cd, &from, &n, &to, &room) != (size_t)-1 && iconv(cd, NULL, NULL, &to, &room) != (size_t)-1;
    iconv_close(cd);
    return good ? text_nfc(out, strlen(out)) : NULL;
}

Test(encoding, agrees_with_iconv)
{
    /* Where VN3, which the ABC fonts have, defines no letter and VN1 has a capital or a mark. */
    static const char vn1_only[] =
        "\xAF\xB0\xB1\xB2\xB3\xB4\xBA\xBF\xC0\xC1\xC2\xC3\xC4\xC5\xCD\xD9\xDA\xDB\xE0\xF0\xFF";
    for (int b = 0x80; b < 0x100; b++) {
        char bytes[2] = {(char)b, ' '};
        char *ours = decoded(ENCODING_1258, bytes, 2, 2), *theirs = by_iconv("CP1258", (char)b);
        if (theirs)
            cr_expect_str_eq(ours, theirs, "%02X: %s %s", b, ours, theirs);
        else
            cr_expect_eq((unsigned char)ours[0], 0xFF, "%02X", b);
        free(ours);
        free(theirs);
        if (b <= 0xA0)
            continue;
        ours = decoded(ENCODING_TCVN3, bytes, 2, 2);
        theirs = by_iconv("TCVN5712-1", (char)b);
        if (strchr(vn1_only, b))
            cr_expect_eq((unsigned char)ours[0], 0xFF, "%02X", b);
        else
            cr_expect(theirs && !strcmp(ours, theirs), "%02X: %s %s", b, ours, theirs ? theirs : "-");
        free(ours);
        free(theirs);
    }
}

Test(encoding, decodes_every_letter_of_vni)
{
    static const char *const pairs[][2] = {
        {"a\xF9 a\xF8 a\xFB a\xF5 a\xEF", "á à ả ã ạ"},
        {"a\xE2 a\xE1 a\xE0 a\xE5 a\xE3 a\xE4", "â ấ ầ ẩ ẫ ậ"},
        {"a\xEA a\xE9 a\xE8 a\xFA a\xFC a\xEB", "ă ắ ằ ẳ ẵ ặ"},
        {"e\xF9 e\xF8 e\xFB e\xF5 e\xEF", "é è ẻ ẽ ẹ"},
        {"e\xE2 e\xE1 e\xE0 e\xE5 e\xE3 e\xE4", "ê ế ề ể ễ ệ"},
        {"\xED \xEC \xE6 \xF3 \xF2", "í ì ỉ ĩ ị"},
        {"o\xF9 o\xF8 o\xFB o\xF5 o\xEF", "ó ò ỏ õ ọ"},
        {"o\xE2 o\xE1 o\xE0 o\xE5 o\xE3 o\xE4", "ô ố ồ ổ ỗ ộ"},
        {"\xF4 \xF4\xF9 \xF4\xF8 \xF4\xFB \xF4\xF5 \xF4\xEF", "ơ ớ ờ ở ỡ ợ"},
        {"u\xF9 u\xF8 u\xFB u\xF5 u\xEF", "ú ù ủ ũ ụ"},
        {"\xF6 \xF6\xF9 \xF6\xF8 \xF6\xFB \xF6\xF5 \xF6\xEF", "ư ứ ừ ử ữ ự"},
        {"y\xF9 y\xF8 y\xFB y\xF5 \xEE", "ý ỳ ỷ ỹ ỵ"},
        {"\xF1", "đ"},
        {"A\xD9 A\xC4 A\xCB E\xC3 \xCD \xD2 O\xC1 \xD4\xD8 U\xDB \xD6\xD5 Y\xD8 \xCE \xD1",
         "Á Ậ Ặ Ễ Í Ị Ố Ờ Ủ Ữ Ỳ Ỵ Đ"},
        {"A\xF9 \xD4\xF8", "Á Ờ"}, /* a capital with the mark of a small letter */
        {"\x93"
         "a\x94 \x96 10\xB0",
         "“a” – 10°"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *text = decoded(ENCODING_VNI, pairs[i][0], strlen(pairs[i][0]), 100);
        cr_expect_str_eq(text, pairs[i][1], "%s, not %s", text, pairs[i][1]);
        free(text);
    }
}

Test(encoding, marks_bytes_that_fit_nothing)
{
    static const struct {
        enum encoding encoding;
        const char *bytes;
        size_t n;
        const char *text;
        unsigned char byte;
    } cases[] = {
        {ENCODING_TCVN3, "a\x81z", 3, "a\xFF\x88\x81z", 0x81},
        {ENCODING_1258, "\xD2\x8D", 2, "\xCC\x89\xFF\x88\x8D", 0},
        {ENCODING_VNI, "x\xF9y", 3, "x\xFF\x8F\x89y", 0xF9},
        {ENCODING_VNI, "\xF9", 1, "\xFF\x8F\x89", 0xF9},
        {ENCODING_UTF16LE, "a\0\0\xD8z\0", 6, "a\xFF\x8D\x88z", 0xD8},
        {ENCODING_UTF16LE, "\0\xDC", 2, "\xFF\x8D\x8C", 0xDC},
        {ENCODING_UTF16LE, "a\0b", 3, "a\xFF\x86\x82", 0x62},
        {ENCODING_UTF16BE, "\xD8\x3D\xDE\0", 4, "\xF0\x9F\x98\x80", 0},
        {ENCODING_UTF16LE, "\x3D\xD8\0\xDE", 4, "\xF0\x9F\x98\x80", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t size = 1; size < 3; size++) {
            char *text = decoded(cases[i].encoding, cases[i].bytes, cases[i].n, size);
            cr_expect_str_eq(text, cases[i].text, "%zu", i);
            const char *bad = strchr(text, 0xFF);
            size_t used = 0;
            if (cases[i].byte) {
                cr_assert(bad);
                cr_expect_eq(encoding_bad_byte(cases[i].encoding, bad, strlen(bad), &used), cases[i].byte, "%zu", i);
                cr_expect_eq(used, 3);
            }
            free(text);
        }
}

Test(encoding, guesses_by_syllables)
{
    static const struct {
        const char *text;
        enum encoding encoding;
    } cases[] = {
        {motto, ENCODING_UTF8},
        {motto_1258, ENCODING_1258},
        {motto_tcvn3, ENCODING_TCVN3},
        {motto_vni, ENCODING_VNI},
        /* one word is enough */
        {"id,x\n1,S\xEB\n", ENCODING_TCVN3},
        {"id,x\n1,S\xF4\xFB\n", ENCODING_VNI},
        {"id,x\n1,S\xF5\xD2\n", ENCODING_1258},
        /* capitals, which TCVN3 does not have with a tone */
        {"\x55\xFB BAN, THA\xCCNH PH\xD4\xEC H\xD4\xCC CHI\xCC MINH", ENCODING_1258},
        {"\xD1OA\xD8N \xD1"
         "A\xDANG, QUA\xC4N, HUYE\xC4"
         "N",
         ENCODING_VNI},
        {"Qu\xCBn, huy\xD6n, gi\xD5ng, qu\xB6ng, gi\xF7"
         "a, ng\xAD\xEEng",
         ENCODING_TCVN3},
        /* damaged UTF-8 stays UTF-8 */
        {"Sở Nội v\xE1\xBB tỉnh", ENCODING_UTF8},
        {"S\xE1\xBB Nội", ENCODING_UTF8},
        {"Sở N\xE1\xBB", ENCODING_UTF8},
        {"id,x\n1,a\xC3\n", ENCODING_UTF8},
        {"id,x\n1,\xED\xA0\x80\n", ENCODING_UTF8},
        {"id,x\n1,t\xED\xA0\x80m\n", ENCODING_UTF8},
        {"id,x\n1,\xC0\xAF\n", ENCODING_UTF8},
        {"id,x\n1,B\xC0\xAFnh\n", ENCODING_UTF8},
        /* nothing Vietnamese in any of them */
        {"\xFF\xFE\xFD", ENCODING_UTF8},
        {"x\x81y", ENCODING_UTF8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(encoding_guess(cases[i].text, strlen(cases[i].text)), cases[i].encoding, "%zu %s: %s", i,
                     cases[i].text, encoding_name(encoding_guess(cases[i].text, strlen(cases[i].text))));
}

/* --- files ----------------------------------------------------------------------- */

/* "ENCODING line:cell|cell ... <code line column>" of a file of these bytes. */
static char *read_bytes(const char *bytes, size_t n, const char *encoding)
{
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    int fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    close(fd);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader_options options = {.encoding = encoding};
    struct reader *reader = reader_open_with(path, &options, issues, &err);
    cr_assert(reader, "%s", err.text);
    char *rows = NULL, *text = NULL;
    size_t size;
    FILE *out = open_memstream(&rows, &size);
    struct row row;
    while (reader_next(reader, &row, &err)) {
        fprintf(out, " %zu%s", row.line, row.broken ? "!" : ":");
        for (size_t c = 0; c < row.n_cells; c++)
            fprintf(out, "%s%s", c ? "|" : "", row_text(&row, c));
    }
    for (size_t i = 0; i < issues_kept(issues); i++)
        fprintf(out, " <%s %zu %zu>", issues_get(issues, i)->code, issues_get(issues, i)->place.line,
                issues_get(issues, i)->place.column);
    fclose(out);
    text = xasprintf("%s%s", reader_encoding(reader), rows);
    free(rows);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
    return text;
}

/* TEXT by iconv, a byte order mark before it if MARK is not NULL. */
static char *encoded(const char *text, const char *charset, const char *mark, size_t *n)
{
    iconv_t cd = iconv_open(charset, "UTF-8");
    size_t left = strlen(text), room = left * 4;
    char *bytes = xmalloc(room + 4), *copy = xstrdup(text), *in = copy, *out = bytes;
    if (mark) {
        memcpy(out, mark, 2);
        out += 2;
    }
    cr_assert(iconv(cd, &in, &left, &out, &room) != (size_t)-1);
    iconv_close(cd);
    free(copy);
    *n = (size_t)(out - bytes);
    return bytes;
}

Test(encoding, is_found_out_for_a_file)
{
    static const char table[] = "mã\ttên\r\nA\t\"Sở Nội vụ,\r\ntỉnh\"\r\nB\tỦy ban\r\n";
    static const struct {
        const char *charset, *mark, *expected;
    } cases[] = {
        {"UTF-8", NULL, "UTF-8 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban"},
        {"UTF-16LE", "\xFF\xFE", "UTF-16LE 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban"},
        {"UTF-16BE", "\xFE\xFF", "UTF-16BE 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban"},
        {"UTF-16LE", NULL, "UTF-16LE 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban"},
        {"UTF-16BE", NULL, "UTF-16BE 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban"},
        {"CP1258", NULL, "windows-1258 1:mã|tên 2:A|Sở Nội vụ,\ntỉnh 4:B|Ủy ban <W101 0 0>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n;
        char *bytes = encoded(table, cases[i].charset, cases[i].mark, &n);
        char *got = read_bytes(bytes, n, NULL);
        cr_expect_str_eq(got, cases[i].expected, "got %s", got);
        free(got);
        free(bytes);
    }
    char *bytes = xasprintf("a;b\n%s;1\n", motto_tcvn3), *expected = xasprintf("TCVN3 1:a|b 2:%s|1 <W101 0 0>", motto);
    char *got = read_bytes(bytes, strlen(bytes), NULL);
    cr_expect_str_eq(got, expected, "%s", got);
    free(bytes);
    free(expected);
    free(got);
}

Test(encoding, can_be_given)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *encoding, *expected;
    } cases[] = {
        {"a,b\nv\xF4,1\n", 9, "TCVN3", "TCVN3 1:a|b 2:vụ|1"},
        {"a,b\nv\xF4,1\n", 9, "VNI", "VNI 1:a|b 2:vơ|1"},
        {"a,b\nv\xF4,1\n", 9, "windows-1258", "windows-1258 1:a|b 2:vô|1"},
        {"a,b\nv\xF4,1\n", 9, "UTF-8", "UTF-8 1:a|b 2!v\xEF\xBF\xBD|1 <F101 2 1>"},
        {"a,b\n1,\x81\n2,x\n", 12, "ABC", "TCVN3 1:a|b 2!1|\xEF\xBF\xBD 3:2|x <F101 2 2>"},
        {"\xFE\xFF\0a\0,\0b", 8, "UTF-16", "UTF-16BE 1:a|b"},
        {"\xEF\xBB\xBF"
         "a,b",
         6, "utf8", "UTF-8 1:a|b"},
        {"a\0,\0\0\xD8\n\0"
         "b\0",
         10, "UTF-16LE", "UTF-16LE 1!a|\xEF\xBF\xBD 2:b <F101 1 2>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = read_bytes(cases[i].bytes, cases[i].n, cases[i].encoding);
        cr_expect_str_eq(got, cases[i].expected, "got %s", got);
        free(got);
    }
    struct issues *issues = issues_new();
    struct error err = {0};
    cr_expect_null(reader_open_with("/dev/null", &(struct reader_options){.encoding = "latin1"}, issues, &err));
    cr_expect_eq(err.code, E_USAGE);
    cr_expect_str_eq(err.text,
                     "unknown encoding \"latin1\"; expected UTF-8, UTF-16LE, UTF-16BE, windows-1258, TCVN3 or VNI");
    issues_free(issues);
}

/* The first byte above 0x7F far behind the first block, at every distance from its end. */
Test(encoding, is_found_out_late)
{
    for (size_t lines = 65530; lines < 65540; lines++) {
        char *bytes = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&bytes, &size);
        for (size_t i = 0; i < lines; i++)
            fputs("1,2\n", out);
        fprintf(out, "\"%s\",%s\n", motto_vni, motto_vni);
        fclose(out);
        char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
        int fd = mkstemp(path);
        cr_assert(write(fd, bytes, size) == (ssize_t)size);
        close(fd);
        struct issues *issues = issues_new();
        struct error err = {0};
        struct reader *reader = reader_open(path, issues, &err);
        struct row row;
        cr_expect_str_eq(reader_encoding(reader), lines < 65536 ? "VNI" : "UTF-8");
        for (size_t i = 0; i < lines; i++)
            cr_assert(reader_next(reader, &row, &err));
        cr_assert(reader_next(reader, &row, &err));
        cr_expect_str_eq(reader_encoding(reader), "VNI");
        cr_expect_str_eq(row_text(&row, 0), motto);
        cr_expect_eq(row.line, lines + 1);
        cr_assert(reader_go(reader, 0, &err) && reader_next(reader, &row, &err));
        cr_expect_eq(issues_kept(issues), 1);
        reader_close(reader);
        issues_free(issues);
        unlink(path);
        free(path);
        free(bytes);
    }
}

/* Long "words" of marks, found by the fuzzer. */
Test(encoding, guesses_from_any_bytes)
{
    static const char *const odd[] = {"h\xF2\xF2t\xF2\xF2\xF2\xF2\xC6 ",
                                      "\xF2\xF2\xF2\xF2\xF2\xF2\xF2\xF2,\xDE\x1E\xF2 "};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        cr_expect(encoding_guess(odd[i], strlen(odd[i])) < N_ENCODINGS);
}
