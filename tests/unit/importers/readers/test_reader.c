/* The expected cells are written by hand beside each text. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/readers/reader.h"
#include "survey/base/memory.h"

/* A file of these bytes; the path, to be freed, is unlinked by the caller. */
static char *file_of(const char *bytes, size_t n)
{
    char *path = xstrdup("/tmp/dtxhh-test-XXXXXX");
    int fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    close(fd);
    return path;
}

/* What a reader makes of a file: "LINE:cell|cell" per row ("LINE!" when broken),
 * rows joined by '\n', then " <code line column>" per issue. */
static char *read_path(const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    bool first = true;
    while (reader && reader_next(reader, &row, &err)) {
        fprintf(out, "%s%zu%s", first ? "" : "\n", row.line, row.broken ? "!" : ":");
        first = false;
        for (size_t c = 0; c < row.n_cells; c++) {
            cr_assert_eq(strlen(row.cells[c].text), row.cells[c].length);
            fprintf(out, "%s%s", c ? "|" : "", row_text(&row, c));
        }
    }
    if (err.code != E_NONE)
        fprintf(out, " error %s", err.text);
    for (size_t i = 0; i < issues_kept(issues); i++) {
        const struct issue *issue = issues_get(issues, i);
        fprintf(out, " <%s %zu %zu>", issue->code, issue->place.line, issue->place.column);
    }
    reader_close(reader);
    issues_free(issues);
    fclose(out);
    return text;
}

static char *read_bytes(const char *bytes, size_t n)
{
    char *path = file_of(bytes, n);
    char *text = read_path(path);
    unlink(path);
    free(path);
    return text;
}

struct text_case {
    const char *name, *bytes, *expected;
};

static void check_cases(const struct text_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *got = read_bytes(cases[i].bytes, strlen(cases[i].bytes));
        cr_expect_str_eq(got, cases[i].expected, "%s:\n got %s\nwant %s", cases[i].name, got, cases[i].expected);
        free(got);
    }
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof *(cases))

Test(reader, splits_lines_and_cells)
{
    static const struct text_case cases[] = {
        {"comma", "a,b,c\n1,2,3\n", "1:a|b|c\n2:1|2|3"},
        {"semicolon", "a;b\n1;2\n", "1:a|b\n2:1|2"},
        {"tab", "a\tb\n1\t2\n", "1:a|b\n2:1|2"},
        {"semicolon with decimal commas", "mã;điểm\nA;9,5\nB;8,25\n", "1:mã|điểm\n2:A|9,5\n3:B|8,25"},
        {"semicolon with a decimal comma on every line", "a;1,5\nb;2,5\n", "1:a|1,5\n2:b|2,5"},
        {"comma with a semicolon in a cell", "a,b\n1,x;y\n2,z\n", "1:a|b\n2:1|x;y\n3:2|z"},
        {"separators in quotes do not count", "\"a;b\",c\n\"d;e\",f\n", "1:a;b|c\n2:d;e|f"},
        {"one column", "a\nb\n", "1:a\n2:b"},
        {"no end of line at the end", "a,b\n1,2", "1:a|b\n2:1|2"},
        {"CRLF", "a,b\r\n1,2\r\n", "1:a|b\n2:1|2"},
        {"CR alone", "a,b\r1,2\r", "1:a|b\n2:1|2"},
        {"CR alone, no end", "a,b\r1,2", "1:a|b\n2:1|2"},
        {"mixed", "a,b\r1,2\n3,4\r\n5,6", "1:a|b\n2:1|2\n3:3|4\n4:5|6"},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "a,b\n1,2\n",
         "1:a|b\n2:1|2"},
        {"byte order mark before a quote", "\xEF\xBB\xBF\"a\",b\n1,2\n", "1:a|b\n2:1|2"},
        {"blank lines are counted", "\n\na,b\n\n1,2\n\n", "3:a|b\n5:1|2"},
        {"blank lines, CRLF", "\r\na,b\r\n\r\n1,2\r\n", "2:a|b\n4:1|2"},
        {"empty cells only", "a,b\n,\n , \n1,2\n", "1:a|b\n4:1|2"},
        {"trailing empty cells", "a,b,,,\n1,,,,\n,2,,\n", "1:a|b\n2:1\n3:|2"},
        {"trimmed",
         "  a , b  ,\xC2\xA0"
         "c\xC2\xA0\n",
         "1:a|b|c"},
        {"sep= names the separator", "sep=;\na;b\n1;2,5\n", "2:a|b\n3:1|2,5"},
        {"sep= with another", "sep=|\r\na|b,c\r\n", "2:a|b,c"},
        {"only a byte order mark", "\xEF\xBB\xBF", ""},
        {"only blank lines", "\n\n \n", ""},
    };
    CHECK(cases);
}

Test(reader, reads_quotes)
{
    static const struct text_case cases[] = {
        {"quoted", "\"a\",\"b\"\n\"1\",2\n", "1:a|b\n2:1|2"},
        {"separator inside", "a,b\n\"x, y\",2\n", "1:a|b\n2:x, y|2"},
        {"doubled quote", "a,b\n\"x \"\"y\"\"\",2\n", "1:a|b\n2:x \"y\"|2"},
        {"empty quoted", "a,b\n\"\",2\n\"\",\"\"\n", "1:a|b\n2:|2"},
        {"line break inside", "a,b\n\"x\ny\",2\n3,4\n", "1:a|b\n2:x\ny|2\n4:3|4"},
        {"CRLF inside becomes LF", "a,b\r\n\"x\r\ny\",2\r\n3,4\r\n", "1:a|b\n2:x\ny|2\n4:3|4"},
        {"blank line inside", "a,b\n\"x\n\ny\",2\n3,4\n", "1:a|b\n2:x\n\ny|2\n5:3|4"},
        {"two broken cells", "a,b\n\"x\ny\",\"z\n\nw\"\n3,4\n", "1:a|b\n2:x\ny|z\n\nw\n6:3|4"},
        {"space around quotes", "a, \"b\" ,c\n", "1:a|b|c"},
        {"no end of line", "a,\"b\"", "1:a|b"},
        {"quoted and not, in turn", "\"a\",b,\"\"\n,\"c\",\n\"d\",\"e\",f\n", "1:a|b\n2:|c\n3:d|e|f"},
        {"spaces in quotes", "\" a \",\"\xC2\xA0\",b\n", "1:a||b"},
        {"text by a formula, with white space about it", "\"=\"\"007\"\"\",\" =\"\"008\"\" \",\"=\"\" 009 \"\"\",b\n",
         "1:007|008|009|b"},
        {"semicolons", "\"a\";\"b\"\n\"1;2\";3\n", "1:a|b\n2:1;2|3"},
        {"tabs", "\"a\"\t\"b\"\n\t\"1\"\n", "1:a|b\n2:|1"},
    };
    CHECK(cases);
}

Test(reader, names_the_place_of_a_bad_quote_and_goes_on)
{
    static const struct text_case cases[] = {
        {"inside an unquoted cell", "a,b\n1,x\"y\n3,4\n", "1:a|b\n2!1|x\"y\n3:3|4 <F103 2 2>"},
        {"behind a closing quote", "a,b\n\"x\"y,2\n3,4\n", "1:a|b\n2!\"x\"y|2\n3:3|4 <F103 2 1>"},
        {"at the end of the line", "a,b\n1,2\"\n3,4\n", "1:a|b\n2!1|2\"\n3:3|4 <F103 2 2>"},
        {"never closed, nothing follows", "a,b\n1,\"x\n", "1:a|b\n2!1|\"x <F104 2 2>"},
        {"never closed, last line without an end", "a,b\n1,\"x", "1:a|b\n2!1|\"x <F104 2 2>"},
        {"never closed, rows follow", "a,b\n1,\"x\n3,4\n5,6\n", "1:a|b\n2!1|\"x\n3:3|4\n4:5|6 <F104 2 2>"},
        {"never closed, a quoted row follows", "a,b\n1,\"x\n\"3\",4\n5,6\n", "1:a|b\n2!1|\"x\n3:3|4\n4:5|6 <F104 2 2>"},
        {"never closed, two of them", "a,b\n1,\"x\n3,4\n5,\"y,7\n8,9\n",
         "1:a|b\n2!1|\"x\n3:3|4\n4!5|\"y|7\n5:8|9 <F104 2 2> <F104 4 2>"},
        {"opened on the second line of a row", "a,b,c\n\"x\ny\",\"z,1\n3,4,5\n", "1:a|b|c\n2!\"x\n4:3|4|5 <F104 3 2>"},
        {"stray on the second line of a row", "a,b,c\n\"x\ny\",z\"z,1\n3,4,5\n", "1:a|b|c\n2!\"x\n4:3|4|5 <F103 3 2>"},
        {"stray in every row", "a\nx\"\ny\"\n", "1:a\n2!x\"\n3!y\" <F103 2 1> <F103 3 1>"},
    };
    CHECK(cases);
}

Test(reader, names_the_place_of_a_bad_byte_and_goes_on)
{
    static const struct text_case cases[] = {
        {"in the second cell", "a,b\n1,Nguy\xE9n\n\xC3\xA1,4\n", "1:a|b\n2!1|Nguy\xEF\xBF\xBDn\n3:á|4 <F101 2 2>"},
        {"two on a line are told once", "a,b\n\xFF,\xFE\n3,4\n",
         "1:a|b\n2!\xEF\xBF\xBD|\xEF\xBF\xBD\n3:3|4 <F101 2 1>"},
        {"cut character at the end", "a,b\n1,\xE1\xBA", "1:a|b\n2!1|\xEF\xBF\xBD\xEF\xBF\xBD <F101 2 2>"},
        {"in a quoted cell", "a,b\n\"x,\xFF\",2\n3,4\n", "1:a|b\n2!x,\xEF\xBF\xBD|2\n3:3|4 <F101 2 1>"},
        {"on the second line of a cell", "a,b\n1,\"x\ny\xFF\"\n3,4\n", "1:a|b\n2!1|x\ny\xEF\xBF\xBD\n4:3|4 <F101 3 2>"},
        {"after a quote that is not closed", "a,b\n1,\"x\ny,\xFF\n3,4\n",
         "1:a|b\n2!1|\"x\n3!y|\xEF\xBF\xBD\n4:3|4 <F101 3 2> <F104 2 2>"},
    };
    CHECK(cases);
    static const char nul[] = "a,b\n1,x\0y\n3,4\n";
    char *got = read_bytes(nul, sizeof nul - 1);
    cr_expect_str_eq(got, "1:a|b\n2!1|x\xEF\xBF\xBDy\n3:3|4 <F102 2 2>", "%s", got);
    free(got);
}

Test(reader, composes_text)
{
    static const struct text_case cases[] = {
        /* e + circumflex + dot below; e-circumflex + dot below; both are U+1EC7 */
        {"decomposed", "Vie\xCC\x82\xCC\xA3t,Vi\xC3\xAA\xCC\xA3t\n", "1:Vi\xE1\xBB\x87t|Vi\xE1\xBB\x87t"},
        {"quoted", "\"Vie\xCC\x82\xCC\xA3t, Nam\",1\n", "1:Vi\xE1\xBB\x87t, Nam|1"},
        {"composed", "Vi\xE1\xBB\x87t\n", "1:Vi\xE1\xBB\x87t"},
    };
    CHECK(cases);
}

/* Rows that straddle the blocks a file is read in, in each kind of line end,
 * with and without quotes. */
Test(reader, reads_files_larger_than_its_block)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t e = 0; e < 3; e++)
        for (int quotes = 0; quotes < 2; quotes++) {
            char *bytes = NULL;
            size_t size = 0;
            FILE *out = open_memstream(&bytes, &size);
            for (unsigned i = 1; i <= 60000; i++)
                fprintf(out, quotes ? "\"Sở %u\",\"x\"\"%u\"%s" : "Sở %u,x-%u%s", i, i * 7, ends[e]);
            fclose(out);
            char *path = file_of(bytes, size);
            struct issues *issues = issues_new();
            struct error err = {0};
            struct reader *reader = reader_open(path, issues, &err);
            cr_assert(reader);
            for (int round = 0; round < 2; round++) {
                struct row row;
                unsigned n = 0;
                while (reader_next(reader, &row, &err)) {
                    n++;
                    char *first = xasprintf("Sở %u", n), *second = xasprintf(quotes ? "x\"%u" : "x-%u", n * 7);
                    cr_assert(row.line == n && row.n_cells == 2 && !row.broken);
                    cr_assert_str_eq(row_text(&row, 0), first);
                    cr_assert_str_eq(row_text(&row, 1), second);
                    free(first);
                    free(second);
                }
                cr_assert_eq(n, 60000);
                cr_assert_eq(err.code, E_NONE);
                cr_assert(reader_go(reader, 0, &err));
            }
            reader_close(reader);
            issues_free(issues);
            unlink(path);
            free(path);
            free(bytes);
        }
}

/* A bad quote costs its own line also where the rest of the file is larger than
 * what is looked through for its end. */
Test(reader, goes_on_after_an_open_quote_before_much_text)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    fprintf(out, "a,b\n1,\"x\n");
    for (unsigned i = 3; i <= 300000; i++)
        fprintf(out, "%u,%u\n", i, i);
    fclose(out);
    char *path = file_of(bytes, size);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    size_t n = 0;
    while (reader_next(reader, &row, &err)) {
        n++;
        cr_assert_eq(row.line, n);
        cr_assert_eq(row.broken, n == 2);
    }
    cr_expect_eq(n, 300000);
    cr_expect_eq(issues_count(issues, FAULT), 1);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
    free(bytes);
}

Test(reader, refuses_what_is_too_large)
{
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    fprintf(out, "a,b\n1,");
    for (unsigned i = 0; i < (1u << 20) + 1; i++)
        fputc('x', out);
    fprintf(out, "\n"); /* line 2: a cell over 1 MiB */
    for (unsigned i = 0; i < 16384; i++)
        fputs("1,", out);
    fprintf(out, "1\n"); /* line 3: 16,385 cells */
    for (unsigned i = 0; i < (33u << 20); i++)
        fputc('y', out);
    fprintf(out, "\n5,6\n"); /* line 4: over 32 MiB; line 5: sound */
    fclose(out);
    char *path = file_of(bytes, size);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    static const size_t lines[] = {1, 2, 3, 5};
    size_t n = 0;
    while (reader_next(reader, &row, &err)) {
        cr_assert(n < 4);
        cr_expect_eq(row.line, lines[n]);
        cr_expect_eq(row.broken, n == 1 || n == 2);
        n++;
    }
    cr_expect_eq(n, 4);
    cr_expect_eq(issues_count_code(issues, "F105"), 3);
    cr_expect_eq(issues_get(issues, 0)->place.column, 2);
    cr_expect_eq(issues_get(issues, 1)->place.column, 16385);
    cr_expect_eq(issues_get(issues, 2)->place.line, 4);
    reader_close(reader);
    issues_free(issues);
    unlink(path);
    free(path);
    free(bytes);
}

Test(reader, keeps_what_comes_through_a_pipe)
{
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(write(ends[1], "a,b\n1,2\n", 8), 8);
    close(ends[1]);
    char *path = xasprintf("/proc/self/fd/%d", ends[0]);
    struct issues *issues = issues_new();
    struct error err = {0};
    struct reader *reader = reader_open(path, issues, &err);
    struct row row;
    cr_assert(reader && reader_go(reader, 0, &err));
    cr_expect(reader_next(reader, &row, &err) && reader_next(reader, &row, &err));
    cr_expect_str_eq(row_text(&row, 1), "2");
    cr_expect(!reader_next(reader, &row, &err) && err.code == E_NONE);
    struct reader *again = reader_again(reader, issues, &err);
    cr_assert(again && reader_next(again, &row, &err) && reader_next(again, &row, &err));
    cr_expect_str_eq(row_text(&row, 1), "2");
    reader_close(again);
    cr_expect(reader_go(reader, 0, &err) && reader_next(reader, &row, &err), "%s", err.text);
    cr_expect_str_eq(row_text(&row, 1), "b");
    reader_close(reader);
    close(ends[0]);
    free(path);

    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(write(ends[1], "PK\3\4xxxx", 8), 8);
    close(ends[1]);
    path = xasprintf("/proc/self/fd/%d", ends[0]);
    err = (struct error){0};
    cr_expect_null(reader_open(path, issues, &err));
    cr_expect(strstr(err.text, "through a pipe"), "%s", err.text);
    close(ends[0]);
    free(path);
    issues_free(issues);
}

Test(reader, says_why_a_file_is_no_table)
{
    static const struct text_case cases[] = {
        {"empty", "", "is empty"},
        {"OLE", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx",
         "is an old .xls workbook; open it in Excel and save it as .xlsx"},
        {"HTML", "\r\n<!DOCTYPE html><html>", "is a web page"},
        {"HTML as Excel saves it", "\xEF\xBB\xBF<html xmlns:o=\"urn\">", "is a web page"},
        {"PDF", "%PDF-1.4\n", "is a PDF"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_of(cases[i].bytes, strlen(cases[i].bytes));
        struct issues *issues = issues_new();
        struct error err = {0};
        cr_expect_null(reader_open(path, issues, &err));
        cr_expect_eq(err.code, E_FILE);
        cr_expect(strstr(err.text, cases[i].expected), "%s: %s", cases[i].name, err.text);
        cr_expect(strstr(err.text, path));
        issues_free(issues);
        unlink(path);
        free(path);
    }
    /* The names in the directory of an OLE file are in UTF-16. */
    static const char *const names[][2] = {{"EncryptedPackage", "is locked by a password"},
                                           {"WordDocument", "is a Word"}};
    for (size_t i = 0; i < 2; i++)
        for (size_t at = 65500; at < 65600; at += 9) {
            char *bytes = xcalloc(1, 70000);
            memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
            for (size_t k = 0; names[i][0][k]; k++)
                bytes[at + 2 * k] = names[i][0][k];
            char *path = file_of(bytes, 70000);
            struct error err = {0};
            cr_expect_null(reader_open(path, NULL, &err));
            cr_expect(strstr(err.text, names[i][1]), "%zu: %s", at, err.text);
            unlink(path);
            free(path);
            free(bytes);
        }
    struct error err = {0};
    cr_expect_null(reader_open("/nonexistent/x.csv", NULL, &err));
    cr_expect(strstr(err.text, "No such file"));
    err = (struct error){0};
    cr_expect_null(reader_open("/tmp", NULL, &err));
    cr_expect(strstr(err.text, "is a folder"));
}
